#!/usr/bin/python3 -B
"""README, "Beyond one machine": two regions, each with its own daemon, address, mailbox and register, and one
directory file for both. An offer for one region reaches that region's readers, one for both reaches each
reader once; everything about a record stays in its region's register; the figures of both add up."""

import collections
import contextlib
import csv
import json
import mailbox
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, OFFER, cv_mail, offer_mail, withdrawal_mail
from mails import SHARED, letter_in
from passerelle import DIRECTORY, NOW, Passerelle
from postfix import AUTHSERV_ID
from system import temporary_folder, wait_until
from tap import run_story

LYON, PARIS = "69007 Lyon", "75018 Paris"
PARISIAN = "belliard@ml-paris.example"
HOLDERS_OF_LYON = {ADVISER, "karim.benhaddou@mllyon.example", "z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example",
                   "loic.perez@ml-mobile-ara.example", "paio@ra-itinerante.example"}
LYON_ASSOCIATION, PARIS_ASSOCIATION = "animation@arml-ara.example", "animation@arml-idf.example"
NEXT_DAY = NOW.replace("-11T", "-12T")
COMMON_COLUMNS = 8  # without signataire and pilotage: matters of the whole sides belong to one instance


class Region:
    """One instance: its address is the shared one with the region's name, its letters go to the common
    relay."""

    def __init__(self, folder, name, directory):
        own = folder / name
        own.mkdir()
        self.address = SHARED.replace("@", f"-{name}@")
        self.passerelle = Passerelle(own, "maildir:boite", "maildir:../relay")
        self.passerelle.configuration.write_text(self.passerelle.configuration.read_text().replace(f'"{SHARED}"', f'"{self.address}"'))
        self.passerelle.import_directory(directory)
        self.box = mailbox.Maildir(own / "boite", create=True)

    def told(self, reference):
        rows = self.passerelle.rows("SELECT recipient FROM letters WHERE template = 'offer' AND about = ?", reference)
        return {row["recipient"] for row in rows}

    def offers(self):
        return [json.loads(line) for line in self.passerelle.do("export", "--json", "offers").splitlines()]

    def reported(self, region=None):
        figures = json.loads(self.passerelle.do("report", "--json", "--now", NEXT_DAY, "2027"))["figures"]
        return sum(figure["value"] or 0 for figure in figures if (figure["key"], figure["region"], figure["month"]) == ("offers", region, None))

    def is_idle(self, messages):
        state = self.passerelle.row("SELECT (SELECT count(*) FROM messages WHERE outcome IS NOT NULL) AS decided,"
                                    " (SELECT count(*) FROM letters WHERE status = 'queued') AS queued")
        return state == {"decided": messages, "queued": 0}


class Country:
    """The common mail server: knows the mailbox of each address, with any subaddress."""

    def __init__(self, folder):
        self.relay = folder / "relay" / "new"
        directory = folder / "annuaire.csv"
        with open(DIRECTORY, encoding="utf-8-sig", newline="") as whole, open(directory, "w", encoding="utf-8", newline="") as common:
            csv.writer(common, delimiter=";").writerows(row[:COMMON_COLUMNS] for row in csv.reader(whole, delimiter=";"))
        self.regions = [Region(folder, name, directory) for name in ("ara", "idf")]
        self.received = collections.Counter()

    def delivers(self, mail, address):
        local, domain = address.split("@")
        region = next(region for region in self.regions if region.address == f"{local.split('+')[0]}@{domain}")
        proof = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={mail['From'].addresses[0].domain}\n"
        region.box.add(proof.encode() + mail.as_bytes())
        self.received[region.address] += 1

    def settles(self):
        for region in self.regions:
            wait_until(lambda one=region: one.is_idle(self.received[one.address]), f"{region.address} to have decided and sent all")

    def letters(self, title):
        """{recipient: letters} with a title in their subject, from any sender."""
        return collections.Counter(letter["Delivered-To"] for letter in map(letter_in, self.relay.iterdir()) if title in letter["Subject"])


def offers_go_round(story, country, ara, idf):
    for region, title, place in ((ara, "Cariste lyonnais (H/F)", LYON), (idf, "Cuisinier parisien (H/F)", PARIS), (ara, "Agent des deux villes (H/F)", f"{LYON} et {PARIS}")):
        country.delivers(offer_mail({**OFFER, "Intitulé": title, "Lieu": place}), region.address)
    country.settles()
    story.is_((ara.told("OFF-2027-0001"), idf.told("OFF-2027-0001")), (HOLDERS_OF_LYON | {LYON_ASSOCIATION}, {PARISIAN, PARIS_ASSOCIATION}),
              "an offer for one region reaches that region's readers alone")
    both = country.letters("Agent des deux villes")
    story.ok(set(both) >= HOLDERS_OF_LYON | {PARISIAN} and set(both.values()) == {1}, "one for both reaches each reader once", both)
    story.is_(idf.passerelle.count("offers"), 1, "and stands in one register")


def records_stay(story, country, ara, idf):
    letter = next(mail for mail in map(letter_in, country.relay.iterdir())
                  if mail["Delivered-To"] == ADVISER and "Cariste lyonnais" in mail["Subject"])
    answer = letter["Reply-To"].addresses[0].addr_spec
    story.ok(answer.startswith(ara.address.split("@")[0] + "+"), "a letter is answered to the instance that sent it", answer)
    country.delivers(cv_mail("OFF-2027-0001"), answer)
    country.settles()
    story.is_((ara.passerelle.count("candidates"), idf.passerelle.count("candidates")), (1, 0), "a young person stands in one register")
    story.is_(idf.passerelle.call("erase", "CAN-2027-0001").returncode, 65, "the other one knows nobody to erase")
    country.delivers(withdrawal_mail("CAN-2027-0001"), ara.address)
    country.settles()
    story.is_(ara.passerelle.row("SELECT status, given_name FROM candidates"), {"status": "withdrawn", "given_name": None}, "a withdrawal to the instance that holds him erases him")


def figures_add_up(story, ara, idf):
    rows = ara.offers() + idf.offers()
    story.is_(sorted(row["title"] for row in rows), ["Agent des deux villes (H/F)", "Cariste lyonnais (H/F)", "Cuisinier parisien (H/F)"], "the exports of both hold each offer once")
    story.is_(ara.reported() + idf.reported(), len(rows), "and so do the figures of both reports")
    story.is_([ara.reported("11"), idf.reported("11")], [0, 1], "region by region")
    story.is_([region.passerelle.check().returncode for region in (ara, idf)], [0, 0], "check finds each whole")


def tell(story):
    with temporary_folder("regions") as name, contextlib.ExitStack() as stack:
        country = Country(Path(name))
        for region in country.regions:
            region.passerelle.takes_few_rules()
            stack.enter_context(region.passerelle.running("--now", NOW))
        offers_go_round(story, country, *country.regions)
        records_stay(story, country, *country.regions)
        figures_add_up(story, *country.regions)


run_story(tell)

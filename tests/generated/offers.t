#!/usr/bin/python3 -B
"""Offers in all the ways that people write them (offer_mails.py), MAILS of them from SEED, in one run of the
program: each field is right in the register or asked back, none is silently wrong, and few are asked back
needlessly."""

import collections
import contextlib
import os
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import offer_mails  # noqa: E402
from passerelle import Passerelle  # noqa: E402
from system import temporary_folder  # noqa: E402
from tap import run_story  # noqa: E402

MAILS, SEED = int(os.environ.get("MAILS", 300)), os.environ.get("SEED", "1")
NOW = "2026-11-23T09:00:00+01:00"
MOST_NEEDLESS_PERCENT = 2
A_RUN = 300  # mails that the program reads at once
DIRECTORY = """organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage
IMS;ims;Julie Perrin;emploi.diversite@ims.example;;FR;newsletter;;oui;oui
CNML;cnml;Anne Roy;secretariat@cnml.example;;FR;newsletter;;oui;oui
Mission locale;mission_locale;Paul Blanc;accueil@ml.example;;FR;offres;hebdomadaire;;
"""


def deliver(home, seed, count):
    passerelle = Passerelle(home, "maildir:boite", "maildir:parti")
    passerelle.configuration.write_text(passerelle.configuration.read_text() + "answers_per_hour = 1000\n")
    box = pathlib.Path(home, "boite")
    for folder in ("new", "cur", "tmp"):
        (box / folder).mkdir(parents=True)
    table = pathlib.Path(home, "annuaire.csv")
    table.write_text(DIRECTORY)
    passerelle.import_directory(table)
    with contextlib.closing(sqlite3.connect(passerelle.database)) as register:
        register.execute("CREATE TRIGGER apart AFTER INSERT ON offer BEGIN UPDATE offer SET fingerprint = NULL WHERE ref = NEW.ref; END")
    made = []
    for number, (mail, data) in enumerate(offer_mails.mails(seed, count), 1):
        (box / "new" / f"1763884800.{number:06}.x").write_bytes(data)
        made.append(mail)
        if number % A_RUN == 0 or number == count:
            passerelle.run_once(NOW)
    return passerelle, made


def wrong_values(mail, offer, row):
    unsaid = getattr(mail, "unsaid", ())
    return [f"{column}: {row[column]!r} for {value!r} ({offer.written.get(column, offer.written['place'])!r})"
            for column, value in offer.truth.items() if column not in unsaid and value != offer_mails.ASKED and row[column] != value]


def judge(mail, message, rows):
    """Fields that are silently wrong, and fields asked back needlessly."""
    asked = {offer.written["reference"]: offer.asked() + getattr(mail, "lacks", []) for offer in mail.offers}
    wrong, needless = [], []
    found = {row["reference"] or mail.offers[0].written["reference"]: row for row in rows}
    for offer in mail.offers:
        reference = offer.written["reference"]
        row = found.pop(reference, None)
        if row and asked[reference]:
            wrong.append(f"{asked[reference]} not asked back: {offer.written}")
        elif row:
            wrong += wrong_values(mail, offer, row)
            if row["status"] == "held":
                needless.append("held")
        elif not asked[reference]:
            needless.append(f"{message['outcome']}: {message['reason']}: {offer.written}")
    wrong += [f"an offer nobody made: {dict(row)}" for row in found.values()]
    return wrong, needless


def tell(story):
    with temporary_folder("generated") as home:
        passerelle, made = deliver(home, SEED, MAILS)
        messages = passerelle.rows("SELECT * FROM messages ORDER BY id")
        story.is_(len(messages), len(made), "each mail has one row")
        offers = collections.defaultdict(list)
        for row in passerelle.rows("SELECT * FROM offer ORDER BY ref"):
            offers[row["message"]].append(row)
        wrong, needless = [], []
        for number, (mail, message) in enumerate(zip(made, messages), 1):
            bad, idle = judge(mail, message, offers[message["id"]])
            wrong += [f"{number} {mail.carrier}: {line}" for line in bad]
            needless += [f"{number} {mail.carrier}: {line}" for line in idle]
        count = sum(len(mail.offers) for mail in made)
        story.diag(f"seed {SEED}: {len(made)} mails, {count} offers, {len(wrong)} values wrong, {len(needless)} offers asked back needlessly")
        story.diag("\n".join(wrong + needless))
        story.ok(not wrong, "no value is silently wrong")
        story.ok(len(needless) * 100 <= count * MOST_NEEDLESS_PERCENT, f"at most {MOST_NEEDLESS_PERCENT} of 100 offers are asked back needlessly", len(needless))


run_story(tell)

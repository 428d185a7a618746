#!/usr/bin/python3 -B
"""Specification section 5: the ways to withdraw, the reminder and the renewal, who may report the outcome of
an application, and the answer to a young person who asks what is held."""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, ORGANISATION, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from mails import SHARED, attachments_of, compose, form, mailto_links, pdf, text_of
from passerelle import DIRECTORY
from place import Place
from system import temporary_folder
from tap import run_story

COLLEAGUE = "karim.benhaddou@mllyon.example"
STRANGER = "aurelie.nguyen@ml-villeurbanne.example"


def sends_cv(place, offer, fields=CV, now="2027-01-11T09:30:00+01:00", **options):
    decision = place.handles(cv_mail(offer, fields, **options), now)
    assert decision["outcome"] == "accepted", decision
    return decision["ref"]


def events(place, ref):
    return [row["event"] for row in place.passerelle.rows("SELECT event FROM consents WHERE candidate = ? ORDER BY id", ref)]


def replies(letter, text, sender=ADVISER, subject=None):
    return compose(sender, SHARED, subject or f"RE: {letter['Subject']}", text, answers=letter)


def withdrawals(story, place, offer):
    ref = sends_cv(place, offer)
    acknowledgement = place.letters(ADVISER)[-1]
    decision = place.handles(replies(acknowledgement, "Merci beaucoup, bonne journée !\n"))
    story.ok(decision["kind"] != "withdrawal", "thanks for the acknowledgement withdraw nothing", decision)
    story.is_(events(place, ref), ["given"], "the consent stands")
    decision = place.handles(replies(acknowledgement, "Bonjour,\n\nRETRAIT\n\nCordialement,\nMaëlle\n", subject="Re: sans objet"))
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("withdrawal", "accepted", ref),
              "RETRAIT on a line of an answer to the acknowledgement does, known by In-Reply-To alone")

    ref = sends_cv(place, offer)
    quoted = f"D'accord.\n\nLe 11/01/2027, Passerelle a écrit :\n> RETRAIT\n> {ref}\n"
    place.handles(replies(place.letters(ADVISER)[-1], quoted))
    story.is_(events(place, ref), ["given"], "RETRAIT in the quoted text withdraws nothing")
    link = [link for link in mailto_links(place.letters(ADVISER)[-2]) if "RETRAIT" in link.subject][-1:]
    link = link or [link for letter in place.letters(ADVISER) for link in mailto_links(letter) if link.subject == f"[RETRAIT {ref}]"]
    story.is_(link[-1].subject, f"[RETRAIT {ref}]", "the acknowledgement has a link for it")
    decision = place.handles(compose(COLLEAGUE, SHARED, link[-1].subject, link[-1].body))
    story.is_(decision["outcome"], "accepted", "one click by any colleague of that mission locale withdraws")
    told = [row["recipient"] for row in place.passerelle.rows(
        "SELECT recipient FROM letters WHERE about = ? AND template = 'withdrawal' ORDER BY recipient", ref)]
    decision = place.handles(withdrawal_mail(ref))
    story.is_((decision["outcome"], events(place, ref)), ("accepted", ["given", "withdrawn"]), "twice is once")
    story.is_([row["recipient"] for row in place.passerelle.rows(
        "SELECT recipient FROM letters WHERE about = ? AND template = 'withdrawal' ORDER BY recipient", ref)], told,
        "nobody is asked twice to delete it")
    story.contains(text_of(place.letters(ADVISER)[-1]), ORGANISATION[RECRUITER], "the list of who had it comes again")

    ref = sends_cv(place, offer)
    rows = DIRECTORY.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    without = place.folder / "annuaire.csv"
    without.write_text("".join(row for row in rows if ADVISER not in row), encoding="utf-8")
    place.passerelle.import_directory(without)
    decision = place.handles(withdrawal_mail(ref, sender=COLLEAGUE))
    story.is_(decision["outcome"], "accepted", "the adviser who sent it has left: a colleague withdraws it")
    place.passerelle.import_directory()


def outside(story, place):
    offer = place.handles(offer_mail({"Intitulé": "Vendeur (H/F)", "Entreprise": "Boutique", "Lieu": "69007 Lyon", "Contrat": "CDI",
                                      "Description": "Vente.", "Contact": "gerante@boutique.example"}))["ref"]
    [question] = place.letters("gerante@boutique.example")
    place.handles(compose("gerante@boutique.example", question["Reply-To"].addresses[0].addr_spec, f"RE: {question['Subject']}", "Oui"))
    ref = sends_cv(place, offer)
    place.handles(withdrawal_mail(ref))
    letters = place.letters("gerante@boutique.example")
    story.is_(len(letters), 3, "an offer's contact outside the directory got the CV and is asked to delete it")


def renewal(story, place, offer):
    ref = sends_cv(place, offer)
    place.passerelle.run_once("2027-12-04T09:00:00+01:00")
    story.is_(len([1 for row in place.passerelle.rows("SELECT 1 FROM letters WHERE template = 'consent_reminder'")]), 0,
              "31 days before the end nobody is reminded")
    for day in ("05", "06", "20"):
        place.passerelle.run_once(f"2027-12-{day}T09:00:00+01:00")
    reminders = [letter for letter in place.letters(ADVISER) if "renouveler" in letter["Subject"]]
    story.is_(len(reminders), 1, "30 days before, once")
    now = "2027-12-21T09:00:00+01:00"
    stale = replies(reminders[0], form({"Consentement": "OUI", "Date du consentement": "04/01/2027"}))
    story.is_(place.handles(stale, now)["outcome"], "refused", "the old date renews nothing")
    doubt = replies(reminders[0], form({"Consentement": "oui, je crois", "Date du consentement": "20/12/2027"}))
    story.is_(place.handles(doubt, now)["outcome"], "refused", "nor does a doubtful consent")
    story.is_(place.handles(compose(STRANGER, SHARED, f"[CV {ref}]", form({"Consentement": "OUI", "Date du consentement": "20/12/2027"})),
                            now)["outcome"], "refused", "nor another mission locale")
    good = replies(reminders[0], form({"Consentement": "OUI", "Date du consentement": "20/12/2027", "Recueilli par": "Maëlle L."}))
    decision = place.handles(good, now)
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("cv", "accepted", ref), "OUI with a new date renews it")
    story.is_(events(place, ref), ["given", "given"], "as a record of its own")
    story.is_(place.passerelle.row("SELECT max(expires_on) AS e FROM consents WHERE candidate = ?", ref)["e"], "2028-12-20",
              "for twelve months from the new date")
    place.passerelle.run_once("2028-01-05T09:00:00+01:00")
    story.is_(events(place, ref), ["given", "given"], "past its first end it is still held")
    place.passerelle.run_once("2028-12-21T09:00:00+01:00")
    story.is_(events(place, ref), ["given", "given", "expired"], "past its second end it is erased")
    late = compose(ADVISER, SHARED, f"[CV {ref}]", form({"Consentement": "OUI", "Date du consentement": "20/12/2028"}))
    story.is_(place.handles(late, "2028-12-22T09:00:00+01:00")["outcome"], "refused", "what is erased can't be renewed")


def outcome_mail(ref, outcome, sender, day="10/01/2027"):
    return compose(sender, SHARED, f"[SUITE {ref}]", form({"Suite": outcome, "Date": day}))


def outcomes(story, place, offer):
    ref = sends_cv(place, offer)
    story.is_(place.handles(outcome_mail(ref, "entretien", STRANGER))["outcome"], "refused", "who has nothing to do with it is refused")
    story.is_(place.handles(outcome_mail(ref, "peut-être", RECRUITER))["outcome"], "refused", "an outcome is one of three")
    for outcome, sender, status in (("entretien", RECRUITER, "interview"), ("non retenue", CELL, "rejected"),
                                    ("recrutée", ADVISER, "hired")):
        decision = place.handles(outcome_mail(ref, outcome, sender))
        story.is_((decision["outcome"], decision["ref"]), ("accepted", ref), f"{sender} may say: {outcome}")
        story.is_(place.passerelle.row("SELECT status FROM candidates WHERE ref = ?", ref)["status"], status, "and it is recorded")
    story.is_(decision["reason"], "outcome corrected", "the last one corrected the one before")
    story.is_(place.passerelle.row("SELECT hired, rejected, interview FROM outcome_counts WHERE offer = ?", offer),
              {"hired": 1, "rejected": 0, "interview": 0}, "and is the one that counts")
    shown = place.passerelle.do("show", offer)
    story.ok(re.search(r"^Mission locale de Lyon – site de Gerland\s+\d+\s+0\s+1\s+0\s*$", shown[shown.index("outcome_counts"):], re.M | re.I),
             "show OFF-... counts them by mission locale", shown)
    listed = json.loads(place.passerelle.do("list", "--json", "outcome_counts"))
    story.is_([(row["offer"], row["hired"]) for row in listed if row["hired"]], [(offer, 1)], "list outcome_counts of all offers")
    story.contains(place.passerelle.do("show", ref), "rejected", "show CAN-... has the history")
    place.handles(withdrawal_mail(ref))
    decision = place.handles(outcome_mail(ref, "non retenu", RECRUITER))
    story.is_((decision["outcome"], place.passerelle.row("SELECT status FROM candidates WHERE ref = ?", ref)["status"]),
              ("accepted", "withdrawn"), "after the withdrawal it counts and brings nobody back")


def access(story, place):
    document = pdf()
    offer = place.handles(offer_mail())["ref"]
    ref = sends_cv(place, offer, {**CV, "Mobilité": "Lyon et sa métropole"}, document=document)
    story.is_(place.handles(compose(STRANGER, SHARED, f"[ACCES {ref}]", "Bonjour"))["outcome"], "refused",
              "another mission locale hears nothing")
    place.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Statut : pourvue\n"))
    decision = place.handles(compose(COLLEAGUE, SHARED, f"[ACCES {ref}]", "Bonjour"))
    story.is_((decision["kind"], decision["outcome"]), ("access", "accepted"), "its own asks what is held")
    letter = place.letters(COLLEAGUE)[-1]
    text = text_of(letter)
    files = attachments_of(letter)
    held = json.loads(files.pop(f"{ref}.json"))
    story.is_((held["candidate"][0]["given_name"], held["candidate"][0]["mobility"]), ("Inès", "Lyon et sa métropole"), "as JSON")
    story.is_(sorted(row["recipient"] for row in held["recipients"]), sorted(ORGANISATION.values()), "with who received it")
    story.contains(text, "Haddad-Tremblay", "readable too")
    readable = text.split("____")[0]
    story.ok("accord donné le lundi 4 janvier 2027" in readable and not re.search(r"forwarded|given|partners|sent\b|_ack|\dT\d", readable),
             "in French words and days", readable)
    story.is_(list(files.values()), [document], "with the files")
    # Message ids and hashes contain any digits; a year has none beside it.
    story.ok(not re.search(r"(?<![0-9a-fA-F.])2005(?![0-9a-fA-F.@])", text + json.dumps(held)), "and no birth date", text)
    kept = place.passerelle.row("SELECT subject FROM letters WHERE template = 'access'")
    story.is_(kept["subject"], None, "the answer itself is not kept")
    story.is_(sorted(row["recipient"] for row in place.passerelle.rows("SELECT recipient FROM disclosures WHERE candidate = ?", ref)),
              sorted([RECRUITER, CELL]), "and is no disclosure")
    place.handles(withdrawal_mail(ref))


def tell(story):
    with temporary_folder("life") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        withdrawals(story, place, offer)
        outside(story, place)
        outcomes(story, place, offer)
        access(story, place)
        renewal(story, place, offer)
        story.is_(place.passerelle.check().returncode, 0, "the register is whole")


run_story(tell)

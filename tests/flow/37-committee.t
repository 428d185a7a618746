#!/usr/bin/python3 -B
"""Agreement Art. 3 (a committee once a year), specification section 7: either side plans, moves, cancels and
records the steering committee, and both are asked for one when there was none."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from clients import Answer, calendar_of, google
from embedded import Embedded, letter_to, outcome
from mails import SHARED, attachments_of, compose, form, letter_in, mailto_links, pdf, text_of
from replies import reply
from system import temporary_folder
from tap import run_story

IMS, CNML, CNML_OTHER, CELL = "direction@ims.example", "secretariat@cnml.example", "jn.prevot@cnml.example", "quartiers@ims.example"
MEMBERS = {IMS, CNML, CNML_OTHER}
DIRECTORY = f"""organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage
CNML;cnml;Hélène Vasseur;{CNML};;FR;diagnostics;;oui;oui
CNML;cnml;Jean-Noël Prévôt;{CNML_OTHER};;FR;diagnostics;;;oui
IMS;ims;Antoine Crépin;{CELL};;FR;diagnostics;;;
IMS;ims;Claude Béraud;{IMS};;FR;diagnostics;;oui;oui
"""
DATE = "10/03/2027 de 14h à 16h30"
NEWYEAR, DAY_BEFORE, AFTER = "2027-01-11T10:00:00+01:00", "2027-03-03T09:00:00+01:00", "2027-03-12T10:00:00+01:00"


class Committee:
    def __init__(self, folder):
        directory = Path(folder) / "annuaire.csv"
        directory.write_text(DIRECTORY, encoding="utf-8")
        self.run = Embedded(folder, directory=directory)

    def says(self, fields, sender=CNML, ref=None, **options):
        return self.run.handles(compose(sender, SHARED, f"[COMITE {ref}]" if ref else "[COMITE]", form(fields)), **options)

    def row(self, ref="COM-2027"):
        return self.run.passerelle.row("SELECT * FROM committees WHERE ref = ?", ref)

    def mailings(self, kind):
        return [(row["period"], row["status"], row["reason"]) for row in self.run.passerelle.rows(
            "SELECT * FROM mailings WHERE kind = ? ORDER BY due_at", kind)]

    def goes_out(self, now):
        """The calendar's letters about the committee at that time."""
        before = {path.name for path in self.run.sent()}
        self.run.runs(now)
        letters = [letter_in(path) for path in self.run.sent() if path.name not in before]
        return [letter for letter in letters if "[COMITE" in str(letter["Subject"])]


def told(letters):
    return sorted(letter["To"].addresses[0].addr_spec for letter in letters)


def calendar(letter):
    event = calendar_of(letter)
    part = event.walk("VEVENT")[0]
    return str(event["METHOD"]), str(part["UID"]), int(part["SEQUENCE"]), str(part["DTSTART"].dt.astimezone().isoformat())


def tell_planned(story, committee):
    decision, letters = committee.says({"Date": DATE, "Lieu": "siège d’IMS, Paris", "Ordre du jour": "Bilan de l’année"})
    story.is_(outcome(decision), ("committee", "accepted", "COM-2027"), "a member plans it")
    story.is_(set(told(letters)), MEMBERS, "both sides’ members are told, each once")
    story.is_({calendar(letter)[:3] for letter in letters}, {("REQUEST", "COM-2027@passerelle.example", 0)}, "by a REQUEST, under one UID")
    row = committee.row()
    story.is_((row["year"], row["status"], row["starts_at"], row["place"], row["sequence"], row["minutes_at"]),
              (2027, "planned", "2027-03-10T13:00:00Z", "siège d’IMS, Paris", 0, None), "as the view says")
    letter = letter_to(letters, IMS)
    story.contains(text_of(letter), "mercredi 10 mars 2027, de 14 h à 16 h 30", "in words")
    story.is_(committee.run.passerelle.rows("SELECT * FROM events"), [], "it is no event")
    decision, letters = committee.says({"Date": "12/05/2027 de 10h à 12h"}, IMS)
    story.is_((decision["outcome"], committee.row()["starts_at"]), ("refused", "2027-03-10T13:00:00Z"), "a second one in the year is asked back")
    story.contains(text_of(letters[0]), "Voulez-vous le déplacer ?", "with the question")
    move = mailto_links(letters[0])[0]
    story.is_((move.subject, "12/05/2027" in move.body), ("[COMITE COM-2027]", True), "and a button that moves it")
    story.is_(committee.says({"Date": "01/06/2027 à 10h"}, CELL)[0]["outcome"], "refused", "who is no member plans none")
    return letter


def tell_answers(story, committee, letter):
    decision, letters = committee.run.handles(google(Answer(letter, IMS, "ACCEPTED")))
    story.is_((decision["outcome"], decision["ref"], letters), ("accepted", "COM-2027", []), "a calendar’s yes needs no letter")
    decision, letters = committee.run.handles(google(Answer(letter, IMS, "DECLINED", comment="Je serai à Metz")))
    story.is_((decision["outcome"], told(letters)), ("accepted", [CNML]), "a no is told to who planned it")
    text = text_of(letters[0])
    story.ok("Ne pourra pas venir" in text and "Je serai à Metz" in text, "with what was written beside it", text)
    decision, letters = committee.run.handles(reply(letter, IMS, "Peut-on se voir à Lyon plutôt ?", "bare"))
    story.is_((decision["kind"], set(told(letters))), ("note", {CNML, IMS}), "words go there too")
    decision, letters = committee.run.handles(reply(letter, IMS, "Oui", "bare"))
    story.is_((decision["kind"], told(letters)), ("note", [CNML]), "and so does a bare yes, which no register keeps")


def tell_moved(story, committee):
    decision, letters = committee.says({"Date": "17/03/2027"}, IMS, "COM-2027")
    story.is_((decision["outcome"], committee.row()["starts_at"], set(told(letters))), ("accepted", "2027-03-17T13:00:00Z", MEMBERS),
              "the other side moves it; a new day keeps the hours")
    story.is_({calendar(letter)[:3] for letter in letters}, {("REQUEST", "COM-2027@passerelle.example", 1)}, "SEQUENCE is raised")
    story.contains(text_of(letter_to(letters, CNML)), "avant : mercredi 10 mars 2027", "they read what it was")
    decision, letters = committee.run.handles(compose(CNML, SHARED, "[ANNULATION COM-2027]", "Annulé.\n"))
    story.is_((decision["kind"], decision["outcome"], committee.row()["status"]), ("committee", "accepted", "cancelled"), "either cancels it")
    story.is_({calendar(letter)[:3] for letter in letters}, {("CANCEL", "COM-2027@passerelle.example", 2)}, "by a CANCEL")
    decision, letters = committee.says({"Date": DATE}, CNML)
    story.is_((decision["ref"], committee.row()["status"], calendar(letter_to(letters, IMS))[2]), ("COM-2027", "planned", 3),
              "planned anew it keeps its reference, SEQUENCE goes on")


def tell_agenda(story, committee):
    decision, letters = committee.says({"Ordre du jour": "Les forums de l’automne"}, IMS, "COM-2027")
    story.is_((decision["outcome"], told(letters), committee.row()["sequence"]), ("accepted", [IMS], 3), "an item is noted, and tells nobody else yet")
    committee.goes_out("2027-01-15T09:00:00+01:00")  # the draft of the annual report
    story.is_(committee.goes_out("2027-03-03T08:59:00+01:00"), [], "a week before, a minute early")
    letters = committee.goes_out(DAY_BEFORE)
    story.is_((set(told(letters)), len(letters)), (MEMBERS, 3), "the agenda goes to all")
    text = text_of(letter_to(letters, CNML))
    story.ok("Les forums de l’automne" in text and "siège d’IMS" in text, "with what was added", text)
    story.is_(committee.mailings("committee_agenda"), [("COM-2027/2027-03-03", "done", None)], "its row says so, and there is none for what was moved before its hour")
    story.is_({row["template"] for row in committee.run.passerelle.rows("SELECT template FROM letters WHERE about = 'COM-2027' AND created_at >= '2027-03-03'")},
              {"committee_agenda"}, "letters bear the mailing’s name")
    _, letters = committee.says({"Ordre du jour": "Les diagnostics"}, CNML, "COM-2027", now=DAY_BEFORE)
    story.is_(set(told(letters)), MEMBERS, "after that a new item is told to all")


def tell_minutes(story, committee):
    early, _ = committee.says({"Compte rendu": "Tout va bien."}, IMS, "COM-2027", now=DAY_BEFORE)
    story.is_(early["outcome"], "refused", "no minutes before it has met")
    mail = compose(IMS, SHARED, "[COMITE COM-2027]", form({"Présents": "H. Vasseur, C. Béraud", "Compte rendu": "Trois forums sont prévus."}),
                   attachments=[("releve.pdf", "application/pdf", pdf())])
    decision, letters = committee.run.handles(mail, now=AFTER)
    row = committee.row()
    story.is_((decision["outcome"], row["status"], row["minutes_at"][:10], set(told(letters))), ("accepted", "held", "2027-03-12", MEMBERS),
              "minutes make it held and go to both sides")
    letter = letter_to(letters, CNML)
    story.ok("Trois forums" in text_of(letter) and "H. Vasseur" in text_of(letter) and "releve.pdf" in attachments_of(letter), "with who was there, and the document")
    decision, _ = committee.says({"Date": "12/05/2027 à 10h"}, IMS, now=AFTER)
    story.is_(decision["outcome"], "refused", "once a year")
    evidence = committee.run.passerelle.rows("SELECT id, done_on, evidence, period FROM duties WHERE id IN ('DEVOIR-IMS-1', 'DEVOIR-CNML-1') AND period = '2027'")
    story.is_({(row["id"], row["done_on"], row["evidence"]) for row in evidence},
              {("DEVOIR-IMS-1", "2027-03-10", "COM-2027"), ("DEVOIR-CNML-1", "2027-03-10", "COM-2027")}, "which is evidence of both sides’ duty")


def tell_overdue(story, committee):
    story.is_(committee.mailings("committee_overdue"), [("2027-02-01", "skipped", "a committee is planned")], "while one was planned nobody was reminded")
    story.is_([letter for letter in committee.goes_out("2028-03-11T08:59:00+01:00") if "à fixer" in str(letter["Subject"])], [], "twelve months on, a minute early")
    letters = [letter for letter in committee.goes_out("2028-03-11T09:00:00+01:00") if "à fixer" in str(letter["Subject"])]
    story.is_(set(told(letters)), MEMBERS, "then both sides are asked for a date")
    decision, _ = committee.run.handles(reply(letter_to(letters, CNML), CNML, "Date : 13/06/2028 à 10h", "bare"), now="2028-03-12T09:00:00+01:00")
    story.is_(outcome(decision), ("committee", "accepted", "COM-2028"), "an answer plans it")
    committee.goes_out("2028-06-11T10:00:00+02:00")
    letters = [letter for letter in committee.goes_out("2028-09-11T10:00:00+02:00") if "attendu" in str(letter["Subject"])]
    story.is_(set(told(letters)), MEMBERS, "one that has passed without minutes is asked for them")
    story.contains({link.subject for link in mailto_links(letters[0])}, "[COMITE COM-2028]", "with a button")
    answer = reply(letter_to(letters, IMS), IMS, "Voici le compte rendu.", "bare", attachments=[("compte-rendu.pdf", "application/pdf", pdf())])
    decision, letters = committee.run.handles(answer, now="2028-09-12T10:00:00+02:00")
    story.is_((decision["reason"], committee.row("COM-2028")["status"], set(told(letters))), ("minutes recorded", "held", MEMBERS), "a document in answer is the minutes")
    story.contains(set(attachments_of(letter_to(letters, CNML))), "compte-rendu.pdf", "which all get")
    story.is_(committee.mailings("committee_overdue")[1:], [("2028-03-11", "done", None), ("2028-06-11", "skipped", "a committee is planned"),
                                                            ("2028-09-11", "done", None)], "every three months, each its row")


def tell(story):
    with temporary_folder("committee") as folder:
        committee = Committee(folder)
        committee.run.runs(NEWYEAR)
        tell_answers(story, committee, tell_planned(story, committee))
        tell_moved(story, committee)
        tell_agenda(story, committee)
        tell_minutes(story, committee)
        tell_overdue(story, committee)


run_story(tell)

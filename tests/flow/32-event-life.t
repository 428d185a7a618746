#!/usr/bin/python3 -B
"""Specification section 6: who is told of an event, its places, changes and end; what its owners and guests
are told, and when."""

import csv
import io
import re
import sqlite3
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import EVENT
from clients import Answer, calendar_of, exchange
from embedded import Embedded, letter_to
from mails import SHARED, attachments_of, compose, form, text_of
from system import temporary_folder
from tap import run_story

LYON, NICE, ROQUES = "lyon@ims.example", "nice@ims.example", "quartiers@ims.example"
GERLAND, GERLAND_2 = "maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example"
SUD_EST, RHONE, VILLEURBANNE = "z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example", "aurelie.nguyen@ml-villeurbanne.example"
PAIO, MOBILE = "paio@ra-itinerante.example", "loic.perez@ml-mobile-ara.example"
COMPANY = "recrutement@logirhone.example"


class Events:
    def __init__(self, folder):
        self.run = Embedded(folder)

    def announces(self, sender=LYON, **changes):
        fields = {label: value for label, value in {**EVENT, **changes}.items() if value}
        decision, letters = self.run.handles(compose(sender, SHARED, "[EVENEMENT]", form(fields)))
        self.ref = decision["ref"]
        return decision, letters

    def changes(self, fields, sender=LYON, **options):
        return self.run.handles(compose(sender, SHARED, f"[EVENEMENT {self.ref}]", form(fields)), **options)

    def cancels(self, sender=LYON, text="Annulé.\n", **options):
        return self.run.handles(compose(sender, SHARED, f"[ANNULATION {self.ref}]", text), **options)

    def answers(self, sender, answer, number=None, **options):
        fields = {"Réponse": answer, **({"Nombre de jeunes": str(number)} if number is not None else {})}
        return self.run.handles(compose(sender, SHARED, f"[REPONSE {self.ref}]", form(fields)), **options)

    def tally(self, *contacts):
        rows = {row["contact"]: (row["answer"], row["participants"]) for row in self.run.passerelle.rows(
            "SELECT * FROM attendances WHERE event = ?", self.ref)}
        return [rows.get(contact) for contact in contacts]

    def guests(self):
        return {row["contact"] for row in self.run.passerelle.rows("SELECT contact FROM attendances WHERE event = ?", self.ref)}

    def event(self):
        return self.run.passerelle.row("SELECT * FROM events WHERE ref = ?", self.ref)

    def mailings(self):
        return {row["kind"]: (row["status"], row["recipients"], row["reason"]) for row in self.run.passerelle.rows(
            "SELECT * FROM mailings WHERE period LIKE ?", f"{self.ref}/%")}


def told(letters):
    return sorted(letter["To"].addresses[0].addr_spec for letter in letters)


def tell_audience(story, events):
    def guests(sender=LYON, **changes):
        decision, _ = events.announces(sender, **changes)
        return events.guests() if decision["outcome"] == "accepted" else decision["reason"]

    here = {GERLAND, GERLAND_2, SUD_EST, RHONE, PAIO, MOBILE}
    story.is_(guests(), here, "by ims: missions locales whose territory holds the place")
    story.is_(guests(GERLAND), {ROQUES, LYON, "recrutement@logirhone.example", "p.herve@logirhone.example",
                                "a.morel@boulangeries-morel.example", "noel.lemaitre@batir-ensemble.example"},
              "by a mission locale: companies of the territory, ims and the antenne of the place")
    story.is_(guests("secretariat@cnml.example"), {ROQUES}, "by cnml: ims")
    story.is_(guests(**{"Lieu": "57000 Metz"}), {"accueil@ml-metz.example"}, "elsewhere others")
    story.is_(guests(**{"Lieu": "54000 Nancy"}), {"contact@arml-grandest.example"}, "where nobody is, the association")
    story.is_(guests(**{"Lieu": "29200 Brest"}), {"secretariat@cnml.example", "jn.prevot@cnml.example"}, "else the council")
    rhone = here | {VILLEURBANNE}
    story.is_(guests(**{"Invités": "missions locales du Rhône"}), rhone, "a kind beside a territory is that kind there")
    story.is_(guests(**{"Invités": "D69, missions locales"}), rhone, "also apart")
    story.is_(guests(**{"Invités": "Rhône"}), rhone, "a territory alone is its missions locales")
    story.is_(guests(**{"Invités": "entreprises de Lyon et de Nice"}), {"recrutement@logirhone.example", "p.herve@logirhone.example",
              "a.morel@boulangeries-morel.example", "noel.lemaitre@batir-ensemble.example", "rh@surete-azur.example"}, "two territories")
    story.is_(guests(**{"Invités": f"{SUD_EST}, {ROQUES}"}), {SUD_EST, ROQUES}, "addresses")
    story.is_(guests(**{"Invités": "antenne de Nice"}), {NICE}, "an antenne")
    story.is_(guests(**{"Invités": "Trifouilly"}), "faulty: targets", "what nobody knows is asked back")
    story.is_(guests(**{"Invités": "quelquun@ailleurs.example"}), "faulty: targets", "an unknown address too")


def tell_letters(story, events):
    _, letters = events.announces(**{"Contact": "Mme Roche, 04 78 11 22 33, roche@ims.example", "Public": "jeunes de 16 à 25 ans",
                                     "Ordre du jour": "\n9h accueil\n10h visite", "Date limite": "20/01/2027"})
    letter = letter_to(letters, SUD_EST)
    text = text_of(letter)
    for part in ("Mme Roche", "04 78 11 22 33", "jeunes de 16 à 25 ans", "9h accueil", "mercredi 20 janvier 2027", "de 14 h à 17 h 30"):
        story.contains(text, part, f"the invited read {part}")
    described = str(calendar_of(letter).walk("VEVENT")[0]["DESCRIPTION"]).replace("\u00a0", " ")
    for part in ("Mme Roche", "jeunes de 16 à 25 ans", "10h visite", f"[REPONSE {events.ref}]", SHARED):
        story.contains(described, part, f"their calendar says {part}")


def tell_places(story, events):
    events.announces(Places="10", Quota="4")
    story.is_(events.answers(GERLAND, "oui", 3)[0]["outcome"], "accepted", "three within the quota")
    decision, letters = events.answers(GERLAND_2, "oui", 2)
    story.is_((decision["outcome"], events.tally(GERLAND_2)), ("refused", [("pending", 0)]), "the quota binds all contacts of a mission locale")
    story.contains(text_of(letters[0]), "Il en reste 1.", "who is told what is left")
    events.answers(SUD_EST, "oui", 4)
    events.answers(RHONE, "oui", 3)
    story.is_(events.tally(GERLAND, SUD_EST, RHONE), [("yes", 3), ("yes", 4), ("yes", 3)], "ten are taken")
    _, letters = events.answers(MOBILE, "oui", 3)
    story.is_(events.tally(MOBILE), [("waiting", 3)], "the next waits")
    story.contains(text_of(letters[0]), "liste d’attente", "and is told so")
    events.answers(PAIO, "oui", 1)
    decision, _ = events.answers(SUD_EST, "oui", 4)
    story.is_((decision["outcome"], events.tally(SUD_EST)), ("accepted", [("yes", 4)]), "saying the same again changes nothing")
    events.answers(MOBILE, "oui", 3)
    decision, letters = events.answers(RHONE, "oui", 4)
    story.is_((decision["outcome"], events.tally(RHONE)), ("refused", [("yes", 3)]), "who asks for more than is free keeps what he has")
    decision, letters = events.answers(RHONE, "oui", 2)
    story.is_((events.tally(RHONE, MOBILE, PAIO), told(letters)), ([("yes", 2), ("waiting", 3), ("yes", 1)], sorted([RHONE, PAIO])),
              "a freed place goes to the first who fits, who is told")
    decision, letters = events.answers(SUD_EST, "non")
    story.is_((events.tally(MOBILE), told(letters)), ([("yes", 3)], sorted([SUD_EST, MOBILE])), "who had kept his turn")
    story.is_(events.answers(SUD_EST, "oui", 0)[0]["outcome"], "refused", "a yes with nobody is asked back")
    story.is_(events.answers(VILLEURBANNE, "oui", 1)[0]["outcome"], "refused", "nobody comes uninvited")
    decision, _ = events.answers(SUD_EST, "oui", 11)
    story.is_(decision["outcome"], "refused", "more than there are places")
    events.answers(SUD_EST, "oui", 1)
    story.is_(events.tally(SUD_EST), [("yes", 1)], "a yes again")
    events.answers(GERLAND_2, "oui", 1)
    story.is_(events.tally(GERLAND_2), [("waiting", 1)], "one waits")
    decision, letters = events.changes({"Places": "12"})
    story.is_((events.tally(GERLAND_2), told(letters)), ([("yes", 1)], sorted([GERLAND_2, LYON])), "grown capacity promotes, and tells nobody else")
    story.is_(events.event()["sequence"], 0, "which is no change for calendars")
    events.changes({"Places": "5", "Quota": "2"})
    story.is_(events.tally(SUD_EST, GERLAND), [("yes", 1), ("yes", 3)], "lowering takes nothing away")
    story.is_(events.answers(GERLAND, "oui", 2)[0]["outcome"], "accepted", "a lower number is taken")


def tell_changes(story, events):
    events.announces()
    events.answers(SUD_EST, "oui", 2)
    decision, letters = events.changes({"Date": "29/01/2027"})
    event = events.event()
    story.is_((decision["outcome"], event["starts_at"], event["ends_at"], event["sequence"]),
              ("accepted", "2027-01-29T13:00:00Z", "2027-01-29T16:30:00Z", 1), "a new day keeps the hours")
    text = text_of(letter_to(letters, SUD_EST))
    for part in ("jeudi 28 janvier 2027, de 14 h à 17 h 30", "vendredi 29 janvier 2027, de 14 h à 17 h 30", "vous venez, pour 2 personnes"):
        story.contains(text, part, f"the guest reads {part}")
    story.is_((len(letters), events.tally(SUD_EST)), (7, [("yes", 2)]), "all who were told are told, answers stay")
    events.changes({"Date": "29/01/2027 à 15h"})
    story.is_(events.event()["ends_at"], "2027-01-29T17:30:00Z", "a new start keeps the duration")
    events.changes({"Fin": "18h"})
    story.is_((events.event()["ends_at"], events.event()["sequence"]), ("2027-01-29T17:00:00Z", 3), "a new end alone")
    decision, letters = events.changes({"Description": "Un autre texte"})
    story.is_((told(letters), events.event()["sequence"]), ([LYON], 3), "other changes are the organiser's only")
    decision, letters = events.changes({"Lieu": "69100 Villeurbanne"})
    story.is_((events.event()["sequence"], VILLEURBANNE in told(letters)), (4, True), "a new place tells the newly concerned too")
    story.is_(str(letter_to(letters, VILLEURBANNE)["Subject"]).startswith("Changement"), False, "who are invited")
    story.is_(events.changes({"Date": "01/01/2027 à 9h"})[0]["outcome"], "refused", "no event moves into the past")
    proposed = datetime(2027, 1, 30, 13, tzinfo=timezone.utc)
    counter = {"counter": (proposed, proposed + timedelta(hours=2))}
    events.run.sends(exchange(Answer(letter_to(letters, GERLAND), GERLAND, "TENTATIVE", **counter)))
    decision, letters = events.changes({"Statut": "annulée"})
    story.is_((decision["outcome"], events.event()["status"], events.event()["sequence"]), ("accepted", "cancelled", 5), "Statut : annulée cancels")
    story.is_(str(calendar_of(letter_to(letters, SUD_EST))["METHOD"]), "CANCEL", "by a CANCEL")
    story.is_(len(letters), 8, "to all who were told, and the organiser hears of no proposal any more")
    cancel, before, sent = letter_to(letters, GERLAND), events.run.passerelle.count("messages"), len(events.run.sent())
    for status, more in (("DECLINED", {}), ("TENTATIVE", counter), ("DELEGATED", {"delegate": GERLAND_2}), ("ACCEPTED", {})):
        events.run.sends(exchange(Answer(cancel, GERLAND, status, **more)))
    events.run.runs()
    outcomes = [row["outcome"] for row in events.run.passerelle.rows("SELECT outcome FROM messages WHERE id > ? ORDER BY id", before)]
    story.is_((outcomes, len(events.run.sent()) - sent), (["ignored"] * 3 + ["refused"], 1), "after which calendars may say what they want")
    decision, letters = events.answers(SUD_EST, "oui", 2)
    story.is_(decision["outcome"], "refused", "and nobody registers")
    story.contains(text_of(letters[0]), "annulé", "and reads why")

    events.announces(**{"Date limite": "20/01/2027"})
    story.is_(events.answers(SUD_EST, "oui", 2, now="2027-01-20T23:30:00+01:00")[0]["outcome"], "accepted", "the day of the deadline counts whole")
    for asked, label in (({"Date limite": "29/01/2027"}, "deadline"), ({"Quota": "30"}, "quota")):
        story.is_(events.changes(asked)[0]["reason"], f"faulty: {label}", f"{label}: what does not go together is asked back")
    decision, letters = events.announces(**{"Public": "jeunes des quartiers prioritaires"})
    story.is_(decision["outcome"], "refused", "one single category of public")
    story.contains(text_of(letters[0]), "sans traiter de manière exclusive l’un ou l’autre de ces publics", "the article is quoted")
    decision, _ = events.announces(**{"Description": "Atelier réservé aux bénéficiaires du RSA."})
    story.is_(decision["outcome"], "refused", "also in the description")
    decision, _ = events.announces(**{"Lieu": "97400 Saint-Denis"})
    story.is_(events.event()["starts_at"], "2027-01-28T10:00:00Z", "an hour is that of the place")
    overseas = {"Invités": SUD_EST, "Date limite": "28/01/2027"}
    decision, _ = events.announces(**{**overseas, "Lieu": "98800 Nouméa", "Date": "28/01/2027 de 8h à 12h"})
    story.is_(decision["reason"], "event recorded", "and so is the day that a deadline must not pass, when it is still the day before in Paris")
    decision, _ = events.announces(**{**overseas, "Lieu": "97200 Fort-de-France", "Date": "27/01/2027 de 20h à 22h"})
    story.is_(decision["reason"], "faulty: deadline", "or already the next one")


def tell_owners(story, events):
    decision, letters = events.announces(**{"Co-organisateur": GERLAND, "Invités": RHONE})
    story.is_(told(letters), sorted([LYON, GERLAND, RHONE]), "a co-organiser is told when named")
    decision, letters = events.changes({"Date": "29/01/2027"}, sender=GERLAND)
    story.is_((decision["outcome"], told(letters)), ("accepted", sorted([LYON, GERLAND, RHONE])), "either may change, the other gets a copy")
    story.is_(events.changes({"Date": "30/01/2027"}, sender=SUD_EST)[0]["outcome"], "refused", "nobody else")
    decision, letters = events.run.handles(compose(GERLAND, SHARED, f"[EVENEMENT {events.ref} LISTE]", "Merci de m’envoyer la liste.\n"))
    story.is_((decision["outcome"], told(letters)), ("accepted", [GERLAND]), "either may have the list")
    decision, letters = events.cancels(GERLAND)
    story.is_((decision["outcome"], told(letters)), ("accepted", sorted([LYON, GERLAND, RHONE])), "or cancel")


def tell_calendar(story, events):
    events.announces(**{"Date limite": "20/01/2027"})
    events.run.handles(compose(SUD_EST, SHARED, f"[REPONSE {events.ref}]", "Réponse : oui\nNombre de jeunes : 2\nCommentaire : nous venons en bus\n"))
    events.run.handles(compose(RHONE, SHARED, f"[REPONSE {events.ref}]", "Réponse : non\nCommentaire : ＝1+1\n"))
    events.run.runs("2027-01-15T09:00:00+01:00")  # the draft of the annual report
    before = len(events.run.letters())

    def runs(now):
        nonlocal before
        events.run.runs(now)
        new = events.run.letters()[before:]
        before += len(new)
        return sorted((letter["To"].addresses[0].addr_spec, re.split("[ \u00a0][:?]", str(letter["Subject"]))[0]) for letter in new)

    story.is_(runs("2027-01-17T07:59:00+01:00"), [], "nothing before its hour")
    story.is_(sorted(runs("2027-01-17T08:01:00+01:00")), sorted((who, "Venez-vous") for who in (GERLAND, GERLAND_2, PAIO, MOBILE)),
              "the silent are asked three days before the deadline")
    story.is_(runs("2027-01-17T08:05:00+01:00"), [], "once")
    shown = events.run.passerelle.do("show", events.ref)
    story.ok(re.search(r"(?m)^event_pending +2027-01-17T07:00:00Z +4 +done", shown) and re.search(
        r"\ndue\nevent_reminder_7 +2027-01-21T07:00:00Z\nevent_list +2027-01-21T07:00:00Z\nevent_reminder_1 +2027-01-27T07:00:00Z\n", shown),
        "what was made and all that is due are shown", shown)
    story.is_(runs("2027-01-21T08:00:00+01:00"), [(LYON, "Réponses"), (SUD_EST, "Bientôt")], "a week before; and the list on the day after the deadline")
    letter = next(letter for letter in events.run.letters() if attachments_of(letter).get(f"{events.ref}.csv"))
    rows = list(csv.DictReader(io.StringIO(attachments_of(letter)[f"{events.ref}.csv"].decode("utf-8-sig")), delimiter=";"))
    story.is_(list(rows[0]), ["organisation", "contact", "reponse", "jeunes", "commentaire", "repondu_le"], "as a table")
    story.is_([row["reponse"] for row in rows], ["oui", *["sans réponse"] * 4, "non"], "ordered by answer")
    story.is_((rows[0]["organisation"], rows[0]["jeunes"], rows[0]["commentaire"]), ("Mission locale du Sud-Est lyonnais", "2", "nous venons en bus"), "with its comment")
    story.is_(rows[-1]["commentaire"], "'＝1+1", "of which none runs in a spreadsheet, full-width either")
    story.contains(text_of(letter), "nous venons en bus", "and as text")
    story.is_(runs("2027-01-27T08:00:00+01:00"), [(SUD_EST, "C’est demain")], "on the day before")
    story.is_(events.mailings(), {"event_reminder_7": ("done", 1, None), "event_reminder_1": ("done", 1, None), "event_pending": ("done", 4, None),
                                  "event_list": ("done", 1, None)}, "each has its row")

    events.announces()
    events.answers(SUD_EST, "oui", 2)
    before = len(events.run.letters())
    story.is_([one for one in runs("2027-01-27T12:00:00+01:00") if one[1] != "Venez-vous"], [(LYON, "Réponses"), (SUD_EST, "C’est demain")],
              "after downtime only the newest")
    story.is_(events.mailings()["event_reminder_7"], ("skipped", 0, "overtaken by event_reminder_1"), "the other is skipped")
    events.announces(**{"Date": "12/01/2027 de 14h à 16h"})
    before = len(events.run.letters())
    story.is_((runs("2027-01-11T20:00:00+01:00"), events.mailings()), ([], {}), "what was due before it was announced is not owed")
    events.announces()
    runs("2027-01-29T12:00:00+01:00")
    story.is_({reason for _, _, reason in events.mailings().values()}, {"too late"}, "nothing is sent once it has begun")


def tell_late(story, events):
    """The effects of a downtime, and of a letter being sent by the relay."""
    events.announces(**{"Date": "25/01/2027 de 14h à 16h"})
    events.answers(SUD_EST, "oui", 2)
    decision, _ = events.changes({"Date": "28/01/2027"}, now="2027-01-19T09:00:00+01:00")
    story.is_((decision["outcome"], events.mailings()), ("accepted", {kind: ("skipped", 0, "event changed") for kind in ("event_reminder_7", "event_pending")}),
              "what was due in a downtime on the day that is no more is skipped")
    decision, _ = events.changes({"Date": "29/01/2027"}, now="2027-01-19T09:01:00+01:00")
    story.is_((decision["outcome"], len(events.mailings())), ("accepted", 2), "what is due later leaves no row")

    events.announces()
    with sqlite3.connect(events.run.passerelle.database) as register:
        register.execute("UPDATE letter SET status = 'queued', sent_at = NULL, next_attempt_at = 9999999999 WHERE about = ? AND recipient = ?", (events.ref, SUD_EST))
    _, letters = events.cancels(now="2027-01-19T10:00:00+01:00")
    story.ok(SUD_EST not in told(letters), "nobody has told this guest", told(letters))
    with sqlite3.connect(events.run.passerelle.database) as register:
        register.execute("UPDATE letter SET status = 'sent', sent_at = 1800000000 WHERE about = ? AND recipient = ? AND status = 'cancelled'", (events.ref, SUD_EST))
    before = len(events.run.letters())
    events.run.runs("2027-01-19T10:03:00+01:00")
    events.run.runs("2027-01-19T12:00:00+01:00")
    story.is_([(letter["To"].addresses[0].addr_spec, str(calendar_of(letter)["METHOD"])) for letter in events.run.letters()[before:]],
              [(SUD_EST, "CANCEL")], "whose invitation was on its way then gets the CANCEL, once")


def tell(story):
    for part in (tell_audience, tell_letters, tell_places, tell_changes, tell_owners, tell_calendar, tell_late):
        if sys.argv[1:] and part.__name__ not in sys.argv[1:]:
            continue
        with temporary_folder("events") as folder:
            part(story, Events(folder))


run_story(tell)

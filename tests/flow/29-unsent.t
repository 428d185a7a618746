#!/usr/bin/python3 -B
"""Specification section 5: a letter with a CV is cancelled when, by the time it could be sent, the consent,
age limit or recipient is no longer valid. The mission locale, which was told that it would be sent, is told
once that it was not. Contacts that have left the directory get no CV."""

import contextlib
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, ORGANISATION, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from mails import SHARED, bounce, compose, text_of
from passerelle import DIRECTORY
from place import Place
from relay import Relay
from system import temporary_folder
from tap import run_story

NOON, LATER = "2027-01-11T12:00:00+01:00", "2027-01-11T15:00:00+01:00"


@contextlib.contextmanager
def relay_away(place):
    """No letter is sent meanwhile."""
    configuration = place.passerelle.configuration
    text = configuration.read_text()
    configuration.write_text(text.replace("maildir:relay", "smtp://127.0.0.1:1") + 'relay_auth = "none"\n')
    yield
    configuration.write_text(text)


def run_without_relay(place, mail, now=NOON):
    place.receives(mail)
    place.passerelle.call("run", "--once", "--now", now)
    return place.passerelle.message(mail)


def directory_without(place, address):
    rows = DIRECTORY.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    without = place.folder / "annuaire.csv"
    without.write_text("".join(row for row in rows if address not in row), encoding="utf-8")
    return without


def cvs(place, ref):
    return {row["recipient"]: (row["status"], row["last_reply"]) for row in place.passerelle.rows(
        "SELECT recipient, status, last_reply FROM letters WHERE about = ? AND template = 'cv'", ref)}


def told(story, place, ref, why, missed, others, name):
    for hour in (15, 16, 17):
        place.passerelle.run_once(f"2027-01-13T{hour}:00:00+01:00")
    letters = [letter for letter in place.letters() if "Envoi annulé" in letter["Subject"] and ref in letter["Subject"]]
    story.is_([letter["Delivered-To"] for letter in letters], [ADVISER], f"{name}: the mission locale is told, once")
    text = text_of(letters[0])
    story.contains(text, why, "with the reason")
    story.contains(text, CV["Nom"], "of whom")
    parts = text.split("COMME PRÉVU")
    missed, others = [f"- {ORGANISATION[address]}" for address in missed], [f"- {ORGANISATION[address]}" for address in others]
    story.ok(all(name in parts[0] for name in missed) and all(name not in parts[0] for name in others),
             "who did not get it", text)
    story.ok(all(name in text for name in others), "and who does")


def aged(story):
    with temporary_folder("aged") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        with relay_away(place):
            ref = run_without_relay(place, cv_mail(offer, {**CV, "Date de naissance": "12/01/2001"}))["ref"]
        place.passerelle.run_once("2027-01-12T00:10:00+01:00")
        story.is_({status for status, _ in cvs(place, ref).values()}, {"cancelled"}, "at the 26th birthday the letters are cancelled")
        told(story, place, ref, "atteint 26 ans", [RECRUITER, CELL], [], "age")


def kept_back(story):
    """The relay is away until a 26th birthday that was a week off when the CV came."""
    with temporary_folder("kept") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        with relay_away(place):
            ref = run_without_relay(place, cv_mail(offer, {**CV, "Date de naissance": "18/01/2001"}))["ref"]
        place.passerelle.run_once("2027-01-18T09:00:00+01:00")
        reply = "not sent: it has waited too long for the relay"
        story.is_(cvs(place, ref), {RECRUITER: ("failed", reply), CELL: ("failed", reply)}, "a CV whose owner's age is no longer known does not go")
        place.passerelle.run_once("2027-01-18T09:05:00+01:00")
        story.ok(f"CV non reçu : dossier {ref}" in [letter["Subject"] for letter in place.letters(ADVISER)], "and its mission locale is told")


def closed(story):
    with temporary_folder("closed") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        with relay_away(place):
            ref = run_without_relay(place, cv_mail(offer))["ref"]
            wide = run_without_relay(place, cv_mail(offer, {**CV, "Portée": "entreprises partenaires"}))["ref"]
            run_without_relay(place, compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Statut : pourvue\n"))
        place.passerelle.run_once(LATER)
        story.is_({status for status, _ in cvs(place, ref).values()}, {"cancelled"}, "the offer is filled meanwhile: a CV for it alone does not go")
        story.contains(cvs(place, ref)[CELL][1], "no longer open", "which the register shows")
        story.is_({status for status, _ in cvs(place, wide).values()}, {"sent"}, "one that partners may see does")
        told(story, place, ref, f"L’offre {offer} n’est plus ouverte", [RECRUITER, CELL], [], "closed offer")
        story.is_(len([1 for letter in place.letters() if "Envoi annulé" in letter["Subject"]]), 1, "nothing is said of the other")


def left(story):
    with temporary_folder("left") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        sent = place.handles(cv_mail(offer))["ref"]
        without = directory_without(place, RECRUITER)
        with relay_away(place):
            ref = run_without_relay(place, cv_mail(offer))["ref"]
            run_without_relay(place, withdrawal_mail(sent))
            place.passerelle.import_directory(without)
            bodies = sqlite3.connect(place.passerelle.database).execute(
                "SELECT count(*) FROM letter_body b JOIN letter l ON l.id = b.letter WHERE l.about = ? AND recipient = ?",
                (ref, RECRUITER)).fetchone()
        story.is_(bodies, (0,), "who leaves the directory: the letter's bytes are gone at once")
        place.passerelle.run_once(LATER)
        story.is_(cvs(place, ref)[RECRUITER], ("cancelled", "not sent: the recipient is no longer in the directory"), "it does not go")
        story.is_(cvs(place, ref)[CELL][0], "sent", "the cell gets it")
        asked = [letter for letter in place.letters(RECRUITER) if letter["Subject"].startswith("CV à effacer")]
        story.is_(len(asked), 1, "the wish to delete an earlier CV goes out all the same")
        told(story, place, ref, "ne figure plus dans l’annuaire", [RECRUITER], [CELL], "left")
        late = place.handles(cv_mail(offer), LATER)["ref"]
        story.is_(list(cvs(place, late)), [CELL], "a CV that comes afterwards goes to the cell alone")
        story.contains(text_of(place.letters(ADVISER)[-1]), "Le contact de cette offre ne reçoit plus nos lettres", "the mission locale hears it")
        place.passerelle.import_directory()
        again = place.handles(cv_mail(offer), LATER)["ref"]
        story.is_(sorted(cvs(place, again)), sorted([CELL, RECRUITER]), "once named again it gets CVs again")


def suspended(story):
    with temporary_folder("suspended") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        earlier = place.handles(cv_mail(offer))["ref"]
        with relay_away(place):
            ref = run_without_relay(place, cv_mail(offer))["ref"]
            letter = [letter for letter in place.letters(RECRUITER) if earlier in letter["Subject"]][-1]
            place.box.add(bounce(letter["Return-Path"].strip("<>"), RECRUITER, "5.1.1"))
            place.passerelle.call("run", "--once", "--now", "2027-01-11T10:15:00+01:00")  # within the hour
        story.is_(place.passerelle.row("SELECT bounced FROM contacts WHERE email = ?", RECRUITER)["bounced"], 1, "a hard bounce suspends")
        place.passerelle.run_once(LATER)
        story.is_(cvs(place, ref)[RECRUITER], ("cancelled", "not sent: the address of the recipient is suspended"),
                  "what waits for the suspended address is cancelled")
        told(story, place, ref, "nous reviennent", [RECRUITER], [CELL], "suspended")
        late = place.handles(cv_mail(offer), LATER)["ref"]
        story.is_(list(cvs(place, late)), [CELL], "a CV that comes afterwards goes to the cell alone")
        place.passerelle.do("directory", "resume", RECRUITER)
        again = place.handles(cv_mail(offer), LATER)["ref"]
        story.is_(sorted(cvs(place, again)), sorted([CELL, RECRUITER]), "once resumed it gets CVs again")


def nobody_received(story):
    """Refused by a relay, too large for a mailbox, or bounced: reported at once, and no longer
    "forwarded"."""
    replies = {RECRUITER: "550 5.1.2 no such domain", CELL: "552 5.3.4 message too large"}

    def answer(step, letter):
        return replies.get(letter["recipient"]) if step == "RCPT" and relay.refuses else None

    with temporary_folder("refused") as folder, Relay(answer) as relay:
        relay.refuses = False
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        returned = place.handles(cv_mail(offer))["ref"]
        text = place.passerelle.configuration.read_text()
        place.passerelle.configuration.write_text(text.replace("maildir:relay", f"smtp://127.0.0.1:{relay.port}"))
        relay.refuses = True
        ref = place.handles(cv_mail(offer, {**CV, "Prénom": "Maya"}), NOON)["ref"]
        story.is_({who: status for who, (status, _) in cvs(place, ref).items()}, {RECRUITER: "failed", CELL: "failed"}, "a CV is refused")
        told = place.passerelle.rows("SELECT recipient, status FROM letters WHERE template = 'cv_unsent' AND about = ?", ref)
        story.is_(told, [{"recipient": ADVISER, "status": "sent"}], "its adviser is told in the same run, once")
        place.passerelle.configuration.write_text(text)
        letter = [letter for letter in place.letters(RECRUITER) if returned in letter["Subject"]][-1]
        place.box.add(bounce(letter["Return-Path"].strip("<>"), RECRUITER, "5.2.3"))
        place.passerelle.run_once(NOON)
        story.is_(cvs(place, returned)[RECRUITER], ("failed", "reported: 5.2.3"), "a CV that comes back was not received")
        mails = [letter for letter in place.letters(ADVISER) if "CV non reçu" in letter["Subject"]]
        story.is_([letter["Subject"] for letter in mails], [f"CV non reçu : dossier {returned}"], "its adviser is told, once")
        story.ok(ORGANISATION[RECRUITER] in text_of(mails[0]).split("COMME PRÉVU")[0], "whose server", text_of(mails[0]))
        states = {row["ref"]: row["status"] for row in place.passerelle.rows("SELECT ref, status FROM candidates")}
        story.is_(states, {ref: "unsent", returned: "forwarded"}, "the status says which one reached nobody")
        place.handles(compose(ADVISER, SHARED, f"[ACCES {ref}]", "ACCES\n"), NOON)
        story.contains(text_of(place.letters(ADVISER)[-1]), "remis à personne", "and so does the answer to ACCES")


def tell(story):
    nobody_received(story)
    aged(story)
    kept_back(story)
    closed(story)
    left(story)
    suspended(story)


run_story(tell)

#!/usr/bin/python3 -B
"""Contacts that have left the directory, are suspended or have left a list get no letters except those
required by law (specification section 1), whatever they were told before. Seen to fail before: closings and
changes of an offer and cancelled events were sent to all of them."""

import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import EVENT, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded
from mails import SHARED, compose, form
from passerelle import DIRECTORY
from system import temporary_folder
from tap import run_story

RECIPIENT_OF_CV = RECRUITER


def recipients(letters):
    return {letter["To"].addresses[0].addr_spec for letter in letters}


def change(scene, statement, *values):
    with sqlite3.connect(scene.passerelle.database) as register:
        register.execute(statement, values)
    register.close()


def directory_without(scene, *addresses):
    rows = DIRECTORY.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path = scene.folder / "annuaire.csv"
    path.write_text("".join(row for row in rows if not any(address in row for address in addresses)), encoding="utf-8")
    scene.passerelle.import_directory(path)


def tell(story):
    with temporary_folder("left") as folder:
        scene = Embedded(folder)
        _, letters = scene.handles(offer_mail())
        _, invitations = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form(EVENT)))
        told = sorted((recipients(letters) & recipients(invitations)) - {RECRUITER})
        story.ok(len(told) >= 4, f"{len(told)} contacts were told of an offer and an event")
        gone, suspended, off, stays = told[:4]
        directory_without(scene, gone)
        change(scene, "UPDATE contact SET is_bounced = 1, bounced_why = '5.1.1' WHERE email = ?", suspended)
        change(scene, "UPDATE contact SET lists = 'newsletter' WHERE email = ?", off)
        for what, mail in {
            "a change": compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0001]", "Salaire : 2 100 € brut par mois\n"),
            "a closing": compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0001]", "Statut : pourvue\n"),
            "a moved event": compose(RECRUITER, SHARED, "[EVENEMENT EVT-2027-0001]", "Date : 29/01/2027 de 14h à 17h30\n"),
            "a cancelled event": compose(RECRUITER, SHARED, "[ANNULATION EVT-2027-0001]", "ANNULATION\n"),
        }.items():
            decision, letters = scene.handles(mail)
            story.is_(decision["outcome"], "accepted", f"{what} is taken")
            story.is_(recipients(letters) & {gone, suspended, off}, set(), f"{what} goes to nobody who has left, is suspended or off the list")
            story.ok(stays in recipients(letters), "and to who stays")
    with temporary_folder("left") as folder:
        scene = Embedded(folder)
        scene.handles(offer_mail())
        ref = scene.handles(cv_mail("OFF-2027-0001"))[0]["ref"]
        directory_without(scene, RECIPIENT_OF_CV)
        _, letters = scene.handles(withdrawal_mail(ref))
        story.ok(RECIPIENT_OF_CV in recipients(letters), "who has a CV is asked to erase it, wherever he went")
    with temporary_folder("left") as folder:
        scene = Embedded(folder)
        scene.handles(offer_mail())
        count = len(scene.letters())
        change(scene, "UPDATE series SET last = 0 WHERE name = 'letter'")
        decision = scene.passerelle
        scene.sends(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}))
        for _ in range(3):
            scene.passerelle.call("run", "--once", "--now", "2027-01-11T09:40:00+01:00")
        decision = scene.passerelle.row("SELECT * FROM messages ORDER BY id DESC LIMIT 1")
        story.is_((decision["outcome"], len(scene.letters())), ("quarantined", count),
                  "letters that the register refuses are a fault, not letters that went before")


run_story(tell)

#!/usr/bin/python3 -B
"""The embedded setup: Maildirs as mailbox and relay, no server at all."""

import mailbox
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, RECRUITER, offer_mail
from mails import SHARED, compose, form, letter_in
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import temporary_folder
from tap import run_story, skip_all

FOLDERS = ("Traites", "Refuses", "Quarantaine")


def delivered(mail):
    """Delivers as a receiving server does."""
    domain = mail["From"].addresses[0].domain
    return f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={domain}\n".encode() + mail.as_bytes()


def letters(folder):
    return list(map(letter_in, sorted((folder / "relay" / "new").iterdir())))


def filed(box):
    counts = {name: len(box.get_folder(name)) for name in FOLDERS if name in box.list_folders()}
    return {"inbox": len(box), **counts}


def state(passerelle, folder):
    views = ("messages", "offers", "letters")
    return [passerelle.count(view) for view in views], len(letters(folder))


def tell(story):
    with temporary_folder("maildir") as path:
        folder = Path(path)
        passerelle = Passerelle(folder, mailbox="maildir:boite", relay="maildir:relay")
        passerelle.import_directory()
        box = mailbox.Maildir(folder / "boite", create=True)
        good, faulty = offer_mail(), offer_mail({**OFFER, "Code ROME": "quatre"})
        unknown = compose("personne@ailleurs.example", SHARED, "[OFFRE]", form(OFFER))
        for mail in (good, faulty, unknown):
            box.add(delivered(mail))
        passerelle.run_once()

        outcomes = [passerelle.message(mail)["outcome"] for mail in (good, faulty, unknown)]
        story.is_(outcomes, ["accepted", "refused", "quarantined"], "each message has its outcome")
        story.is_(filed(box), {"inbox": 0, "Traites": 1, "Refuses": 1, "Quarantaine": 1}, "and lies in its folder")
        sent = letters(folder)
        story.is_(len(sent), passerelle.count("letters"), "each letter is a file in the relay's Maildir")
        story.is_(sum(letter["Delivered-To"] == RECRUITER for letter in sent), 2, "delivered to its recipient as a server would")
        story.is_([letter["Return-Path"] for letter in sent if letter["Auto-Submitted"] == "auto-replied"], ["<>"] * 2,
                  "automatic answers have the null sender")
        story.is_([letter for letter in sent if letter["Return-Path"] is None], [], "and every letter has a Return-Path")
        story.is_(list((folder / "relay" / "tmp").iterdir()), [], "nothing is left half written")
        replies = passerelle.rows("SELECT status, last_reply FROM letters WHERE status <> 'sent' OR last_reply NOT LIKE '250 %'")
        story.is_(replies, [], "and the register says so")

        before = state(passerelle, folder)
        passerelle.run_once()
        story.is_(state(passerelle, folder), before, "a second run changes nothing")

        box.add(delivered(good))
        passerelle.run_once()
        decisions = passerelle.rows("SELECT outcome, count(*) AS n FROM messages WHERE sender = ? GROUP BY outcome", RECRUITER)
        story.is_({row["outcome"]: row["n"] for row in decisions}, {"accepted": 1, "refused": 1, "ignored": 1},
                  "the same mail delivered again is ignored")
        story.is_((passerelle.count("offers"), len(letters(folder))), (before[0][1], before[1]), "and sends nothing")


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

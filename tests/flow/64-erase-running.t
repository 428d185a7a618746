#!/usr/bin/python3 -B
"""`erase REF` with and without a running daemon: the command erases in the register at once; the daemon,
which is woken, erases in the mailbox and sends the letters."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CELL, RECRUITER, offer_mail
from ended import MarkedCv
from passerelle import NOW
from place import Place
from system import temporary_folder, wait_until
from tap import run_story

PROMPT_S = 15  # without a wake-up a stage looks once a minute


def holding(folder, cv):
    """Files that contain one of its markers."""
    return sorted(path.parent.name if path.suffix != ".db" else path.name for path in Path(folder).rglob("*") if path.is_file()
                  and any(sign.lower() in path.read_bytes().lower() for sign in cv.signs()))


def taken(place):
    offer = place.handles(offer_mail())["ref"]
    cv = MarkedCv()
    return cv, place.handles(cv.mail(offer))["ref"]


def asked(place):
    return sorted(letter["Delivered-To"] for letter in place.letters() if letter["Subject"].startswith("CV à effacer"))


def without_daemon(story):
    with temporary_folder("erase") as folder:
        place = Place(folder)
        cv, ref = taken(place)
        story.ok("passerelle.db" in holding(folder, cv), "the CV is held", holding(folder, cv))
        said = place.passerelle.do("erase", ref)
        story.contains(said, f"{ref}: erased from the register", "erase says what is done")
        story.contains(said, "when the daemon runs next; none runs now", "and what is not yet")
        story.ok(not any(name.startswith("passerelle.db") for name in holding(folder, cv)), "the register has nothing of it", holding(folder, cv))
        place.passerelle.run_once(NOW)
        story.is_(sorted(set(holding(f"{folder}/boite", cv))), [], "the mailbox neither, after the next run")
        story.is_(asked(place), sorted([RECRUITER, CELL]), "and who has it is asked")
        story.is_(place.passerelle.call("erase", "CAN-2027-0099").returncode, 65, "of nobody it is a fault")


def with_daemon(story):
    with temporary_folder("erase") as folder:
        place = Place(folder)
        cv, ref = taken(place)
        with place.passerelle.running("--now", NOW):
            mail = offer_mail()
            place.receives(mail)
            wait_until(lambda: place.passerelle.count("offers") == 2, "the daemon to work", timeout_s=60)
            time.sleep(2)  # the daemon is idle
            story.is_(holding(f"{folder}/boite", cv) != [], True, "the mail lies in the mailbox")
            said = place.passerelle.do("erase", ref)
            story.contains(said, "now, the daemon has been told", "erase says that the daemon is told")
            wait_until(lambda: not holding(f"{folder}/boite", cv) and asked(place) == sorted([RECRUITER, CELL]),
                       "mailbox and letters", timeout_s=PROMPT_S)
            story.ok(True, "at once the mail is gone from the mailbox, and who has the CV is asked to delete it")


def tell(story):
    without_daemon(story)
    with_daemon(story)


run_story(tell)

#!/usr/bin/python3 -B
"""`passerelle backup` (specification section 10): a consistent copy while the daemon runs and writes, which `check` finds whole and from
which the register can be brought back."""

import sqlite3
import stat
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, cv_mail, offer_mail, withdrawal_mail
from passerelle import NOW
from place import Place
from system import temporary_folder, wait_until
from tap import run_story

BACKUPS = 4
BATCH = 120  # mails between two backups: more than the daemon decides in one transaction


def counts(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT (SELECT count(*) FROM offers), (SELECT count(*) FROM letters WHERE template ="
                                  " 'offer_acknowledgement'), (SELECT count(*) FROM messages WHERE outcome = 'accepted')").fetchone()
    finally:
        connection.close()


def check(place, path):
    """`check` on the copy, as after it was brought back."""
    text = place.passerelle.configuration.read_text()
    place.passerelle.configuration.write_text(text.replace('"passerelle.db"', f'"{path}"'))
    done = place.passerelle.call("check")
    place.passerelle.configuration.write_text(text)
    return done.returncode, done.stderr


def while_it_runs(story, place):
    copies = []
    with place.passerelle.configuration.open("a", encoding="utf-8") as file:
        file.write("answers_per_hour = 1000\n")
    with place.passerelle.running("--now", NOW):
        for number in range(BACKUPS):
            for mail in range(BATCH):
                place.receives(offer_mail({**OFFER, "Intitulé": f"Poste {number} {mail} (H/F)"}))
            wait_until(lambda: place.passerelle.count("offers") > number * BATCH, "the daemon to write", timeout_s=60)
            copies.append(place.folder / f"copy{number}.db")
            place.passerelle.do("backup", str(copies[-1]))
        wait_until(lambda: place.passerelle.count("offers") == BACKUPS * BATCH, "the daemon to end", timeout_s=60)
    found = [counts(copy) for copy in copies]
    story.ok(all(offers == letters == messages for offers, letters, messages in found),
             "each copy holds whole transactions: offer, letter and outcome", found)
    story.is_([offers for offers, _, _ in found], sorted(offers for offers, _, _ in found), "each later one at least as much")
    story.ok(any(offers < BATCH * (number + 1) for number, (offers, _, _) in enumerate(found)), "some were made amid the work", found)
    story.is_([check(place, copy) for copy in copies], [(0, "")] * BACKUPS, "and check finds each whole")


def tell(story):
    with temporary_folder("backup") as name:
        place = Place(name)
        folder = place.folder
        path = folder / "copy.db"
        story.is_(place.passerelle.call("backup").returncode, 64, "without a file it is a fault of usage")
        place.handles(offer_mail())
        place.passerelle.do("backup", str(path))
        story.is_(stat.S_IMODE(path.stat().st_mode), 0o600, "the copy is for its owner alone")
        story.is_(sorted(entry.name for entry in folder.iterdir() if "copy" in entry.name), ["copy.db"], "one file, nothing beside it")
        before = path.read_bytes()
        done = place.passerelle.call("backup", str(path))
        story.is_((done.returncode, len(done.stderr.splitlines()), path.read_bytes() == before), (74, 1, True),
                  "an existing file is refused and left alone")
        story.is_(place.passerelle.call("backup", str(folder / "nowhere" / "copy.db")).returncode, 74, "so is a folder that is not there")
        story.is_(place.passerelle.call("backup", str(place.passerelle.database)).returncode, 74, "and the register itself")
        ref = place.handles(cv_mail("OFF-2027-0001"))["ref"]
        place.handles(withdrawal_mail(ref))
        place.passerelle.do("backup", str(folder / "after.db"))
        story.ok(b"Haddad" not in (folder / "after.db").read_bytes(), "who was erased before is not in it")
    with temporary_folder("backup") as name:
        while_it_runs(story, Place(name))


run_story(tell)

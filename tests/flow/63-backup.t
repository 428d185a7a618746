#!/usr/bin/python3 -B
"""`passerelle backup` (specification section 10): a consistent copy while the daemon runs and writes, which
`check` accepts and from which the register can be restored; and the drill in README, "Another machine": a
warm standby takes over from copies, and continues."""

import collections
import re
import shutil
import sqlite3
import stat
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, cv_mail, offer_mail, withdrawal_mail
from passerelle import NOW, Passerelle
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
    """`check` on the copy, as after restoring it."""
    text = place.passerelle.configuration.read_text()
    place.passerelle.configuration.write_text(text.replace('"passerelle.db"', f'"{path}"'))
    done = place.passerelle.check()
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


def ship(place, standby):
    """README's timer on the first machine: makes a copy, and copies the files beside the register."""
    copy = standby.folder / "copy.db"
    copy.unlink(missing_ok=True)
    place.passerelle.do("backup", "--with-cvs", str(copy))
    for suffix in ("key", "anchor", "endings"):
        shutil.copy2(f"{place.passerelle.database}.{suffix}", f"{standby.database}.{suffix}")
    return copy


def repeated(place):
    """{(subject, recipient): times} of letters sent more than once, under any Message-ID."""
    counted = collections.Counter((str(letter["Subject"]), letter["Delivered-To"]) for letter in place.letters())
    return {which: times for which, times in counted.items() if times > 1}


def drill(story, place):
    """The first machine and its disk are lost; the second has another state folder, but the same mailbox and
    relay."""
    (place.folder / "second").mkdir()
    standby = Passerelle(place.folder / "second", "maildir:../boite", "maildir:../relay")
    place.handles(offer_mail())
    ship(place, standby)
    ref = place.handles(cv_mail("OFF-2027-0001"))["ref"]
    copy = ship(place, standby)
    place.handles(withdrawal_mail(ref))
    for suffix in ("anchor", "endings"):
        shutil.copy2(f"{place.passerelle.database}.{suffix}", f"{standby.database}.{suffix}")  # small, and shipped at each change
    place.receives(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}))  # arrives while no machine runs
    sent = len(place.letters())
    for path in place.folder.glob("passerelle.db*"):
        path.unlink()
    story.contains(standby.do("restore", str(copy)), "1 ended again", "the second machine takes the newest copy, and ends again the consent that ended since")
    story.is_(standby.check().returncode, 0, "check is content")
    standby.run_once()
    story.is_([which for which in repeated(place) if not re.search(r"^(CV à effacer|Accord retiré)\b.*CAN-2027-0001", which[0])], [],
              "no letter goes a second time but the erasure requests, which nobody can know to have gone")
    offers = standby.rows("SELECT ref, title FROM offers ORDER BY ref")
    story.is_([offer["title"] for offer in offers], [OFFER["Intitulé"], "Cariste (H/F)"], "what came meanwhile is handled")
    story.ok(int(offers[1]["ref"][-4:]) > 1000, "under a number that was not given out", offers)
    story.ok(len(place.letters()) > sent, "and its letters go")
    story.is_(standby.row("SELECT status FROM candidates WHERE ref = ?", ref)["status"], "withdrawn", "who has withdrawn stays so")
    late = sum(offers[1]["title"] in letter["Subject"] for letter in place.letters())
    standby.run_once()
    story.is_(sum(offers[1]["title"] in letter["Subject"] for letter in place.letters()), late, "and each once")


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
    with temporary_folder("standby") as name:
        drill(story, Place(name))
    with temporary_folder("backup") as name:
        while_it_runs(story, Place(name))


run_story(tell)

#!/usr/bin/python3 -B
"""A register older than its anchor (specification section 5): a copy restored by hand, or a register with its
tail cut off, is detected at start and by `check`, and no CV is sent from it. `restore` ends again what ended
since, and issues no number twice; when that can't be known, a person must say --accept-loss. A backup has no
CVs unless requested."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CELL, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from passerelle import NOW
from place import Place
from system import temporary_folder
from tap import run_story

CONTENT = b"un CV que nul autre fichier ne contient"


def document():
    return b"%PDF-1.4\n% " + CONTENT + b"\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


class Shop(Place):
    def cvs(self):
        return [letter for letter in self.letters() if any(part.get_filename() for part in letter.walk())]

    def replace(self, copy):
        """By hand, like any file."""
        for suffix in ("-wal", "-shm"):
            Path(f"{self.passerelle.database}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(copy, self.passerelle.database)

    def offline_copy(self, name):
        copy = self.folder / name
        self.passerelle.do("backup", "--with-cvs", str(copy))
        return copy

    def queue(self, mail):
        """Decided but not sent: the relay's folder does not exist."""
        relay = self.folder / "relay"
        hidden = self.folder / "hidden"
        if relay.exists():
            relay.rename(hidden)
        relay.write_text("")
        self.receives(mail)
        self.passerelle.call("run", "--once", "--now", NOW)
        relay.unlink()
        if hidden.exists():
            hidden.rename(relay)
        return self.passerelle.message(mail)


def later(minutes):
    return f"2027-01-11T{9 + minutes // 60:02}:{minutes % 60:02}:00+01:00"


def with_queued_cv(name):
    shop = Shop(name)
    shop.handles(offer_mail())
    ref = shop.queue(cv_mail("OFF-2027-0001", document=document()))["ref"]
    copy = shop.offline_copy("copy.db")
    return shop, ref, copy


def by_hand(story):
    """Seen to fail before: the CV was sent after its withdrawal, and `check` found nothing."""
    with temporary_folder("rollback") as name:
        shop, ref, copy = with_queued_cv(name)
        story.is_(len(shop.cvs()), 0, "the CV waits for the relay")
        shop.handles(withdrawal_mail(ref))
        shop.handles(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}))
        before = {letter["Message-ID"] for letter in shop.letters()}
        shop.replace(copy)
        done = shop.passerelle.check()
        story.is_(done.returncode, 65, "check finds the register older than its anchor")
        story.contains(done.stdout, "older than its anchor", "and says so")
        shop.passerelle.run_once(later(90))
        story.is_(len(shop.cvs()), 0, "no CV leaves a register that was brought back by hand")
        story.contains(shop.passerelle.do("status"), "older than its anchor", "status says so")
        done = shop.passerelle.call("restore", str(copy))
        story.is_((done.returncode, done.stderr), (0, ""), "restore takes the copy")
        story.contains(done.stdout, "1 ended again", "and ends again what had ended")
        shop.passerelle.run_once(later(120))
        story.is_(len(shop.cvs()), 0, "the CV of the withdrawn consent stays")
        story.is_(shop.passerelle.row("SELECT status FROM candidates WHERE ref = ?", ref)["status"], "withdrawn", "it is withdrawn")
        story.is_(shop.passerelle.check().returncode, 0, "check is content")
        offer = shop.handles(offer_mail({**OFFER, "Intitulé": "Magasinier (H/F)"}), now=later(130))["ref"]
        story.ok(int(offer[-4:]) > 1000, "numbers go on beyond what was given out", offer)
        message = shop.passerelle.row("SELECT max(id) AS id FROM messages")["id"]
        story.ok(message > 1000, "those of messages, which reply tokens name, as well", message)
        new = {letter["Message-ID"] for letter in shop.letters() if offer in letter["Subject"]}
        story.ok(new and not {i.split(".")[2] for i in new} & {i.split(".")[2] for i in before}, "Message-IDs bear a new instance", new)
        ref = shop.handles(cv_mail(offer, document=document()), now=later(140))["ref"]
        story.is_(sorted(letter["Delivered-To"] for letter in shop.cvs()), sorted([RECRUITER, CELL]), "CVs go again")
        with Path(f"{shop.passerelle.database}.endings").open("a") as endings:
            endings.write(f"{ref} withdrawn {'0' * 16}\n")
        shop.passerelle.do("restore", "--accept-loss")
        story.is_(shop.passerelle.row("SELECT status FROM candidates WHERE ref = ?", ref)["status"], "forwarded",
                  "an ending that another wrote into the file ends nothing")


def without_anchor(story):
    with temporary_folder("rollback") as name:
        shop, ref, copy = with_queued_cv(name)
        shop.handles(withdrawal_mail(ref))
        for suffix in (".anchor", ".endings"):
            Path(f"{shop.passerelle.database}{suffix}").unlink()
        done = shop.passerelle.call("restore", str(copy))
        story.is_(done.returncode, 65, "without the anchor restore can't know what ended")
        shop.passerelle.run_once(later(60))
        story.is_(len(shop.cvs()), 0, "and no CV leaves")
        story.is_(shop.passerelle.call("restore", "--accept-loss").returncode, 0, "until a person accepts the loss")
        shop.passerelle.run_once(later(90))
        story.is_(len(shop.cvs()), 2, "then they go")


def cut_tail(story):
    with temporary_folder("rollback") as name:
        shop = Shop(name)
        shop.handles(offer_mail())
        ref = shop.handles(cv_mail("OFF-2027-0001"))["ref"]
        shop.handles(withdrawal_mail(ref))
        with sqlite3.connect(shop.passerelle.database) as register:
            register.executescript("DROP TRIGGER consent_is_never_deleted; DELETE FROM consent WHERE id = 2;"
                                   "UPDATE setting SET value = (SELECT hash FROM consent) WHERE name = 'consents.newest_hash';"
                                   "CREATE TRIGGER consent_is_never_deleted BEFORE DELETE ON consent BEGIN SELECT"
                                   " RAISE(ABORT, 'the register of consent is append-only'); END;")
        register.close()
        done = shop.passerelle.check()
        story.ok(done.returncode == 65 and "older than its anchor" in done.stdout, "a cut tail is found though the chain was mended",
                 done.stdout)
        anchor = Path(f"{shop.passerelle.database}.anchor")
        anchor.write_text(anchor.read_text().replace("consents 2", "consents 1"))
        done = shop.passerelle.check()
        story.ok(done.returncode == 65 and "damaged" in done.stdout, "so is an anchor that was written by another", done.stdout)


def rotates(story):
    with temporary_folder("rollback") as name:
        shop, ref, copy = with_queued_cv(name)
        shop.handles(withdrawal_mail(ref))
        shop.passerelle.do("key", "rotate")
        story.is_(shop.passerelle.check().returncode, 0, "a new key takes the anchor along")
        done = shop.passerelle.call("restore", str(copy))
        story.contains(done.stdout, "1 ended again", "and what it has to tell")


def backups(story):
    with temporary_folder("rollback") as name:
        shop, ref, copy = with_queued_cv(name)
        shop.receives(cv_mail("OFF-2027-0001", document=document()))
        plain = shop.folder / "plain.db"
        done = shop.passerelle.call("backup", str(plain))
        story.contains(done.stdout, "without CVs", "backup says that CVs are left out")
        story.ok(CONTENT in copy.read_bytes(), "--with-cvs takes them along")
        story.ok(CONTENT not in plain.read_bytes(), "without it none is in the copy")
        done = shop.passerelle.call("restore", str(plain))
        story.is_((done.returncode, done.stderr), (0, ""), "such a copy can be brought back")
        shop.passerelle.run_once(later(60))
        told = [letter for letter in shop.letters() if "Envoi annulé" in letter["Subject"]]
        story.is_(len(told), 1, "the mission locale is told that its CV did not go")
        story.is_(shop.passerelle.check().returncode, 0, "check is content")


def interrupted(story):
    with temporary_folder("rollback") as name:
        shop = Shop(name)
        with sqlite3.connect(shop.passerelle.database) as register:
            register.execute("CREATE TABLE ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
                             " SELECT randomblob(2000) AS b FROM n")
        register.close()
        path = shop.folder / "copy.db"
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen(shop.passerelle.command("backup", str(path)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            part = Path(f"{path}.part")
            while process.poll() is None and not (part.exists() and part.stat().st_size):
                time.sleep(0.001)
            os.kill(process.pid, signal_number)
            process.wait()
            left = sorted(entry.name for entry in shop.folder.iterdir() if entry.name.startswith("copy"))
            story.is_((process.returncode, left), (-signal_number, []), f"signal {signal_number} leaves no part of a register behind")


def tell(story):
    by_hand(story)
    without_anchor(story)
    cut_tail(story)
    rotates(story)
    backups(story)
    interrupted(story)


run_story(tell)

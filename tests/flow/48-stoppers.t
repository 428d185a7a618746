#!/usr/bin/python3 -B
"""The daemon keeps working despite another program's open transaction, a failing action of the calendar, mail
that the server won't move, and a truncated directory file. Each was seen before to stop handling, the
calendar, an erasure, or all letters."""

import contextlib
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded
from mails import SHARED, compose
from passerelle import DIRECTORY
from system import temporary_folder
from tap import run_story

MARK = b"Haddad-Tremblay"


def files(scene):
    return [path for path in scene.folder.iterdir() if path.name.startswith("passerelle.db") and MARK in path.read_bytes()]


def reads_on(story):
    with temporary_folder("stoppers") as folder:
        scene = Embedded(folder)
        scene.handles(offer_mail())
        ref = scene.handles(cv_mail("OFF-2027-0001"))[0]["ref"]
        with contextlib.closing(sqlite3.connect(scene.passerelle.database, isolation_level=None)) as report:
            report.execute("BEGIN")
            report.execute("SELECT count(*) FROM messages").fetchone()
            began = time.monotonic()
            decision, _ = scene.handles(withdrawal_mail(ref))
            story.is_(decision["outcome"], "accepted", "while a report reads the register, mail is handled")
            decision, letters = scene.handles(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}))
            story.ok(decision["outcome"] == "accepted" and len(letters) > 2, "and letters go out")
            story.ok(time.monotonic() - began < 25, "without waiting for it", time.monotonic() - began)
        scene.runs()
        story.is_(files(scene), [], "what was erased is overwritten once it is over")


def calendar(story):
    with temporary_folder("stoppers") as folder:
        scene = Embedded(folder)
        text = scene.passerelle.configuration.read_text()
        scene.passerelle.configuration.write_text(text.replace('"exploitation@passerelle.example"', '"personne"'))
        done = scene.passerelle.call("check")
        story.ok(done.returncode == 78 and "operator: an e-mail address" in done.stderr, "an operator without an address is refused", done.stderr)
        scene.passerelle.configuration.write_text(text)
        scene.handles(offer_mail())
        scene.handles(cv_mail("OFF-2027-0001"))
        with contextlib.closing(sqlite3.connect(scene.passerelle.database)) as register, register:
            # The letter to the operator about a suspension can't be made.
            register.execute("UPDATE contact SET is_bounced = 1, bounced_why = '5.1.1', bounced_by = 1 WHERE email LIKE '%ml-selyonnais%'")
            register.execute("CREATE TRIGGER broken BEFORE INSERT ON letter WHEN NEW.template = 'address_suspended'"
                             " BEGIN SELECT RAISE(ABORT, 'broken'); END")
        done = scene.passerelle.call("run", "--once", "--now", "2028-01-10T09:30:00+01:00")
        story.is_(done.returncode, 0, "an action of the calendar that fails stops nothing")
        story.contains(done.stderr, "calendar.failed", "it is said")
        story.is_(scene.passerelle.row("SELECT status FROM candidates")["status"], "expired", "and consents expire")


def directory(story):
    with temporary_folder("stoppers") as folder:
        scene = Embedded(folder)
        count = scene.passerelle.row("SELECT sum(active) AS n FROM contacts")["n"]
        header = scene.folder / "cut.csv"
        header.write_text(DIRECTORY.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")
        done = scene.passerelle.call("directory", "import", str(header))
        story.is_((done.returncode, scene.passerelle.row("SELECT sum(active) AS n FROM contacts")["n"]), (65, count),
                  "a directory file without rows deactivates nobody")
        story.is_(scene.passerelle.call("directory", "import", "--deactivate", str(header)).returncode, 65, "whatever is meant")
        half = scene.folder / "half.csv"
        rows = DIRECTORY.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        half.write_text("".join(rows[:len(rows) // 2]), encoding="utf-8")
        done = scene.passerelle.call("directory", "import", str(half))
        story.ok(done.returncode == 65 and "--deactivate" in done.stderr, "nor does one that was cut", done.stderr)
        done = scene.passerelle.call("directory", "import", "--deactivate", str(half))
        story.is_(done.returncode, 0, "unless that is meant")


def bidirectional(story):
    with temporary_folder("stoppers") as folder:
        scene = Embedded(folder)
        turned = "exe\u202efdp \u2066caché\u2069 \u200fici"
        scene.handles(compose(RECRUITER, SHARED, turned, "Bonjour, une question.\n"))
        scene.handles(compose("inconnu@ailleurs.example", SHARED, turned, "Bonjour\n"), proven=False)
        scene.handles(compose(RECRUITER, SHARED, turned, "x\n" * 60_000))
        rows = scene.passerelle.rows("SELECT outcome, subject FROM messages ORDER BY id")
        story.is_([row["outcome"] for row in rows][-1], "quarantined", "a message that can't be read is set aside")
        story.is_({row["subject"] for row in rows}, {"exefdp caché ici"}, "and no row has the marks of a subject that turns the line")
        shown = "".join(scene.passerelle.do("list", *how, "messages") for how in ((), ("--json",), ("--csv",)))
        story.ok("caché" in shown and not set(shown) & set("\u202e\u2066\u2069\u200f"), "a subject that turns the line reaches no terminal",
                 ascii(shown))


def tell(story):
    bidirectional(story)
    reads_on(story)
    calendar(story)
    directory(story)


run_story(tell)

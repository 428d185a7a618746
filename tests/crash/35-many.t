#!/usr/bin/python3 -B
"""A letter to many is made in slices: the register is free in between, handle's memory is that of one letter,
handle and daemon may be killed at any moment, and each reader gets exactly one letter; the same for a digest
and a newsletter. Seen before: 2.7 s and 1.44 GB for 11,000 contacts.
CONTACTS; PERIODICAL; SEED."""

import contextlib
import os
import random
import re
import sqlite3
import sys
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import World, await_end_of_stages, is_sanitized, kill, play, processes  # noqa: E402

CONTACTS = int(os.environ.get("CONTACTS", 1000))
SEED = int(os.environ.get("SEED", 0)) or int.from_bytes(os.urandom(4), "big")
PERIODICAL = int(os.environ.get("PERIODICAL", 300))  # readers of a digest or newsletter
PER_ORGANISATION = 20
MOST_MEMORY_KB = 60_000


def directory(folder, count, name, frequency=""):
    """Missions locales with colleagues, one recruiter; every second colleague has that frequency."""
    rows = ["organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage",
            "Logistique Rhodanienne;entreprise;Ana Ruiz;recrutement@logirhone.example;RH;;;;;"]
    for number in range(count):
        organisation = number // PER_ORGANISATION
        rows.append(f"Mission locale {organisation};mission_locale;Conseiller {number};c{number}@ml{organisation}.example;conseil;FR;;{frequency if number % 2 else ''};;")
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def mail(subject, lines, number):
    body = "\r\n".join(lines)
    return (f"From: Ana Ruiz <recrutement@logirhone.example>\r\nTo: partenariat@passerelle.example\r\nSubject: {subject}\r\n"
            f"Message-ID: <m{number}@logirhone.example>\r\nDate: Mon, 23 Nov 2026 08:5{number}:00 +0100\r\n"
            "Authentication-Results: mx.passerelle.example; dmarc=pass header.from=logirhone.example\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n").encode()


OFFER = mail("[OFFRE]", ["Intitulé : Préparateur de commandes (H/F)", "Entreprise : Logistique Rhodanienne", "Lieu : France entière",
                         "Contrat : CDI", "Date limite : 15/01/2027", "Description : Préparation de commandes, formation assurée."], 1)
CHANGE = mail("[OFFRE OFF-2026-0001]", ["Salaire : 1 900 € brut par mois"], 2)


class Prober(threading.Thread):
    """Locks the register for writing repeatedly; records the longest wait, and how often it was free in the
    middle."""

    def __init__(self, database):
        super().__init__(daemon=True)
        self.database, self.longest_s, self.between, self.ends = database, 0.0, 0, threading.Event()
        self.stands = set()  # where a newsletter stood

    def run(self):
        with contextlib.closing(sqlite3.connect(self.database, timeout=30, isolation_level=None)) as register:
            register.execute("PRAGMA busy_timeout = 0")
            began = time.monotonic()
            while not self.ends.wait(0.0005):
                try:
                    register.execute("BEGIN IMMEDIATE")
                    self.between += register.execute("SELECT EXISTS (SELECT 1 FROM dispatch_reader)").fetchone()[0]
                    self.stands |= set(register.execute("SELECT last_reader FROM newsletter WHERE NOT is_done AND last_reader > 0"))
                    register.execute("ROLLBACK")
                    began = time.monotonic()
                except sqlite3.OperationalError:
                    self.longest_s = max(self.longest_s, time.monotonic() - began)


def memory_kb(configuration):
    """The peak memory of handle."""
    most = 0
    for pid, name in processes(configuration).items():
        if name == "handle":
            with contextlib.suppress(OSError):
                found = re.search(r"VmHWM:\s+(\d+)", Path("/proc", str(pid), "status").read_text())
                most = max(most, int(found[1]) if found else 0)
    return most


def watch(world, process):
    most = 0
    while process.poll() is None:
        most = max(most, memory_kb(world.passerelle.configuration))
        time.sleep(0.02)
    await_end_of_stages(world.passerelle.configuration)
    return most


def told(world, template):
    return world.passerelle.rows("SELECT recipient, count(*) AS times FROM letters WHERE template = ? GROUP BY recipient", template)


MADE = ("SELECT (SELECT count(*) FROM letter), EXISTS (SELECT 1 FROM dispatch_reader)"
        " OR EXISTS (SELECT 1 FROM newsletter WHERE NOT is_done AND last_reader > 0)")


def await_half_made(register, process, least):
    """Waits until that many letters are made, with others left."""
    while process.poll() is None:
        count, is_left = register.execute(MADE).fetchone()
        if is_left and count >= least:
            return True
        time.sleep(0.0002)
    return False


def kill_while_made(world, chance, kills, step):
    """Kills handle, which is restarted, or all processes, while the letters are made; returns how often, and
    the peak memory."""
    killed, most_kb = 0, 0
    for _ in range(kills):
        with contextlib.closing(sqlite3.connect(world.passerelle.database, timeout=30, isolation_level=None)) as register:
            made = register.execute(MADE).fetchone()[0]
            process = world.start("--once")
            while killed < kills and await_half_made(register, process, made + chance.randint(1, step)):
                killed, most_kb = killed + 1, max(most_kb, memory_kb(world.passerelle.configuration))
                is_whole = chance.random() < 0.5
                for pid, name in processes(world.passerelle.configuration).items():
                    if is_whole or name == "handle":
                        kill(pid)
                made = register.execute(MADE).fetchone()[0]
        most_kb = max(most_kb, watch(world, process))
    return killed, most_kb


def tell_calendar(story, folder, chance):
    """A digest and the first newsletter are due together."""
    home = folder / "calendar"
    home.mkdir()
    with World(home, []) as world:
        world.passerelle.do("directory", "import", "--deactivate", str(directory(home, PERIODICAL, "periodical.csv", "quotidien")))
        world.now = datetime(2027, 1, 29, 10, 0, tzinfo=timezone.utc)
        world.imap.fill([OFFER.replace(b"15/01/2027", b"15/03/2027")])
        world.drain()
        story.is_(len(told(world, "offer")), PERIODICAL // 2, "who wants a digest has no letter yet")
        world.now = datetime(2027, 2, 1, 10, 0, tzinfo=timezone.utc)
        prober = Prober(world.passerelle.database)
        prober.start()
        killed, most_kb = kill_while_made(world, chance, 4, PERIODICAL // 10)
        world.drain()
        prober.ends.set()
        prober.join()
        story.ok(len(prober.stands) > 1, "others write to the register while a newsletter is made", len(prober.stands))
        story.ok(killed >= 2, f"killed {killed} times while a digest and a newsletter are made")
        for template, readers in (("digest_daily", PERIODICAL // 2), ("newsletter", PERIODICAL + 1)):
            rows = told(world, template)
            story.is_((len(rows), max(row["times"] for row in rows)), (readers, 1), f"each reader has one: {template}")
        rows = world.passerelle.rows("SELECT kind, status, recipients FROM mailings WHERE kind IN ('digest_daily', 'newsletter') AND status = 'done' ORDER BY kind")
        story.is_([(row["kind"], row["recipients"]) for row in rows], [("digest_daily", PERIODICAL // 2), ("newsletter", PERIODICAL + 1)], "and one row says so")
        story.diag(f"memory {most_kb} kB")
        story.ok(is_sanitized() or most_kb < MOST_MEMORY_KB, "the memory is bounded", most_kb)


def tell(story, folder):
    story.diag(f"SEED={SEED}")
    chance = random.Random(SEED)
    with World(folder, []) as world:
        world.passerelle.do("directory", "import", "--deactivate", str(directory(folder, CONTACTS, "many.csv")))
        world.imap.fill([OFFER, CHANGE])
        prober = Prober(world.passerelle.database)
        prober.start()
        most_kb = watch(world, world.start("--once"))
        world.drain()
        prober.ends.set()
        prober.join()
        for template in ("offer", "offer_changed"):
            rows = told(world, template)
            story.is_((len(rows), max(row["times"] for row in rows)), (CONTACTS, 1), f"each of {CONTACTS} has one letter: {template}")
        story.is_(world.repeats(), 0, "none goes twice")
        story.diag(f"longest lock {prober.longest_s * 1000:.0f} ms (on this machine, as busy as it is), memory {most_kb} kB")
        story.ok(prober.between >= 5, "others write to the register while letters are made", prober.between)
        story.ok(is_sanitized() or most_kb < MOST_MEMORY_KB, "the memory is bounded", most_kb)
    home = folder / "killed"
    home.mkdir()
    with World(home, []) as world:
        world.passerelle.do("directory", "import", "--deactivate", str(folder / "many.csv"))
        with contextlib.closing(sqlite3.connect(world.passerelle.database)) as register, register:
            register.execute("UPDATE contact SET email = 'c 7@ml0.example' WHERE email = 'c7@ml0.example'")
        world.imap.fill([OFFER, CHANGE])
        killed, _ = kill_while_made(world, chance, 4, CONTACTS // 20)
        world.drain()
        story.ok(killed >= 2, f"killed {killed} times while letters are made")
        for template in ("offer", "offer_changed"):
            rows = told(world, template)
            story.is_((len(rows), max(row["times"] for row in rows)), (CONTACTS - 1, 1),
                      f"each has one letter all the same, but for the one that can't be made: {template}")
        left = world.passerelle.row("SELECT (SELECT count(*) FROM dispatch) + (SELECT count(*) FROM dispatch_reader) AS n")["n"]
        story.is_(left, 0, "and nothing of them is left to be made")
    tell_calendar(story, folder, chance)


play(tell, "many")

#!/usr/bin/python3 -B
"""Mail is filed by MOVE, or by COPY and EXPUNGE when the server has no MOVE. Kill -9 of collect after each
command it sends: every mail ends in one folder, once; also one that is to be erased by then."""

import contextlib
import re
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import Killer, fresh, mails, play

MAILS = ("01-offre-outlook-lyon", "06-cv-outlook-oui", "49-cv-offre-fermee", "67-aide-illisible")  # two are refused
CAPABILITIES = {"MOVE": "IMAP4rev1 AUTH=PLAIN UIDPLUS MOVE IDLE", "UIDPLUS": "IMAP4rev1 AUTH=PLAIN UIDPLUS IDLE",
                "neither": "IMAP4rev1 AUTH=PLAIN IDLE"}


def subjects(world):
    """{folder: subjects} of messages not marked \\Deleted."""
    return {name: sorted(re.search(rb"(?im)^subject:(.*)", message.raw)[1] for message in folder.messages)
            for name, folder in world.imap.folders.items() if folder.messages}


def is_twice(world):
    """Whether a mail is in two folders."""
    there = [subject for folder in subjects(world).values() for subject in folder]
    return len(there) > len(set(there))


def erase_all(world):
    """As after a withdrawal in the meantime."""
    with contextlib.closing(sqlite3.connect(world.passerelle.database)) as register, register:
        register.execute("UPDATE message SET file_to = 'erase' WHERE file_to IS NOT NULL AND outcome IS NOT NULL")


def kept(world):
    """The number of mails that are in the mailbox according to the register."""
    return world.passerelle.row("SELECT count(*) AS n FROM message WHERE folder IS NOT NULL")["n"]


def kills(story, folder, killer, raws, name, erases=False):
    what = f"{name}{', erased meanwhile' if erases else ''}"
    verb = "MOVE" if name == "MOVE" else "COPY"
    with fresh(folder, raws, capabilities=CAPABILITIES[name]) as world:
        world.environment = killer.environment(CRASH_CALLS="send", CRASH_ROLE="collect")
        world.drain()
        count, expected, register = killer.calls(), subjects(world), world.register()
        first = next(n for n, line in enumerate(world.imap.log, 1) if f" {verb} " in line)
    wrong, between = [], 0
    for at in range(first, count + 1):
        with fresh(folder, raws, capabilities=CAPABILITIES[name]) as world:
            world.environment = killer.environment(CRASH_CALLS="send", CRASH_ROLE="collect", CRASH_AT=at, CRASH_WHEN="after")
            world.run_once()
            between += is_twice(world)
            world.environment.pop("LD_PRELOAD")
            if erases:
                erase_all(world)
            world.drain()
            if erases and sum(world.imap.counts().values()) != kept(world):
                wrong.append((at, world.imap.counts(), kept(world)))
            elif not erases and (subjects(world) != expected or world.register() != register):
                wrong.append((at, subjects(world)))
    story.is_(between > 0, verb == "COPY", f"{what}: {between} of {count - first + 1} kills left a mail in two folders")
    story.is_(wrong[:3], [], f"{what}: each ends in one, once")


def tell(story, folder):
    killer, raws = Killer(folder), mails(names=MAILS)
    for name in CAPABILITIES:
        kills(story, folder, killer, raws, name)
    for name in "MOVE", "UIDPLUS":
        kills(story, folder, killer, raws, name, erases=True)


play(tell, "move")

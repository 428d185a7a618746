#!/usr/bin/python3 -B
"""A server without MOVE: mail is filed by COPY and EXPUNGE. Kill -9 of collect after each command that it sends: every mail ends in
one folder, once; so does one that is to be erased by then."""

import contextlib
import re
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import Killer, fresh, mails, play

CAPABILITIES = {"UIDPLUS": "IMAP4rev1 AUTH=PLAIN UIDPLUS IDLE", "neither": "IMAP4rev1 AUTH=PLAIN IDLE"}


def subjects(world):
    """{folder: the subjects in it} of what is there and not thrown away."""
    return {name: sorted(re.search(rb"(?im)^subject:(.*)", message.raw)[1] for message in folder.messages)
            for name, folder in world.imap.folders.items() if folder.messages}


def erase_all(world):
    """As if somebody withdrew meanwhile."""
    with contextlib.closing(sqlite3.connect(world.passerelle.database)) as register, register:
        register.execute("UPDATE message SET file_to = 'erase' WHERE file_to IS NOT NULL AND outcome IS NOT NULL")


def kept(world):
    """How many mails the register knows to lie in the mailbox."""
    return world.passerelle.row("SELECT count(*) AS n FROM message WHERE folder IS NOT NULL")["n"]


def kills(story, folder, killer, raws, name, erases=False):
    what = f"without MOVE, UIDPLUS: {name == 'UIDPLUS'}{', erased meanwhile' if erases else ''}"
    with fresh(folder, raws, capabilities=CAPABILITIES[name]) as world:
        world.environment = killer.environment(CRASH_CALLS="send", CRASH_ROLE="collect")
        world.drain()
        count, expected, register = killer.calls(), subjects(world), world.register()
        first = next(n for n, line in enumerate(world.imap.log, 1) if " COPY " in line)
        story.ok("COPY" in " ".join(world.imap.log), f"{what}: they are copied", world.imap.log)
    wrong, between = [], 0
    for at in range(first, count + 1):
        with fresh(folder, raws, capabilities=CAPABILITIES[name]) as world:
            world.environment = killer.environment(CRASH_CALLS="send", CRASH_ROLE="collect", CRASH_AT=at, CRASH_WHEN="after")
            world.run_once()
            between += sum(world.imap.counts().values()) > len(raws)
            world.environment.pop("LD_PRELOAD")
            if erases:
                erase_all(world)
            world.drain()
            if erases and sum(world.imap.counts().values()) != kept(world):
                wrong.append((at, world.imap.counts(), kept(world)))
            elif not erases and (subjects(world) != expected or world.register() != register):
                wrong.append((at, subjects(world)))
    story.ok(between, f"{what}: {between} of {count - first + 1} kills left a mail in two folders")
    story.is_(wrong[:3], [], f"{what}: each ends in one, once")


def tell(story, folder):
    killer, raws = Killer(folder), mails(step=16)
    for name in CAPABILITIES:
        kills(story, folder, killer, raws, name)
    kills(story, folder, killer, raws, "UIDPLUS", erases=True)


play(tell, "no-move")

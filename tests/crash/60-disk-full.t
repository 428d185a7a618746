#!/usr/bin/python3 -B
"""No space is left for the register: the daemon says so in one line each time that it tries, waits, and goes on when there is
space again. Nothing is lost and nothing is a message's fault.

A preloaded library lets writes that would make a file of the register longer fail, which needs no privilege and can end."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import Killer, fresh, mails, play, wait_until


def decided(world):
    return world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"]


def tell(story, folder):
    killer, raws = Killer(folder), mails(step=8)
    with fresh(folder, raws) as world:
        world.drain()
        expected, letters = world.register(), world.letters()
    with fresh(folder, raws) as world:
        full = folder / "full"
        log = folder / "log"
        world.environment = killer.environment(DISK_FULL=full)
        with open(log, "wb") as stderr, world.start(stderr=stderr) as daemon:
            try:
                wait_until(lambda: decided(world) >= 2, "the first outcomes")
                full.touch()
                before = decided(world)
                wait_until(lambda: b"disk is full" in log.read_bytes(), "the daemon to say so")
                world.imap.fill([])
                stuck = decided(world)
                wait_until(lambda: log.read_bytes().count(b"disk is full") >= 3, "another try", timeout_s=20)
                story.ok(daemon.poll() is None, "the daemon says that the disk is full, and goes on running")
                story.is_(decided(world), stuck, "nothing is decided meanwhile")
                sent = len(world.smtp.letters)
                full.unlink()
                wait_until(lambda: decided(world) == len(raws), "the rest of the mails", timeout_s=60)
                wait_until(lambda: not world.passerelle.rows("SELECT id FROM letters WHERE status = 'queued'"), "the letters", timeout_s=60)
                wait_until(lambda: "INBOX" not in world.imap.counts(), "the mails to be filed", timeout_s=60)
            finally:
                full.unlink(missing_ok=True)
                daemon.terminate()
        lines = [line for line in log.read_text().splitlines() if "disk is full" in line]
        story.diag(f"{before} of {len(raws)} decided before; {len(lines)} lines; {world.repeats()} letters sent again, {sent} sent before")
        story.ok(all("what=" in line for line in lines) and len(lines) < 30, "one line a try, with growing pauses", lines[:2])
        story.is_(world.passerelle.rows("SELECT max(failures) AS most FROM message"), [{"most": 0}], "it is no message's fault")
        register = world.register()
        story.is_([view for view, rows in expected.items() if register[view] != rows], [], "the register is that of an undisturbed run")
        story.is_(world.letters() == letters, True, "and the letters are")
    with fresh(folder, raws[:3]) as world:
        full.touch()
        world.environment = killer.environment(DISK_FULL=full)
        status, log = world.run_once()
        story.ok(status in (74, 75) and "disk" in log, "run --once ends with the reason", (status, log[-300:]))
        full.unlink()
        world.drain()
        story.is_(decided(world), 3, "and does its work when there is space")


play(tell, "full")

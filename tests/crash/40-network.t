#!/usr/bin/python3 -B
"""Connections that are cut after any byte, late, silent or repeating, and servers that lie: register and
letters are those of an undisturbed run, every wait is bounded, and no message blocks those behind it."""

import random
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from wire import Fault
from world import Killer, fresh, is_sanitized, mails, play, processes, wait_until

CUTS = 40
SEED = 2026


def differences(world, expected):
    register, letters = world.register(), world.letters()
    return [view for view, rows in expected[0].items() if register[view] != rows] + ([] if letters == expected[1] else ["letters"])


def cut_connections(story, folder, raws, expected, spoken):
    """The first connections to both servers are cut after a number of bytes from the server, different each
    time."""
    chance = random.Random(SEED)
    wrong, runs = [], 0
    for n in range(CUTS):
        imap_cut = n * spoken["imap"] // CUTS + chance.randrange(spoken["imap"] // CUTS)
        smtp_cut = n * spoken["smtp"] // CUTS + chance.randrange(spoken["smtp"] // CUTS)
        with fresh(folder, raws, plan=lambda number, cut=imap_cut: Fault(cut_after=cut if number == 1 else None),
                   smtp_plan=lambda number, cut=smtp_cut: Fault(cut_after=cut if number == 1 else None)) as world:
            runs += world.drain()
            wrong += [(imap_cut, smtp_cut, what) for what in differences(world, expected)]
    story.is_(wrong, [], f"{CUTS} cuts of each server: the register and the letters are those of an undisturbed run ({runs} runs)")


def lies(story, folder, raws, expected):
    """Wrong sizes, answers given twice: one run takes everything once. A message listed as large may be
    decided after the others, as the last one is anyway."""
    with fresh(folder, raws) as world:
        world.imap.lies = {1: ("size", 1), 2: ("twice",), len(raws): ("size", 20 * 1024 * 1024)}
        world.drain()
        story.is_(differences(world, expected), [], "wrong sizes and repeated answers change nothing")


class Live:
    """Runs the daemon with a fast clock during the block; it must end properly, and never have two
    connections."""

    def __init__(self, world, killer, rate=30, **settings):
        self.world = world
        world.environment = killer.environment(CLOCK_RATE=rate)
        world.environment.update({"WATCHDOG_USEC": "2000000", **settings})

    def __enter__(self):
        self.daemon = self.world.start(stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self.daemon.terminate()
        self.status = self.daemon.wait(timeout=60)

    def await_outcomes(self, count):
        wait_until(lambda: self.world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"] >= count, f"{count} outcomes")


def poison_of_the_server(story, folder, killer, raws):
    """A message on which the server hangs up, one that it refuses, one that never ends."""
    for lie, name in ((("close",), "hangs up"), (("no",), "refuses"), (("absent",), "says nothing"), (("flood", 1 << 40), "never ends")):
        with fresh(folder, raws) as world:
            world.imap.lies = {2: lie}
            with Live(world, killer) as live:
                live.await_outcomes(len(raws))
                peak = max(peak_kib(pid) for pid, stage in processes(world.passerelle.configuration).items() if stage == "collect")
            rows = world.passerelle.rows("SELECT outcome, reason FROM messages WHERE outcome = 'quarantined'")
            reasons = [row["reason"] for row in rows]
            story.is_((len(rows), world.passerelle.count("messages")), (1, len(raws)), f"the server {name}: one is quarantined, the others go on")
            story.ok("three times" in reasons[0] or "larger" in reasons[0], f"the server {name}: the reason says so", reasons)
            story.ok(world.imap.fetched.count(2) <= 4, f"the server {name}: it was asked three times", world.imap.fetched)
            story.is_(world.imap.most_open, 1, f"the server {name}: one connection at a time")
            story.ok(peak < 160 * 1024 or is_sanitized(), f"the server {name}: at most {peak} KiB")


def drained_at_once(story, folder, raws):
    """One run over a mailbox with messages that don't come: each is requested three times, the others are
    handled."""
    for lie in (("close",), ("no",), ("absent",)):
        with fresh(folder, raws) as world:
            world.imap.lies = {1: lie, 3: lie}
            status, _ = world.run_once()
            got = [row["outcome"] for row in world.passerelle.rows("SELECT outcome FROM messages")]
            story.is_((status, len(got), got.count("quarantined")), (0, len(raws), 2), f"run --once, {lie[0]}: two are given up, all others handled")
            story.is_([world.imap.fetched.count(uid) <= 4 for uid in (1, 3)], [True, True], f"run --once, {lie[0]}: after three tries")
            story.is_(world.imap.most_open, 1, f"run --once, {lie[0]}: one connection at a time")


def peak_kib(pid):
    for line in Path("/proc", str(pid), "status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    return 0


def silent(story, folder, killer, raws):
    """A connection that stays open but silent is given up, at any point."""
    for stall in (10, 300, 900, 3000):
        with fresh(folder, raws, plan=lambda number, stall=stall: Fault(stall_after=stall if number == 1 else None)) as world:
            with Live(world, killer) as live:
                start = time.monotonic()
                live.await_outcomes(len(raws))
                took = time.monotonic() - start
            story.ok(world.imap.count >= 2 and took < 20, f"silent after {stall} bytes: given up and connected again ({took:.1f} s)")
            story.is_((live.status, world.imap.most_open), (0, 1), f"silent after {stall} bytes: one connection at a time, and the daemon ends in order")


def comes_while_waiting(story, folder, raws):
    with fresh(folder, raws[:1]) as world, world.start() as daemon:
        wait_until(lambda: world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"] == 1, "the first mail")
        time.sleep(0.5)
        start = time.monotonic()
        world.imap.fill(raws[1:2])
        wait_until(lambda: world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"] == 2, "the second mail")
        took = time.monotonic() - start
        daemon.terminate()
        story.ok(took < 20, f"IDLE brings a mail that arrives while the daemon waits ({took:.2f} s)")


def tell(story, folder):
    killer, raws = Killer(folder), mails(step=16)
    with fresh(folder, raws) as world:
        spoken = {}
        for name in ("imap", "smtp"):
            server, converse = getattr(world, name), getattr(world, name).converse

            def counted(wire, name=name, converse=converse):
                try:
                    converse(wire)
                finally:
                    spoken[name] = max(spoken.get(name, 0), wire.sent)

            server.converse = counted
        world.drain()
        expected = world.register(), world.letters()
    cut_connections(story, folder, raws, expected, spoken)
    lies(story, folder, raws, expected)
    poison_of_the_server(story, folder, killer, raws)
    drained_at_once(story, folder, raws)
    silent(story, folder, killer, raws)
    comes_while_waiting(story, folder, raws)


play(tell, "network")

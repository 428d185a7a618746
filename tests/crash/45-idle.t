#!/usr/bin/python3 -B
"""Waiting for mail: IDLE is renewed well before 29 minutes, a dead one is noticed, and without IDLE the
server is polled. With a clock that runs faster."""

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from wire import Fault
from world import Killer, fresh, mails, play, wait_until

RATE = 30  # a minute takes two seconds: other work may delay the daemon by one
MOST_IDLE_MIN = 29  # RFC 2177
PROOF_MIN = 5  # between two proven round trips


class Waiting:
    """The daemon, when it has handled the first mail and waits."""

    def __init__(self, world, killer):
        self.world = world
        world.environment = killer.environment(CLOCK_RATE=RATE)

    def __enter__(self):
        self.daemon = self.world.start(stderr=subprocess.DEVNULL)
        self.await_outcomes(1)
        return self

    def __exit__(self, *_):
        self.daemon.terminate()
        self.daemon.wait(timeout=60)

    def await_outcomes(self, count):
        """The time it takes, in minutes of the daemon's clock."""
        start = time.monotonic()
        wait_until(lambda: self.world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"] >= count, f"{count} outcomes")
        return (time.monotonic() - start) * RATE / 60


def renewed(story, folder, killer, raws):
    with fresh(folder, raws[:1]) as world, Waiting(world, killer):
        wait_until(lambda: world.imap.idles, "IDLE")
        time.sleep(4 * PROOF_MIN * 60 / RATE)
        longest = max(end - begin for begin, end in zip(world.imap.idles, world.imap.idles[1:] + [time.monotonic()])) * RATE / 60
        story.ok(longest < PROOF_MIN < MOST_IDLE_MIN, f"IDLE is renewed, and the connection proven, every {longest:.1f} minutes")
        story.is_(world.imap.count, 1, "over the same connection")


def dead(story, folder, killer, raws):
    """The connection stays open, but no data comes through."""
    with fresh(folder, raws[:1]) as world, Waiting(world, killer) as waiting:
        wait_until(lambda: world.imap.idles, "IDLE")
        world.imap.is_deaf = True
        wait_until(lambda: not world.imap.is_deaf, "the connection to fall silent")  # one that moves a mail now idles again
        world.imap.fill(raws[1:2])
        took = waiting.await_outcomes(2)
        story.ok(took < PROOF_MIN, f"a dead IDLE is noticed within {took:.1f} minutes, and the mail comes over another connection")
        story.is_((world.imap.count, world.imap.most_open), (2, 1), "which is the second, opened when the first was closed")


def polled(story, folder, killer, raws):
    with fresh(folder, raws[:1], capabilities="IMAP4rev1 AUTH=PLAIN MOVE UIDPLUS") as world, Waiting(world, killer) as waiting:
        time.sleep(0.3)
        world.imap.fill(raws[1:2])
        took = waiting.await_outcomes(2)
        story.ok(took < 2, f"without IDLE a mail comes within {took:.1f} minutes")
        asked = len(world.imap.log)
        time.sleep(2 * 60 / RATE)
        story.ok(len(world.imap.log) - asked < 40, "and the server is not asked all the time", len(world.imap.log) - asked)
        story.is_(world.imap.idles, [], "IDLE is not used")


def delays(story, folder, killer, raws):
    """A server that cuts every connection is retried after growing delays that are never the same."""
    connected = []

    def plan(number):
        connected.append(time.monotonic())
        return Fault(cut_after=0)

    with fresh(folder, raws[:1], plan=plan) as world:
        world.environment = killer.environment(CLOCK_RATE=RATE)
        with world.start(stderr=subprocess.DEVNULL) as daemon:
            wait_until(lambda: len(connected) >= 9, "nine tries")
            daemon.terminate()
        gaps = [(after - before) * RATE for before, after in zip(connected, connected[1:])]
        story.ok(all(most / 2 - 1 <= gap <= most + 30 for gap, most in zip(gaps[3:], (8, 16, 32, 64, 128))), "delays grow to the double each time", gaps)
        nominal = [gap / most for gap, most in zip(gaps[4:], (16, 32, 64, 128))]
        story.ok(max(nominal) - min(nominal) > 0.02, "and are jittered", nominal)
        story.is_(world.imap.most_open, 1, "one connection at a time")


def tell(story, folder):
    killer, raws = Killer(folder), mails(step=16)
    for part in (renewed, dead, polled, delays):
        part(story, folder, killer, raws)


play(tell, "idle")

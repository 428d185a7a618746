#!/usr/bin/python3 -B
"""Kill -9 of any process of the daemon at 300 random moments of runs over a few dozen mails, restarted each
time until all is done: register and letters are those of an undisturbed run. KILLS sets another number; SEED
another sequence."""

import datetime
import contextlib
import multiprocessing
import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import BETWEEN_STARTS, await_end_of_stages, fresh, kill, mails, play, processes

KILLS = int(os.environ.get("KILLS", "300"))
SEED = int(os.environ.get("SEED", str(random.randrange(1 << 30))))
WORKERS = 2  # that kill at the same time
MOST_WAIT_S = 0.3  # between two kills, at first
KILLS_TO_DOUBLE = 50  # kills of one run after which the wait has doubled, so that a slow machine comes to its end too
BLAMELESS = ("passerelle", "collect", "submit")  # whose end doesn't count as a failure of the message in hand


def may_fail(world):
    """Whether no message has failed yet: a third failure would correctly quarantine it, and a second may be
    in progress when the register is read."""
    with contextlib.closing(sqlite3.connect(f"file:{world.passerelle.database}?mode=ro", uri=True)) as register:
        return register.execute("SELECT count(*) FROM message WHERE outcome IS NULL AND failures > 0").fetchone()[0] == 0


def choose(chance, world, configuration):
    """A random running process; the supervisor, which always runs, a little less often than the others
    together, and seldom before it has started any."""
    there = processes(configuration)
    if not may_fail(world):
        there = {pid: name for pid, name in there.items() if name in BLAMELESS}
    names = sorted(set(there.values()) - {"passerelle"})
    if not there or (not names and chance.random() < 0.8):
        return None, None
    name = chance.choice(names) if names and chance.random() < 0.7 else chance.choice(sorted(set(there.values())))
    return chance.choice([pid for pid, other in there.items() if other == name]), name


def run_and_kill(chance, world, killed):
    """One start, in which processes are killed until it ends; returns whether it ended well. Counts by name
    in `killed`."""
    process = world.start("--once")
    try:
        while process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0, MOST_WAIT_S * (1 + sum(killed.values()) / KILLS_TO_DOUBLE)))
                break
            pid, name = choose(chance, world, world.passerelle.configuration)
            if pid:
                kill(pid)
                killed[name] += 1
        return process.wait(timeout=120) == 0
    finally:
        await_end_of_stages(world.passerelle.configuration)


class Campaign:
    """One worker's share of the kills, in a folder of its own."""

    def __init__(self, folder, raws, expected, letters, filed):
        self.folder, self.raws, self.expected, self.letters, self.filed = folder, raws, expected, letters, filed
        self.killed, self.rounds, self.repeats, self.lost, self.doubled, self.differences = Counter(), 0, 0, 0, 0, []

    def round(self, chance):
        self.rounds += 1
        killed = Counter()
        with fresh(self.folder, self.raws) as world:
            world.between_starts = datetime.timedelta(minutes=1)  # some 300 starts must fit into the one day of the undisturbed run
            while not run_and_kill(chance, world, killed):
                pass
            self.killed += killed
            world.between_starts = BETWEEN_STARTS  # a letter interrupted several times waits longer and longer
            world.drain(most=60)
            register, got = world.register(), world.letters()
            self.repeats += world.repeats()
            for view, rows in self.expected.items():
                self.lost += len([row for row in rows if row not in register[view]])
                self.doubled += len([row for row in register[view] if row not in rows])
                self.differences += [] if register[view] == rows else [(self.rounds, view, set(register[view]) ^ set(rows))]
            self.differences += [] if got == self.letters else [(self.rounds, "letters that arrived", len(got), len(self.letters))]
            counts = world.imap.counts()
            self.differences += [] if counts == self.filed else [(self.rounds, "folders", counts, self.filed)]


def fight(number, folder, *truth):
    campaign = Campaign(folder / str(number), *truth)
    campaign.folder.mkdir()
    chance = random.Random(SEED + number)
    while sum(campaign.killed.values()) < KILLS / WORKERS:
        campaign.round(chance)
    return campaign


def tell(story, folder):
    story.diag(f"SEED={SEED}")
    raws = mails(step=3)
    # The headers of the last mails are fetched first; their order doesn't depend on when the rest comes.
    raws[-3:] = [raw + (b" " * 75 + b"\t\r\n") * 4000 for raw in raws[-3:]]
    with fresh(folder, raws) as world:
        world.drain()
        truth = raws, world.register(), world.letters(), world.imap.counts()
    story.ok(len(raws) > 24 and len(truth[2]) > 24, f"{len(raws)} mails, {len(truth[2])} letters")

    # Processes, not threads: the daemon mostly waits for servers, which would share one interpreter.
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        campaigns = pool.starmap(fight, [(number, folder, *truth) for number in range(WORKERS)])
    killed = sum((campaign.killed for campaign in campaigns), Counter())
    rounds, repeats, lost, doubled = (sum(getattr(campaign, name) for campaign in campaigns)
                                      for name in ("rounds", "repeats", "lost", "doubled"))
    differences = [difference for campaign in campaigns for difference in campaign.differences]
    story.diag(f"{sum(killed.values())} kills in {rounds} runs: {dict(killed)}; letters sent again: {repeats}")
    story.is_((lost, doubled), (0, 0), f"0 lost, 0 doubled in the register after {KILLS} kills")
    story.is_(differences[:3], [], "register, letters and folders are those of an undisturbed run")
    story.ok(set(killed) - {"exe"} == {"passerelle", "collect", "handle", "gate", "reader", "submit"} or KILLS < 100, "each process was killed", killed)


play(tell, "kills")

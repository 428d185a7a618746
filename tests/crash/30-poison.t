#!/usr/bin/python3 -B
"""A message that kills, hangs or breaks handle three times is quarantined with the reason, and the mailbox
continues. Killing a reader, or the process that keeps it, from outside loses nothing."""

import contextlib
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import Killer, await_end_of_stages, fresh, kill, mails, play, processes, wait_until

POISON = 3  # id of the message that kills the daemon


def outcomes(world):
    return {row["id"]: (row["outcome"], row["reason"]) for row in world.passerelle.rows("SELECT id, outcome, reason FROM messages")}


def check_others(story, world, expected, what):
    got = outcomes(world)
    story.is_({id: value for id, value in got.items() if id != POISON},
              {id: value for id, value in expected.items() if id != POISON}, f"{what}: every other message is handled")
    return got[POISON]


def crashes(story, folder, killer, raws, expected):
    with fresh(folder, raws) as world:
        world.environment = killer.environment(CRASH_ROLE="handle", POISON=POISON)
        status, log = world.run_once()
        story.is_(status, 0, "crash: the run ends well")
        story.is_(log.count("message.failed"), 3, "crash: the message was tried three times")
        outcome, reason = check_others(story, world, expected, "crash")
        story.is_((outcome, reason), ("quarantined", "handling it failed three times: it crashed (signal 11)"), "crash: it is quarantined")
        story.is_(world.imap.counts()["Quarantaine"], 1, "crash: and lies in Quarantaine")


def fails(story, folder, killer, raws, expected):
    """An error in a group of messages decided together: they are retried one by one, and only the faulty one
    is blamed."""
    with fresh(folder, raws) as world:
        world.environment = killer.environment(POISON=POISON, CRASH_FAILS=1)
        status, log = world.run_once()
        story.is_(status, 0, "error: the run ends well")
        blamed = world.passerelle.rows("SELECT id, failures FROM message WHERE failures")
        story.is_(blamed, [{"id": POISON, "failures": 3}], "error: the message was tried three times, no other is blamed")
        outcome, reason = check_others(story, world, expected, "error")
        story.is_((outcome, reason.split(":")[0]), ("quarantined", "handling it failed three times"), "error: it is quarantined")
        story.is_(len(world.letters()) > 0, True, "error: letters of the others go out")


def hangs(story, folder, killer, raws, expected):
    """With a clock that runs 24 times as fast: handle's limit is two minutes."""
    with fresh(folder, raws) as world:
        world.environment = killer.environment(CRASH_ROLE="handle", POISON=POISON, CRASH_HANG=1, CLOCK_RATE=24)
        world.environment["WATCHDOG_USEC"] = "2000000"
        with world.start(stderr=subprocess.DEVNULL) as daemon:
            try:
                wait_until(lambda: outcomes(world).get(len(raws), (None,))[0], "the message behind the poison", timeout_s=60)
            finally:
                daemon.terminate()
        outcome, reason = check_others(story, world, expected, "hang")
        story.is_((outcome, reason), ("quarantined", "handling it failed three times: it took too long"), "hang: it is quarantined")


def reader_killed(story, folder, raws, expected):
    with fresh(folder, raws) as world:
        killed = 0
        daemon = world.start("--once")
        while daemon.poll() is None:
            for pid, name in processes(world.passerelle.configuration).items():
                if name == "reader" and killed < 2:
                    kill(pid)
                    killed += 1
            time.sleep(0.002)
        await_end_of_stages(world.passerelle.configuration)
        story.is_((daemon.returncode, killed), (0, 2), "reader killed twice: the run ends well")
        story.is_(outcomes(world), expected, "reader killed: every message is handled as ever")


def keeper_of(configuration):
    """The process that starts readers: the other one named handle, a child of the first."""
    for pid, name in processes(configuration).items():
        with contextlib.suppress(OSError):
            status = Path("/proc", str(pid), "status").read_text()
            parent = int(re.search(r"PPid:\t(\d+)", status)[1])
            if name == "handle" and Path("/proc", str(parent), "comm").read_text().strip() == "handle":
                return pid
    return None


def keeper_killed(story, folder, raws, expected):
    """While a reader works, which dies with it: twice in one run, and in the daemon."""
    for arguments in (("--once",), ()):
        what = "keeper killed" if arguments else "keeper killed in the daemon"
        with fresh(folder, raws) as world:
            daemon, killed = world.start(*arguments), 0
            while daemon.poll() is None and None in {outcome for outcome, _ in (outcomes(world) or {0: (None, 0)}).values()}:
                pid = keeper_of(world.passerelle.configuration) if killed < 2 else None
                if pid and "reader" in processes(world.passerelle.configuration).values():
                    kill(pid)
                    killed += 1
                time.sleep(0.002)
            if not arguments:
                daemon.terminate()
            status = daemon.wait(timeout=60)
            await_end_of_stages(world.passerelle.configuration)
            story.is_((status, killed), (0, 2), f"{what}: the run ends well")
            story.is_(outcomes(world), expected, f"{what}: every message is handled as ever")
            blamed = world.passerelle.row("SELECT max(failures) AS most FROM message")["most"]
            story.is_(blamed, 0, f"{what}: the message in hand is not blamed")


def undisturbed(folder, raws):
    with fresh(folder, raws) as world:
        world.drain()
        return outcomes(world)


def tell(story, folder):
    killer, raws = Killer(folder), mails(step=16)
    expected = undisturbed(folder, raws)
    crashes(story, folder, killer, raws, expected)
    fails(story, folder, killer, raws, expected)
    hangs(story, folder, killer, raws, expected)
    many = raws * 20  # enough work to be found while its reader runs
    expected = undisturbed(folder, many)
    reader_killed(story, folder, many, expected)
    keeper_killed(story, folder, many, expected)


play(tell, "poison")

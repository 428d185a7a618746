#!/usr/bin/python3 -B
"""Kill -9 at every call that makes something durable (fsync, fdatasync), before and after every one that
changes a folder or a length (rename, link, unlink, truncate), and around those that tell a server something
(send), in any process: register and letters are those of an undisturbed run."""

import multiprocessing
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import Killer, fresh, mails, play

MAILS = ("01-offre-outlook-lyon", "06-cv-outlook-oui", "23-evenement-atelier-ims", "67-aide-illisible")  # a CV is forwarded, one is refused
SEND_STEP = 3  # of the calls to servers every third
WORKERS = 2  # that kill at the same time


def moments(calls, at):
    """When to kill at a call. Data written by a killed process stays, flushed or not: one moment suffices for
    a flush."""
    if calls == "send":
        return ["before" if at % 2 else "after"] if at % SEND_STEP == 1 else []
    return ["before"] if calls == "flush" else ["before", "after"]


def strike(folder, plans, raws, expected, letters):
    """One worker's share of the kills, in a folder of its own; returns the differences, how many died, and
    repeated letters."""
    folder.mkdir()
    killer, wrong, deaths, repeats = Killer(folder), [], 0, 0
    for calls, at, when in plans:
        with fresh(folder, raws) as world:
            world.environment = killer.environment(CRASH_CALLS=calls, CRASH_AT=at, CRASH_WHEN=when)
            status, _ = world.run_once()
            deaths += killer.calls() >= at
            if status:
                world.environment.pop("LD_PRELOAD")
                world.drain()
            repeats += world.repeats()
            register = world.register()
            wrong += [(calls, at, when, view, set(register[view]) ^ set(rows)) for view, rows in expected.items() if register[view] != rows]
            wrong += [] if world.letters() == letters else [(calls, at, when, "letters")]
    return wrong, deaths, repeats


def tell(story, folder):
    killer = Killer(folder)
    raws = mails(names=MAILS)
    raws[-1] += (b" " * 75 + b"\t\r\n") * 4000  # its header is fetched first; the order of the others doesn't depend on when the rest comes
    counts = {}
    for calls in ("flush", "change", "send"):
        with fresh(folder, raws) as world:
            world.environment = killer.environment(CRASH_CALLS=calls)
            world.drain()
            counts[calls] = killer.calls()
            expected, letters = world.register(), world.letters()
    story.ok(min(counts.values()) > 20, f"{len(raws)} mails, {len(letters)} letters, calls: {counts}")

    plans = [(calls, at, when) for calls, count in counts.items() for at in range(1, count + 1) for when in moments(calls, at)]
    shares = [(folder / str(number), plans[number::WORKERS], raws, expected, letters) for number in range(WORKERS)]
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        wrongs, deaths, repeats = zip(*pool.starmap(strike, shares))
    story.ok(sum(deaths) > 0.9 * len(plans), f"{sum(deaths)} of {len(plans)} processes died where they should")
    story.is_(sum(wrongs, [])[:3], [], f"nothing lost, nothing twice; {sum(repeats)} letters sent again with the same Message-ID")


play(tell, "points")

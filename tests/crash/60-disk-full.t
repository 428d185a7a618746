#!/usr/bin/python3 -B
"""No space is left for the register: the daemon reports it in one line at each attempt, waits, and continues
when there is space again. Nothing is lost, and no message is blamed. A preloaded library makes every write to
a file of the register fail, which needs no privilege and can be ended. A small file system that is really
full shows the cases in between, where some writes succeed."""

import contextlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from wire import Fault
from world import Killer, as_root, fresh, mails, play, wait_until

KIB = 1024
SIZE_KIB = 32 * KIB
ROOMS_KIB = range(32, 512, 20)  # from nothing for the register's -shm file to more than the largest transaction


def decided(world):
    return world.passerelle.row("SELECT count(outcome) AS n FROM messages")["n"]


@contextlib.contextmanager
def small_file_system(folder):
    """None where it can't be mounted."""
    place = folder / "small"
    place.mkdir()
    try:
        as_root("mount", "-t", "tmpfs", "-o", f"size={SIZE_KIB}k,mode=0777", "tmpfs", str(place))
    except (RuntimeError, OSError):
        yield None
        return
    try:
        yield place
    finally:
        as_root("umount", "--lazy", str(place))


class Ballast:
    """Fills a file system except for some room."""

    def __init__(self, place):
        self.path = place / "ballast"

    def leave(self, room_kib):
        self.drop()
        wait_until(self.is_settled, "the room of what was deleted", 10)
        free = os.statvfs(self.path.parent)
        with open(self.path, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - room_kib * KIB)

    def is_settled(self):
        """The kernel frees the space of files a little after their last process has ended."""
        state = os.statvfs(self.path.parent)
        held = sum(path.stat().st_blocks for path in self.path.parent.rglob("*") if path.is_file()) * 512
        return (state.f_blocks - state.f_bfree) * state.f_frsize <= held

    def drop(self):
        self.path.unlink(missing_ok=True)


def check_like(story, world, expected, letters, where):
    register = world.register()
    story.is_([view for view, rows in expected.items() if register[view] != rows], [], f"{where}: the register is that of an undisturbed run")
    story.is_(world.letters() == letters, True, f"{where}: and the letters are")
    story.is_(world.passerelle.rows("SELECT max(failures) AS most FROM message"), [{"most": 0}], f"{where}: it is no message's fault")


def full_file_system(story, place, raws, expected, letters):
    """Runs with a little more room each time: collect, handle and submit each hit the limit at some of their
    writes."""
    ballast = Ballast(place)
    with fresh(place, raws) as world:
        faults, early = 0, 0
        for room in ROOMS_KIB:
            ballast.leave(room)
            status, log = world.run_once()
            faults += status != 0 and "full" in log
            early = early or (room if world.smtp.letters else 0)
        ballast.drop()
        world.drain()
        story.diag(f"{faults} of {len(ROOMS_KIB)} runs found it full, the first letter went with {early} KiB")
        story.ok(faults > 5, "a small file system: full in many runs, each of which says so", faults)
        check_like(story, world, expected, letters, "a small file system")
        story.is_(world.repeats(), 0, "a small file system: each letter arrives once")


def full_behind_handle(story, place, raws, letters):
    """All letters are queued, and the disk is full for submit: no letter may be sent that would be repeated
    at the next try."""
    relay = {"up": False}
    ballast = Ballast(place)
    with fresh(place, raws, smtp_plan=lambda _: Fault(cut_after=None if relay["up"] else 0)) as world:
        world.run_once()
        relay["up"] = True
        told = 0
        for room in ROOMS_KIB:
            ballast.leave(room)
            told += "submit.waits" in world.run_once()[1]
        ballast.drop()
        world.drain()
        story.ok(told > 0, "a full disk while letters wait: submit says so", told)
        story.is_((world.repeats(), world.letters() == letters), (0, True), "a full disk while letters wait: each arrives once")


def tell(story, folder):
    killer, raws = Killer(folder), mails(step=8)
    with fresh(folder, raws) as world:
        world.drain()
        expected, letters = world.register(), world.letters()
    with small_file_system(folder) as place:
        if place:
            full_file_system(story, place, raws, expected, letters)
            full_behind_handle(story, place, raws, letters)
        else:
            story.diag("no file system can be mounted here: only the preloaded library says that the disk is full")
    first = raws[:2]
    with fresh(folder, first) as world:
        full = folder / "full"
        log = folder / "log"
        world.environment = killer.environment(DISK_FULL=full)
        with open(log, "wb") as stderr, world.start(stderr=stderr) as daemon:
            try:
                wait_until(lambda: decided(world) == len(first) and "INBOX" not in world.imap.counts(), "the first mails to be done with")
                wait_until(lambda: not world.passerelle.rows("SELECT id FROM letters WHERE status = 'queued'"), "their letters")
                full.touch()
                world.imap.fill(raws[2:])
                wait_until(lambda: b"disk is full" in log.read_bytes(), "the daemon to say so")
                wait_until(lambda: log.read_bytes().count(b"disk is full") >= 3, "another try")
                story.ok(daemon.poll() is None, "the daemon says that the disk is full, and goes on running")
                story.is_(decided(world), len(first), "nothing is decided meanwhile")
                sent = len(world.smtp.letters)
                full.unlink()
                wait_until(lambda: decided(world) == len(raws), "the rest of the mails", timeout_s=60)
                wait_until(lambda: not world.passerelle.rows("SELECT id FROM letters WHERE status = 'queued'"), "the letters", timeout_s=60)
                wait_until(lambda: "INBOX" not in world.imap.counts(), "the mails to be filed", timeout_s=60)
            finally:
                full.unlink(missing_ok=True)
                daemon.terminate()
        lines = [line for line in log.read_text().splitlines() if "disk is full" in line]
        story.diag(f"{len(first)} of {len(raws)} decided before; {len(lines)} lines; {world.repeats()} letters sent again, {sent} sent before")
        story.ok(all("what=" in line for line in lines) and len(lines) < 30, "one line a try, with growing pauses", lines[:2])
        check_like(story, world, expected, letters, "no write at all")
        story.is_(world.repeats(), 0, "no write at all: each letter arrives once")
    with fresh(folder, raws[:3]) as world:
        full.touch()
        world.environment = killer.environment(DISK_FULL=full)
        status, log = world.run_once()
        story.ok(status in (74, 75) and "disk" in log, "run --once ends with the reason", (status, log[-300:]))
        full.unlink()
        world.drain()
        story.is_(decided(world), 3, "and does its work when there is space")


play(tell, "full")

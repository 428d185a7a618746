#!/usr/bin/python3 -B
"""systemd's watchdog is notified only while every process is alive and the mail server answers; status shows
how long ago that was."""

import contextlib
import datetime
import os
import signal
import socket
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from wire import Fault
from world import BETWEEN_STARTS, fresh, mails, play, processes, wait_until

PATIENCE_S = 2.0


class Systemd:
    """The other end of NOTIFY_SOCKET: messages and their times."""

    def __init__(self, folder):
        self.path = str(folder / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.path)
        self._socket.setblocking(False)
        self.said = []

    def listen(self, seconds):
        """The messages within that time."""
        new, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                new.append(self._socket.recv(4096).decode())
            except BlockingIOError:
                time.sleep(0.02)
        self.said += new
        return new

    def environment(self):
        return {**os.environ, "NOTIFY_SOCKET": self.path, "WATCHDOG_USEC": str(int(PATIENCE_S * 1e6))}

    def close(self):
        self._socket.close()
        os.unlink(self.path)


def pid_of(world, stage):
    return next(pid for pid, name in processes(world.passerelle.configuration).items() if name == stage)


def told_while(world, systemd, stage):
    """Notifications while a process is stopped, and whether they resume afterwards."""
    pid = pid_of(world, stage)
    os.kill(pid, signal.SIGSTOP)
    systemd.listen(1.5 * PATIENCE_S)  # an earlier sign of life counts for so long
    heard = systemd.listen(PATIENCE_S)
    os.kill(pid, signal.SIGCONT)
    return heard, systemd.listen(1.5 * PATIENCE_S)


def age_of_round_trip(story, world):
    """The daemon has recorded when the server answered, by its own clock; status shows how long ago."""
    [row] = world.passerelle.rows("SELECT value FROM setting WHERE name = 'round_trip_at'")
    proven = datetime.datetime.fromisoformat(row["value"].replace("Z", "+00:00"))
    story.ok(datetime.timedelta() <= proven - world.now < BETWEEN_STARTS, "the time of the last proven round trip is noted", row)
    then = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=3)
    with contextlib.closing(sqlite3.connect(world.passerelle.database)) as register, register:
        register.execute("UPDATE setting SET value = ? WHERE name = 'round_trip_at'", [then.strftime("%Y-%m-%dT%H:%M:%SZ")])
    story.contains(world.passerelle.do("status"), "last proven round trip 3 h ago", "status shows its age")


def tell(story, folder):
    systemd = Systemd(folder)
    gone = {"now": False}

    def plan(number):
        return Fault(cut_after=0) if gone["now"] else Fault()

    with fresh(folder, mails(step=30), plan=plan) as world:
        world.environment = systemd.environment()
        with world.start() as daemon:
            try:
                heard = systemd.listen(3 * PATIENCE_S)
                story.is_(heard[:1], ["READY=1"], "READY=1 first")
                story.ok(2 <= heard.count("WATCHDOG=1") <= 7, "then WATCHDOG=1 at half of its patience", heard)
                for stage in ("collect", "handle", "submit"):
                    during, after = told_while(world, systemd, stage)
                    story.is_(during, [], f"nothing while {stage} stands still")
                    story.ok("WATCHDOG=1" in after, f"and again when {stage} goes on", after)
                gone["now"] = True  # collect itself is alive, and retries
                world.imap.hang_up()
                systemd.listen(2 * PATIENCE_S)
                story.is_(systemd.listen(PATIENCE_S), [], "nothing while every connection to the mail server is cut")
                gone["now"] = False
                wait_until(lambda: "WATCHDOG=1" in systemd.listen(0.5), "the mail server to answer")
                story.ok(True, "and again when it does")
                systemd.listen(0.1)
                os.kill(pid_of(world, "handle"), signal.SIGKILL)
                wait_until(lambda: "handle" in processes(world.passerelle.configuration).values(), "another handle")
                story.ok(True, "a process that is killed is started again")
            finally:
                daemon.terminate()
        story.is_(daemon.wait(timeout=30), 0, "SIGTERM ends it in order")
        story.contains(systemd.listen(0.2), "STOPPING=1", "and systemd is told")
        age_of_round_trip(story, world)
    systemd.close()


play(tell, "watchdog")

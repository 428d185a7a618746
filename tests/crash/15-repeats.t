#!/usr/bin/python3 -B
"""A kill while letters are sent, of one process or the whole daemon, repeats at most one (specification
section 9), and loses none. Seen to fail before: 38 kills repeated 252 of 1,500 letters; a kill of the daemon
repeated one in each connection; with fewer connections after a full disk 12 were sent twice. LETTERS and
KILLS; SEED."""

import contextlib
import os
import random
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from world import World, await_end_of_stages, kill, kill_at_once, play, processes  # noqa: E402

TURN_S = 0.1  # a process that waited so long goes on without its turn (src/supervise/outbox_turn.c)
CONNECTIONS = 4
LETTERS, KILLS = int(os.environ.get("LETTERS", 1500)), int(os.environ.get("KILLS", 60))
SEED = int(os.environ.get("SEED", 0)) or int.from_bytes(os.urandom(4), "big")


def queue(world, count):
    """Letters to different addresses, as in the register."""
    world.drain()
    with contextlib.closing(sqlite3.connect(world.passerelle.database)) as register, register:
        last = register.execute("SELECT coalesce(max(last), 0) FROM series WHERE name = 'letter'").fetchone()[0]
        for number in range(last + 1, last + count + 1):
            recipient = f"a{number}@ml.example"
            shard = 2166136261
            for byte in recipient.encode():
                shard = (shard ^ byte) * 16777619 % 2**32
            message_id = f"letter.{number}.test@passerelle.example"
            register.execute("INSERT INTO letter (id, template, recipient, subject, message_id, next_attempt_at, created_at, occasion, sender,"
                             " boundary, is_ephemeral, is_first, shard) VALUES (?, 'guide', ?, 'x', ?, '2026-01-01T00:00:00Z',"
                             " '2026-01-01T00:00:00Z', ?, '', '', 0, 1, ?)", (number, recipient, message_id, f"test:{number}", shard))
            register.execute("INSERT INTO letter_body VALUES (?, ?)", (number, f"Message-ID: <{message_id}>\r\nSubject: x\r\n\r\nx\r\n".encode()))
        register.execute("INSERT INTO series VALUES ('letter', ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last", (last + count,))


def left(world):
    return world.passerelle.row("SELECT count(*) AS n FROM letters WHERE status = 'queued'")["n"]


def submitters(world):
    return [pid for pid, name in processes(world.passerelle.configuration).items() if name == "submit"]


def kill_at_random(world, chance):
    """Half of the kills hit all processes at once, the others one that is sending; always during sending."""
    kills = processes_killed = 0
    while left(world):
        process = world.start("--once")
        try:
            began = len(world.smtp.letters)
            while process.poll() is None and kills < KILLS:
                time.sleep(chance.uniform(0.002, 0.02))
                if len(world.smtp.letters) - began < chance.randint(1, 10):
                    continue
                began = len(world.smtp.letters)
                there = submitters(world)
                if not there:
                    continue
                kills += 1
                if chance.random() < 0.3:
                    processes_killed += len(there)
                    kill_at_once(processes(world.passerelle.configuration))
                    break
                processes_killed += 1
                kill(chance.choice(there))
            process.wait(timeout=120)
        finally:
            await_end_of_stages(world.passerelle.configuration)
    return kills, processes_killed


def tell(story, folder):
    story.diag(f"SEED={SEED}")
    chance = random.Random(SEED)
    with World(folder, []) as world:
        queue(world, LETTERS)
        world.smtp.pause_s = 0.008
        kills, killed = kill_at_random(world, chance)
        arrived = {letter.recipient for letter in world.smtp.letters}
        story.is_(len(arrived), LETTERS, f"none of {LETTERS} letters is lost")
        repeats = world.repeats()
        story.diag(f"{kills} kills of {killed} processes that send: {repeats} letters sent again")
        story.ok(kills >= KILLS or LETTERS < 1500, f"{kills} kills while letters went out")
        story.ok(repeats <= kills, "a kill repeats at most one letter, also when it ends the whole daemon", repeats)
        files = [path.name for path in folder.iterdir() if ".outcomes." in path.name]
        story.is_(files, [], "no file of outcomes stays behind")


def unreadable(story, world, files):
    """Letters of the only file belong to another process now, which must not send them again."""
    aside, last, sent = files[0].with_name("aside"), files[-1], len(world.smtp.letters)
    aside.mkdir()
    for file in files:
        file.rename(aside / file.name)
    last.mkdir()
    done = world.passerelle.call("run", "--once")
    story.ok(done.returncode == 74 and "outcomes" in done.stderr, "a file of outcomes that can't be read stops the start", done.stderr)
    story.is_(len(world.smtp.letters), sent, "and no letter goes out")
    last.rmdir()
    for file in files:
        (aside / file.name).rename(file)


def most_repeats(letters, killed_s):
    """Processes take turns, so that a kill of all repeats one letter; on a machine so busy that a turn took
    too long, one of each connection."""
    times = [letter.arrived_s for letter in letters] + [killed_s]
    slowest_s = max(later - earlier for earlier, later in zip(times, times[1:]))
    return 1 if slowest_s < TURN_S else CONNECTIONS


def fewer(story, folder):
    """Results are in their files when the whole daemon is killed; then it has one connection instead of
    four."""
    home = folder / "fewer"
    home.mkdir()
    with World(home, []) as world:
        queue(world, 200)
        world.smtp.pause_s = 0.008
        process = world.start("--once")
        while len(world.smtp.letters) < 40:
            time.sleep(0.001)
        kill_at_once(processes(world.passerelle.configuration))
        most = most_repeats(world.smtp.letters[:], time.monotonic())
        process.wait()
        await_end_of_stages(world.passerelle.configuration)
        held = [path.name for path in home.iterdir() if ".outcomes." in path.name]
        with world.passerelle.configuration.open("a") as file:
            file.write("connections = 1\n")
        unreadable(story, world, [home / name for name in sorted(held)])
        world.drain()
        story.ok(len(held) == CONNECTIONS and world.repeats() <= most,
                 f"with fewer connections the other processes' outcomes count as well, and {most} letters at most go again", (held, world.repeats()))
        story.is_(len({letter.recipient for letter in world.smtp.letters}), 200, "and all go out")


def both(story, folder):
    tell(story, folder)
    fewer(story, folder)


play(both, "repeats")

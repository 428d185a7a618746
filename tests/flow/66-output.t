#!/usr/bin/python3 -B
"""Lists: since a day, newest first, a million rows with a thousand in memory. Output that can't be written is
an error in every command: exit status 74 and one line."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from embedded import Embedded
from passerelle import PROGRAM, TREE
from system import temporary_folder
from tap import run_story

ROWS = 50_000
MOST_KIB = 64 * 1024  # all rows in memory took 180 MiB; a sanitizer keeps up to 256 MiB of freed memory
IS_SANITIZED = b"__asan_init" in PROGRAM.read_bytes()
COMMANDS = (
    ("check",),
    ("directory", "list"),
    ("directory", "import", str(TREE / "tests/mail/annuaire.csv")),
    ("explain", "-"),
    ("export", "consent"),
    ("list", "letters"),
    ("list", "--json", "letters"),
    ("list", "--csv", "letters"),
    ("status",),
    ("key", "rotate"),
)


def tell_lists(story, passerelle):
    with contextlib.closing(sqlite3.connect(passerelle.database)) as register, register:
        columns = [column for _, column, _, is_needed, default, _ in register.execute("PRAGMA table_info(message)")
                   if is_needed and default is None and column != "id"]
        given = {"received_at": "strftime('%Y-%m-%dT%H:%M:%SZ', '2020-01-01', value || ' minutes')", "mailbox": "'many'", "uid": "value"}
        register.execute(f"""
            WITH RECURSIVE many(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM many WHERE value < {ROWS})
            INSERT INTO message ({", ".join(columns)}, subject, sender, outcome, kind, reason)
            SELECT {", ".join(given.get(column, "value") for column in columns)}, printf('%300s', value), 'x@y.example', 'ignored', '', 'test'
            FROM many""")
    for how in ((), ("--json",), ("--csv",)):
        with subprocess.Popen([PROGRAM, "-c", passerelle.configuration, "list", *how, "messages"], stdout=subprocess.PIPE) as process:
            lines = sum(1 for _ in process.stdout)
            usage = os.wait4(process.pid, 0)[2]
            process.returncode = 0
        story.ok(lines > ROWS and usage.ru_maxrss < MOST_KIB * (8 if IS_SANITIZED else 1), f"{ROWS} rows as {how or 'a table'} take little memory", usage.ru_maxrss)
    few = json.loads(passerelle.do("list", "--json", "--limit", "3", "--since", "2020-01-02", "messages"))
    story.ok(len(few) == 3 and few[0]["received_at"] >= few[2]["received_at"], "--limit gives the newest first", few)
    since = json.loads(passerelle.do("list", "--json", "--since", "2026-01-01T00:00:00Z", "messages"))
    story.is_([row["outcome"] for row in since], ["accepted"], "--since gives what came from then on")
    for wrong in (("--since", "hier", "messages"), ("--since", "2026-01-01", "contacts"), ("--limit", "0", "offers"), ("nothing",)):
        story.is_(passerelle.call("list", *wrong).returncode, 64, f"list {wrong}: is refused")


def tell(story):
    with temporary_folder("output") as folder:
        embedded = Embedded(folder)
        embedded.passerelle.takes_few_rules()
        offer = embedded.handles(offer_mail())[0]["ref"]
        tell_lists(story, embedded.passerelle)
        for command in (*COMMANDS, ("show", offer)):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(
                    [PROGRAM, "-c", embedded.passerelle.configuration, *command],
                    input=offer_mail().as_bytes(), stdout=full, stderr=subprocess.PIPE, check=False,
                )
            name = " ".join(Path(word).name for word in command)
            lines = [line for line in done.stderr.decode().splitlines() if line.startswith("passerelle: ")]
            story.is_(done.returncode, 74, f"{name}: exit status")
            story.ok(len(lines) == 1 and "standard output" in lines[0], f"{name}: one line says so", lines)


run_story(tell)

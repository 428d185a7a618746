#!/usr/bin/python3 -B
"""Output that can't be written is an error in every command: exit status 74, one line, nothing pretended."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from embedded import Embedded
from passerelle import PROGRAM, TREE
from system import temporary_folder
from tap import run_story

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


def tell(story):
    with temporary_folder("output") as folder:
        embedded = Embedded(folder)
        offer = embedded.handles(offer_mail())[0]["ref"]
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

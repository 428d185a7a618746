#!/usr/bin/python3 -B
"""Every letter of `passerelle preview`: what can be told without showing it (20-pictures.t shows it)."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "lib"), str(Path(__file__).parent.parent / "flow/lib")]

from checks import CHECKS
from sheet import make_letters
from system import temporary_folder
from tap import run_story


def tell(story):
    with temporary_folder("letters") as folder:
        letters = make_letters(folder)
        story.ok(len(letters) >= 60, f"{len(letters)} letters")
        for check in CHECKS:
            story.is_(list(check(letters)), [], check.__name__.replace("_", " "))


run_story(tell)

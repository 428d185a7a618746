#!/usr/bin/python3 -B
"""Every letter in headless Chromium at 320, 360 and 700 pixels, light, dark and without <style>: nothing
overflows, all is legible, no reference or telephone number is broken, the first button is on the first
screen; and the pictures match tests/letters/golden (PICTURES=write writes them again, for a reviewer to look
at)."""

import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "lib"), str(HERE.parent / "flow/lib")]

from browser import Browser
from pictures import differs, keep
from sheet import make_letters
from system import temporary_folder
from tap import run_story

GOLDEN = HERE / "golden"
OUT = HERE.parents[1] / "build/letters"
MEASURE = (HERE / "lib/measure.js").read_text(encoding="utf-8")
FIRST_SCREEN = 640  # pixels at width 360
FACTS_FIRST = {"cv", "refusal"}  # their readers decide by what stands above the buttons
SHOWN = [(width, is_dark, True) for width in (320, 360, 700) for is_dark in (False, True)] + [(width, False, False) for width in (320, 360, 700)]
# Pictures of the first sample of each letter in these variants are kept.
KEPT = ((360, False), (360, True), (700, False))


def names_to_keep(letters):
    seen = set()
    for letter in letters:
        if letter.template not in seen:
            seen.add(letter.template)
            yield from ((letter, width, is_dark) for width, is_dark in KEPT)


def faults_of(letter, width, is_dark, has_style, measured):
    how = f"{letter.name} at {width}{', dark' if is_dark else ''}{'' if has_style else ', without style'}"
    if measured["overflow"] > 0:
        yield f"{how}: {measured['overflow']} pixels too wide"
    yield from (f"{how}: {fault}" for fault in measured["faults"])
    if measured["filled"] > 1:
        yield f"{how}: {measured['filled']} filled buttons"
    if not has_style or width != 360 or measured["firstButton"] is None:
        return
    if measured["firstButton"] > FIRST_SCREEN and letter.template not in FACTS_FIRST:
        yield f"{how}: the first button at {measured['firstButton']}"
    if measured["narrowest"] < 320:
        yield f"{how}: a button {measured['narrowest']} wide"


def tell_measures(story, browser, letters):
    found = []
    for letter in letters:
        bare = re.sub(r"<style>.*?</style>", "", letter.html, flags=re.DOTALL)
        for width, is_dark, has_style in SHOWN:
            browser.show(letter.html if has_style else bare, width, is_dark)
            found += faults_of(letter, width, is_dark, has_style, browser.evaluate(MEASURE))
    story.is_(found, [], f"{len(letters)} letters, each in {len(SHOWN)} ways: none overflows, all is legible, the button comes first")


def tell_pictures(story, browser, letters):
    is_writing = os.environ.get("PICTURES") == "write"
    OUT.mkdir(parents=True, exist_ok=True)
    expected = {}
    for letter, width, is_dark in names_to_keep(letters):
        browser.show(letter.html, width, is_dark)
        name = f"{letter.name}-{width}{'-dark' if is_dark else ''}.png"
        expected[name] = browser.picture(width)
        keep(expected[name], OUT / name)
        if is_writing:
            keep(expected[name], GOLDEN / name)
    kept = {path.name for path in GOLDEN.glob("*.png")}
    story.is_(sorted(kept ^ set(expected)), [], "golden has a picture of each letter and none too many")
    for name in sorted(kept & set(expected)):
        fault = differs(OUT / name, GOLDEN / name)
        story.ok(not fault, f"{name} is as it was", f"{fault}: see build/letters/{name}; PICTURES=write make letters keeps it")


def tell(story):
    with temporary_folder("letters") as folder, Browser() as browser:
        letters = make_letters(folder)
        tell_measures(story, browser, letters)
        tell_pictures(story, browser, letters)


run_story(tell)

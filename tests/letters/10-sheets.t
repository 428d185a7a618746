#!/usr/bin/python3 -B
"""Every letter of `passerelle preview`: checks that need no browser (20-pictures.t has the others)."""

import json
import re
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "lib"), str(Path(__file__).parent.parent / "flow/lib")]

from checks import CHECKS, mailto_parts
from embedded import Embedded
from mails import SHARED, compose
from sheet import TREE, make_letters
from system import temporary_folder
from tap import run_story

BEFORE_ALL = "2026-11-30T09:00:00+01:00"  # the days that the samples name
# Who has each button to press; an adviser has the others.
CNML, DIRECTION = "secretariat@cnml.example", "direction@ims.example"
PRESSED_BY = {"OFFRE": "recrutement@logirhone.example", "SUITE": "recrutement@logirhone.example", "ARTICLE": DIRECTION, "ACCORD": DIRECTION,
              "COMITE": CNML, "DENONCIATION": CNML}


def tell_labels(story):
    """A sample has no button that the program does not make."""
    phrases = [line.split(" = ", 1)[1] for line in (TREE / "templates/fr/phrases").read_text(encoding="utf-8").splitlines() if " = " in line]
    said = [re.sub(r"\\{\w+\\}", ".+", re.escape(phrase)) for phrase in phrases if re.sub(r"\{\w+\}", "", phrase)]
    made = re.compile("|".join(said))
    samples = json.loads((TREE / "templates/samples.json").read_text(encoding="utf-8"))
    labels = {label for shapes in samples.values() for shape in shapes for label in labels_of(shape["data"])}
    story.is_(sorted(label for label in labels if not made.fullmatch(re.sub(r" \([A-Z]{3}-\d{4}-\d{4}\)$", "", label))), [], f"{len(labels)} labels of the samples' buttons are phrases")


def labels_of(data):
    if isinstance(data, dict):
        yield from (button["label"] for button in data.get("buttons") or [])
        data = data.values()
    for part in data if not isinstance(data, (str, int, type(None))) else ():
        yield from labels_of(part)


def tell_buttons(story, folder, letters):
    """Check 9 on an empty register: a button may be refused for the reference it names and for its blanks,
    not for what it fills in."""
    buttons, faults = {}, []
    for letter in letters:
        for link in letter.page.all("a"):
            address, subject, body = mailto_parts(link.attributes["href"])
            tag = re.match(r"\[(\w+)(?: ([A-Z]{3}-\S+))?", subject)
            if tag:
                mail = compose(PRESSED_BY.get(tag[1], "maelle.lefevre@mllyon.example"), address or SHARED, subject, body or "\n")
                buttons.setdefault((subject, body), (letter.name, link.text, tag[2], mail))
    found = Embedded(folder).explains([mail for *_, mail in buttons.values()], BEFORE_ALL)
    for (name, label, ref, _), answer in zip(buttons.values(), found, strict=True):
        misread = [fault["key"] for fault in answer["form"]["faults"] if fault["read"] and (fault["key"] != "ref" or not ref) and fault["key"] != "kind"]
        if misread or answer["outcome"] == "quarantined":
            faults.append((name, label, misread, answer["outcome"]))
    story.ok(len(buttons) >= 60 and not faults, f"{len(buttons)} buttons: each is understood", faults)


def tell(story):
    with temporary_folder("letters") as folder, temporary_folder("buttons") as other:
        letters = make_letters(folder)
        story.ok(len(letters) >= 60, f"{len(letters)} letters")
        for check in CHECKS:
            story.is_(list(check(letters)), [], check.__name__.replace("_", " "))
        tell_labels(story)
        tell_buttons(story, other, letters)


run_story(tell)

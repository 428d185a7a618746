#!/usr/bin/python3 -B
"""Specification section 2a: free text in answer to each kind of letter, in the format of each mail program:
the table of tests/answers through the whole program. Nothing is refused as a form, nothing reaches the wrong
side."""

import os
import re
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "lib"), str(Path(__file__).parent.parent / "letters/lib")]

from agreement import ADVISER, RECRUITER
from checks import ALWAYS
from embedded import Embedded
from every_letter import (GUEST, OTHER_GUEST, TO_OPERATOR, all_kinds, letters_by_template, letters_in_order, write_about_work, write_ends, write_first,
                          write_for_partners, write_the_end, write_too_much)
from mails import SHARED, compose, mailto_links, text_of
from passerelle import NOW, TREE
from replies import STYLES, reply
from sheet import Letter
from system import temporary_folder
from tap import run_story

HELP = "quartiers@ims.example"
# Blanks that a sender fills in, in forms opened by a button.
BLANK = {"title", "company", "place", "contract", "description", "date", "given_name", "family_name", "birth", "consent", "consent_date", "scope",
         "wanted", "mobility", "attachment", "answer", "outcome", "duration", "status", "form", "ref", "lists", "committee"}
SAID = {"event_changed": r"Où : Lyon 3e \(Rhône\) \(avant : Lyon 7e \(Rhône\)\)", "declined": r"Une personne a lu « \[OFFRE\] Agent de tri »", "several_acknowledgement": r"Cariste de nuit \(H/F\), Lyon 7e \(Rhône\)", "event_list": r"oui, pour 1 \(\w+ (?:1er|\d+) \w+ \d{4}\)"}

# The result of each reading: kind, outcome and reason, and which letters are sent.
OUTCOMES = {
    "courtesy": ("accepted", "courtesy", ()),
    "absence": ("ignored", "absence", ()),
    "help": ("accepted", "guide sent", ("guide",)),
    "two": ("refused", "two readings", ("two_readings",)),
    "nobody": ("accepted", "nobody available", ()),
    "erased": ("accepted", "erasure confirmed", ("erasure_acknowledgement", "note")),
    "withdrawn": ("accepted", "consent withdrawn, CV erased", ("withdrawal_acknowledgement",)),
    "yes": ("accepted", "answer recorded", ("rsvp_acknowledgement",)),
    "no": ("accepted", "answer recorded", ("rsvp_acknowledgement",)),
    "maybe": ("accepted", "answer recorded", ("rsvp_acknowledgement",)),
    "filled": ("accepted", "offer closed", ("offer_update_acknowledgement",)),
    "closed": ("accepted", "offer closed", ("offer_update_acknowledgement",)),
    "interview": ("accepted", "outcome", ("outcome_acknowledgement", "outcome")),
    "hired": ("accepted", "outcome", ("outcome_acknowledgement", "outcome")),
    "rejected": ("accepted", "outcome", ("outcome_acknowledgement", "outcome")),
    "note": ("accepted", "note passed on", ("note",)),
}


def table():
    """(template of the letter, reading, text) of each row that the letter's own reader may have written."""
    template = None
    for line in (TREE / "tests" / "answers" / "answers.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            template = line.split()[2]
            continue
        reading, _, text = line.partition(" | ")
        if not text.startswith("De : "):
            yield template, reading, text.replace("\\n", "\n")


# The letters answered by rows of the table: who answers, and who may read a note about it.
ANSWERED = {
    "offer": (ADVISER, {RECRUITER}), "offer_acknowledgement": (RECRUITER, set()), "cv": (RECRUITER, {ADVISER}), "cv_acknowledgement": (ADVISER, {RECRUITER}),
    "offer_changed": (ADVISER, {RECRUITER}), "offer_update_acknowledgement": (RECRUITER, set()), "access": (ADVISER, {RECRUITER}),
    "outcome": (ADVISER, {RECRUITER}), "outcome_acknowledgement": (RECRUITER, {ADVISER}), "offer_closed": (ADVISER, {RECRUITER}),
    "withdrawal": (RECRUITER, {ADVISER}), "withdrawal_acknowledgement": (ADVISER, {RECRUITER}), "consent_reminder": (ADVISER, {RECRUITER}),
    "event_acknowledgement": (RECRUITER, set()), "invitation": (GUEST, {RECRUITER}), "rsvp_acknowledgement": (OTHER_GUEST, {RECRUITER}),
    "event_cancelled": (GUEST, {RECRUITER}), "guide": (ADVISER, set()), "refusal": (RECRUITER, set()),
}


def tell_each(story, scene):
    """letters.md, checks 9 and 11: the buttons of each kind of letter work while it is new; thanks, a
    question and a request for help get the right answer, even months later."""
    seen, opened, wrong = {}, 0, []
    for write, now in ((write_about_work, NOW), (write_for_partners, NOW), (write_too_much, "2027-01-27T10:00:00+01:00"),
                       (write_ends, "2027-04-01T10:10:00+02:00"), (write_the_end, "2027-04-02T10:00:00+02:00")):
        if write is write_the_end:
            wrong += wrong_answers(scene, seen, now)
        write(scene)
        letters = letters_by_template(scene)
        new = {template: letters[template] for template in letters if template not in seen or letters[template][0]["Message-ID"] != seen[template][0]["Message-ID"]}
        count, misread = wrong_buttons(scene, {template: new[template] for template in new if template not in TO_OPERATOR}, now)
        opened, wrong = opened + count, wrong + misread
        seen.update(new)
    wrong += wrong_answers(scene, {template: new[template] for template in new if template not in TO_OPERATOR}, now)
    story.is_(sorted(all_kinds() - set(seen)), [], f"{len(seen)} kinds of letters have gone out, which are all")
    story.ok(opened > 60, f"{opened} buttons are pressed")
    story.is_(wrong, [], "what each opens is understood, but for what is still blank; none refuses a thank-you, a question or a call for help")
    tell_sheets(story, seen)


def wrong_answers(scene, letters, now):
    answers = [(f"{template}: {text}", reply(letter, reader, text, "bare")) for template, (letter, reader) in sorted(letters.items()) if template not in TO_OPERATOR
               for text in ("Merci", "Bonjour, une question : à qui dois-je m'adresser ?", "AIDE")]
    answers.append(("outside of every thread: AIDE", compose(ADVISER, SHARED, "Bonjour", "AIDE\n")))
    found = explained(scene, [answer for _, answer in answers], now)
    return [f"{name}: {outcome}, {reason}" for (name, _), (outcome, reason, _) in zip(answers, found, strict=True) if outcome != "accepted"]


def tell_sheets(story, letters):
    """`passerelle preview` shows samples; real letters must pass the same checks."""
    sheets = [Letter.that_went_out(template, letter) for template, (letter, _) in letters.items()]
    for check in ALWAYS:
        story.is_(list(check(sheets)), [], f"letters that went out: {check.__name__.replace('_', ' ')}")
    for template, words in SAID.items():
        text = text_of(letters[template][0])
        story.ok(re.search(words, text), f"{template} says in words what the register keeps", text)


def wrong_buttons(scene, letters, now):
    """The number of different ones, and which are misread."""
    wrong, buttons = [], {}
    for template, (letter, reader) in sorted(letters.items()):
        for link in mailto_links(letter):
            if link.subject:
                buttons.setdefault((link.subject, link.body), (template, compose(reader, link.address, link.subject, link.body or "\n")))
    for ((subject, _), (template, _)), found in zip(buttons.items(), scene.explains([mail for _, mail in buttons.values()], now), strict=True):
        misread = [fault["key"] for fault in found["form"]["faults"] if fault["read"] and fault["key"] not in ("ref", "committee")]
        missing = set(re.findall(r"\w+", found["reason"].removeprefix("faulty:").replace("no form found", ""))) - BLANK
        if misread or found["outcome"] == "quarantined" or (found["outcome"] == "refused" and missing):
            wrong.append((template, subject, misread, missing, found["outcome"], found["reason"]))
    return len(buttons), wrong


def explained(scene, messages, now=NOW):
    """For each: outcome, reason, and {template: {recipients}}."""
    for found in scene.explains(messages, now):
        letters = {}
        for letter in found["letters"]:
            letters.setdefault(letter["template"], set()).add(letter["to"])
        yield found["outcome"], found["reason"], letters


def is_right(template, reading, got, readers):
    word = reading.split()[0]
    outcome, reason, letters = got
    wanted_outcome, wanted_reason, wanted_letters = OUTCOMES[word]
    if word == "note" and (outcome, reason) == ("refused", "nothing but files"):
        return True  # "voir pièce jointe"
    if (template, word) == ("rsvp_acknowledgement", "yes") and not re.search(r"\d", reading):
        wanted_letters = ()  # repeated: what changes nothing is not answered
    leaked = letters.get("note", set()) - readers
    return (outcome == wanted_outcome and reason.startswith(wanted_reason) and not leaked
            and all(template in letters for template in wanted_letters)
            and ("+" in reading or word not in ("courtesy", "nobody", "absence") or not letters))


def tell(story):
    # Every sixth suffices here, as unit/extract_words reads all of them.
    step = int(os.environ.get("STEP", "6"))
    styles = list(STYLES)
    only = os.environ.get("STYLE")
    with temporary_folder("words") as folder:
        scene = Embedded(folder, f'help_contact = "{HELP}"\nnewsletter_review = true\n')
        write_first(scene)
        letters = {}
        for template, letter, reader in letters_in_order(scene):
            if template in ANSWERED and reader == ANSWERED[template][0]:
                letters.setdefault(template, letter)
        asked, answers, wrong = [], [], []
        for number, (template, reading, text) in list(enumerate(table()))[::step]:
            if template not in letters:
                continue
            sender, readers = ANSWERED[template]
            style = only or styles[number % len(styles)]
            asked.append((template, f"{template}, {style}: {text!r}", reading, {*readers, HELP}))
            answers.append(reply(letters[template], sender, text, style))
        for (template, name, reading, readers), got in zip(asked, explained(scene, answers), strict=True):
            if not is_right(template, reading, got, readers):
                wrong.append(f"{name}: {reading} -> {got}")
        for line in wrong:
            story.diag(line)
        story.ok(len(answers) >= 300, f"{len(answers)} answers to {len(letters)} kinds of letters")
        story.is_(len(wrong), 0, "each comes to its right outcome, and reaches nobody else")
        tell_each(story, scene)


run_story(tell)

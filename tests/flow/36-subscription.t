#!/usr/bin/python3 -B
"""Specification section 7: lists left and joined by mail, also by List-Unsubscribe; a choice that stands over imports until its cell changes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, offer_mail
from embedded import Embedded
from mails import SHARED, compose, text_of
from passerelle import DIRECTORY
from system import temporary_folder
from tap import run_story


def lists(scene, who):
    return scene.passerelle.row(f"SELECT lists FROM contacts WHERE email = '{who}'")["lists"]


def sends(scene, who, subject, text, **options):
    return scene.handles(compose(who, SHARED, subject, text), **options)


def tell_choice(story, scene):
    decision, letters = sends(scene, ADVISER, "[DESABONNEMENT]", "Listes : offres\n")
    story.is_((decision["outcome"], lists(scene, ADVISER)), ("accepted", "evenements newsletter"), "a list is left")
    text = text_of(letters[0])
    story.ok("- invitations" in text and "- offres" not in text, "and the answer says what holds now", text)
    _, letters = scene.handles(offer_mail())
    story.ok(ADVISER not in {letter["To"].addresses[0].addr_spec for letter in letters}, "no offer comes any more")
    decision, _ = sends(scene, ADVISER, "[ABONNEMENT]", "Listes : Offres d’emploi et CV\n")
    story.is_(lists(scene, ADVISER), "evenements newsletter offres cv", "lists are joined, as people call them")
    decision, _ = sends(scene, ADVISER, "[ABONNEMENT]", "Listes : bricolage\n")
    story.is_((decision["outcome"], lists(scene, ADVISER)), ("refused", "evenements newsletter offres cv"), "an unknown one is asked back")
    decision, _ = sends(scene, ADVISER, "[ABONNEMENT]", "Fréquence : hebdomadaire\n")
    story.is_(decision["outcome"], "held", "what a person has to settle waits for one")
    decision, letters = sends(scene, ADVISER, "[DESABONNEMENT]", "Merci\n")
    story.is_((decision["outcome"], lists(scene, ADVISER)), ("accepted", ""), "all are left where none is named")
    story.contains(text_of(letters[0]), "plus aucune liste", "and it says so")


def tell_last(story, scene):
    decision, letters = sends(scene, CELL, "[DESABONNEMENT]", "Listes : cv\n")
    story.is_((decision["outcome"], lists(scene, CELL)), ("accepted", "cv"), "CVs have to reach somebody at IMS")
    story.contains(text_of(letters[0]), "dernière personne", "the answer says why")


def tell_import(story, scene):
    scene.passerelle.import_directory()
    story.is_(lists(scene, ADVISER), "", "the same file again leaves the choice")
    file = scene.folder / "annuaire.csv"
    rows = DIRECTORY.read_text(encoding="utf-8-sig")
    file.write_text("\n".join(line for line in rows.splitlines() if ADVISER not in line) + "\n", encoding="utf-8")
    scene.passerelle.import_directory(file)
    scene.passerelle.import_directory()
    story.is_(lists(scene, ADVISER), "", "leaving the directory and coming back too")
    line = next(line for line in rows.splitlines() if ADVISER in line)
    changed = line.split(";")
    changed[6] = "newsletter"
    file.write_text(rows.replace(line, ";".join(changed)), encoding="utf-8")
    scene.passerelle.import_directory(file)
    story.is_(lists(scene, ADVISER), "newsletter", "another word in that cell of the file counts again")


def tell(story):
    with temporary_folder("subscription") as folder:
        scene = Embedded(folder)
        tell_choice(story, scene)
        tell_last(story, scene)
        tell_import(story, scene)


run_story(tell)

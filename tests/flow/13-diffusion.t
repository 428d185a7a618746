#!/usr/bin/python3 -B
"""Specification section 4: the recipients by `Diffusion`, new recipients after a change of place, letters
about changes of a closed offer, and places in free text."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CELL, EVENT, OFFER, RECRUITER, offer_mail
from embedded import Embedded, letter_to
from mails import SHARED, compose, form, text_of
from passerelle import PROGRAM
from system import temporary_folder
from tap import run_story, skip_all

GERLAND = {"maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example"}
BRETONS = {"g.legoff@ml-rennes.example", "accueil@ml-lorient.example"}
WITHIN_RHONE = GERLAND | {"z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example", "loic.perez@ml-mobile-ara.example",
                          "paio@ra-itinerante.example", "aurelie.nguyen@ml-villeurbanne.example"}
ASSOCIATION = {"animation@arml-ara.example"}
HOLDERS_OF_69007 = GERLAND | {"z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example", "loic.perez@ml-mobile-ara.example",
                              "paio@ra-itinerante.example"}


def told(world, template="offer", about=None):
    rows = world.passerelle.rows("SELECT recipient FROM letters WHERE template = ? AND about = ?", template, about)
    return {row["recipient"] for row in rows}


def diffusion(story, world):
    cases = (
        ("missions locales", HOLDERS_OF_69007, "a kind alone is that kind at the place"),
        ("Rhône", WITHIN_RHONE | ASSOCIATION, "a département by its name"),
        ("Bretagne", BRETONS, "a region by its name"),
        ("missions locales de Rennes et de Lorient", BRETONS, "two towns, and a kind"),
        ("région 84", WITHIN_RHONE | ASSOCIATION, "a region by its number"),
        ("régions 84 et 53", WITHIN_RHONE | ASSOCIATION | BRETONS, "two of them"),
        ("Moselle et Marne", {"accueil@ml-metz.example", "elodie.hanriot@ml-reims.example", "contact@arml-grandest.example"},
         "a département whose name a commune has with an article"),
        ("Île-de-France", {"animation@arml-idf.example", "belliard@ml-paris.example", "f.traore@ml-epinay.example"}, "no nation for its name"),
    )
    world.handles(compose("accueil@ml-lorient.example", SHARED, "[ABONNEMENT]", "Fréquence : immédiat\n"))
    for words, expected, what in cases:
        decision, _ = world.handles(offer_mail({**OFFER, "Diffusion": words}))
        story.is_(decision["outcome"], "accepted", f"{words}: accepted")
        story.is_(told(world, about=decision["ref"]), expected, what)
    for words, part in (("D99", "D99"), ("Trifouillis", "trifouillis"), ("Rhône, Trifouillis", "trifouillis")):
        decision, letters = world.handles(offer_mail({**OFFER, "Diffusion": words}))
        story.is_((decision["outcome"], decision["reason"]), ("refused", "faulty: targets"), f"{words} is asked back")
        story.contains(text_of(letter_to(letters, RECRUITER)), part, "and named")


def invited(story, world):
    cases = (("région 53", BRETONS), ("régions 53 et 99", None), ("D99", None), ("nos partenaires", None),
             ("Maëlle Lefèvre <maelle.lefevre@mllyon.example>", {"maelle.lefevre@mllyon.example"}))
    for number, (words, expected) in enumerate(cases):
        mail = compose(CELL, SHARED, "[EVENEMENT]", form({**EVENT, "Intitulé": f"Forum {number}", "Invités": words}))
        decision, _ = world.handles(mail)
        reached = told(world, "invitation", decision["ref"]) if decision["outcome"] == "accepted" else None
        story.is_(reached, expected, f"Invités : {words}: {'asked back' if expected is None else 'they are'}")


def several_places(story, world):
    decision, _ = world.handles(offer_mail({**OFFER, "Lieu": "69007 Lyon et 69100 Villeurbanne"}))
    reference = decision["ref"]
    story.is_(told(world, about=reference), WITHIN_RHONE | ASSOCIATION, "two places: those of either are told")
    _, letters = world.handles(change(reference, {"Lieu": "Rennes (35)"}))
    story.is_(told(world, about=reference) - WITHIN_RHONE - ASSOCIATION, {"g.legoff@ml-rennes.example"},
              "a new place concerns its missions locales alone")
    story.is_(told(world, "offer_changed", reference), WITHIN_RHONE | ASSOCIATION, "those who knew the old one hear of the change")
    letter = letter_to(letters, "g.legoff@ml-rennes.example")
    story.contains(text_of(letter), "CDI", "the newly concerned get the whole offer")
    story.contains(text_of(letter), OFFER["Description"][:30], "with its description")


def change(reference, fields):
    return compose(RECRUITER, SHARED, f"[OFFRE {reference}]", form(fields))


def closed(story, world):
    reference = world.handles(offer_mail())[0]["ref"]
    world.handles(change(reference, {"Statut": "pourvue"}))
    before = world.passerelle.count("letters")
    decision, _ = world.handles(change(reference, {"Salaire": "SMIC"}))
    story.is_(decision["outcome"], "accepted", "a closed offer may change")
    story.is_(world.passerelle.count("letters") - before, 1, "and nobody but its sender hears of it")
    world.handles(change(reference, {"Statut": "ouverte"}))
    story.is_(told(world, "offer_changed", reference), HOLDERS_OF_69007 | ASSOCIATION, "reopened, it is told again")
    world.handles(change(reference, {"Statut": "pourvue"}))
    world.handles(change(reference, {"Lieu": "Rennes (35)"}))
    story.ok("g.legoff@ml-rennes.example" not in told(world, about=reference), "a new place of a closed offer tells nobody")
    world.handles(change(reference, {"Statut": "ouverte"}))
    story.ok("g.legoff@ml-rennes.example" in told(world, about=reference), "opened again, it tells those of its new place")


def tell(story):
    with temporary_folder("diffusion") as folder:
        world = Embedded(folder)
        diffusion(story, world)
        invited(story, world)
        several_places(story, world)
        closed(story, world)


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

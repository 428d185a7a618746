#!/usr/bin/python3 -B
"""Specification section 4: an offer that the law forbids is held; it is released by a correction, by the IMS
cell or by the operator, or never."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CELL, OFFER, RECRUITER, offer_mail
from mails import SHARED, compose, text_of
from postfix import AUTHSERV_ID
from scene import play

READER = "z.ferrand@ml-selyonnais.example"


def offer(title, text):
    return OFFER | {"Intitulé": title, "Description": f"Préparation de commandes au port. {text} Formation assurée."}


def held(story, scene, title, text):
    decision = scene.handles(offer_mail(offer(title, text)))
    story.is_((decision["kind"], decision["outcome"]), ("offer", "held"), f"{title}: the offer is held")
    story.is_(scene.passerelle.row(f"SELECT status FROM offers WHERE ref = '{decision['ref']}'")["status"], "held", "and its record too")
    return decision["ref"]


def status(scene, ref):
    return scene.passerelle.row(f"SELECT status FROM offers WHERE ref = '{ref}'")["status"]


def answers(scene, sender, subject, text, to=None):
    return scene.handles(compose(sender, to or SHARED, subject, text))


def description(scene, ref):
    return scene.passerelle.row(f"SELECT written FROM offer_field WHERE offer = '{ref}' AND key = 'description'")["written"]


def change_waits(story, scene):
    """A change that a rule objects to waits; the offer stays open, unchanged for its readers."""
    lawful = offer_mail(offer("Agent de tri (H/F)", "Tri du courrier."))
    ref = scene.handles(lawful)["ref"]
    had = len(scene.inbox(READER))
    bad = "Description : Tri du courrier. Vous avez moins de 35 ans.\n"

    decision = answers(scene, RECRUITER, f"[OFFRE {ref}]", "Salaire : 1 950 €\n" + bad)
    story.is_((decision["outcome"], decision["ref"], status(scene, ref)), ("held", ref, "open"), "a change that the law may forbid waits, the offer stays open")
    story.ok("35 ans" not in description(scene, ref), "as it was")
    story.is_(len(scene.inbox(READER)), had, "no reader hears of it")
    story.contains(text_of(scene.last(RECRUITER)), "votre offre reste ouverte telle que ses lecteurs l’ont reçue", "its sender is told so")
    story.contains(text_of(scene.last(CELL)), "Une modification à examiner", "the cell is asked")
    file = scene.passerelle.folder / "change.eml"
    proof = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={RECRUITER.split('@')[1]}\n"
    file.write_bytes(proof.encode() + bytes(compose(RECRUITER, SHARED, f"[OFFRE {ref}]", bad)))
    explained = json.loads(scene.passerelle.do("explain", "--json", str(file)))
    story.is_([remark["holds"] for remark in explained["form"]["remarks"]], [True], "explain lists the remark")

    decision = answers(scene, RECRUITER, f"[OFFRE {ref}]", "Nombre de postes : 4\n")
    story.is_((decision["outcome"], len(scene.inbox(READER))), ("accepted", had + 1), "a change of another line goes in at once")
    decision = answers(scene, RECRUITER, f"[OFFRE {ref}]", "Description : Tri du courrier, de nuit.\n")
    letter = text_of(scene.last(READER))
    story.is_((decision["outcome"], len(scene.inbox(READER))), ("accepted", had + 2), "the corrected line lets the change go")
    story.ok("de nuit" in letter and "1 950" in letter, "with what waited beside it")

    answers(scene, RECRUITER, f"[OFFRE {ref}]", bad)
    decision = answers(scene, CELL, f"[ACCORD {ref}]", "Réponse : non\nMotif : âge\n")
    story.is_((decision["outcome"], status(scene, ref), len(scene.inbox(READER))), ("accepted", "open", had + 2), "the cell says no: the offer stays open")
    story.contains(text_of(scene.last(RECRUITER)), "la modification de votre offre", "its sender is told")
    answers(scene, RECRUITER, f"[OFFRE {ref}]", bad)
    decision = answers(scene, CELL, f"[ACCORD {ref}]", "Réponse : oui\nMotif : contrat aidé\n")
    story.is_((decision["outcome"], len(scene.inbox(READER))), ("accepted", had + 3), "the cell says yes: the change goes in")
    story.contains(text_of(scene.last(READER)), "moins de 35 ans", "and readers are told of it")
    story.contains(scene.last(RECRUITER)["Subject"], ref, "so is the company")
    answers(scene, RECRUITER, f"[OFFRE {ref}]", "Description : Réservé aux femmes.\n")
    decision = answers(scene, RECRUITER, f"[OFFRE {ref}]", "Statut : pourvue\n")
    story.is_((decision["outcome"], status(scene, ref)), ("accepted", "filled"), "an end ends what waits too")
    story.ok(scene.passerelle.call("release", ref).returncode != 0, "nothing is left to decide")


def rows(story, scene):
    """A row that a rule objects to is held, the others are sent."""
    had = len(scene.inbox(READER))
    head = "Intitulé;Entreprise;Lieu;Contrat;Description"
    places = ["Vendeur (H/F);Étoile;69007 Lyon;CDI;Vente au détail.", "Cuisinier (H/F);Étoile;69007 Lyon;CDI;Cuisine. Femmes uniquement."]
    sheet = "\r\n".join([head, *places]).encode("utf-8-sig")
    decision = scene.handles(compose(RECRUITER, SHARED, "[OFFRE]", "Bonjour,\nVoici nos offres.\n", attachments=[("offres.csv", "text/csv", sheet)]))
    story.is_((decision["outcome"], decision["reason"]), ("accepted", "2 of 2"), "both rows are registered")
    states = scene.passerelle.rows("SELECT status FROM offers ORDER BY ref DESC LIMIT 2")
    story.is_(sorted(row["status"] for row in states), ["held", "open"], "one is held")
    letter = text_of(scene.last(RECRUITER))
    story.contains(letter, "Retenues : 1", "the acknowledgement tells so")
    story.contains(letter, "Femmes uniquement", "with the passage")
    story.contains(text_of(scene.last(CELL)), "Femmes uniquement", "the cell is asked")
    story.is_(len(scene.inbox(READER)), had + 1, "readers get the other")


def tell(story, scene):
    ref = held(story, scene, "Cariste (H/F)", "Vous avez entre 25 et 35 ans.")
    story.is_(scene.inbox(READER), [], "no reader is told")
    for who in (RECRUITER, CELL):
        letter = text_of(scene.last(who))
        story.contains(letter, "Vous avez entre 25 et 35 ans.", f"{who}: the passage is quoted")
        story.contains(letter, "L5331-2", "with the article")
        story.contains(letter, "Décrivez l’expérience", "and what would be lawful")
    story.contains(scene.last(CELL)["Subject"], f"[ACCORD {ref}]", "the cell is asked for its accord")
    story.ok("ACCORD" not in text_of(scene.last(RECRUITER)), "the company is not")

    decision = answers(scene, RECRUITER, f"[OFFRE {ref}]", "Salaire : 1 900 €\n")
    story.is_((decision["outcome"], status(scene, ref)), ("held", "held"), "a change of another line leaves it held")
    decision = answers(scene, RECRUITER, f"[OFFRE {ref}]", "Description : Préparation de commandes. Formation assurée.\n")
    story.is_((decision["outcome"], decision["ref"], status(scene, ref)), ("accepted", ref, "open"), "a corrected line lets it go")
    story.is_(len(scene.inbox(READER)), 1, "the readers are told, once")
    story.contains(text_of(scene.last(READER)), "1 900 €", "of the whole offer")
    story.ok("25 et 35" not in text_of(scene.last(READER)), "as it is now")

    ref = held(story, scene, "Magasinier (H/F)", "Nationalité française exigée.")
    decision = answers(scene, RECRUITER, f"[ACCORD {ref}]", "Réponse : oui\n")
    story.is_((decision["outcome"], status(scene, ref)), ("refused", "held"), "the company can't release its own offer")
    decision = answers(scene, CELL, f"[ACCORD {ref}]", "Réponse : oui\nMotif : site de défense, condition légale\n")
    story.is_((decision["outcome"], status(scene, ref)), ("accepted", "open"), "the IMS cell can")
    approval = scene.passerelle.row("SELECT about, contact, side, answer, text FROM approvals")
    story.is_(approval, {"about": ref, "contact": CELL, "side": "ims", "answer": "yes", "text": "site de défense, condition légale"},
              "its reason is kept")
    story.is_(len(scene.inbox(READER)), 2, "the readers are told")
    story.contains(scene.last(RECRUITER)["Subject"], "Offre envoyée", "and the company gets its acknowledgement")
    decision = answers(scene, CELL, f"[ACCORD {ref}]", "Réponse : oui\n")
    story.is_((decision["outcome"], len(scene.inbox(READER))), ("refused", 2), "once is enough")

    ref = held(story, scene, "Manutentionnaire (H/F)", "Poste réservé aux hommes.")
    decision = answers(scene, CELL, f"[ACCORD {ref}]", "Réponse : non\nMotif : contraire à la loi\n")
    story.is_((decision["outcome"], status(scene, ref)), ("accepted", "closed"), "the cell says no")
    story.contains(text_of(scene.last(RECRUITER)), "contraire à la loi", "and the company reads why")
    story.is_(len(scene.inbox(READER)), 2, "nobody else hears of it")

    ref = held(story, scene, "Conducteur de ligne (H/F)", "Sans enfant à charge.")
    story.is_(scene.passerelle.call("release", ref).returncode, 0, "the operator releases an offer")
    scene.runs()
    story.is_((status(scene, ref), len(scene.inbox(READER))), ("open", 3), "it goes out")
    story.is_(scene.passerelle.call("release", ref).returncode != 0, True, "once")
    ref = held(story, scene, "Agent de quai (H/F)", "Pas de seniors.")
    story.is_(scene.passerelle.call("discard", ref.lower()).returncode, 0, "or discards it")
    scene.runs()
    story.is_((status(scene, ref), len(scene.inbox(READER))), ("closed", 3), "it does not go out")

    change_waits(story, scene)
    rows(story, scene)

    decision = scene.handles(offer_mail(offer("Chef d'équipe (H/F)", "Bonne présentation exigée.")))
    story.is_(decision["outcome"], "accepted", "a warning holds nothing")
    story.contains(text_of(scene.last(RECRUITER)), "Bonne présentation exigée.", "it stands in the acknowledgement")
    story.ok("L1132-1" not in text_of(scene.last(READER)), "and nowhere else")

    english = "We are looking for a forklift driver who will join our team and work with the customers of our store."
    decision = scene.handles(offer_mail(OFFER | {"Intitulé": "Forklift driver", "Description": english}))
    story.is_(decision["outcome"], "held", "an offer in English is held")
    story.contains(text_of(scene.last(RECRUITER)), "L5331-4", "with its article")


play(tell)

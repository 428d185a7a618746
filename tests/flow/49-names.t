#!/usr/bin/python3 -B
"""A confidential employer stays hidden in every letter to others, and letters name organisations, never
addresses (specification sections 4 and 9). Seen to fail before: acknowledgement, outcome, withdrawal and the
answer to a request for access named it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded
from mails import SHARED, compose
from system import temporary_folder
from tap import run_story

HIDDEN = {**OFFER, "Entreprise confidentielle": "oui"}


def everything(letter):
    return letter["Subject"] + "".join(part.get_content() for part in letter.walk() if part.get_content_maintype() == "text")


def leaks(letters, scene, own):
    """Letters that wrongly show the employer, its domain or somebody's address."""
    found = []
    for letter in letters:
        reader = letter["To"].addresses[0].addr_spec
        text = everything(letter)
        if reader.endswith("@ims.example") or reader == RECRUITER:
            continue
        found += [(letter["Subject"], word) for word in own if word.lower() in text.lower()]
    return found


def tell(story):
    with temporary_folder("names") as folder:
        scene = Embedded(folder)
        employer = scene.passerelle.row("SELECT organisation FROM contacts WHERE email = ?", RECRUITER)["organisation"]
        words = (employer, "Logistique Rhodanienne", RECRUITER.split("@")[1])
        seen = []

        def handles(mail):
            decision, letters = scene.handles(mail)
            story.is_(decision["outcome"], "accepted", f"{decision['kind']} {decision['reason']}")
            story.is_(leaks(letters, scene, words), [], "names the employer to nobody else")
            seen.extend(letters)
            return decision

        handles(offer_mail(HIDDEN))
        ref = handles(cv_mail("OFF-2027-0001"))["ref"]
        handles(compose(RECRUITER, SHARED, f"[SUITE {ref}]", "Suite : entretien\nDate : 11/01/2027\n"))
        handles(compose(ADVISER, SHARED, f"[ACCES {ref}]", "Bonjour\n"))
        handles(withdrawal_mail(ref))
        text = "".join(everything(letter) for letter in seen if letter["To"].addresses[0].addr_spec == ADVISER)
        story.contains(text, "l’employeur", "it is called the employer")
        story.ok(CELL not in text, "and letters hold no address of others")
        scene.handles(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}))
        ref = scene.handles(cv_mail("OFF-2027-0002"))[0]["ref"]
        _, letters = scene.handles(withdrawal_mail(ref))
        [letter] = [letter for letter in letters if letter["To"].addresses[0].addr_spec == ADVISER]
        story.contains(everything(letter), employer, "who is not hidden is named")
        story.ok(RECRUITER not in everything(letter), "without an address")


run_story(tell)

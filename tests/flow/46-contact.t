#!/usr/bin/python3 -B
"""The recipient of an offer's CVs (specification section 3): its sender, an address in the directory, or one
that confirmed itself by answering a letter. Seen to fail before: CVs went to any address that the offer
named."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded, letter_to, outcome
from mails import SHARED, compose, mailto_links, text_of
from system import temporary_folder
from tap import run_story

OUTSIDE = "cabinet@recruteurs.example"
LISTED = "compagnons@lyonmetal.example"


def holders(letters):
    return sorted(letter["To"].addresses[0].addr_spec for letter in letters if any(part.get_filename() for part in letter.walk()))


def tell(story):
    with temporary_folder("contact") as folder:
        scene = Embedded(folder)
        listed = scene.passerelle.row("SELECT min(email) AS email FROM contacts WHERE type = 'entreprise' AND email <> ?", RECRUITER)["email"]
        _, letters = scene.handles(offer_mail({**OFFER, "Contact": listed}))
        _, letters = scene.handles(cv_mail("OFF-2027-0001"))
        story.is_(holders(letters), sorted([CELL, listed]), "an address of the directory gets the CVs that it is named for")

        _, letters = scene.handles(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)", "Contact": OUTSIDE}))
        question, receipt = letter_to(letters, OUTSIDE), letter_to(letters, RECRUITER)
        token = question["Reply-To"].addresses[0].addr_spec
        story.contains(text_of(question), "Cariste", "an address outside is asked")
        story.contains(text_of(receipt), "confirmé", "which the sender reads")
        _, letters = scene.handles(cv_mail("OFF-2027-0002"))
        story.is_(holders(letters), sorted([CELL, RECRUITER]), "until it answers its CVs go to who sent the offer")

        answer = compose(OUTSIDE, token, "RE:", "Oui")
        decision, _ = scene.handles(answer, proven="dmarc=fail header.from=recruteurs.example")
        story.is_(decision["outcome"], "quarantined", "the address against a fail confirms nothing")
        for what, mail in {
            "another address with its token": compose("autre@recruteurs.example", token, "RE:", "Oui"),
            "the address with another code": compose(OUTSIDE, re.sub("[0-9a-f]{16}@", "0123456789abcdef@", token), "RE:", "Oui"),
            "the address without a token": compose(OUTSIDE, SHARED, "RE:", "Oui"),
            "the address to the thread alone": compose(OUTSIDE, "partenariat+OFF-2027-0002.b@passerelle.example", "RE:", "Oui"),
            "the address with another offer's token": compose(OUTSIDE, token.replace("0002", "0001"), "RE:", "Oui"),
        }.items():
            decision, _ = scene.handles(mail, proven=False)
            story.is_(decision["outcome"], "quarantined", f"{what} confirms nothing")
        absence = compose(OUTSIDE, token, "Absence", "Je suis absent.")
        absence["Auto-Submitted"] = "auto-replied"
        decision, _ = scene.handles(absence, proven=False)
        story.is_(decision["outcome"], "ignored", "nor does an automatic answer")
        decision, letters = scene.handles(compose(OUTSIDE, token, f"RE: {question['Subject']}", "\n", answers=question), proven=False)
        story.is_((outcome(decision), letters), (("approval", "accepted", "OFF-2027-0002"), []), "its answer does, without an answer")
        _, letters = scene.handles(cv_mail("OFF-2027-0002"))
        story.is_(holders(letters), sorted([CELL, OUTSIDE]), "then its CVs go there")

        letter = letter_to(scene.handles(cv_mail("OFF-2027-0002"))[1], OUTSIDE)
        story.is_(letter["Reply-To"].addresses[0].addr_spec, ADVISER, "what it answers to a CV goes to the mission locale")
        _, letters = scene.handles(withdrawal_mail("CAN-2027-0004"))
        letter = letter_to(letters, OUTSIDE)
        story.is_([letter["Reply-To"].addresses[0].addr_spec, *(link.address for link in mailto_links(letter))], [ADVISER] * 2,
                  "so does what it answers when it is to be erased")
        story.contains(text_of(letter), f"Écrivez à Maëlle Lefèvre, {ADVISER}", "which the letter says")

        change = compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0002]", "Contact : ailleurs@recruteurs.example\n")
        _, letters = scene.handles(change)
        story.ok(letter_to(letters, "ailleurs@recruteurs.example"), "a change to another address asks that one")
        _, letters = scene.handles(cv_mail("OFF-2027-0002"))
        story.is_(holders(letters), sorted([CELL, RECRUITER]), "and sends it nothing before")


run_story(tell)

#!/usr/bin/python3 -B
"""Specification section 5: a CV with consent, answered from the offer letter, reaches the offer's contact and the IMS cell byte for byte."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, RECRUITER, offer_mail
from mails import SHARED, attachments_of, compose, fill_in, mailto_links, pdf, text_of
from scene import play, since

COLLEAGUE = "karim.benhaddou@mllyon.example"


def tell(story, scene):
    offer = scene.handles(offer_mail())["ref"]
    letter = scene.last(ADVISER)
    links = [link for link in mailto_links(letter) if link.subject == f"[CV {offer}]"]
    story.is_([link.address for link in links], [f"partenariat+{offer}.c@passerelle.example"],
              "the offer letter has one link to answer with a CV, to its thread")
    answered = fill_in(links[0].body, CV)
    story.is_([label for label in CV if label != "Portée" and f"{label} : {CV[label]}" not in answered], [],
              "whose form has every field that is needed")

    before = scene.arrivals()
    document = pdf()
    mail = compose(ADVISER, links[0].address, links[0].subject, answered, answers=letter,
                   attachments=[("CV Inès.pdf", "application/pdf", document)])
    decision = scene.handles(mail)
    story.is_((decision["kind"], decision["outcome"]), ("cv", "accepted"), "the CV is accepted")
    reference = decision["ref"]

    story.is_(since(before, scene.arrivals()), {RECRUITER: 1, CELL: 1, ADVISER: 1},
              "it goes to the offer's contact and the IMS cell; its sender gets an acknowledgement")
    for user in (RECRUITER, CELL):
        received = scene.last(user)
        story.is_(list(attachments_of(received).values()), [document], f"{user} has the PDF byte for byte")
        story.is_(list(attachments_of(received)), ["CV Inès.pdf"], "under its name")
        story.contains(text_of(received), "Haddad-Tremblay", "with the name of the young person")
        story.ok("2005" not in text_of(received), "and without the date of birth")
    acknowledgement = scene.last(ADVISER)
    story.contains(text_of(acknowledgement), reference, "the acknowledgement has the reference")
    story.is_(attachments_of(acknowledgement), {}, "and no attachment")

    candidate = scene.passerelle.row("SELECT * FROM candidates")
    expected = {"ref": reference, "status": "forwarded", "given_name": "Inès", "family_name": "Haddad-Tremblay", "offer": offer,
                "scope": "offer", "minor": 0}
    story.is_({key: candidate[key] for key in expected}, expected, "the register holds the candidate")
    consent = scene.passerelle.row("SELECT * FROM consents")
    story.is_((consent["candidate"], consent["event"], consent["expires_on"]), (reference, "given", "2028-01-04"),
              "and the consent, for twelve months")
    story.is_(scene.passerelle.check().returncode, 0, "check finds the chain of consents intact")

    again = compose(COLLEAGUE, SHARED, f"[CV {offer}]", fill_in(links[0].body, {**CV, "Prénom": "Noé"}),
                    attachments=[("cv.pdf", "application/pdf", pdf())])
    story.is_(scene.handles(again)["outcome"], "accepted", "a colleague's candidate for the same offer is accepted too")
    story.is_(len(scene.inbox(RECRUITER)), 3, "and forwarded on its own")


play(tell)

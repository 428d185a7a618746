#!/usr/bin/python3 -B
"""Specification section 4: an offer in 69007 Lyon reaches every mission locale that covers it and the
region's association, once each."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, RECRUITER, offer_mail
from mails import text_of
from scene import play

HOLDERS_OF_69007 = {
    "maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example",  # P69007
    "z.ferrand@ml-selyonnais.example",  # C69387
    "gaetan.menard@ml-rhone.example",  # D69
    "loic.perez@ml-mobile-ara.example",  # R84
    "paio@ra-itinerante.example",  # A82, the region before 2016
    "animation@arml-ara.example",  # the association of R84
}


def tell(story, scene):
    mail = offer_mail()
    decision = scene.handles(mail)
    story.is_((decision["kind"], decision["outcome"]), ("offer", "accepted"), "the offer is accepted")
    reference = decision["ref"]
    story.is_(reference, "OFF-2027-0001", "and gets a reference")

    offer = scene.passerelle.row("SELECT * FROM offers")
    expected = {"ref": reference, "status": "open", "title": "Préparateur de commandes (H/F)", "place": "69007 Lyon",
                "commune": "69387", "department": "69", "region": "84", "contract": "CDI", "nature": "E1", "rome": "N1103",
                "contact": RECRUITER, "deadline": "2027-02-26"}
    story.is_({key: offer[key] for key in expected}, expected, "the register holds what the form said")

    arrivals = scene.arrivals()
    story.is_({user for user in arrivals if user != RECRUITER}, HOLDERS_OF_69007, "those who hold 69007 are told, and nobody else")
    story.is_(set(arrivals.values()), {1}, "once each")
    letter = scene.last("z.ferrand@ml-selyonnais.example")
    story.contains(text_of(letter), OFFER["Intitulé"], "the letter names the offer")
    story.contains(text_of(letter), "\nConsentement : ", "and holds the form of a CV to fill in")
    story.is_([address.addr_spec for address in letter["To"].addresses], ["z.ferrand@ml-selyonnais.example"],
              "and shows nobody else's address")
    story.is_(letter["Auto-Submitted"], "auto-generated", "and says that a program sent it")

    answer = scene.last(RECRUITER)
    story.is_(arrivals.get(RECRUITER), 1, "the sender gets one acknowledgement")
    story.contains(text_of(answer), reference, "with the reference")
    story.is_(answer["In-Reply-To"], mail["Message-ID"], "which answers the offer")
    story.is_(answer["Auto-Submitted"], "auto-replied", "and ends loops")
    story.is_(scene.filed(), {"Traites": 1}, "the message has moved to Traites")
    story.is_(scene.passerelle.rows("SELECT DISTINCT status FROM letters"), [{"status": "sent"}], "no letter is left in the queue")
    replies = scene.passerelle.rows("SELECT last_reply FROM letters WHERE last_reply NOT LIKE '250 2.0.0 Ok: queued as %'")
    story.is_(replies, [], "each letter has Postfix's own last reply")

    scene.runs()
    story.is_(scene.arrivals(), arrivals, "a second run sends nothing")

    scene.sends(offer_mail(), is_proven=False)
    scene.runs()
    story.is_(scene.passerelle.count("offers"), 1, "the same form without proof of its sender is no offer")
    story.is_(scene.arrivals(), arrivals, "and nobody is written to")
    story.is_(scene.filed(), {"Traites": 1, "Quarantaine": 1}, "it lies in Quarantaine")


play(tell)

#!/usr/bin/python3 -B
"""Specification section 6: answers from calendars, as each program writes them, tallied alike."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import EVENT
from clients import CLIENTS, Answer, calendar_of
from embedded import Embedded, letter_to
from mails import SHARED, compose, form, text_of
from system import temporary_folder
from tap import run_story

ORGANISER = "lyon@ims.example"
GUEST, OTHER = "z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example"
COLLEAGUE, DELEGATE = "maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example"
FIELDS = {**EVENT, "Places": "200"}


class Loop:
    """One register; each case announces an event of its own."""

    def __init__(self, folder):
        self.run = Embedded(folder)
        self.number = 0

    def announces(self, fields=FIELDS):
        self.number += 1
        decision, letters = self.run.handles(compose(ORGANISER, SHARED, "[EVENEMENT]", form({**fields, "Intitulé": f"Forum nº {self.number}"})))
        self.ref = decision["ref"]
        return letters

    def tally(self, contact=GUEST):
        row = self.run.passerelle.row("SELECT * FROM attendances WHERE event = ? AND contact = ?", self.ref, contact)
        return row["answer"], row["participants"], row["comment"]

    def handles(self, client, answer):
        """A minute after it was written."""
        return self.run.handles(client(answer), now=(answer.stamp + timedelta(minutes=1)).isoformat())

    def invitation(self, contact):
        """The letter with which a guest was invited to the last event."""
        invited = [letter for letter in self.run.letters() if self.ref in str(letter["Subject"])
                   and any(part.get_content_type() == "text/calendar" for part in letter.walk())]
        return letter_to(invited, contact)


def tell_client(story, loop, name, client):
    request = letter_to(loop.announces(), GUEST)
    say = lambda status, **more: Answer(request, GUEST, status, **more)
    later = calendar_of(request).walk("VEVENT")[0].decoded("DTSTAMP")

    decision, letters = loop.handles(client, say("ACCEPTED"))
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("rsvp", "accepted", loop.ref), f"{name}: accepted")
    story.is_(loop.tally()[:2], ("yes", 1), f"{name}: for one")
    story.is_(len(letters), 1, f"{name}: acknowledged")
    decision, letters = loop.handles(client, say("ACCEPTED", stamp=later + timedelta(minutes=6)))
    story.is_((decision["outcome"], len(letters), loop.tally()[:2]), ("accepted", 0, ("yes", 1)), f"{name}: repeated, nothing is sent")
    decision, letters = loop.handles(client, say("TENTATIVE", stamp=later + timedelta(minutes=7), comment="Peut-être avec du retard"))
    story.is_((decision["outcome"], len(letters)), ("accepted", 0), f"{name}: tentative, no letter")
    story.is_((loop.tally()[0], loop.tally()[2]), ("maybe", "Peut-être avec du retard"), f"{name}: with its comment")
    decision, letters = loop.handles(client, say("DECLINED", stamp=later + timedelta(minutes=8), comment="L'équipe est en congé, désolés ; \"bonne\" journée"))
    story.is_((decision["outcome"], len(letters), loop.tally()[0]), ("accepted", 0, "no"), f"{name}: declined")
    story.is_(loop.tally()[2], "L'équipe est en congé, désolés ; \"bonne\" journée", f"{name}: why")
    decision, _ = loop.handles(client, say("ACCEPTED", stamp=later + timedelta(minutes=6, seconds=30)))
    story.is_((decision["outcome"], loop.tally()[0]), ("ignored", "no"), f"{name}: an older answer is stale")
    decision, letters = loop.handles(client, say("ACCEPTED", stamp=later + timedelta(minutes=9), comment="Nombre de jeunes : 4\nNous venons en bus"))
    story.is_((decision["outcome"], loop.tally()), ("accepted", ("yes", 4, "Nous venons en bus")), f"{name}: changed mind, with a number")

    decision, letters = loop.handles(client, say("ACCEPTED", stamp=later + timedelta(minutes=10), attendee=OTHER))
    story.is_((decision["outcome"], loop.tally(OTHER)[0]), ("refused", "pending"), f"{name}: nobody answers for another")
    decision, letters = loop.handles(client, Answer(request, COLLEAGUE, "ACCEPTED", attendee=GUEST, stamp=later + timedelta(minutes=10)))
    story.is_((decision["outcome"], loop.tally()[:2]), ("refused", ("yes", 4)), f"{name}: nor from a forwarded invitation")
    decision, letters = loop.handles(client, say("ACCEPTED", stamp=later + timedelta(minutes=11), attendee="zoe@alias.example"))
    story.is_((decision["outcome"], loop.tally()[:2]), ("accepted", ("yes", 4)), f"{name}: an alias counts for From, the number stands")
    decision, letters = loop.handles(client, say("NEEDS-ACTION", stamp=later + timedelta(minutes=12)))
    story.is_((decision["outcome"], loop.tally()[0]), ("ignored", "yes"), f"{name}: undecided is no answer")

    start = datetime(2027, 1, 29, 13, 0, tzinfo=timezone.utc)
    proposal = say("TENTATIVE", stamp=later + timedelta(minutes=13), counter=(start, start + timedelta(hours=2)))
    decision, letters = loop.handles(client, proposal)
    story.is_((decision["outcome"], loop.tally()[0], len(letters)), ("accepted", "maybe", 1), f"{name}: a proposal is tallied and told")
    if letters:
        text = text_of(letter_to(letters, ORGANISER))
        story.ok("vendredi 29 janvier 2027, de 14 h à 16 h" in text and "jeudi 28 janvier 2027, de 14 h à 17 h 30" in text, f"{name}: both times", text)

    request = loop.invitation(COLLEAGUE)
    delegated = Answer(request, COLLEAGUE, "DELEGATED", delegate=OTHER, stamp=later + timedelta(minutes=20))
    decision, _ = loop.handles(client, delegated)
    story.is_((decision["outcome"], loop.tally(COLLEAGUE)[0]), ("refused", "pending"), f"{name}: not to another organisation")
    delegated = Answer(request, COLLEAGUE, "DELEGATED", delegate=DELEGATE, stamp=later + timedelta(minutes=21))
    decision, _ = loop.handles(client, delegated)
    story.is_((decision["outcome"], loop.tally(COLLEAGUE)[0], loop.tally(DELEGATE)[0]), ("accepted", "no", "pending"), f"{name}: delegated")


def tell(story):
    with temporary_folder("calendar") as folder:
        loop = Loop(folder)
        names = sys.argv[1:] or CLIENTS
        for name in names:
            tell_client(story, loop, name, CLIENTS[name])


run_story(tell)

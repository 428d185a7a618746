#!/usr/bin/python3 -B
"""Specification section 6: calendar answers in the format of each program are counted alike."""

import re
import sys
from datetime import datetime, timedelta, timezone
from email import policy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

import passerelle
from agreement import EVENT
from clients import CLIENTS, Answer, calendar_of
from embedded import Embedded, letter_to
from mails import SHARED, compose, form, letter_in, text_of
from system import temporary_folder
from tap import run_story

ORGANISER = "lyon@ims.example"
GUEST, OTHER = "z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example"
COLLEAGUE, DELEGATE = "maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example"
FIELDS = {**EVENT, "Places": "200"}
NOW = datetime.fromisoformat(passerelle.NOW)


class Talk:
    """The exchange between the guests of one event, using one calendar program, and the shared mailbox."""

    def __init__(self, run, name, client):
        self.run, self.name, self.client = run, name, client
        self.ref = None

    def announces(self):
        return compose(ORGANISER, SHARED, "[EVENEMENT]", form({**FIELDS, "Intitulé": f"Forum {self.name}"})).as_bytes(policy=policy.SMTP), NOW

    def writes(self, answer):
        """The mail, and when it is read: a minute after it was written."""
        return self.client(answer), answer.stamp + timedelta(minutes=1)

    def tally(self, contact=GUEST):
        row = self.run.passerelle.row("SELECT * FROM attendances WHERE event = ? AND contact = ?", self.ref, contact)
        return row["answer"], row["participants"], row["comment"]


def side_by_side(run, talks):
    """Each dialogue yields a mail and when it is read, and gets the decision and the letters that answer it
    or are about its event. One run reads a mail of each dialogue."""
    said, refs = {talk: next(talk) for talk in talks}, {}
    while said:
        before = set(run.sent())
        for mail, _ in said.values():
            run.sends(mail)
        run.runs(max(now for _, now in said.values()).isoformat())
        letters = [letter_in(path) for path in run.sent() if path not in before]
        told = 0
        for talk, (mail, _) in list(said.items()):
            message_id = re.search(rb"(?im)^Message-ID: (<[^>]+>)", mail)[1].decode()
            decision = run.passerelle.row("SELECT * FROM messages WHERE message_id = trim(?, '<>')", message_id)
            ref = refs.setdefault(talk, decision["ref"])
            own = [letter for letter in letters if ref in str(letter["Subject"]) or letter["In-Reply-To"] == message_id]
            told += len(own)
            try:
                said[talk] = talk.send((decision, own))
            except StopIteration:
                del said[talk]
        if told != len(letters):
            raise LookupError(f"{len(letters)} letters, {told} of them answer a talk: {[str(letter['Subject']) for letter in letters]}")


def tell_client(story, run, name, client):
    talk = Talk(run, name, client)
    decision, invitations = yield talk.announces()
    talk.ref = decision["ref"]
    request = letter_to(invitations, GUEST)
    say = lambda status, **more: Answer(request, GUEST, status, **more)
    later = calendar_of(request).walk("VEVENT")[0].decoded("DTSTAMP")

    decision, letters = yield talk.writes(say("ACCEPTED"))
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("rsvp", "accepted", talk.ref), f"{name}: accepted")
    story.is_(talk.tally()[:2], ("yes", 1), f"{name}: for one")
    story.is_(len(letters), 1, f"{name}: acknowledged")
    decision, letters = yield talk.writes(say("ACCEPTED", stamp=later + timedelta(minutes=6)))
    story.is_((decision["outcome"], len(letters), talk.tally()[:2]), ("accepted", 0, ("yes", 1)), f"{name}: repeated, nothing is sent")
    decision, letters = yield talk.writes(say("TENTATIVE", stamp=later + timedelta(minutes=7), comment="Peut-être avec du retard"))
    story.is_((decision["outcome"], len(letters)), ("accepted", 0), f"{name}: tentative, no letter")
    story.is_((talk.tally()[0], talk.tally()[2]), ("maybe", "Peut-être avec du retard"), f"{name}: with its comment")
    decision, letters = yield talk.writes(say("DECLINED", stamp=later + timedelta(minutes=8), comment="L'équipe est en congé, désolés ; \"bonne\" journée"))
    story.is_((decision["outcome"], len(letters), talk.tally()[0]), ("accepted", 0, "no"), f"{name}: declined")
    story.is_(talk.tally()[2], "L'équipe est en congé, désolés ; \"bonne\" journée", f"{name}: why")
    decision, _ = yield talk.writes(say("ACCEPTED", stamp=later + timedelta(minutes=6, seconds=30)))
    story.is_((decision["outcome"], talk.tally()[0]), ("ignored", "no"), f"{name}: an older answer is stale")
    decision, letters = yield talk.writes(say("ACCEPTED", stamp=later + timedelta(minutes=9), comment="Nombre de jeunes : 4\nNous venons en bus"))
    story.is_((decision["outcome"], talk.tally()), ("accepted", ("yes", 4, "Nous venons en bus")), f"{name}: changed mind, with a number")

    decision, letters = yield talk.writes(say("ACCEPTED", stamp=later + timedelta(minutes=10), attendee=OTHER))
    story.is_((decision["outcome"], talk.tally(OTHER)[0]), ("refused", "pending"), f"{name}: nobody answers for another")
    decision, letters = yield talk.writes(Answer(request, COLLEAGUE, "ACCEPTED", attendee=GUEST, stamp=later + timedelta(minutes=10)))
    story.is_((decision["outcome"], talk.tally()[:2]), ("refused", ("yes", 4)), f"{name}: nor from a forwarded invitation")
    decision, letters = yield talk.writes(say("ACCEPTED", stamp=later + timedelta(minutes=11), attendee="zoe@alias.example"))
    story.is_((decision["outcome"], talk.tally()[:2]), ("accepted", ("yes", 4)), f"{name}: an alias counts for From, the number stands")
    decision, letters = yield talk.writes(say("NEEDS-ACTION", stamp=later + timedelta(minutes=12)))
    story.is_((decision["outcome"], talk.tally()[0]), ("ignored", "yes"), f"{name}: undecided is no answer")

    start = datetime(2027, 1, 29, 13, 0, tzinfo=timezone.utc)
    proposal = say("TENTATIVE", stamp=later + timedelta(minutes=13), counter=(start, start + timedelta(hours=2)))
    decision, letters = yield talk.writes(proposal)
    story.is_((decision["outcome"], talk.tally()[0], len(letters)), ("accepted", "maybe", 1), f"{name}: a proposal is tallied and told")
    if letters:
        text = text_of(letter_to(letters, ORGANISER))
        story.ok("vendredi 29 janvier 2027, de 14 h à 16 h" in text and "jeudi 28 janvier 2027, de 14 h à 17 h 30" in text, f"{name}: both times", text)

    request = letter_to(invitations, COLLEAGUE)
    delegated = Answer(request, COLLEAGUE, "DELEGATED", delegate=OTHER, stamp=later + timedelta(minutes=20))
    decision, _ = yield talk.writes(delegated)
    story.is_((decision["outcome"], talk.tally(COLLEAGUE)[0]), ("refused", "pending"), f"{name}: not to another organisation")
    delegated = Answer(request, COLLEAGUE, "DELEGATED", delegate=DELEGATE, stamp=later + timedelta(minutes=21))
    decision, _ = yield talk.writes(delegated)
    story.is_((decision["outcome"], talk.tally(COLLEAGUE)[0], talk.tally(DELEGATE)[0]), ("accepted", "no", "pending"), f"{name}: delegated")


def tell(story):
    with temporary_folder("calendar") as folder:
        run = Embedded(folder, "answers_per_hour = 1000\n")
        side_by_side(run, [tell_client(story, run, name, CLIENTS[name]) for name in sys.argv[1:] or CLIENTS])


run_story(tell)

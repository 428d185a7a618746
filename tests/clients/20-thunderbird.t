#!/usr/bin/python3 -B
"""Specification section 6 with a real Thunderbird: it shows buttons for our invitation, the answers go
through real servers and are counted, and its calendar shows a changed and a cancelled event. Pictures are in
build/clients."""

import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

for folder in ("lib", "../flow/lib"):
    sys.path.insert(0, str(Path(__file__).parent / folder))

from agreement import ADVISER, EVENT
from clients import calendar_of
from mails import SHARED, compose, form
from passerelle import TREE
from scene import play
from system import wait_until
from thunderbird import Display, Thunderbird

ORGANISER = "lyon@ims.example"
PARIS = ZoneInfo("Europe/Paris")


class Loop:
    def __init__(self, scene, thunderbird):
        self.scene, self.thunderbird = scene, thunderbird

    def runs(self):
        """Thunderbird uses the machine's clock."""
        self.scene.runs(datetime.now(timezone.utc).isoformat(timespec="seconds"))

    def announces(self, tag, text):
        """Returns the decision and the adviser's new letter."""
        mail = compose(ORGANISER, SHARED, tag, text)
        self.scene.sends(mail)
        self.runs()
        return self.scene.passerelle.message(mail), self.scene.last(ADVISER)

    def opens(self, letter, picture):
        return self.thunderbird.opens(letter["Message-ID"].strip("<>"), picture)

    def answers(self, button, picture):
        """Presses a button whose answer is sent by mail; returns the decision about it and the adviser's
        tally."""
        decided = self.scene.passerelle.count("messages")
        self.thunderbird.presses(button, picture)
        wait_until(lambda: self.scene.dovecot.raw_messages(SHARED), "the answer")
        self.runs()
        rows = self.scene.passerelle.rows("SELECT kind, outcome, ref FROM messages WHERE id > ?", decided)
        tally = self.scene.passerelle.row("SELECT answer, participants FROM attendances WHERE contact = ?", ADVISER)
        return [tuple(row.values()) for row in rows], tuple(tally.values())


def tell_calendar(story, loop):
    day = datetime.now().date() + timedelta(days=30)
    date = lambda when: f"{when:%d/%m/%Y} de 14h à 17h30"
    starts = lambda letter: calendar_of(letter).walk("VEVENT")[0].decoded("DTSTART").astimezone(PARIS).strftime("%Y%m%dT%H%M%S")
    decision, request = loop.announces("[EVENEMENT]", form({**EVENT, "Date": date(day)}))
    ref = decision["ref"]
    decided = [("rsvp", "accepted", ref)]
    answers = {"imipAcceptButton", "imipTentativeButton", "imipDeclineButton"}

    buttons = loop.opens(request, "1-invitation")
    story.ok(answers <= set(buttons), "the invitation shows its buttons", buttons)
    story.is_(loop.answers("imipAcceptButton", "2-accepted"), (decided, ("yes", 1)), "Accept is tallied")
    story.is_(loop.thunderbird.agenda(), [(starts(request), "ACCEPTED")], "the event stands in the calendar")

    _, changed = loop.announces(f"[EVENEMENT {ref}]", form({"Date": date(day + timedelta(days=1))}))
    story.ok(starts(changed) != starts(request), "the event is moved")
    buttons = loop.opens(changed, "3-changed")
    story.ok(answers <= set(buttons), "the moved event asks again", buttons)
    story.is_(loop.answers("imipDeclineButton", "4-declined"), (decided, ("no", 0)), "Decline is tallied")
    story.is_(loop.thunderbird.agenda(), [(starts(changed), "DECLINED")], "the calendar has the new day")

    _, changed = loop.announces(f"[EVENEMENT {ref}]", form({"Lieu": "69100 Villeurbanne"}))
    loop.opens(changed, "5-place")
    story.is_(loop.answers("imipTentativeButton", "6-tentative"), (decided, ("maybe", 1)), "Tentative is tallied")

    _, cancelled = loop.announces(f"[ANNULATION {ref}]", "Annulé.\n")
    buttons = loop.opens(cancelled, "7-cancelled")
    story.is_(buttons, ["imipDeleteButton"], "the cancelled event asks to be deleted")
    loop.thunderbird.presses("imipDeleteButton", "8-deleted")
    story.is_(loop.thunderbird.agenda(), [], "and has gone from the calendar")
    loop.runs()
    story.is_(loop.scene.passerelle.row("SELECT answer FROM attendances WHERE contact = ?", ADVISER)["answer"], "maybe", "the tally stays")


def tell(story, scene):
    with Display() as display, Thunderbird([("Maëlle Lefèvre", ADVISER)], scene.dovecot, scene.postfix.partner_port, display,
                                           TREE / "build" / "clients") as thunderbird:
        tell_calendar(story, Loop(scene, thunderbird))


play(tell)

#!/usr/bin/python3 -B
"""A year of events on a fast clock against an independent model of specification section 6: 40 events, 200 contacts, 3,000 answers by form and
calendar in random order, with repeats, stale ones, changes, cancellations and ten days of standstill. Arguments or SEEDS: the seeds."""

import os
import random
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1] / "flow" / "lib"))

from clients import Answer, thunderbird
from embedded import PARSER, Embedded
from mails import SHARED, compose, form
from system import temporary_folder
from tap import run_story

PARIS = ZoneInfo("Europe/Paris")
ORGANISER = "lyon@ims.example"
EVENTS, ANSWERS, MISSIONS, ADVISERS, DAYS = (int(os.environ.get(name, default)) for name, default in (
    ("EVENTS", 40), ("ANSWERS", 3000), ("MISSIONS", 50), ("ADVISERS", 4), ("DAYS", 350)))
START = datetime(2027, 1, 4, 10, 0, tzinfo=PARIS)


def directory():
    rows = ["organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage",
            f"IMS – antenne de Lyon;antenne;Émilie Roussel;{ORGANISER};;D69;;;;"]
    for mission in range(MISSIONS):
        for adviser in range(ADVISERS):
            rows.append(f"Mission locale {mission};mission_locale;Adviser {mission} {adviser};a{adviser}@ml{mission}.example;;D69;;;;")
    return "\n".join(rows) + "\n"


def local_day(moment):
    return moment.astimezone(PARIS).date()


def at_eight(day):
    return datetime(day.year, day.month, day.day, 8, tzinfo=PARIS)


class Guest:
    def __init__(self):
        self.answer, self.number, self.sequence, self.stamp, self.turn = "pending", 0, -1, None, 0


class Event:
    """What one event must look like, told anew from the specification."""

    def __init__(self, ref, start, capacity, quota, deadline, guests, announced):
        self.ref, self.start, self.end = ref, start, start + timedelta(hours=2)
        self.capacity, self.quota, self.deadline = capacity, quota, deadline
        self.guests = {guest: Guest() for guest in guests}
        self.sequence, self.status, self.turns, self.since = 0, "open", 0, announced
        self.letters, self.queued = {}, {}
        self.made = {}

    def counts(self, template, number=1):
        """Letters that are sent at the end of the run, unless the event is cancelled before."""
        self.queued[template] = self.queued.get(template, 0) + number

    def sends(self):
        for template, number in self.queued.items():
            self.letters[template] = self.letters.get(template, 0) + number
        self.queued = {}

    def taken(self, but=None):
        return sum(guest.number for name, guest in self.guests.items() if guest.answer == "yes" and name != but)

    def of_mission(self, name):
        mission = name.split("@")[1]
        return sum(guest.number for other, guest in self.guests.items()
                   if other != name and other.endswith("@" + mission) and guest.answer in ("yes", "waiting"))

    def promotes(self):
        for guest in sorted((guest for guest in self.guests.values() if guest.answer == "waiting"), key=lambda guest: guest.turn):
            if self.capacity is None or self.taken() + guest.number <= self.capacity:
                guest.answer = "yes"
                self.counts("event_promotion")

    def takes(self, name, answer, number, arrived, now, sequence=None, stamp=None):
        """The outcome of an answer; sequence and stamp are a calendar's."""
        guest, is_calendar = self.guests[name], sequence is not None
        current = self.sequence - (self.status == "cancelled")
        when = arrived if not is_calendar or stamp > now else stamp
        if is_calendar and (sequence < current or (guest.stamp and guest.sequence == self.sequence and when < guest.stamp)):
            return "ignored"
        if self.status == "cancelled" or now >= self.start:
            return "ignored" if is_calendar and answer != "yes" else "refused"
        number = 0 if answer == "no" else number if number is not None else guest.number or 1
        if answer == "yes":
            if number == 0:
                return "refused"
            stands = guest.answer in ("yes", "waiting")
            more = not stands or number > guest.number
            room = None if self.capacity is None else self.capacity - self.taken(name)
            if more:
                if self.deadline and local_day(arrived) > self.deadline:
                    return "refused"
                if self.quota is not None and self.of_mission(name) + number > self.quota:
                    return "refused"
                if self.capacity is not None and (number > self.capacity or (guest.answer == "yes" and number > room)):
                    return "refused"
                self.turns += 1
                turn = self.turns
            else:
                turn = guest.turn
            keeps = guest.answer == "yes" and not more
            answer = "waiting" if room is not None and not keeps and number > room else "yes"
            guest_turn = turn
        else:
            guest_turn = guest.turn
        is_same = (guest.answer, guest.number) == (answer, number)
        if not is_same and (answer in ("yes", "waiting") or not is_calendar):
            self.counts("rsvp_acknowledgement")
        guest.answer, guest.number, guest.turn = answer, number, guest_turn
        guest.sequence, guest.stamp = self.sequence, when
        self.promotes()
        return "accepted"

    def dues(self):
        day = local_day(self.start)
        week, eve = day - timedelta(days=7), day - timedelta(days=1)
        after = self.deadline + timedelta(days=1) if self.deadline else eve
        if at_eight(after) >= self.start:
            after = eve
        return {"event_reminder_7": week, "event_reminder_1": eve, "event_pending": self.deadline - timedelta(days=3) if self.deadline else week,
                "event_list": after}

    def is_due(self, now):
        return any(at_eight(day) <= now and (kind, day) not in self.made for kind, day in self.dues().items()) and now < self.start + timedelta(days=2)

    def skips(self, now):
        """What was due before it moves and was not made."""
        for kind, day in self.dues().items():
            if self.since <= at_eight(day) <= now and (kind, day) not in self.made:
                self.made[kind, day] = ("skipped", 0, "event changed")

    def looks(self, now):
        """What the calendar of mailings does at that time."""
        for kind, day in self.dues().items():
            due = at_eight(day)
            if due > now or due < self.since or (kind, day) in self.made or (self.status == "cancelled" and due >= self.closed):
                continue
            if self.status == "cancelled":
                done = ("skipped", 0, "cancelled")
            elif now >= self.start:
                done = ("skipped", 0, "too late")
            elif kind == "event_reminder_7" and at_eight(self.dues()["event_reminder_1"]) <= now:
                done = ("skipped", 0, "overtaken by event_reminder_1")
            elif kind == "event_pending" and self.deadline and local_day(now) > self.deadline:
                done = ("skipped", 0, "too late")
            else:
                wanted = {"event_pending": "pending"}.get(kind, "yes")
                count = 1 if kind == "event_list" else sum(guest.answer == wanted for guest in self.guests.values())
                done = ("done", count, None) if count else ("skipped", 0, "nobody to tell")
                self.counts(kind.rsplit("_", 1)[0] if "reminder" in kind else kind, count)
            self.made[kind, day] = done


class Year:
    def __init__(self, story, folder, seed):
        self.story, self.random = story, random.Random(seed)
        path = Path(folder) / "annuaire.csv"
        path.write_text(directory(), encoding="utf-8")
        self.run = Embedded(folder, directory=str(path))
        self.events, self.expected, self.requests, self.now = {}, [], {}, START
        self.waiting = []

    def arrives(self, mail, moment, decide):
        """A mail lies in the mailbox since that moment; decide(now) is what the model makes of it once it is read."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        os.utime(self.run.sends(raw), (moment.timestamp(), moment.timestamp()))
        self.waiting.append(decide)

    def wakes(self, now):
        self.now = now
        before = self.run.passerelle.count("messages")
        self.run.runs(now.isoformat())
        outcomes = [row["outcome"] for row in self.run.passerelle.rows("SELECT outcome FROM messages WHERE id > ? ORDER BY id", before)]
        for outcome, decide in zip(outcomes, self.waiting, strict=True):
            self.expected.append((outcome, decide(now)))
        self.waiting = []
        for event in self.events.values():
            event.looks(now)
            event.sends()

    def announces(self):
        number = len(self.events) + 1
        start = (self.now + timedelta(days=self.random.randint(12, 40))).replace(hour=self.random.choice((9, 14)), minute=0, second=0, microsecond=0)
        capacity, quota = self.random.choice((None, 10, 20, 40)), self.random.choice((None, None, 4, 6))
        deadline = local_day(start) - timedelta(days=self.random.randint(2, 6)) if self.random.random() < 0.6 else None
        fields = {"Intitulé": f"Forum {number}", "Date": f"{start:%d/%m/%Y} de {start:%H}h à {start.hour + 2}h", "Lieu": "69007 Lyon", "Type": "forum",
                  "Places": capacity, "Quota": quota, "Date limite": deadline and f"{deadline:%d/%m/%Y}"}
        known = set(self.run.sent())
        self.arrives(compose(ORGANISER, SHARED, "[EVENEMENT]", form({key: value for key, value in fields.items() if value})), self.now, lambda now: "accepted")
        self.wakes(self.now)
        ref = self.run.passerelle.row("SELECT max(ref) AS ref FROM events")["ref"]
        guests = [row["contact"] for row in self.run.passerelle.rows("SELECT contact FROM attendances WHERE event = ?", ref)]
        self.events[ref] = Event(ref, start, capacity, quota, deadline, guests, self.now)
        letters = (PARSER.parsebytes(path.read_bytes()) for path in self.run.sent() if path not in known)
        self.requests[ref] = next(letter for letter in letters if letter.get_content_type() == "multipart/mixed")

    def open(self):
        return [event for event in self.events.values() if event.status == "open" and event.start > self.now + timedelta(hours=30)]

    def answers(self, moment):
        event = self.random.choice(list(self.events.values())[-6:])
        name = self.random.choice(list(event.guests)[:25])
        answer = self.random.choices(("yes", "no", "maybe"), (6, 2, 1))[0]
        number = self.random.choice((None, None, 1, 2, 3, 4, 5, 8)) if answer != "no" else None
        if self.random.random() < 0.5:
            word = {"yes": "oui", "no": "non", "maybe": "peut-être"}[answer]
            fields = {"Réponse": word, **({"Nombre de jeunes": number} if number else {})}
            mail = compose(name, SHARED, f"[REPONSE {event.ref}]", form(fields))
            self.arrives(mail, moment, lambda now: event.takes(name, answer, number, moment, now))
            return
        sequence = max(0, event.sequence - (self.random.random() < 0.15))
        stamp = moment - timedelta(hours=self.random.choice((0, 0, 0, 0, 30)), seconds=5)
        status = {"yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE"}[answer]
        reply = Answer(self.requests[event.ref], name, status, name="Adviser", sequence=sequence, stamp=stamp,
                       comment=f"Nombre de jeunes : {number}" if number else None)
        self.arrives(thunderbird(reply), moment, lambda now: event.takes(name, answer, number, moment, now, sequence, stamp.astimezone(timezone.utc)))

    def changes(self, moment):
        if not self.open():
            return
        event = self.random.choice(self.open())
        if self.random.random() < 0.25:
            def cancel(now):
                if event.status != "open":
                    return "refused"
                event.status, event.closed = "cancelled", now
                event.sequence += 1
                event.queued = {}
                event.counts("event_cancelled", len(event.guests))
                return "accepted"
            self.arrives(compose(ORGANISER, SHARED, f"[ANNULATION {event.ref}]", "Annulé.\n"), moment, cancel)
        elif self.random.random() < 0.5 and event.capacity:
            grown = event.capacity + 5

            def grow(now):
                if event.status != "open":
                    return "refused"
                event.capacity = grown
                if event.start > now:
                    event.promotes()
                return "accepted"
            self.arrives(compose(ORGANISER, SHARED, f"[EVENEMENT {event.ref}]", form({"Places": grown})), moment, grow)
        else:
            later = event.start + timedelta(days=1)

            def move(now):
                if event.status != "open":
                    return "refused"
                if later <= now:
                    return "refused"
                if event.start != later:
                    event.skips(now)
                    event.counts("event_changed", len(event.guests))
                    event.sequence += 1
                    event.since = now
                event.start, event.end = later, later + timedelta(hours=2)
                return "accepted"
            self.arrives(compose(ORGANISER, SHARED, f"[EVENEMENT {event.ref}]", form({"Date": f"{later:%d/%m/%Y}"})), moment, move)

    def lives(self):
        per_day = ANSWERS / DAYS
        standstill = START + timedelta(days=self.random.randint(DAYS // 3, DAYS // 2))
        day = START
        for number in range(DAYS):
            day = (START + timedelta(days=number)).replace(hour=8, minute=5)
            is_still = standstill <= day < standstill + timedelta(days=10)
            if not is_still and (self.waiting or any(event.is_due(day) for event in self.events.values())):
                self.wakes(day)
            if not is_still and len(self.events) < EVENTS and number % max(1, DAYS // EVENTS) == 0:
                self.now = day.replace(hour=10)
                self.announces()
            if self.events:
                moments = sorted(day.replace(hour=11) + timedelta(seconds=self.random.randint(0, 8 * 3600))
                                 for _ in range(round(per_day * self.random.uniform(0.5, 1.5))))
                for moment in moments:
                    self.answers(moment)
                if self.random.random() < 0.1:
                    self.changes(day.replace(hour=20))
            if self.waiting and not is_still:
                self.wakes(day.replace(hour=21))
        self.wakes(day + timedelta(days=60))

    def compares(self, seed):
        register = self.run.passerelle
        wrong = [(number, pair) for number, pair in enumerate(self.expected) if pair[0] != pair[1]]
        self.story.ok(not wrong, f"seed {seed}: {len(self.expected)} outcomes", wrong[:5])
        for event in self.events.values():
            row = register.row("SELECT status, sequence FROM events WHERE ref = ?", event.ref)
            status = "past" if event.status == "open" else event.status
            got = {row["contact"]: (row["answer"], row["participants"]) for row in register.rows("SELECT * FROM attendances WHERE event = ?", event.ref)}
            expected = {name: (guest.answer, guest.number) for name, guest in event.guests.items()}
            differ = {name: (got.get(name), expected[name]) for name in expected if got.get(name) != expected[name]}
            self.story.ok((row["status"], row["sequence"]) == (status, event.sequence) and not differ, f"seed {seed}: {event.ref} as answered",
                          (dict(row), status, event.sequence, list(differ.items())[:3]))
            letters = {row["template"]: row["n"] for row in register.rows(
                "SELECT template, count(*) AS n FROM letters WHERE about = ? AND template NOT IN ('invitation', 'event_acknowledgement', 'refusal')"
                " AND status = 'sent' GROUP BY template", event.ref)}
            self.story.is_(letters, {kind: count for kind, count in event.letters.items() if count}, f"seed {seed}: {event.ref} its letters")
            made = {(row["kind"], row["period"].split("/")[1]): (row["status"], row["recipients"], row["reason"]) for row in register.rows(
                "SELECT * FROM mailings WHERE period LIKE ?", f"{event.ref}/%")}
            self.story.is_(made, {(kind, day.isoformat()): done for (kind, day), done in event.made.items()}, f"seed {seed}: {event.ref} its mailings")


def tell(story):
    for seed in sys.argv[1:] or os.environ.get("SEEDS", "1").split():
        with temporary_folder("year") as folder:
            year = Year(story, folder, int(seed))
            year.lives()
            year.compares(seed)


run_story(tell)

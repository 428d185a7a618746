#!/usr/bin/python3 -B
"""A year of events on a fast clock against an independent model of specification section 6: 40 events, 200 contacts of missions locales and a
few of companies, 3,000 answers by form and by every calendar program in random order, with comments, repeats, stale ones, proposals,
delegations, answers for others and by nobody proven, changes of every kind by both owners, cancellations and ten days of standstill.
Arguments or SEEDS: the seeds."""

import os
import random
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1] / "flow" / "lib"))

from clients import CLIENTS, Answer
from embedded import Embedded
from mails import PARSER, SHARED, compose, form
from system import temporary_folder
from tap import run_story

PARIS = ZoneInfo("Europe/Paris")
ORGANISER, CO_OWNER = "lyon@ims.example", "evenements@cnml.example"
EVENTS, ANSWERS, MISSIONS, ADVISERS, DAYS = (int(os.environ.get(name, default)) for name, default in (
    ("EVENTS", 40), ("ANSWERS", 3000), ("MISSIONS", 50), ("ADVISERS", 4), ("DAYS", 350)))
COMPANIES = 5
START = datetime(2027, 1, 4, 10, 0, tzinfo=PARIS)
WORDS = {"yes": "oui", "no": "non", "maybe": "peut-être"}
STATUSES = {"yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE", "pending": "NEEDS-ACTION", "delegated": "DELEGATED"}
COMMENTS = (None, None, None, "Parking à prévoir pour le bus", "Merci ; \"bon\" forum, à tous")
STREETS = ("69007 Lyon", "69003 Lyon")


def directory():
    rows = ["organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage",
            f"IMS – antenne de Lyon;antenne;Émilie Roussel;{ORGANISER};;D69;;;;",
            f"Conseil national;cnml;Odile Martin;{CO_OWNER};;FR;;;;"]
    for mission in range(MISSIONS):
        for adviser in range(ADVISERS):
            rows.append(f"Mission locale {mission};mission_locale;Adviser {mission} {adviser};a{adviser}@ml{mission}.example;;D69;;;;")
    rows += [f"Entreprise {number};entreprise;Recruteur {number};rh@entreprise{number}.example;;D69;;;;" for number in range(COMPANIES)]
    return "\n".join(rows) + "\n"


def local_day(moment):
    return moment.astimezone(PARIS).date()


def at_eight(day):
    return datetime(day.year, day.month, day.day, 8, tzinfo=PARIS)


def mission_of(name):
    return name.split("@")[1]


@dataclass
class Said:
    """An answer; sequence and stamp are the calendar's, `arrived` the mailbox's."""

    name: str
    answer: str
    number: int | None
    arrived: datetime
    comment: str | None = None
    sequence: int | None = None
    stamp: datetime | None = None
    counter: tuple | None = None
    delegate: str | None = None
    attendee: str | None = None
    is_proven: bool = True


class Guest:
    def __init__(self):
        self.answer, self.number, self.comment, self.sequence, self.stamp, self.turn = "pending", 0, None, -1, None, 0


class Event:
    """The expected state of an event, derived again from the specification."""

    def __init__(self, ref, start, capacity, quota, deadline, guests, announced):
        self.ref, self.start, self.hours, self.place = ref, start, 2, STREETS[0]
        self.capacity, self.quota, self.deadline = capacity, quota, deadline
        self.guests = {guest: Guest() for guest in guests}
        self.sequence, self.status, self.turns, self.since = 0, "open", 0, announced
        self.letters, self.queued = {}, {}
        self.made, self.proposed = {}, set()

    def counts(self, template, number=1):
        """Letters expected at the end of the run, unless the event is cancelled before."""
        self.queued[template] = self.queued.get(template, 0) + number

    def sends(self):
        for template, number in self.queued.items():
            self.letters[template] = self.letters.get(template, 0) + number
        self.queued = {}

    def taken(self, but=None):
        return sum(guest.number for name, guest in self.guests.items() if guest.answer == "yes" and name != but)

    def of_mission(self, name):
        return sum(guest.number for other, guest in self.guests.items()
                   if other != name and mission_of(other) == mission_of(name) and guest.answer in ("yes", "waiting"))

    def promotes(self):
        for guest in sorted((guest for guest in self.guests.values() if guest.answer == "waiting"), key=lambda guest: guest.turn):
            if self.capacity is None or self.taken() + guest.number <= self.capacity:
                guest.answer = "yes"
                self.counts("event_promotion")

    def is_over(self, now):
        return self.status == "cancelled" or now >= self.start

    def refuses(self, said, number):
        """Whether a "oui" asks for more than allowed."""
        guest = self.guests[said.name]
        if number == 0:
            return True
        if guest.answer in ("yes", "waiting") and number <= guest.number:
            return False
        is_late = self.deadline and local_day(said.arrived) > self.deadline
        is_bound = self.quota is not None and mission_of(said.name).startswith("ml")
        is_over_quota = is_bound and self.of_mission(said.name) + number > self.quota
        is_too_large = self.capacity is not None and number > self.capacity
        has_no_room = self.capacity is not None and guest.answer == "yes" and number > self.capacity - self.taken(said.name)
        return is_late or is_over_quota or is_too_large or has_no_room

    def is_stale(self, said, when):
        guest, current = self.guests[said.name], self.sequence - (self.status == "cancelled")
        return said.sequence < current or (guest.stamp and guest.sequence == self.sequence and when < guest.stamp)

    def notes(self, said, answer, number, when):
        guest = self.guests[said.name]
        is_same = (guest.answer, guest.number) == (answer, number)
        guest.comment = said.comment or (guest.comment if is_same else None)
        guest.answer, guest.number, guest.sequence, guest.stamp = answer, number, self.sequence, when
        return is_same

    def delegates(self, said, now, when):
        """Delegates to a colleague who is invited already."""
        if self.is_over(now):
            return "ignored"
        if said.delegate == said.name or mission_of(said.delegate) != mission_of(said.name):
            return "refused"
        self.notes(said, "no", 0, when)
        self.guests[said.name].comment = said.comment  # an earlier answer other than "non"
        self.promotes()
        return "accepted"

    def hears(self, said, now):
        """The organiser is told of a proposal, once."""
        if not self.is_over(now) and (said.name, said.counter) not in self.proposed:
            self.proposed.add((said.name, said.counter))
            self.counts("event_counter")

    def takes(self, said, now):
        """The outcome of an answer."""
        guest, is_calendar = self.guests[said.name], said.sequence is not None
        if not said.is_proven:
            return "quarantined"
        if said.attendee in self.guests and said.attendee != said.name:
            return "refused"
        when = said.arrived if not is_calendar or said.stamp > now else said.stamp
        if is_calendar and self.is_stale(said, when):
            return "ignored"
        if said.counter:
            self.hears(said, now)
        if said.answer == "pending":
            return "ignored"
        if said.answer == "delegated":
            return self.delegates(said, now, when)
        if self.is_over(now):
            return "ignored" if is_calendar and said.answer != "yes" else "refused"
        number = 0 if said.answer == "no" else said.number if said.number is not None else guest.number or 1
        answer = said.answer
        if answer == "yes":
            if self.refuses(said, number):
                return "refused"
            if guest.answer not in ("yes", "waiting") or number > guest.number:
                self.turns += 1
                guest.turn = self.turns
                keeps = False
            else:
                keeps = guest.answer == "yes"
            if self.capacity is not None and not keeps and number > self.capacity - self.taken(said.name):
                answer = "waiting"
        if not self.notes(said, answer, number, when) and (answer in ("yes", "waiting") or not is_calendar):
            self.counts("rsvp_acknowledgement")
        self.promotes()
        return "accepted"

    def cancels(self, now):
        if self.status != "open":
            return "refused"
        self.status, self.closed = "cancelled", now
        self.sequence += 1
        self.queued = {}
        self.counts("event_cancelled", len(self.guests))
        return "accepted"

    def changes(self, now, *, start=None, hours=None, place=None, capacity=None, quota=None, deadline=None):
        """The outcome of a change, and the new values."""
        if self.status != "open":
            return "refused"
        new_start, new_hours, new_place = start or self.start, hours or self.hours, place or self.place
        new_capacity, new_quota = capacity or self.capacity, quota or self.quota
        new_deadline = deadline or self.deadline
        if (start and new_start <= now) or (deadline and deadline < local_day(now)):
            return "refused"
        if new_deadline and new_deadline > local_day(new_start) and (start or deadline):
            return "refused"
        if (capacity or quota) and new_capacity is not None and new_quota is not None and new_quota > new_capacity:
            return "refused"
        was_owed = {(kind, day): at_eight(day) for kind, day in self.dues().items() if self.since <= at_eight(day) <= now}
        is_moved = new_start != self.start
        if is_moved or new_hours != self.hours or new_place != self.place:
            self.counts("event_changed", len(self.guests))
            self.sequence += 1
        if is_moved:
            self.since = now
        self.start, self.hours, self.place = new_start, new_hours, new_place
        self.capacity, self.quota, self.deadline = new_capacity, new_quota, new_deadline
        for (kind, day), due in was_owed.items():
            if (kind, day) not in self.made and (self.dues()[kind] != day or due < self.since):
                self.made[kind, day] = ("skipped", 0, "event changed")
        if now < self.start:
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

    def arrives(self, mail, moment, decide, is_proven=True):
        """A mail that is in the mailbox since then; decide(now) updates the model when it is read."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        os.utime(self.run.sends(raw, is_proven), (moment.timestamp(), moment.timestamp()))
        self.waiting.append(decide)

    def wakes(self, now):
        self.now = now
        before = self.run.passerelle.count("messages")
        self.run.runs(now.isoformat())
        decided = self.run.passerelle.rows("SELECT id, outcome, reason FROM messages WHERE id > ? ORDER BY id", before)
        for row, decide in zip(decided, self.waiting, strict=True):
            self.expected.append((row["outcome"], decide(now), row["id"], row["reason"]))
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
                  "Places": capacity, "Quota": quota, "Date limite": deadline and f"{deadline:%d/%m/%Y}", "Co-organisateur": CO_OWNER,
                  "Invités": "missions locales, entreprises" if number % 3 == 0 else None}
        known = set(self.run.sent())
        self.arrives(compose(ORGANISER, SHARED, "[EVENEMENT]", form({key: value for key, value in fields.items() if value})), self.now, lambda now: "accepted")
        self.wakes(self.now)
        ref = self.run.passerelle.row("SELECT max(ref) AS ref FROM events")["ref"]
        guests = [row["contact"] for row in self.run.passerelle.rows("SELECT contact FROM attendances WHERE event = ? ORDER BY contact", ref)]
        self.events[ref] = Event(ref, start, capacity, quota, deadline, guests, self.now)
        letters = (PARSER.parsebytes(path.read_bytes()) for path in self.run.sent() if path not in known)
        self.requests[ref] = next(letter for letter in letters if letter.get_content_type() == "multipart/mixed")

    def open(self):
        return [event for event in self.events.values() if event.status == "open" and event.start > self.now + timedelta(hours=30)]

    def answers(self, moment):
        event = self.random.choice(list(self.events.values())[-6:])
        name = self.random.choice(list(event.guests)[:20] + list(event.guests)[-5:])
        answer = self.random.choices(("yes", "no", "maybe"), (6, 2, 1))[0]
        said = Said(name, answer, self.random.choice((None, None, 1, 2, 3, 4, 5, 8)) if answer != "no" else None, moment,
                    self.random.choice(COMMENTS), is_proven=self.random.random() > 0.02)
        if self.random.random() < 0.5:
            said.number = 0 if answer == "yes" and self.random.random() < 0.03 else said.number
            fields = {"Réponse": WORDS[answer], "Nombre de jeunes": said.number, "Commentaire": said.comment}
            mail = compose(name, SHARED, f"[REPONSE {event.ref}]", form({label: value for label, value in fields.items() if value is not None}))
        else:
            mail = self.calendar_of(said, event)
        self.arrives(mail, moment, lambda now: event.takes(said, now), said.is_proven)

    def calendar_of(self, said, event):
        said.sequence = max(0, event.sequence - (self.random.random() < 0.15))
        said.stamp = (said.arrived - timedelta(hours=self.random.choice((0, 0, 0, 0, 30, -5000)), seconds=5)).astimezone(timezone.utc)
        act, name = self.random.random(), said.name
        if act < 0.05:
            start = (event.start + timedelta(days=self.random.randint(1, 2))).astimezone(timezone.utc)
            said.counter = (start, start + timedelta(hours=1))
        elif act < 0.09:
            said.answer, said.number = "delegated", None
            said.delegate = self.random.choice([other for other in event.guests if mission_of(other) == mission_of(name)] + list(event.guests)[:2])
        elif act < 0.12:
            said.answer, said.number = "pending", None
        elif act < 0.14:
            said.attendee = self.random.choice(list(event.guests))
            said.sequence = event.sequence
        elif act < 0.16:
            said.attendee = f"alias@{mission_of(name)}"
        lines = filter(None, (said.number and f"Nombre de jeunes : {said.number}", said.comment))
        reply = Answer(self.requests[event.ref], name, STATUSES[said.answer], name="Adviser", sequence=said.sequence, stamp=said.stamp,
                       comment="\n".join(lines) or None, attendee=said.attendee, counter=said.counter, delegate=said.delegate)
        return self.random.choice(list(CLIENTS.values()))(reply)

    def changes(self, moment):
        if not self.open():
            return
        event = self.random.choice(self.open())
        owner = self.random.choice((ORGANISER, CO_OWNER))
        if self.random.random() < 0.2:
            self.arrives(compose(owner, SHARED, f"[ANNULATION {event.ref}]", "Annulé.\n"), moment, event.cancels)
            return
        later, deadline = event.start + timedelta(days=self.random.choice((-1, 1, 1))), local_day(moment) + timedelta(days=self.random.randint(-1, 9))
        fields, new = self.random.choice((
            ({"Date": f"{later:%d/%m/%Y}"}, {"start": later}), ({"Date": f"{later:%d/%m/%Y}"}, {"start": later}),
            ({"Fin": f"{event.start.hour + 3}h"}, {"hours": 3}), ({"Lieu": STREETS[1]}, {"place": STREETS[1]}),
            ({"Description": f"Avec douze recruteurs, état du {moment:%d/%m}."}, {}), ({"Quota": 5}, {"quota": 5}), ({"Places": 4}, {"capacity": 4}),
            ({"Places": 30}, {"capacity": 30}), ({"Places": (event.capacity or 10) + 5}, {"capacity": (event.capacity or 10) + 5}),
            ({"Date limite": f"{deadline:%d/%m/%Y}"}, {"deadline": deadline})))
        self.arrives(compose(owner, SHARED, f"[EVENEMENT {event.ref}]", form(fields)), moment, lambda now: event.changes(now, **new))

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
                if self.random.random() < 0.2:
                    self.changes(day.replace(hour=20))
            if self.waiting and not is_still:
                self.wakes(day.replace(hour=21))
        self.wakes(day + timedelta(days=60))

    def compares(self, seed):
        register = self.run.passerelle
        wrong = [decided for decided in self.expected if decided[0] != decided[1]]
        self.story.ok(not wrong, f"seed {seed}: {len(self.expected)} outcomes", wrong[:5])
        for event in self.events.values():
            row = register.row("SELECT status, sequence FROM events WHERE ref = ?", event.ref)
            status = "past" if event.status == "open" else event.status
            got = {row["contact"]: (row["answer"], row["participants"], row["comment"])
                   for row in register.rows("SELECT * FROM attendances WHERE event = ?", event.ref)}
            expected = {name: (guest.answer, guest.number, guest.comment) for name, guest in event.guests.items()}
            differ = {name: (got.get(name), wanted) for name, wanted in expected.items() if got.get(name) != wanted}
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

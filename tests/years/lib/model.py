"""What the calendar owes to whom, and what a year's report counts: specification sections 2, 4, 6 and 7, told anew from their text.

Each act is told to the model with the reference that the register gave it and the moment at which the run that read it began."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import almanac
from almanac import first_working, hour, local_day, months_later, working_before

OPERATOR = "exploitation@passerelle.example"
IMS_SIDE = ("ims", "antenne", "entreprise")
REGION = {"69": "84", "38": "84", "06": "93", "13": "93", "75": "11"}
REGIONS = ("01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94").split()
DIGESTS = {"quotidien": "digest_daily", "hebdomadaire": "digest_weekly"}
YOUNG = ("cvs", "consents_given", "consents_withdrawn", "interviews", "hires", "participants")
WITHOUT_REGION = ("articles", "newsletters", "committees")
AGREEMENT = date(2008, 4, 30)


@dataclass
class Contact:
    email: str
    organisation: str
    kind: str
    department: str = None
    region: str = None
    frequency: str = "immediat"
    is_steering: bool = False
    left: set = field(default_factory=set)

    def holds(self, department):
        if self.kind in ("cnml", "ims"):
            return True
        return self.region == REGION[department] if self.kind == "association_regionale" else self.department == department

    @property
    def side(self):
        return "ims" if self.kind in IMS_SIDE else "cnml"


@dataclass
class Record:
    """An offer, event, call, candidate or committee: what the model has to remember of it."""

    ref: str
    now: datetime
    sender: Contact
    department: str = None
    deadline: date = None
    status: str = "open"
    closed: datetime = None
    start: datetime = None
    kind: str = None
    co_side: str = None
    told: dict = field(default_factory=dict)  # of each reader, whether he has read of it
    waiting: set = field(default_factory=set)  # readers whose digest is to tell something of it
    answers: dict = field(default_factory=dict)
    acts: dict = field(default_factory=dict)

    @property
    def is_over(self):
        return self.status != "open"


class Model:
    def __init__(self, contacts, began):
        self.contacts, self.began = {contact.email: contact for contact in contacts}, began
        self.offers, self.events, self.calls, self.candidates, self.committees = {}, {}, {}, {}, {}
        self.articles, self.published, self.newsletters, self.in_newsletter = [], {}, {}, set()
        self.diagnostics, self.consents, self.consents_told, self.drafted, self.years = [], 0, 0, {}, set()
        self.letters, self.contents, self.mailings = Counter(), {}, {}

    # --- who ---

    def of(self, kinds, department=None):
        return [contact for contact in self.contacts.values() if contact.kind in kinds and (department is None or contact.holds(department))]

    def steering(self):
        return [contact for contact in self.contacts.values() if contact.is_steering]

    def writes(self, template, about, reader, refs=None):
        self.letters[template, about, reader if isinstance(reader, str) else reader.email] += 1
        if refs is not None:
            self.contents[template, about, reader.email] = set(refs)

    # --- offers and their digests (sections 4 and 7) ---

    def takes(self, reader, offer, now, digest=None):
        digest = digest or DIGESTS.get(reader.frequency)
        return bool(digest) and offer.deadline >= almanac.next_due(digest, now)

    def offer(self, ref, now, sender, department, deadline):
        offer = self.offers[ref] = Record(ref, now, sender, department, deadline)
        for reader in self.of(("mission_locale", "association_regionale"), department):
            if "offres" in reader.left:
                continue
            offer.told[reader.email] = not self.takes(reader, offer, now)
            if offer.told[reader.email]:
                self.writes("offer", ref, reader)
            else:
                offer.waiting.add(reader.email)

    def change(self, ref, now):
        if not self.offers[ref].is_over:
            self._tells_again(self.offers[ref], now, "offer_changed")

    def fill(self, ref, now):
        offer = self.offers[ref]
        offer.status, offer.closed = "filled", now
        self._tells_again(offer, now, "offer_closed")

    def _tells_again(self, offer, now, template):
        for email, is_shown in list(offer.told.items()):
            reader = self.contacts[email]
            if not is_shown:
                if offer.is_over or self.takes(reader, offer, now, DIGESTS.get(reader.frequency, "digest_daily")):
                    continue
                offer.told[email] = True
                offer.waiting.discard(email)
                self._writes_single("offer", offer, reader)
            elif self.takes(reader, offer, now):
                offer.waiting.add(email)
            else:
                self._writes_single(template, offer, reader)
                if offer.is_over or reader.frequency in DIGESTS:
                    offer.waiting.discard(email)

    def _writes_single(self, template, offer, reader):
        if "offres" not in reader.left:
            self.writes(template, offer.ref, reader)

    def _makes_digest(self, kind, period, now):
        found = {}
        for offer in self.offers.values():
            offer.waiting -= {email for email in offer.waiting if offer.is_over and not offer.told[email]}
            for email in sorted(offer.waiting):
                reader = self.contacts[email]
                if "offres" not in reader.left and DIGESTS.get(reader.frequency, "digest_daily") == kind:
                    found.setdefault(email, set()).add(offer.ref)
                    offer.waiting.discard(email)
                    offer.told[email] = True
        for email, refs in found.items():
            self.writes(kind, period, self.contacts[email], refs)
        return len(found)

    # --- newsletter (section 7) ---

    def article(self, ref, now):
        self.articles.append(ref)

    def _audience(self, event):
        kinds = {"cnml": ("ims",), "mission_locale": ("entreprise", "antenne", "ims"), "association_regionale": ("entreprise", "antenne", "ims")}
        return [reader for reader in self.of(kinds.get(event.sender.kind, ("mission_locale",)), event.department) if reader is not event.sender]

    def _asked(self, call):
        if call.kind != "speaker":
            return self.of(("entreprise", "antenne", "ims"), call.department)
        return self.of(("ims", "antenne") if call.sender.kind == "cnml" else ("mission_locale", "cnml"), call.department)

    def _makes_newsletter(self, kind, period, now):
        is_first = not self.newsletters
        offers = [offer for offer in self.offers.values() if not offer.is_over and offer.ref not in self.in_newsletter]
        events = [event for event in self.events.values() if not event.is_over and now < event.start <= now + timedelta(days=60)]
        calls = [call for call in self.calls.values() if not call.is_over]
        parts = {email: set(self.articles) for email, reader in self.contacts.items() if "newsletter" not in reader.left}
        for offer in offers:
            for reader in self.contacts.values():
                if reader.kind != "entreprise" and reader.holds(offer.department):
                    parts.get(reader.email, set()).add(offer.ref)
        for record in events + calls:
            for reader in self._audience(record) if record in events else self._asked(record):
                parts.get(reader.email, set()).add(record.ref)
        readers = [email for email, refs in parts.items() if refs or is_first]
        about = f"LET-{period}"
        for email in readers:
            self.writes("newsletter", about, self.contacts[email], parts[email])
        if readers:
            first = date(int(period[:4]), int(period[5:]), 1)
            self.newsletters[about] = (first_working(first), local_day(now))
            self.in_newsletter |= {offer.ref for offer in offers}
            self.published |= dict.fromkeys(self.articles, about)
            self.articles = []
        return len(readers)

    # --- events (section 6) ---

    def event(self, ref, now, sender, department, start, deadline=None, co_side=None):
        event = self.events[ref] = Record(ref, now, sender, department, deadline, start=start, co_side=co_side)
        for guest in self._audience(event):
            event.answers[guest.email] = ("pending", 0)
            self.writes("invitation", ref, guest)

    def answer_event(self, ref, now, guest, answer, number):
        event = self.events[ref]
        event.answers[guest] = (answer, number)
        if answer == "yes" and self.contacts[guest].side == "cnml" and event.sender.side == "ims":
            event.acts[guest] = local_day(now)
        else:
            event.acts.pop(guest, None)

    def cancel_event(self, ref, now):
        event = self.events[ref]
        event.status, event.closed = "cancelled", now

    def _event_dues(self, event):
        day = local_day(event.start)
        after = event.deadline + timedelta(days=1) if event.deadline else day - timedelta(days=1)
        if hour(after, 8) >= event.start:
            after = day - timedelta(days=1)
        week = day - timedelta(days=7)
        return {"event_reminder_7": week, "event_reminder_1": day - timedelta(days=1),
                "event_pending": event.deadline - timedelta(days=3) if event.deadline else week, "event_list": after}

    def _looks_at_event(self, event, now):
        dues = self._event_dues(event)
        for kind, day in dues.items():
            due, key = hour(day, 8), (kind, f"{event.ref}/{day}")
            if due > now or due < event.now or key in self.mailings or (event.closed and due >= event.closed):
                continue
            if event.status == "cancelled":
                reason = "cancelled"
            elif now >= event.start or (kind == "event_pending" and event.deadline and local_day(now) > event.deadline):
                reason = "too late"
            elif kind == "event_reminder_7" and hour(dues["event_reminder_1"], 8) <= now:
                reason = "overtaken by event_reminder_1"
            else:
                reason = None
            if kind == "event_list":
                readers = [event.sender.email]
            else:
                readers = [email for email, (answer, _) in event.answers.items() if answer == ("pending" if kind == "event_pending" else "yes")]
            self._closes(key, len(readers), reason or (None if readers else "nobody to tell"))
            for email in readers if not reason else ():
                self.writes("event_reminder" if "reminder" in kind else kind, event.ref, email)

    # --- calls (section 7) ---

    def call(self, ref, now, sender, kind, department, deadline):
        call = self.calls[ref] = Record(ref, now, sender, department, deadline, kind=kind)
        for reader in self._asked(call):
            call.told[reader.email] = True
            self.writes("call", ref, reader)
        for reader in self.of(("association_regionale",), department):
            if reader is not sender:
                self.writes("call_copy", ref, reader)

    def answer_call(self, ref, now, reader, answer):
        self.calls[ref].answers[reader] = (answer, local_day(now))

    def close_call(self, ref, now):
        call = self.calls[ref]
        call.status, call.closed = "filled", now

    def _looks_at_calls(self, now):
        reminded = {}
        for call in self.calls.values():
            for kind, day in (("call_reminder", working_before(call.deadline, 3)), ("call_summary", call.deadline + timedelta(days=1))):
                due, key = hour(day, 9), (kind, f"{call.ref}/{day}")
                if due > now or due < call.now or key in self.mailings or (call.closed and due >= call.closed):
                    continue
                answered = {self.contacts[email].organisation for email in call.answers}
                readers = [email for email in call.told if self.contacts[email].organisation not in answered]
                is_late = kind == "call_reminder" and local_day(now) > call.deadline
                reason = "closed" if call.closed else "too late" if is_late else None
                if kind == "call_summary":
                    readers = [call.sender.email]
                self._closes(key, len(readers), reason or (None if readers else "nobody to tell"))
                for email in readers if not reason else ():
                    if kind == "call_reminder":
                        reminded.setdefault((email, call.kind == "speaker"), set()).add(call.ref)  # one letter for all of a list
                    else:
                        self.writes(kind, call.ref, email)
        for (email, _), refs in reminded.items():
            self.writes("call_reminder", min(refs) if len(refs) == 1 else local_day(now).isoformat(), self.contacts[email], refs)

    # --- CVs and what came of them (section 5) ---

    def cv(self, ref, now, sender, consent_date):
        self.candidates[ref] = Record(ref, now, sender, deadline=months_later(consent_date, 12))
        self.consents += 1

    def outcome(self, ref, now, what, day):
        self.candidates[ref].acts.setdefault(what, day)

    def withdraw(self, ref, now):
        candidate = self.candidates[ref]
        candidate.status, candidate.closed = "withdrawn", now
        self.consents += 1

    def _expires(self, now):
        today = local_day(now)
        for record in (*self.offers.values(), *self.calls.values()):
            if not record.is_over and record.deadline < today:
                record.status = "expired"

    def _expires_consents(self, now):
        for candidate in self.candidates.values():
            if candidate.status == "open" and candidate.deadline < local_day(now):
                candidate.status = "expired"
                self.consents += 1

    # --- committee, report, duties (section 7) ---

    def committee(self, ref, now, sender, start):
        self.committees[ref] = Record(ref, now, sender, start=start)

    def minutes(self, ref, now):
        self.committees[ref].status = "held"

    def _looks_at_agenda(self, now):
        for committee in self.committees.values():
            day = local_day(committee.start) - timedelta(days=7)
            key = ("committee_agenda", f"{committee.ref}/{day}")
            if hour(day, 9) > now or hour(day, 9) < committee.now or key in self.mailings or committee.is_over:
                continue
            reason = "too late" if committee.start <= now else None
            self._closes(key, len(self.steering()), reason)
            for member in self.steering() if not reason else ():
                self.writes("committee_agenda", committee.ref, member)

    def _looks_at_overdue(self, now):
        held = [local_day(committee.start) for committee in self.committees.values() if committee.status == "held"]
        first = months_later(max(held, default=AGREEMENT), 12) + timedelta(days=1)
        dues, number = [], 0
        while hour(months_later(first, 3 * number), 9) <= now:
            dues.append(months_later(first, 3 * number))
            number += 1
        dues = [day for day in dues if hour(day, 9) >= self.began and ("committee_overdue", str(day)) not in self.mailings]
        for day in dues[:-1]:
            self._closes(("committee_overdue", str(day)), 0, f"overtaken by {dues[-1]}")
        if dues:
            is_planned = any(committee.status == "open" and committee.start > now for committee in self.committees.values())
            self._closes(("committee_overdue", str(dues[-1])), len(self.steering()), "a committee is planned" if is_planned else None)
            for member in self.steering() if not is_planned else ():
                self.writes("committee_overdue", str(dues[-1]), member)

    def _makes_report(self, kind, period, now):
        self.drafted[int(period)] = self.figures(int(period), now)
        for member in self.steering():
            self.writes("report_draft", f"BIL-{period}", member)
        return len(self.steering())

    def publish(self, year):
        for reader in self.contacts.values():
            self.writes("report", f"BIL-{year}", reader)

    def _makes_duties(self, kind, period, now):
        for member in self.steering():
            self.writes("duties", period, member)
        return len(self.steering())

    def _makes_summary(self, kind, period, now):
        has_news, self.consents_told = self.consents > self.consents_told, self.consents
        if has_news:
            self.writes("operator_summary", period, OPERATOR)
        return int(has_news)

    # --- one run ---

    def _closes(self, key, recipients, reason):
        self.mailings[key] = ("skipped", 0, reason) if reason else ("done", recipients, None)

    def _makes(self, kind, now, make):
        periods = [period for _, period in almanac.due_between(kind, self.began, now) if (kind, period) not in self.mailings]
        for period in periods[:-1]:
            self._closes((kind, period), 0, f"overtaken by {periods[-1]}")
        if periods:
            recipients = make(kind, periods[-1], now)
            self._closes((kind, periods[-1]), recipients, None if recipients else "nothing to say")

    def looks(self, now):
        """What one run does once its mailbox is decided."""
        self.years.add(local_day(now).year)
        self._expires(now)
        for event in self.events.values():
            self._looks_at_event(event, now)
        self._looks_at_calls(now)
        self._makes("operator_summary", now, self._makes_summary)
        self._looks_at_agenda(now)
        self._looks_at_overdue(now)
        self._makes("duties", now, self._makes_duties)
        self._makes("digest_daily", now, self._makes_digest)
        self._makes("digest_weekly", now, self._makes_digest)
        self._makes("newsletter", now, self._makes_newsletter)
        self._makes("report_draft", now, self._makes_report)
        self._expires_consents(now)

    # --- what the report counts ---

    def _counted(self, now):
        """(key, day, region, number) of all that counts by then."""
        for offer in self.offers.values():
            yield "offers", local_day(offer.now), REGION[offer.department], 1
            if offer.status == "filled":
                yield "offers_closed_filled", local_day(offer.closed), REGION[offer.department], 1
        for candidate in self.candidates.values():
            region = candidate.sender.region
            yield "cvs", local_day(candidate.now), region, 1
            yield "consents_given", local_day(candidate.now), region, 1
            if candidate.status == "withdrawn":
                yield "consents_withdrawn", local_day(candidate.closed), region, 1
            for what, day in candidate.acts.items():
                yield what, day, region, 1
        for event in self.events.values():
            if event.status == "cancelled" or event.start > now:
                continue
            side = "common" if event.co_side not in (None, event.sender.side) else event.sender.side
            yield f"events_{side}", local_day(event.start), REGION[event.department], 1
            yield "participants", local_day(event.start), REGION[event.department], sum(number for answer, number in event.answers.values() if answer == "yes")
        for call in self.calls.values():
            name = "speakers" if call.kind == "speaker" else "sponsorships"
            yield name, local_day(call.now), REGION[call.department], 1
            if call.status == "filled" or any(answer == "yes" for answer, _ in call.answers.values()):
                yield f"{name}_met", local_day(call.now), REGION[call.department], 1
        for day, region in self.diagnostics:
            yield "diagnostics", day, region, 1
        for article, newsletter in self.published.items():
            yield "articles", self.newsletters[newsletter][0], None, 1
        for day, _ in self.newsletters.values():
            yield "newsletters", day, None, 1
        for committee in self.committees.values():
            if committee.status == "held":
                yield "committees", local_day(committee.start), None, 1

    def figures(self, year, now):
        """{(key, region, month): number}: of the year, of its months, of the regions; zeros too."""
        keys = """offers cvs consents_given sponsorships speakers diagnostics offers_closed_filled consents_withdrawn interviews hires events_ims events_cnml
               events_common participants articles newsletters committees sponsorships_met speakers_met""".split()
        months = [f"{year}-{month:02}" for month in range(1, 13)]
        found = {(key, None, month): 0 for key in keys for month in (None, *months)}
        found |= {(key, region, None): 0 for key in keys if key not in WITHOUT_REGION for region in REGIONS}
        for key, day, region, number in self._counted(now):
            if day.year != year or day > local_day(now):
                continue
            found[key, None, None] += number
            found[key, None, f"{day:%Y-%m}"] += number
            if region:
                found[key, region, None] += number
        return found

    # --- what is evidence of the duties ---

    def duties(self):
        """{(duty, year or None): (day, references of that day) or None}."""
        acts = {}
        for committee in self.committees.values():
            if committee.status == "held":
                acts.setdefault("IMS-1", []).append((local_day(committee.start), committee.ref))
        for ref, (_, made) in list(self.newsletters.items())[:1]:
            acts["IMS-2"] = [(made, ref)]
        for event in self.events.values():
            if event.status == "cancelled":
                continue
            announced = (local_day(event.now), event.ref)
            if event.sender.side == "ims" and any(self.contacts[email].side == "cnml" for email in event.answers):
                acts.setdefault("IMS-3", []).append(announced)
            if event.co_side not in (None, event.sender.side):
                acts.setdefault("IMS-7", []).append(announced)
            if event.sender.kind == "cnml":
                acts.setdefault("CNML-6", []).append(announced)
            acts.setdefault("CNML-3", []).extend((day, event.ref) for day in event.acts.values())
        for call in self.calls.values():
            asked = (local_day(call.now), call.ref)
            if call.kind == "speaker" and call.sender.side == "ims":
                acts.setdefault("IMS-4", []).append(asked)
                acts.setdefault("CNML-5", []).extend((day, call.ref) for answer, day in call.answers.values() if answer == "yes")
            elif call.kind != "speaker":
                acts.setdefault("IMS-6", []).append(asked)
        acts["IMS-5"] = [(local_day(offer.now), offer.ref) for offer in self.offers.values()]
        acts["CNML-4"] = [(local_day(candidate.now), candidate.ref) for candidate in self.candidates.values()]
        acts |= {"CNML-1": acts.get("IMS-1", []), "CNML-2": acts.get("IMS-2", []), "CNML-8": acts.get("IMS-7", [])}
        found = {}
        for duty in [f"IMS-{number}" for number in range(1, 9)] + [f"CNML-{number}" for number in range(1, 10)]:
            is_once = duty in ("IMS-2", "IMS-8", "CNML-2", "CNML-9")
            for year in (None,) if is_once else sorted(self.years):
                done = [act for act in acts.get(duty, []) if year is None or act[0].year == year]
                first = min((day for day, _ in done), default=None)
                found[f"DEVOIR-{duty}", year and str(year)] = first and (str(first), {ref for day, ref in done if day == first})
        return found

"""What the calendar owes to whom, and the figures of a year's report: sections 2, 4, 6 and 7 of the
specification, modelled again from their text. Each act is reported to the model with the reference from the
register and the time at which the run that read it started."""

from collections import Counter
from datetime import date, timedelta

import almanac
from almanac import first_working, hour, local_day, months_later, working_before
from counts import Counts
from records import LISTS, REGION, Record, unique

OPERATOR = "exploitation@passerelle.example"
DIGESTS = {"quotidien": "digest_daily", "hebdomadaire": "digest_weekly"}
AGREEMENT = date(2008, 4, 30)
ENDED = "the agreement has ended"


class Model(Counts):
    def __init__(self, contacts, began):
        self.contacts, self.began = {contact.email: contact for contact in contacts}, began
        self.offers, self.events, self.calls, self.candidates, self.committees = {}, {}, {}, {}, {}
        self.articles, self.published, self.newsletters, self.in_newsletter = [], {}, {}, set()
        self.diagnostics, self.consents, self.refused, self.news_told, self.drafted, self.years = [], 0, 0, (0, 0), {}, set()
        self.agreements, self.links, self.welcomed, self.ended = {}, [], set(), None
        self.letters, self.contents, self.mailings = Counter(), {}, {}

    # --- who ---

    def of(self, kinds, department=None, name=None):
        """The contacts of these kinds whose territory covers a place, on a list if given."""
        return [contact for contact in self.contacts.values() if contact.is_active and contact.kind in kinds and (department is None or contact.holds(department))
                and (name is None or name in contact.lists)]

    def serves(self, email, name=None):
        contact = self.contacts[email]
        return contact.is_active and (name is None or name in contact.lists)

    def routed(self, kinds, department, name):
        """The contacts that a regional agreement adds in its region."""
        return [self.contacts[email] for agreement in self.agreements.values() if agreement.status == "active" and agreement.kind == REGION[department]
                for email in agreement.told if self.contacts[email].kind in kinds and self.serves(email, name)]

    def instead_of_missions(self, department, name):
        return self.of(("association_regionale",), department, name) or self.of(("cnml",), None, name)

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
        readers = self.of(("mission_locale", "association_regionale"), department, "offres") or self.of(("cnml",), None, "offres")
        for reader in unique(readers + self.routed(("mission_locale", "association_regionale", "cnml"), department, "offres")):
            offer.told[reader.email] = not self.takes(reader, offer, now)
            if offer.told[reader.email]:
                self.writes("offer", ref, reader)
            else:
                offer.waiting.add(reader.email)

    def change(self, ref, now):
        """Readers are told before and after; nobody hears of a closed offer."""
        if not self.offers[ref].is_over:
            self._tells_again(self.offers[ref], now, "offer_changed")

    def fill(self, ref, now):
        offer = self.offers[ref]
        offer.status, offer.closed = "filled", now
        self._tells_again(offer, now, "offer_closed")

    def _tells_again(self, offer, now, template):
        for email, is_shown in list(offer.told.items()):
            reader = self.contacts[email]
            if not reader.is_active:
                continue
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
        if "offres" in reader.lists:
            self.writes(template, offer.ref, reader)

    def _makes_digest(self, kind, period, now):
        found = {}
        for offer in self.offers.values():
            offer.waiting -= {email for email in offer.waiting if offer.is_over and not offer.told[email]}
            for email in sorted(offer.waiting):
                reader = self.contacts[email]
                if self.serves(email, "offres") and DIGESTS.get(reader.frequency, "digest_daily") == kind:
                    found.setdefault(email, set()).add(offer.ref)
                    offer.waiting.discard(email)
                    offer.told[email] = True
        for email, refs in found.items():
            self.writes(kind, period, self.contacts[email], refs)
        return len(found)

    # --- newsletter (section 7) ---

    def _addressed(self, event, name):
        """The contacts that an event addresses and whose territory covers its place."""
        kinds = {"cnml": ("ims",), "mission_locale": ("entreprise", "antenne", "ims"), "association_regionale": ("entreprise", "antenne", "ims")}
        return [reader for reader in self.of(kinds.get(event.sender.kind, ("mission_locale",)), event.department, name) if reader is not event.sender]

    def _asked(self, call, name):
        if call.kind != "speaker":
            return self.of(("entreprise", "antenne", "ims"), call.department, name)
        return self.of(("ims", "antenne") if call.sender.kind == "cnml" else ("mission_locale", "cnml"), call.department, name)

    def _makes_newsletter(self, kind, period, now):
        is_first = not self.newsletters
        offers = [offer for offer in self.offers.values() if not offer.is_over and offer.ref not in self.in_newsletter]
        events = [event for event in self.events.values() if not event.is_over and now < event.start <= now + timedelta(days=60)]
        calls = [call for call in self.calls.values() if not call.is_over]
        parts = {email: set(self.articles) for email in self.contacts if self.serves(email, "newsletter")}
        for offer in offers:
            for reader in self.contacts.values():
                if reader.kind != "entreprise" and reader.holds(offer.department):
                    parts.get(reader.email, set()).add(offer.ref)
        for record in events + calls:
            for reader in (self._addressed if record in events else self._asked)(record, "newsletter"):
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
        guests = self._addressed(event, "evenements")
        if sender.side == "ims":
            guests = guests or self.instead_of_missions(department, "evenements")
            guests = unique(guests + self.routed(("mission_locale",), department, "evenements"))
        for guest in guests:
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
        for email in event.answers:
            if self.serves(email):
                self.writes("event_cancelled", ref, email)

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
                readers = [email for email, (answer, _) in event.answers.items() if self.serves(email) and answer == ("pending" if kind == "event_pending" else "yes")]
            self._closes(key, len(readers), reason or (None if readers else "nobody to tell"))
            for email in readers if not reason else ():
                self.writes("event_reminder" if "reminder" in kind else kind, event.ref, email)

    # --- calls (section 7) ---

    def call(self, ref, now, sender, kind, department, deadline):
        call = self.calls[ref] = Record(ref, now, sender, department, deadline, kind=kind)
        for reader in self._asked(call, self._list(call)):
            call.told[reader.email] = True
            self.writes("call", ref, reader)
        for reader in self.of(("association_regionale",), department, self._list(call)):
            if reader is not sender:
                self.writes("call_copy", ref, reader)

    def _list(self, call):
        return "evenements" if call.kind == "speaker" else "parrainage"

    def answer_call(self, ref, now, reader, answer):
        """The asker is told at once of each yes and maybe, and of one that becomes a no."""
        call = self.calls[ref]
        before, _ = call.answers.get(reader, (None, None))
        call.answers[reader] = (answer, local_day(now))
        if answer != before and (answer != "no" or before):
            self.writes("response", ref, call.sender)

    def close_call(self, ref, now, chosen=(), is_cancelled=False):
        call = self.calls[ref]
        call.status, call.closed = "closed" if is_cancelled else "filled", now
        for email, (answer, _) in call.answers.items():
            if answer != "no" and self.serves(email):
                self.writes("call_cancelled" if is_cancelled else "call_chosen" if email in chosen else "call_thanks", ref, email)

    def _looks_at_calls(self, now):
        reminded = {}
        for call in self.calls.values():
            for kind, day in (("call_reminder", working_before(call.deadline, 3)), ("call_summary", call.deadline + timedelta(days=1))):
                due, key = hour(day, 9), (kind, f"{call.ref}/{day}")
                if due > now or due < call.now or key in self.mailings or (call.closed and due >= call.closed):
                    continue
                answered = {self.contacts[email].organisation for email in call.answers}
                readers = [email for email in call.told if self.serves(email) and self.contacts[email].organisation not in answered]
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

    # --- CVs and their outcomes (section 5) ---

    def cv(self, ref, now, sender, consent_date, recruiter):
        """To the offer's contact and the IMS cell."""
        candidate = self.candidates[ref] = Record(ref, now, sender, deadline=months_later(consent_date, 12))
        candidate.recruiter = recruiter
        self.consents += 1
        for reader in unique([recruiter, *self.of(("ims",), None, "cv")]):
            candidate.told[reader.email] = True
            self.writes("cv", ref, reader)

    def outcome(self, ref, now, what, day):
        self.candidates[ref].acts.setdefault(what, day)

    def withdraw(self, ref, now):
        self.ends_consent(self.candidates[ref], now, "withdrawn")

    def ends_consent(self, candidate, now, status):
        candidate.status, candidate.closed = status, now
        self.consents += 1
        for reader in candidate.told:
            candidate.erasures[reader] = [now]
            self.writes("withdrawal", candidate.ref, reader)

    def erased(self, candidate, reader):
        candidate.erasures[reader] = None

    def _chases_erasures(self, now):
        """Holders that don't answer for 15 days are asked again in the morning; the IMS cell is told of those
        still silent."""
        last, is_silent = local_day(now) - timedelta(days=15 if now.hour >= 9 else 16), False
        for candidate in self.candidates.values():
            for reader, asked in candidate.erasures.items():
                if not asked or local_day(asked[-1]) > last:
                    continue
                if len(asked) == 1:
                    asked.append(now)
                    self.writes("withdrawal_reminder", candidate.ref, reader)
                else:
                    is_silent, candidate.erasures[reader] = True, None
        for reader in self.of(("ims",), None, "cv") if is_silent else ():
            self.writes("erasure_unanswered", local_day(now).isoformat(), reader)

    def diagnostic(self, ref, now, sender):
        self.diagnostics.append((local_day(now), sender.region))
        for reader in self.of(("ims",), None, "diagnostics") + self.of(("antenne", "association_regionale"), sender.department):
            self.writes("diagnostic", ref, reader)

    # --- regional agreements, newcomers, the end (sections 1, 7 and 8) ---

    def proposes(self, ref, now, sender, region, recipients):
        agreement = self.agreements[ref] = Record(ref, now, sender, status="pending", kind=region, told=dict.fromkeys(recipients, True))
        for antenne in self.of(("antenne",)):
            if antenne.region == region:
                agreement.answers[antenne.email] = None
                self.writes("agreement_review", ref, antenne)

    def agrees(self, ref, now, approver):
        agreement = self.agreements[ref]
        agreement.status, agreement.start, agreement.acts["approver"] = "active", now, approver.email
        self._tells_parties(agreement, "agreement_active")

    def ends_agreement(self, ref, now):
        self.agreements[ref].status = "ended"
        self._tells_parties(self.agreements[ref], "agreement_ended")

    def _tells_parties(self, agreement, template):
        for email in unique([agreement.sender.email, agreement.acts["approver"], *agreement.told]):
            if self.serves(email):
                self.writes(template, agreement.ref, email)

    def imports(self, newcomers, leavers):
        """Each contact that was not welcomed yet, once."""
        self.contacts |= {contact.email: contact for contact in newcomers}
        for contact in leavers:
            contact.is_active = False
        for contact in self.contacts.values():
            if contact.is_active and contact.email not in self.welcomed:
                self.welcomed.add(contact.email)
                self.writes("welcome", None, contact)

    def ends(self, now):
        """One letter to each contact; no mailings from then on."""
        self.ended = now
        for offer in self.offers.values():
            offer.status = "closed" if offer.status == "open" else offer.status
            offer.waiting.clear()
        for call in self.calls.values():
            if call.status == "open":
                call.status, call.closed = "closed", now
        for event in self.events.values():
            if event.status == "open" and event.start > now:
                self.cancel_event(event.ref, now)
        for candidate in self.candidates.values():
            if candidate.status == "open":
                self.ends_consent(candidate, now, "ended")
        for agreement in self.agreements.values():
            agreement.status = "ended"
        for contact in self.of(LISTS):
            self.writes("termination", "CNV-NATIONALE", contact)

    def _expires(self, now):
        today = local_day(now)
        for record in (*self.offers.values(), *self.calls.values()):
            if not record.is_over and record.deadline < today:
                record.status = "expired"

    def _expires_consents(self, now):
        for candidate in self.candidates.values():
            if candidate.status == "open" and candidate.deadline < local_day(now):
                self.ends_consent(candidate, now, "expired")

    # --- committee, report, duties (section 7) ---

    def committee(self, ref, now, sender, start):
        self.committees[ref] = Record(ref, now, sender, start=start)
        self._tells_committee("committee_invitation", ref)

    def moves_committee(self, ref, now, start):
        self.committees[ref].start, self.committees[ref].now = start, now
        self._tells_committee("committee_invitation", ref)

    def minutes(self, ref, now):
        self.committees[ref].status = "held"
        self._tells_committee("committee_minutes", ref)

    def _tells_committee(self, template, ref):
        for member in self.steering():
            self.writes(template, ref, member)

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
        self.drafts_report(int(period), now)
        return len(self.steering())

    def drafts_report(self, year, now):
        self.drafted[year] = self.figures(year, now)
        for member in self.steering():
            self.writes("report_draft", f"BIL-{year}", member)

    def refuse_report(self, year):
        self.refused += 1
        for member in self.steering():
            self.writes("report_refused", f"BIL-{year}", member)

    def publish(self, year):
        for reader in self.of(LISTS):
            self.writes("report", f"BIL-{year}", reader)

    def _makes_duties(self, kind, period, now):
        for member in self.steering():
            self.writes("duties", period, member)
        return len(self.steering())

    def _makes_summary(self, kind, period, now):
        has_news, self.news_told = (self.consents, self.refused) > self.news_told, (self.consents, self.refused)
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
        if periods and self.ended and kind != "operator_summary" and (kind, periods[-1]) != ("report_draft", str(self.ended.year)):
            self._closes((kind, periods[-1]), 0, ENDED)
        elif periods:
            recipients = make(kind, periods[-1], now)
            self._closes((kind, periods[-1]), recipients, None if recipients else "nothing to say")

    def looks(self, now):
        """The letters of one run, after its mailbox is decided."""
        self.years.add(local_day(now).year)
        self._expires(now)
        for event in self.events.values():
            self._looks_at_event(event, now)
        self._looks_at_calls(now)
        self._makes("operator_summary", now, self._makes_summary)
        if not self.ended:
            self._looks_at_agenda(now)
            self._looks_at_overdue(now)
        self._makes("duties", now, self._makes_duties)
        self._makes("digest_daily", now, self._makes_digest)
        self._makes("digest_weekly", now, self._makes_digest)
        self._makes("newsletter", now, self._makes_newsletter)
        self._makes("report_draft", now, self._makes_report)
        self._expires_consents(now)
        self._chases_erasures(now)

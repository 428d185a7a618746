"""The figures of two years: those of a year's report and the evidence of the duties, derived again from
section 7 of the specification."""

from almanac import local_day
from records import REGION

REGIONS = ("01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94").split()
YOUNG = ("cvs", "consents_given", "consents_withdrawn", "interviews", "hires", "participants")
WITHOUT_REGION = ("articles", "newsletters", "committees")


class Counts:
    """Counts of a model; its records are those of model.Model."""

    # --- figures of the report ---

    def _counted(self, now):
        """(key, day, region, number) of everything that counts by then."""
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
        """{(key, region, month): number}: of the year, its months and the regions, including zeros."""
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

    # --- evidence of the duties ---

    def duties(self):
        """{(duty, year or None): (day, references of that day) or None}."""
        acts = {}
        for committee in self.committees.values():
            if committee.status == "held":
                acts.setdefault("IMS-1", []).append((local_day(committee.start), committee.ref))
        for ref, (_, made) in list(self.newsletters.items())[:1]:
            acts["IMS-2"] = [(made, ref)]
        for event in self.events.values():
            acts.setdefault("CNML-3", []).extend((day, event.ref) for day in event.acts.values())  # even if cancelled later, young people were invited
            if event.status == "cancelled":
                continue
            announced = (local_day(event.now), event.ref)
            if event.sender.side == "ims" and any(self.contacts[email].side == "cnml" for email in event.answers):
                acts.setdefault("IMS-3", []).append(announced)
            if event.co_side not in (None, event.sender.side):
                acts.setdefault("IMS-7", []).append(announced)
            if event.sender.kind == "cnml":
                acts.setdefault("CNML-6", []).append(announced)
        for call in self.calls.values():
            asked = (local_day(call.now), call.ref)
            if call.kind == "speaker" and call.sender.side == "ims":
                acts.setdefault("IMS-4", []).append(asked)
                acts.setdefault("CNML-5", []).extend((day, call.ref) for answer, day in call.answers.values() if answer == "yes")
            elif call.kind != "speaker":
                acts.setdefault("IMS-6", []).append(asked)
        acts["IMS-5"] = [(local_day(offer.now), offer.ref) for offer in self.offers.values()]
        acts["CNML-4"] = [(local_day(candidate.now), candidate.ref) for candidate in self.candidates.values()]
        for duty, day, link in self.links:
            acts[duty] = [(day, link)]
        acts["CNML-7"] = [(local_day(agreement.start), agreement.ref) for agreement in self.agreements.values() if agreement.start]
        acts |= {"CNML-1": acts.get("IMS-1", []), "CNML-2": acts.get("IMS-2", []), "CNML-8": acts.get("IMS-7", [])}
        found = {}
        for duty in [f"IMS-{number}" for number in range(1, 9)] + [f"CNML-{number}" for number in range(1, 10)]:
            is_once = duty in ("IMS-2", "IMS-8", "CNML-2", "CNML-9")
            for year in (None,) if is_once else sorted(self.years):
                done = [act for act in acts.get(duty, []) if year is None or act[0].year == year]
                first = min((day for day, _ in done), default=None)
                found[f"DEVOIR-{duty}", year and str(year)] = first and (str(first), {ref for day, ref in done if day == first})
        return found

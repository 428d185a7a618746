#!/usr/bin/python3 -B
"""Specification section 6: invitations that another iCalendar library can parse, and answers that are
counted."""

import sys
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from icalendar import Calendar

from agreement import EVENT
from mails import SHARED, compose, fill_in, form, mailto_links
from scene import play, since

ORGANISER = "lyon@ims.example"
GUEST, LATER_GUEST = "z.ferrand@ml-selyonnais.example", "gaetan.menard@ml-rhone.example"
UNINVITED = "aurelie.nguyen@ml-villeurbanne.example"


def calendar_part(letter):
    return next(part for part in letter.walk() if part.get_content_type() == "text/calendar")


def invitations(scene):
    return scene.passerelle.rows("SELECT recipient FROM letters WHERE template = 'invitation'")


def is_valid_request(story, letter, user):
    part = calendar_part(letter)
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    events = calendar.walk("VEVENT")
    event = events[0]
    story.is_((str(calendar["METHOD"]), part.get_param("method"), len(events)), ("REQUEST", "REQUEST", 1), "it is one REQUEST")
    attendees = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    story.is_([str(attendee).lower() for attendee in attendees], [f"mailto:{user}"], "for that attendee only")
    story.is_([event.decoded(key).astimezone(timezone.utc) for key in ("DTSTART", "DTEND")],
              [datetime(2027, 1, 28, 13, 0, tzinfo=timezone.utc), datetime(2027, 1, 28, 16, 30, tzinfo=timezone.utc)],
              "at the right time")
    story.is_(str(event["SUMMARY"]), EVENT["Intitulé"], "with its title")
    story.ok("DTSTAMP" in event and str(event["ORGANIZER"]).lower().startswith("mailto:"), "a time stamp and an organiser")
    return str(event["UID"]), int(event["SEQUENCE"])


def attendance(scene, user):
    row = scene.passerelle.row("SELECT answer, participants FROM attendances WHERE contact = ?", user)
    return row["answer"], row["participants"]


def answer(user, reference, text, participants):
    fields = {"Réponse": text, "Participants": str(participants)}
    return compose(user, SHARED, f"[REPONSE {reference}]", form(fields))


def tell(story, scene):
    mail = compose(ORGANISER, SHARED, "[EVENEMENT] Forum", form(EVENT))
    decision = scene.handles(mail)
    story.is_((decision["kind"], decision["outcome"]), ("event", "accepted"), "the event is accepted")
    reference = decision["ref"]
    event = scene.passerelle.row("SELECT * FROM events")
    story.is_([event[key] for key in ("ref", "type", "starts_at", "ends_at", "capacity", "sequence")],
              [reference, "forum", "2027-01-28T13:00:00Z", "2027-01-28T16:30:00Z", 10, 0], "and in the register")

    guests = [row["recipient"] for row in invitations(scene)]
    story.ok({GUEST, LATER_GUEST} <= set(guests) and UNINVITED not in guests, "missions locales of the territory are invited", guests)
    story.is_(scene.arrivals(), {user: 1 for user in [*guests, ORGANISER]}, "each once, and the organiser is told")
    identity = is_valid_request(story, scene.last(GUEST), GUEST)
    story.is_(is_valid_request(story, scene.last(LATER_GUEST), LATER_GUEST), identity, "the same event for both")
    story.is_(attendance(scene, GUEST)[0], "pending", "no answer yet")

    link = next(link for link in mailto_links(scene.last(GUEST)) if link.subject == f"[REPONSE {reference}]")
    filled = fill_in(link.body, {"Réponse": "oui", "Nombre de jeunes": "6", "Participants": "6"})
    decision = scene.handles(compose(GUEST, SHARED, link.subject, filled, answers=scene.last(GUEST)))
    story.is_((decision["kind"], decision["outcome"]), ("rsvp", "accepted"), "an answer by the invitation's button is accepted")
    story.is_(attendance(scene, GUEST), ("yes", 6), "and tallied")

    scene.handles(answer(LATER_GUEST, reference, "oui", 5))
    story.is_(attendance(scene, LATER_GUEST), ("waiting", 5), "who comes when the places are taken waits")
    scene.handles(answer(GUEST, reference, "oui", 3))
    story.is_((attendance(scene, GUEST), attendance(scene, LATER_GUEST)), (("yes", 3), ("yes", 5)), "and moves up when some are given back")
    scene.handles(answer(GUEST, reference, "peut-être", 0))
    story.is_(attendance(scene, GUEST)[0], "maybe", "an answer can be changed")

    before = scene.arrivals()
    story.is_(scene.handles(answer(UNINVITED, reference, "oui", 1))["outcome"], "refused", "who was not invited is refused")
    story.is_(since(before, scene.arrivals()), {UNINVITED: 1}, "and told")

    before = scene.arrivals()
    scene.handles(compose(ORGANISER, SHARED, f"[ANNULATION {reference}]", "Le forum est annulé.\n"))
    story.is_(scene.passerelle.row("SELECT status FROM events")["status"], "cancelled", "the organiser cancels")
    story.is_(since(before, scene.arrivals()), {user: 1 for user in [*guests, ORGANISER]}, "the guests are told, once")
    cancel = Calendar.from_ical(calendar_part(scene.last(GUEST)).get_payload(decode=True))
    event = cancel.walk("VEVENT")[0]
    story.is_((str(cancel["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]) > identity[1]), ("CANCEL", identity[0], True),
              "by a CANCEL of the same event with a higher sequence")


play(tell)

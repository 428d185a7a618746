#!/usr/bin/python3 -B
"""Specification section 6: partners announce, change and cancel events with their own calendars."""

import sys
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from clients import ROMANCE, calendar_of, folded, headers, multipart, part
from embedded import Embedded, letter_to
from mails import text_of
from system import temporary_folder
from tap import run_story

LYON, IMS, SUD_EST = "lyon@ims.example", "quartiers@ims.example", "z.ferrand@ml-selyonnais.example"


class Sender:
    name = "Émilie Roussel"
    stamp = datetime(2027, 1, 11, 8, 0, tzinfo=timezone.utc)

    def __init__(self, sender):
        self.sender = sender


def calendar(lines, method="REQUEST", zones=(), before=()):
    return folded(["BEGIN:VCALENDAR", *([f"METHOD:{method}"] if method else []), "PRODID:-//x//FR", "VERSION:2.0", *before, *zones, "BEGIN:VEVENT", *lines,
                   "END:VEVENT", "END:VCALENDAR"])


def mail(content, sender=LYON, method="REQUEST", subject="Invitation : Forum", text="Quand : jeudi\nOù : Lyon\n"):
    kind = f"text/calendar; charset=UTF-8; method={method}" if method else 'text/calendar; name="forum.ics"'
    return headers(Sender(sender), subject, 'multipart/alternative; boundary="b"') + multipart("b", [
        part("text/plain; charset=utf-8", text.encode()), part(kind, content)])


def event(**changes):
    fields = {"UID": "abc-1@google.com", "SEQUENCE": "0", "DTSTAMP": "20270111T080000Z", "DTSTART": "20270128T130000Z", "DTEND": "20270128T163000Z",
              "SUMMARY": "Forum des métiers", "LOCATION": "69007 Lyon", "DESCRIPTION": "Rencontres avec douze recruteurs.", "CATEGORIES": "Forum"}
    fields.update({name.replace("_", "-"): value for name, value in changes.items()})
    return [f"{name}{'' if value.startswith(';') else ':'}{value}" for name, value in fields.items() if value]


def tell_announced(story, run):
    description = "Places : 12\\nDate limite : 20/01/2027\\nRencontres avec douze recruteurs.\\n\\n-::~:~::~:~\\nRejoindre : https://meet.example/x"
    decision, letters = run.handles(mail(calendar(event(DESCRIPTION=description, ORGANIZER=f";CN=Lyon:mailto:{LYON}"))))
    story.is_((decision["kind"], decision["outcome"]), ("event", "accepted"), "a REQUEST announces an event")
    row = run.passerelle.row("SELECT * FROM events")
    story.is_([row[key] for key in ("type", "title", "starts_at", "ends_at", "place", "capacity", "deadline", "uid")],
              ["forum", "Forum des métiers", "2027-01-28T13:00:00Z", "2027-01-28T16:30:00Z", "69007 Lyon", 12, "2027-01-20", f"{row['ref']}@passerelle.example"],
              "with the lines of its description, under our own UID")
    text = text_of(letter_to(letters, SUD_EST))
    story.contains(text, "Rencontres avec douze recruteurs.", "the guests read it")
    story.ok("meet.example" not in text, "without the block of a video service", text)

    decision, _ = run.handles(mail(calendar(event())))
    story.is_((decision["outcome"], run.passerelle.count("events")), ("ignored", 1), "the same again is nothing new")
    decision, letters = run.handles(mail(calendar(event(DTSTAMP="20270111T090000Z", SUMMARY="Forum des métiers du bois"))))
    story.is_((decision["outcome"], len(letters), run.passerelle.row("SELECT title, sequence FROM events")),
              ("accepted", 1, {"title": "Forum des métiers du bois", "sequence": 0}), "a later stamp changes the text")
    decision, letters = run.handles(mail(calendar(event(SEQUENCE="1", DTSTART="20270129T130000Z", DTEND="20270129T150000Z"))))
    story.is_((decision["ref"], run.passerelle.row("SELECT starts_at, sequence FROM events")),
              (row["ref"], {"starts_at": "2027-01-29T13:00:00Z", "sequence": 1}), "a higher sequence moves it")
    story.is_(str(calendar_of(letter_to(letters, SUD_EST))["METHOD"]), "REQUEST", "and the guests are told")
    decision, _ = run.handles(mail(calendar(event(SUMMARY="Vieux"))))
    story.is_(decision["outcome"], "ignored", "a lower sequence is outdated")
    decision, _ = run.handles(mail(calendar(event(UID=row["uid"]))))
    story.is_(decision["outcome"], "refused", "nobody changes our own UID by a calendar")
    decision, letters = run.handles(mail(calendar(event(SEQUENCE="2"), "CANCEL"), method="CANCEL"))
    story.is_((decision["outcome"], run.passerelle.row("SELECT status FROM events")["status"]), ("accepted", "cancelled"), "a CANCEL cancels it")
    decision, _ = run.handles(mail(calendar(event(UID="other@x", SEQUENCE="2"), "CANCEL"), method="CANCEL"))
    story.is_(decision["outcome"], "refused", "what nobody knows can't be cancelled")


def tell_times(story, run):
    number = 0

    def starts(dtstart, zones=(), before=(), **changes):
        nonlocal number
        number += 1
        changes = {"DTEND": "", "DURATION": "PT2H", **changes}
        decision, _ = run.handles(mail(calendar(event(UID=f"t{number}", DTSTART=dtstart, **changes), zones=zones, before=before)))
        rows = run.passerelle.rows("SELECT starts_at, ends_at FROM events WHERE ref = ?", decision["ref"])
        return (rows[0]["starts_at"], rows[0]["ends_at"]) if rows else decision["reason"]

    paris = ("2027-01-28T13:00:00Z", "2027-01-28T15:00:00Z")
    custom = [line.replace("Romance Standard Time", "Customized Time Zone") for line in ROMANCE]
    story.is_(starts("20270128T140000"), paris, "a floating hour is that of the place")
    story.is_(starts("20270128T140000", LOCATION="97400 Saint-Denis"), ("2027-01-28T10:00:00Z", "2027-01-28T12:00:00Z"), "also overseas")
    story.is_(starts(";TZID=Romance Standard Time:20270128T140000", ROMANCE), paris, "a Windows name")
    story.is_(starts(";TZID=/citadel.org/20190914_1/Europe/Paris:20270128T140000"), paris, "a name with a prefix")
    story.is_(starts(";TZID=Customized Time Zone:20270128T140000", custom), paris, "a zone that only its rules explain")
    story.is_(starts(";TZID=SA Eastern Standard Time:20270128T140000"), ("2027-01-28T17:00:00Z", "2027-01-28T19:00:00Z"), "a Windows name overseas")
    story.is_(starts(";TZID=Nulle part:20270128T140000"), "faulty: date", "a zone that nothing explains")
    story.is_(starts(";TZID=Europe/Atlantis:20270128T140000"), "faulty: date", "a name that the database does not have")
    story.is_(starts(";VALUE=DATE:20270128", DURATION=""), "faulty: date", "all day")
    midnights = starts(";TZID=Romance Standard Time:20270128T000000", DURATION="P1D", X_MICROSOFT_CDO_ALLDAYEVENT="TRUE")
    story.is_(midnights, "faulty: date", "all day, as Exchange writes it")
    story.is_(starts("20261201T140000Z"), "faulty: date", "a day that is past")
    story.is_(starts("20270128T140000Z", RRULE="FREQ=WEEKLY;COUNT=3"), "faulty: calendar", "one that recurs")
    story.is_(starts("20270128T140000Z", RECURRENCE_ID="20270128T140000Z"), "faulty: calendar", "one of several days")
    story.is_(starts("20270128T140000Z", SUMMARY="Forum pour les jeunes des quartiers prioritaires"), "faulty: publics", "for one public alone")


def tell_others(story, run):
    def outcome(content, **options):
        decision, _ = run.handles(mail(content, **options))
        return decision["outcome"], decision["reason"]

    story.is_(outcome(calendar(event(UID="a"), "PUBLISH"), method="PUBLISH")[0], "accepted", "PUBLISH")
    story.is_(outcome(calendar(event(UID="b"), None), method=None)[0], "accepted", "a file without a method")
    story.is_(outcome(calendar(event(UID="c"), "REQUEST"), method="PUBLISH"), ("refused", "faulty: calendar"), "a method that differs from the type's")
    story.is_(outcome(calendar(event(UID="d", ORGANIZER="mailto:quelquun@ailleurs.example")))[0], "refused", "a third party's invitation, forwarded")
    story.is_(outcome(calendar(event(UID="d2", ORGANIZER="mailto:recrutement@logirhone.example")))[0], "refused", "or another partner's")
    story.is_(outcome(calendar(event(UID="e", ORGANIZER=f";CN=IMS:MAILTO:{IMS}")), sender="direction@ims.example")[0], "accepted", "a colleague's is the organisation's")
    two = calendar([*event(UID="f"), "END:VEVENT", "BEGIN:VEVENT", *event(UID="g")])
    story.is_(outcome(two), ("refused", "faulty: calendar"), "two events")
    story.is_(outcome(calendar(event(UID="h", LOCATION="Réunion Microsoft Teams")))[0], "refused", "a place without a commune")
    story.is_(outcome(b"nothing of the kind", method="REQUEST")[0], "refused", "one that can't be read")


def tell(story):
    for each in (tell_announced, tell_times, tell_others):
        with temporary_folder("calendar") as folder:
            each(story, Embedded(folder))


run_story(tell)

#!/usr/bin/python3 -B
"""Each calendar that goes out, read by two libraries of others (python3-icalendar and ical.js): both say of it what the register says."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "flow/lib"))

from icalendar import Calendar

from embedded import Embedded
from mails import SHARED, compose, form
from passerelle import TREE
from system import temporary_folder
from tap import run_story

LIBRARY = TREE / "build" / "npm" / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
READER = Path(__file__).parent / "lib" / "calendar.js"
ORGANISER = "lyon@ims.example"
TITLE = "Forum : métiers ; « l'œuvre », 100 % d'emplois & 1/2 journée 🚚 dans un titre qui est plus long qu'une ligne"
DESCRIPTION = "Première ligne, avec ; des marques \\ et\nSeconde ligne : \"entre guillemets\" et très longue, " + "éàü " * 40
# Winter, summer, the night in which the hour changes, the same day of the next year, overseas.
EVENTS = [("28/01/2027 de 14h à 17h30", "69007 Lyon"), ("28/06/2027 de 9h à 12h", "69007 Lyon"), ("31/10/2027 de 0h30 à 4h", "69100 Villeurbanne"),
          ("30/03/2028 de 8h15 à 10h45", "97400 Saint-Denis (La Réunion)")]


def with_icalendar(text):
    calendar = Calendar.from_ical(text)
    event, = calendar.walk("VEVENT")
    one = lambda name: str(event[name]) if name in event else None
    organiser, attendee = event["ORGANIZER"], event["ATTENDEE"]
    when = lambda name: int(event.decoded(name).timestamp())
    return {"method": str(calendar["METHOD"]), "version": str(calendar["VERSION"]), "uid": one("UID"), "sequence": int(event["SEQUENCE"]),
            "stamp": when("DTSTAMP"), "start": when("DTSTART"), "end": when("DTEND"), "summary": one("SUMMARY"), "location": one("LOCATION"),
            "description": one("DESCRIPTION"), "status": one("STATUS"), "organiser": str(organiser), "organiser_name": organiser.params.get("CN"),
            "attendee": str(attendee), "attendee_name": attendee.params.get("CN"), "answer": attendee.params.get("PARTSTAT"),
            "wants": attendee.params.get("RSVP")}


def with_ical_js(texts):
    done = subprocess.run(["node", str(READER), str(LIBRARY)], input=json.dumps(texts), capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr[-500:]


def calendars(letters):
    """(reader, the type's method, the text) of each calendar in letters."""
    return [(letter["To"].addresses[0].addr_spec, part.get_param("method"), part.get_payload(decode=True).decode())
            for letter in letters for part in letter.walk() if part.get_content_type() == "text/calendar"]


def faults(row, reader, method, text, read):
    """What is wrong with a calendar as it was read, and with its lines."""
    moment = lambda name: int(datetime.fromisoformat(row[name].replace("Z", "+00:00")).timestamp())
    expected = {"method": method, "version": "2.0", "uid": row["uid"], "sequence": row["sequence"], "start": moment("starts_at"),
                "end": moment("ends_at"), "summary": row["title"], "organiser": f"mailto:{SHARED}", "organiser_name": row["organiser"],
                "attendee": f"mailto:{reader}", "status": "CANCELLED" if method == "CANCEL" else "CONFIRMED",
                "answer": None if method == "CANCEL" else "NEEDS-ACTION", "wants": None if method == "CANCEL" else "TRUE"}
    wrong = {key: (read.get(key), value) for key, value in expected.items() if read.get(key) != value}
    lines = text.split("\r\n")
    if lines.pop() or any("\n" in line or "\r" in line or len(line.encode()) > 75 for line in lines):
        wrong["lines"] = "not of 75 octets, or not ended as RFC 5545 3.1 wants it"
    return wrong


def tell_event(story, run, when, place):
    decision, letters = run.handles(compose(ORGANISER, SHARED, "[EVENEMENT]", form(
        {"Intitulé": TITLE, "Type": "forum", "Date": when, "Lieu": place, "Description": DESCRIPTION.replace("\n", "\n  ")})))
    ref = decision["ref"]
    story.is_(decision["outcome"], "accepted", f"{when}: announced")
    moved = re.sub(r" de (\d+)h", lambda found: f" de {int(found[1]) + 1}h", when)
    for kind, mail in (("invitation", None), ("change", compose(ORGANISER, SHARED, f"[EVENEMENT {ref}]", form({"Date": moved}))),
                       ("cancellation", compose(ORGANISER, SHARED, f"[ANNULATION {ref}]", "Annulé.\n"))):
        if mail is not None:
            _, letters = run.handles(mail)
        row = run.passerelle.row("SELECT * FROM events WHERE ref = ?", ref)
        found = calendars(letters)
        read, others = [with_icalendar(text) for _, _, text in found], with_ical_js([text for _, _, text in found])
        story.is_(others, read, f"{when}: both libraries read the {kind} alike ({len(found)})")
        wrong = [fault for (reader, method, text), one in zip(found, read) if (fault := faults(row, reader, method, text, one))]
        story.ok(found and not wrong, f"{when}: and as the register has it", wrong[:2])
        story.ok(all("éàü" in (one["description"] or "") and place.split()[-1].strip("()") in (one["location"] or "") for one in read),
                 f"{when}: with its place and text", read[:1])


def tell(story):
    with temporary_folder("calendars") as folder:
        run = Embedded(folder)
        for when, place in EVENTS:
            tell_event(story, run, when, place)


run_story(tell)

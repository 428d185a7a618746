#!/usr/bin/python3 -B
"""All outgoing calendar objects, parsed by two other libraries (python3-icalendar and ical.js): both find the
data of the register."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "flow/lib"))

from icalendar import Calendar

from clients import Answer, sogo
from embedded import Embedded, letter_to
from mails import SHARED, compose, form
from passerelle import TREE
from system import temporary_folder
from tap import run_story

LIBRARY = TREE / "build" / "npm" / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
READER = Path(__file__).parent / "lib" / "calendar.js"
ORGANISER, MEMBER = "lyon@ims.example", "direction@ims.example"
GUEST, DELEGATE = "maelle.lefevre@mllyon.example", "karim.benhaddou@mllyon.example"
TITLE = "Forum : métiers ; « l'œuvre », 100 % d'emplois & 1/2 journée 🚚 dans un titre qui est plus long qu'une ligne"
DESCRIPTION = "Première ligne, avec ; des marques \\ et\nSeconde ligne : \"entre guillemets\" et très longue, " + "éàü " * 40
# Winter, summer, the night of a clock change, the same day a year later, overseas.
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


def faults(expected, reader, method, text, read):
    """The faults of a calendar object as parsed, and of its lines. `expected`: the data in the register."""
    is_cancelled = method == "CANCEL"
    expected = {"method": method, "version": "2.0", "organiser": f"mailto:{SHARED}", "attendee": f"mailto:{reader}",
                "status": "CANCELLED" if is_cancelled else "CONFIRMED", "answer": None if is_cancelled else "NEEDS-ACTION",
                "wants": None if is_cancelled else "TRUE", **expected}
    wrong = {key: (read.get(key), value) for key, value in expected.items() if read.get(key) != value}
    wrong |= {key: "missing" for key in ("location", "description") if read.get(key) is None}
    lines = text.split("\r\n")
    if lines.pop() or any("\n" in line or "\r" in line or len(line.encode()) > 75 for line in lines):
        wrong["lines"] = "not of 75 octets, or not ended as RFC 5545 3.1 wants it"
    return wrong


def moment(text):
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def of_event(run, ref):
    row = run.passerelle.row("SELECT * FROM events WHERE ref = ?", ref)
    return {"uid": row["uid"], "sequence": row["sequence"], "start": moment(row["starts_at"]), "end": moment(row["ends_at"]), "summary": row["title"],
            "organiser_name": row["organiser"]}


def of_committee(run):
    row = run.passerelle.row("SELECT * FROM committees")
    return {"uid": f"{row['ref']}@{SHARED.split('@')[1]}", "sequence": row["sequence"], "start": moment(row["starts_at"])}


def tell_calendars(story, what, letters, method, expected):
    """Checks all calendar objects in some letters; returns them as parsed."""
    found = calendars(letters)
    read, others = [with_icalendar(text) for _, _, text in found], with_ical_js([text for _, _, text in found])
    story.is_(others, read, f"{what}: both libraries read it alike ({len(found)})")
    wrong = [fault for (reader, of_type, text), one in zip(found, read) if (fault := faults(expected, reader, of_type, text, one))]
    story.ok(found and {of_type for _, of_type, _ in found} == {method} and not wrong, f"{what}: a {method} as the register has it", wrong[:2])
    return read


def tell_event(story, run, when, place):
    decision, letters = run.handles(compose(ORGANISER, SHARED, "[EVENEMENT]", form(
        {"Intitulé": TITLE, "Type": "forum", "Date": when, "Lieu": place, "Description": DESCRIPTION.replace("\n", "\n  ")})))
    ref = decision["ref"]
    story.is_(decision["outcome"], "accepted", f"{when}: announced")
    moved = re.sub(r" de (\d+)h", lambda found: f" de {int(found[1]) + 1}h", when)
    for kind, method, mail in (("invitation", "REQUEST", None), ("change", "REQUEST", compose(ORGANISER, SHARED, f"[EVENEMENT {ref}]", form({"Date": moved}))),
                               ("cancellation", "CANCEL", compose(ORGANISER, SHARED, f"[ANNULATION {ref}]", "Annulé.\n"))):
        if mail is not None:
            _, letters = run.handles(mail)
        read = tell_calendars(story, f"{when}, {kind}", letters, method, of_event(run, ref))
        story.ok(all("éàü" in one["description"] and place.split()[-1].strip("()") in one["location"] for one in read),
                 f"{when}, {kind}: with its place and text", read[:1])


def tell_again(story, run):
    """Invitations sent again by an answer: to the same guest, and to a delegate."""
    decision, letters = run.handles(compose(ORGANISER, SHARED, "[EVENEMENT]", form(
        {"Intitulé": TITLE, "Type": "forum", "Date": "11/02/2027 de 9h à 12h", "Lieu": "69007 Lyon", "Invités": GUEST})))
    invitation = letter_to(letters, GUEST)
    for what, answer in (("asked for anew", {"status": "NEEDS-ACTION", "method": "REFRESH"}), ("a delegate’s", {"status": "DELEGATED", "delegate": DELEGATE})):
        _, letters = run.handles(sogo(Answer(invitation, GUEST, **answer)))
        tell_calendars(story, what, letters, "REQUEST", of_event(run, decision["ref"]))


def tell_committee(story, run):
    """Planned with the minimum, moved with everything, cancelled."""
    for what, method, subject, fields in (
            ("committee", "REQUEST", "[COMITE]", {"Date": "10/03/2027 de 14h à 16h30"}),
            ("committee moved", "REQUEST", "[COMITE COM-2027]", {"Date": "30/06/2027 de 9h à 11h", "Lieu": TITLE, "Ordre du jour": DESCRIPTION.replace("\n", " ")}),
            ("committee cancelled", "CANCEL", "[ANNULATION COM-2027]", {})):
        _, letters = run.handles(compose(MEMBER, SHARED, subject, form(fields)))
        tell_calendars(story, what, letters, method, of_committee(run))


def tell(story):
    with temporary_folder("calendars") as folder:
        run = Embedded(folder)
        for when, place in EVENTS:
            tell_event(story, run, when, place)
        tell_again(story, run)
        tell_committee(story, run)


run_story(tell)

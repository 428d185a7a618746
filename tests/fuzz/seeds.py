#!/usr/bin/python3 -B
"""Makes the seed corpus of every fuzz target below the given folder, from the mails, the directory, the
templates and the configuration of the repository, and from the files of tests/fuzz/seeds/TARGET."""

import json
import shutil
import sys
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
MAILS = sorted((TREE / "tests" / "mail").glob("*.eml"))


def messages():
    for path in MAILS:
        yield path.stem, message_from_bytes(path.read_bytes(), policy=policy.compat32)


def texts(subtype):
    for name, message in messages():
        for number, part in enumerate(message.walk()):
            if part.get_content_type() == f"text/{subtype}":
                charset = part.get_content_charset("utf-8")
                try:
                    text = (part.get_payload(decode=True) or b"").decode(charset, "replace")
                except LookupError:
                    continue
                yield f"{name}.{number}", str(message["Subject"] or ""), text


def fields(*names):
    for name, message in messages():
        for field in names:
            for number, value in enumerate(message.get_all(field, [])):
                yield f"{name}.{field}.{number}", str(value).encode("utf-8", "replace")


def bounces():
    """Input of the target `bounce`: text, report, returned message, address."""
    for path in sorted((TREE / "tests" / "bounces").glob("*.eml")):
        pieces = {"text/plain": b"", "message/delivery-status": b"", "text/rfc822-headers": b"", "message/rfc822": b""}
        message = message_from_bytes(path.read_bytes(), policy=policy.compat32)
        for part in message.walk():
            if pieces.get(part.get_content_type()) == b"":
                pieces[part.get_content_type()] = (part.get_payload(decode=True) if not part.is_multipart() else
                                                   b"\n".join(inner.as_bytes() for inner in part.get_payload()))
        returned = pieces["message/rfc822"] or pieces["text/rfc822-headers"]
        address = str(message["X-Original-To"] or message["To"] or "").encode()
        yield path.stem, b"\0".join((pieces["text/plain"], pieces["message/delivery-status"], returned, address))


def seeds():
    """target, name, bytes"""
    for path in MAILS:
        yield "reader", path.name, path.read_bytes()
        yield "header", path.name, path.read_bytes()[:4096].partition(b"\n\n")[0]
    for name, subject, text in texts("plain"):
        yield "labels", name, f"{subject}\n{text}\n".replace("\r", "").encode()
    for name, _, text in texts("html"):
        yield "html", name, text.encode()
    for name, value in fields("Authentication-Results"):
        yield "results", name, value.replace(b"\r", b"").replace(b"\n", b"")
    for name, value in fields("From", "To", "Cc", "Reply-To"):
        yield "addresses", name, value
    for name, pieces in bounces():
        yield "bounce", name, pieces
    directory = (TREE / "tests" / "mail" / "annuaire.csv").read_bytes()
    yield "directory", "annuaire", directory
    yield "directory", "debut", b"\n".join(directory.split(b"\n")[:4]).replace(b";", b",")
    for path in sorted((TREE / "templates").rglob("*.mustache")):
        yield "template", "-".join(path.parts[-3:]), path.read_bytes()
    for path in sorted((TREE / "tests" / "office").glob("*.*")):
        if path.suffix != ".csv":
            yield "office", path.name, b"z" + path.read_bytes()
            yield "office", f"{path.name}.parts", office_parts(path)
    yield "json_ld", "offer", json.dumps(POSTING).encode()
    yield "json_ld", "graph", json.dumps({"@graph": [POSTING, EVENT, {"@type": "RsvpAction", "rsvpResponse": "RsvpResponseYes", "additionalNumberOfGuests": 3}]}).encode()
    yield "configuration", "passerelle.conf", (TREE / "systemd" / "passerelle.conf").read_bytes()


POSTING = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Vendeur (H/F)", "hiringOrganization": {"name": "Dupont"},
    "jobLocation": {"address": {"postalCode": "69007", "addressLocality": "Lyon", "addressCountry": "FR"}},
    "employmentType": ["FULL_TIME", "CDI"], "validThrough": "2027-01-15T23:59:00+01:00",
    "baseSalary": {"currency": "EUR", "value": {"minValue": 1900, "maxValue": 2100.5, "unitText": "MONTH"}},
    "description": "&lt;p&gt;Vendre&lt;/p&gt;", "applicationContact": {"email": "rh@dupont.example"}}
EVENT = {
    "@type": "Event", "name": "Forum", "startDate": "2027-01-15T09:00:00+01:00", "endDate": "2027-01-15T12:00",
    "location": [{"address": "69002 Lyon"}], "maximumAttendeeCapacity": 40, "eventStatus": "https://schema.org/EventCancelled", "identifier": "EVT-2026-0001"}


def office_parts(path):
    """The parts of a file for the target `office`: body, styles, strings."""
    names = {".xlsx": ("x", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"), ".docx": ("w", "word/document.xml", "word/styles.xml"),
             ".ods": ("s", "content.xml", "styles.xml"), ".odt": ("t", "content.xml", "styles.xml")}[path.suffix]
    with zipfile.ZipFile(path) as archive:
        have = archive.namelist()
        return names[0].encode() + b"\0".join(archive.read(name) if name in have else b"" for name in names[1:])


def main(folder):
    for target in (TREE / "tests" / "fuzz" / "seeds").iterdir():
        shutil.copytree(target, folder / target.name, dirs_exist_ok=True)
    for target, name, data in seeds():
        (folder / target).mkdir(parents=True, exist_ok=True)
        (folder / target / name).write_bytes(data)


main(Path(sys.argv[1]))

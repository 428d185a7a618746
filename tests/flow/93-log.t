#!/usr/bin/python3 -B
"""The whole verbose log of a run over tests/mail: one event a line, key=value with journald's priority, and
no text or names of people; and the fields that journald gets when it listens."""

import csv
import json
import os
import re
import socket
import subprocess
import sys
import threading
from email import message_from_bytes, policy
from email.utils import getaddresses
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from passerelle import DIRECTORY, PROGRAM, Passerelle
from place import Place
from system import temporary_folder
from tap import run_story, skip_all

NOW = "2026-11-23T09:00:00+01:00"
# Fields of the JSON with people's text; the others are codes, dates and numbers.
WORDS = ("title", "company", "place", "given_name", "family_name", "contact", "contact_email", "contact_phone", "collected_by",
         "description", "wanted", "mobility", "reference", "salary", "experience", "text", "targets", "publics", "agenda")
LINE = re.compile(r'<([3-7])>([a-z]+\.[a-z_]+) process=[a-z]+( [a-z_]+=("[^"]*"|[^ "]*))*')
REFERENCE = re.compile(r"(OFF|CAN|EVT)-\d{4}-\d{4}")  # the log names records by references
SHORTEST = 4


def names_and_addresses():
    with open(DIRECTORY, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield from (row["organisation"], row["contact"], row["courriel"], row["courriel"].split("@")[1])
            yield from row["contact"].split()


def written(path):
    """The text of a mail: its subject, addresses and names of its header, values of fields, lines."""
    message = message_from_bytes(path.read_bytes(), policy=policy.compat32)
    fields = [str(value) for name in ("From", "To", "Cc", "Reply-To") for value in message.get_all(name, [])]
    for name, address in getaddresses(fields):
        yield from (name, address)
    yield re.sub(r"\[[^]]*\]|\b(RE|TR|Fwd)\b ?:", "", str(message["Subject"] or "")).strip()
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    yield from (value for key, value in (expected.get("fields") or {}).items() if key in WORDS)
    yield from (one["name"] for one in expected.get("attachments") or [])
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            text = (part.get_payload(decode=True) or b"").decode("utf-8", "ignore")
            yield from (line.split(":", 1)[-1].strip() for line in text.splitlines())
            yield from re.findall(r"(?:\+33\s?|0)[1-9](?:[ .-]?\d{2}){4}", text)


def personal():
    own = "partenariat@passerelle.example"
    words = set(names_and_addresses())
    for path in DIRECTORY.parent.glob("*.eml"):
        words.update(written(path))
    return {word for word in words
            if len(word) > SHORTEST and word.lower() not in (own, "forum") and not word.isdigit() and not REFERENCE.fullmatch(word)}


def run(passerelle):
    """The whole log: import, a run, and a second run over the filed mail."""
    os.environ["JOURNAL_STREAM"] = "8:1"
    (box := passerelle.folder / "boite" / "new").mkdir(parents=True)
    for other in ("cur", "tmp"):
        (box.parent / other).mkdir()
    for number, path in enumerate(sorted(DIRECTORY.parent.glob("*.eml"))):
        (box / f"{number:04}.log").write_bytes(path.read_bytes())
    calls = [passerelle.call("directory", "import", str(DIRECTORY))]
    calls += [passerelle.call("-v", "run", "--once", "--now", now) for now in (NOW, "2027-02-23T09:00:00+01:00")]
    return "".join(call.stderr for call in calls)


def listened(folder, command):
    """The datagrams that journald's socket gets from a command whose stderr is the journal, as {field:
    value}."""
    journal = folder / "journal"
    journal.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as receiver, open(folder / "stderr", "w+") as stderr:
        receiver.bind(str(journal / "socket"))
        datagrams = []
        listener = threading.Thread(target=lambda: datagrams.extend(iter(lambda: receiver.recv(65536), b"end")), daemon=True)
        listener.start()
        stream = os.fstat(stderr.fileno())
        subprocess.run(["unshare", "--mount", "--propagation", "private", "sh", "-ec",
                        'mount -t tmpfs none /run; mkdir /run/systemd; ln -s "$1" /run/systemd/journal; shift; exec "$@"', "sh", journal, *command],
                       env={**os.environ, "JOURNAL_STREAM": f"{stream.st_dev}:{stream.st_ino}"}, stderr=stderr, check=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(b"end", str(journal / "socket"))
        listener.join()
        stderr.seek(0)
        return [dict(line.split("=", 1) for line in datagram.decode().splitlines()) for datagram in datagrams], stderr.read()


def tell_fields(story):
    with temporary_folder("journal") as home:
        place = Place(home)
        place.receives(offer_mail())
        entries, rest = listened(place.folder, place.passerelle.command("run", "--once", "--now", NOW))
    decided = [entry for entry in entries if entry.get("PASSERELLE_EVENT") == "message.decided"]
    story.is_([(one["PASSERELLE_PROCESS"], one["PASSERELLE_REF"], one["PASSERELLE_OUTCOME"], one["PASSERELLE_REASON"], one["PRIORITY"], one["SYSLOG_IDENTIFIER"]) for one in decided],
              [("handle", "OFF-2026-0001", "accepted", "offer recorded", "6", "passerelle")], "a decision is found in the journal by its fields")
    story.ok(any(entry["PASSERELLE_PROCESS"] == "submit" for entry in entries), "each process tells it", entries[-1:])
    story.is_(rest, "", "and nothing twice")


def tell(story):
    if not os.geteuid():
        tell_fields(story)
    with temporary_folder("log") as home:
        passerelle = Passerelle(home, "maildir:boite", "maildir:parti")
        passerelle.command = lambda *words: [str(PROGRAM), "-v", "-c", str(passerelle.configuration),
                                             *[word for word in words if word != "-v"]]
        log = run(passerelle)
        words = personal()
        handled = passerelle.count("messages")
    lines = log.splitlines()
    story.ok(handled >= 60 and len(words) > 500, "many mails, and many words to look for", (handled, len(words)))
    story.ok(len(lines) >= handled, "a line for each message at least", len(lines))
    story.is_([line for line in lines if not LINE.fullmatch(line)], [], "each line is an event with its pairs and its priority")
    found = sorted(word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", log, re.I))
    story.is_(found, [], "nothing that people wrote or are called stands in it")
    story.ok("@" not in log, "and no address", [line for line in lines if "@" in line][:3])


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

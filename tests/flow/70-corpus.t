#!/usr/bin/python3 -B
"""Every mail of tests/mail, ordered by name, through the embedded Maildir: outcome, kind, reference, faults,
fields and letters as in the JSON beside it; then the whole folder again, which changes nothing."""

import collections
import hashlib
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "lib"))
from passerelle import DIRECTORY, Passerelle  # noqa: E402
from system import temporary_folder  # noqa: E402
from tap import run_story  # noqa: E402

NOW = "2026-11-23T09:00:00+01:00"  # the day that the mails were written for
REGISTER = ("offers", "candidates", "consents", "events", "attendances", "letters", "contacts")


class Corpus:
    def __init__(self, home):
        self.mails = sorted(DIRECTORY.parent.glob("*.eml"))
        self.mailbox = pathlib.Path(home, "boite")
        self.passerelle = Passerelle(home, "maildir:boite", "maildir:parti")
        for folder in ("new", "cur", "tmp"):
            (self.mailbox / folder).mkdir(parents=True)
        self.passerelle.import_directory()

    def deliver(self, time):
        """Maildir names in the order of the mails."""
        for number, path in enumerate(self.mails):
            (self.mailbox / "new" / f"{time}.{number:04}.corpus").write_bytes(path.read_bytes())
        self.passerelle.run_once(NOW)

    def messages(self, after=0):
        return self.passerelle.rows("SELECT * FROM messages WHERE id > ? ORDER BY id", after)

    def snapshot(self):
        return {view: self.passerelle.rows(f"SELECT * FROM {view}") for view in REGISTER}


def expected_of(path):
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def faults_of(message):
    reason = message["reason"] or ""
    return sorted(set(reason[len("faulty: "):].split(", "))) if reason.startswith("faulty: ") else []


def check_message(story, name, message, expected):
    for column in ("kind", "outcome", "ref"):
        if column == "kind" and expected["outcome"] in ("ignored", "quarantined"):
            continue
        story.is_(message[column] or "", expected[column] or "", f"{name}: {column}")
    if expected["outcome"] == "refused" and "faults" in expected:
        story.is_(faults_of(message), sorted(set(expected["faults"])), f"{name}: faults")


def check_fields(story, corpus, name, path, expected):
    if not expected.get("fields"):
        return
    explained = json.loads(corpus.passerelle.do("explain", "--json", "--now", NOW, str(path)))
    values = {field["key"]: field["value"] for field in explained["form"]["fields"]}
    wrong = {key: (values.get(key), value) for key, value in expected["fields"].items() if values.get(key) != value}
    story.ok(not wrong, f"{name}: {len(expected['fields'])} fields", f"read and expected: {wrong}")


def check_letters(story, corpus, name, message, expected):
    if "letters" not in expected:
        return
    sent = corpus.passerelle.rows("SELECT template FROM letter WHERE occasion = ?", f"message:{message['id']}")
    counts = collections.Counter(row["template"] for row in sent)
    story.is_({template: counts[template] for template in expected["letters"]}, expected["letters"], f"{name}: letters")


def check_attachments(story, corpus, name, message, expected):
    if "attachments" not in expected or expected["outcome"] != "accepted":
        return
    kept = corpus.passerelle.rows(
        "SELECT a.name, a.type, c.content FROM attachment a LEFT JOIN attachment_content c ON c.attachment = a.id"
        " WHERE a.candidate = ? ORDER BY a.id", message["ref"])
    for row in kept:
        if row["content"] is not None:
            row["sha256"] = hashlib.sha256(row.pop("content")).hexdigest()
    if any("sha256" in row for row in kept):  # not withdrawn since
        story.is_(kept, expected["attachments"], f"{name}: attachments")


def tell(story):
    with temporary_folder("corpus") as home:
        corpus = Corpus(home)
        story.ok(len(corpus.mails) >= 60, "at least 60 mails", len(corpus.mails))
        corpus.deliver("1000000000")
        messages = corpus.messages()
        story.is_(len(messages), len(corpus.mails), "each mail has one row")
        for path, message in zip(corpus.mails, messages):
            name, expected = path.stem, expected_of(path)
            check_message(story, name, message, expected)
            check_fields(story, corpus, name, path, expected)
            check_letters(story, corpus, name, message, expected)
            check_attachments(story, corpus, name, message, expected)

        before = corpus.snapshot()
        corpus.deliver("1000000001")
        again = corpus.messages(after=messages[-1]["id"])
        repeated = ["quarantined" if message["outcome"] == "quarantined" else "ignored" for message in messages]
        story.is_([message["outcome"] for message in again], repeated,
                  "the second time each mail is ignored, or quarantined again")
        after = corpus.snapshot()
        for view in REGISTER:
            story.ok(after[view] == before[view], f"sending the whole folder twice changes nothing in {view}")


run_story(tell)

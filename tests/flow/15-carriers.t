#!/usr/bin/python3 -B
"""Offers in files, documents, tables and JSON-LD, as real programs and attackers write them (lib/office.py):
every field is right or asked back with the name of its row, nothing is silently wrong, nothing is answered
with only the guide."""

import contextlib
import email
import email.message
import email.policy
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "lib"))
import office  # noqa: E402
import office_traits  # noqa: E402
from passerelle import Passerelle  # noqa: E402
from system import processor_s, temporary_folder  # noqa: E402
from tap import run_story  # noqa: E402

NOW = "2026-11-23T09:00:00+01:00"  # before the deadlines
SENDER = "emploi.diversite@ims.example"
MOST_SECONDS = 8  # of processor time, for each of the hostile ones


def composed(case, number):
    made = email.message.EmailMessage()
    made["From"], made["To"], made["Subject"] = SENDER, "partenariat@passerelle.example", case.subject
    made["Message-ID"], made["Date"] = f"<{number}@ims.example>", f"Mon, 23 Nov 2026 08:{number // 60:02}:{number % 60:02} +0100"
    made.set_content(case.text)
    if case.html:
        made.add_alternative(case.html, subtype="html")
    for name, data, media in case.files:
        main, sub = media.split("/")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return b"Authentication-Results: mx.passerelle.example; dmarc=pass header.from=ims.example\r\n" + made.as_bytes()


class Box:
    def __init__(self, home):
        self.home = pathlib.Path(home)
        self.passerelle = Passerelle(home, "maildir:boite", "maildir:parti")
        settings = self.passerelle.configuration
        settings.write_text(settings.read_text() + "answers_per_hour = 1000\n")
        self.new = self.home / "boite" / "new"
        for folder in ("new", "cur", "tmp"):
            (self.home / "boite" / folder).mkdir(parents=True)
        self.passerelle.import_directory()
        # All carriers contain the same offers, so duplicates must not be recognised here (17-offer-life.t
        # tests that).
        with contextlib.closing(sqlite3.connect(self.passerelle.database)) as register:
            register.execute("CREATE TRIGGER apart AFTER INSERT ON offer BEGIN"
                             " UPDATE offer SET fingerprint = NULL WHERE ref = NEW.ref; END")

    def deliver(self, case, number):
        (self.new / f"1763884800.{number:05}.x").write_bytes(composed(case, number))

    def answers(self):
        """The text of each answer, by the Message-ID it answers."""
        found = {}
        for path in (self.home / "parti" / "new").iterdir():
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if letter["Auto-Submitted"] == "auto-replied":
                found[letter["In-Reply-To"]] = letter.get_body(("plain",)).get_content().replace("\u00a0", " ")
        return found


def wrong_offers(got, expected):
    if len(got) != len(expected):
        return f"{len(got)} offers, expected {len(expected)}"
    return [f"{key}: {row.get(key)!r}, expected {value!r}" for row, want in zip(got, expected) for key, value in want.items() if row.get(key) != value]


def missing_words(text, case):
    words = list(case.letter) + [row for row in case.faulty if row] + [f"* {label}" for labels in case.faulty.values() for label in labels]
    return [word for word in words if word.replace("\u00a0", " ") not in text]


def tell(story):
    with temporary_folder("carriers") as home:
        box = Box(home)
        cases = [*office.all_cases(), *office_traits.cases()]
        story.ok(len(cases) >= 150, "at least 150 cases", len(cases))
        for number, case in enumerate(cases, 1):
            box.deliver(case, number)
        box.passerelle.run_once(NOW)
        answers = box.answers()
        messages = box.passerelle.rows("SELECT * FROM messages ORDER BY id")
        for number, (case, message) in enumerate(zip(cases, messages), 1):
            offers = box.passerelle.rows("SELECT v.* FROM offers v JOIN offer o ON o.ref = v.ref WHERE o.message = ? ORDER BY v.ref", message["id"])
            story.is_(message["outcome"], case.outcome, f"{case.name}: {case.outcome}")
            story.ok(not (wrong := wrong_offers(offers, case.offers)), f"{case.name}: the offers", wrong)
            if case.letter or case.faulty:
                text = answers.get(f"<{number}@ims.example>", "")
                story.ok(not (missing := missing_words(text, case)), f"{case.name}: the answer", f"lacks {missing}")

        hostile = [case for case in cases if case.name.startswith("xlsx ") and any(word in case.name for word in ("levels", "million", "bomb"))]
        story.is_(len(hostile), 3, "three bombs")
        for number, case in enumerate(hostile, 5000):
            box.deliver(case, number)
            began = processor_s()
            box.passerelle.run_once(NOW)
            took = processor_s() - began
            story.ok(took < MOST_SECONDS, f"{case.name}: told in under {MOST_SECONDS} s", f"{took:.1f} s")


run_story(tell)

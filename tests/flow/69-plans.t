#!/usr/bin/python3 -B
"""The query plans of all statements in the program, with the checks of their foreign keys: none scans a table
that grows over the years, nor an index of all its rows, except those listed with a reason."""

import re
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from passerelle import PROGRAM, Passerelle
from system import temporary_folder
from tap import run_story

GROWING = {"answers", "approval", "article", "attendance", "attachment", "broadcast", "call", "candidate", "consent", "correction", "diagnostic",
           "disclosure", "event", "letter", "letter_body", "mailing", "message", "message_raw", "newsletter_item", "offer",
           "offer_field", "outcome", "response"}
# Part of a statement, and why it may scan a table.
WHOLE = {
    " AS at, ": "the figures of a year: once a year, and by a command",
    "FROM duties v JOIN duty": "the duties' evidence: once a quarter",
    "FROM offers WHERE status <> 'held' AND substr(": "likewise",
    "c.is_erased AND ": "by check",
    "NOT c.is_erased AND (": "by check",
    "c.notice_hash <> ''": "by check",
    "SELECT id, hash, candidate, event, at": "by check and export, the chain of consents from its beginning",
    "FROM message JOIN message_raw": "by check --forge",
    "SELECT d.id, d.hash": "likewise of disclosures",
    "FROM diagnostic d JOIN organisation": "in the report of a year",
    "UPDATE call SET status = iif(": "once, at the end of the agreement",
    "UPDATE offer SET status = 'closed' WHERE status IN": "likewise",
    "JOIN diagnostic d ON d.ref = a.diagnostic": "the documents of diagnostics, a few a year",
}
# Indexes of rows that wait, are open or have a deadline: they don't grow over the years.
WAITING = {"article_waiting", "call_look_at", "call_open", "candidate_expiring", "candidate_send_by", "candidate_unsent", "event_look_at", "event_open",
           "letter_due", "letter_failed", "letter_oldest", "letter_queued", "message_aside", "message_quarantined", "message_to_file",
           "message_undecided", "message_with_files", "offer_open", "response_reminder"}
SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$")
NAMED = re.compile(r"(\w+)(?: \([^)]*\))? AS (?:NOT )?(?:MATERIALIZED )?\(")  # WITH: rows of another step
NEWEST = re.compile(r"FROM (\w+) ORDER BY id(?: DESC)? LIMIT 1")  # reads one row


def statements():
    """SQL texts in the program's read-only data; the linker may merge a text with the end of another."""
    for found in re.findall(rb"[\t\n\x20-\x7e\x80-\xff]{8,}(?=\0)", PROGRAM.read_bytes()):
        text = re.sub(r"^(?:--.*\n)+", "", found.decode("utf-8", "replace"))
        bare = re.sub(r"'[^']*'|--.*", "", text)
        if re.match(r"(?:SELECT|INSERT|UPDATE|DELETE|WITH)\s", text) and "%" not in bare and ";" not in bare.rstrip(";"):
            yield text


def tables(register, text):
    """{name or alias: tables it may stand for}, also inside the views that a statement uses."""
    texts, views = [text], dict(register.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall())
    for one in texts:
        texts += [sql for name, sql in views.items() if re.search(rf"\b{name}\b", one) and sql not in texts]
    found = {}
    for name, alias in re.findall(r"(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?", " ".join(texts)):
        for called in (name, alias):
            found.setdefault(called, set()).add(name)
    return found


def plan(register, text):
    """An insertion only looks for rows that refer to its own while some references are dangling."""
    register.execute(f"PRAGMA foreign_keys = {not text.startswith('INSERT')}")
    count = max((int(number) for number in re.findall(r"\?(\d+)", text)), default=0)
    while True:
        try:
            return [row[3] for row in register.execute(f"EXPLAIN QUERY PLAN {text}", [None] * count)]
        except sqlite3.OperationalError as error:
            missing = re.match(r"no such function: (\w+)", str(error))
            if not missing:
                raise
            register.create_function(missing[1], -1, lambda *_: None)  # one of the program's own


def tell(story):
    with temporary_folder("plans") as folder:
        passerelle = Passerelle(folder, "maildir:boite", "maildir:relay")
        passerelle.import_directory()
        register = sqlite3.connect(passerelle.database)
        wrong, unread, used, count = [], [], set(), 0
        for text in sorted(set(statements())):
            try:
                steps = plan(register, text)
            except sqlite3.Error as error:
                unread.append((str(error), text))
                continue
            count += 1
            named = set(NAMED.findall(text))
            reasons = {words for words in WHOLE if words in text}
            for name in (match[1] for match in map(SCAN.match, steps) if match and match[2] not in WAITING):
                whole = tables(register, text).get(name, {name}) & GROWING - named
                if whole and not (NEWEST.search(text) or reasons):
                    wrong.append((sorted(whole), text))
                elif whole:
                    used |= reasons
        register.close()
        story.ok(count > 300, "the program's statements are found", count)
        story.is_(unread, [], "each can be explained")
        story.is_(wrong, [], "none reads a table whole that grows")
        story.is_(set(WHOLE) - used, set(), "and each that may is still there")


run_story(tell)

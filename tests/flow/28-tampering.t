#!/usr/bin/python3 -B
"""Specification section 5: `check` detects changes that another program made in the register of consent."""

import shutil
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CV, cv_mail, offer_mail, withdrawal_mail
from place import Place
from system import temporary_folder
from tap import run_story

TRIGGERS = [f"{table}_is_{what}" for table in ("consent", "disclosure") for what in ("never_changed", "never_deleted", "only_appended")]
TRIGGERS += ["notice_is_never_changed", "notice_is_never_deleted"]

TAMPERINGS = [
    ("the day of the consent", "UPDATE consent SET at = '2027-01-05T23:00:00Z' WHERE id = 1", "record 1 breaks"),
    ("who collected it", "UPDATE consent SET collected_by = 'X' WHERE id = 2", "record 2 breaks"),
    ("its scope", "UPDATE consent SET scope = 'partners' WHERE id = 1", "record 1 breaks"),
    ("its end", "UPDATE consent SET expires_on = '2029-01-04' WHERE id = 2", "record 2 breaks"),
    ("whose it is", "UPDATE consent SET candidate = 'CAN-2027-0002' WHERE id = 1", "record 1 breaks"),
    ("the source", "UPDATE consent SET message_id = message_id || 'x' WHERE id = 1", "record 1 breaks"),
    ("the notice's version", "UPDATE consent SET notice = '2025-01' WHERE id = 1", "record 1 breaks"),
    ("the notice's hash", "UPDATE consent SET notice_hash = replace(notice_hash, 'a', 'b') WHERE id = 2", "record 2 breaks"),
    ("the notice's wording", "UPDATE notice SET text = text || ' '", "is not the text that was hashed"),
    ("a byte behind a NUL", "UPDATE consent SET collected_by = collected_by || char(0) || 'x' WHERE id = 2", "record 2 breaks"),
    ("a withdrawal made a consent", "UPDATE consent SET event = 'given' WHERE id = 3", "record 3 breaks"),
    ("a record taken out", "DELETE FROM consent WHERE id = 2", "record 2 is missing"),
    ("the last record taken away", "DELETE FROM consent WHERE id = 3", "records after 2 are missing"),
    ("a record put in", "INSERT INTO consent SELECT 4, candidate, event, at, collected_by, scope, expires_on, message_id, notice,"
     " notice_hash, recorded_at, hash FROM consent WHERE id = 3", "record 4 breaks"),
    ("a hash", "UPDATE consent SET hash = upper(hash) WHERE id = 1", "record 1 breaks"),
    ("two records exchanged", "UPDATE consent SET id = 9 WHERE id = 1; UPDATE consent SET id = 1 WHERE id = 2;"
     " UPDATE consent SET id = 2 WHERE id = 9", "record 1 breaks"),
    ("a recipient", "UPDATE disclosure SET recipient = 'personne@ailleurs.example' WHERE id = 1", "recipients: record 1 breaks"),
    ("a recipient taken out", "DELETE FROM disclosure WHERE id = 1", "recipients: record 1 is missing"),
    ("a CV held longer", "UPDATE candidate SET consent_expires_on = '2030-01-01' WHERE NOT is_erased", "is held, but not as"),
    ("an erased CV brought back", "UPDATE candidate SET is_erased = 0, given_name = 'X'", "is held, but not as"),
    ("the triggers alone", "SELECT 1", "trigger consent_is_never_changed is missing"),
]


def check(place):
    done = place.passerelle.check()
    finding = [line for line in done.stdout.splitlines() if "consents" in line]
    return done.returncode, finding[0] if finding else done.stdout


def tell(story):
    with temporary_folder("tampering") as folder:
        place = Place(folder)
        offer = place.handles(offer_mail())["ref"]
        first = place.handles(cv_mail(offer))["ref"]
        place.handles(cv_mail(offer, {**CV, "Prénom": "Noé"}))
        place.handles(withdrawal_mail(first, sender=ADVISER))
        status, finding = check(place)
        story.ok(status == 0 and "chain of 3 records is whole" in finding, "the register is whole", finding)
        connection = sqlite3.connect(place.passerelle.database)
        for statement in ("UPDATE consent SET at = at", "DELETE FROM consent", "DELETE FROM disclosure", "UPDATE notice SET text = ''"):
            try:
                connection.execute(statement)
                story.ok(False, f"{statement} is refused")
            except sqlite3.IntegrityError as fault:
                story.contains(str(fault), "append-only", f"{statement} is refused")
        connection.rollback()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        whole = place.folder / "whole.db"
        shutil.copy(place.passerelle.database, whole)
        for name, script, expected in TAMPERINGS:
            shutil.copy(whole, place.passerelle.database)
            connection = sqlite3.connect(place.passerelle.database)
            connection.executescript("".join(f"DROP TRIGGER {trigger};" for trigger in TRIGGERS) + script)
            connection.close()
            status, finding = check(place)
            story.ok(status == 65 and expected in finding, f"{name}: {expected}", f"{status} {finding}")


run_story(tell)

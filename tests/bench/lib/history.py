"""Ten years of a partnership in a register, as the program would have left them: `count` offers with their
messages and letters, as many CVs with consent and disclosure, events and answers; bytes and names are erased
when their time is over. Made by copying a real row of each table, so that rows follow the program's
schema."""

import contextlib
import sqlite3

YEARS = 10
FIRST = "2027-01-11T00:00:00Z", f"-{YEARS} years"

# For row number :number of :count, oldest first. Columns not listed are copied.
TIME = f"strftime('%Y-%m-%dT%H:%M:%SZ', '{FIRST[0]}', '{FIRST[1]}', (n.number * {YEARS * 365 * 86400} / :count) || ' seconds')"
NUMBERED = f"substr({TIME}, 1, 4) || '-' || printf('%07d', n.number)"
OFFER, CANDIDATE, EVENT = (f"'{series}-' || {NUMBERED}" for series in ("OFF", "CAN", "EVT"))
DEADLINE = f"date({TIME}, '+60 days')"
IS_KEPT = "n.number * {days} / :count >= {days} - {last}".replace("{days}", str(YEARS * 365))
MESSAGE_IS_KEPT, LETTER_IS_KEPT = IS_KEPT.format(last=90), IS_KEPT.format(last=365)
IS_OVER = f"{DEADLINE} < date('{FIRST[0]}')"
MESSAGE, LETTER, CONSENT = ":message + n.number", ":letter + 2 * n.number + t.id", ":consent + n.number"
UNLESS_OVER = {name: f"iif({IS_OVER}, NULL, {name})" for name in ("given_name", "family_name", "wanted", "mobility", "send_by", "unsent_why")}

COPIES = (  # table; how many of its first rows are copied each time; which copies are made; columns that differ in a copy
    ("message", 1, "true", {
        "id": MESSAGE, "uid": "'1600000000.' || n.number || '.bench'", "folder_uid": "'1600000000.' || n.number || '.bench'",
        "received_at": TIME, "message_id": "lower(hex(randomblob(12))) || '@logirhone.example'",
        "content_hash": "lower(hex(randomblob(32)))", "ref": OFFER, "subject": f"iif({MESSAGE_IS_KEPT}, subject, NULL)",
        "folder": f"iif({MESSAGE_IS_KEPT}, folder, NULL)"}),
    ("message_raw", 1, MESSAGE_IS_KEPT, {"message": MESSAGE}),
    ("offer", 1, "true", {"ref": OFFER, "deadline": DEADLINE, "message": MESSAGE, "status": f"iif({IS_OVER}, 'expired', 'open')"}),
    ("letter", 2, "true", {
        "id": LETTER, "message_id": f"'letter.' || ({LETTER}) || '.39128f610d6c3281@passerelle.example'", "created_at": TIME,
        "sent_at": TIME, "about": OFFER, "occasion": f"'message:' || ({MESSAGE})", "subject": f"iif({LETTER_IS_KEPT}, subject, NULL)"}),
    ("letter_body", 2, LETTER_IS_KEPT, {"letter": LETTER.replace("t.id", "t.letter"), "message": "substr(t.message, 1, 1000)"}),
    ("candidate", 1, "true", {
        "ref": CANDIDATE, "offer": OFFER, "message": MESSAGE, "status": f"iif({IS_OVER}, 'expired', 'forwarded')", "is_erased": IS_OVER,
        "consent_expires_on": DEADLINE, **UNLESS_OVER}),
    ("consent", 1, "true", {"id": CONSENT, "candidate": CANDIDATE, "at": TIME, "recorded_at": TIME, "expires_on": DEADLINE}),
    ("disclosure", 1, "true", {"id": ":disclosure + n.number", "candidate": CANDIDATE, "consent": CONSENT, "at": TIME}),
    ("event", 1, "true", {
        "ref": EVENT, "uid": "'past.' || n.number", "starts_at": TIME, "ends_at": TIME, "deadline": f"date({TIME})", "message": MESSAGE,
        "announced_at": TIME, "status": "'past'"}),
    ("attendance", 1, "true", {"id": ":attendance + n.number", "event": EVENT}),
)
NUMBERED_TABLES = ("message", "letter", "consent", "disclosure", "attendance")


def copy(connection, table, rows, condition, changes, names):
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.execute(
        "WITH RECURSIVE n (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < :count)"
        f" INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(changes.get(name, 't.' + name) for name in columns)}"
        f" FROM n CROSS JOIN (SELECT * FROM {table} ORDER BY 1 LIMIT {rows}) t WHERE {condition}", names)


def fill(program, count):
    """The register must contain an accepted offer with two letters, a CV that was sent, and an event with a
    guest; `count` more are added."""
    with contextlib.closing(sqlite3.connect(program.database)) as connection:
        connection.execute("PRAGMA cache_size = -1000000")
        names = {table: connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in NUMBERED_TABLES} | {"count": count}
        for table, rows, condition, changes in COPIES:
            copy(connection, table, rows, condition, changes, names)
        connection.execute("UPDATE series SET last = (SELECT max(id) FROM letter) WHERE name = 'letter'")
        connection.commit()

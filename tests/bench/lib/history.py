"""Ten years of messages in a register, as the program would have left them: each an accepted offer with its two letters, its bytes erased
after 90 days and its letters' after a year. Made by copying one real message's rows, so that the program's own schema says what a row is."""

import contextlib
import sqlite3

YEARS = 10
FIRST = "2027-01-11T00:00:00Z", f"-{YEARS} years"

# Of the number-th of :count rows, oldest first. A column that is not named is copied.
TIME = f"strftime('%Y-%m-%dT%H:%M:%SZ', '{FIRST[0]}', '{FIRST[1]}', (n.number * {YEARS * 365 * 86400} / :count) || ' seconds')"
REF = f"'OFF-' || substr({TIME}, 1, 4) || '-' || printf('%07d', n.number)"
DEADLINE = f"date({TIME}, '+60 days')"
IS_KEPT = "n.number * {days} / :count >= {days} - {last}".replace("{days}", str(YEARS * 365))
MESSAGE_IS_KEPT, LETTER_IS_KEPT = IS_KEPT.format(last=90), IS_KEPT.format(last=365)
LETTER_ID = "2 * n.number + t.id"

COPIES = (
    ("message", "true", {
        "id": "n.number + 1", "uid": "'1600000000.' || n.number || '.bench'", "folder_uid": "'1600000000.' || n.number || '.bench'",
        "received_at": TIME, "message_id": "lower(hex(randomblob(12))) || '@logirhone.example'",
        "content_hash": "lower(hex(randomblob(32)))", "ref": REF, "subject": f"iif({MESSAGE_IS_KEPT}, subject, NULL)",
        "folder": f"iif({MESSAGE_IS_KEPT}, folder, NULL)"}),
    ("message_raw", MESSAGE_IS_KEPT, {"message": "n.number + 1"}),
    ("offer", "true", {
        "ref": REF, "deadline": DEADLINE, "message": "n.number + 1",
        "status": f"iif({DEADLINE} >= date('{FIRST[0]}'), 'open', 'expired')"}),
    ("letter", "true", {
        "id": LETTER_ID, "message_id": f"'letter.' || ({LETTER_ID}) || '.39128f610d6c3281@passerelle.example'", "created_at": TIME,
        "sent_at": TIME, "about": REF, "occasion": "'message:' || (n.number + 1)",
        "subject": f"iif({LETTER_IS_KEPT}, subject, NULL)"}),
    ("letter_body", LETTER_IS_KEPT, {"letter": "2 * n.number + t.letter", "message": "substr(t.message, 1, 1000)"}),
)


def copy(connection, table, condition, changes, count):
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.execute(
        "WITH RECURSIVE n (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < :count - 1)"
        f" INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(changes.get(name, 't.' + name) for name in columns)}"
        f" FROM n CROSS JOIN (SELECT * FROM {table} ORDER BY 1 LIMIT 2) t WHERE {condition}", {"count": count})


def fill(program, count):
    """The register holds one message that was accepted with two letters; it then holds `count` of them."""
    with contextlib.closing(sqlite3.connect(program.database)) as connection:
        connection.execute("PRAGMA cache_size = -1000000")
        for table, condition, changes in COPIES:
            copy(connection, table, condition, changes, count)
        connection.execute("UPDATE series SET last = 2 * ? WHERE name = 'letter'", (count,))
        connection.commit()
        assert connection.execute("SELECT count(*) FROM message").fetchone() == (count,)
        assert connection.execute("SELECT count(*) FROM letter").fetchone() == (2 * count,)

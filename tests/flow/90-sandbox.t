#!/usr/bin/python3 -B
"""The reader's sandbox: messages made to exhaust it, and faults triggered in it by a test hook. Each is
quarantined with its reason or read in bounded time, and the mails around it are handled as without it."""

import base64
import mailbox
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, RECRUITER, offer_mail
from mails import SHARED
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import processor_s, temporary_folder
from tap import run_story, skip_all

HOOKS = PROGRAM.parent / "hooks" / PROGRAM.name
MOST_S = 10
MOST_WAIT_S = 30
WAIT = "an endless wait"
HEAD = (f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={RECRUITER.split('@')[1]}\n"
        f"From: {RECRUITER}\nTo: {SHARED}\nSubject: [OFFRE]\nDate: Mon, 11 Jan 2027 09:00:00 +0100\n"
        "MIME-Version: 1.0\n").encode()


def nested_parts():
    return HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(100000))


def many_fields():
    return HEAD + b"X-Field: y\n" * 1000000 + b"\nBonjour\n"


def long_line():
    return HEAD + b"\n" + b"0123456789abcdef" * (30 * 65536 - 1000) + b"\n"


def base64_bomb():
    """22 MiB of base64 in many parts, whose number is the attack; in one part it would be harmless."""
    part = b"--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(b"%PDF" * 500000)
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + part * 10 + b"--b--\n"


def entity_bomb():
    return HEAD + b"Content-Type: text/html\n\n" + b"&#128512;" * (3 << 20) + b"\n"


def charset_bomb():
    return HEAD + b"Content-Type: text/plain; charset=windows-1252\n\n" + b"\x80" * (20 << 20) + b"\n"


def soft_breaks():
    return HEAD + b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=41=\n" * (5 << 20)


def exotic_charset():
    """A charset that the reader has not loaded and can't load."""
    return HEAD + b"Content-Type: text/plain; charset=EUC-TW\n\nBonjour\n"


def planted(fault):
    return HEAD + f"X-Passerelle-Test: {fault}\n\nBonjour\n".encode()


# name, message, words in the reason (None: it is read)
BOMBS = (
    ("100,000 nested parts", nested_parts(), "parts that contain parts"),
    ("1,000,000 header fields", many_fields(), "fields in a header block"),
    ("a body of one line of 30 MiB", long_line(), "bytes of text"),
    ("base64 of 19 MiB in ten parts", base64_bomb(), None),
    ("HTML entities of 27 MiB", entity_bomb(), "bytes of text"),
    ("20 MiB that become 60 MiB of UTF-8", charset_bomb(), "bytes of text"),
    ("quoted-printable of 25 MiB", soft_breaks(), "bytes of text"),
    ("a character set that can't be loaded", exotic_charset(), None),
)
FAULTS = [
    ("a crash", planted("crash"), "it crashed the reader"),
    ("an endless loop", planted("loop"), "it took too long"),
    (WAIT, planted("sleep"), "it took too long"),
]
# AddressSanitizer can't run in a sandbox: its builds have none.
IN_THE_CELL = [
    ("a program", planted("exec"), "it made the reader do what it may not"),
    ("a socket", planted("socket"), "it made the reader do what it may not"),
    ("a signal for handle", planted("kill"), "it made the reader do what it may not"),
    ("all memory", planted("memory"), "it crashed the reader"),
    ("a file", planted("file"), None),
]


def delivered(mail):
    return HEAD.split(b"\n")[0] + b"\n" + mail.as_bytes()


class Cell:
    """The program, in a folder of its own."""

    def __init__(self, home, program):
        home.mkdir()
        self.passerelle = Passerelle(home, "maildir:boite", "maildir:parti", program=program)
        self.new = home / "boite" / "new"
        mailbox.Maildir(home / "boite", create=True)
        self.passerelle.import_directory()

    def takes(self, clock):
        """The time of a run by this clock, in seconds."""
        start = clock()
        self.passerelle.run_once()
        return clock() - start

    def put(self, raw):
        (self.new / f"{time.time_ns()}.cell").write_bytes(raw)


def check_bomb(story, cell, what, raw, reason):
    """A good offer, the attack, another good offer. An attack by waiting uses no processor: it may take
    MOST_WAIT_S longer than a run without it."""
    clock, most, usual = processor_s, MOST_S, 0
    if what == WAIT:
        clock, most = time.monotonic, MOST_WAIT_S
        cell.put(delivered(offer_mail({**OFFER, "Intitulé": "Magasinier (H/F)"})))
        usual = cell.takes(clock)
    before, after = offer_mail(OFFER), offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"})
    last = cell.passerelle.row("SELECT coalesce(max(id), 0) AS id FROM messages")["id"]
    for message in (delivered(before), raw, delivered(after)):
        cell.put(message)
    took = cell.takes(clock) - usual
    rows = cell.passerelle.rows("SELECT * FROM messages WHERE id > ? ORDER BY id", last)
    story.is_([row["outcome"] for row in rows][::2], ["accepted", "accepted"], f"{what}: the mails around it are handled")
    bomb = rows[1]
    if reason:
        story.is_(bomb["outcome"], "quarantined", f"{what}: it is quarantined")
        story.ok(reason in bomb["reason"], f"{what}: because of “{reason}”", bomb["reason"])
    else:
        story.ok("unreadable" not in bomb["reason"], f"{what}: it is read", bomb["reason"])
    story.ok(took < most, f"{what}: within {most} s", f"{took:.1f} s")


def tell(story):
    with temporary_folder("cell") as home:
        has_cell = b"__asan_init" not in HOOKS.read_bytes()
        faults = FAULTS + IN_THE_CELL * has_cell
        for name, program, messages in (("product", PROGRAM, BOMBS), ("hooks", HOOKS, faults)):
            cell = Cell(Path(home, name), program)
            for what, raw, reason in messages:
                check_bomb(story, cell, what, raw, reason)
    story.ok(b"X-Passerelle-Test" not in PROGRAM.read_bytes(), "the product has no test hook")


if not HOOKS.exists():
    skip_all(f"{HOOKS} is not built")
run_story(tell)

#!/usr/bin/python3 -B
"""Returned mail (specification sections 2 and 9): each report of tests/bounces is matched to its letter;
5.1.x suspends the contact and tells the operator, other failures are counted, delays and forgeries change
nothing."""

import mailbox
import re
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from mails import OPERATOR, letter_in, text_of
from passerelle import PROGRAM, TREE, Passerelle
from postfix import AUTHSERV_ID
from system import temporary_folder
from tap import run_story, skip_all

CONTACT = "z.ferrand@ml-selyonnais.example"
HARD, SOFT, NOTHING = "suspended", "counted", "nothing"
SAMPLES = {
    "01-postfix-unknown": ("5.1.1", HARD),
    "02-postfix-delayed": ("4.4.1", NOTHING),
    "03-sendmail-full": ("5.2.2", SOFT),
    "04-exchange-online-non-remis": ("5.1.10", HARD),
    "05-exchange-general-status": ("5.1.1", HARD),
    "06-gmail-no-such-user": ("5.1.1", HARD),
    "07-expired-after-days": ("4.4.1", SOFT),
    "08-policy": ("5.7.1", SOFT),
    "09-qmail-failure": ("5.1.1", HARD),
    "10-exim-unrouteable": ("5.1.2", HARD),
    "11-exim-delayed": ("4.1.1", NOTHING),
    "12-exchange-2003-non-remis": ("5.1.1", HARD),
    "13-zimbra-boite-pleine": ("5.2.2", SOFT),
    "14-french-daemon-no-report": ("5.1.1", HARD),
    "15-says-nothing": ("it does not say why", NOTHING),
    "16-forged-no-code": ("no letter of ours", NOTHING),
    "17-absence-is-no-bounce": ("automatic mail", NOTHING),
    "18-delivered": ("2.0.0", NOTHING),
}


class Office:
    """Passerelle on two Maildirs, with helpers of the stories."""

    def __init__(self, folder):
        self.folder = folder
        self.passerelle = Passerelle(folder, mailbox="maildir:boite", relay="maildir:relay")
        self.passerelle.import_directory()
        self.box = mailbox.Maildir(folder / "boite", create=True)
        self.minutes = 0

    def receives(self, raw):
        self.box.add(raw)
        self.minutes += 1
        self.passerelle.run_once(f"2027-01-11T09:{self.minutes:02}:00+01:00")
        return self.passerelle.rows("SELECT * FROM messages ORDER BY id DESC LIMIT 1")[0]

    def receives_offer(self):
        mail = offer_mail()
        domain = mail["From"].addresses[0].domain
        return self.receives(f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={domain}\n".encode() + mail.as_bytes())

    def letters_to(self, user):
        return [letter for letter in map(letter_in, (self.folder / "relay" / "new").iterdir()) if letter["Delivered-To"] == user]

    def contact(self):
        connection = sqlite3.connect(f"file:{self.passerelle.database}?mode=ro", uri=True)
        try:
            return connection.execute("SELECT is_bounced, soft_bounces FROM contact WHERE email = ?", [CONTACT]).fetchone()
        finally:
            connection.close()


def fill_in(name, letter):
    bounce = letter["Return-Path"].strip("<>")
    values = {"BOUNCE": bounce, "ID": re.search(r"\+b\.(\d+)\.", bounce)[1], "RECIPIENT": CONTACT,
              "MESSAGE_ID": letter["Message-ID"].strip("<>")}
    raw = (TREE / "tests" / "bounces" / f"{name}.eml").read_bytes()
    return re.sub(rb"@([A-Z_]+)@", lambda found: values[found[1].decode()].encode(), raw)


def plays_samples(story, office, letter):
    told = 0
    for name, (why, effect) in SAMPLES.items():
        before = office.contact()[1]
        decision = office.receives(fill_in(name, letter))
        bounced, soft = office.contact()
        story.is_(decision["outcome"], "ignored", f"{name} is ignored")
        story.contains(decision["reason"], why, f"{name} says why")
        got = HARD if bounced else SOFT if soft == before + 1 else NOTHING
        story.is_(got, effect, f"{name}: {effect}")
        told += effect == HARD
        story.is_(len(office.letters_to(OPERATOR)), told, f"{name}: the operator has {told} letters")
        if bounced:
            office.passerelle.do("directory", "resume", CONTACT)


def forges(story, office, letter, other):
    """What a stranger can know about our letters is no valid report: the number of one, the instance common
    to all, the recipient's address."""
    own = letter["Message-ID"].strip("<>")
    number, instance, code = re.fullmatch(r"letter\.(\d+)\.([0-9a-f]+)\.([0-9a-f]{16})@passerelle\.example", own).groups()
    foreign = re.search(r"\.([0-9a-f]{16})@", other["Message-ID"])[1]
    raw = fill_in("06-gmail-no-such-user", letter).replace(letter["Return-Path"].strip("<>").encode(), b"partenariat@passerelle.example")
    story.ok(own.encode() in raw, "a report that names the Message-ID alone")
    for guess in (f"letter.{number}.{instance}", f"letter.{number}.{instance}.{foreign}", f"letter.{number}.{instance}.{'0' * 16}"):
        decision = office.receives(raw.replace(own.encode(), f"{guess}@passerelle.example".encode()))
        story.ok(office.contact()[0] == 0 and "no letter of ours" in decision["reason"], "a guessed Message-ID is none", decision["reason"])
    decision = office.receives(raw.replace(CONTACT.encode(), b"autre@ml-selyonnais.example"))
    story.ok(office.contact()[0] == 0 and "of another address" in decision["reason"], "another address' failure is not the letter's",
             decision["reason"])
    office.receives(raw + (b" " * 75 + b"\t\n") * 4000)
    story.is_(office.contact()[0], 1, "the right one suspends, although it is large")
    office.passerelle.do("directory", "resume", CONTACT)


def tell(story):
    with temporary_folder("bounces") as path:
        office = Office(Path(path))
        offer = office.receives_offer()
        [letter] = office.letters_to(CONTACT)
        story.ok(re.fullmatch(r"<partenariat\+b\.\d+\.[0-9a-f]{16}@passerelle\.example>", letter["Return-Path"] or ""),
                 "a letter leaves from a bounce address", letter["Return-Path"])
        answers = office.letters_to("recrutement@logirhone.example")
        story.is_([answer["Return-Path"] for answer in answers], ["<>"], "an automatic answer from nobody")
        names = sorted(path.stem for path in (TREE / "tests" / "bounces").glob("*.eml"))
        story.is_(names, sorted(SAMPLES), "each sample has its expectation")
        forges(story, office, letter, office.letters_to("recrutement@logirhone.example")[0])
        for path in [path for path in (office.folder / "relay" / "new").iterdir() if OPERATOR.encode() in path.read_bytes()]:
            path.unlink()
        plays_samples(story, office, letter)

        office.receives(fill_in("01-postfix-unknown", letter))
        note = office.letters_to(OPERATOR)[-1]
        story.contains(text_of(note), f"Adresse : {CONTACT}", "the operator's letter names the address")
        story.contains(text_of(note), "directory resume", "and how to resume it")
        count = len(office.letters_to(OPERATOR))
        office.receives(fill_in("06-gmail-no-such-user", letter))
        story.is_(len(office.letters_to(OPERATOR)), count, "a second bounce of a suspended address is no news")

        office.receives_offer()
        story.is_(len(office.letters_to(CONTACT)), 1, "a suspended contact gets no further offer")
        story.contains(office.passerelle.do("directory", "list"), CONTACT, "but stays in the directory")
        office.passerelle.import_directory()
        story.is_(office.contact(), (0, 0), "importing the directory resumes it")
        office.receives_offer()
        story.is_(len(office.letters_to(CONTACT)), 2, "and offers go to it again")
        done = office.passerelle.call("directory", "resume", CONTACT)
        story.is_(done.returncode, 65, "an address that is not suspended can't be resumed")
        story.is_(offer["outcome"], "accepted", "the offer had been accepted")


if PROGRAM.exists():
    run_story(tell)
else:
    skip_all(f"{PROGRAM} is not built")

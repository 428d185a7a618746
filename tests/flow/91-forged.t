#!/usr/bin/python3 -B
"""Forged mails: each design of the table in the name of each of four contacts. None is accepted, none is answered, and none
leaves a trace in the register. The receiving server's own field is honest and stands on top, as RFC 8601 wants it."""

import mailbox
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, EVENT, OFFER, RECRUITER
from mails import SHARED, form
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import temporary_folder
from tap import run_story, skip_all

EVIL = "mallory@malfaiteur.example"
# In whose name, and what would come of it.
VICTIMS = (
    (RECRUITER, "[OFFRE]", form(OFFER)),
    (ADVISER, "[CV]", form({**CV, "Portée": "entreprises partenaires", "Métier recherché": "Cariste"})),
    (CELL, "[EVENEMENT]", form(EVENT)),
    (ADVISER, "[RETRAIT CAN-2027-0001]", "RETRAIT\n"),
)


def domain(address):
    return address.split("@")[1]


def mx(results):
    return f"Authentication-Results: {AUTHSERV_ID}; {results}"


# What the server says of a message that comes from the forger's own domain.
HONEST = mx(f"dmarc=pass header.from={domain(EVIL)}; dkim=pass header.d={domain(EVIL)}; spf=pass smtp.mailfrom={EVIL}")


def top(*results):
    """From the victim, with these results of the server."""
    return lambda victim: [*(mx(line.format(d=domain(victim), v=victim)) for line in results), f"From: {victim}"]


def below(*fields):
    """From the victim, with fields that the forger wrote below the server's honest one."""
    return lambda victim: [HONEST, *(field.format(d=domain(victim), v=victim) for field in fields), f"From: {victim}"]


def unseen(*fields):
    """The server says nothing, and the forger's fields are not what it strips."""
    return lambda victim: [*(field.format(d=domain(victim), v=victim) for field in fields), f"From: {victim}"]


def author(*fields):
    """The forger's own proven domain, and an author who is to be taken for the victim."""
    return lambda victim: [HONEST, *(field.format(d=domain(victim), v=victim, l=victim.split("@")[0]) for field in fields)]


DESIGNS = (
    ("no results at all", lambda victim: [f"From: {victim}"]),
    ("nothing was checked", top("none")),
    ("no signature and no policy", top("dmarc=none; dkim=none; spf=none")),
    ("DMARC fails", top("dmarc=fail header.from={d}; spf=pass smtp.mailfrom=" + EVIL)),
    ("DMARC fails, an aligned signature passes", top("dkim=pass header.d={d}; dmarc=fail header.from={d}")),
    ("DKIM fails", top("dkim=fail header.d={d}; spf=softfail smtp.mailfrom={v}")),
    ("temporary errors", top("dmarc=temperror header.from={d}; dkim=temperror header.d={d}; spf=temperror smtp.mailfrom={v}")),
    ("neutral", top("dkim=neutral header.d={d}; spf=neutral smtp.mailfrom={v}")),
    ("policy", top("dkim=policy header.d={d}; spf=policy smtp.mailfrom={v}")),
    ("DKIM of the forger", top("dkim=pass header.d=malfaiteur.example")),
    ("SPF of the forger", top("spf=pass smtp.mailfrom=" + EVIL)),
    ("SPF of the HELO name alone", top("spf=pass smtp.helo={d}")),
    ("DMARC of another domain", top("dmarc=pass header.from=malfaiteur.example")),
    ("DKIM of a name that begins with the domain", top("dkim=pass header.d={d}.malfaiteur.example")),
    ("DKIM of a name that ends with the domain", top("dkim=pass header.d=x-{d}")),
    ("DKIM of the top-level domain", top("dkim=pass header.d=example")),
    ("an identity instead of a domain", top("dkim=pass header.i=@{d}")),
    ("a result in a comment", top("spf=fail (dmarc=pass header.from={d}) smtp.mailfrom=x@x.example")),
    ("a result in a nested comment", top("spf=fail (a (b); dmarc=pass header.from={d}) smtp.mailfrom=x@x.example")),
    ("a result in a quoted reason", top('spf=fail reason="; dmarc=pass header.from={d}; x=" smtp.mailfrom=x@x.example')),
    ("a result in a quoted address", top('spf=fail smtp.mailfrom="; dmarc=pass header.from={d};"@x.example')),
    ("a method that only looks like DMARC", top("x-dmarc=pass header.from={d}")),
    ("a result that only begins with pass", top("dmarc=passed header.from={d}")),
    ("a method of another version", top("dkim/2=pass header.d=malfaiteur.example")),
    ("a version that is not known", lambda victim: [f"Authentication-Results: {AUTHSERV_ID} 2; dmarc=pass "
                                                    f"header.from={domain(victim)}", f"From: {victim}"]),
    ("a field that does not end", top('dkim=fail reason="; dmarc=pass header.from={d}')),
    ("a comment that does not end", top("dkim=fail (; dmarc=pass header.from={d}")),
    ("an older field of the same server", below(mx("dmarc=pass header.from={d}"))),
    ("ten older fields", below(*[mx("dmarc=pass header.from={d}")] * 10)),
    ("a field of another server", below("Authentication-Results: mx.malfaiteur.example; dmarc=pass header.from={d}")),
    ("a server whose name begins alike", unseen(f"Authentication-Results: {AUTHSERV_ID}.malfaiteur.example; dmarc=pass header.from={{d}}")),
    ("a server whose name ends alike", unseen(f"Authentication-Results: x{AUTHSERV_ID}; dmarc=pass header.from={{d}}")),
    ("a server with a Cyrillic letter", unseen("Authentication-Results: mx.рasserelle.example; dmarc=pass header.from={d}")),
    ("white space before the colon", unseen(f"Authentication-Results : {AUTHSERV_ID}; dmarc=pass header.from={{d}}")),
    ("a tab before the colon", unseen(f"Authentication-Results\t: {AUTHSERV_ID}; dmarc=pass header.from={{d}}")),
    ("the field of a forwarder's chain", unseen(f"ARC-Authentication-Results: i=1; {AUTHSERV_ID}; dmarc=pass header.from={{d}}")),
    ("a field kept from before", unseen(f"Authentication-Results-Original: {AUTHSERV_ID}; dmarc=pass header.from={{d}}",
                                        f"X-Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={{d}}")),
    ("Received-SPF", unseen("Received-SPF: pass client-ip=192.0.2.1; envelope-from={v};")),
    ("behind a bare CR", unseen(f"X-Field: y\rAuthentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={{d}}")),
    ("in an encoded word", unseen("Authentication-Results: =?utf-8?q?mx=2Epasserelle=2Eexample?=; dmarc=pass header.from={d}")),
    ("a name that looks like an address", author("From: {v} <" + EVIL + ">")),
    ("a quoted name that looks like an address", author('From: "<{v}>" <' + EVIL + ">")),
    ("an encoded name that looks like an address", author("From: =?utf-8?q?{l}=40{d}?= <" + EVIL + ">")),
    ("two authors in one field", author("From: " + EVIL + ", {v}")),
    ("two authors, the victim first", author("From: {v}, " + EVIL)),
    ("two fields", author("From: " + EVIL, "From: {v}")),
    ("two fields, the victim first", author("From: {v}", "From: " + EVIL)),
    ("a group", author("From: {v}: " + EVIL + ";")),
    ("a group of two", author("From: IMS: {v}, " + EVIL + ";")),
    ("an empty author", author("From: <>", "Sender: {v}")),
    ("no author but a sender", author("Sender: {v}", "Reply-To: {v}", "Return-Path: <{v}>")),
    ("Resent-From", author("From: " + EVIL, "Resent-From: {v}", "Resent-Sender: {v}")),
    ("a source route", author("From: <@" + domain(EVIL) + ":{v}>")),
    ("a comment in the address", author("From: {l}(@malfaiteur.example)@{d}")),
    ("a quoted local part", author('From: "{v}"@malfaiteur.example')),
    ("a percent hack", author("From: {l}%{d}@malfaiteur.example")),
    ("a NUL in the address", author("From: {v}\0@malfaiteur.example")),
    ("a NUL behind the victim", author("From: {v}\0 <" + EVIL + ">")),
    ("a Cyrillic letter in the local part", author("From: а{v}")),
    ("a full-width at sign", author("From: {l}＠{d} <" + EVIL + ">")),
    ("a folded address", author("From: {l}\n @{d}")),
    ("a field behind a line that is none", author("this is no field", "From: {v}")),
    ("a From of an mbox file", lambda victim: [f">From: {victim}", HONEST, f"From: {EVIL}"]),
)


def raw_mail(fields, subject, text):
    head = "\n".join([*fields, f"To: {SHARED}", f"Subject: {subject}", "Date: Mon, 11 Jan 2027 09:00:00 +0100",
                      f"Message-ID: <{time.time_ns()}@malfaiteur.example>", "MIME-Version: 1.0",
                      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"])
    return f"{head}\n\n{text}".encode()


def inner(victim, subject, text):
    """A believed message inside of one that is not."""
    inside = raw_mail([mx(f"dmarc=pass header.from={domain(victim)}"), f"From: {victim}"], subject, text)
    return (f"{HONEST}\nFrom: {EVIL}\nTo: {SHARED}\nSubject: TR: {subject}\nMessage-ID: <{time.time_ns()}@malfaiteur.example>\n"
            "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n").encode() + inside


def forged():
    """(what, the bytes)"""
    for victim, subject, text in VICTIMS:
        for what, fields in DESIGNS:
            yield f"{what} ({subject})", raw_mail(fields(victim), subject, text)
        yield f"a message inside ({subject})", inner(victim, subject, text)


def tell(story):
    with temporary_folder("forged") as home:
        passerelle = Passerelle(home, "maildir:boite", "maildir:parti")
        passerelle.import_directory()
        new = Path(home, "boite", "new")
        mailbox.Maildir(new.parent, create=True)
        mails = list(forged())
        story.ok(len(DESIGNS) >= 25 and len(mails) >= 100, "at least 25 designs and 100 mails", f"{len(DESIGNS)}, {len(mails)}")
        for number, (_, raw) in enumerate(mails):
            (new / f"{number:06}.forged").write_bytes(raw)
        passerelle.run_once()

        rows = passerelle.rows("SELECT * FROM messages ORDER BY id")
        story.is_(len(rows), len(mails), "each has its row")
        for (what, _), row in zip(mails, rows):
            story.ok(row["outcome"] == "quarantined", f"quarantined: {what}", f"{row['outcome']}: {row['reason']}")
        for view in ("letters", "offers", "candidates", "consents", "events"):
            story.is_(passerelle.count(view), 0, f"no row in {view}")
        sent = Path(home, "parti", "new")
        story.is_(list(sent.iterdir()) if sent.exists() else [], [], "nobody is answered")

        # The same content is accepted when it is proven: it was the proof that was missing.
        honest = raw_mail([mx(f"dmarc=pass header.from={domain(RECRUITER)}"), f"From: {RECRUITER}"], *VICTIMS[0][1:])
        (new / "999999.honest").write_bytes(honest)
        passerelle.run_once()
        story.is_(passerelle.rows("SELECT outcome FROM messages ORDER BY id DESC LIMIT 1"), [{"outcome": "accepted"}],
                  "the same offer is accepted from its real sender")


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

#!/usr/bin/python3 -B
"""Forged mails: none is accepted or answered, no record changes (specification section 3). Each technique in
the table is tried with each form, in the name of a permitted sender with existing records. The receiving
server's own field, if any, is honest and topmost, as required by RFC 8601."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded
from mails import SHARED, compose, form
from passerelle import PROGRAM
from postfix import AUTHSERV_ID
from system import temporary_folder
from tap import run_story, skip_all

EVIL = "mallory@malfaiteur.example"
# The impersonated sender, and the effect if it worked.
FORMS = (
    (RECRUITER, "[OFFRE]", form(OFFER)),
    (RECRUITER, "[OFFRE OFF-2027-0001]", "Statut : pourvue\n"),
    (ADVISER, "[CV OFF-2027-0001]", form(CV)),
    (ADVISER, "[RETRAIT CAN-2027-0001]", "RETRAIT\n"),
    (CELL, "[EVENEMENT]", form(EVENT)),
    (RECRUITER, "[ANNULATION EVT-2027-0001]", "ANNULATION\n"),
)
ALIKE = {"a": "\u0430", "e": "\u0435", "i": "\u0456", "o": "\u043e"}
FROM = "From: {v}"


def domain(address):
    return address.split("@")[1]


def mx(results):
    return f"Authentication-Results: {AUTHSERV_ID}; {results}"


# The server's results for a message from the forger's own domain.
HONEST = mx(f"dmarc=pass header.from={domain(EVIL)}; dkim=pass header.d={domain(EVIL)}; spf=pass smtp.mailfrom={EVIL}")


# A technique is a set of header lines: {v} is the victim's address, {d} its domain, {cyrillic} that domain
# with look-alike letters, {l} its local part, {token} a reply token of ADVISER's.
def top(results):
    """From the victim, with these results by the server."""
    return [mx(results), FROM]


def below(*fields):
    """From the victim, with the forger's fields below the server's honest one."""
    return [HONEST, *fields, FROM]


def unseen(*fields):
    """The server writes no results, and doesn't strip the forger's fields."""
    return [*fields, FROM]


def author(*fields):
    """The forger's own proven domain, and an author who looks like the victim."""
    return [HONEST, *fields]


def passed(*fields):
    """The server's result is for the victim's domain, but the author is somebody else."""
    return [mx("dmarc=pass header.from={d}"), *fields]


DESIGNS = (
    ("no results at all", [FROM]),
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
    ("an identity of the forger", top("dkim=pass header.i=@malfaiteur.example")),
    ("an identity of the victim, signed by the forger", top("dkim=pass header.i=@{d} header.d=malfaiteur.example")),
    ("an identity without @", top("dkim=pass header.i={d}")),
    ("a comment glued to the domain", top("dkim=pass header.d={d}(.malfaiteur.example")),
    ("the same, which ends", top("dkim=pass header.d={d}(.malfaiteur.example)")),
    ("a comment glued to DMARC's domain", top("dmarc=pass header.from={d}(.malfaiteur.example)")),
    ("DMARC of nobody", top("dmarc=pass")),
    ("DMARC fails in the next field, another filter's", [mx("dkim=pass header.d={d}"), mx("dmarc=fail header.from={d}"), FROM]),
    ("the same in the third", [mx("dkim=pass header.d={d}"), mx("spf=pass smtp.mailfrom={v}"), mx("dmarc=fail"), FROM]),
    ("a field without an id", unseen("Authentication-Results: dmarc=pass header.from={d}")),
    ("a field below the server's run", below("Received: from x by y", mx("dmarc=pass header.from={d}"))),
    ("a result in a comment", top("spf=fail (dmarc=pass header.from={d}) smtp.mailfrom=x@x.example")),
    ("a result in a nested comment", top("spf=fail (a (b); dmarc=pass header.from={d}) smtp.mailfrom=x@x.example")),
    ("a result in a quoted reason", top('spf=fail reason="; dmarc=pass header.from={d}; x=" smtp.mailfrom=x@x.example')),
    ("a result in a quoted address", top('spf=fail smtp.mailfrom="; dmarc=pass header.from={d};"@x.example')),
    ("a method that only looks like DMARC", top("x-dmarc=pass header.from={d}")),
    ("a result that only begins with pass", top("dmarc=passed header.from={d}")),
    ("a method of another version", top("dkim/2=pass header.d=malfaiteur.example")),
    ("a version that is not known", [f"Authentication-Results: {AUTHSERV_ID} 2; dmarc=pass header.from={{d}}", FROM]),
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
    ("a From of an mbox file", [">From: {v}", HONEST, "From: " + EVIL]),
    # The server's results are good, but not for exactly one author.
    ("a pass beside an author of no address", passed("From: <>")),
    ("a pass beside a sender only", passed("Sender: {v}")),
    ("a pass beside Resent-From only", passed("Resent-From: {v}")),
    ("a pass beside two fields", passed("From: {v}", "From: " + EVIL)),
    ("a pass beside two authors", passed("From: {v}, " + EVIL)),
    ("a pass beside a group of two", passed("From: Nous: {v}, " + EVIL + ";")),
    ("a pass beside a Cyrillic letter", passed("From: \u0430{v}")),
    ("a pass beside a full-width at sign", passed("From: {l}\uff20{d}")),
    ("a pass beside a NUL in the local part", passed("From: {l}\0@{d}")),
    ("a pass beside a NUL before the forger's domain", passed("From: {v}\0.malfaiteur.example")),
    ("a pass beside 8-bit behind the domain", passed("From: {v}\u00a0.malfaiteur.example")),
    ("a pass for nobody, and a homograph of the domain", [mx("dmarc=pass"), "From: {l}@\u0435\u0445\u0430mple.{d}"]),
    ("a pass for nobody, and a Cyrillic letter in the domain", [mx("dmarc=pass"), "From: {l}@{cyrillic}"]),
    ("a pass, and a comment that does not end", top("dmarc=pass header.from={d} (")),
    ("DMARC fails beside the forger's own signature", top("dkim=pass header.d=malfaiteur.example; dmarc=fail header.from={d}")),
    ("no policy beside the forger's own passes", top("dmarc=none; dkim=pass header.d=malfaiteur.example; spf=pass smtp.mailfrom=" + EVIL)),
    ("SPF of a quoted local part", top('spf=pass smtp.mailfrom="{v}"@malfaiteur.example')),
    ("an aligned method of another version", top("dkim/2=pass header.d={d}")),
    ("DMARC of a name that begins with the domain", top("dmarc=pass header.from={d}.malfaiteur.example")),
    ("an older field below a failure", [mx("dmarc=fail header.from={d}"), mx("dmarc=pass header.from={d}"), FROM]),
    ("another subject over a signed one", [mx("dmarc=pass header.from={d}; dkim=pass header.d={d}"), FROM, "Subject: [AIDE]"]),
    ("another recipient over a signed one", [mx("dmarc=pass header.from={d}; dkim=pass header.d={d}"), FROM,
                                             "To: partenariat+OFF-2027-0001.o@passerelle.example"]),
    ("another date over a signed one", [mx("dmarc=pass header.from={d}"), FROM, "Date: Tue, 12 Jan 2027 09:00:00 +0100"]),
    ("our server's name in a comment", unseen(f"Authentication-Results: ({AUTHSERV_ID}) x.example; dmarc=pass header.from={{d}}")),
    ("two addresses in brackets", author("From: <{v}> <" + EVIL + ">")),
    ("an address in a comment", author("From: " + EVIL + " ({v})")),
    ("an address in brackets, encoded", author("From: =?utf-8?q?=3C{l}=40{d}=3E?= <" + EVIL + ">")),
    ("a source route of the victim's domain", author("From: <@{d}:" + EVIL + ">")),
    ("a guessed reply token", ["X-Original-To: partenariat+OFF-2027-0001.c515d0123456789abcdef@passerelle.example", FROM]),
    ("another contact's reply token", ["X-Original-To: {token}", "From: z.ferrand@ml-selyonnais.example"]),
)


def written(lines, victim, subject, text, token=""):
    values = {"{v}": victim, "{l}": victim.split("@")[0], "{d}": domain(victim), "{token}": token,
              "{cyrillic}": "".join(ALIKE.get(letter, letter) for letter in domain(victim).split(".")[0]) + ".example"}
    head = "\n".join([*lines, f"To: {SHARED}", f"Subject: {subject}", "Date: Mon, 11 Jan 2027 09:00:00 +0100",
                      f"Message-ID: <{time.time_ns()}@malfaiteur.example>", "MIME-Version: 1.0",
                      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"])
    for name, value in values.items():
        head = head.replace(name, value)
    return f"{head}\n\n{text}".encode()


def inner(*form_):
    """A believed message inside an unproven one."""
    return (f"{HONEST}\nFrom: {EVIL}\nTo: {SHARED}\nSubject: TR: {form_[1]}\nMessage-ID: <{time.time_ns()}@malfaiteur.example>\n"
            "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n").encode() + written(top("dmarc=pass header.from={d}"), *form_)


def forged(token):
    """(what, the bytes)"""
    for form_ in FORMS:
        for what, lines in DESIGNS:
            yield f"{what} ({form_[1]})", written(lines, *form_, token)
        yield f"a message inside ({form_[1]})", inner(*form_)


def records(scene):
    views = ("offers", "candidates", "consents", "events", "attendances", "letters")
    return {view: scene.passerelle.rows(f"SELECT * FROM {view}") for view in views}


def tell(story):
    with temporary_folder("forged") as folder:
        scene = Embedded(folder)
        for mail in (offer_mail(), compose(RECRUITER, SHARED, "[EVENEMENT]", form(EVENT))):
            scene.sends(mail)
        scene.runs()
        token = next(letter["Reply-To"].addresses[0].addr_spec for letter in scene.letters()
                     if ADVISER in letter["To"] and "[CV" in letter["Subject"])
        scene.sends(cv_mail("OFF-2027-0001"))
        scene.runs()
        before, first = records(scene), scene.passerelle.count("messages") + 1
        story.ok(all(before.values()), "there are records of each kind", {view: len(rows) for view, rows in before.items()})
        mails = list(forged(token))
        story.ok(len(DESIGNS) >= 25 and len(mails) >= 100, "at least 25 designs and 100 mails", f"{len(DESIGNS)}, {len(mails)}")
        for number, (_, raw) in enumerate(mails):
            Path(folder, "boite", "new", f"{number:06}.forged").write_bytes(raw)
        sent = len(scene.letters())
        scene.runs()

        rows = scene.passerelle.rows("SELECT outcome, reason FROM messages WHERE id >= ? ORDER BY id", first)
        story.is_(len(rows), len(mails), "each has its row")
        for (what, _), row in zip(mails, rows):
            story.ok(row["outcome"] == "quarantined", f"quarantined: {what}", f"{row['outcome']}: {row['reason']}")
        story.is_([row["reason"] for row in rows if "@" in row["reason"]], [], "with a reason that tells nobody's address")
        story.is_(len(scene.letters()), sent, "nobody is answered")
        after = records(scene)
        for view, kept in before.items():
            story.is_(after[view], kept, f"{view}: as before")

        # Only the proof was missing.
        scene.box.add(written(top("dmarc=pass header.from={d}"), *FORMS[1]))
        scene.runs()
        story.is_(scene.passerelle.row("SELECT status FROM offers")["status"], "filled", "the same from its real sender is believed")


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

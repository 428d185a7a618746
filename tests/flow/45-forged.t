#!/usr/bin/python3 -B
"""Forged mails: none is accepted, none is answered, no record changes (specification section 3). Each design is tried with five forms, in the
name of somebody who might have sent the form."""

import sys
from email import policy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded
from mails import SHARED, compose, form
from system import temporary_folder
from tap import run_story

MX = "Authentication-Results: mx.passerelle.example"
STRANGER = "mechant@attaquant.example"
FORMS = {
    "offer": (RECRUITER, "[OFFRE]", form(OFFER)),
    "closing an offer": (RECRUITER, "[OFFRE OFF-2027-0001]", "Statut : pourvue\n"),
    "cv": (ADVISER, "[CV OFF-2027-0001]", form(CV)),
    "withdrawal": (ADVISER, "[RETRAIT CAN-2027-0001]", "RETRAIT\n"),
    "cancelling an event": (RECRUITER, "[ANNULATION EVT-2027-0001]", "ANNULATION\n"),
}
# Header lines; {a} the address, {d} its domain, {l} its local part. FROM stands for the plain From field.
FROM = "From: {a}"
DESIGNS = {
    "no results at all": [FROM],
    "dmarc=fail": [MX + "; dmarc=fail header.from={d}", FROM],
    "dmarc=fail beside a pass of the attacker's own domain": [MX + "; dkim=pass header.d=attaquant.example; dmarc=fail header.from={d}", FROM],
    "dmarc=none, nothing aligned": [MX + "; dmarc=none; dkim=pass header.d=attaquant.example; spf=pass smtp.mailfrom=" + STRANGER, FROM],
    "spf of the name in HELO": [MX + "; spf=pass smtp.helo={d}", FROM],
    "spf softfail": [MX + "; spf=softfail smtp.mailfrom={a}", FROM],
    "spf of a quoted local part": [MX + "; spf=pass smtp.mailfrom=\"{a}\"@attaquant.example", FROM],
    "a domain that ends alike": [MX + "; dkim=pass header.d=x{d}", FROM],
    "a domain that begins alike": [MX + "; dmarc=pass header.from={d}.attaquant.example", FROM],
    "the public suffix": [MX + "; dkim=pass header.d=example", FROM],
    "results of another server": ["Authentication-Results: mx.attaquant.example; dmarc=pass header.from={d}", FROM],
    "a server whose name begins alike": [MX + ".attaquant.example; dmarc=pass header.from={d}", FROM],
    "our server's name in a comment": ["Authentication-Results: (mx.passerelle.example) x.example; dmarc=pass header.from={d}", FROM],
    "forged results below the true ones": [MX + "; dmarc=fail header.from={d}", MX + "; dmarc=pass header.from={d}", FROM],
    "results in a comment": [MX + "; dmarc=none (dmarc=pass header.from={d})", FROM],
    "results in a quoted string": [MX + "; dkim=fail reason=\"x; dmarc=pass header.from={d}\"", FROM],
    "an unclosed comment": [MX + "; dmarc=pass header.from={d} (", FROM],
    "an unknown version": [MX + " 2; dmarc=pass header.from={d}", FROM],
    "an unknown version of the method": [MX + "; dkim/2=pass header.d={d}", FROM],
    "ARC only": ["ARC-Authentication-Results: i=1; mx.passerelle.example; dmarc=pass header.from={d}", FROM],
    "another field's name": ["X-" + MX + "; dmarc=pass header.from={d}", FROM],
    "two From fields": [MX + "; dmarc=pass header.from=attaquant.example", "From: " + STRANGER, FROM],
    "two From fields, ours first": [MX + "; dmarc=pass header.from={d}", FROM, "From: " + STRANGER],
    "two addresses in From": [MX + "; dmarc=pass header.from={d}", FROM + ", " + STRANGER],
    "a group of two": [MX + "; dmarc=pass header.from={d}", "From: Nous: {a}, " + STRANGER + ";"],
    "an empty From": [MX + "; dmarc=pass header.from={d}", "From: <>"],
    "no From, but Sender": [MX + "; dmarc=pass header.from={d}", "Sender: {a}"],
    "no From, but Resent-From": [MX + "; dmarc=pass header.from={d}", "Resent-From: {a}"],
    "a stranger with Sender and Resent-From": [MX + "; dmarc=pass header.from=attaquant.example", "From: " + STRANGER, "Sender: {a}",
                                               "Resent-From: {a}", "Reply-To: {a}"],
    "an address as the name": [MX + "; dmarc=pass header.from=attaquant.example", "From: \"{a}\" <" + STRANGER + ">"],
    "an address as the bare name": [MX + "; dmarc=pass header.from=attaquant.example", "From: {a} <" + STRANGER + ">"],
    "an address in an encoded word": [MX + "; dmarc=pass header.from=attaquant.example", "From: =?utf-8?q?=3C{l}=40{d}=3E?= <" + STRANGER + ">"],
    "two angle addresses": [MX + "; dmarc=pass header.from=attaquant.example", "From: <{a}> <" + STRANGER + ">"],
    "an address in a comment": [MX + "; dmarc=pass header.from=attaquant.example", "From: " + STRANGER + " ({a})"],
    "a route": [MX + "; dmarc=pass header.from=attaquant.example", "From: <@{d}:" + STRANGER + ">"],
    "a homograph of the domain": [MX + "; dmarc=pass", "From: {l}@{d}".replace("{d}", "ехаmple.{d}")],
    "a Cyrillic letter in the domain": [MX + "; dmarc=pass", "From: {l}@{cyrillic}"],
    "a Cyrillic letter in the local part": [MX + "; dmarc=pass header.from={d}", "From: \u0430{a}"],
    "full-width at sign": [MX + "; dmarc=pass header.from={d}", "From: {l}\uff20{d}"],
    "a NUL before the attacker's domain": [MX + "; dmarc=pass header.from={d}", "From: {a}\0.attaquant.example"],
    "a NUL in the local part": [MX + "; dmarc=pass header.from={d}", "From: {l}\0@{d}"],
    "8-bit behind the domain": [MX + "; dmarc=pass header.from={d}", "From: {a}\u00a0.attaquant.example"],
    "a percent sign": [MX + "; dmarc=pass header.from=attaquant.example", "From: {l}%{d}@attaquant.example"],
    "a guessed reply token": [FROM, "X-Original-To: partenariat+OFF-2027-0001.c515d0123456789abcdef@passerelle.example"],
    "another contact's reply token": ["From: {other}", "X-Original-To: {token}"],
}
ALIKE = {"a": "\u0430", "e": "\u0435", "o": "\u043e"}


def forged(lines, form_, token):
    sender, subject, text = form_
    local, domain = sender.split("@")
    cyrillic = "".join(ALIKE.get(letter, letter) for letter in domain.split(".")[0]) + ".example"
    values = {"{a}": sender, "{d}": domain, "{l}": local, "{cyrillic}": cyrillic, "{token}": token, "{other}": "z.ferrand@ml-selyonnais.example"}
    mail = compose(sender, SHARED, subject, text).as_bytes(policy=policy.SMTP)
    head = "\r\n".join(lines)
    for name, value in values.items():
        head = head.replace(name, value)
    return mail.replace(f"From: {sender}".encode(), head.encode(), 1)


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
        mails = [(design, what, forged(lines, form_, token)) for design, lines in DESIGNS.items() for what, form_ in FORMS.items()]
        for _, _, mail in mails:
            scene.box.add(mail)
        scene.runs()
        rows = scene.passerelle.rows("SELECT outcome, reason FROM messages WHERE id >= ? ORDER BY id", first)
        story.is_(len(rows), len(mails), f"{len(mails)} forged mails of {len(DESIGNS)} designs are decided")
        story.is_([row for row in rows if row["outcome"] != "quarantined"], [], "each is quarantined")
        story.is_([row["reason"] for row in rows if "@" in row["reason"]], [], "with a reason that tells nobody's address")
        after = records(scene)
        scene.box.add(forged([MX + "; dmarc=pass header.from={d}", FROM], FORMS["closing an offer"], token))
        for view, kept in before.items():
            story.is_(after[view], kept, f"{view}: as before")
        scene.runs()
        story.is_(scene.passerelle.row("SELECT status FROM offers")["status"], "filled", "while a proven one, made in the same way, is believed")


run_story(tell)

#!/usr/bin/python3 -B
"""Specification section 5: however a CV ends, no byte of name, body, attachment or file name is left; the
proof stays."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, OFFER, ORGANISATION, RECRUITER, offer_mail, withdrawal_mail
from ended import MarkedCv, backup, found
from mails import SHARED, bounce, compose, text_of
from scene import play, since

COLLEAGUE = "karim.benhaddou@mllyon.example"
EXPIRED = "2028-01-05T08:00:00+01:00"


def consents(scene, ref):
    return [row["event"] for row in scene.passerelle.rows("SELECT event FROM consents WHERE candidate = ? ORDER BY id", ref)]


def held(story, scene, offer, name):
    """An accepted CV that was sent on, in the register and in the mailbox."""
    cv = MarkedCv()
    decision = scene.handles(cv.mail(offer))
    story.is_(decision["outcome"], "accepted", f"{name}: the CV is accepted")
    hits = {sign for _, sign in found(scene, [cv])}
    story.ok(all(any(word.lower() == hit.lower() for hit in hits)
                 for word in (cv.given, cv.family, cv.body, cv.content, cv.file)), "every marker can be found before", hits)
    return cv, decision["ref"]


def gone(story, scene, cv, ref, event, before, name):
    story.is_(found(scene, [cv]), [], f"{name}: no marker is left in any file of the daemon, the mailbox or the queue")
    story.is_(consents(scene, ref), ["given", event], "the proof stays")
    story.is_(since(before, scene.arrivals()), {RECRUITER: 1, CELL: 1, ADVISER: 1},
              "who received it is asked to delete it, the mission locale has the list")
    story.contains(text_of(scene.last(ADVISER)), ORGANISATION[RECRUITER], "by their names")
    asked = [mail for mail in scene.inbox(CELL) if "CV à effacer" in mail["Subject"] and ref in mail["Subject"]]
    story.ok(asked and cv.given not in text_of(asked[-1]), "by the reference alone", len(asked))
    copy = backup(scene)
    exported = scene.passerelle.folder / "export.json"
    exported.write_text(scene.passerelle.do("export", "consent"))
    story.is_(found(scene, [cv], [copy, exported]), [], "nor in a backup or an export made afterwards")
    story.is_(json.loads(exported.read_text())["verification"], "whole", "the export verifies the chain")
    check = scene.passerelle.check()
    story.is_(check.returncode, 0, "and so does check")


def refused(story, scene, offer):
    cvs = []
    for change in ({"Consentement": "oui, mais"}, {"Consentement": None}, {"Portée": "cette offre", "Date de naissance": "14/05/1990"}):
        cv = MarkedCv(change)
        cvs.append(cv)
        scene.sends(cv.mail(offer))
    story.is_(len({sign for _, sign in found(scene, cvs)}) >= 9, True, "refused: the markers lie in the mailbox before")
    scene.runs()
    story.is_(scene.passerelle.count("candidates"), 0, "refused: nobody comes into the register")
    story.is_(found(scene, cvs), [], "refused: no marker is left")
    story.is_(found(scene, cvs, [backup(scene)]), [], "nor in a backup")


def kept(story, scene, offer):
    """The mail with an accepted CV stays in the mailbox for 90 days, the CV itself as long as the consent."""
    cv, ref = held(story, scene, offer, "kept")
    places = {path: {sign for where, sign in found(scene, [cv]) if path in str(where)} for path in (SHARED, "passerelle.db")}
    story.ok(cv.born in places[SHARED], "kept: the birth date lies in the mailbox, in the mail as it came", places)
    story.ok(cv.born not in places["passerelle.db"] and cv.given.lower() in places["passerelle.db"], "never in the register", places)
    scene.runs("2027-04-10T23:00:00+02:00")
    story.is_(bool(found(scene, [cv], [f"{scene.dovecot.mail}/{SHARED}"])), True, "for 90 days")
    scene.runs("2027-04-11T23:00:00+02:00")
    story.is_(found(scene, [cv], [f"{scene.dovecot.mail}/{SHARED}"]), [], "then no byte of the mail is left in the mailbox")
    story.is_([hit for hit in found(scene, [cv]) if hit[1] == cv.born], [], "nor the birth date anywhere")
    story.is_(consents(scene, ref), ["given"], "the CV is held all the same")
    before = scene.arrivals()
    scene.handles(withdrawal_mail(ref), "2027-04-12T09:00:00+02:00")
    gone(story, scene, cv, ref, "withdrawn", before, "kept, then withdrawn")


def answered(story, scene, offer):
    """Answers that quote a letter with the name, and bounces that return the CV, are never kept, even before
    the CV ends."""
    cv, ref = held(story, scene, offer, "answered")
    letter, receipt = scene.last(RECRUITER), scene.last(ADVISER)
    quote = "".join(f"> {line}\n" for line in text_of(letter).splitlines())
    for sender, answers, subject, text, headers in (
            (RECRUITER, letter, f"RE: {letter['Subject']}", "Merci, je regarde.\n\n", {}),
            (RECRUITER, letter, "RE: votre lettre", f"Suite : peut-être {cv.given}\n\n", {}),
            (ADVISER, receipt, f"RE: {receipt['Subject']}", f"Merci pour {cv.given} !\n\n", {}),
            (CELL, letter, "Absence du bureau", "Je suis en congé.\n\n", {"Auto-Submitted": "auto-replied"})):
        mail = compose(sender, SHARED, subject, f"{text}Le 11/01/2027, Passerelle a écrit :\n{quote}", answers=answers, headers=headers)
        scene.sends(mail)
    report = bounce(SHARED, RECRUITER, "5.2.2", letter.as_bytes())
    scene.postfix.send(scene.postfix.stranger_port, report, "", [SHARED])
    scene.postfix.wait_until_empty()
    scene.runs()
    outcomes = {row["outcome"] for row in scene.passerelle.rows("SELECT outcome FROM messages")}
    story.ok("ignored" in outcomes, "answered: the bounce and the absence are ignored", outcomes)
    places = [path for path, _ in found(scene, [cv]) if SHARED in path]
    story.ok(len(set(places)) == 1, "answered: of all of them only the CV's own mail stays in the mailbox", places)
    before = scene.arrivals()
    scene.handles(withdrawal_mail(ref))
    gone(story, scene, cv, ref, "withdrawn", before, "answered, then withdrawn")


def withdrawn(story, scene, offer):
    cv, ref = held(story, scene, offer, "withdrawn")
    before = scene.arrivals()
    scene.handles(withdrawal_mail(ref))
    gone(story, scene, cv, ref, "withdrawn", before, "withdrawn")


def erased(story, scene, offer):
    cv, ref = held(story, scene, offer, "erased")
    before = scene.arrivals()
    story.contains(scene.passerelle.do("erase", ref), "erased", "erase REF says so")
    story.is_(scene.passerelle.call("erase", "CAN-2027-9999").returncode, 65, "of nobody it is a fault")
    scene.runs()
    gone(story, scene, cv, ref, "erased", before, "erased")
    story.contains(scene.passerelle.do("erase", ref), "before", "a second time there is nothing to do")


def expired(story, scene, offer):
    cv, ref = held(story, scene, offer, "expired")
    before = scene.arrivals()
    scene.runs("2028-01-04T23:30:00+01:00")
    story.is_(consents(scene, ref), ["given"], "on its last day the agreement still holds, in the local time zone")
    reminded = [mail for mail in scene.inbox(ADVISER) if "renouveler" in mail["Subject"]]
    story.is_(len(reminded), 1, "the mission locale was reminded, once")
    story.contains(text_of(reminded[0]), cv.given, "of whom")
    before = scene.arrivals()
    scene.runs(EXPIRED)
    gone(story, scene, cv, ref, "expired", before, "expired")


def ended(story, scene, offer):
    cv, ref = held(story, scene, offer, "agreement ended")
    before = scene.arrivals()
    story.contains(scene.passerelle.do("erase", "--agreement-ended"), "1 candidates", "every CV that is held is erased")
    scene.runs()
    gone(story, scene, cv, ref, "erased", before, "agreement ended")
    story.contains(text_of(scene.last(RECRUITER)), "La convention de partenariat a pris fin", "the reason is told")
    story.contains(scene.passerelle.do("erase", ref), "before", "after it erase REF has nothing to do")
    before = scene.arrivals()
    story.is_(scene.handles(withdrawal_mail(ref, sender=COLLEAGUE))["reason"], "erased before", "and a colleague can still withdraw")
    story.is_(since(before, scene.arrivals()), {COLLEAGUE: 1}, "which asks nobody a second time")
    story.contains(text_of(scene.last(COLLEAGUE)), ORGANISATION[RECRUITER], "but is answered with the list of who had it")


def tell(story, scene):
    offer = scene.handles(offer_mail())["ref"]
    refused(story, scene, offer)
    withdrawn(story, scene, offer)
    answered(story, scene, offer)
    erased(story, scene, offer)
    ended(story, scene, offer)
    expired(story, scene, offer)
    kept(story, scene, scene.handles(offer_mail({**OFFER, "Date limite": "30/06/2027"}))["ref"])


play(tell)

#!/usr/bin/python3 -B
"""Specification section 5, GDPR Art. 7(3): a withdrawal erases the CV everywhere in our files and asks all
its holders to delete it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from mails import SHARED, text_of
from postfix import AUTHSERV_ID
from scene import play, since
from traces import MarkedDocument, files_with_traces

STRANGER = "aurelie.nguyen@ml-villeurbanne.example"


def places(scene):
    database = scene.passerelle.database
    return [database, f"{database}-wal", f"{database}-shm", f"{scene.dovecot.mail}/{SHARED}", scene.postfix.queue]


def consents(scene):
    return [row["event"] for row in scene.passerelle.rows("SELECT event FROM consents ORDER BY id")]


def withdrawn_after_sending(story, scene, offer):
    document = MarkedDocument.new()
    reference = scene.handles(cv_mail(offer, document=document.content))["ref"]
    story.contains(files_with_traces([document], places(scene)), str(scene.passerelle.database), "an accepted CV is in the register")

    story.is_(scene.handles(withdrawal_mail(reference, sender=STRANGER))["outcome"], "refused",
              "another mission locale can't withdraw it")
    story.is_(consents(scene), ["given"], "and changes nothing")

    before = scene.arrivals()
    decision = scene.handles(withdrawal_mail(reference))
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("withdrawal", "accepted", reference),
              "its own mission locale can")
    story.is_(since(before, scene.arrivals()), {RECRUITER: 1, CELL: 1, ADVISER: 1},
              "who received the CV is asked to delete it; the mission locale hears that it is done")
    story.contains(text_of(scene.last(RECRUITER)), reference, "by its reference")
    story.ok("Haddad" not in text_of(scene.last(RECRUITER)), "not by the person's name")
    candidate = scene.passerelle.row("SELECT * FROM candidates WHERE ref = ?", reference)
    story.is_([candidate[key] for key in ("status", "given_name", "family_name")], ["withdrawn", None, None],
              "the register has forgotten the name")
    story.is_(consents(scene), ["given", "withdrawn"], "and keeps the proof of the consent")
    story.is_(files_with_traces([document], places(scene)), [], "no byte of the CV is left")
    story.is_(scene.passerelle.check().returncode, 0, "check finds the chain of consents intact")


def in_the_shared_mailbox(scene, mail):
    """Delivers a proven mail while Postfix is down."""
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={mail['From'].addresses[0].domain}"
    scene.dovecot.append(SHARED, mail)


def withdrawn_before_sending(story, scene, offer):
    document = MarkedDocument.new()
    before = scene.arrivals()
    mail = cv_mail(offer, document=document.content)
    scene.postfix.stop()
    in_the_shared_mailbox(scene, mail)
    story.is_(scene.passerelle.call("run", "--once", "--now", "2027-01-11T10:00:00+01:00").returncode, 75,
              "without the relay a run ends with 75")
    reference = scene.passerelle.message(mail)["ref"]
    queued = scene.passerelle.rows("SELECT status FROM letters WHERE template = 'cv' AND about = ?", reference)
    story.is_(queued, [{"status": "queued"}] * 2, "and the letters wait")
    in_the_shared_mailbox(scene, withdrawal_mail(reference))
    scene.passerelle.call("run", "--once", "--now", "2027-01-11T10:05:00+01:00")
    cancelled = scene.passerelle.rows("SELECT status FROM letters WHERE template = 'cv' AND about = ?", reference)
    story.is_(cancelled, [{"status": "cancelled"}] * 2, "withdrawn meanwhile, they are cancelled")
    story.is_(files_with_traces([document], places(scene)), [], "with every byte of the CV")
    scene.postfix.start()
    scene.runs("2027-01-12T09:30:00+01:00")
    received = since(before, scene.arrivals())
    story.ok(RECRUITER not in received and CELL not in received, "nobody has received it, nobody is asked to delete it", received)


def tell(story, scene):
    offer = scene.handles(offer_mail())["ref"]
    withdrawn_after_sending(story, scene, offer)
    withdrawn_before_sending(story, scene, offer)


play(tell)

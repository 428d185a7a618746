#!/usr/bin/python3 -B
"""The servers behave as the stories assume."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from dovecot import Dovecot
from mails import compose, text_of
from postfix import AUTHSERV_ID, Postfix
from system import has_root
from tap import run_story, skip_all

SHARED, LEA, RH = "partenariat@passerelle.example", "lea@ml-lyon.example", "rh@logirhone.example"
FORGED = f"{AUTHSERV_ID}; dmarc=pass header.from=logirhone.example"


def results(message):
    return message.get_all("Authentication-Results", [])


def tell(story):
    with Dovecot([SHARED, LEA, RH]) as dovecot, Postfix(dovecot) as postfix:
        def send(port, recipients, above=""):
            message = compose(RH, SHARED, "Bonjour", "Un essai.\n.\nFin é\n")
            postfix.send(port, above.encode() + message.as_bytes(), RH, recipients)
            postfix.wait_until_empty()

        send(postfix.partner_port, [SHARED])
        first = dovecot.messages(SHARED)
        story.is_(dovecot.counts(), {SHARED: 1}, "a partner's mail reaches the shared mailbox and no other")
        story.is_(results(first[0]), [FORGED], "and bears the MX's Authentication-Results")
        story.is_(text_of(first[0]), "Un essai.\n.\nFin é\n", "and arrives as it was written")

        send(postfix.stranger_port, [SHARED], f"Authentication-Results: {FORGED}\n")
        story.is_(results(dovecot.messages(SHARED)[1]), [], "a stranger's forged Authentication-Results is stripped")
        send(postfix.stranger_port, [SHARED], "Authentication-Results: autre.example; dmarc=pass\n")
        story.is_(results(dovecot.messages(SHARED)[2]), ["autre.example; dmarc=pass"], "another host's is left alone")
        send(postfix.partner_port, [SHARED], f"authentication-results: (vrai)\n {AUTHSERV_ID};\n dmarc=pass header.from=ims.example\n")
        story.is_(results(dovecot.messages(SHARED)[3]), [FORGED], "a forged one does not survive beside the true one")

        send(postfix.stranger_port, ["lea+b.12@ml-lyon.example"])
        story.is_(dovecot.counts().get(LEA), 1, "a subaddress reaches its user")
        send(postfix.stranger_port, ["inconnue@ml-lyon.example"])
        story.is_(len(dovecot.messages(RH)), 1, "mail to nobody comes back to its sender")


if not has_root():
    skip_all("Postfix starts only as root, and sudo is not to be had")
run_story(tell)

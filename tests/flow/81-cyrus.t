#!/usr/bin/python3 -B
"""The shared mailbox on a real Cyrus, with STARTTLS: another server than Dovecot, which tolerates no extra
space."""

import sys
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CV, cv_mail, offer_mail
from cyrus import PASSWORD, Cyrus, is_installed
from mails import SHARED
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import has_root, temporary_folder, wait_until
from tap import run_story, skip_all


def delivered(mail):
    domain = mail["From"].addresses[0].domain
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={domain}"
    return mail


def place(folder, cyrus, ca_file):
    passerelle = Passerelle(folder, mailbox=f"imap://{quote(SHARED, safe='')}@localhost:{cyrus.port}/INBOX", relay="maildir:relay",
                            secret=PASSWORD)
    with passerelle.configuration.open("a") as configuration:
        configuration.write(f'ca_file = "{ca_file}"\n')
    passerelle.import_directory()
    return passerelle


def is_taken(passerelle, mail):
    rows = passerelle.rows("SELECT outcome FROM messages WHERE message_id = trim(?, '<>')", mail["Message-ID"])
    return bool(rows) and rows[0]["outcome"] is not None


def tell(story):
    with Cyrus([SHARED], is_below=True) as cyrus, temporary_folder("story") as folder:
        passerelle = place(folder, cyrus, cyrus.ca_file)
        checked = passerelle.check("--connect")
        said = checked.stdout + checked.stderr
        story.ok("localhost" not in said, "the mailbox is reached through STARTTLS", said)
        offer, refused = delivered(offer_mail()), delivered(cv_mail("OFF-2027-0001", {**CV, "Consentement": "en cours"}))
        for mail in (offer, refused):
            cyrus.append(SHARED, mail)
        passerelle.run_once()
        story.is_([passerelle.message(mail)["outcome"] for mail in (offer, refused)], ["accepted", "refused"], "mails are read")
        folders = {name: len(cyrus.raw_messages(SHARED, name)) for name in ("INBOX", "INBOX/Traites", "INBOX/Refuses")}
        story.is_(folders, {"INBOX": 0, "INBOX/Traites": 1, "INBOX/Refuses": 0}, "filed, and a CV without consent erased")
        with passerelle.running():
            wait_until(lambda: passerelle.rows("SELECT 1 FROM setting WHERE name = 'round_trip_at'"), "the daemon to be there")
            late = delivered(offer_mail())
            cyrus.append(SHARED, late)
            wait_until(lambda: is_taken(passerelle, late), "IDLE to tell of a mail")
            wait_until(lambda: not cyrus.raw_messages(SHARED), "it to be filed")
        story.ok(True, "IDLE tells of what comes")


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
if not is_installed() or not has_root():
    skip_all("Cyrus is not here (make deps-test), or starts only as root")
run_story(tell)

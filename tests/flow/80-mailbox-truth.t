#!/usr/bin/python3 -B
"""The mailbox's content counts, on a real Dovecot: another UIDVALIDITY, mails that others expunged or moved,
missing, shared or repeated Message-IDs."""

import contextlib
import imaplib
import sqlite3
import sys
import time
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, offer_mail
from dovecot import PASSWORD, Dovecot
from mails import SHARED
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import as_root, temporary_folder, wait_until
from tap import run_story, skip_all


def delivered(mail):
    """Delivers as a receiving server does, proven."""
    domain = mail["From"].addresses[0].domain
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={domain}"
    return mail


def offer(title, message_id="own", date=True):
    """An offer; `message_id` "own" is a new one, None omits it."""
    mail = delivered(offer_mail({**OFFER, "Intitulé": title}))
    if message_id != "own":
        del mail["Message-ID"]
        if message_id:
            mail["Message-ID"] = message_id
    if not date:
        del mail["Date"]
    return mail


class Place:
    def __init__(self, folder, dovecot):
        self.dovecot = dovecot
        self.passerelle = Passerelle(folder, mailbox=f"imap://{quote(SHARED, safe='')}@127.0.0.1:{dovecot.imap_port}/INBOX",
                                     relay="maildir:relay", secret=PASSWORD)
        self.passerelle.import_directory()
        self.said = self.passerelle.configuration.read_text()

    def moves(self, value):
        self.passerelle.configuration.write_text(self.said + f"move = {value}\n")

    def takes(self, *mails):
        """Delivers the mails and runs; returns outcomes and reasons of the new rows."""
        last = self.passerelle.row("SELECT coalesce(max(id), 0) AS id FROM messages")["id"]
        for mail in mails:
            self.dovecot.append(SHARED, mail)
        self.passerelle.run_once()
        rows = self.passerelle.rows("SELECT outcome, reason FROM messages WHERE id > ? ORDER BY id", last)
        return [(row["outcome"], row["reason"]) for row in rows]

    def state(self):
        return {view: self.passerelle.count(view) for view in ("offers", "letters")}

    def waiting(self):
        return self.passerelle.row("SELECT count(*) AS n FROM message WHERE file_to IS NOT NULL")["n"]

    @contextlib.contextmanager
    def imap(self):
        with imaplib.IMAP4("127.0.0.1", self.dovecot.imap_port) as imap:
            imap.login(SHARED, PASSWORD)
            imap.select("INBOX")
            yield imap

    def ask_to_file(self):
        """As if the daemon had died between a decision and the move: the register wants a mail in the mailbox
        filed."""
        with contextlib.closing(sqlite3.connect(self.passerelle.database)) as register, register:
            register.execute("UPDATE message SET file_to = 'Traites' WHERE folder = '' AND outcome IS NOT NULL")

    def renumber(self):
        """A Maildir without its list of UIDs gets another UIDVALIDITY from Dovecot: the time in seconds, so
        wait for another second."""
        before = self.uidvalidity()
        wait_until(lambda: time.time() >= before + 1, "a second in which UIDVALIDITY is another")
        as_root("find", f"{self.dovecot.mail}/{SHARED}/Maildir", "-maxdepth", "1", "-name", "dovecot*", "-delete")
        return self.uidvalidity() != before

    def uidvalidity(self):
        with self.imap() as imap:
            return int(imap.response("UIDVALIDITY")[1][0])


ACCEPTED, DUPLICATE = ("accepted", "offer recorded"), ("ignored", "duplicate")


def identities(story, place):
    story.is_(place.takes(offer("Soudeur (H/F)"), offer("Fraiseur (H/F)")), [ACCEPTED] * 2, "two mails, two offers")
    first = offer("Cariste (H/F)", "<meme@logirhone.example>")
    other = offer("Magasinier (H/F)", "<meme@logirhone.example>")
    story.is_(place.takes(first, other), [ACCEPTED] * 2, "two mails with one Message-ID are two mails")
    story.is_(place.takes(first, other), [DUPLICATE] * 2, "both delivered again are known")
    without = offer("Tourneur (H/F)", None)
    story.is_(place.takes(without), [ACCEPTED], "a mail without Message-ID is handled")
    story.is_(place.takes(without), [DUPLICATE], "and known when it comes again")
    later = offer("Tourneur (H/F)", None)
    later.replace_header("Date", formatdate(1800000000))
    story.is_(place.takes(later), [ACCEPTED], "but not taken for another that says the same at another time")
    story.is_(place.takes(offer("Ajusteur (H/F)", None)), [ACCEPTED], "nor for one that says something else")
    story.is_(place.waiting(), 0, "all are filed")


def uidvalidity(story, place):
    place.moves("false")
    story.is_(place.takes(offer("Peintre (H/F)"), offer("Maçon (H/F)"), offer("Plombier (H/F)", None)), [ACCEPTED] * 3,
              "three mails that stay in the mailbox")
    before = place.state()
    story.is_(place.takes(), [], "another run finds nothing new")
    story.ok(place.renumber(), "the mailbox gets another UIDVALIDITY")
    story.is_(place.takes(), [DUPLICATE] * 3, "all messages are looked at again, and known")
    story.is_(place.state(), before, "no offer and no letter more")
    story.is_(place.takes(offer("Couvreur (H/F)")), [ACCEPTED], "a new one is new")
    place.moves("true")


def others(story, place):
    """Another client moves one and expunges another before the daemon does."""
    place.ask_to_file()
    with place.imap() as imap:
        uids = imap.uid("SEARCH", "ALL")[1][0].decode().split()
        imap.create("Perso")
        imap.uid("MOVE", uids[0], "Perso")
        imap.uid("STORE", uids[1], "+FLAGS", "(\\Deleted)")
        imap.expunge()
    story.ok(place.waiting() > 2, "mails wait to be filed")
    before = place.state()
    story.is_(place.takes(), [], "one that others moved and one that others expunged are no errors")
    story.is_(place.waiting(), 0, "nothing waits any more")
    story.is_(len(place.dovecot.raw_messages(SHARED, "Perso")), 1, "what others moved stays where they put it")
    story.is_(len(place.dovecot.raw_messages(SHARED, "INBOX")), 0, "the others were filed")
    story.is_(place.state(), before, "nothing else has changed")


def renumbered_before_filing(story, place):
    """The remembered UIDs now belong to other mails, which must not be moved instead."""
    place.renumber()
    place.moves("false")
    place.takes(offer("Pâtissier (H/F)"), offer("Boulanger (H/F)"))
    place.moves("true")
    place.ask_to_file()
    with place.imap() as imap:  # so that the second one's UID is free for the next mail
        imap.uid("STORE", imap.uid("SEARCH", "ALL")[1][0].decode().split()[0], "+FLAGS", "(\\Deleted)")
        imap.expunge()
    story.ok(place.renumber(), "the UIDs of mails that wait to be filed mean others by now")
    stranger = EmailMessage()
    stranger["From"], stranger["To"], stranger["Subject"] = "inconnu@ailleurs.example", SHARED, "Bonjour"
    stranger.set_content("Bonjour.\n")
    story.is_(place.takes(stranger), [DUPLICATE, ("quarantined", "unknown sender")], "each is looked at anew")
    story.is_(place.waiting(), 0, "and filed by its own UID")
    story.is_([mail["Subject"] for mail in place.dovecot.messages(SHARED, "Quarantaine")], ["Bonjour"], "where it belongs")


def released(story, place):
    """A mail quarantined because of a mistake in the configuration, and released once that is corrected."""
    mail = offer("Chaudronnier (H/F)")
    mail.replace_header("Authentication-Results", "mx.autre.example; dmarc=pass header.from=logirhone.example")
    story.is_([outcome for outcome, _ in place.takes(mail)], ["quarantined"], "an unknown server proves nothing")
    aside = len(place.dovecot.messages(SHARED, "Quarantaine"))
    place.passerelle.configuration.write_text(place.said.replace(AUTHSERV_ID, "mx.autre.example"))
    number = place.passerelle.row("SELECT max(id) AS id FROM messages")["id"]
    place.passerelle.do("release", str(number))
    story.is_(len(place.dovecot.messages(SHARED, "Quarantaine")), aside - 1, "released, it leaves Quarantaine")
    story.is_(place.takes(), [ACCEPTED], "and is taken as another")
    place.passerelle.configuration.write_text(place.said)


def tell(story):
    with temporary_folder("truth") as folder, Dovecot([SHARED]) as dovecot:
        place = Place(folder, dovecot)
        identities(story, place)
        uidvalidity(story, place)
        others(story, place)
        renumbered_before_filing(story, place)
        released(story, place)
        story.is_(place.passerelle.rows("SELECT max(failures) AS most FROM message"), [{"most": 0}], "and nothing has failed")


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

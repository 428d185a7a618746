"""The smallest scene: a Maildir as the shared mailbox, and one as the relay unless a story has its own
server."""

import mailbox
from pathlib import Path

from mails import letter_in
from passerelle import NOW, Passerelle
from postfix import AUTHSERV_ID


class Place:
    def __init__(self, folder, relay="maildir:relay", configuration=""):
        self.folder = Path(folder)
        self.passerelle = Passerelle(folder, "maildir:boite", relay)
        with open(self.passerelle.configuration, "a") as file:
            file.write(configuration)
        self.passerelle.import_directory()
        self.box = mailbox.Maildir(self.folder / "boite", create=True)

    def receives(self, mail, is_proven=True):
        """Delivers as a receiving server does."""
        domain = mail["From"].addresses[0].domain
        proof = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={domain}\n" if is_proven else ""
        self.box.add(proof.encode() + mail.as_bytes())

    def handles(self, mail, now=NOW, **options):
        self.receives(mail, **options)
        self.passerelle.run_once(now)
        return self.passerelle.message(mail)

    def letters(self, user=None):
        """The letters at the relay, oldest first; optionally for one recipient."""
        paths = sorted((self.folder / "relay" / "new").iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))
        return [letter for letter in map(letter_in, paths) if user is None or letter["Delivered-To"] == user]

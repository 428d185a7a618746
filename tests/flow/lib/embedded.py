"""Passerelle between two Maildirs, without any server: the receiving server's results are written into each
mail."""

import json
import mailbox
import re
from email import policy
from pathlib import Path

from mails import letter_in
from passerelle import NOW, Passerelle
from postfix import AUTHSERV_ID

AT_ONCE = 100  # messages of one run of the program


class Embedded:
    """`folder` is empty and exists. `configuration`: more keys, as in the file."""

    def __init__(self, folder, configuration="", directory=None):
        self.folder = Path(folder)
        self.passerelle = Passerelle(self.folder, mailbox="maildir:boite", relay="maildir:relay")
        with self.passerelle.configuration.open("a", encoding="utf-8") as file:
            file.write(configuration)
        self.passerelle.import_directory(*([directory] if directory else []))
        self.box = mailbox.Maildir(self.folder / "boite", create=True)

    def sends(self, mail, proven=True):
        """Adds a message object or bytes; proven: whether the receiving server proves its From, or that
        server's results as text. Returns the file."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
        domain = re.search(rb"^From:(?:.|\n[ \t])*@([\w.-]+)>?\r?$", raw, re.MULTILINE | re.IGNORECASE)[1].decode()
        results = f"dmarc=pass header.from={domain}" if proven is True else proven or "dmarc=none; spf=none; dkim=none"
        key = self.box.add(f"Authentication-Results: {AUTHSERV_ID}; {results}\n".encode() + raw)
        return self.folder / "boite" / "new" / key

    def runs(self, now=NOW):
        self.passerelle.run_once(now)

    def handles(self, mail, proven=True, now=NOW):
        """Sends, runs, and returns the decision's row and the letters that went out."""
        before = {path.name for path in self.sent()}
        self.sends(mail, proven)
        self.runs(now)
        decision = self.passerelle.row("SELECT * FROM messages ORDER BY id DESC LIMIT 1")
        return decision, [letter_in(path) for path in self.sent() if path.name not in before]

    def explains(self, messages, now=NOW):
        """The program's decision about each one, independently of the others."""
        files = []
        for number, message in enumerate(messages):
            domain = str(message["From"]).split("@")[1].strip(">")
            results = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={domain}\n"
            files.append(self.folder / f"answer-{number}.eml")
            files[-1].write_bytes(results.encode() + message.as_bytes(policy=policy.SMTP))
        output = "".join(self.passerelle.do("explain", "--json", "--now", now, *map(str, files[at:at + AT_ONCE])) for at in range(0, len(files), AT_ONCE))
        return list(map(json.loads, output.replace("\n}\n", "\n}\0").rstrip("\0").split("\0")))

    def letters(self):
        return list(map(letter_in, self.sent()))

    def raw_letters(self):
        return [path.read_bytes() for path in self.sent()]

    def sent(self):
        """The files of the letters."""
        new = self.folder / "relay" / "new"
        return sorted(new.iterdir()) if new.exists() else []


def letter_to(letters, recipient):
    """The one letter to somebody."""
    found = [letter for letter in letters if letter["To"].addresses[0].addr_spec == recipient]
    if len(found) != 1:
        raise LookupError(f"{len(found)} letters to {recipient} instead of one")
    return found[0]


def outcome(decision):
    return decision["kind"], decision["outcome"], decision["ref"]

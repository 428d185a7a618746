"""The scene of most stories: Dovecot with mailboxes for everybody in the directory, Postfix, and Passerelle
between them."""

import contextlib
import csv
import signal
import sys
from urllib.parse import quote

from dovecot import PASSWORD, Dovecot
from mails import OPERATOR, SHARED
from passerelle import DIRECTORY, NOW, PROGRAM, Passerelle
from postfix import Postfix
from system import has_root, temporary_folder
from tap import run_story, skip_all

HANDLED = ("Traites", "Refuses", "Quarantaine")


def everybody():
    """The addresses of the directory."""
    with open(DIRECTORY, newline="", encoding="utf-8-sig") as file:
        return [row["courriel"] for row in csv.DictReader(file, delimiter=";")]


class Scene:
    def __init__(self, *strangers):
        """`strangers` have a mailbox but are not in the directory."""
        self._users = [SHARED, OPERATOR, *everybody(), *strangers]

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.dovecot = stack.enter_context(Dovecot(self._users))
            self.postfix = stack.enter_context(Postfix(self.dovecot))
            user = quote(SHARED, safe="")
            self.passerelle = Passerelle(
                stack.enter_context(temporary_folder("story")),
                mailbox=f"imap://{user}@127.0.0.1:{self.dovecot.imap_port}/INBOX",
                relay=f"smtp://{user}@127.0.0.1:{self.postfix.relay_port}", secret=PASSWORD)
            self.passerelle.import_directory()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *reason):
        return self._stack.__exit__(*reason)

    def sends(self, mail, is_proven=True, sender=None):
        """Sends to the shared mailbox, proven by the receiving MX or not."""
        port = self.postfix.partner_port if is_proven else self.postfix.stranger_port
        sender = sender or mail["From"].addresses[0].addr_spec
        token = [address.addr_spec for address in mail["To"].addresses if address.username.startswith("partenariat+")]
        self.postfix.send(port, mail, sender, token or [SHARED])
        self.postfix.wait_until_empty()

    def runs(self, now=NOW):
        """Runs Passerelle on all mail, and waits until every letter is delivered."""
        self.passerelle.run_once(now)
        self.postfix.wait_until_empty()

    def handles(self, mail, now=NOW):
        """Sends a mail, runs, and returns the decision's row."""
        self.sends(mail)
        self.runs(now)
        return self.passerelle.message(mail)

    def inbox(self, user):
        return self.dovecot.messages(user)

    def last(self, user):
        """The newest letter to somebody, which must exist."""
        return self.dovecot.last_message(user)

    def arrivals(self):
        """{address: number of letters}, except the shared mailbox."""
        return {user: count for user, count in self.dovecot.counts().items() if user != SHARED}

    def filed(self):
        """{folder: number of messages} of the shared mailbox, without empty folders."""
        counts = {folder: len(self.dovecot.raw_messages(SHARED, folder)) for folder in ("INBOX", *HANDLED)}
        return {folder: count for folder, count in counts.items() if count}


def since(before, after):
    """The additional arrivals between two results of Scene.arrivals."""
    return {user: count - before.get(user, 0) for user, count in after.items() if count > before.get(user, 0)}


def play(tell, *strangers):
    """Runs tell(story, scene) as a test script."""
    if not PROGRAM.exists():
        skip_all(f"{PROGRAM} is not built")
    if not has_root():
        skip_all("Postfix starts only as root, and sudo is not to be had")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def told(story):
        with Scene(*strangers) as scene:
            tell(story, scene)

    run_story(told)

#!/usr/bin/python3 -B
"""Mistakes of a new operator, a row each: one line of `check`, or of the command used, says what, where and
how to correct it."""

import contextlib
import itertools
import os
import re
import resource
import ssl
import subprocess
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from loopback import LoopbackServer
from mails import SHARED, compose
from passerelle import DIRECTORY, FEW_RULES, PROGRAM, TREE
from relay import Relay
from scripted_imap import ScriptedImap
from system import temporary_folder, wait_until
from tap import run_story

EXPIRED = """[ca]
default_ca = ca
[ca]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = policy
[policy]
commonName = supplied
"""


class Mailbox(ScriptedImap):
    """Accepts the password "juste"."""

    def _login(self, command, say):
        return super()._login(command, say) if "juste" in command else "NO [AUTHENTICATIONFAILED] no"


def idles(say, tag, lines):
    next(lines)  # DONE
    say(f"{tag} OK idled")
    return True


class Delivering(Relay):
    """Delivers each mail to the mailbox; to a subaddress only when `delivers`. Accepts the password
    "juste"."""

    def __init__(self, mailbox):
        super().__init__(login="AUTH PLAIN")
        self.mailbox, self.delivers = mailbox, True
        self.answer = lambda step, letter: "535 5.7.8 no" if step == "AUTH" and "anVzdGU" not in letter["secret"] else None

    def _take(self, lines, letter):
        taken = []
        super()._take((taken.append(line) or line for line in lines), letter)
        if self.delivers:
            self.mailbox.add(message_from_bytes(b"".join(taken[:-1]), policy=policy.SMTP))


class Expired(LoopbackServer):
    """TLS with an expired certificate of 2020."""

    def __init__(self, folder):
        (folder / "ca.conf").write_text(EXPIRED)
        (folder / "index").touch()
        (folder / "serial").write_text("01\n")
        for command in ("req -new -newkey rsa:2048 -nodes -keyout key -out request -subj /CN=localhost",
                        "ca -batch -selfsign -keyfile key -in request -out certificate -startdate 200101000000Z -enddate 201231000000Z -config ca.conf"):
            subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "certificate", folder / "key")

    def serve(self, lines, out):
        with contextlib.suppress(OSError):
            self.context.wrap_socket(lines.raw._sock, server_side=True)


class Operator:
    """An operator who tries things, in a folder of his own."""

    def __init__(self, folder, mailbox, relay):
        self.folder, self.mailbox, self.relay = folder, mailbox, relay
        self.path = folder / "passerelle.conf"
        self.good = {"address": f'"{SHARED}"', "operator": '"exploitation@passerelle.example"', "authserv_ids": '{ "mx.passerelle.example" }',
                     "mailbox": f'"imap://u@127.0.0.1:{mailbox.port}/INBOX"', "mailbox_secret": '"file:imap.secret"', "relay_secret": '"file:imap.secret"',
                     "relay": f'"smtp://u@127.0.0.1:{relay.port}"', "database": '"passerelle.db"', "templates": f'"{TREE}/templates"',
                     "rules": '"essai.fr"', "allow_root": "true"}
        (folder / "essai.fr").write_text(FEW_RULES)
        (folder / "boite").mkdir()
        (folder / "autre").mkdir()
        (folder / "autre" / "fichier").touch()
        self.secret("imap.secret", "\ufeffjuste\r\n")  # byte order mark of a Windows editor
        self.secret("faux", "faux\n")
        self.secret("vide", "")
        self.secret("ouvert", "juste\n").chmod(0o644)

    def secret(self, name, text):
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)
        return path

    def writes(self, changes):
        keys = {**self.good, **changes}
        self.path.write_text("".join(f"{key} = {value}\n" for key, value in keys.items() if value is not None))

    def starts(self, *command, **options):
        return subprocess.Popen([PROGRAM, "-c", self.path, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)

    def tries(self, *command):
        process = self.starts(*command)
        return process.communicate(timeout=60)[0], process.returncode


MAILDIRS = {"mailbox": '"maildir:boite"', "relay": '"maildir:relay"'}
CHECK, CONNECT, ONCE = ("check",), ("check", "--connect"), ("run", "--once")
# The mistake; its change to the configuration; the command; the line's content: what and where, and how to
# correct it.
MISTAKES = (
    ("the mailbox's port is wrong", {"mailbox": '"imap://u@127.0.0.1:1/INBOX"'}, CONNECT, "mailbox: 127.0.0.1 port 1: Connection refused", "imaps 993"),
    ("the relay's port is wrong", {"relay": '"smtp://u@127.0.0.1:1"'}, CONNECT, "relay: .*127.0.0.1 port 1", "smtps 465"),
    ("imaps:// for a port that begins without TLS", {"mailbox": lambda it: f'"imaps://u@localhost:{it.mailbox.port}/INBOX"'}, CONNECT, "mailbox: localhost: TLS", "port of the other kind"),
    ("the mailbox's password is wrong", {"mailbox_secret": '"file:faux"'}, CONNECT, "mailbox: 127.0.0.1: login refused", "password right"),
    ("the relay's password is wrong", {"relay_secret": '"file:faux"'}, CONNECT, "relay: 535", "password right"),
    ("the mailbox's certificate has expired", {"mailbox": lambda it: f'"imaps://u@localhost:{it.expired.port}/INBOX"'}, CONNECT, "mailbox: localhost: TLS: .*expired", "renew.*clock"),
    ("the relay's certificate has expired", {"relay": lambda it: f'"smtps://u@localhost:{it.expired.port}"'}, CONNECT, "relay: .*certificate", "expired.*clock"),
    ("another server writes Authentication-Results", {"authserv_ids": '{ "mx.autre.example" }'}, CONNECT, 'fault +results: .*"mx.passerelle.example"', "authserv_ids"),
    ("no server is believed", {"authserv_ids": None}, CHECK, "authserv_ids: empty", "every mail will be quarantined"),
    ("a POP mailbox", {"mailbox": '"pop3://u@h/INBOX"'}, CHECK, "mailbox: ", "imaps://"),
    ("a relay by HTTP", {"relay": '"http://u@h"'}, CHECK, "relay: ", "smtps://"),
    ("a password in the mailbox's URL", {"mailbox": '"imaps://u:motdepasse@h/INBOX"'}, CHECK, "mailbox: a password", "mailbox_secret"),
    ("a password in the relay's URL", {"relay": '"smtps://u:motdepasse@h"'}, CHECK, "relay: the password", "relay_secret"),
    ("no secret", {"mailbox_secret": None}, CHECK, "mailbox_secret: none", "file:PATH"),
    ("a secret's file is missing", {"relay_secret": '"file:nulle-part"'}, CHECK, "relay_secret: .*nulle-part", "No such file"),
    ("a secret's file is empty", {"mailbox_secret": '"file:vide"'}, CHECK, "mailbox_secret: .*vide", "write the password"),
    ("others can read a secret", {"relay_secret": '"file:ouvert"'}, CHECK, "relay_secret: .*ouvert", "chmod 600"),
    ("a folder as a secret", {"relay_secret": '"file:autre"'}, CHECK, "relay_secret: .*autre", "Is a directory"),
    ("a command that tells no secret", {"mailbox_secret": '"command:exit 3"'}, CONNECT, "mailbox: secret command: exit status 3", "by hand"),
    ("the password instead of its file", {"mailbox_secret": '"motdepasse"'}, CHECK, "mailbox_secret: ", "file:PATH"),
    ("an operator who is no address", {"operator": '"Jean"'}, CHECK, "passerelle.conf: operator", "an e-mail address"),
    ("an operator who is the mailbox itself", {"operator": f'"{SHARED}"'}, CHECK, "operator: partenariat@passerelle.example is the shared mailbox", "name a person"),
    ("no authorities there", {"ca_file": '"autorites.pem"'}, CHECK, "ca_file: .*autorites.pem", "No such file"),
    ("no rules there", {"rules": '"regles.fr"'}, CHECK, "rules: .*regles.fr", "No such file"),
    ("a register that is none", {"database": '"essai.fr"'}, CHECK, "database: .*essai.fr", "file is not a database"),
    ("no address", {"address": None}, CHECK, "passerelle.conf: address", "e-mail address is needed"),
    ("an address with a comma", {"address": '"partenariat@passerelle,example"'}, CHECK, "passerelle.conf: address", "e-mail address is needed"),
    ("a misspelt key", {"mailbx": '"x"'}, CHECK, "passerelle.conf:12: ", "mailbx"),
    ("a misspelt time zone", {"timezone": '"Paris"'}, CHECK, "passerelle.conf: timezone", "Europe/Paris"),
    ("a missing quotation mark", {"helo": '"mail.example'}, CHECK, "passerelle.conf:1[23]: ", "premature end|unterminated"),
    ("no templates there", {"templates": '"modeles"'}, CHECK, "templates: .*modeles", "can't be read"),
    ("a mistyped Maildir", {**MAILDIRS, "mailbox": '"maildir:boiet"'}, ONCE, "Maildir .*boiet", "correct its name"),
    ("a folder that is no Maildir", {**MAILDIRS, "mailbox": '"maildir:autre"'}, ONCE, "autre: no Maildir", "holds other things"),
    ("a folder for metrics that is not there", {"metrics": '"nulle-part/x.prom"'}, CHECK, "metrics: .*nulle-part", "No such file"),
)


def tell_mistakes(story, operator):
    for mistake, changes, command, what, remedy in MISTAKES:
        operator.writes({key: value(operator) if callable(value) else value for key, value in changes.items()})
        operator.mailbox.messages.clear()
        operator.mailbox.add(compose("x@y.example", SHARED, "Bonjour", "", headers={"Authentication-Results": "mx.passerelle.example; dmarc=pass"}))
        said, _ = operator.tries(*command)
        lines = [line for line in said.splitlines() if re.search(what, line) and re.search(remedy, line)]
        story.ok(len(lines) == 1 and "motdepasse" not in said and "juste" not in said, f"{mistake}: one line says it", said)
    story.is_((operator.folder / "boiet").exists(), False, "and nothing was made of a mistyped name")


def tell_files(story, operator):
    """Mistakes in configuration and directory."""
    operator.writes({})
    good = operator.path.read_text()
    operator.path.write_bytes(b"\xef\xbb\xbf" + good.replace("\n", "\r\n").encode())
    said, status = operator.tries("check")
    story.ok(status == 0 and "fault" not in said, "the mark and the line ends of Windows are no mistake", said)
    operator.writes({"address": '"partenariat@passerelle-île.example"'})
    said, status = operator.tries("preview", operator.folder / "lettres")
    story.is_(status, 0, f"letters can be written from a domain with an accent: {said}")
    operator.path.unlink()
    operator.path.mkdir()
    said, status = operator.tries("check")
    story.ok(status == 78 and "a folder; -c names the file in it" in said, "a folder as configuration", said)
    operator.path.rmdir()
    said, status = operator.tries("check")
    story.ok(status == 78 and "no such file" in said and "-c FILE" in said, "no configuration", said)
    operator.writes({})
    directory = operator.folder / "annuaire.csv"
    for command in (["directory", "import"], ["explain"], ["setup", "--overwrite", "--answers"]):
        said, status = operator.tries(*command, operator.folder / "missing")
        story.ok(status == 74 and said.count("\n") == 1 and said.endswith("missing: No such file or directory\n"), f"{command}: a file that isn't there", said)
    directory.write_text(DIRECTORY.read_text(encoding="utf-8-sig").replace(";D69;", ";69;", 1).replace("mission_locale", "mission locale de", 1))
    said, status = operator.tries("directory", "import", directory)
    story.ok(status == 65 and "nothing was imported" in said and re.search(r"annuaire.csv:\d+: type: ", said), "a faulty directory: each row by its line and column", said)
    directory.write_text(DIRECTORY.read_text(encoding="utf-8-sig").replace(";D69;", ";69;", 1).replace(";P69100;", ";P69999;", 1))
    said, status = operator.tries("directory", "import", directory)
    story.ok(status == 65 and '"69" is no code' in said and "P69999 names no place" in said, "all its faults at once, of form and of place", said)
    for encoding in ("utf-16", "utf-16-be"):
        directory.write_text(("\ufeff" if encoding == "utf-16-be" else "") + DIRECTORY.read_text(encoding="utf-8-sig"), encoding=encoding)
        said, status = operator.tries("directory", "import", directory)
        story.ok(status == 65 and said.count("\n") == 1 and "CSV UTF-8" in said, f"a directory in {encoding}", said)
    directory.write_text(DIRECTORY.read_text(encoding="utf-8-sig").split("\n")[0] + "\n")
    said, status = operator.tries("directory", "import", directory)
    story.ok(status == 65 and "no contact stands in it" in said, "a directory of its first row alone", said)
    directory.write_text("organisation;type;courriel\n" + "".join(f"A;inconnu;a{number}@a.example\n" for number in range(5000)))
    said, status = operator.tries("directory", "import", directory)
    story.ok(status == 65 and said.count("\n") == 22 and ": and 4980 more\n" in said and said.endswith(": 5000 faults; nothing was imported\n"), "a directory with a fault in each row: the first and how many", said[-300:])
    directory.write_text("organisation;type;courriel\nMission locale de Lyon;mission_locale;a@mllyon.example\n")
    operator.tries("directory", "import", "--deactivate", directory)
    said, _ = operator.tries("check")
    story.ok("Mission locale de Lyon has no territory: it is told of no offer or event" in said, "a mission locale without territory", said)


def tell_times(story, operator):
    """A running daemon, a wrong clock, a full disk."""
    operator.writes(MAILDIRS)
    with operator.starts("run") as daemon:
        wait_until((operator.folder / "relay" / "new").is_dir, "the daemon")
        said, status = operator.tries("run", "--once")
        daemon.terminate()
    story.ok(status == 75 and said.count("\n") == 1 and "daemon" in said, "a second daemon", said)
    daemon = operator.starts("run", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20)))
    story.ok(any(re.match("stage.unstarted .*Too many open files", line) for line in itertools.islice(daemon.stdout, 5)), "a stage that can't be started")
    daemon.terminate()
    daemon.communicate(timeout=60)
    operator.tries("run", "--once", "--now", "2037-01-12T09:00:00+01:00")
    said, _ = operator.tries("check")
    story.ok(re.search(r"clock: .*2037-01-12.*set the clock", said), "a clock that goes wrong", said)
    said, _ = operator.tries("run", "--once", "--now", "2036-01-12T09:00:00+01:00")
    story.ok(re.search(r"clock.behind .*2037-01-12.*set the clock", said), "a clock that is a year back: the daemon says so", said[:300])
    if not os.geteuid():
        disk = operator.folder / "disque"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3M", "none", disk], check=True)
        try:
            operator.writes({"database": '"disque/passerelle.db"'})
            said, status = operator.tries("directory", "import", DIRECTORY)
        finally:
            subprocess.run(["umount", disk], check=True)
        story.ok(status == 74 and said.count("\n") == 1 and "full" in said, "a full disk", said)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", disk], check=True)
        try:
            operator.writes({**MAILDIRS, "database": '"disque/passerelle.db"'})
            tried = [operator.tries(*command) for command in (CHECK, ONCE, ("directory", "import", DIRECTORY))]
        finally:
            subprocess.run(["umount", disk], check=True)
        story.ok(all(status == 74 and "Read-only file system" in said for said, status in tried), "a disk that can't be written", tried)
        operator.writes({"allow_root": None, **MAILDIRS})
        said, status = operator.tries("run", "--once")
        story.ok(status == 78 and "its own user" in said, "the daemon as root", said)


def tell(story):
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(temporary_folder("mistakes")))
        mailbox = stack.enter_context(Mailbox(idle=idles))
        operator = Operator(folder, mailbox, stack.enter_context(Delivering(mailbox)))
        operator.expired = stack.enter_context(Expired(folder))
        operator.writes({})
        said, status = operator.tries("check", "--connect")
        story.ok(status == 0 and "subaddress: a mail to one came back" in said and "fault" not in said, "without a mistake all is well", said)
        operator.relay.delivers = False
        lost = stack.enter_context(operator.starts("check", "--connect"))
        time.sleep(1)
        tell_files(story, operator)
        tell_times(story, operator)
        said = lost.communicate(timeout=60)[0]
        story.ok(re.search(r"subaddress: the mail to partenariat\+check\.\w+@passerelle\.example did not arrive.*RFC 5233.*separator", said), "subaddresses are not delivered", said)
        operator.relay.delivers = True
        tell_mistakes(story, operator)


run_story(tell)

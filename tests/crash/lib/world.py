"""A small world in which the daemon is killed: scripted servers, a register, and the result of an undisturbed
run."""

import contextlib
import datetime
import email
import hmac
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "flow" / "lib"))

from imap_server import ImapServer  # noqa: E402
from passerelle import DIRECTORY, PROGRAM, Passerelle  # noqa: E402
from smtp_server import SmtpServer  # noqa: E402
from system import as_root, build_preload, temporary_folder, wait_until  # noqa: E402,F401
from tap import run_story, skip_all  # noqa: E402

NOW = datetime.datetime.fromisoformat("2026-11-23T09:00:00+01:00")  # the day for which the mails of tests/mail were written
BETWEEN_STARTS = datetime.timedelta(minutes=5)  # so that no start is before the end of the last, and what waits is due
SHARED = "partenariat@passerelle.example"
STAGES = ("passerelle", "collect", "handle", "reader", "submit")

# Data that must not depend on kills: everything except times, random identifiers and attempts.
REGISTER = {
    "messages": "id, message_id, sender, subject, kind, outcome, reason, ref",
    "offers": "ref, status, title, company, place, commune, contract, level, salary, hours, start, openings, deadline, contact, forum",
    "candidates": "ref, status, given_name, family_name, offer, mission_locale, scope, minor, rome, level",
    "consents": "id, candidate, event, collected_by, scope, expires_on, message_id",
    "events": "ref, status, type, title, starts_at, ends_at, place, commune, capacity, quota, deadline, organiser, sequence",
    "attendances": "event, contact, answer, participants",
    "letters": "id, template, recipient, subject, status, about",
    "contacts": "*",
}


def mails(count=None, step=1, names=None):
    """Mails of tests/mail, ordered by name; or those with these names."""
    paths = [DIRECTORY.with_name(f"{name}.eml") for name in names] if names else sorted(DIRECTORY.parent.glob("*.eml"))[::step][:count]
    return [re.sub(rb"\r?\n", b"\r\n", path.read_bytes()) for path in paths]


def imap_url(server):
    return f"imap://partenariat%40passerelle.example@127.0.0.1:{server.port}/INBOX"


def smtp_url(server):
    return f"smtp://partenariat%40passerelle.example@127.0.0.1:{server.port}"

KEY_BYTES = 32  # of the key in use, at the beginning of its file
TOKEN = re.compile(rb"([A-Z]{3}-[0-9-]+)\.([a-z])([0-9a-f]{4})([0-9a-f]{16})(?=@)")  # see src/extract/token.c
FINGERPRINT = re.compile(rb"\b[0-9a-f]{64}\b")
PURPOSES = {"o": "offer", "c": "cv", "r": "rsvp", "e": "event", "w": "withdrawal", "s": "outcome", "x": "access", "a": "article",
            "p": "sponsorship", "i": "speaker", "d": "diagnostic", "k": "committee", "b": "approval", "t": "termination",
            "g": "regional_agreement", "u": "subscription", "h": "help", "n": "note"}  # see src/extract/kinds.c


class World:
    """One mailbox with its servers and one register, which may be replaced by new ones."""

    def __init__(self, folder, raws, plan=None, smtp_plan=None, **imap_options):
        self.folder = Path(folder)
        self.raws = raws
        self.imap = ImapServer(plan, **imap_options)
        self.smtp = SmtpServer(smtp_plan)
        self.environment = dict(os.environ)
        self.now = NOW
        self.between_starts = BETWEEN_STARTS

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.imap)
            stack.enter_context(self.smtp)
            self.imap.fill(self.raws)
            self.passerelle = Passerelle(self.folder, imap_url(self.imap), smtp_url(self.smtp), secret="secret")
            self.passerelle.takes_few_rules()
            self.passerelle.import_directory()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *reason):
        return self._stack.__exit__(*reason)

    def start(self, *arguments, stderr=subprocess.DEVNULL):
        self.now += self.between_starts
        return subprocess.Popen(self.passerelle.command("run", *arguments, "--now", self.now.isoformat()), env=self.environment,
                                stdout=subprocess.DEVNULL, stderr=stderr)

    def run_once(self):
        """Runs until drained or stopped by an error; returns exit status and log."""
        process = self.start("--once", stderr=subprocess.PIPE)
        try:
            log = process.communicate(timeout=120)[1].decode("utf-8", "replace")
        finally:
            process.kill()
            await_end_of_stages(self.passerelle.configuration)
        return process.returncode, log

    def drain(self, most=20):
        """Repeats runs until one ends well and no letter waits for a retry; returns how many it took."""
        for count in range(1, most + 1):
            status, log = self.run_once()
            if status == 0 and not self.passerelle.rows("SELECT id FROM letters WHERE status = 'queued'"):
                return count
        raise RuntimeError(f"not drained after {most} runs: {log[-600:]}")

    def register(self):
        with self.passerelle.reads() as connection:
            return {view: sorted(connection.execute(f"SELECT {columns} FROM {view}"), key=repr) for view, columns in REGISTER.items()}

    def letters(self):
        """Each letter once: repeats have the same Message-ID."""
        path = Path(f"{self.passerelle.database}.key")
        key = path.read_bytes()[:KEY_BYTES] if path.exists() else b""
        prints = {row["hash"]: f"print of {row['id']}" for row in self.passerelle.rows("SELECT id, hash FROM consents")}
        return sorted(((letter.recipient, canonical(letter.data, key, letter.recipient, prints))
                       for letter in unique(self.smtp.letters)), key=repr)

    def repeats(self):
        return len(self.smtp.letters) - len(unique(self.smtp.letters))


@contextlib.contextmanager
def fresh(folder, raws, **options):
    """A world of its own in a subfolder of this one, removed at the end."""
    home = Path(folder, "world")
    home.mkdir()
    try:
        with World(home, raws, **options) as world:
            yield world
    finally:
        shutil.rmtree(home)


def unique(letters):
    return list({(letter.message_id, letter.recipient): letter for letter in letters}.values())


def canonical(data, key, recipient, prints):
    """The content of a letter: its header without Message-ID, boundary and date, its parts decoded and
    without time stamps. Reply tokens are made with the register's random key: a valid code is removed, any
    other stays and differs. The hashes in the register of consent cover the time of the entry: an existing
    one is replaced by its number."""

    def shown(found):
        ref, purpose, day, code = (part.decode() for part in found.groups())
        covered = f"reply\n{PURPOSES[purpose]}\n{ref}\n{int(day, 16)}\n{recipient.lower()}"
        is_own = hmac.new(key, covered.encode(), "sha256").hexdigest()[:len(code)] == code
        return found[0].replace(code.encode(), b"own") if is_own else found[0]

    message = email.message_from_bytes(TOKEN.sub(shown, data))
    header = [(name, re.sub(r"letter\.(\d+)\.[0-9a-f.]+@", r"letter.\1@", value)) for name, value in message.items()
              if name not in ("Message-ID", "Date", "Content-Type")]
    parts = [(part.get_content_type(), part.get_filename(),
              FINGERPRINT.sub(lambda found: prints.get(found[0].decode(), found[0].decode()).encode(),
                              re.sub(rb"DTSTAMP:\w+", b"", TOKEN.sub(shown, part.get_payload(decode=True)))))
             for part in message.walk() if not part.is_multipart()]
    return header, parts


def processes(configuration):
    """{pid: name} of the daemon that runs with this configuration."""
    found = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            command = Path("/proc", entry, "cmdline").read_bytes().split(b"\0")
            if str(configuration).encode() in command and command[0].endswith(PROGRAM.name.encode()):
                state = Path("/proc", entry, "stat").read_text()
                if state[state.rindex(")") + 2] != "Z":
                    found[int(entry)] = Path("/proc", entry, "comm").read_text().strip()
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def await_end_of_stages(configuration, timeout_s=60):
    """The stages of a killed supervisor notice it and end; until then they hold the register's lock."""
    deadline = time.monotonic() + timeout_s
    while processes(configuration):
        if time.monotonic() > deadline:
            raise TimeoutError(f"still running: {processes(configuration)}")
        time.sleep(0.005)


def kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_at_once(pids):
    """Kills all processes at once, as when the machine goes down."""
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


def is_sanitized():
    """A build with sanitizers needs several times the memory."""
    return b"__asan_init" in PROGRAM.read_bytes()


class Killer:
    """The preloaded library, compiled once, and its counter."""

    def __init__(self, folder):
        self.preload = build_preload(Path(__file__).with_name("killer.c"), folder)
        self.counter = Path(folder, "counter")
        self.reset()

    def reset(self):
        self.counter.write_bytes(bytes(8))

    def calls(self):
        return struct.unpack("q", self.counter.read_bytes())[0]

    def environment(self, **settings):
        self.reset()
        # AddressSanitizer wants to be loaded first, and would catch the poison's signal.
        options = ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0", "handle_segv=0")))
        return {**os.environ, "LD_PRELOAD": self.preload, "CRASH_COUNTER": str(self.counter), "ASAN_OPTIONS": options,
                **{name: str(value) for name, value in settings.items()}}


def play(tell, purpose):
    """Runs tell(story, folder) as a test script."""
    if not PROGRAM.exists():
        skip_all(f"{PROGRAM} is not built")

    def told(story):
        with temporary_folder(purpose) as folder:
            tell(story, Path(folder))

    run_story(told)

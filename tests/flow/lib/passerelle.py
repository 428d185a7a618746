"""The program under test, with its own configuration and register."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path

TREE = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("PASSERELLE", TREE / "build" / "passerelle")).resolve()
DIRECTORY = TREE / "tests" / "mail" / "annuaire.csv"
NOW = "2027-01-11T09:30:00+01:00"  # a Monday
TIMEOUT_S = 300

CONFIGURATION = """
address        = "partenariat@passerelle.example"
mailbox        = "{mailbox}"
relay          = "{relay}"
mailbox_secret = "file:secret"
relay_secret   = "file:secret"
database       = "passerelle.db"
templates      = "{tree}/templates"
rules          = "{tree}/rules/offers.fr"
authserv_ids   = {{ "mx.passerelle.example" }}
operator       = "exploitation@passerelle.example"
allow_root     = true
broadcasts_per_day = 10000
"""


FEW_RULES = """règle : essai
gravité : avertir
article : L. 1132-1
explication : essai
motif : \\bessai\\b
interdit : Un essai.
permis : Autre chose.
"""


class Passerelle:
    """`folder` is empty and exists; mailbox and relay are URLs as in the configuration; `program` may be another build."""

    def __init__(self, folder, mailbox, relay, secret="", program=PROGRAM):
        self.program = program
        self.folder = Path(folder)
        self.database = self.folder / "passerelle.db"
        self.configuration = self.folder / "passerelle.conf"
        self.configuration.write_text(CONFIGURATION.format(mailbox=mailbox, relay=relay, tree=TREE))
        secret_file = self.folder / "secret"
        secret_file.touch(mode=0o600)
        secret_file.write_text(secret + "\n")

    def takes_few_rules(self):
        """For stories that start the program often and don't test rules."""
        self._write_with_few_rules(self.configuration)

    def _write_with_few_rules(self, path):
        (self.folder / "essai.fr").write_text(FEW_RULES)
        path.write_bytes(self.configuration.read_bytes().replace(f"{TREE}/rules/offers.fr".encode(), b"essai.fr"))

    def command(self, *arguments):
        return [str(self.program), "-c", str(self.configuration), *arguments]

    def call(self, *arguments):
        """Runs a command to its end; returns the CompletedProcess, with any exit status."""
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, errors="replace", timeout=TIMEOUT_S)

    def do(self, *arguments):
        """Runs a command that must succeed; returns its output."""
        done = self.call(*arguments)
        if done.returncode != 0:
            raise RuntimeError(f"passerelle {arguments[0]}: exit status {done.returncode}: {done.stderr.strip()[-1400:]}")
        return done.stdout

    def check(self, *arguments):
        """Runs `check` without the rules: testing all their examples takes two seconds."""
        own, copy = self.configuration, self.configuration.with_name("check.conf")
        self._write_with_few_rules(copy)
        self.configuration = copy
        try:
            return self.call("check", *arguments)
        finally:
            self.configuration = own

    def import_directory(self, path=DIRECTORY):
        if path == DIRECTORY and not self.database.exists():
            shutil.copyfile(prepared_register(), self.database)
            self.database.chmod(0o600)
        else:
            self.do("directory", "import", str(path))

    def run_once(self, now=NOW):
        return self.do("run", "--once", "--now", now)

    @contextlib.contextmanager
    def running(self, *arguments, **settings):
        """Runs the daemon during the block, then asks it to end; `settings` are for Popen."""
        daemon = subprocess.Popen(self.command("run", *arguments), **{"stderr": subprocess.DEVNULL, **settings})
        try:
            yield daemon
        finally:
            daemon.terminate()
            daemon.wait(timeout=60)

    def reads(self):
        """A connection to the register, closed at the end of the block."""
        return contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True))

    def rows(self, query, *values):
        """Rows of a promised view, as dictionaries."""
        with self.reads() as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    def row(self, query, *values):
        """The only row, which must exist."""
        rows = self.rows(query, *values)
        if len(rows) != 1:
            raise LookupError(f"{len(rows)} rows instead of one: {query} {values}")
        return rows[0]

    def message(self, mail):
        """The decision about a mail that was sent to the shared mailbox."""
        return self.row("SELECT * FROM messages WHERE message_id IN (?, trim(?, '<>'))", *[mail["Message-ID"]] * 2)

    def count(self, view):
        return self.row(f"SELECT count(*) AS n FROM {view}")["n"]


def prepared_register():
    """A register with DIRECTORY, created once for each build of the program and copied by stories."""
    prepared = TREE / "build" / "tests" / f"directory{str(PROGRAM).replace('/', '-')}.db"
    if not prepared.exists() or prepared.stat().st_mtime <= max(source.stat().st_mtime for source in (PROGRAM, DIRECTORY)):
        prepared.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=prepared.parent) as folder:
            passerelle = Passerelle(folder, "maildir:boite", "maildir:relay")
            passerelle.do("directory", "import", str(DIRECTORY))
            passerelle.database.replace(prepared)  # atomically: stories run in parallel
    return prepared

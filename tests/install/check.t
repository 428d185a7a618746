#!/usr/bin/python3 -B
"""The Debian package in a Debian 12 root of its own (debootstrap; kept as build/debian.tar): installed and
configured as in README, its daemon under its own user and the unit's restrictions with a real Dovecot and a
real Postfix, sends an offer; installed again over itself; migrates a register of every earlier version;
removed, purged. Needs root, and the Debian mirror that this machine's apt uses."""

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

TREE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TREE / "tests/flow/lib"))

from agreement import RECRUITER, OFFER, offer_mail
from dovecot import PASSWORD, Dovecot
from mails import OPERATOR, SHARED
from passerelle import DIRECTORY
from postfix import AUTHSERV_ID, Postfix
from scene import everybody
from system import temporary_folder, wait_until
from tap import run_story, skip_all

BASE = TREE / "build/debian.tar"
PACKAGES = "ca-certificates,python3,systemd,tzdata"  # python3 and systemd for tests/flow/lib/confine.py
USER = 64999  # stands for the one that DynamicUser= takes
STATE, PRIVATE = "var/lib/passerelle", "var/lib/private/passerelle"
UNIT = "/lib/systemd/system/passerelle.service"
REGISTERS = TREE / "tests/registers"
# Needed by apt and dpkg, and by the unit's script.
PREPARE = """
mount --bind "$1" "$1"
mount --bind "$2" "$1/srv"
mount --rbind /dev "$1/dev"
mount -t proc none "$1/proc"
root=$1; shift 2
exec chroot "$root" "$@"
"""
# /var/lib/private is closed to others; the service sees one with only its own state.
AS_SYSTEMD = """
private=$1 script=$2; shift 2
mount --bind "$private" /mnt
mount -t tmpfs -o mode=755 none "${private%/*}"
mkdir "$private"
exec sh "$script" /mnt "$private" /srv "$@"
"""


def mirror():
    """The mirror that this machine's apt uses."""
    found = re.search(r"^URIs:\s*(\S+)|^deb\s+(?:\[[^\]]*\]\s+)?(\S+)", "\n".join(
        path.read_text() for path in sorted(Path("/etc/apt").glob("sources.list*/*debian*.sources")) or [Path("/etc/apt/sources.list")]), re.MULTILINE)
    return found[1] or found[2]


def make_base():
    if BASE.exists():
        return
    part = BASE.with_suffix(".part")
    with temporary_folder("debian") as folder:
        subprocess.run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", folder, mirror()], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["tar", "-C", folder, "-cf", str(part), "."], check=True)
    part.rename(BASE)


class Root:
    """A copy of the base, removed afterwards."""

    def __init__(self, folder):
        self.path = Path(folder) / "root"
        self.path.mkdir()
        subprocess.run(["tar", "-C", str(self.path), "-xpf", str(BASE)], check=True)
        (self.path / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")  # as in tests/install-packages: starts no services
        (self.path / "usr/sbin/policy-rc.d").chmod(0o755)

    def command(self, *command):
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child=TERM", "--ipc", "--uts", "--propagation", "private",
                "sh", "-ec", PREPARE, "sh", str(self.path), str(TREE), *command]

    def call(self, *command):
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return subprocess.run(self.command(*command), env=environment, capture_output=True, text=True, check=False, timeout=600)

    def do(self, *command):
        done = self.call(*command)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command[:3])}: {done.returncode}: {(done.stderr or done.stdout)[-800:]}")
        return done.stdout

    @contextlib.contextmanager
    def daemon(self):
        """Runs the daemon like `systemctl start`; it is ready when the block starts. All logs are in
        self.log."""
        self.adopt()
        told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        notify = self.path / PRIVATE / "notify"
        notify.unlink(missing_ok=True)
        told.bind(str(notify))
        notify.chmod(0o666)
        told.settimeout(60)
        self.log = self.path.parent / "log"
        command = self.command("sh", "-ec", AS_SYSTEMD, "sh", f"/{PRIVATE}", "/srv/tests/flow/lib/unit.sh", UNIT, "/usr/bin/passerelle", "run")
        with open(self.log, "ab") as stderr, subprocess.Popen(command, stderr=stderr, start_new_session=True) as process:
            try:
                try:
                    told.recv(100)  # READY=1
                except TimeoutError as late:
                    raise RuntimeError(f"the daemon is not ready: {self.log.read_text()[-800:]}") from late
                yield
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=60)
                told.close()

    def adopt(self):
        """Does what systemd does with an existing StateDirectory for DynamicUser=."""
        state, private = self.path / STATE, self.path / PRIVATE
        private.parent.mkdir(mode=0o700, exist_ok=True)
        if not state.is_symlink():
            state.rename(private)
            state.symlink_to("private/passerelle")
        subprocess.run(["chown", "-R", f"{USER}:{USER}", str(private)], check=True)

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(f"file:{self.path / PRIVATE}/passerelle.db?mode=ro", uri=True)) as register:
            return register.execute(query).fetchall()


class Servers:
    """The mailbox and the relay, with mailboxes for everybody in the directory."""

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.dovecot = stack.enter_context(Dovecot([SHARED, OPERATOR, *everybody()]))
            self.postfix = stack.enter_context(Postfix(self.dovecot))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *reason):
        return self._stack.__exit__(*reason)


def answers(servers):
    """A file with the answers to `passerelle setup`."""
    user = quote(SHARED, safe="")
    wanted = {"address": SHARED, "operator": OPERATOR, "help_contact": OPERATOR, "help_contact_ml": OPERATOR,
              "mailbox": f"imap://{user}@127.0.0.1:{servers.dovecot.imap_port}/INBOX", "mailbox_password": PASSWORD,
              "relay": f"smtp://{user}@127.0.0.1:{servers.postfix.relay_port}", "relay_password": PASSWORD, "authserv_ids": AUTHSERV_ID}
    return "".join(f"{key} = {value}\n" for key, value in wanted.items())


def install(story, root):
    package = next((TREE / "build/deb").glob("passerelle_*.deb"))
    shutil.copy(package, root.path / "root/passerelle.deb")
    root.do("apt-get", "update", "-qq")
    root.do("apt-get", "install", "-y", "-qq", "--no-install-recommends", "/root/passerelle.deb")
    story.contains(root.do("passerelle", "--version"), "passerelle ", "the package installs with what it depends on")
    root.do("groupadd", "--system", "--gid", str(USER), "dynamic")
    story.is_([name for name in (UNIT[1:], "etc/passerelle/passerelle.conf", "usr/share/man/man8/passerelle.8.gz", "usr/share/passerelle/templates/fr/phrases") if not (root.path / name).exists()], [], "unit, configuration, manual and templates are there")
    story.ok(not (root.path / STATE).exists() and not (root.path / "etc/systemd/system/multi-user.target.wants/passerelle.service").exists(), "nothing is started, enabled or made before it is configured")
    return package


def goes_round(story, root, servers, title):
    """An offer reaches those who cover its place, and its sender gets an answer; with the running daemon."""
    before = servers.dovecot.counts()
    servers.postfix.send(servers.postfix.partner_port, offer_mail({**OFFER, "Intitulé": title}), RECRUITER, [SHARED])
    arrived = lambda: {user for user, count in servers.dovecot.counts().items() if count > before.get(user, 0) and user != SHARED}
    wait_until(lambda: RECRUITER in arrived() and len(arrived()) > 5, "the letters of an offer", timeout_s=120)
    story.is_(root.rows(f"SELECT status, title FROM offers WHERE title = '{title}'"), [("open", title)], f"{title}: an offer goes round")


def first_day(story, root, servers):
    """In README's order."""
    (root.path / "root/answers").write_text(answers(servers))
    root.do("passerelle", "setup", "--overwrite", "--answers", "/root/answers")
    shutil.copy(DIRECTORY, root.path / "root/annuaire.csv")
    root.do("passerelle", "directory", "import", "/root/annuaire.csv")
    with root.daemon():
        goes_round(story, root, servers, "Premier jour (H/F)")
        story.contains(root.do("passerelle", "status"), "daemon       runs", "root looks at it while it runs")
    lines = root.log.read_text(errors="replace")
    story.ok(not re.search(r"stage\.ended .*(code=[1-9]|signal=[1-9])", lines) and "unusable" not in lines, "no process broke the unit's rules", lines[-500:])
    story.is_({path.stat().st_uid for path in (root.path / PRIVATE).glob("passerelle.db*")}, {USER}, "all of the register is the service's own, though root looked at it")


def installs_again(story, root, servers):
    before = (root.path / "etc/passerelle/passerelle.conf").read_text()
    root.do("apt-get", "install", "-y", "-qq", "--reinstall", "/root/passerelle.deb")
    story.is_((root.path / "etc/passerelle/passerelle.conf").read_text(), before, "an upgrade leaves the configuration as it was edited")
    with root.daemon():
        goes_round(story, root, servers, "Mis à jour (H/F)")
    story.is_(root.rows("SELECT count(*) FROM offers"), [(2,)], "and the register")


def goes_on(story, root, servers, version):
    """With the register of an earlier version instead of the service's."""
    register = root.path / PRIVATE / "passerelle.db"
    newer = root.path.parent / "newer.db"
    register.replace(newer)
    for path in register.parent.glob("passerelle.db*"):
        path.unlink()
    with contextlib.closing(sqlite3.connect(register)) as made:
        made.executescript((REGISTERS / f"{version}.sql").read_text())
        made.executescript(f"ATTACH '{newer}' AS newer;" + "".join(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM newer.{table};" for table in ("commune", "postal")))  # it contains only a few places
        offers = made.execute("SELECT count(*) FROM offer").fetchone()[0]
    register.chmod(0o600)
    root.do("passerelle", "directory", "import", "--deactivate", "/root/annuaire.csv")
    with root.daemon():
        goes_round(story, root, servers, f"Après la version {version} (H/F)")
    story.ok(root.rows("PRAGMA user_version")[0][0] > version, f"a register of version {version} becomes this one's")
    story.is_(root.rows("SELECT count(*) FROM offers"), [(offers + 1,)], "with all that was in it")


def goes(story, root):
    removed = root.do("apt-get", "remove", "-y", "-qq", "passerelle")
    left = [name for name in (PRIVATE + "/passerelle.db", "etc/passerelle/passerelle.conf", "etc/passerelle/imap.secret") if not (root.path / name).exists()]
    story.is_(((root.path / "usr/bin/passerelle").exists(), left, "Deleting" in removed), (False, [], False), "removed, the program goes; data and configuration stay")
    purged = root.do("apt-get", "purge", "-y", "-qq", "passerelle")
    told = re.findall(r"^Deleting (\S+)", purged, re.MULTILINE)
    story.is_(told, [f"/{PRIVATE}", f"/{STATE}", "/etc/passerelle"], "purged, it says what it deletes")
    left = [str(path) for folder in ("etc", "var/lib", "usr", "run") for path in (root.path / folder).rglob("*passerelle*") if "credentials" not in str(path)]
    story.is_([path for path in left if not re.search(r"/var/lib/dpkg|/var/lib/apt", path)], [], "and nothing is left")


def tell(story):
    make_base()
    with temporary_folder("install") as folder, Servers() as servers:
        root = Root(folder)
        install(story, root)
        first_day(story, root, servers)
        installs_again(story, root, servers)
        for register in sorted(REGISTERS.glob("*.sql")):
            goes_on(story, root, servers, int(register.stem))
        goes(story, root)


if os.geteuid():
    skip_all("a root of its own needs root")
run_story(tell)

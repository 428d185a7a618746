#!/usr/bin/python3 -B
"""Secrets from a command, with real servers: the supervisor runs it, only for the stage that the secret
belongs to, and a failing or hanging one stops nothing else. collect and submit can't start programs: if they
try, as a compromised one would, the filter kills them."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, offer_mail
from dovecot import PASSWORD
from passerelle import PROGRAM
from scene import play
from system import as_root, build_preload, wait_until

LIB = Path(__file__).parent / "lib"
RELAYS_OWN = "Mot2passe-du-relais"  # not a valid secret: only its holder matters
SIGSYS = int(signal.SIGSYS)
ACT_BYTES = 16
SHARED_FILES = ("/etc/resolv.conf", "/etc/ssl/certs")  # replaced by rename: their folders are allowed

# Called with a name: prints the first line of the file of that name, or hangs or fails when told so; and
# records the caller.
TELLER = """#!/bin/sh
cd "{folder}"
shell=$PPID
asker=$(sed -n 's/^PPid:\t*//p' /proc/$shell/status)
echo "$1 $(cat /proc/$asker/comm)" >> asked
if [ -e "$1.hangs" ]; then sleep 1000; fi
if [ -e "$1.fails" ]; then exit 3; fi
cat "$1.secret"
"""


class Told:
    """The scene's program with both secrets from a command."""

    def __init__(self, scene):
        self.passerelle = scene.passerelle
        self.folder = self.passerelle.folder
        self.teller = self.folder / "teller"
        self.teller.write_text(TELLER.format(folder=self.folder))
        self.teller.chmod(0o700)
        self.set(mailbox=PASSWORD, relay=PASSWORD)
        text = self.passerelle.configuration.read_text()
        for name in ("mailbox", "relay"):
            text = re.sub(rf'{name}_secret\s*= "file:secret"', f'{name}_secret = "command:{self.teller} {name}"', text)
        self.passerelle.configuration.write_text(text + "connections = 1\n")
        self.act, self.loot, self.log = (self.folder / name for name in ("act", "loot", "log"))
        self.intruder = build_preload(LIB / "intruder.c", self.folder)
        self.notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notified.bind(str(self.folder / "notify"))
        self.notified.settimeout(60)

    def set(self, **secrets):
        for name, secret in secrets.items():
            (self.folder / f"{name}.secret").write_text(secret + "\nsecond line\n")

    def others(self):
        """Files that no stage with a server connection may open: secrets, the key, the configuration,
        everything beside the register."""
        names = ("mailbox.secret", "relay.secret", "passerelle.db.key", "passerelle.db.anchor", "passerelle.conf", "log")
        return [self.folder / name for name in names] + [Path("/proc/self/mem"), Path("/root"), Path("/home"), Path("/var/log")]

    def asked(self):
        path = self.folder / "asked"
        return path.read_text().splitlines() if path.exists() else []

    def runs(self, role="", act="", rate=1):
        """The stage of that role does what `act` says on its first connection."""
        self.act.write_bytes(act.encode().ljust(ACT_BYTES, b"\0"))
        environment = {**os.environ, "LD_PRELOAD": self.intruder, "INTRUDER_ROLE": role, "INTRUDER_ACT": str(self.act),
                       "INTRUDER_LOOT": str(self.loot), "INTRUDER_FILES": ":".join(map(str, [*self.others(), *SHARED_FILES])),
                       "CLOCK_RATE": str(rate), "NOTIFY_SOCKET": str(self.folder / "notify"), "WATCHDOG_USEC": "8000000"}
        return Running(subprocess.Popen([*self.passerelle.command(), "-v", "run"], stderr=open(self.log, "wb"), env=environment))

    def lines(self, event, what):
        return [line for line in self.log.read_text(errors="replace").splitlines() if line.startswith(event) and f" {what} " in line]

    def wants(self, act):
        with open(self.act, "r+b") as page:
            page.write(act.encode().ljust(ACT_BYTES, b"\0"))

    def kills(self, stage):
        with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
            os.kill(self.pid(stage), signal.SIGKILL)

    def sent(self):
        return self.passerelle.row("SELECT count(*) AS n FROM letters WHERE status = 'sent'")["n"]

    def pid(self, stage):
        return int(re.search(r"pid=(\d+)", self.lines("stage.started", f"stage={stage}")[-1])[1])


class Running:
    def __init__(self, daemon):
        self.daemon = daemon

    def __enter__(self):
        return self.daemon

    def __exit__(self, *_):
        self.daemon.send_signal(signal.SIGTERM)
        self.daemon.wait(timeout=60)


def check_once(story, scene, told):
    scene.sends(offer_mail())
    scene.runs()
    story.ok(told.sent() > 1, "what a command tells opens the mailbox and the relay")
    story.is_(sorted(set(told.asked())), [f"mailbox {PROGRAM.name[:15]}", f"relay {PROGRAM.name[:15]}"], "the supervisor runs it")
    story.is_(told.passerelle.check("--connect").returncode, 0, "and `check --connect` its own")
    Path(told.folder, "relay.fails").touch()
    done = told.passerelle.check("--connect")
    story.ok(done.returncode == 78 and "secret command" in done.stdout, "which says when one fails", done.stdout)
    Path(told.folder, "relay.fails").unlink()


def check_hanging(story, scene, told):
    """The relay's command hangs while the mailbox is read; time runs ten times as fast."""
    hangs = Path(told.folder, "relay.hangs")
    hangs.touch()
    before, asked = told.sent(), len(told.asked())
    mail = offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"})
    with told.runs(rate=10):
        story.is_(told.notified.recv(100), b"READY=1", "the daemon runs")
        wait_until(lambda: any(line.startswith("relay") for line in told.asked()[asked:]), "the relay's command")
        scene.sends(mail)
        wait_until(lambda: told.passerelle.rows("SELECT 1 FROM messages WHERE message_id = trim(?, '<>')", mail["Message-ID"]), "the mail")
        story.is_(told.notified.recv(100), b"WATCHDOG=1", "a command that hangs keeps neither a mail from being handled nor the watchdog from being fed")
        story.is_(told.sent(), before, "while no letter goes")
        wait_until(lambda: told.lines("secret.hangs", "secret=relay_secret"), "the time limit")
        hangs.unlink()
        wait_until(lambda: told.sent() > before, "letters")
        story.ok(True, "it is ended, asked again, and the letters go out")
        running = subprocess.run(["pgrep", "-f", f"{told.teller} relay"], capture_output=True, text=True).stdout.split()
        story.is_(running, [], "and nothing of it is left")


def check_programs(story, scene, told):
    for stage in ("collect", "submit"):
        for what in ("fork", "exec"):
            before = told.sent()
            with told.runs(role=stage, act=what):
                scene.sends(offer_mail({**OFFER, "Intitulé": f"Cariste {stage} {what} (H/F)"}))
                wait_until(lambda: told.lines("stage.ended", f"stage={stage} code=0 signal={SIGSYS}"), f"{stage} to be killed")
                wait_until(lambda: told.sent() > before, "letters")
                story.ok(True, f"{stage} that tries to {what} is killed, and started again")


def lines_of(pid):
    """The pipes and sockets that a process holds."""
    return set(re.findall(r"(?:pipe|socket):\[\d+\]", as_root("find", f"/proc/{pid}/fd", "-printf", "%l\n")))


def check_others(story, told):
    told.set(relay=RELAYS_OWN)
    with told.runs(role="collect") as daemon:
        wait_until(lambda: told.lines("stage.started", "stage=submit"), "the stages")
        wait_until(lambda: sum(line.startswith("relay") for line in told.asked()), "submit's secret")
        told.wants("ask")
        told.kills("collect")  # its successor is forked when submit's line exists
        wait_until(lambda: told.loot.exists() and b"asked" in told.loot.read_bytes(), "the question")
        loot = told.loot.read_bytes()
        shared = (lines_of(daemon.pid) - lines_of(told.pid("handle"))) & lines_of(told.pid("collect"))
        story.is_(len(shared), 1, "of the supervisor's lines a stage holds that of its own secret only, and handle none")
    story.ok(PASSWORD.encode() in loot, "collect gets the mailbox's secret as often as it asks", loot)
    story.ok(RELAYS_OWN.encode() not in loot, "and never the relay's, whatever it asks", loot)


def check_files(story, scene, told):
    """Landlock: a compromised stage can open only its own files."""
    checked = told.passerelle.check().stdout
    if "the kernel has no Landlock" in checked:
        story.diag("no Landlock here")
        return
    for stage in ("collect", "submit"):
        told.loot.write_bytes(b"")
        with told.runs(role=stage, act="open"):
            scene.sends(offer_mail({**OFFER, "Intitulé": f"Cariste {stage} (H/F)"}))
            wait_until(lambda: b"tried" in told.loot.read_bytes(), f"{stage} to try")
        loot = told.loot.read_text().splitlines()
        opened = [line for line in loot if line.startswith("opened") and Path(line.split(" ", 1)[1]) in told.others()]
        story.is_(opened, [], f"{stage} opens no secret, no key and nothing beside the register")
        needed = [line for line in loot if line.startswith("denied") and line.split(" ", 1)[1] in SHARED_FILES and Path(line.split(" ", 1)[1]).exists()]
        story.is_(needed, [], f"{stage} opens what name service and certificates need")


def check_traces(story, told):
    for secret in (PASSWORD, RELAYS_OWN):
        held = [path.name for path in told.folder.rglob("*") if path.is_file() and path.suffix != ".secret" and path != told.loot
                and path.name != "secret" and secret.encode() in path.read_bytes()]
        story.is_(held, [], "no secret is in the log, the register or any other file")


def tell(story, scene):
    told = Told(scene)
    check_once(story, scene, told)
    if b"__asan_init" in PROGRAM.read_bytes():
        story.diag("sanitizers bear neither a preloaded library nor a filter")
        return
    check_hanging(story, scene, told)
    check_programs(story, scene, told)
    check_files(story, scene, told)
    check_others(story, told)
    check_traces(story, told)


play(tell)

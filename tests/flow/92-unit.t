#!/usr/bin/python3 -B
"""systemd/passerelle.service: its exposure as computed by systemd, and the daemon at work under the same
restrictions, as far as possible without a running systemd: a user of its own, no capabilities, no_new_privs,
a read-only root, private /tmp, /dev, /proc and home folders, the unit's system calls and address families, no
writable and executable memory, secrets as laid out by LoadCredential and, where the machine allows it, a user
namespace with only root and that user, as by PrivateUsers. Not tested: cgroups (IPAddressDeny, MemoryMax,
TasksMax, DevicePolicy)."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from passerelle import PROGRAM, TREE, Passerelle
from postfix import AUTHSERV_ID
from system import as_root, temporary_folder, wait_until
from tap import run_story, skip_all

UNIT = TREE / "systemd" / "passerelle.service"
USER = 64999
MOST_EXPOSURE = 1.0
NAMES = {PROGRAM.name, "collect", "handle", "submit", "reader"}
LEFT_OUT = {"PrivateNetwork=", "RestrictAddressFamilies=~AF_UNIX", "RestrictAddressFamilies=~AF_(INET|INET6)", "IPAddressDeny=",
            "RootDirectory=/RootImage=", "DeviceAllow="}

# In its own namespaces: the tree is mounted as /srv, the state as /mnt; the rest as in the unit.
CONFINED = ["unshare", "--mount", "--pid", "--fork", "--kill-child=TERM", "--ipc", "--uts", "--propagation", "private",
            "sh", str(TREE / "tests/flow/lib/unit.sh")]


def check_exposure(story):
    if not shutil.which("systemd-analyze"):
        story.diag("no systemd-analyze here")
        return
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)], capture_output=True, text=True)
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    story.ok(exposure and float(exposure[1]) <= MOST_EXPOSURE, f"exposure at most {MOST_EXPOSURE}", done.stdout[-200:] + done.stderr)
    missing = set(re.findall(r"✗ (\S+)", done.stdout))
    story.is_(missing - LEFT_OUT, set(), "every switch but those that the unit explains")


def check_work(story, home):
    state = Path(home)
    passerelle = Passerelle(state, "maildir:boite", "maildir:parti")
    text = passerelle.configuration.read_text()
    passerelle.configuration.write_text(text.replace(str(TREE), "/srv").replace("allow_root     = true", ""))
    passerelle.configuration.write_text(passerelle.configuration.read_text().replace("/srv/", f"{TREE}/"))
    passerelle.import_directory()
    (state / "boite").mkdir()
    text = passerelle.configuration.read_text().replace(f"{TREE}/", "/srv/")
    for key, name in (("mailbox_secret", "imap"), ("relay_secret", "smtp")):
        text = re.sub(rf'{key}\s*= ".*"', f'{key} = "file:/run/credentials/passerelle.service/{name}"', text)
    passerelle.configuration.write_text(text)
    mail = offer_mail(headers={"Authentication-Results": f"{AUTHSERV_ID}; dmarc=pass header.from=logirhone.example"})
    as_root("chown", "-R", f"{USER}:{USER}", str(state))
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(str(state / "notify"))
    told.settimeout(60)
    as_root("chmod", "0666", str(state / "notify"))
    command = [*CONFINED, str(state), "/mnt", str(TREE), "/srv/systemd/passerelle.service",
               f"/srv/{PROGRAM.relative_to(TREE)}", "-c", "/mnt/passerelle.conf", "run"]
    log = state / "log"
    with open(log, "wb") as stderr, subprocess.Popen(command, stderr=stderr, start_new_session=True) as daemon:
        try:
            story.is_(told.recv(100), b"READY=1", "the daemon is ready, and says so")
            wait_until((state / "boite" / "new").is_dir, "the mailbox")
            written = state / "boite" / "tmp" / "1.mail"
            written.write_bytes(mail.as_bytes())
            os.chown(written, USER, USER)
            written.rename(state / "boite" / "new" / written.name)
            relayed = state / "parti" / "new"
            wait_until(lambda: relayed.is_dir() and any(relayed.iterdir()), "a letter")
            story.is_(passerelle.message(mail)["outcome"], "accepted", "a mail is handled, and its letters go out")
            story.is_(told.recv(100), b"WATCHDOG=1", "the watchdog is fed")
            check_rights(story, daemon.pid)
        finally:
            os.killpg(daemon.pid, signal.SIGTERM)
            daemon.wait(timeout=60)
        lines = log.read_text(errors="replace")
        story.ok(not re.search(r"stage\.ended .*(code=[1-9]|signal=[1-9])", lines) and "unusable" not in lines, "no process broke its rules", lines[-500:])


def descendants(pid):
    children = as_root("cat", f"/proc/{pid}/task/{pid}/children", check=False).split()
    return [int(child) for child in children] + [one for child in children for one in descendants(child)]


def check_rights(story, pid):
    """Of the daemon's processes, from the kernel."""
    processes = {}
    for one in descendants(pid):
        status = dict(re.findall(r"^(\w+):\s+(.*)$", as_root("cat", f"/proc/{one}/status", check=False), re.M))
        if status.get("Name") in NAMES:
            processes[one] = status
    wrong = {one: status for one, status in processes.items()
             if (status["CapEff"], status["CapBnd"], status["NoNewPrivs"], status["Seccomp"]) != ("0" * 16, "0" * 16, "1", "2")
             or status["Uid"].split() != [str(USER)] * 4}
    story.ok({status["Name"] for status in processes.values()} == NAMES, "supervisor, stages and reader run",
             [status["Name"] for status in processes.values()])
    story.is_(wrong, {}, "with no capability, no new privileges, a filter, as their own user")
    namespaces = {as_root("readlink", f"/proc/{one}/ns/user", check=False) for one in processes}
    if subprocess.run(["unshare", "--user", "true"], capture_output=True).returncode == 0:
        story.ok(len(namespaces) == 1 and os.readlink("/proc/self/ns/user") not in {name.strip() for name in namespaces},
                 "in a user namespace of their own", namespaces)
        known = as_root("cat", f"/proc/{next(iter(processes))}/uid_map").split()
        story.is_(known, ["0", "0", "1", str(USER), str(USER), "1"], "which knows root and that user only")
    else:
        story.diag("no user namespace can be made here")
    filters = sorted({int(status["Seccomp_filters"]) for status in processes.values()})
    if b"__asan_init" not in PROGRAM.read_bytes():  # its builds have no sandbox
        story.ok(filters[-1] >= 2, "and the stages have filters of their own", filters)
    limits = [as_root("cat", f"/proc/{one}/limits", check=False) for one in processes]
    story.ok(all(re.search(r"Max core file size\s+0\s", text) for text in limits), "and none leaves a core dump")


def check_root(story, home):
    """Started by hand, without the unit."""
    passerelle = Passerelle(home, "maildir:boite", "maildir:relay")
    text = passerelle.configuration.read_text()
    passerelle.configuration.write_text(text.replace("allow_root     = true", ""))
    done = passerelle.call("run", "--once")
    story.is_((done.returncode, passerelle.database.exists()), (78, False), "as root the daemon refuses to run, and makes nothing")
    story.contains(done.stderr, "refusing to run as root", "and says so")


def tell(story):
    check_exposure(story)
    if os.geteuid():
        story.diag("not root: the daemon was not started under the unit's restrictions")
        return
    with temporary_folder("root") as home:
        check_root(story, home)
    with temporary_folder("unit") as home:
        check_work(story, home)


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

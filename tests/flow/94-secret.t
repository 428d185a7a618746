#!/usr/bin/python3 -B
"""Secrets, with real servers: never in a process's arguments or environment, in a log, a file that the daemon
writes or an error message; a file that others may read is refused."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from dovecot import PASSWORD
from scene import play
from system import as_root, wait_until

WRONG = "un-mot-de-passe-qui-ne-va-pas"


def descendants(pid):
    children = as_root("cat", f"/proc/{pid}/task/{pid}/children", check=False).split()
    return [pid] + [one for child in children for one in descendants(int(child))]


def seen_of(pid):
    """What other users, or the same one, can see of a process."""
    return as_root("cat", f"/proc/{pid}/cmdline", f"/proc/{pid}/environ", check=False)


def files_with(secret, folder):
    return [path.name for path in Path(folder).rglob("*") if path.is_file() and path.name != "secret"
            and secret.encode() in path.read_bytes()]


def check_running(story, scene, log):
    passerelle = scene.passerelle
    # By name, so that the resolvers of glibc and libcurl are tested under the stages' filters too.
    passerelle.configuration.write_text(passerelle.configuration.read_text().replace("@127.0.0.1:", "@localhost:"))
    scene.sends(offer_mail())
    with open(log, "wb") as stderr, subprocess.Popen([*passerelle.command(), "-v", "run"], stderr=stderr) as daemon:
        try:
            wait_until(lambda: passerelle.database.exists() and passerelle.rows("SELECT 1 FROM letters WHERE status = 'sent'"),
                       "a letter to be sent", timeout_s=60)
            processes = descendants(daemon.pid)
            story.ok(len(processes) >= 5, "supervisor, stages, keeper and reader run", processes)
            story.is_([pid for pid in processes if PASSWORD in seen_of(pid)], [], "no argument and no environment holds the secret")
            limits = [as_root("cat", f"/proc/{pid}/limits", check=False) for pid in processes]
            story.ok(all(re.search(r"Max core file size\s+0\s+0\s", text) for text in limits), "no process leaves a core dump")
            owners = {os.stat(f"/proc/{pid}/mem").st_uid for pid in processes}
            story.is_(owners, {0}, "and none can be debugged by its own user")
        finally:
            daemon.send_signal(signal.SIGTERM)


def check_errors(story, scene):
    """A wrong secret, and one that others may read: error messages contain neither."""
    passerelle = scene.passerelle
    secret = passerelle.folder / "secret"
    passerelle.takes_few_rules()
    secret.write_text(WRONG + "\n")
    said = ""
    for command in (("check", "--connect"), ("-v", "run", "--once")):
        done = subprocess.run([*passerelle.command(), *command], capture_output=True, text=True, errors="replace", timeout=120)
        story.ok(done.returncode != 0, f"{' '.join(command)}: a wrong secret is an error", done.returncode)
        said += done.stdout + done.stderr
    story.ok(WRONG not in said and PASSWORD not in said, "which does not say it", said[-500:])
    for mode, accepted in ((0o644, False), (0o604, False), (0o620, False), (0o660, False), (0o440, True), (0o400, True)):
        secret.chmod(mode)
        done = passerelle.call("check", "--connect")
        story.is_("others may read or write it" in done.stdout + done.stderr, not accepted, f"mode {mode:04o}")
    secret.chmod(0o600)


def tell(story, scene):
    log = scene.passerelle.folder / "log"
    check_running(story, scene, log)
    story.ok(log.stat().st_size > 0, "the log was written")
    check_errors(story, scene)
    story.is_(files_with(PASSWORD, scene.passerelle.folder), [], "neither the register, nor the log, nor any other file holds the secret")
    story.is_(files_with(WRONG, scene.passerelle.folder), [], "nor the wrong one")


play(tell)

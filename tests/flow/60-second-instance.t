#!/usr/bin/python3 -B
"""Specification section 10: one daemon a database; a second one exits 75 and says so."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import temporary_folder, wait_until
from tap import run_story, skip_all


def tell(story):
    with temporary_folder("second") as path:
        passerelle = Passerelle(path, mailbox="maildir:boite", relay="maildir:relay")
        passerelle.import_directory()
        mail = offer_mail()
        mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from=logirhone.example"
        arrived = Path(path) / "boite" / "new" / "1"
        relayed = Path(path) / "relay" / "new"
        arrived.parents[1].mkdir()

        with subprocess.Popen(passerelle.command("run"), stderr=subprocess.DEVNULL) as first:
            try:
                wait_until(arrived.parent.is_dir, "the daemon to open its mailbox")
                second = passerelle.call("run")
                story.is_(second.returncode, 75, "a second run exits 75")
                story.is_(len(second.stderr.splitlines()), 1, "with one line")
                story.contains(second.stderr, "passerelle", "that says who is there")
                story.is_(passerelle.call("run", "--once").returncode, 75, "run --once does too")
                story.is_(first.poll(), None, "the first one goes on")
                written = Path(path) / "boite" / "tmp" / "1"  # renamed, like every delivery: the daemon must not see half of it
                written.write_bytes(mail.as_bytes())
                written.rename(arrived)
                wait_until(lambda: relayed.is_dir() and any(relayed.iterdir()), "the daemon to handle a mail", timeout_s=60)
                story.is_(passerelle.message(mail)["outcome"], "accepted", "and works")
            finally:
                first.terminate()
            story.is_(first.wait(timeout=60), 0, "SIGTERM ends it in order")
        story.is_(passerelle.call("run", "--once").returncode, 0, "then another one may run")


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

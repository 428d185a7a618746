#!/usr/bin/python3 -B
"""Behaviour of real mail servers: bodies that are not available yet, IDLE that ends by itself; and an invalid
time zone."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import offer_mail
from scripted_imap import ScriptedImap
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from system import temporary_folder, wait_until
from tap import run_story, skip_all


def delivered(mail):
    mail["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={mail['From'].addresses[0].domain}"
    return mail


def place(folder, server):
    passerelle = Passerelle(folder, f"imap://partenariat@127.0.0.1:{server.port}/INBOX", "maildir:relay", secret="s")
    passerelle.import_directory()
    return passerelle


def empty_bodies(story):
    """By UID: the answers to each FETCH; then the message."""
    answers = {1: [b"NIL"], 2: [b'""', b"NIL"], 3: [b"{0}\r\n"], 4: [b"NIL"] * 9}

    def body(uid, count):
        return answers[uid][count - 1] if count <= len(answers[uid]) else None

    with ScriptedImap(body) as server, temporary_folder("imap") as folder:
        passerelle = place(folder, server)
        mails = [delivered(offer_mail()) for _ in answers]
        for mail in mails:
            server.add(mail)
        passerelle.run_once()
        story.is_([passerelle.message(mail)["outcome"] for mail in mails[:3]], ["accepted"] * 3,
                  "what comes empty at first is asked for again, and read when it comes")
        story.is_([row["outcome"] for row in passerelle.rows("SELECT outcome FROM messages WHERE message_id IS NULL OR message_id = ''")],
                  ["quarantined"], "one that never comes is left to a person")
        story.is_(server.fetched[4], 3, "after three tries")


def zone_is_a_folder(story):
    with temporary_folder("imap") as folder:
        passerelle = Passerelle(folder, "maildir:box", "maildir:relay")
        with passerelle.configuration.open("a") as configuration:
            configuration.write('timezone = "Europe"\n')
        done = passerelle.call("list", "offers")
        story.ok(done.returncode == 78 and "timezone" in done.stderr, "a time zone that is a folder is a fault", done.stderr)


def ends_with_bye(say, tag, lines):
    say("* BYE idle is over")
    return False


def idle_ends(story):
    """The daemon may log in several times, but not once a second."""
    seconds = 9
    with ScriptedImap(idle=ends_with_bye) as server, temporary_folder("imap") as folder:
        passerelle = place(folder, server)
        with passerelle.running():
            wait_until(lambda: "IDLE" in server.commands, "IDLE")
            before = server.logins
            mail = delivered(offer_mail())
            server.add(mail)
            time.sleep(seconds)
            story.ok(server.logins - before <= 4, "an IDLE that ends with BYE: no login a second", server.logins - before)
            story.ok(server.commands.count("IDLE") <= 4, "nor an IDLE a second", server.commands.count("IDLE"))
            wait_until(lambda: passerelle.rows("SELECT 1 FROM messages WHERE message_id = trim(?, '<>')", mail["Message-ID"]),
                       "a mail to be noticed", timeout_s=60)
        story.ok(True, "and mail is noticed")


def tell(story):
    zone_is_a_folder(story)
    empty_bodies(story)
    idle_ends(story)


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

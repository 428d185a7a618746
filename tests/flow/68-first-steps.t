#!/usr/bin/python3 -B
"""The first steps of a new operator, in README's order on an empty machine: `setup` by a file of answers and
on a terminal, what it tries and never overwrites, import before the first run."""

import contextlib
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from mails import SHARED
from passerelle import FEW_RULES, PROGRAM, TREE
from relay import Relay
from scripted_imap import ScriptedImap
from system import temporary_folder
from tap import run_story

PASSWORD, WRONG = "Mot2passe-introuvable", "un-mot-de-passe-qui-ne-va-pas"


class Mailbox(ScriptedImap):
    """Accepts one password."""

    def _login(self, command, say):
        return super()._login(command, say) if f'"{PASSWORD}"' in command or command.endswith(" " + PASSWORD) else "NO [AUTHENTICATIONFAILED] no"


def do(folder, *arguments, given=None):
    return subprocess.run([PROGRAM, "-c", folder / "passerelle.conf", *arguments], input=given, capture_output=True, text=True, check=False, timeout=60)


def answers(box, relay, **others):
    """As a file; answers that are None are left out."""
    all_of_them = {"address": SHARED, "operator": "exploitation@passerelle.example", "help_contact": "emploi@ims.example",
                   "help_contact_ml": "contact@cnml.example", "mailbox": box, "mailbox_password": PASSWORD, "relay": relay,
                   "authserv_ids": "mx.passerelle.example mx2.passerelle.example", "templates": TREE / "templates", "rules": "../essai.fr", **others}
    return "".join(f"{key} = {value}\n" for key, value in all_of_them.items() if value is not None)


def files(folder):
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_file()}


def tell_answers(story, folder, mailbox, relay):
    for wrong, word in (({"mailbox_password": WRONG}, "login refused"), ({"operator": "personne"}, ": operator: an e-mail address"), ({"mailbox": "pop3://u@h"}, "imaps://"),
                        ({"authserv_ids": None}, "authserv_ids"), ({"colour": "red"}, ":11: nothing of that name"), ({"helo": 'a"b'}, "helo")):
        done = do(folder, "setup", "--answers", "-", given=answers(mailbox, relay, **wrong))
        story.ok(done.returncode not in (0, 70) and done.stderr.count("\n") == 1 and word in done.stderr and WRONG not in done.stderr, f"{wrong}: one line says what", done.stderr)
    story.is_(files(folder), {}, "and nothing is written")
    (folder / "answers").write_text("\ufeff# what setup asks\n\n" + answers(mailbox, relay, telephone='"01 02 03 04 05"'))
    done = do(folder, "setup", "--answers", folder / "answers")
    story.ok(done.returncode == 0 and all(word in done.stdout for word in ("mailbox: reached", "relay: reached", "directory import", "check --connect")), "setup tries both servers and says how to go on", done.stdout + done.stderr)
    story.is_(files(folder), {"answers": 0o644, "passerelle.conf": 0o644, "imap.secret": 0o600, "smtp.secret": 0o600, "annuaire.csv": 0o600}, "the secrets and people's addresses are nobody else's")
    text = (folder / "passerelle.conf").read_text()
    story.ok(PASSWORD not in text and 'telephone      = "01 02 03 04 05"' in text and "# the shared mailbox's address" in text, "the configuration has its comments and no secret", text)


def tell_overwriting(story, folder, mailbox, relay):
    (folder / "annuaire.csv").write_text((folder / "annuaire.csv").read_text() + "ML;mission_locale;;ml@ml.example;;D69;;;;\n")
    kept = {name: (folder / name).read_bytes() for name in files(folder)}
    done = do(folder, "setup", "--answers", folder / "answers")
    story.ok(done.returncode == 65 and "--overwrite" in done.stderr and kept == {name: (folder / name).read_bytes() for name in files(folder)}, "what exists is not overwritten", done.stderr)
    done = do(folder, "setup", "--overwrite", given=answers(mailbox, relay, separator="-"))
    story.ok(done.returncode == 0 and 'separator      = "-"' in (folder / "passerelle.conf").read_text(), "unless that is asked for", done.stderr)
    story.is_((folder / "annuaire.csv").read_bytes(), kept["annuaire.csv"], "the directory is never")


def tell_order(story, folder):
    """README: setup, directory, check, run; and explain before anything."""
    mail = TREE / "tests/mail/01-offre-outlook-lyon.eml"
    before = files(folder)
    done = do(folder, "explain", mail)
    story.ok(done.returncode == 0 and "unknown sender" in done.stdout and files(folder) == before, "explain before all else makes nothing", done.stdout + done.stderr)
    story.is_(do(folder, "directory", "import", folder / "annuaire.csv").stdout, "3 added, 0 updated, 0 unchanged, 0 deactivated\n", "the directory is imported before the first run")
    done = do(folder, "check", "--connect")
    story.ok(done.returncode == 0 and "ok         mailbox" in done.stdout and "fault" not in done.stdout, "check finds no fault", done.stdout)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    do(folder, "explain", mail)
    story.ok({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before, "explain changes no file")
    with (folder / "passerelle.conf").open("a") as file:
        file.write("allow_root = true\n")
    done = do(folder, "run", "--once")
    story.is_(done.returncode, 0, "and it runs")


def talk(folder, lines):
    """Plays a person who answers each question ending in ": "; returns the dialogue and the exit status."""
    master, slave = pty.openpty()
    with subprocess.Popen([PROGRAM, "-c", folder / "passerelle.conf", "setup"], stdin=slave, stdout=slave, stderr=slave, start_new_session=True) as process:
        os.close(slave)
        said, answered = b"", iter(lines)
        with contextlib.suppress(OSError):
            while got := os.read(master, 4096):
                said += got
                if got.endswith(b": "):
                    os.write(master, next(answered).encode() + b"\n")
        os.close(master)
        return said.decode(), process.wait(timeout=60)


def tell_terminal(story, folder, mailbox, relay):
    dialogue, status = talk(folder, [SHARED, "personne", "exploitation@passerelle.example", "", "contact@cnml.example", "donnees@passerelle.example",
                                     mailbox, WRONG, "n", mailbox, PASSWORD, relay, "", "mx.passerelle.example"])
    story.ok(status == 0 and "[exploitation@passerelle.example]" in dialogue and "[smtp.passerelle.example]" in dialogue, "on a terminal it suggests what is likely", dialogue[-600:])
    story.ok(dialogue.count("looks after") == 2 and "login refused" in dialogue, "and asks again after a fault", dialogue[-600:])
    story.ok(PASSWORD not in dialogue and WRONG not in dialogue, "a password is not shown")
    story.is_([(folder / name).read_text() for name in ("imap.secret", "smtp.secret")], [PASSWORD + "\n"] * 2, "the same password for both servers by Enter")
    story.is_((folder / "annuaire.csv").read_text().splitlines()[1:], ["CNML;cnml;;contact@cnml.example;;;;;oui;oui"], "the operator is nobody's signatory")
    story.ok(re.search(r'^privacy +=', (folder / "passerelle.conf").read_text(), re.M), "the answers stand in the configuration")
    story.is_([name for name in files(folder) if name.endswith(".new")], [], "nothing else is left")


def tell(story):
    with Mailbox(idle=lambda say, tag, lines: False) as mailbox, Relay(login="AUTH PLAIN LOGIN") as relay, temporary_folder("first") as home:
        Path(home, "essai.fr").write_text(FEW_RULES)
        urls = f"imap://partenariat@127.0.0.1:{mailbox.port}/INBOX", f"smtp://partenariat@127.0.0.1:{relay.port}"
        for name, tells in (("answers", (tell_answers, tell_overwriting)), ("terminal", (tell_terminal,))):
            folder = Path(home, name)
            folder.mkdir()
            for one in tells:
                one(story, folder, *urls)
        tell_order(story, Path(home, "answers"))


run_story(tell)

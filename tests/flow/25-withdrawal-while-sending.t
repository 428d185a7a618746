#!/usr/bin/python3 -B
"""Specification section 5: a withdrawal during the sending of letters with the CV: nothing more of it is
sent. A scripted SMTP server stops a letter where the story wants: at the greeting of a new connection, or
inside DATA."""

import socket
import socketserver
import sys
import threading
from email import message_from_bytes, policy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import RECRUITER, cv_mail, offer_mail, withdrawal_mail
from mails import pdf
from passerelle import DIRECTORY, NOW
from place import Place
from system import temporary_folder, wait_until
from tap import run_story


class Relay(socketserver.ThreadingTCPServer):
    """Accepts every letter; one with an attachment is stopped at `gate` ("greeting" of the connection after
    the first CV, "data" before the first byte, "middle" after some lines) until the gate is opened."""

    allow_reuse_address = True
    daemon_threads = True

    def server_bind(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)  # unread bytes wait at the sender
        super().server_bind()

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.taken, self.gate, self.reached, self.opened = [], None, threading.Event(), threading.Event()
        self.is_one_a_connection = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop_at(self, gate):
        self.gate = gate
        self.reached.clear()
        self.opened.clear()

    def pass_gate(self, gate):
        if self.gate == gate:
            self.gate = None
            self.reached.set()
            self.opened.wait(60)

    def cvs(self):
        return [message["To"] for message in self.taken if any(message.iter_attachments())]


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        try:
            self.talk()
        except OSError:
            pass

    def talk(self):
        if self.server.cvs():
            self.server.pass_gate("greeting")
        self.say("220 relay.example ESMTP")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"QUIT":
                return self.say("221 bye")
            if word != b"DATA":
                self.say("250 ok")
                continue
            self.server.pass_gate("data")
            self.say("354 go on")
            if not self.take():
                return
            if self.server.is_one_a_connection:
                return  # closes silently: the next letter needs a new connection

    def take(self):
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line)
            if len(lines) == 400:
                self.server.pass_gate("middle")
        if not line:
            return False  # lost before the end: not accepted (RFC 5321 section 4.1.1.4)
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 2.0.0 taken")
        return True


def is_withdrawn(place):
    return any(row["event"] == "withdrawn" for row in place.passerelle.rows("SELECT event FROM consents"))


def story_of(story, gate, one_a_connection, most):
    with temporary_folder("race") as path:
        relay = Relay()
        place = Place(path, f"smtp://127.0.0.1:{relay.server_address[1]}", 'relay_auth = "none"\nconnections = 1\n')
        place.handles(offer_mail())
        offer = place.passerelle.row("SELECT ref FROM offers")["ref"]
        relay.is_one_a_connection = one_a_connection
        relay.stop_at(gate)
        with place.passerelle.running("--now", NOW):
            try:
                place.receives(cv_mail(offer, document=pdf() * 40))
                story.ok(relay.reached.wait(60), f"{gate}: the relay holds a letter with the CV there")
                before = list(relay.cvs())
                ref = place.passerelle.row("SELECT ref FROM candidates")["ref"]
                place.receives(withdrawal_mail(ref))
                wait_until(lambda: is_withdrawn(place), "the withdrawal to be handled", timeout_s=60)
                queued = place.passerelle.rows("SELECT recipient FROM letters WHERE template = 'cv' AND status = 'queued'")
                story.is_(queued, [], f"{gate}: with the withdrawal itself no letter with the CV is queued any more")
                relay.opened.set()
                wait_until(lambda: not place.passerelle.rows("SELECT 1 FROM letters WHERE status = 'queued'"), "the queue", 60)
            finally:
                relay.opened.set()
        story.is_(relay.cvs(), before, f"{gate}: no CV is taken after the withdrawal")
        story.ok(len(before) <= most, f"{gate}: {len(before)} had been before")
        letters = place.passerelle.rows("SELECT recipient, status, last_reply FROM letters WHERE template = 'cv'")
        story.is_(sorted(row["status"] for row in letters), ["cancelled"] * (2 - len(before)) + ["sent"] * len(before),
                  "the others show as cancelled")
        told = {row["recipient"] for row in place.passerelle.rows("SELECT recipient FROM letters WHERE template = 'withdrawal'")}
        story.ok({address.split("<")[-1].strip(">") for address in before} <= told, "whoever has it is asked to delete it", told)
        story.is_(place.passerelle.check().returncode, 0, "and the register is whole")
        reached = {row["recipient"] for row in place.passerelle.rows("SELECT recipient FROM disclosures")}
        story.is_(len(reached), len(before), "with those who received it, and nobody else")
        relay.shutdown()


def leaves(story):
    """The recipient leaves the directory while the letter with the CV is being sent to it."""
    with temporary_folder("race") as path:
        relay = Relay()
        place = Place(path, f"smtp://127.0.0.1:{relay.server_address[1]}", 'relay_auth = "none"\nconnections = 1\n')
        place.handles(offer_mail())
        relay.stop_at("middle")
        with place.passerelle.running("--now", NOW):
            try:
                place.receives(cv_mail("OFF-2027-0001", document=pdf() * 40))
                story.ok(relay.reached.wait(60), "directory: the relay holds a letter with the CV")
                rows = DIRECTORY.read_text(encoding="utf-8-sig").splitlines(keepends=True)
                without = place.folder / "annuaire.csv"
                without.write_text("".join(row for row in rows if RECRUITER not in row), encoding="utf-8")
                place.passerelle.import_directory(without)
                relay.opened.set()
                wait_until(lambda: not place.passerelle.rows("SELECT 1 FROM letters WHERE status = 'queued'")
                           and place.passerelle.rows("SELECT 1 FROM letters WHERE template = 'cv_unsent'"), "the queue", 60)
            finally:
                relay.opened.set()
        story.is_([str(address) for address in relay.cvs() if RECRUITER in address], [], "who leaves meanwhile does not get it")
        story.is_(len(relay.cvs()), 1, "the other recipient does")
        letter = place.passerelle.row("SELECT status, last_reply FROM letters WHERE template = 'cv' AND recipient = ?", RECRUITER)
        story.is_(letter, {"status": "cancelled", "last_reply": "not sent: the recipient is no longer in the directory"}, "which the register says")
        relay.shutdown()


def tell(story):
    leaves(story)
    story_of(story, "data", False, 0)
    story_of(story, "middle", False, 0)
    story_of(story, "greeting", True, 1)


run_story(tell)

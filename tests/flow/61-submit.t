#!/usr/bin/python3 -B
"""The queue with a misbehaving relay: nothing is lost, nothing repeated except after a kill -9, each
recipient's order and replies are kept, a relay that is down gets no more attempts than needed."""

import base64
import mailbox
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CV, cv_mail, offer_mail
from mails import SHARED
from passerelle import PROGRAM, Passerelle
from postfix import AUTHSERV_ID
from relay import Relay
from system import temporary_folder, wait_until
from tap import run_story, skip_all

CONNECTIONS = 4
GROUP = 50
DIRECTORY = """organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage
Mission locale;mission_locale;Anne;anne@ml.example;;P69007;;;;
IMS;ims;Farid;farid@ims.example;;FR;;;;
"""


def at(hours):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1800000000 + hours * 3600))


class Queue:
    """A register whose queue is filled by the test."""

    def __init__(self, folder, port, extra="", user=""):
        self.passerelle = Passerelle(folder, mailbox="maildir:boite", relay=f"smtp://{user}127.0.0.1:{port}", secret="old")
        with self.passerelle.configuration.open("a") as configuration:
            configuration.write(f"connections = {CONNECTIONS}\n{extra}")
        Path(folder, "boite").mkdir()
        path = Path(folder, "annuaire.csv")
        path.write_text(DIRECTORY)
        self.passerelle.import_directory(path)

    def add(self, recipients, when=0):
        """One letter each, in this order; the shard may be anything that depends on the recipient only."""
        connection = sqlite3.connect(self.passerelle.database)
        with connection:
            [(last,)] = connection.execute("SELECT coalesce(max(id), 0) FROM letter")
            for number, recipient in enumerate(recipients, last + 1):
                connection.execute(
                    "INSERT INTO letter (id, template, recipient, subject, message_id, next_attempt_at, created_at, occasion, sender,"
                    " boundary, is_ephemeral, is_first, shard) VALUES (?1, 'offer', ?2, 's', ?3, ?4, ?4, ?3, ?5, '', 0, NOT EXISTS"
                    " (SELECT 1 FROM letter WHERE status = 'queued' AND recipient = ?2), ?6)",
                    [number, recipient, f"l{number}@p.example", at(when), SHARED, sum(recipient.encode())])
                connection.execute("INSERT INTO letter_body VALUES (?, ?)",
                                   [number, f"Message-ID: <l{number}@p.example>\r\n\r\nBonjour\r\n".encode()])
            connection.execute("INSERT OR REPLACE INTO series VALUES ('letter', ?)", [last + len(recipients)])
        connection.close()

    def letters(self):
        return self.passerelle.rows("SELECT * FROM letters ORDER BY id")

    def statuses(self):
        return Counter(letter["status"] for letter in self.letters())

    def once(self, hours):
        return self.passerelle.call("run", "--once", "--now", at(hours)).returncode


def people(count):
    return [f"p{number}@a.example" for number in range(count)]


def sends_all(story):
    with temporary_folder("submit") as folder, Relay() as relay:
        queue = Queue(folder, relay.port)
        recipients = people(60) * 5
        queue.add(recipients)
        story.is_(queue.once(1), 0, "a long queue is sent")
        story.is_(queue.statuses(), {"sent": 300}, "all of it")
        story.is_(Counter(letter["id"] for letter in relay.accepted), Counter(f"l{n}@p.example" for n in range(1, 301)), "each letter once")
        story.is_(relay.connections, CONNECTIONS, "over one connection a process")
        orders = {who: [int(got["id"][1:].split("@")[0]) for got in relay.accepted if got["recipient"] == who] for who in people(60)}
        story.ok(all(order == sorted(order) for order in orders.values()), "in order for each recipient", orders)
        by = {who: {got["connection"] for got in relay.accepted if got["recipient"] == who} for who in people(60)}
        story.is_({len(connections) for connections in by.values()}, {1}, "and by one process")
        story.is_({letter["last_reply"] for letter in queue.letters()}, {"250 2.0.0 queued"}, "with the relay's reply")


def refusals(story):
    replies = {"later@a.example": "451 4.7.1 greylisted", "never@a.example": "550 5.7.1 not from you", "anne@ml.example": "550 5.1.1 unknown"}

    def answer(step, letter):
        return replies.get(letter["recipient"]) if step == "RCPT" else None

    with temporary_folder("submit") as folder, Relay(answer) as relay:
        queue = Queue(folder, relay.port)
        queue.add(["later@a.example", "never@a.example", "anne@ml.example", "good@a.example", "later@a.example"])
        story.is_(queue.once(0), 0, "letters that are refused are no fault of the run")
        rows = queue.letters()
        story.is_([row["status"] for row in rows[:5]], ["queued", "failed", "failed", "sent", "queued"], "4xx waits, 5xx is final")
        story.is_([row["last_reply"] for row in rows[:3]], [replies[row["recipient"]] for row in rows[:3]], "each with its reply")
        next_at = rows[0]["next_attempt_at"]
        story.ok(rows[0]["attempts"] == 1 and at(1 / 60) <= next_at < at(1.5 / 60), "tried again after a minute", next_at)
        story.is_(rows[4]["attempts"], 0, "the next to the same recipient waits behind it")
        bounced = queue.passerelle.rows("SELECT email FROM contacts WHERE bounced")
        story.is_(bounced, [{"email": "anne@ml.example"}], "an address that the relay does not know is suspended")
        story.is_([(row["template"], row["recipient"], row["status"]) for row in rows[5:]],
                  [("address_suspended", "exploitation@passerelle.example", "sent")], "and the operator told in the same run")
        delays, hours = [], 1
        while hours < 119:
            queue.once(hours)
            row = queue.letters()[0]
            until = (time.mktime(time.strptime(row["next_attempt_at"], "%Y-%m-%dT%H:%M:%SZ")) - time.timezone - 1800000000) / 3600
            delays.append(round(until - hours, 2))
            hours = until if len(delays) < 11 else 118.5 if hours < 118 else 119
        story.ok(delays[:11] == sorted(delays[:11]) and max(delays) == 4, "the delays grow to four hours", delays)
        story.is_(queue.letters()[0]["status"], "queued", "for nearly five days")
        queue.once(124)
        story.is_([row["status"] for row in queue.letters()[:5:4]], ["failed", "queued"], "then it has failed")
        replies.clear()
        queue.once(124.1)
        story.is_(queue.letters()[4]["status"], "sent", "and the one behind it goes")
        story.contains(queue.passerelle.do("retry", "1"), "due now", "a failed letter can be tried again by hand")
        queue.once(9000)  # at any present time
        story.is_(queue.letters()[0]["status"], "sent", "and goes")
        story.is_(queue.passerelle.call("cancel", "1").returncode, 65, "a sent one can't be cancelled")


def relay_down(story):
    def answer(step, letter):
        return "421 4.3.2 shutting down" if step == "MAIL" else None

    with temporary_folder("submit") as folder, Relay(answer) as relay:
        queue = Queue(folder, relay.port)
        queue.add(people(100))
        story.is_(queue.once(0), 75, "a relay that is down is worth trying later")
        story.ok(relay.connections <= CONNECTIONS, "each process tries one letter only", relay.connections)
        story.is_(queue.statuses(), {"queued": 100}, "all letters stay queued")
        relay.answer = lambda step, letter: None
        story.is_(queue.once(0.1), 0, "once it is back")
        story.is_((queue.statuses(), len(relay.accepted)), ({"sent": 100}, 100), "all are sent")


def ambiguous(story):
    """The connection is lost after the dot, so acceptance is unknown: sent again with the same Message-ID."""
    cut = []

    def answer(step, letter):
        if step == "DOT" and letter["recipient"] == "p3@a.example" and not cut:
            cut.append(letter["id"])
            return "cut"
        return None

    with temporary_folder("submit") as folder, Relay(answer) as relay:
        queue = Queue(folder, relay.port)
        queue.add(people(20))
        queue.once(0)
        story.is_(queue.statuses(), {"sent": 19, "queued": 1}, "a connection lost after the dot costs one letter's certainty")
        queue.once(1)
        counts = Counter(letter["id"] for letter in relay.accepted)
        story.is_((queue.statuses(), counts.most_common(2)[0]), ({"sent": 20}, (cut[0], 2)), "it is sent again as the same message")
        story.is_(len(counts), 20, "and nothing else is")


def daemon(queue):
    return subprocess.Popen(queue.passerelle.command("run"), stderr=subprocess.DEVNULL, start_new_session=True)


def killed(story):
    with temporary_folder("submit") as folder, Relay() as relay:
        queue = Queue(folder, relay.port)
        queue.add(people(1500) + people(300))
        # The daemon uses the machine's clock; the letters are due since before.
        connection = sqlite3.connect(queue.passerelle.database)
        with connection:
            connection.execute("UPDATE letter SET next_attempt_at = '2020-01-01T00:00:00Z'")
        connection.close()
        rounds = 0
        while rounds < 6:
            done = len(relay.accepted)
            process = daemon(queue)
            wait_until(lambda: len(relay.accepted) >= min(done + 150, 1700) or process.poll() is not None, "letters")
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            time.sleep(0.2)
            rounds += 1
        repeats = len(relay.accepted) - len({letter["id"] for letter in relay.accepted})
        story.ok(queue.statuses()["queued"] > 0, "the daemon was killed six times in the middle of its queue", queue.statuses())
        process = daemon(queue)
        wait_until(lambda: queue.statuses() == {"sent": 1800}, "the whole queue to be sent", timeout_s=60)
        process.terminate()
        story.is_(process.wait(timeout=60), 0, "the daemon ends when asked to")
        counts = Counter(letter["id"] for letter in relay.accepted)
        story.is_(len(counts), 1800, "nothing is lost")
        repeats = sum(counts.values()) - 1800
        story.ok(repeats <= rounds * CONNECTIONS * GROUP, f"at most a group a process and kill is sent again ({repeats} letters)", repeats)
        firsts = {}
        for number, letter in enumerate(relay.accepted):
            firsts.setdefault(letter["id"], number)
        late = [n for n in range(1, 301) if firsts[f"l{n}@p.example"] > firsts[f"l{n + 1500}@p.example"]]
        story.is_(late, [], "and no letter overtook an earlier one to the same recipient")


def with_consent(story):
    """A CV's letter is committed before the next letter of its process starts."""
    early = []

    def answer(step, letter):
        if step == "MAIL":
            connection = sqlite3.connect(f"file:{passerelle.database}?mode=ro", uri=True)
            early.extend(connection.execute(
                "SELECT message_id FROM letter WHERE status <> 'sent' AND boundary <> '' AND message_id IN (%s)"
                % ",".join(f"'{done['id']}'" for done in relay.accepted)))
            connection.close()
        return None

    with temporary_folder("submit") as folder, Relay(answer) as relay:
        passerelle = Passerelle(folder, mailbox="maildir:boite", relay=f"smtp://127.0.0.1:{relay.port}")
        with passerelle.configuration.open("a") as configuration:
            configuration.write("connections = 1\n")
        passerelle.import_directory()
        box = mailbox.Maildir(Path(folder, "boite"), create=True)
        for mail in (offer_mail(), *(cv_mail("OFF-2027-0001", {**CV, "Prénom": name}) for name in ("Inès", "Karim", "Léa"))):
            proof = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from={mail['From'].addresses[0].domain}\n"
            box.add(proof.encode() + mail.as_bytes())
        passerelle.run_once()
        carriers = passerelle.row("SELECT count(*) AS n FROM letters WHERE template = 'cv' AND status = 'sent'")["n"]
        story.ok(carriers >= 3, "letters with CVs are sent", carriers)
        story.is_(early, [], "and each is committed before the next one of its process is begun")


def slow_relay(story):
    """While the relay is slow with one letter, earlier results are committed."""
    seen = []

    def answer(step, letter):
        if step == "DOT" and letter["id"] == "l3@p.example":
            time.sleep(3)
            seen.append(queue.letters()[0]["status"])
        return None

    with temporary_folder("submit") as folder, Relay(answer) as relay:
        queue = Queue(folder, relay.port)
        queue.add(["same@a.example"] * 4)
        queue.once(0)
        story.is_((seen, queue.statuses()), (["sent"], {"sent": 4}), "a letter that is accepted is committed while the next one stalls")


def expired_token(story, refusal):
    with temporary_folder("submit") as folder:
        token = Path(folder, "token")
        used = []

        def issue(text):
            """In one step, because the other processes are asking for it."""
            Path(folder, "issued").write_text(f"{text}\n")
            Path(folder, "issued").rename(token)

        issue("stale")

        def answer(step, letter):
            if step != "AUTH":
                return None
            used.append(base64.b64decode(letter["secret"].split()[-1]).split(b"Bearer ")[1].split(b"\1")[0].decode())
            issue("fresh")
            return None if used[-1] == "fresh" else refusal

        with Relay(answer, login="AUTH XOAUTH2") as relay:
            queue = Queue(folder, relay.port, extra='relay_auth = "xoauth2"\n', user="bot@")
            text = queue.passerelle.configuration.read_text()
            queue.passerelle.configuration.write_text(text.replace('relay_secret   = "file:secret"', f'relay_secret = "command:cat {token}"'))
            queue.add(["one@a.example"])
            story.is_((queue.once(0), queue.statuses()), (0, {"sent": 1}), f"the secret's command is run again on {refusal[:3]}")
            story.is_(used, ["stale", "fresh"], "and its new token used at once")


def whose_fault(story):
    """The relay refuses our name, our sender or too many letters: letters wait as long as needed, and the
    operator is told."""
    said = {}

    def answer(step, letter):
        return said.get(step)

    with temporary_folder("submit") as folder, Relay(answer) as relay:
        queue = Queue(folder, relay.port, extra='connections = 1\n')
        for step, reply in (("RCPT", "504 5.5.2 <vm>: Helo command rejected: need fully-qualified hostname"),
                            ("MAIL", "553 5.7.1 Sender address rejected: not owned by user bot")):
            said.clear()
            said[step] = reply
            queue.add(people(9))
            queue.once(0)
            tried = len(relay.tried) if step == "RCPT" else 0
            for day in range(1, 9):
                queue.once(24 * day)
            story.is_(set(queue.statuses()) - {"sent"}, {"queued"}, f"{reply[:3]} at {step}: no letter is lost, for more than five days")
            story.ok(tried <= 3, "few are tried at a time", tried)
            story.contains(queue.passerelle.do("status"), reply, "status tells the operator")
            story.contains(queue.passerelle.check().stdout, "it refuses us, letters wait", "and check")
            checked = queue.passerelle.check("--connect")
            story.contains(checked.stdout + checked.stderr, reply[:30], "check --connect finds it out")
            said.clear()
            queue.once(24 * 9)
            story.is_(set(queue.statuses()), {"sent"}, "once it is mended all go")
            story.ok("refuses" not in queue.passerelle.do("status"), "and status has nothing to tell")
        story.ok(all("." in name for name in relay.names), "we say a full name", relay.names)
        for step, reply in (("MAIL", "550 5.4.5 Daily user sending quota exceeded"), ("DOT", "554 Too busy, try again later"),
                            ("DOT", "452 4.3.1 Insufficient system storage")):
            said.clear()
            said[step] = reply
            queue.add(people(1))
            queue.once(24 * 10)
            story.is_(queue.letters()[-1]["status"], "queued", f"{reply[:15]}: it waits")
            said.clear()
            queue.once(24 * 11)
            story.is_(queue.letters()[-1]["status"], "sent", "and goes the next day")
        queue.passerelle.configuration.write_text(queue.passerelle.configuration.read_text() + 'envelope = "address"\nhelo = "mel.p.example"\n')
        queue.add(people(1))
        queue.once(24 * 12)
        story.is_((relay.accepted[-1]["sender"], relay.names[-1]), (f"FROM:<{SHARED}>", "mel.p.example"), "envelope and helo are configured")


def tell(story):
    for part in (sends_all, refusals, relay_down, ambiguous, whose_fault, killed, with_consent, slow_relay):
        part(story)
    expired_token(story, "535 5.7.8 token expired")
    expired_token(story, "334 eyJzdGF0dXMiOiI0MDEifQ==")  # with XOAUTH2 the reason comes before the refusal


if PROGRAM.exists():
    run_story(tell)
else:
    skip_all(f"{PROGRAM} is not built")

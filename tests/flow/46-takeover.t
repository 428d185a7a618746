#!/usr/bin/python3 -B
"""The order of trust (specification section 3): a compromised reader can claim anything, but changes nothing
about who is believed, about the register, or about another organisation's mail. A hook of the test build
simulates it by answering with the message's body, to that message and all later ones in the same process.
Also: what neither sandbox has in memory, that strangers' mail costs next to nothing, and that slow mail of
one contact delays nobody else's."""

import json
import re
import signal
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, EVENT, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded
from mails import SHARED, compose, form
from passerelle import PROGRAM
from system import as_root, processor_s, temporary_folder, wait_until
from tap import run_story, skip_all

HOOKS = PROGRAM.parent / "hooks" / PROGRAM.name
SECRET = "Mot-de-passe-que-nul-ne-lit"
EVENT_MAIL = compose(CELL, SHARED, "[EVENEMENT]", form(EVENT))
RECORDS = ("offers", "candidates", "consents", "contacts", "events")
VICTIM = {"from": [ADVISER], "proven": 2, "is_proven": True, "proof": "dmarc=pass", "nature": 0, "message_id": "x@mllyon.example",
          "subject": "[RETRAIT CAN-2027-0001]", "recipients": [SHARED], "references": [], "in_reply_to": None,
          "organisational_domain": "mllyon.example", "subaddress": None, "content_hash": "0" * 64}
MOST_BYTES = 1 << 32  # limit for a mapping: a sandbox's are smaller, a sanitizer's shadow memory is larger


def answer(kind, ref=None, fields=(), mail=None, **members):
    """A reader's answer about a form; mail: additional claims about the mail."""
    rows = [{"key": key, "label": key, "read": value, "value": value} for key, value in dict(fields).items()]
    words = {"text": "", "sentences": [], "number": -1}
    return json.dumps({"mail": {"attachments": [], "deliveries": [], **(VICTIM if mail is None else mail)},
                       "form": {"kind": kind, "kind_source": "subject", "ref": ref, "fields": rows, "faults": [], "notes": []}, "words": words,
                       **members})


def hostile(sender, body, word="answer", subject="[AIDE]"):
    """Hand-written, so that the body is exactly the bytes of the reader's answer."""
    return (f"X-Passerelle-Test: {word}\nFrom: {sender}\nTo: {SHARED}\nSubject: {subject}\nDate: Mon, 11 Jan 2027 09:00:{time.time_ns() % 60:02d}"
            f" +0100\nMessage-ID: <{time.time_ns()}@ailleurs.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}"
            ).encode()


def records(scene):
    return {name: scene.passerelle.rows(f"SELECT * FROM {name}") for name in RECORDS}


def recipients(scene):
    return Counter(letter["To"].addresses[0].addr_spec for letter in scene.letters())


def kinds():
    """The reader's numbers for kinds, from their order in the source."""
    text = Path(__file__).parents[2].joinpath("include/extract.h").read_text()
    names = re.findall(r"\bKIND_[A-Z_]+", text[text.index("enum kind {"):].partition("}")[0])
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def tell_lies(story, scene):
    """In RECRUITER's proven mail, and in ADVISER's name without proof."""
    kind = kinds()
    lies = {
        "a withdrawal of another's candidate": answer(kind["KIND_WITHDRAWAL"], "CAN-2027-0001"),
        "access to another's candidate": answer(kind["KIND_ACCESS"], "CAN-2027-0001"),
        "a consent of another's": answer(kind["KIND_CV"], "OFF-2027-0001", {"given_name": "A", "family_name": "B", "consent": "OUI"}),
        "no answer": "rien", "an empty one": "{}", "an array": "[]", "nothing": "",
        "a kind that is none": answer(999), "a negative kind": answer(-1), "a kind that is a word": answer("cv"),
        "an attachment beyond what came": answer(0, mail={"attachments": [{"name": "a", "type": "b", "defect": "", "length": 1 << 40}]}),
        "a negative length": answer(0, mail={"attachments": [{"name": "a", "type": "b", "defect": "", "length": -1}]}),
        "deep nesting": "[" * 5000, "a number for a text": answer(0, mail={"content_hash": 7, "returned_id": []}),
    }
    for sender, proven in ((RECRUITER, True), (ADVISER, "dmarc=fail header.from=mllyon.example"), (ADVISER, "none")):
        before, sent = records(scene), recipients(scene)
        last = scene.passerelle.row("SELECT max(id) AS id FROM messages")["id"]
        for body in lies.values():
            scene.sends(hostile(sender, body), proven)
        scene.runs()
        story.is_(records(scene), before, f"{sender}, {proven}: no record changes")
        rows = scene.passerelle.rows("SELECT * FROM messages WHERE id > ? ORDER BY id", last)
        story.is_([row["sender"] for row in rows], [sender] * len(lies), f"{sender}, {proven}: the sender is who the header says")
        if proven is not True:
            story.is_({row["outcome"] for row in rows}, {"quarantined"}, f"{sender}, {proven}: and is not believed")
            story.is_(recipients(scene), sent, f"{sender}, {proven}: nor answered")
        else:
            for (what, _), row in zip(lies.items(), rows):
                story.ok(row["outcome"] in ("refused", "quarantined", "ignored", "held") or row["ref"] is None, f"{what}: nothing comes of it", dict(row))
            story.is_(set(recipients(scene) - sent), {RECRUITER}, f"{sender}: nobody else gets a letter")


def tell_residence(story, scene):
    """The process stays compromised, but gets no other organisation's mail to lie about."""
    before = records(scene)
    lie = answer(kinds()["KIND_WITHDRAWAL"], "CAN-2027-0001")
    adviser = cv_mail("OFF-2027-0001")
    for mail in (hostile(RECRUITER, lie), EVENT_MAIL, hostile(RECRUITER, lie), adviser, offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"})):
        scene.sends(mail)
    scene.runs()
    rows = scene.passerelle.rows("SELECT sender, kind, outcome FROM messages ORDER BY id DESC LIMIT 5")[::-1]
    story.is_([(row["kind"], row["outcome"]) for row in (rows[1], rows[3])], [("event", "accepted"), ("cv", "accepted")],
              "between its answers, others' mail is read by others")
    after = records(scene)
    story.is_(after["consents"][:len(before["consents"])], before["consents"], "no consent that was there has changed")
    story.is_(after["candidates"][:len(before["candidates"])], before["candidates"], "and no candidate")


def tell_duplicates(story, scene):
    """Announcing the hash of somebody's future message is useless: hashes include the author."""
    mail = compose(CELL, SHARED, "[AIDE]", "Bonjour\n")
    first, _ = scene.handles(mail)
    again, letters = scene.handles(mail.as_bytes().replace(b"Message-ID: <", b"Message-ID: <x"))
    story.is_((first["outcome"], again["outcome"], again["reason"], letters), ("accepted", "ignored", "duplicate", []),
              "the same content and Date is the same message, whatever its Message-ID")
    folded = mail.as_bytes().replace(b"\n", b"\r\n").replace(b"Message-ID: <", b"X-Way: y\r\nMessage-ID: <y")
    again, letters = scene.handles(folded)
    story.is_((again["outcome"], letters), ("ignored", []), "and by whichever way it came")


def search(pid, wanted):
    """The mappings of a process, the number of bytes it can read, and which of the texts are in them."""
    maps = as_root("cat", f"/proc/{pid}/maps")
    found, size = set(), 0
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for line in maps.splitlines():
            start, end = (int(number, 16) for number in line.split()[0].split("-"))
            if not line.split()[1].startswith("r") or "[v" in line or end - start > MOST_BYTES:
                continue
            memory.seek(start)
            part = memory.read(end - start)
            size += len(part)
            found |= {what for what, text in wanted.items() if text in part}
    return maps, size, sorted(found)


def descendants(pid):
    children = as_root("cat", f"/proc/{pid}/task/{pid}/children", check=False).split()
    return [int(child) for child in children] + [one for child in children for one in descendants(child)]


def sandboxes_of(pid):
    """The processes that handle started, and their children."""
    named = {one: Path(f"/proc/{one}/comm").read_text().strip() for one in descendants(pid)}
    stage = next((one for one, name in named.items() if name == "handle"), None)
    return {one: named[one] for one in descendants(stage)} if stage else {}


def tell_memory(story):
    with temporary_folder("memory") as folder:
        scene = Embedded(folder)
        Path(folder, "secret").write_text(SECRET + "\n")
        scene.sends(offer_mail())
        with scene.passerelle.running("--now", "2027-01-11T09:30:00+01:00") as daemon:
            wait_until(lambda: scene.passerelle.rows("SELECT 1 FROM messages WHERE outcome IS NOT NULL"), "an outcome", timeout_s=60)
            processes = sandboxes_of(daemon.pid)
            story.ok({"gate", "reader"} <= set(processes.values()), "gate and reader run", processes)
            key = Path(folder, "passerelle.db.key").read_bytes()[:32]
            wanted = {"the register's path": str(Path(folder, "passerelle.db")).encode(), "the key": key, "a secret": SECRET.encode()}
            for pid, name in sorted(processes.items(), key=lambda item: item[1]):
                maps, size, found = search(pid, wanted)
                story.ok(size > 1 << 20, f"{name}: its memory can be read")
                story.is_(found, [], f"{name}: neither register, key nor secret is in it")
                story.is_([line for line in maps.splitlines() if "passerelle.db" in line or "-shm" in line or "/dev/zero" in line], [],
                          f"{name}: nothing of the register and no shared page is mapped")
                links = [as_root("readlink", path, check=False) for path in as_root("sh", "-c", f"echo /proc/{pid}/fd/*").split()]
                story.is_([link for link in links if "passerelle" in link], [], f"{name}: and none of its files is open")
            found = [one for pid in descendants(daemon.pid) for one in search(pid, wanted)[2]]
            story.ok({"the key", "the register's path"} <= set(found), "the search finds key and path where they are", found)


def cost_of(story, count, sender="x@inconnu.example", proof="none", outcome="quarantined"):
    """Processor time of `count` mails of one MiB."""
    body = "Bonjour, voici un texte assez long pour occuper la place.\n" * (1048576 // 58)
    with temporary_folder("strangers") as folder:
        scene = Embedded(folder)
        new = Path(folder, "boite", "new")
        for number in range(count):
            (new / f"{number}.x").write_text(f"Authentication-Results: mx.passerelle.example; dmarc={proof} header.from={sender.partition('@')[2]}\nFrom: {sender}\n"
                                             f"To: {SHARED}\nSubject: s{number}\nDate: Mon, 11 Jan 2027 09:00:00 +0100\n\n{body}")
        before = processor_s()
        scene.runs()
        cost = processor_s() - before
        rows = scene.passerelle.rows("SELECT outcome, count(*) AS n FROM messages GROUP BY outcome")
        story.is_([(row["outcome"], row["n"]) for row in rows], [(outcome, count)] if count else [], f"{count} mails of {sender}: {outcome}")
        return cost


def tell_strangers(story, count=100, read=2):
    """A stranger's mail is not decoded: a hundred of them cost less than a few that are, on a busy machine too."""
    start = cost_of(story, 0)
    strangers = cost_of(story, count) - start
    believed = cost_of(story, read, RECRUITER, "pass", "refused") - start
    if b"__asan_init" not in PROGRAM.read_bytes():
        story.ok(strangers < believed, f"{count} MiB of strangers cost less than {read} of a contact", (strangers, believed))


def tell_slow(story):
    """Three mails of one company use all the time of the reader; mail behind them waits for at most one."""
    with temporary_folder("slow") as folder:
        scene = Embedded(folder)
        scene.passerelle.program = HOOKS
        for _ in range(3):
            scene.sends(hostile(RECRUITER, "x", word="sleep"))
        scene.sends(EVENT_MAIL)
        with scene.passerelle.running("--now", "2027-01-11T09:30:00+01:00") as daemon:
            wait_until(lambda: scene.passerelle.rows("SELECT 1 FROM messages WHERE kind = 'event'"), "the event's outcome")
            ended = len(scene.passerelle.rows("SELECT 1 FROM messages WHERE outcome = 'quarantined'"))
            wait_until(lambda: len(scene.passerelle.rows("SELECT 1 FROM messages WHERE outcome = 'quarantined'")) == 3, "the others'")
            daemon.send_signal(signal.SIGTERM)
            daemon.wait()
        story.ok(ended <= 1, "others' mail waits for one time limit at most", f"{ended} had reached theirs")


def tell(story):
    with temporary_folder("takeover") as folder:
        scene = Embedded(folder)
        scene.passerelle.program = HOOKS
        scene.handles(offer_mail())
        decision, _ = scene.handles(cv_mail("OFF-2027-0001"))
        story.is_(decision["ref"], "CAN-2027-0001", "a candidate is there")
        tell_lies(story, scene)
        tell_residence(story, scene)
        tell_duplicates(story, scene)
    tell_memory(story)
    tell_strangers(story)
    tell_slow(story)


if not HOOKS.exists():
    skip_all(f"{HOOKS} is not built")
run_story(tell)

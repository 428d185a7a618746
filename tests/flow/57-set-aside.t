#!/usr/bin/python3 -B
"""Decisions on messages set aside: `release` reads them again by the present rules, `discard` drops them;
both answer a believed sender, and nobody else. Of quarantined mail the register keeps only the header."""

import sqlite3
import sys
from email import policy
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import CELL, EVENT, OFFER, RECRUITER, offer_mail
from embedded import Embedded, letter_to
from mails import SHARED, compose, form
from system import temporary_folder
from tap import run_story

DECLINED = "Votre message reste sans suite"


def outcomes(scene):
    return [row["outcome"] for row in scene.passerelle.rows("SELECT outcome FROM messages ORDER BY id")]


def files(scene):
    return [path for path in (scene.folder / "boite").rglob("*") if path.is_file() and path.parent.name in ("new", "cur")]


def mistrusts(scene, says):
    """A typical first mistake: the configured server writes no Authentication-Results here."""
    configuration = scene.passerelle.configuration
    configuration.write_text("".join(line for line in configuration.read_text().splitlines(True) if not line.startswith("authserv_ids"))
                             + f'authserv_ids = {{ "{says}" }}\n')


def tell_quarantined(story, move):
    name = f"move = {move}"
    with temporary_folder("aside") as folder:
        scene = Embedded(folder, f"move = {move}\n")
        good = scene.passerelle.configuration.read_text()
        mistrusts(scene, "mx.ailleurs.example")
        first, letters = scene.handles(offer_mail().as_bytes(policy=policy.SMTP) + (b" " * 75 + b"\t\r\n") * 4000)
        scene.handles(compose(CELL, SHARED, "[EVENEMENT]", form(EVENT)))
        story.is_((outcomes(scene), letters), (["quarantined"] * 2, []), f"{name}: nobody is proven")
        with sqlite3.connect(f"file:{scene.passerelle.database}?mode=ro", uri=True) as register:
            raw = register.execute("SELECT raw FROM message_raw ORDER BY message").fetchone()[0]
        story.ok(raw.rstrip().count(b"\n\n") == 0 and b"From:" in raw, f"{name}: the register keeps the header alone, also of large mail", len(raw))
        done = scene.passerelle.call("release", str(first["id"]))
        scene.runs()
        story.is_((done.returncode, outcomes(scene)), (0, ["quarantined"] * 3), f"{name}: released, it must be believed all the same")
        again = scene.passerelle.call("release", str(first["id"]))
        story.is_((again.returncode, again.stderr.count("\n")), (65, 1), f"{name}: once")
        scene.passerelle.configuration.write_text(good)
        scene.passerelle.do("release", "3")
        scene.runs()
        story.is_(outcomes(scene), ["quarantined"] * 3 + ["accepted"], f"{name}: when the mistake is mended it counts")
        story.ok(letter_to(scene.letters(), RECRUITER), f"{name}: and its sender is told")
        story.is_(scene.passerelle.call("discard", "2").returncode, 0, f"{name}: another is discarded")
        scene.runs()
        story.is_((len(files(scene)), outcomes(scene)[1]), (1, "refused"), f"{name}: it has left the mailbox")
        told = [letter["To"].addresses[0].addr_spec for letter in scene.letters() if letter["Subject"] == DECLINED]
        story.is_(told, [CELL], f"{name}: its sender is believed by now, and told")


def tell_held(story):
    with temporary_folder("aside") as folder:
        scene = Embedded(folder, "broadcasts_per_day = 1\n")
        for title in ("Premier poste", "Deuxième poste", "Troisième poste"):
            scene.handles(offer_mail(OFFER | {"Intitulé": title}))
        story.is_(outcomes(scene), ["accepted", "held", "held"], "what is more than a day's is held")
        scene.passerelle.do("release", "2")
        scene.runs()
        story.is_(outcomes(scene), ["accepted", "accepted", "held"], "released, it goes out in spite of the budget")
        story.is_(len(scene.passerelle.rows("SELECT ref FROM offers")), 2, "as an offer")
        told = scene.passerelle.do("discard", "3")
        scene.runs()
        story.is_(outcomes(scene)[2], "refused", "discarded, it is refused")
        letters = [letter["To"].addresses[0].addr_spec for letter in scene.letters() if letter["Subject"] == DECLINED]
        story.is_((letters, "sender told" in told), ([RECRUITER], True), "and its sender told")
        for command in ("release", "discard"):
            bad = scene.passerelle.call(command, "1")
            story.is_((bad.returncode, bad.stderr.count("\n")), (65, 1), f"{command} of what was accepted: one line")


def tell(story):
    for move in ("true", "false"):
        tell_quarantined(story, move)
    tell_held(story)


run_story(tell)

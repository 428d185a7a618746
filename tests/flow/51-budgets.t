#!/usr/bin/python3 -B
"""Limits on what one sender can cause (specification section 3), counted where letters are emitted. Seen
before: one company's mail invited 45 of 46 contacts without limit, 20 requests for access made 83 MB with
answers_per_hour = 5, a help desk was answered 40 times."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded
from mails import SHARED, compose, letter_in, pdf
from system import temporary_folder
from tap import run_story


def broadcasts(story):
    with temporary_folder("budgets") as folder:
        scene = Embedded(folder, "broadcasts_per_day = 3\n")
        outcomes = [scene.handles(offer_mail({**OFFER, "Intitulé": f"Poste {number} (H/F)"})) for number in range(5)]
        story.is_([decision["outcome"] for decision, _ in outcomes], ["accepted"] * 3 + ["held"] * 2, "the fourth form that tells others is held")
        story.ok(all(len(letters) == 1 for _, letters in outcomes[3:]), "only its sender is told")
        decision, letters = scene.handles(compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0001]", "Salaire : 2 100 € brut par mois\n"))
        story.is_((decision["outcome"], len(letters)), ("held", 1), "so is a change that tells them")
        decision, _ = scene.handles(compose(RECRUITER, SHARED, "[AIDE]", "Bonjour\n"))
        story.is_(decision["outcome"], "accepted", "what tells nobody else is taken")
        decision, _ = scene.handles(offer_mail({**OFFER, "Intitulé": "Demain (H/F)"}), now="2027-01-12T10:30:00+01:00")
        story.is_(decision["outcome"], "accepted", "and so is the next day's")
        changes = [compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0001]", f"Contact : cabinet{number}@ailleurs.example\n") for number in range(4)]
        outcomes = [scene.handles(mail, now="2027-01-14T10:30:00+01:00")[0]["outcome"] for mail in changes]
        story.is_(outcomes, ["accepted"] * 3 + ["held"], "so are questions to strangers whether CVs may go to them")


def access(story):
    with temporary_folder("budgets") as folder:
        scene = Embedded(folder)
        scene.handles(offer_mail())
        document = pdf() + b"%" + b"x" * 4_500_000 + b"\n%%EOF\n"
        ref = scene.handles(cv_mail("OFF-2027-0001", document=document))[0]["ref"]
        for number in range(10):
            scene.sends(compose(ADVISER, SHARED, f"[ACCES {ref}]", f"{number}\n"))
        scene.runs("2027-01-11T09:40:00+01:00")
        answers = [raw for raw in scene.raw_letters() if b"auto-replied" in raw and len(raw) > 4_500_000 and ADVISER.encode() in raw]
        story.is_(len(answers), 7, "requests for access are answered within the hour's 30 MiB")


def loop(story):
    with temporary_folder("budgets") as folder:
        scene = Embedded(folder)
        answered = []
        for number in range(8):
            _, letters = scene.handles(compose(ADVISER, SHARED, f"RE: votre demande {number}", f"Votre demande numéro {number} a été enregistrée.\n"))
            answered.append(len([letter for letter in letters if letter["To"].addresses[0].addr_spec == ADVISER]))
        story.is_((answered[:3], answered[3:]), ([1] * 3, [0] * 5), "a help desk without a mark is answered three times")


def desks(story):
    """A help desk at both ends of an offer's thread. Seen before: 107 notes in 16 rounds, up to
    answers_per_hour for each desk."""
    with temporary_folder("budgets") as folder:
        scene = Embedded(folder)
        _, letters = scene.handles(offer_mail())
        rounds = 0
        while rounds < 12:
            known = set(scene.sent())
            waiting = [letter for letter in letters if letter["To"].addresses[0].addr_spec in (ADVISER, RECRUITER)]
            for number, letter in enumerate(waiting):
                reply_to = (letter["Reply-To"] or letter["From"]).addresses[0].addr_spec
                scene.sends(compose(letter["To"].addresses[0].addr_spec, reply_to, f"RE: {letter['Subject']}",
                                    f"Votre demande numéro {rounds}{number} a été enregistrée.\n", answers=letter))
            if not waiting:
                break
            scene.runs()
            letters = [letter_in(path) for path in scene.sent() if path not in known]
            rounds += 1
        story.ok(rounds < 8, "two help desks that answer each other through a thread fall silent", rounds)
        rows = scene.passerelle.rows("SELECT outcome, count(*) AS n FROM messages WHERE kind = 'note' GROUP BY sender, outcome, reason = 'courtesy', ref")
        story.is_(max(row["n"] for row in rows if row["outcome"] == "accepted"), 5, "five notes of one contact on one matter are passed on")
        story.ok("held" in {row["outcome"] for row in rows}, "what follows waits for a person")


def tell(story):
    broadcasts(story)
    access(story)
    loop(story)
    desks(story)


run_story(tell)

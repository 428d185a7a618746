#!/usr/bin/python3 -B
"""Specification section 5: holders who were asked to erase a CV answer that they have or why not, are asked
again after 15 days, and then the IMS cell is told; the mission locale sees who has erased it."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded, letter_to
from mails import SHARED, attachments_of, compose, form, text_of
from passerelle import NOW
from replies import reply
from system import temporary_folder
from tap import run_story

OUTSIDE = "gerante@boutique.example"
FIRST, SECOND, LATE = "2027-01-26T09:00:00+01:00", "2027-02-10T09:00:00+01:00", "2027-02-11T10:00:00+01:00"


def asked(scene, ref):
    """The letters that ask to erase it, by recipient."""
    letters = {letter["To"].addresses[0].addr_spec: letter for letter in scene.letters() if "à effacer" in str(letter["Subject"]) and ref in str(letter["Subject"])}
    return letters


def counts(scene, template):
    return {(row["about"], row["recipient"]): row["n"] for row in scene.passerelle.rows(
        "SELECT about, recipient, count(*) AS n FROM letters WHERE template = ? GROUP BY 1, 2", template)}


def says(scene, ref, sender, text, now="2027-01-12T10:00:00+01:00"):
    decision, _ = scene.handles(reply(asked(scene, ref)[sender], sender, text, "gmail"), now=now)
    return decision


def withdraw(scene, offer, name, now=NOW):
    decision, _ = scene.handles(cv_mail(offer, {**CV, "Prénom": name}))
    scene.handles(withdrawal_mail(decision["ref"]), now=now)
    return decision["ref"]


def erasures(scene, ref):
    """The answer to [ACCES]: the text, and the rows of its file."""
    _, letters = scene.handles(compose(ADVISER, SHARED, f"[ACCES {ref}]", "ACCES\n"), now=LATE)
    letter = letter_to(letters, ADVISER)
    rows = json.loads(attachments_of(letter)[f"{ref}.json"])["erasures"]
    return text_of(letter), {row["recipient"]: (bool(row["is_done"]), bool(row["asked_again_at"])) for row in rows}


def tell(story):
    with temporary_folder("erasures") as folder:
        scene = Embedded(folder)
        offer = scene.handles(offer_mail())[0]["ref"]
        done, kept, promised, silent = (withdraw(scene, offer, name) for name in ("Lou", "Noé", "Inès", "Zoé"))
        outside = scene.handles(offer_mail({**OFFER, "Intitulé": "Vendeur (H/F)", "Contact": OUTSIDE}))
        scene.handles(reply(letter_to(outside[1], OUTSIDE), OUTSIDE, "Oui", "bare"), proven=False)
        shown = withdraw(scene, outside[0]["ref"], "Léo")
        story.ok({RECRUITER, CELL} <= asked(scene, silent).keys() and OUTSIDE in asked(scene, shown), "everybody who has the CV is asked to erase it")

        for ref in (done, kept, promised):
            says(scene, ref, CELL, "C'est effacé")
        says(scene, done, RECRUITER, "C'est effacé")
        story.is_(says(scene, kept, RECRUITER, "Nous ne pouvons pas l'effacer, la loi nous oblige à le garder deux ans.")["kind"], "note", "a reason is passed on")
        says(scene, promised, RECRUITER, "Nous allons effacer le CV.")
        says(scene, silent, RECRUITER, "Faut-il aussi effacer le mail ?")

        alone = withdraw(scene, offer, "Eva", "2027-01-20T10:00:00+01:00")
        says(scene, alone, CELL, "C'est effacé", "2027-01-20T11:00:00+01:00")
        scene.runs("2027-01-26T08:59:00+01:00")
        story.is_(counts(scene, "withdrawal_reminder"), {}, "nobody is asked again before the fifteenth day's morning")
        scene.runs(FIRST)
        again = {(promised, RECRUITER): 1, (silent, RECRUITER): 1, (silent, CELL): 1, (shown, OUTSIDE): 1, (shown, CELL): 1}
        story.is_(counts(scene, "withdrawal_reminder"), again, "then who is silent, promised it or asked is, once; who answered is not")
        letter = asked(scene, promised)[RECRUITER]
        story.contains(text_of(letter), "lundi 11 janvier 2027", "with the day of the first time")
        story.is_(letter["In-Reply-To"] is not None, True, "in its thread")
        story.contains(str(asked(scene, shown)[OUTSIDE]["Reply-To"]), ADVISER, "an address outside the directory answers to the adviser, as before")
        story.is_(says(scene, promised, RECRUITER, "C'est effacé", FIRST)["reason"], "erasure confirmed", "an answer to the second letter counts as well")
        scene.runs("2027-02-09T10:00:00+01:00")
        again[alone, RECRUITER] = 1
        story.is_(counts(scene, "erasure_unanswered"), {}, "for 15 days more the IMS cell is told nothing")
        for now in (SECOND, "2027-02-10T09:01:00+01:00", "2027-03-20T09:00:00+01:00"):
            scene.runs(now)
        story.is_(counts(scene, "withdrawal_reminder"), again, "nobody is asked a third time")
        told = counts(scene, "erasure_unanswered")
        story.is_(told.get(("2027-02-10", CELL)), 1, "then it is, once")
        text = text_of([letter for letter in scene.letters() if "sans réponse" in str(letter["Subject"])][0])
        story.is_([text.count(ref) for ref in (done, kept, promised, silent, shown)], [0, 0, 0, 2, 2], "of all that nobody answered, in one letter")
        story.ok("@" not in text.split("Passerelle")[0], "by organisation, without an address", text)

        story.is_(scene.passerelle.row("SELECT subject FROM letters WHERE about = '2027-03-20' AND template = 'erasure_unanswered'")["subject"].replace("\u00a0", " "),
                  f"CV à effacer : une demande sans réponse ({alone})", "a single one is named in the subject")

        text, rows = erasures(scene, kept)
        story.ok(sorted(rows.values()) == [(False, False), (True, False)] and "pourquoi" in text, "[ACCES] lists who has erased it and who says why not", rows)
        _, rows = erasures(scene, promised)
        story.is_(sorted(rows.values()), [(True, False), (True, True)], "and who had to be asked twice")
        says(scene, silent, RECRUITER, "C'est effacé", LATE)
        text, rows = erasures(scene, silent)
        story.is_(sorted(rows.values()), [(False, True), (True, True)], "however late the answer comes")
        story.contains(text, "pas encore de réponse", "or that it has not come")
        story.contains(scene.passerelle.do("show", silent), "asked_again_at", "the operator sees the same")


run_story(tell)

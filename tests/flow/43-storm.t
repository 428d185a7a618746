#!/usr/bin/python3 -B
"""Loops and storms (specification section 3, RFC 3834): programs are never answered, our own letters never
count as incoming mail, and a contact gets a limited number of answers an hour; further mail is handled all
the same and summed up in one letter."""

import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, OFFER, RECRUITER, offer_mail
from embedded import Embedded, letter_to
from mails import PARSER, SHARED, compose, text_of
from system import temporary_folder
from tap import run_story

SOON, LATER, MUCH_LATER = "2027-01-11T10:15:00+01:00", "2027-01-11T10:31:00+01:00", "2027-01-11T11:40:00+01:00"
PROGRAMS = {
    "Auto-Submitted": ("auto-replied", "auto-generated", "auto-notified; owner-email=\"x@y.example\"", "(je dis) auto-replied", ""),
    "Precedence": ("bulk", "junk", "list", "LIST", "auto_reply"),
    "List-Id": ("<liste.entreprise.example>", "Liste <a.b>"),
    "X-Autoreply": ("yes",),
    "Return-Path": ("<>", "< >"),
}
PEOPLE = {"Auto-Submitted": ("no", "no (personne)", "No"), "X-Auto-Response-Suppress": ("None", "DR, NRN, RN", "All", "OOF", "DR, OOF, AutoReply"),
          "Precedence": ("first-class", "normal")}


def help_mail(**options):
    return compose(RECRUITER, SHARED, "[AIDE]", "Bonjour\n", **options)


def templates(scene):
    return {row["template"]: row["n"] for row in scene.passerelle.rows("SELECT template, count(*) AS n FROM letters GROUP BY template")}


def tell_programs(story):
    with temporary_folder("loop") as folder:
        scene = Embedded(folder, "answers_per_hour = 1000\n")
        machine = {f"{field}: {value}": help_mail(headers={field: value}) for field, values in PROGRAMS.items() for value in values}
        person = {f"{field}: {value}": help_mail(headers={field: value}) for field, values in PEOPLE.items() for value in values}
        own = {"From our address": compose(SHARED, SHARED, "[AIDE]", "\n"),
               "From a subaddress of ours": compose("partenariat+x@passerelle.example", SHARED, "[AIDE]", "\n"),
               "From our address in capitals": compose("PARTENARIAT@Passerelle.example", SHARED, "[AIDE]", "\n")}
        for mail in (*machine.values(), *person.values(), *own.values()):
            scene.sends(mail)
        scene.runs()
        for what, mail in {**machine, **own}.items():
            story.is_(scene.passerelle.message(mail)["outcome"], "ignored", f"{what}: ignored")
        for what, mail in person.items():
            story.is_(scene.passerelle.message(mail)["outcome"], "accepted", f"{what}: a person, answered")
        story.is_(templates(scene), {"guide": len(person)}, "nobody else gets a letter")

        _, letters = scene.handles(offer_mail())
        back = letter_to(letters, ADVISER)
        for field in ("Auto-Submitted", "List-Id", "List-Unsubscribe", "Return-Path", "X-Auto-Response-Suppress"):
            del back[field]
        back.replace_header("From", RECRUITER)
        decision, letters = scene.handles(back)
        story.is_((decision["outcome"], decision["reason"], letters), ("ignored", "own mail: Message-ID", []),
                  "our own letter come back under another's name, all its marks taken off, is known by its Message-ID")


def tell_storm(story):
    with temporary_folder("storm") as folder:
        scene = Embedded(folder, "answers_per_hour = 5\n")
        mails = [offer_mail({**OFFER, "Intitulé": f"Poste {number} (H/F)"}) for number in range(1, 9)]
        mails += [offer_mail({**OFFER, "Contrat": "CDI ou CDD"}), compose(RECRUITER, SHARED, "[ARTICLE]", "Titre : x\n")]
        for mail in mails:
            scene.sends(mail)
        scene.sends(compose(ADVISER, SHARED, "[AIDE]", "\n"))
        scene.runs()
        outcomes = [scene.passerelle.message(mail)["outcome"] for mail in mails]
        story.is_(outcomes, ["accepted"] * 8 + ["refused"] * 2, "all are handled")
        story.is_(scene.passerelle.count("offers"), 8, "and recorded")
        told = scene.passerelle.rows("SELECT about, count(*) AS n FROM letters WHERE template = 'offer' GROUP BY about")
        story.is_((len(told), len({row["n"] for row in told})), (8, 1), "everybody who is concerned is told of every offer")
        answers = [letter for letter in scene.letters() if letter["Auto-Submitted"] == "auto-replied"]
        story.is_([sum(letter["To"].addresses[0].addr_spec == who for letter in answers) for who in (RECRUITER, ADVISER)], [5, 1],
                  "five answers within the hour, and those of another contact as ever")
        scene.runs(SOON)
        story.is_(templates(scene).get("summary"), None, "the summary waits for the end of the hour")
        scene.runs(LATER)
        summary = [letter for letter in scene.letters() if "devenus" in letter["Subject"]]
        story.is_([(letter["To"].addresses[0].addr_spec, letter["Auto-Submitted"], letter["Return-Path"]) for letter in summary],
                  [(RECRUITER, "auto-replied", "<>")], "then one letter sums them up")
        text = text_of(summary[0])
        story.is_(re.findall(r"OFF-2027-\d{4}", text), ["OFF-2027-0006", "OFF-2027-0007", "OFF-2027-0008"], "with each record")
        story.ok("À corriger : Contrat" in text and "À corriger : Droit d’envoi" in text and text.count("* ") == 5, "and each refusal", text)
        scene.runs(MUCH_LATER)
        story.is_(templates(scene)["summary"], 1, "once")
        scene.sends(help_mail())
        scene.runs(MUCH_LATER)
        story.is_(templates(scene).get("guide"), 2, "and answers begin anew")


class Daemon(Embedded):
    """One of two instances, each with the other's address in its directory."""

    def __init__(self, folder, address, other):
        folder.mkdir()
        directory = folder / "annuaire.csv"
        directory.write_text("organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage\n"
                             f"Autre passerelle;ims;Automate;{other};Cellule;FR;offres cv evenements;;;\n", encoding="utf-8")
        super().__init__(folder, "answers_per_hour = 4\n", directory)
        text = self.passerelle.configuration.read_text()
        self.passerelle.configuration.write_text(text.replace(SHARED, address))
        self.carried = set()

    def carry_to(self, other, strips):
        """Acts as relay: puts new letters into the other's mailbox, proven; `strips` removes the marks of
        automatic mail."""
        new = [path for path in self.sent() if path.name not in self.carried]
        for path in new:
            self.carried.add(path.name)
            letter = PARSER.parsebytes(path.read_bytes())
            if strips:
                for field in ("Auto-Submitted", "List-Id", "List-Unsubscribe", "Return-Path", "X-Auto-Response-Suppress", "Precedence"):
                    del letter[field]
            other.sends(letter)
        return len(new)


def exchange(folder, strips):
    """Sends a mail that the first instance answers; returns how many letters each wrote in 12 rounds."""
    folder.mkdir()
    first = Daemon(folder / "a", "a@passerelle.example", "b@ailleurs.example")
    second = Daemon(folder / "b", "b@ailleurs.example", "a@passerelle.example")
    first.sends(compose("b@ailleurs.example", "a@passerelle.example", "[AIDE]", "Bonjour\n"))
    for _ in range(12):
        first.runs()
        carried = first.carry_to(second, strips)
        second.runs()
        if not second.carry_to(first, strips) + carried:
            break
    return len(first.letters()), len(second.letters())


def tell_two(story):
    with temporary_folder("two") as folder:
        story.is_(exchange(Path(folder, "as-it-is"), False), (1, 0), "two daemons that write to each other stop after one answer")
        written = exchange(Path(folder, "stripped"), True)
        story.ok(0 < max(written) <= 4, "and, when a relay takes off every mark, at the hour's share", written)
        shutil.rmtree(folder, ignore_errors=True)


def tell(story):
    tell_programs(story)
    tell_storm(story)
    tell_two(story)


run_story(tell)

#!/usr/bin/python3 -B
"""Specification section 9: letters in good French typography: no-break spaces, curly apostrophes, no jargon
of ours, plurals only for several, and a form to send again only where it helps the reader."""

import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded, letter_to
from mails import SHARED, compose, form
from passerelle import NOW, TREE
from system import temporary_folder
from tap import run_story

METZ = "accueil@ml-metz.example"
ISLAND = "97133 Saint-Barthélemy"  # in nobody's territory
FAULTS = {
    "a space that breaks": re.compile(r"\S [:;?!»](?!\w)|« "),
    "a straight apostrophe": re.compile(r"\w'(?!Auvergne|Azur|Épinay|Île-de-France|Ouest)\w"),  # names in the directory
    "a word of ours": re.compile(r"\b(?:Mio|octets|HTML|JSON|evenements(?!@)|null|true|false|queued|message_id)\b"),
    "a wrong plural": re.compile(r"\b[01] (?:personnes|points|places|organismes)\b|\(s\)"),
}


def bodies(letter):
    """Subject and text, and the HTML without head and tags; mailto: links don't count as text."""
    text = letter.get_body(("plain",)).get_content()
    page = letter.get_body(("html",)).get_content().split("</head>")[1]
    return re.sub(r"<mailto:[^>]*>", "", text), re.sub(r"<[^>]*>", "", page)


def check_setting(story, letters):
    for name, fault in FAULTS.items():
        found = {hit.group() + " in " + body[max(0, hit.start() - 30):hit.end() + 20]
                 for letter in letters for body in bodies(letter) for hit in fault.finditer(body)}
        story.ok(letters and not found, f"{len(letters)} letters: not {name}", sorted(found)[:5])


def text_to(mail, embedded, recipient):
    return letter_to(embedded.handles(mail)[1], recipient).get_body(("plain",)).get_content()


def reword(embedded, **wording):
    """Uses a copy of the templates with other wording for these phrases."""
    copy = embedded.folder / "wording"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(TREE / "templates", copy)
    phrases = copy / "fr/phrases"
    text = phrases.read_text(encoding="utf-8")
    for key, words in wording.items():
        text = re.sub(f"(?m)^{key.replace('__', '[.]')} = .*", f"{key.replace('__', '.')} = {words}", text)
    phrases.write_text(text, encoding="utf-8")
    configuration = embedded.passerelle.configuration.read_text(encoding="utf-8")
    embedded.passerelle.configuration.write_text(re.sub('(?m)^templates .*', f'templates = "{copy}"', configuration), encoding="utf-8")


def tell_of_other_words(story, embedded):
    reword(embedded, fault__contract="Ce contrat nous est inconnu.", accepted__contract="Un contrat de travail.")
    refusal = text_to(offer_mail({**OFFER, "Contrat": "mystère"}), embedded, RECRUITER)
    story.ok("Ce contrat nous est inconnu." in refusal and "Un contrat de travail." in refusal, "another wording of the phrases reaches the letters", refusal)
    reword(embedded, field__place="Endroit choisi")
    story.contains(embedded.passerelle.check().stdout, "field.place", "check refuses a label that would not be read")


def tell(story):
    with temporary_folder("french") as folder:
        embedded = Embedded(folder)
        offer = embedded.handles(offer_mail())[0]["ref"]
        candidate = embedded.handles(cv_mail(offer, {**CV, "Date de naissance": "14/05/2010"}))[0]["ref"]
        embedded.handles(compose(RECRUITER, SHARED, f"[SUITE {candidate}]", "Suite : entretien\n"))

        foreign = text_to(compose(METZ, SHARED, f"[RETRAIT {candidate}]", "RETRAIT\n"), embedded, METZ)
        story.contains(foreign, "avec la bonne référence entre crochets", "a wrong reference is corrected in the subject")
        narrow = text_to(compose(METZ, SHARED, "[CV]", form(CV)), embedded, METZ)
        story.contains(narrow, "sa portée est «\u00a0entreprises partenaires\u00a0»", "a spontaneous CV is told the scope that it needs")
        story.contains(narrow, "sauf la date de naissance et le consentement", "and what is to be written again")

        alone = text_to(compose("nice@ims.example", SHARED, "[EVENEMENT]", form({**EVENT, "Lieu": ISLAND, "Invités": "antennes D972"})), embedded, "nice@ims.example")
        story.contains(alone, "Personne n’en est informé", "an event that nobody hears of says so")
        event = embedded.handles(compose("lyon@ims.example", SHARED, "[EVENEMENT]", form({**EVENT, "Quota": "2"})))[0]["ref"]
        crowd = text_to(compose(ADVISER, SHARED, f"[REPONSE {event}]", form({"Réponse": "oui", "Participants": "12"})), embedded, ADVISER)
        story.ok("Un point est à corriger" in crowd, "too many are one fault, not two", crowd)
        stranger = text_to(compose(METZ, SHARED, f"[REPONSE {event}]", form({"Réponse": "oui"})), embedded, METZ)
        story.ok("POUR RECOMMENCER" not in stranger, "who is not invited gets no form to send again", stranger)

        embedded.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Salaire : 12 € de l’heure\n"))
        embedded.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Statut : pourvue\n"))
        embedded.handles(compose("lyon@ims.example", SHARED, f"[ANNULATION {event}]", "ANNULATION\n"))
        embedded.handles(compose(METZ, SHARED, "[AIDE]", "Bonjour\n"))
        embedded.handles(withdrawal_mail(candidate))
        embedded.runs(NOW.replace("2027-01-11", "2027-12-10"))
        check_setting(story, embedded.letters())
        tell_of_other_words(story, embedded)


run_story(tell)

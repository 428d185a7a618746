#!/usr/bin/python3 -B
"""Letters in use: a follow-up is in the thread of the first letter to that person, nobody sees another's
address, and nothing in the guide has an effect when it is sent unchanged."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, EVENT, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded, letter_to
from mails import SHARED, attachments_of, compose, form, mailto_links, text_of
from system import temporary_folder
from tap import run_story

ORGANISER = "lyon@ims.example"
PLACEHOLDER = re.compile(r"\b[A-Z]{3}-AAAA-NNNN\b")


def tell_threads(story, letters):
    first = {}
    loose, nameless = [], []
    for letter in letters:
        reader = letter["To"].addresses[0].addr_spec
        about = re.search(r"(?:OFF|EVT|CAN)-\d{4}-\d{4}", letter["Subject"] + text_of(letter))
        thread = (reader, about and about[0])
        follows = re.match(r"(?:Modifiée|Rouverte|Pourvue|Annulée|Échue|Annulé|Changement|CV à effacer|Entretien|Embauche|Accord à renouveler)\b",
                           letter["Subject"])
        if follows and thread in first and (not letter["In-Reply-To"] or not letter["References"]):
            loose.append(letter["Subject"])
        if follows and not letter["To"].addresses[0].display_name:
            nameless.append(letter["Subject"])
        first.setdefault(thread, letter["Message-ID"])
    story.is_(loose, [], "follow-ups name the letter that they follow")
    story.is_(nameless, [], "and their reader")


def tell_privacy(story, letters):
    """The letter names the person whom the reader must write to: a CV's adviser, the recipient of an offer's
    CVs, a suspended contact."""
    foreign = []
    for letter in letters:
        text = re.sub(r"<mailto:[^>]*>", "", text_of(letter))
        reader = letter["To"].addresses[0].addr_spec
        known = {reader, SHARED, "donnees@passerelle.example"}
        if "Suivi par" in text:
            known.add(ADVISER)
        if letter["Subject"].startswith(("Données gardées", "Adresse suspendue")):
            continue
        foreign += [(letter["Subject"], address) for address in re.findall(r"[\w.+-]+@[\w.-]+\w", text)
                    if address not in known and "+" not in address]
    story.is_(foreign, [], "no letter shows another's address")


def tell_guide(story, embedded):
    for sender in (ADVISER, RECRUITER):
        guide = letter_to(embedded.handles(compose(sender, SHARED, "[AIDE]", "AIDE\n"))[1], sender)
        text = text_of(guide)
        story.ok(not re.search(r"(?:OFF|CAN|EVT)-\d{4}-\d{4}", text), "the guide shows no reference that can exist", text)
        for link in mailto_links(guide):
            before = embedded.passerelle.rows("SELECT ref, status FROM candidates")
            decision, _ = embedded.handles(compose(sender, link.address, link.subject, link.body or "\n"))
            if PLACEHOLDER.search(link.subject):
                story.ok(decision["outcome"] == "refused" and "ref" in decision["reason"],
                         f"{link.subject} sent as it stands is refused for its reference", dict(decision))
            story.is_(embedded.passerelle.rows("SELECT ref, status FROM candidates"), before, f"{link.subject} changes nothing")
    story.contains(text_of(letter_to(embedded.handles(compose(ADVISER, SHARED, "[AIDE]", "AIDE\n"))[1], ADVISER)), "Joignez le CV",
                   "it says to attach the CV")
    offer = embedded.passerelle.rows("SELECT ref FROM offers")[0]["ref"]
    copied = cv_mail(offer, {**CV, "Recueilli par": "nom de la conseillère ou du conseiller"})
    decision, letters = embedded.handles(copied)
    story.is_((decision["outcome"], decision["reason"]), ("refused", "faulty: collected_by"), "a copied hint is refused")


def tell(story):
    with temporary_folder("letters") as folder:
        embedded = Embedded(folder, 'privacy = "donnees@passerelle.example"\n')
        offer = embedded.handles(offer_mail())[0]["ref"]
        decision, changed = embedded.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Salaire : 1 900 € brut par mois\nLieu : 69100 Villeurbanne\n"))
        text = text_of(letter_to(changed, ADVISER))
        story.contains(text, "Lieu : Villeurbanne (Rhône) (avant : Lyon 7e (Rhône))", "a change says before and after")
        described = text_of(letter_to(embedded.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Description : Charger les camions.\n"))[1], ADVISER))
        story.contains(described, "Charger les camions.", "a description too")
        embedded.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Statut : pourvue\n"))
        reopened = text_of(letter_to(embedded.handles(compose(RECRUITER, SHARED, f"[OFFRE {offer}]", "Statut : ouverte\n"))[1], ADVISER))
        story.contains(reopened, "de nouveau ouverte", "and a reopening")
        candidate = embedded.handles(cv_mail(offer))[0]["ref"]
        _, told = embedded.handles(compose(RECRUITER, SHARED, f"[SUITE {candidate}]", "Suite : entretien\nCommentaire : mardi à neuf heures\n"))
        outcome = letter_to(told, ADVISER)
        story.ok(all(word in text_of(outcome) for word in ("Inès", "Préparateur de commandes", "mardi à neuf heures")),
                 "an outcome tells who, for which job, and the comment", text_of(outcome))
        access = letter_to(embedded.handles(compose(ADVISER, SHARED, f"[ACCES {candidate}]", "Bonjour\n"))[1], ADVISER)
        story.ok(f"{candidate}.json" in attachments_of(access) and "{" not in text_of(access), "what is held comes as a file")
        event = embedded.handles(compose(ORGANISER, SHARED, "[EVENEMENT]", form(EVENT)))[0]["ref"]
        embedded.handles(compose(ADVISER, SHARED, f"[REPONSE {event}]", form({"Réponse": "oui", "Participants": "4"})))
        embedded.handles(compose(RECRUITER, SHARED, "[OFFRE]", form({"Intitulé": "Cariste", "Lieu": "69100 Montcuq", "Contrat": "CDI ou CDD"})))
        embedded.handles(compose(ADVISER, SHARED, "[AIDE]", "AIDE\n"))
        embedded.handles(compose(ORGANISER, SHARED, f"[ANNULATION {event}]", "ANNULATION\n"))
        embedded.handles(withdrawal_mail(candidate))
        asked = [letter for letter in embedded.letters() if letter["Subject"].startswith("CV à effacer")]
        story.is_({letter["To"].addresses[0].addr_spec for letter in asked}, {RECRUITER, CELL}, "who received the CV is asked to erase it")
        story.ok(all("lundi 11 janvier 2027" in text_of(letter) and candidate in text_of(letter) for letter in asked),
                 "with the day and the reference of the message to find")
        tell_threads(story, embedded.letters())
        tell_privacy(story, embedded.letters())
        tell_guide(story, embedded)


run_story(tell)

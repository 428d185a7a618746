#!/usr/bin/python3 -B
"""Specification section 4: the same offer again, letters about a change and their readers, closing,
reopening, expiry, an employer that stays hidden."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER as FIELDS, RECRUITER, offer_mail
from mails import SHARED, compose, text_of
from scene import play

OFFER = FIELDS | {"Référence": None}
READER = "z.ferrand@ml-selyonnais.example"


def tell(story, scene):
    def changes(ref, text):
        return scene.handles(compose(RECRUITER, SHARED, f"[OFFRE {ref}]", text))["outcome"]

    def letters():
        return len([letter for letter in scene.inbox(READER) if "Lettre d’information" not in letter["Subject"]])

    ref = scene.handles(offer_mail(OFFER | {"Salaire": "1 850 € brut"}))["ref"]
    story.is_(letters(), 1, "the reader has the offer")

    decision = scene.handles(offer_mail(OFFER | {"Salaire": "1 850 € brut"}))
    story.is_((decision["outcome"], decision["ref"], letters()), ("accepted", ref, 1), "the same offer again is that one, and no second mailing")
    story.contains(text_of(scene.last(RECRUITER)), "personne n’en est informé", "its sender reads so")
    decision = scene.handles(offer_mail(OFFER | {"Salaire": "1 950 € brut"}))
    story.is_((decision["ref"], letters()), (ref, 2), "the same with another salary is a change")
    letter = text_of(scene.last(READER))
    story.contains(letter, "1 950 € brut", "its readers see what is now")
    story.contains(letter, "1 850 € brut", "and what was before")
    story.ok("Code ROME" not in letter, "and nothing that stays")
    decision = scene.handles(offer_mail(OFFER | {"Description": "Un tout autre poste, au quai de nuit, avec des primes."}))
    story.is_((decision["outcome"], letters()), ("refused", 2), "another text under the same title is asked back")
    story.contains(text_of(scene.last(RECRUITER)), ref, "with the reference of the first")
    decision = scene.handles(offer_mail(OFFER | {"Référence": "B-2", "Lieu": "69100 Villeurbanne"}))
    story.ok(decision["outcome"] == "accepted" and decision["ref"] != ref, "another place is another offer")

    other = decision["ref"]
    changes(other, "Contrat : CDD de 6 mois\n")
    changes(other, "Contrat : CDI\n")
    story.is_(scene.passerelle.row(f"SELECT duration FROM offer WHERE ref = '{other}'")["duration"], None, "a contract without an end has no duration any more")
    story.contains(text_of(scene.last(RECRUITER)), "ne vaut plus", "and its sender reads so")

    before = letters()
    story.is_((changes(ref, "Statut : pourvue\n"), letters()), ("accepted", before + 1), "its end is told, once")
    story.is_((changes(ref, "Salaire : 2 000 € brut\n"), letters()), ("accepted", before + 1), "a change of a closed offer tells nobody")
    story.is_((changes(ref, "Statut : ouverte\n"), letters()), ("accepted", before + 2), "opening it again is told")
    changes(ref, "Statut : pourvue\n")
    changes(ref, "Statut : ouverte\nSalaire : 2 100 € brut\n")
    both = text_of(scene.last(READER))
    story.ok("est de nouveau ouverte, et a changé" in both and "2 100 € brut" in both, "opened again and changed in one mail, it tells both", both[:400])
    story.contains(text_of(scene.last(RECRUITER)), "Votre offre est rouverte", "and so does the answer to its sender")
    story.is_(changes(ref, "Description : Nous recherchons une femme pour ce poste.\n"), "held", "what the law forbids does not go into an open offer: it waits")
    story.contains(text_of(scene.last(RECRUITER)), "L1142-1", "and its sender reads why")
    before = letters()
    scene.runs(now="2027-06-01T09:00:00+02:00")
    status = scene.passerelle.row(f"SELECT status FROM offers WHERE ref = '{ref}'")["status"]
    story.is_((status, letters()), ("expired", before), "expiry tells nobody")

    hidden = OFFER | {"Intitulé": "Opérateur de quai (H/F)", "Employeur confidentiel": "oui", "Date limite": "26/09/2027",
                      "Description": "Quai de nuit.\nLogistique Rhodanienne est une maison de famille.\nÉcrire à rh@logirhone.example.\nPrimes."}
    decision = scene.handles(offer_mail(hidden), now="2027-06-02T09:00:00+02:00")
    story.is_(decision["outcome"], "accepted", "an employer may stay hidden")
    letter = str(scene.last(READER)) + text_of(scene.last(READER))
    story.ok("Rhodanienne" not in letter and "logirhone" not in letter, "no letter to others names it or gives its address")
    story.contains(text_of(scene.last(READER)), "Primes.", "the other lines are there")
    story.contains(text_of(scene.last(RECRUITER)), "ne sont pas transmises", "and its sender reads what was left out")


play(tell)

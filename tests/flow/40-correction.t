#!/usr/bin/python3 -B
"""Specification section 2: a refusal is one French reply that names every faulty field; the correction is accepted."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import OFFER, RECRUITER, offer_mail
from mails import SHARED, compose, form, text_of
from scene import play, since

FAULTS = {
    "Lieu": "69100 Montcuq-les-Flots",
    "Contrat": "CDI ou CDD",
    "Code ROME": "N11034",
    "Nombre de postes": "beaucoup",
    "Date limite": "31/02/2027",
}


def tell(story, scene):
    mail = offer_mail({**OFFER, **FAULTS})
    decision = scene.handles(mail)
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("offer", "refused", None), "five faults refuse the offer")
    story.is_(scene.arrivals(), {RECRUITER: 1}, "its sender gets one reply, nobody else anything")
    story.is_(scene.filed(), {"Refuses": 1}, "the message lies in Refuses")
    reply = scene.last(RECRUITER)
    story.is_(reply["In-Reply-To"], mail["Message-ID"], "the reply answers the message")
    story.is_(reply["Auto-Submitted"], "auto-replied", "and says that a program wrote it")

    text = text_of(reply)
    for label, value in FAULTS.items():
        story.ok(label in text and value in text, f"{label} is named with what was read", text)
    right = {label: value for label, value in OFFER.items() if label not in FAULTS}
    story.is_([label for label, value in right.items() if f"{label} : {value}" not in text], [], "the form holds what was right")
    story.is_([value for value in FAULTS.values() if f" : {value}\n" in text.split(f"Intitulé : {OFFER['Intitulé']}")[-1]], [],
              "and leaves empty what was wrong")

    before = scene.arrivals()
    corrected = form({**OFFER, "Nombre de postes": "2"})
    quoted = "".join(f"> {line}\n" for line in text.splitlines())
    answer = compose(RECRUITER, SHARED, f"RE: {reply['Subject']}", f"{corrected}\nLe 11/01/2027 à 09:31, Passerelle a écrit :\n{quoted}",
                     answers=reply)
    decision = scene.handles(answer)
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("offer", "accepted", "OFF-2027-0001"),
              "the corrected reply is accepted")
    offer = scene.passerelle.row("SELECT place, contract, rome, openings, deadline FROM offers")
    story.is_(list(offer.values()), ["69007 Lyon", "CDI", "N1103", 2, "2027-02-26"], "with the corrected values")
    story.is_(since(before, scene.arrivals()).get(RECRUITER), 1, "and acknowledged")

    tell_completion(story, scene)


def refused(scene, fields):
    """The refusal of an offer with these values."""
    scene.handles(offer_mail({**OFFER, **fields}))
    return scene.last(RECRUITER)


def answers(scene, reply, text):
    return scene.handles(compose(RECRUITER, SHARED, f"RE: {reply['Subject']}", text, answers=reply))


def tell_completion(story, scene):
    """Valid fields stay valid for 30 days: the faulty line alone suffices, or just its value."""
    reply = refused(scene, {"Intitulé": "Cariste (H/F)", "Lieu": "Zzyzx", "Contrat": "CDI ou CDD"})
    decision = answers(scene, reply, "Bonjour,\nLieu : 69100 Villeurbanne\nCordialement\n")
    story.is_(decision["reason"], "faulty: contract", "of two faults one is corrected by its line")
    decision = answers(scene, scene.last(RECRUITER), "Contrat : CDI\n")
    story.is_((decision["outcome"], decision["reason"]), ("accepted", "offer recorded"), "and the other")
    offer = scene.passerelle.row("SELECT title, place, contract, company FROM offers WHERE ref = ?", decision["ref"])
    story.is_(list(offer.values()), ["Cariste (H/F)", "69100 Villeurbanne", "CDI", OFFER["Entreprise"]], "all that was right stands")
    reply = refused(scene, {"Intitulé": "Gardien (H/F)", "Lieu": "Zzyzx"})
    decision = answers(scene, reply, "Merci, je corrige\n")
    story.is_(decision["reason"], "courtesy", "thanks for a refusal are thanks")
    for text in ("Le lieu est pourtant juste", "C'est quoi un code ROME", "C'est dans le formulaire", "c'est très compliqué"):
        story.is_(answers(scene, reply, f"{text}\n")["kind"], "note", f"{text!r} names no place")
    decision = answers(scene, reply, "Pardon, il s'agit de 69100 Villeurbanne\n")
    story.is_(decision["reason"], "offer recorded", "of one fault what stands there is enough, in words")
    reply = refused(scene, {"Intitulé": "Veilleur (H/F)", "Lieu": "Zzyzx"})
    story.is_(answers(scene, reply, "En fait c'est Rillieux-la-Pape\n")["reason"], "offer recorded", "a place needs no postal code")
    reply = refused(scene, {"Intitulé": "Agent (H/F)", "Lieu": "Zzyzx", "Contrat": "CDI ou CDD"})
    decision = answers(scene, reply, "C'est 69100 Villeurbanne\n")
    story.is_(decision["kind"], "note", "of two it is not known which")


play(tell)

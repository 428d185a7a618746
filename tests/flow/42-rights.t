#!/usr/bin/python3 -B
"""Specification sections 2 and 3: who may send which kind of form, and for which records. A refusal names the
rule to a proven sender; others get no answer."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, EVENT, OFFER, RECRUITER, cv_mail, offer_mail
from embedded import Embedded
from mails import SHARED, compose, form, text_of
from system import temporary_folder
from tap import run_story

WHO = {
    "cnml": "secretariat@cnml.example",
    "association_regionale": "animation@arml-ara.example",
    "mission_locale": "z.ferrand@ml-selyonnais.example",
    "ims": "quartiers@ims.example",
    "antenne": "nice@ims.example",
    "entreprise": "a.morel@boulangeries-morel.example",
}
ALL = set(WHO)
OFFERING = {"ims", "antenne", "entreprise"}
# kind: subject, permitted senders (specification section 2). The contacts in WHO are neither members of the
# steering committee nor signatories, except cnml's.
KINDS = {
    "offer": ("[OFFRE]", OFFERING),
    "cv": ("[CV]", {"mission_locale"}),
    "withdrawal": ("[RETRAIT CAN-2027-0001]", {"mission_locale"}),
    "outcome": ("[SUITE CAN-2027-0001]", OFFERING | {"mission_locale"}),
    "access": ("[ACCES CAN-2027-0001]", {"mission_locale"}),
    "event": ("[EVENEMENT]", ALL),
    "rsvp": ("[REPONSE EVT-2027-0001]", ALL),
    "article": ("[ARTICLE]", {"ims", "antenne", "cnml", "association_regionale"}),
    "sponsorship": ("[PARRAINAGE]", {"mission_locale", "association_regionale", "cnml"}),
    "speaker": ("[INTERVENANT]", {"ims", "antenne", "cnml"}),
    "diagnostic": ("[DIAGNOSTIC]", {"cnml", "association_regionale", "mission_locale"}),
    "committee": ("[COMITE]", {"cnml"}),
    "approval": ("[ACCORD BIL-2026]", {"cnml"}),
    "termination": ("[DENONCIATION]", {"cnml"}),
    "regional_agreement": ("[CONVENTION REGIONALE]", {"ims", "antenne", "association_regionale"}),
    "subscription": ("[ABONNEMENT]", ALL),
    "help": ("[AIDE]", ALL),
}
TITLE = "Magasinier de nuit (H/F)"
RULES = ("de votre catégorie n’envoient pas", "comité de pilotage", "signataires (article 5)")


def batch(scene, mails, proven=True):
    """Sends all, runs once; returns {key: (decision, letters that answer it)}."""
    for mail in mails.values():
        scene.sends(mail, proven)
    scene.runs()
    letters = scene.letters()
    return {key: (scene.passerelle.message(mail), [letter for letter in letters if letter["In-Reply-To"] == mail["Message-ID"]])
            for key, mail in mails.items()}


def tell_kinds(story, scene):
    mails = {(kind, who): compose(address, SHARED, subject, form(OFFER if kind == "offer" else {"Titre": "Essai", "Texte": "Bonjour"}))
             for kind, (subject, _) in KINDS.items() for who, address in WHO.items()}
    for (kind, who), (decision, letters) in batch(scene, mails).items():
        is_barred = decision["outcome"] == "refused" and decision["reason"] == "faulty: kind"
        story.is_(is_barred, who not in KINDS[kind][1], f"{who}: {kind} {'is barred' if is_barred else 'may be sent'}")
        if is_barred:
            text = text_of(letters[0])
            story.ok(any(rule in text for rule in RULES), "the rule is named", text)
    steering = {"approval": ("direction@ims.example", "jn.prevot@cnml.example"), "committee": ("direction@ims.example", "jn.prevot@cnml.example"),
                "termination": ("direction@ims.example",)}
    mails = {(kind, sender): compose(sender, SHARED, KINDS[kind][0], "Accord : oui\n") for kind, all_ in steering.items() for sender in all_}
    mails["termination", "jn.prevot@cnml.example"] = compose("jn.prevot@cnml.example", SHARED, "[DENONCIATION]", "\n")
    for (kind, sender), (decision, _) in batch(scene, mails).items():
        story.is_(decision["reason"] == "faulty: kind", sender not in steering[kind], f"{kind} by {sender}, by its right in the directory")


def records(scene):
    views = ("offers", "candidates", "consents", "events", "attendances")
    return {view: scene.passerelle.rows(f"SELECT * FROM {view}") for view in views}


def tell_records(story, scene):
    """Each kind that changes a record, from a contact that may send it but doesn't own the record."""
    other_mission, other_company, uninvited = WHO["mission_locale"], WHO["entreprise"], "belliard@ml-paris.example"
    foreign = {
        "a company closes another's offer": (other_company, "[OFFRE OFF-2027-0001]", "Statut : pourvue\n"),
        "a branch changes a company's offer": ("lyon@ims.example", "[OFFRE OFF-2027-0001]", "Salaire : 1 €\n"),
        "IMS closes a company's offer": (CELL, "[OFFRE OFF-2027-0001]", "Statut : annulée\n"),
        "a mission locale withdraws another's candidate": (other_mission, "[RETRAIT CAN-2027-0001]", "RETRAIT\n"),
        "a mission locale asks for another's candidate": (other_mission, "[ACCES CAN-2027-0001]", "\n"),
        "a mission locale gives another's outcome": (other_mission, "[SUITE CAN-2027-0001]", "Suite : recruté\n"),
        "a company that never had the CV gives its outcome": (other_company, "[SUITE CAN-2027-0001]", "Suite : recruté\n"),
        "a branch that never had the CV gives its outcome": ("nice@ims.example", "[SUITE CAN-2027-0001]", "Suite : recruté\n"),
        "a company cancels another's event": (other_company, "[ANNULATION EVT-2027-0001]", "ANNULATION\n"),
        "a guest changes the event": (ADVISER, "[EVENEMENT EVT-2027-0001]", "Lieu : 69003 Lyon\n"),
        "an uninvited contact answers": (uninvited, "[REPONSE EVT-2027-0001]", "Réponse : oui\n"),
        "an offer that there is not": (RECRUITER, "[OFFRE OFF-2027-0099]", "Statut : pourvue\n"),
        "a candidate that there is not": (ADVISER, "[RETRAIT CAN-2027-0099]", "RETRAIT\n"),
        "an access without reference": (ADVISER, "[ACCES]", "\n"),
        "a CV for an offer that there is not": (ADVISER, "[CV OFF-2027-0099]", "Prénom : X\n"),
    }
    before = records(scene)
    mails = {what: compose(sender, SHARED, subject, text) for what, (sender, subject, text) in foreign.items()}
    text = ""
    for what, (decision, letters) in batch(scene, mails).items():
        text += text_of(letters[0])
        story.is_((decision["outcome"], "ref" in decision["reason"], len(letters)), ("refused", True, 1), f"{what}: refused")
        story.is_(letters[0]["To"].addresses[0].addr_spec, foreign[what][0], "the sender alone is answered")
    story.is_(records(scene), before, "no record has changed")
    known = {"the name of a candidate": "Haddad", "the offer's title": TITLE}
    for what, name in known.items():
        story.ok(name not in text, f"no refusal tells {what}", text)

    # Somebody else's letter, by its Message-ID: guessing it reveals nothing about its subject.
    letters = {str(letter["Message-ID"]): letter for letter in scene.letters() if letter["To"].addresses[0].addr_spec not in WHO.values()}
    mails = {(number, text): compose(other_company, SHARED, "RE: votre message", text + "\n", answers=letter)
             for number, letter in enumerate(letters.values()) for text in ("Statut : pourvue", "Le poste est pourvu.", "Embauchée", "Réponse : oui")}
    mails |= {(number, tag, sender): compose(sender, SHARED, tag, f"{text} {number}\n", answers=letter)
              for number, letter in enumerate(letters.values()) if letter["To"].addresses[0].addr_spec in (RECRUITER, ADVISER)
              for sender, tag, text in ((other_company, "[SUITE]", "Suite : recruté"), (uninvited, "[SUITE]", "Suite : recruté"),
                                        (uninvited, "[RETRAIT]", "RETRAIT"), (uninvited, "[ACCES]", "Bonjour"))}
    text = "".join(text_of(letter) for _, found in batch(scene, mails).values() for letter in found)
    refs = [ref for ref in ("OFF-2027-0001", "CAN-2027-0001", "EVT-2027-0001", TITLE) if ref in text]
    story.ok(len(mails) > 4 and not refs, "nothing tells what another's letter was about", refs)
    story.is_(records(scene), before, "and no record has changed")

    mails = {what: compose(sender, SHARED, subject, text) for what, (sender, subject, text) in foreign.items()}
    sent = len(scene.letters())
    outcomes = {decision["outcome"] for decision, _ in batch(scene, mails, proven=False).values()}
    story.is_((outcomes, len(scene.letters())), ({"quarantined"}, sent), "the same without a proof: quarantined, nobody is answered")

    own = {
        "the recruiter gives the outcome": (RECRUITER, "[SUITE CAN-2027-0001]", "Suite : entretien\n"),
        "a colleague of the recruiter closes the offer": ("p.herve@logirhone.example", "[OFFRE OFF-2027-0001]", "Statut : pourvue\n"),
        "a colleague of the adviser withdraws": ("karim.benhaddou@mllyon.example", "[RETRAIT CAN-2027-0001]", "RETRAIT\n"),
        "the organiser changes the event": (RECRUITER, "[EVENEMENT EVT-2027-0001]", "Places : 12\n"),
    }
    mails = {what: compose(sender, SHARED, subject, text) for what, (sender, subject, text) in own.items()}
    for what, (decision, _) in batch(scene, mails).items():
        story.ok(decision["outcome"] in ("accepted", "held"), f"{what}: done", decision)


def tell(story):
    with temporary_folder("rights") as folder:
        scene = Embedded(folder, "answers_per_hour = 1000\n")
        batch(scene, {"offer": offer_mail({**OFFER, "Intitulé": TITLE}), "event": compose(RECRUITER, SHARED, "[EVENEMENT]", form(EVENT))})
        batch(scene, {"cv": cv_mail("OFF-2027-0001")})
        tell_records(story, scene)
        tell_kinds(story, scene)


run_story(tell)

#!/usr/bin/python3 -B
"""Specification section 2: the content of each field of each form, unique in the test, reaches a reader or is
named as not passed on; and so do lines in no field."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, OFFER, RECRUITER, offer_mail
from embedded import Embedded
from mails import SHARED, compose, form, pdf, text_of
from passerelle import NOW, PROGRAM
from system import temporary_folder
from tap import run_story, skip_all

LEFT_OUT = "n’ont pas été transmises"

# By kind: the form, and for each field the text written and the part that a reader sees (None: all of it).
# Without fields that no reader may see (a date of birth, the consent) and instructions (Diffusion, Statut,
# Portée).
OFFER_FIELDS = {
    "Intitulé": "Zingueur (H/F)", "Entreprise": "Ateliers Quibert", "Lieu": "69007 Lyon", "Contrat": "CDD", "Durée": "7 mois et demi",
    "Horaires": "31h17", "Prise de poste": "17/03/2027", "Salaire": "1 973 € brut", "Niveau": "CAP zinguerie", "Expérience": "3 ans de zinc",
    "Code ROME": "F1610", "Nombre de postes": "17", "Date limite": "27/02/2027", "Référence interne": "ZQ-4471",
    "Description": "Pose de gouttières sur toits anciens.", "Télétravail": "jamais, sauf neige", "astreinte": "une nuit sur neuf",
}
EVENT_FIELDS = {
    "Titre": "Matinée des zingueurs", "Type": "atelier de simulation", "Date": "27/01/2027 de 9h à 12h", "Lieu": "69007 Lyon",
    "Places": "37", "Quota par mission locale": "13", "Date limite": "22/01/2027", "Description": "Démonstrations sur maquette.",
    "Accès": "quai du Zinc",
}
CV_FIELDS = {
    "Prénom": "Zélie", "Nom": "QUIBERT", "Recueilli par": "Odon Marchais", "Métier recherché": "zingueuse", "Mobilité": "Lyon et Givors",
    "Niveau": "CAP zinguerie", "Expérience": "neuf mois de zinc", "Code ROME": "F1610", "Description": "Aime les toits.",
}


def check(story, letters, reader, fields, what):
    text = "\n".join(text_of(letter) for letter in letters if letter["To"].addresses[0].addr_spec in reader)
    missing = {label for label, value in fields.items() if seen(value) not in text}
    story.is_(missing, set(), f"{what}: every field reaches its reader")


def seen(value):
    """Dates, places and outcomes are written in words."""
    written = {"17/03/2027": "17 mars 2027", "27/02/2027": "27 février 2027", "69007 Lyon": "Lyon 7e (Rhône)",
               "27/01/2027 de 9h à 12h": "27 janvier 2027, de 9 h à 12 h", "22/01/2027": "22 janvier 2027",
               "atelier de simulation": "Atelier de simulation", "entretien": "Entretien"}
    return written.get(value, value)


def offer(story, world):
    extra = "Bonjour,\n\nVoici le poste dont nous parlions hier.\n\n"
    below = "\nMerci d’avance pour vos candidatures.\n\nLe zinc se travaille à froid, dites-le aux jeunes.\n"
    mail = compose(RECRUITER, SHARED, "[OFFRE]", extra + form(OFFER_FIELDS) + below)
    decision, letters = world.handles(mail)
    story.is_(decision["outcome"], "accepted", "an offer with every field is accepted")
    check(story, letters, {ADVISER}, OFFER_FIELDS, "offer")
    answer = text_of([letter for letter in letters if letter["To"].addresses[0].addr_spec == RECRUITER][0])
    for words in ("poste dont nous parlions hier", "Le zinc se travaille à froid"):
        story.ok(LEFT_OUT in answer and words in answer, f"offer: « {words} » is named as not passed on")
    decision, letters = world.handles(compose(RECRUITER, SHARED, f"[OFFRE {decision['ref']}]", "Horaires : 32h19\nPrime : un seau de zinc\n"))
    text = "\n".join(text_of(letter) for letter in letters if letter["To"].addresses[0].addr_spec == RECRUITER)
    story.contains(text, "un seau de zinc", "change of an offer: the unknown line is named")
    row = world.passerelle.row("SELECT description FROM offer WHERE ref = ?", decision["ref"])
    story.contains(row["description"], "Pose de gouttières", "and the description stays")


def line_in_correction(story, world):
    """A line of no field in a correction stands below the text of the first attempt."""
    faulty = {**OFFER, "Intitulé": "Zingueur corrigé (H/F)", "Lieu": "69007 Zinc-sur-Nulle"}
    _, letters = world.handles(compose(RECRUITER, SHARED, "[OFFRE]", form(faulty)))
    answer = compose(RECRUITER, str(letters[0]["Reply-To"]), f"RE: {letters[0]['Subject']}", "Lieu : 69007 Lyon\nparking : sous le zinc\n", answers=letters[0])
    decision, letters = world.handles(answer)
    story.is_(decision["outcome"], "accepted", "a correction with a line of no field completes")
    text = "\n".join(text_of(letter) for letter in letters if letter["To"].addresses[0].addr_spec == ADVISER)
    story.ok(OFFER["Description"][:30] in text and "sous le zinc" in text, "its readers get the first text and that line")


def cv(story, world):
    fields = {**CV, "Portée": "entreprises partenaires", **CV_FIELDS}
    attachment = ("CV.pdf", "application/pdf", pdf())
    mail = compose(ADVISER, SHARED, "[CV]", "Bonjour, voici une candidature à part.\n\n" + form(fields), attachments=[attachment])
    decision, letters = world.handles(mail)
    story.is_(decision["outcome"], "accepted", "a CV with every field is accepted")
    check(story, letters, {CELL}, CV_FIELDS, "cv")
    answer = text_of([letter for letter in letters if letter["To"].addresses[0].addr_spec == ADVISER][0])
    story.ok(LEFT_OUT in answer and "une candidature à part" in answer, "cv: what stands around the form is named")
    return decision["ref"]


def outcome(story, world, reference):
    text = "Suite : entretien\nDate : 08/01/2027\nCommentaire : apporter une pince à zinc\nAccès : quai du Zinc\n"
    _, letters = world.handles(compose(CELL, SHARED, f"[SUITE {reference}]", text))
    check(story, letters, {ADVISER}, {"Suite": "entretien", "Date": "8 janvier 2027", "Commentaire": "apporter une pince à zinc",
                                     "Accès": "quai du Zinc"}, "outcome")


def withdrawal(story, world, reference):
    _, letters = world.handles(compose(ADVISER, SHARED, f"[RETRAIT {reference}]", "RETRAIT\nMotif : elle part en Zambie\n"))
    answer = text_of([letter for letter in letters if letter["To"].addresses[0].addr_spec == ADVISER][0])
    story.contains(answer, "Le motif que vous indiquez n’est transmis à personne", "withdrawal: the reason is named as not passed on")
    story.ok(not any("Zambie" in text_of(letter) for letter in letters), "and reaches nobody")


def event(story, world):
    _, letters = world.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form(EVENT_FIELDS)))
    check(story, letters, {ADVISER}, EVENT_FIELDS, "event")


IMS_REGION, DIRECTION, CNML, REGION = "lyon@ims.example", "direction@ims.example", "secretariat@cnml.example", "animation@arml-ara.example"
# Further kinds: the sender, the tag, and each field. {ref} is the record made by the form before.
FORMS = {
    "event": (CELL, "[EVENEMENT]", {
        "Titre": "Visite du zinc", "Type": "visite d'entreprise", "Date": "28/01/2027 à 9h", "Fin": "28/01/2027 à 11h47", "Lieu": "69007 Lyon",
        "Public": "jeunes du zinc et du plomb", "Contact": "Odon Marchais", "Ordre du jour": "accueil puis soudure", "Description": "Atelier ouvert.",
        "Vestiaire": "casiers gris"}),
    "change of an event": (CELL, "[EVENEMENT {ref}]", {"Date": "29/01/2027 à 9h", "Vestiaire": "casiers verts", "Contact": "Odile Marchais"}),
    "answer": (ADVISER, "[REPONSE {ref}]", {"Réponse": "oui", "Participants": "7", "Commentaire": "minibus de zinc", "Repas": "sept paniers"}),
    "list of an event": (CELL, "[EVENEMENT {ref} LISTE]", {}),
    "article": (CELL, "[ARTICLE]", {
        "Titre": "Le zinc recrute", "Texte": "Une visite en images.", "Rubrique": "Zincs", "Lien": "https://zinc.example/visite", "Signature": "O. Marchais"}),
    "committee": (DIRECTION, "[COMITE]", {
        "Date": "10/03/2027 de 14h à 16h37", "Lieu": "3 rue du Zinc, Paris", "Ordre du jour": "bilan du zinc", "Visio": "salle Étain"}),
    "minutes of a committee": (CNML, "[COMITE {ref}]", {"Compte rendu": "Le zinc fut loué.", "Présents": "Odon Marchais", "Excusés": "Odile Marchais"}),
    "regional agreement": (REGION, "[CONVENTION REGIONALE]", {
        "Région": "Auvergne-Rhône-Alpes", "Signataires": "Odon Marchais", "Date": "04/01/2027", "Destinataires": ADVISER, "Annexe": "carte du zinc"}),
    "approval": (IMS_REGION, "[ACCORD {ref}]", {"Réponse": "oui", "Motif": "bel alliage", "Tampon": "zinc gravé"}),
    "call for mentors": (ADVISER, "[PARRAINAGE]", {
        "Titre": "Parrains du zinc", "Nombre": "23", "Lieu": "69007 Lyon", "Date limite": "25/02/2027", "Contact": "Odon Marchais, 04 72 00 00 17",
        "Public": "jeunes couvreurs", "Description": "Un thé par mois.", "Rythme": "aux équinoxes"}),
    "answer to a call": (RECRUITER, "[REPONSE {ref}]", {"Réponse": "oui", "Message": "huit ferblantiers", "Disponibilité": "les nuits claires"}),
    "end of a call": (ADVISER, "[PARRAINAGE {ref}]", {"Statut": "pourvu", "Retenu": "Logistique Rhodanienne", "Mot": "ravis du zinc"}),
    "call for skills": (ADVISER, "[MECENAT]", {
        "Titre": "Toit à refaire", "Type": "compétences", "Jours": "19", "Lieu": "69007 Lyon", "Description": "Le toit fuit au nord.", "Outillage": "deux échelles"}),
    "call for money": (ADVISER, "[MECENAT]", {
        "Titre": "Une forge", "Type": "financier", "Montant": "4321", "Lieu": "69007 Lyon", "Description": "Pour fondre.", "Reçu": "au nom de Vulcain"}),
    "call for a speaker": (CNML, "[INTERVENANT]", {
        "Titre": "Le zinc demain", "Thème": "alliages rares", "Date": "12/03/2027 de 14h à 16h37", "Lieu": "69007 Lyon", "Description": "Devant cent élus.",
        "Estrade": "en chêne"}),
    "answer of a speaker": (CELL, "[REPONSE {ref}]", {"Réponse": "oui", "Intervenant": "Zénon Quibert", "Message": "avec maquette", "Durée": "un quart d'heure"}),
    "diagnostic": (ADVISER, "[DIAGNOSTIC]", {
        "Titre": "Se loger sous les toits", "Année": "2026", "Territoire": "Rhône", "Résumé": "Neuf toits sur dix fuient.", "Méthode": "à l'oreille"}),
    "subscription": (RECRUITER, "[ABONNEMENT]", {"Listes": "offres", "Fréquence": "hebdomadaire", "Territoires": "D69", "Souhait": "jamais le mardi"}),
}
# What a reader sees instead of the text written; "" for an instruction.
SHOWN = {
    "28/01/2027 à 9h": "28 janvier 2027", "28/01/2027 à 11h47": "11 h 47", "visite d'entreprise": "Visite d’entreprise", "29/01/2027 à 9h": "29 janvier 2027",
    "10/03/2027 de 14h à 16h37": "10 mars 2027, de 14 h à 16 h 37", "04/01/2027": "4 janvier 2027", ADVISER: "Mission locale de Lyon – site de Gerland", "D69": "Rhône",
    "offres": "", "oui": "", "12/03/2027 de 14h à 16h37": "12 mars 2027, de 14 h à 16 h 37", "25/02/2027": "25 février 2027", "4321": "4 321",
    "pourvu": "pourvu",
}


def forms(story, world):
    ref = None
    for what, (sender, tag, fields) in FORMS.items():
        now = "2027-03-12T10:00:00+01:00" if what.startswith("minutes") else NOW
        files = [("diagnostic.pdf", "application/pdf", pdf())] if what == "diagnostic" else []
        decision, letters = world.handles(compose(sender, SHARED, tag.format(ref=ref), form(fields), attachments=files), now=now)
        ref = decision["ref"] or ref
        text = "\n".join(text_of(letter) + str(letter["Subject"]) for letter in letters)
        if what == "answer":  # a comment reaches the organiser in the list
            asked, fields = {"Commentaire": fields["Commentaire"], "Repas": fields["Repas"]}, {"Réponse": "oui", "Participants": "7"}
        elif what == "list of an event":
            fields = asked
        lost = {label for label, value in fields.items() if SHOWN.get(value, seen(value)) not in text}
        story.is_((decision["outcome"], lost), ("accepted", set()), f"{what}: every field reaches a letter, or is named as not passed on")


def personal(story, world, reference):
    for tag, fields, sender, what in ((f"[ACCES {reference}]", {"Format": "sur parchemin", "Motif": "inventaire du zinc"}, ADVISER, "access"),
                                      ("[DENONCIATION]", {"Préavis": "trois lunes", "Témoin": "Odon Marchais"}, DIRECTION, "termination")):
        decision, letters = world.handles(compose(sender, SHARED, tag, form(fields)))
        text = "\n".join(text_of(letter) for letter in letters)
        lost = {label for label in fields if label not in text}
        story.is_((decision["outcome"], lost, "n’est transmis à personne" in text), ("accepted", set(), True), f"{what}: every line is named, and that it is not passed on")


def correction(story, world):
    """Valid fields stay valid for 30 days."""
    def answers(day, title):
        _, letters = world.handles(offer_mail({**OFFER, "Intitulé": title, "Lieu": "Zzyzx", "Date limite": "30/04/2027"}))
        answer = compose(RECRUITER, SHARED, f"RE: {letters[0]['Subject']}", "Lieu : 69100 Villeurbanne\n", answers=letters[0])
        return world.handles(answer, now=f"2027-{day}T10:00:00+01:00")[0]

    decision = answers("02-09", "Soudeur (H/F)")
    story.is_((decision["outcome"], decision["reason"]), ("accepted", "offer recorded"), "on the 29th day the faulty line alone is enough")
    decision = answers("02-12", "Brasseur (H/F)")
    story.is_(decision["outcome"], "refused", "on the 32nd it is not: what was right is forgotten")
    kept = world.passerelle.row("SELECT count(*) AS n FROM refused_form WHERE message IN (SELECT id FROM message WHERE received_at < ?)", "2027-01-12")
    story.is_(kept["n"], 0, "and it is kept no longer")


def tell(story):
    with temporary_folder("nothing") as folder:
        world = Embedded(folder)
        offer(story, world)
        reference = cv(story, world)
        outcome(story, world, reference)
        personal(story, world, reference)
        withdrawal(story, world, reference)
        event(story, world)
        line_in_correction(story, world)
        correction(story, world)
        forms(story, world)


if not PROGRAM.exists():
    skip_all(f"{PROGRAM} is not built")
run_story(tell)

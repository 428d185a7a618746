"""The people of the directory, and the forms that stories send in their names."""

import itertools

from mails import SHARED, compose, form, pdf

RECRUITER = "recrutement@logirhone.example"
ADVISER = "maelle.lefevre@mllyon.example"
CELL = "emploi.diversite@ims.example"
ORGANISATION = {RECRUITER: "Logistique Rhodanienne", CELL: "IMS-Entreprendre pour la Cité"}  # names in letters

OFFER = {
    "Intitulé": "Préparateur de commandes (H/F)",
    "Entreprise": "Logistique Rhodanienne",
    "Lieu": "69007 Lyon",
    "Contrat": "CDI",
    "Code ROME": "N1103",
    "Date limite": "26/02/2027",
    "Description": "Préparation de commandes au port Édouard-Herriot, formation assurée.",
}

CV = {
    "Prénom": "Inès",
    "Nom": "Haddad-Tremblay",
    "Date de naissance": "14/05/2005",
    "Consentement": "OUI",
    "Date du consentement": "04/01/2027",
    "Portée": "cette offre",
}


EVENT = {
    "Intitulé": "Forum des métiers de la logistique",
    "Type": "forum",
    "Date": "28/01/2027 de 14h à 17h30",
    "Lieu": "69007 Lyon",
    "Places": "10",
    "Description": "Rencontres avec douze recruteurs, ouvertes à tous les jeunes suivis.",
}


OFFER_NUMBERS = itertools.count(1)


def offer_mail(fields=OFFER, **options):
    """Each is a different post by its reference, unless the fields give one (None: without)."""
    fields = {"Référence": f"R-{next(OFFER_NUMBERS)}"} | fields
    fields = {label: value for label, value in fields.items() if value is not None}
    return compose(RECRUITER, SHARED, "[OFFRE] Un poste à pourvoir", form(fields), **options)


def cv_mail(offer, fields=CV, document=None, sender=ADVISER, **options):
    attachment = ("CV Inès.pdf", "application/pdf", document or pdf())
    return compose(sender, SHARED, f"[CV {offer}]", form(fields), attachments=[attachment], **options)


def withdrawal_mail(candidate, sender=ADVISER):
    return compose(sender, SHARED, f"[RETRAIT {candidate}]", "RETRAIT\n")

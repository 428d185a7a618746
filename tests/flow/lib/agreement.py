"""The people of the directory and the forms that the stories send in their names."""

from mails import SHARED, compose, form, pdf

RECRUITER = "recrutement@logirhone.example"
ADVISER = "maelle.lefevre@mllyon.example"
CELL = "emploi.diversite@ims.example"

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


def offer_mail(fields=OFFER, **options):
    return compose(RECRUITER, SHARED, "[OFFRE] Un poste à pourvoir", form(fields), **options)


def cv_mail(offer, fields=CV, document=None, **options):
    document = document or pdf()
    return compose(ADVISER, SHARED, f"[CV {offer}]", form(fields),
                   attachments=[("CV Inès.pdf", "application/pdf", document)], **options)

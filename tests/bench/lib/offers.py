"""An employer's offers, each accepted and sent to one adviser."""

from mails import SHARED

RECRUITER = "recrutement@logirhone.example"
ADVISER = "maelle.lefevre@mllyon.example"
HEADER = "organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage\n"
DIRECTORY = HEADER + (f"Logistique Rhodanienne;entreprise;Paul Hervé;{RECRUITER};RH;D69;;;;\n"
                      f"Mission locale de Lyon;mission_locale;Maëlle Lefèvre;{ADVISER};Conseillère;P69007;;;;\n")

OFFER = """Authentication-Results: mx.passerelle.example; dmarc=pass header.from=logirhone.example
From: Paul Herve <{recruiter}>
To: {shared}
Subject: [OFFRE] Poste {number}
Date: Mon, 11 Jan 2027 08:00:00 +0100
Message-ID: <bench.{number}@logirhone.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_b"

--=_b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Bonjour,

Intitulé : Préparateur de commandes {number} (H/F)
Entreprise : Logistique Rhodanienne
Lieu : 69007 Lyon
Contrat : CDI
Description : Préparation de commandes, formation assurée.

Cordialement,
Paul Hervé
{attachment}--=_b--
"""

ATTACHMENT = """--=_b
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

{base64}"""


def offer(number, attachment=""):
    """The mail's bytes with bare line feeds; `attachment` is base64 in lines."""
    part = ATTACHMENT.format(base64=attachment) if attachment else ""
    return OFFER.format(recruiter=RECRUITER, shared=SHARED, number=number, attachment=part).encode()


def import_directory(program, text=DIRECTORY):
    path = program.folder / "annuaire.csv"
    path.write_text(text, encoding="utf-8")
    program.import_directory(path)

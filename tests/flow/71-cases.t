#!/usr/bin/python3 -B
"""Small mails with properties from public bug reports of other mail programs, and variants of each
(tests/cases), with the expected result for each property."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import cv_mail
from embedded import Embedded
from mails import SHARED, attachments_of, compose, letter_in, text_of
from passerelle import TREE
from system import temporary_folder
from tap import run_story

CASES = TREE / "tests" / "cases"
NOW = "2026-11-30T12:00:00+01:00"
AGENDA_SENDER = "cellule@ims.example"
MARTELET, ML_LYON, CELL = "rh@martelet.example", "conseil@ml-lyon.example", "emploi-diversite@ims.example"
OFFER = {"place": "69007 Lyon", "contract": "CDI", "contact": None}
CV = {"given_name": "Inès", "consent": "oui"}

# By prefix of a file name: values of fields (None: no such field), and text that must be in none of them.
READ = {
    "18b": (OFFER, ("Paris", "accueil@")),
    "03": (OFFER, ()),
    "08": ({"contract": "CDI"}, ()),
    "06": (CV, ()),
    "07": (OFFER, ("Ã", "Å")),
    "07-utf8-declared-latin1": ({"company": "Logistique Étoile", "title": "Préparateur de commandes (H/F)"}, ()),
    "04": (OFFER, ()),
    "17b": (OFFER, ()),
    "15-own": ({"description": "Soudure à l'arc.\nLe candidat doit avoir le permis B."}, ()),
    "15-line-above-gmail": ({"description": "Dépannage.\nLe véhicule est fourni par l'entreprise."}, ()),
    "15-line-above-outlook": ({"description": "Pose.\nLe permis B est demandé."}, ()),
    "02": (OFFER, ()),
    "05b": (OFFER, ("PGP", "iQIz", "xsBN", "- - ")),
    "22": (OFFER, ("\u200b", "\ufeff", "\u2060", "\u00ad", "\u200d")),
    "35b": (CV, ()),
    "table": ({**OFFER, "title": "Soudeur (H/F)"}, ()),
    "signature": ({**OFFER, "company": "Logistique Étoile"}, ("Paris", "04 78")),
}

# Text in each reader's letters once the mail is decided: {recipient: words}.
AGENDA = {"evt_agenda_contact": ("9h accueil", "10h visite", "Mme Roche", "jeunes de 16 à 25 ans"),
          "evt_programme_referent": ("pétrissage", "M. Blanc", "secteur alimentaire"), "evt_table": ("tour de table", "essais", "Mme Noir", "en chantier")}
REACHED = {
    **{name: {ML_LYON: words} for name, words in AGENDA.items()},
    "diffusion_missions_locales": {ML_LYON: ("Agent polyvalent",)},
    "diffusion_toutes_les_ml": {ML_LYON: ("Livreur",)},
    "diffusion_ml_singulier": {ML_LYON: ("Magasinier",)},
    "suite_commentaire": {ML_LYON: ("apporter une pièce d’identité", "métro Charpennes")},
    "suite_remarque_multiligne": {ML_LYON: ("prévoir une tenue", "chaussures de sécurité", "au troisième")},
    "suite_message_sous_la_formule": {ML_LYON: ("à revoir au printemps",)},
    "labels_after_closing": {ML_LYON: ("SMIC", "35 h")},
    "labels_after_thanks": {ML_LYON: ("1 850 €", "30 h", "panier")},
    "labels_after_signature_formula": {ML_LYON: ("CAP", "15 janvier 2027", "fournie")},
    "offer_change_unknown_label": {MARTELET: ("13e mois",), ML_LYON: ("35 h",)},
    "offer_change_lower_unknown": {MARTELET: ("gratuit sur place",), ML_LYON: ("32 h",)},
    "offer_change_unknown_multiline": {MARTELET: ("tickets restaurant", "mutuelle d’entreprise"), ML_LYON: ("SMIC + 5",)},
}


def check_read(story, world, files):
    """Each one alone, without writing anything."""
    output = world.passerelle.do("explain", "--json", "--now", NOW, *map(str, files))
    for file, explained in zip(files, map(json.loads, output.replace("\n}\n", "\n}\0").rstrip("\0").split("\0"))):
        values, absent = READ[max((name for name in READ if file.stem.startswith(name)), key=len)]
        fields = {field["key"]: field["value"] for field in explained["form"]["fields"]}
        story.is_((explained["outcome"], {key: fields.get(key) for key in values}), ("accepted", values), f"{file.stem}: {explained['reason']}")
        story.is_([word for word in absent if any(word in value for value in fields.values())], [], f"{file.stem}: and no more")


def handle(world, file):
    before = set(world.sent())
    world.box.add(file.read_bytes())
    world.runs(NOW)
    decision = world.passerelle.row("SELECT * FROM messages ORDER BY id DESC LIMIT 1")
    return decision, [letter_in(path) for path in world.sent() if path not in before]


def check_reached(story, world, name):
    decision, letters = handle(world, CASES / f"{name}.eml")
    if name == "evt_agenda_contact":  # its deadline is after its start, and its quota above its capacity (section 6)
        story.is_(decision["reason"], "faulty: quota, deadline", f"{name}: what can't be is asked back")
        reply = compose(AGENDA_SENDER, SHARED, f"RE: {letters[0]['Subject']}", "Quota : 4\nDate limite : 10/01/2027\n", answers=letters[0])
        decision, letters = world.handles(reply, now=NOW)
    texts = {letter["To"].addresses[0].addr_spec: text_of(letter) for letter in letters}
    lost = {word for reader, words in REACHED[name].items() for word in words if word not in texts.get(reader, "").replace("'", "’")}
    story.is_((decision["outcome"], lost), ("accepted", set()), f"{name}: {decision['reason']}")


def check_files(story, world, file):
    decision, letters = handle(world, file)
    sent = [set(attachments_of(letter)) for letter in letters if letter["To"].addresses[0].addr_spec == CELL]
    expected = [{"CV.pdf", "lettre.pdf"}] if "between" in file.stem else [{"CV_Garnier.pdf"}] if file.stem in ("06-cv-openpgp-key", "06c-cv-att00001") \
        else [{"CV.pdf"}]
    story.is_((decision["outcome"], sent), ("accepted", expected), f"{file.stem}: only the CV is sent on")


def tell(story):
    files = sorted(CASES.glob("*.eml"))
    with temporary_folder("cases") as folder:
        world = Embedded(folder, "", CASES / "annuaire.csv")
        check_read(story, world, [file for file in files if file.stem not in REACHED])
        for name in REACHED:
            if name == "suite_commentaire":
                world.handles(cv_mail("OFF-2026-0001", {"Prénom": "Inès", "Nom": "Haddad", "Âge": "20", "Consentement": "OUI",
                                                        "Date du consentement": "24/11/2026"}, sender=ML_LYON), now=NOW)
            check_reached(story, world, name)
        description = world.passerelle.row("SELECT description FROM offer WHERE ref = 'OFF-2026-0001'")["description"]
        story.is_(description, "Entretien des locaux et petite manutention.", "an unknown label in a change leaves the description alone")
        for file in files:
            if file.stem.startswith("06"):
                check_files(story, world, file)


run_story(tell)

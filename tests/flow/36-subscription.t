#!/usr/bin/python3 -B
"""Specification section 7: leaving and joining lists by mail, also by List-Unsubscribe; frequency and
territories; the welcome letter; a choice survives imports until its cell changes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, OFFER, offer_mail
from embedded import Embedded
from mails import SHARED, compose, text_of
from passerelle import DIRECTORY
from system import temporary_folder
from tap import run_story

KARIM = "karim.benhaddou@mllyon.example"


def holds(scene, who, column):
    return scene.passerelle.row(f"SELECT {column} AS cell FROM contacts WHERE email = '{who}'")["cell"]


def lists(scene, who):
    return holds(scene, who, "lists")


def sends(scene, who, subject, text, **options):
    return scene.handles(compose(who, SHARED, subject, text), **options)


def tell_choice(story, scene):
    decision, letters = sends(scene, ADVISER, "[DESABONNEMENT]", "Listes : offres\n")
    story.is_((decision["outcome"], lists(scene, ADVISER)), ("accepted", "evenements newsletter"), "a list is left")
    text = text_of(letters[0])
    story.ok("- invitations" in text and "- offres" not in text, "and the answer says what holds now", text)
    _, letters = scene.handles(offer_mail())
    story.ok(ADVISER not in {letter["To"].addresses[0].addr_spec for letter in letters}, "no offer comes any more")
    scene.sends(offer_mail())
    _, letters = sends(scene, KARIM, "[DESABONNEMENT]", "Listes : offres\n")
    story.is_([letter["Subject"] for letter in letters if letter["To"].addresses[0].addr_spec == KARIM], ["Réglages enregistrés"],
              "nor one that waited when its list was left")
    sends(scene, KARIM, "[ABONNEMENT]", "Listes : offres\n")
    decision, _ = sends(scene, ADVISER, "[ABONNEMENT]", "Listes : Offres d’emploi et CV\n")
    story.is_(lists(scene, ADVISER), "evenements newsletter offres cv", "lists are joined, as people call them")
    decision, _ = sends(scene, ADVISER, "[ABONNEMENT]", "Listes : bricolage\n")
    story.is_((decision["outcome"], lists(scene, ADVISER)), ("refused", "evenements newsletter offres cv"), "an unknown one is asked back")
    decision, letters = sends(scene, ADVISER, "[DESABONNEMENT]", "Merci\n")
    story.is_((decision["outcome"], lists(scene, ADVISER)), ("accepted", ""), "all are left where none is named")
    story.contains(text_of(letters[0]), "plus aucune liste", "and it says so")


def tell_settings(story, scene):
    """Frequency and territories of a reader in whose territory there are offers."""
    who = KARIM
    decision, letters = sends(scene, who, "[ABONNEMENT]", "Fréquence : une fois par semaine\nTerritoires : P69003\n")
    story.is_((decision["outcome"], holds(scene, who, "frequency"), holds(scene, who, "territories")), ("accepted", "hebdomadaire", "P69003"),
              "frequency and territories are chosen")
    text = text_of(letters[0])
    text = text.replace("\u00a0", " ")
    story.ok("récapitulatif chaque semaine" in text and "lundi 18 janvier 2027" in text and "69003 (Rhône)" in text, "the answer says what holds, and when the next digest comes", text)
    decision, letters = sends(scene, who, "[ABONNEMENT]", "Territoires : Villeurbanne, P69008\n")
    story.is_((decision["outcome"], holds(scene, who, "territories")), ("refused", "P69003"), "what lies outside of the organisation's territory is refused")
    story.contains(text_of(letters[0]), "hors du territoire", "the answer says why")
    decision, _ = sends(scene, who, "[ABONNEMENT]", "Fréquence : parfois\n")
    story.is_((decision["outcome"], holds(scene, who, "frequency")), ("refused", "hebdomadaire"), "a frequency that there is not is asked back")
    sends(scene, who, "[ABONNEMENT]", "Fréquence : immédiat\n")
    told = [{row["recipient"] for row in scene.passerelle.rows("SELECT recipient FROM letters WHERE template = 'offer' AND about = ?", ref)}
            for ref in (scene.handles(offer_mail({**OFFER, "Intitulé": f"Vendeur {place} (H/F)", "Lieu": place}))[0]["ref"] for place in ("69007 Lyon", "69003 Lyon"))]
    story.is_([who in each for each in told], [False, True], "who chose a part of the territory hears of that part alone")
    decision, _ = sends(scene, who, "[ABONNEMENT]", "Territoires : P69003, P69007\n")
    story.is_((decision["outcome"], holds(scene, who, "territories")), ("accepted", "P69003 P69007"), "and may widen it again within that of the organisation")


def tell_last(story, scene):
    decision, letters = sends(scene, CELL, "[DESABONNEMENT]", "Listes : cv\n")
    story.is_((decision["outcome"], lists(scene, CELL)), ("accepted", "cv"), "CVs have to reach somebody at IMS")
    story.contains(text_of(letters[0]), "dernière personne", "the answer says why")


def tell_import(story, scene):
    scene.passerelle.import_directory()
    story.is_((lists(scene, ADVISER), holds(scene, KARIM, "territories")), ("", "P69003 P69007"), "the same file again leaves the choices")
    file = scene.folder / "annuaire.csv"
    rows = DIRECTORY.read_text(encoding="utf-8-sig")
    file.write_text("\n".join(line for line in rows.splitlines() if ADVISER not in line) + "\n", encoding="utf-8")
    scene.passerelle.import_directory(file)
    scene.passerelle.import_directory()
    story.is_(lists(scene, ADVISER), "", "leaving the directory and coming back too")
    line = next(line for line in rows.splitlines() if ADVISER in line)
    changed = line.split(";")
    changed[6] = "newsletter"
    file.write_text(rows.replace(line, ";".join(changed)), encoding="utf-8")
    scene.passerelle.import_directory(file)
    story.is_((lists(scene, ADVISER), holds(scene, KARIM, "territories")), ("newsletter", "P69003 P69007"), "another word in that cell of the file counts again")
    file.write_text(rows.replace("Chargé de relations entreprises;P69007 P69003 P69008", "Chargé de relations entreprises;P69007 P69003 P69008 P69001"), encoding="utf-8")
    scene.passerelle.import_directory(file)
    story.is_(holds(scene, KARIM, "territories"), "P69007 P69003 P69008 P69001", "so does the one with the territories")


def tell_welcome(story, scene):
    """After imports without the option, as before welcome letters existed."""
    welcomed = "SELECT recipient FROM letters WHERE template = 'welcome'"
    scene.runs()
    story.is_(scene.passerelle.rows(welcomed), [], "an import alone welcomes nobody")
    rows = DIRECTORY.read_text(encoding="utf-8-sig")
    for newcomer in ("", "Mission locale de Metz-Nord;mission_locale;Lucie Arnould;lucie.arnould@ml-metz-nord.example;Conseillère;C57463;;quotidien;;\n"):
        file = scene.folder / "annuaire.csv"
        file.write_text(rows + newcomer, encoding="utf-8")
        for _ in range(2):
            scene.passerelle.do("directory", "import", str(file), "--welcome")
            scene.runs()
        told = [row["recipient"] for row in scene.passerelle.rows(welcomed)]
        active = {row["email"] for row in scene.passerelle.rows("SELECT email FROM contacts WHERE active AND welcomed_at IS NOT NULL")}
        story.is_((sorted(told), len(active)), (sorted(active), scene.passerelle.row("SELECT count(*) AS n FROM contacts WHERE active")["n"]),
                  "each contact who was not welcomed yet is, once" if not newcomer else "the one who is new alone the next time")
    text = next(text_of(letter) for letter in scene.letters() if "lucie.arnould@" in str(letter["To"]) and "Bienvenue" in str(letter["Subject"])).replace("\u00a0", " ")
    parts = ("30 avril 2008", "https://www.cnml.gouv.fr", "- offres d’emploi", "chaque jour ouvré", "Metz", "annuaire du partenariat", "lucie.arnould@ml-metz-nord.example",
             "légitime", "CNIL", "Répondre à une offre par un CV", "Arrêter toutes les listes")
    story.is_([part for part in parts if part not in text], [], "it says what this is, where the address comes from, which forms there are, how to stop")


def tell(story):
    with temporary_folder("subscription") as folder:
        scene = Embedded(folder)
        tell_choice(story, scene)
        tell_settings(story, scene)
        tell_last(story, scene)
        tell_import(story, scene)
        tell_welcome(story, scene)


run_story(tell)

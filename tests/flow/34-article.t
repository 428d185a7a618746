#!/usr/bin/python3 -B
"""Agreement Art. 4, specification section 7: an article for the newsletter, the other side's approval when it
reports results, its withdrawal."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from embedded import Embedded, letter_to, outcome
from mails import SHARED, compose, fill_in, form, mailto_links, text_of
from replies import reply
from system import temporary_folder
from tap import run_story

CELL, DIRECTION, CNML = "quartiers@ims.example", "direction@ims.example", "secretariat@cnml.example"
CNML_OTHER = "jn.prevot@cnml.example"
ARTICLE = {"Titre": "Une rencontre réussie à Gerland", "Rubrique": "Vie du réseau", "Lien": "https://www.emploi-diversite.example/gerland",
           "Texte": "Douze entreprises ont reçu des jeunes.\nUne seconde rencontre est prévue au printemps."}


def sends(scene, sender, subject, fields, **options):
    return scene.handles(compose(sender, SHARED, subject, form(fields)), **options)


def status(scene, ref):
    return scene.passerelle.row(f"SELECT status FROM articles WHERE ref = '{ref}'")["status"]


def tell_simple(story, scene):
    decision, letters = sends(scene, CELL, "[ARTICLE]", ARTICLE)
    story.is_(outcome(decision), ("article", "accepted", "ART-2027-0001"), "an article is accepted at once: each side speaks of the partnership as it likes")
    story.is_([letter["To"].addresses[0].addr_spec for letter in letters], [CELL], "its author alone is told")
    text = text_of(letters[0])
    story.ok("prochaine lettre d’information" in text and "ne sont pas transmis" not in text, "when it appears, and that nothing was left out", text)
    row = scene.passerelle.row("SELECT ref, status, title, rubric, link, author, newsletter FROM articles")
    story.is_(row, {"ref": "ART-2027-0001", "status": "accepted", "title": ARTICLE["Titre"], "rubric": ARTICLE["Rubrique"],
                    "link": ARTICLE["Lien"], "author": CELL, "newsletter": None}, "as the view tells it")
    decision, letters = sends(scene, CELL, "[ARTICLE]", {**ARTICLE, "Lien": "http://sans-chiffrement.example/"})
    story.is_(decision["outcome"], "refused", "a link without TLS is asked back")
    decision, letters = sends(scene, CELL, "[ARTICLE]", {"Titre": "Sans texte"})
    story.is_(decision["outcome"], "refused", "an article without a text too")
    decision, _ = sends(scene, "recrutement@logirhone.example", "[ARTICLE]", ARTICLE)
    story.is_(decision["outcome"], "refused", "a company sends none")
    decision, _ = sends(scene, CNML, "[ARTICLE ART-2027-0001]", {"Statut": "annulé"})
    story.is_((decision["outcome"], status(scene, "ART-2027-0001")), ("refused", "accepted"), "nobody withdraws another organisation's")
    decision, letters = sends(scene, DIRECTION, "[ARTICLE ART-2027-0001]", {"Statut": "annulé"})
    story.is_((decision["outcome"], status(scene, "ART-2027-0001")), ("accepted", "withdrawn"), "a colleague of its author withdraws it")
    story.contains(text_of(letters[0]), "ne paraîtra pas", "and reads so")


def tell_review(story, scene):
    for text, expected in (("Une vingtaine de jeunes sont venus.", "refused"), ("Au premier semestre, CV transmis : 58.", "refused"),
                           ("Douze jeunes ont signé un contrat.", "refused"), ("Un forum réunit le 12 mars à 14 h deux missions locales et des jeunes de 16 à 25 ans.", "accepted")):
        story.is_(sends(scene, CELL, "[ARTICLE]", {**ARTICLE, "Texte": text})[0]["outcome"], expected, f"{text} is {expected}")
    decision, letters = sends(scene, CELL, "[ARTICLE]", {**ARTICLE, "Texte": "Nous avons accueilli 120 jeunes et signé 35 nouveaux contrats."})
    story.is_(decision["outcome"], "refused", "figures without a word on whether they are results are asked back")
    story.contains(text_of(letters[0]), "est-ce un bilan", "as a question")
    decision, letters = scene.handles(reply(letters[0], CELL, "Bilan : oui", "bare"))
    story.is_((decision["outcome"], decision["reason"], status(scene, decision["ref"])), ("accepted", "article under review", "submitted"),
              "results wait for the other side's accord")
    ref = decision["ref"]
    asked = {letter["To"].addresses[0].addr_spec for letter in letters if "attend votre accord" in text_of(letter)}
    story.is_(asked, {CNML, CNML_OTHER}, "its steering committee is asked, and nobody else")
    letter = letter_to(letters, CNML)
    story.contains(str(letter["Subject"]), f"[ACCORD {ref}]", "with the tag to answer by")
    decision, _ = sends(scene, DIRECTION, f"[ACCORD {ref}]", {"Réponse": "oui"})
    story.is_((decision["outcome"], status(scene, ref)), ("refused", "submitted"), "its own side can't say yes")
    decision, _ = scene.handles(reply(letter, CNML, "Oui, très bien", "bare"))
    story.is_(status(scene, ref), "submitted", "words are no approval")
    url = next(link for link in mailto_links(letter) if "oui" in link.body)
    decision, letters = scene.handles(compose(CNML, url.address, url.subject, url.body))
    story.is_((decision["outcome"], decision["ref"], status(scene, ref)), ("accepted", ref, "accepted"), "the button accepts it")
    story.contains(text_of(letter_to(letters, CELL)), "paraîtra", "its author hears it")
    story.contains(text_of(letter_to(letters, CNML)), "donnez votre accord", "and who gave it what it did")
    decision, _ = sends(scene, CNML_OTHER, f"[ACCORD {ref}]", {"Réponse": "non"})
    story.is_((decision["outcome"], status(scene, ref)), ("refused", "accepted"), "a no after that comes too late")
    story.is_(scene.passerelle.rows("SELECT about, contact, side, answer FROM approvals"),
              [{"about": ref, "contact": CNML, "side": "cnml", "answer": "yes"}], "one approval stands in the register")


def tell_no(story, scene):
    decision, _ = sends(scene, CNML, "[ARTICLE]", {**ARTICLE, "Bilan": "oui"})
    ref = decision["ref"]
    decision, letters = sends(scene, DIRECTION, f"[ACCORD {ref}]", {"Réponse": "non", "Motif": "Les chiffres ne sont pas ceux du comité."})
    story.is_((decision["outcome"], status(scene, ref)), ("accepted", "refused"), "a no ends it")
    story.contains(text_of(letter_to(letters, CNML)), "ne sont pas ceux du comité", "its author reads why")


def tell_another(story, scene):
    first, letters = sends(scene, CELL, "[ARTICLE]", ARTICLE)
    button = next(link for link in mailto_links(letters[0]) if link.subject == "[ARTICLE]")
    filled = fill_in(button.body, {"Intitulé": "Une autre rencontre", "Texte": "Huit entreprises ont reçu des jeunes."})
    decision, _ = scene.handles(compose(CELL, button.address, button.subject, filled))
    story.ok(outcome(decision)[:2] == ("article", "accepted") and decision["ref"] != first["ref"], "its button for another article sends another", dict(decision))


def tell(story):
    with temporary_folder("article") as folder:
        scene = Embedded(folder, "newsletter_review = true\n")
        tell_simple(story, scene)
        tell_review(story, scene)
        tell_no(story, scene)
        tell_another(story, scene)


run_story(tell)

#!/usr/bin/python3 -B
"""Specification section 2a: notes that are passed on and answered, their readers, and what is never passed on
with them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import ADVISER, CELL, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from embedded import Embedded, letter_to
from mails import SHARED, compose, form, mailto_links, pdf, text_of
from replies import reply
from system import temporary_folder
from tap import run_story

HELP, HELP_ML = "quartiers@ims.example", "direction@ims.example"
COLLEAGUE = "p.herve@logirhone.example"  # token of the recruiter
OTHER_COMPANY = "a.morel@boulangeries-morel.example"
MARK = "Le quai numéro sept est-il couvert ?"
NIR = "2 05 05 69 387 123 10"


def recipients(letters, template_words="vous écrit à propos"):
    return {letter["To"].addresses[0].addr_spec for letter in letters if template_words in text_of(letter)}


def told(letters):
    return [letter["To"].addresses[0].addr_spec for letter in letters if "est transmis" in text_of(letter)]


def says(scene, letter, sender, text, **options):
    style = options.pop("style", "gmail")
    proven = options.pop("proven", True)
    return scene.handles(reply(letter, sender, text, style, **options), proven=proven)


def tell_offer(story, scene):
    _, letters = scene.handles(offer_mail())
    offer, receipt = letter_to(letters, ADVISER), letter_to(letters, RECRUITER)
    decision, letters = says(scene, offer, ADVISER, MARK)
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("note", "accepted", "OFF-2027-0001"), "a question about an offer is a note")
    story.is_((recipients(letters), told(letters)), ({RECRUITER}, [ADVISER]), "passed on to the offer's contact, and its sender is told")
    note = letter_to(letters, RECRUITER)
    story.ok(MARK in text_of(note) and "Formulaire" not in text_of(note) and "Consentement" not in text_of(note),
             "with the text, and nothing of what it quotes", text_of(note))
    story.ok(ADVISER not in note.as_string(), "and without the writer's address")
    _, letters = says(scene, note, RECRUITER, "Oui, il est couvert.", style="outlook")
    story.is_(recipients(letters), {ADVISER}, "the answer goes back to who asked")
    _, letters = says(scene, letter_to(letters, ADVISER), ADVISER, "Et chauffé ?", style="iphone")
    story.is_((recipients(letters), told(letters)), ({RECRUITER}, []), "and so on; the sender is told once a thread and day")
    _, letters = says(scene, note, RECRUITER, "Oui", style="bare")
    story.is_(recipients(letters), {ADVISER}, "a bare yes to it goes back as well")
    _, letters = says(scene, receipt, RECRUITER, "Combien de personnes ont reçu l'offre ?")
    story.is_(recipients(letters), {HELP}, "a note whose other end is its writer goes to the person who helps")
    _, letters = says(scene, offer, ADVISER, "Vous êtes vraiment une bande d'incapables")
    story.is_(recipients(letters), {HELP_ML}, "an insult too; for missions locales to theirs")
    return offer, receipt


def tell_limits(story, scene, offer):
    decision, letters = says(scene, offer, ADVISER, "Voici Yanis, très motivé.", attachments=[("CV.pdf", "application/pdf", pdf("YANISCV"))])
    story.is_((recipients(letters), any(letter.get_content_maintype() == "multipart" and list(letter.iter_attachments()) for letter in letters)),
              ({RECRUITER}, False), "a file is not passed on")
    story.ok("ne les avons pas gardées" in text_of(letter_to(letters, ADVISER)), "its sender is told that it is erased")
    story.is_(b"YANISCV" in scene.passerelle.database.read_bytes(), False, "and it is")
    decision, letters = says(scene, offer, ADVISER, f"Son numéro est le {NIR}, il est motivé.")
    story.is_((decision["outcome"], recipients(letters)), ("refused", set()), "a social security number is not passed on")
    story.ok("sécurité sociale" in text_of(letters[0]) and NIR not in text_of(letters[0]), "its sender reads why, without an echo", text_of(letters[0]))
    decision, letters = says(scene, offer, ADVISER, "Elle est enceinte, est-ce un problème ?")
    story.is_((decision["outcome"], recipients(letters), "la santé" in text_of(letters[0])), ("refused", set(), True), "nor what tells of health")
    decision, letters = scene.handles(compose(ADVISER, "chef@mllyon.example", f"RE: {offer['Subject']}", "Qu'en penses-tu, chef ?\n",
                                              answers=offer, headers={"Cc": SHARED}))
    story.is_((decision["outcome"], recipients(letters)), ("refused", set()), "what is written to somebody else, with us in Cc, is not")
    _, letters = says(scene, offer, ADVISER, "Bonjour, " + "une longue question, " * 400)
    story.ok("4 000 premiers" in text_of(letter_to(letters, ADVISER)), "after 4,000 characters it is cut, and told")


def tell_candidate(story, scene):
    _, letters = scene.handles(cv_mail("OFF-2027-0001"))
    cv, receipt = letter_to(letters, RECRUITER), letter_to(letters, ADVISER)
    _, letters = says(scene, cv, RECRUITER, "A-t-elle le permis ?")
    story.is_(recipients(letters), {ADVISER}, "a question about a candidate goes to the adviser")
    _, letters = says(scene, receipt, ADVISER, "L'avez-vous reçue ?")
    story.is_(recipients(letters), {RECRUITER}, "and the adviser's to the company of that offer")
    decision, letters = says(scene, cv, RECRUITER, "Elle nous a dit qu'elle retire son accord")
    story.is_((decision["kind"], recipients(letters)), ("note", {ADVISER}), "a withdrawal that a company reports withdraws nothing")
    story.is_([link.subject for link in mailto_links(letter_to(letters, ADVISER)) if "RETRAIT" in link.subject], ["[RETRAIT CAN-2027-0001]"],
              "the adviser gets the button")
    decision, letters = says(scene, cv, RECRUITER, "Embauchée", proven=False)
    story.is_((decision["outcome"], letters), ("quarantined", []), "by a token alone nobody is hired")
    decision, _ = says(scene, receipt, ADVISER, "Oui", subject="RE: Accord à renouveler [CV CAN-2027-0001]")
    story.ok(scene.passerelle.count("consents") == 1, "and no word is a consent", decision["reason"])
    _, letters = scene.handles(withdrawal_mail("CAN-2027-0001"))
    asked = letter_to(letters, RECRUITER)
    _, letters = says(scene, receipt, ADVISER, "Elle a déménagé à Metz.")
    story.is_(recipients(letters), {HELP_ML}, "nothing new about a person whose consent has ended reaches a former recipient")
    _, letters = says(scene, asked, RECRUITER, "Faut-il aussi effacer le mail ?")
    story.is_(recipients(letters), {ADVISER}, "but a question about the erasure reaches the adviser")
    decision, letters = says(scene, asked, RECRUITER, "C'est effacé", proven=False)
    story.is_((decision["reason"], recipients(letters)), ("erasure confirmed", {ADVISER}), "by a token alone an erasure counts")
    scene.handles(cv_mail("OFF-2027-0001", {**CV, "Prénom": "Noé", "Nom": "Petit"}))
    decision, _ = scene.handles(compose(COLLEAGUE, SHARED, "RE: Candidature [SUITE CAN-2027-0002]", "Pas retenu\n"))
    story.is_((decision["kind"], decision["outcome"]), ("outcome", "accepted"), "a colleague may tell what came of a CV")
    decision, letters = scene.handles(compose(OTHER_COMPANY, SHARED, "RE: Candidature [SUITE CAN-2027-0002]", "A-t-il le permis ?\n"))
    story.is_((recipients(letters), any("CAN-2027-0002" in text_of(letter) for letter in letters)), ({HELP}, False),
              "a stranger to the thread reaches the person who helps, and reads nothing of it")
    decision, _ = scene.handles(compose(ADVISER, SHARED, "Re: Re: [RETRAIT CAN-2027-0002]", "Merci de faire le nécessaire.\n"))
    story.is_((decision["kind"], decision["outcome"]), ("withdrawal", "accepted"), "a tag is read behind any number of marks of an answer")
    spontaneous = {**CV, "Prénom": "Lou", "Nom": "Martin", "Portée": "entreprises partenaires", "Métier recherché": "Vendeur, D1106", "Mobilité": "Lyon"}
    attachment = ("CV.pdf", "application/pdf", pdf())
    _, letters = scene.handles(compose(ADVISER, SHARED, "[CV]", form(spontaneous), attachments=[attachment]))
    _, letters = says(scene, letter_to(letters, ADVISER), ADVISER, "Avez-vous une piste ?")
    story.is_(recipients(letters), {CELL}, "about a spontaneous CV it is the IMS cell")


def tell_rest(story, scene, offer, receipt):
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form(EVENT)))
    invitation = letter_to(letters, ADVISER)
    _, letters = says(scene, invitation, ADVISER, "Oui, 4 jeunes. Y a-t-il un parking ?")
    story.is_((recipients(letters), scene.passerelle.row("SELECT participants FROM attendances WHERE answer = 'yes'")["participants"]),
              ({RECRUITER}, 4), "what stands beside an answer is passed on with it")
    decision, letters = says(scene, receipt, RECRUITER, "Bonjour", subject="[AIDE]")
    story.is_((decision["kind"], len(letters)), ("help", 1), "[AIDE] typed over the tag of a letter is a call for help")
    decision, letters = says(scene, offer, ADVISER, "Désolée, personne de disponible")
    story.is_((decision["reason"], letters), ("nobody available", []), "nobody available is tallied")
    story.contains(scene.passerelle.do("show", "OFF-2027-0001"), "nobody_available", "and shown")
    decision, letters = scene.handles(compose(COLLEAGUE, SHARED, "RE: votre offre [OFFRE OFF-2027-0001]", "Le poste est pourvu, merci.\n"))
    story.is_(decision["reason"], "offer closed", "a colleague may say that the post is filled")
    story.contains(text_of(letter_to(letters, COLLEAGUE)), "« personne de disponible » : 1", "and is told the tally")
    decision, letters = scene.handles(compose(OTHER_COMPANY, SHARED, "RE: votre offre [OFFRE OFF-2027-0001]", "Le poste est pourvu.\n"))
    story.is_((decision["kind"], recipients(letters)), ("note", {HELP}), "another company may not")
    hidden = {**OFFER, "Intitulé": "Cariste (H/F)", "Employeur confidentiel": "oui"}
    _, letters = scene.handles(offer_mail(hidden))
    offer = letter_to(letters, ADVISER)
    _, letters = says(scene, offer, ADVISER, MARK)
    story.ok("Logistique" not in text_of(letter_to(letters, ADVISER)), "who asks about a hidden employer's offer is not told to whom it went",
             text_of(letter_to(letters, ADVISER)))
    _, letters = says(scene, letter_to(letters, RECRUITER), RECRUITER, "Oui, tout à fait couvert.\nPlus sur www.logirhone.example\nLogistique Rhodanienne")
    note = letter_to(letters, ADVISER)
    story.ok("couvert" in text_of(note) and "ogi" not in text_of(note).split("Passerelle fait vivre")[0] + note["Subject"],
             "nor does the answer name the employer", text_of(note))


def tell_suppressed(story, scene):
    """X-Auto-Response-Suppress: the mail is handled, and answered only when its writer must know
    something."""
    _, letters = scene.handles(offer_mail())
    offer = letter_to(letters, ADVISER)
    for text, wants, expected in ((MARK, "OOF, AutoReply", []), (f"Son numéro est le {NIR}.", "All", [ADVISER])):
        question = reply(offer, ADVISER, text, "gmail")
        question["X-Auto-Response-Suppress"] = wants
        decision, letters = scene.handles(question)
        answered = [letter["To"].addresses[0].addr_spec for letter in letters if letter["In-Reply-To"] == question["Message-ID"]]
        story.is_((decision["kind"], answered), ("note", expected), f"{wants}: {decision['outcome']}, answered where its writer must know")


def tell_lines(story, scene):
    """Lines of a form in the thread of a note."""
    lines = "Salaire : 1 950 € brut\nHoraires : 30h"
    decision, letters = scene.handles(offer_mail(OFFER | {"Intitulé": "Opérateur de nuit (H/F)", "Référence": "N-7"}))
    offer, receipt, ref = letter_to(letters, ADVISER), letter_to(letters, RECRUITER), decision["ref"]
    _, letters = says(scene, receipt, RECRUITER, "Combien de personnes ont reçu l'offre ?")
    decision, _ = says(scene, letter_to(letters, RECRUITER), RECRUITER, lines)
    story.is_((decision["kind"], decision["outcome"], decision["ref"]), ("offer", "accepted", ref), "in answer to the receipt of a note they change the writer's own offer")
    _, letters = says(scene, offer, ADVISER, "Quels sont le salaire et les horaires ?")
    decision, letters = says(scene, letter_to(letters, RECRUITER), RECRUITER, lines)
    story.is_((decision["kind"], recipients(letters)), ("note", {ADVISER}), "in answer to somebody's note they go back as words")


def tell(story):
    with temporary_folder("notes") as folder:
        scene = Embedded(folder, f'help_contact = "{HELP}"\nhelp_contact_ml = "{HELP_ML}"\n')
        offer, receipt = tell_offer(story, scene)
        tell_limits(story, scene, offer)
        tell_candidate(story, scene)
        tell_rest(story, scene, offer, receipt)
        tell_suppressed(story, scene)
        tell_lines(story, scene)


run_story(tell)

#!/usr/bin/python3 -B
"""Specification section 2a: what people simply write, in answer to each kind of letter and as each mail program sets it: the table of
tests/answers through the whole program. Nothing is refused as a form, nothing reaches the wrong side."""

import os
import re
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent / "lib"), str(Path(__file__).parent.parent / "letters/lib")]

from agreement import ADVISER, CELL, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from checks import ALWAYS
from embedded import Embedded, letter_to
from mails import OPERATOR, SHARED, compose, form, mailto_links, pdf, text_of
from passerelle import DIRECTORY, TREE
from replies import STYLES, reply
from sheet import Letter
from system import temporary_folder
from tap import run_story

HELP = "quartiers@ims.example"
# What a sender has not written yet, in the forms that a button opens.
BLANK = {"title", "company", "place", "contract", "description", "date", "given_name", "family_name", "birth", "consent", "consent_date", "scope",
         "wanted", "mobility", "attachment", "answer", "outcome", "duration", "status", "form", "ref", "lists", "committee"}
BIG_EVENT = {**EVENT, "Places": "40"}
SAID = {"several_acknowledgement": r"Cariste de nuit \(H/F\), Lyon 7e \(Rhône\)", "event_list": r"oui, pour 1 \(\w+ \d+ \w+ \d{4}\)"}
GUEST, OTHER_GUEST = ADVISER, "gaetan.menard@ml-rhone.example"

# What each reading comes to: kind, outcome and reason, and which letters go out.
OUTCOMES = {
    "courtesy": ("accepted", "courtesy", ()),
    "absence": ("ignored", "absence", ()),
    "help": ("accepted", "guide sent", ("guide",)),
    "two": ("refused", "two readings", ("two_readings",)),
    "nobody": ("accepted", "nobody available", ()),
    "erased": ("accepted", "erasure confirmed", ("erasure_acknowledgement", "note")),
    "withdrawn": ("accepted", "consent withdrawn, CV erased", ("withdrawal_acknowledgement",)),
    "yes": ("accepted", "answer recorded", ("rsvp_acknowledgement",)),
    "no": ("accepted", "answer recorded", ("rsvp_acknowledgement",)),
    "maybe": ("accepted", "answer recorded", ("rsvp_acknowledgement",)),
    "filled": ("accepted", "offer closed", ("offer_update_acknowledgement",)),
    "closed": ("accepted", "offer closed", ("offer_update_acknowledgement",)),
    "interview": ("accepted", "outcome", ("outcome_acknowledgement", "outcome")),
    "hired": ("accepted", "outcome", ("outcome_acknowledgement", "outcome")),
    "rejected": ("accepted", "outcome", ("outcome_acknowledgement", "outcome")),
    "note": ("accepted", "note passed on", ("note",)),
}


def table():
    """(template of the letter, reading, text) of each row."""
    template = None
    for line in (TREE / "tests" / "answers" / "answers.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            template = line.split()[2]
            continue
        reading, _, text = line.partition(" | ")
        yield template, reading, text.replace("\\n", "\n")


def write_letters(scene):
    """{template: (letter, who answers it, who may read a note about it)} of a partnership in which each letter has gone out."""
    found = {}

    def keep(template, letters, reader, readers):
        found[template] = (letter_to(letters, reader), reader, {*readers, HELP})

    _, letters = scene.handles(offer_mail())
    keep("offer", letters, ADVISER, {RECRUITER})
    keep("offer_acknowledgement", letters, RECRUITER, set())
    _, letters = scene.handles(cv_mail("OFF-2027-0001"))
    keep("cv", letters, RECRUITER, {ADVISER})
    keep("cv_acknowledgement", letters, ADVISER, {RECRUITER})
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0001]", "Salaire : 2 000 € brut par mois\n"))
    keep("offer_changed", letters, ADVISER, {RECRUITER})
    keep("offer_update_acknowledgement", letters, RECRUITER, set())
    _, letters = scene.handles(compose(ADVISER, SHARED, "[ACCES CAN-2027-0001]", "Bonjour\n"))
    keep("access", letters, ADVISER, {RECRUITER})
    scene.handles(offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}))
    scene.handles(cv_mail("OFF-2027-0002", {**CV, "Prénom": "Noé", "Nom": "Petit"}))
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[SUITE CAN-2027-0002]", "Suite : entretien\n"))
    keep("outcome", letters, ADVISER, {RECRUITER})
    keep("outcome_acknowledgement", letters, RECRUITER, {ADVISER})
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0002]", "Statut : pourvue\n"))
    keep("offer_closed", letters, ADVISER, {RECRUITER})
    scene.handles(cv_mail("OFF-2027-0001", {**CV, "Prénom": "Lou", "Nom": "Martin"}))
    _, letters = scene.handles(withdrawal_mail("CAN-2027-0003"))
    keep("withdrawal", letters, RECRUITER, {ADVISER})
    keep("withdrawal_acknowledgement", letters, ADVISER, {RECRUITER})
    scene.sends(cv_mail("OFF-2027-0001", {**CV, "Prénom": "Eva", "Nom": "Roy", "Date du consentement": "20/01/2026"}))
    scene.runs()
    scene.runs()
    reminders = [letter for letter in scene.letters() if "renouveler" in letter["Subject"]]
    keep("consent_reminder", reminders, ADVISER, {RECRUITER})
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form(BIG_EVENT)))
    keep("event_acknowledgement", letters, RECRUITER, set())
    keep("invitation", letters, GUEST, {RECRUITER})
    other = letter_to(letters, OTHER_GUEST)
    _, letters = scene.handles(reply(other, OTHER_GUEST, "Réponse : oui\nParticipants : 11", "bare"))
    keep("rsvp_acknowledgement", letters, OTHER_GUEST, {RECRUITER})
    scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form({**BIG_EVENT, "Intitulé": "Visite du quai"})))
    _, letters = scene.handles(compose(RECRUITER, SHARED, "[ANNULATION EVT-2027-0002]", "Bonjour\n"))
    keep("event_cancelled", letters, GUEST, {RECRUITER})
    _, letters = scene.handles(compose(ADVISER, SHARED, "[AIDE]", "Bonjour\n"))
    keep("guide", letters, ADVISER, set())
    _, letters = scene.handles(offer_mail({**OFFER, "Lieu": "Zzyzx"}))
    keep("refusal", letters, RECRUITER, set())
    return found


def write_more(scene):
    """What write_letters does not bring about."""
    scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT EVT-2027-0001]", "Lieu : 69003 Lyon\nPlaces : 2\n"))
    scene.handles(compose(GUEST, SHARED, "[REPONSE EVT-2027-0001]", "Réponse : oui\nParticipants : 1\n"))
    scene.handles(compose(OTHER_GUEST, SHARED, "[REPONSE EVT-2027-0001]", "Réponse : non\n"))
    scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT EVT-2027-0001 LISTE]", "La liste, merci\n"))
    _, letters = scene.handles(offer_mail({**OFFER, "Intitulé": "Magasinier (H/F)", "Description": "Nationalité française exigée."}))
    scene.handles(compose(CELL, SHARED, "[ACCORD OFF-2027-0003]", "Réponse : oui\nMotif : site de défense\n"))
    scene.handles(offer_mail({**OFFER, "Intitulé": "Manutentionnaire (H/F)", "Description": "Poste réservé aux hommes."}))
    scene.handles(compose(CELL, SHARED, "[ACCORD OFF-2027-0004]", "Réponse : non\nMotif : contraire à la loi\n"))
    rows = "Intitulé;Entreprise;Lieu;Contrat;Description\nCariste de nuit;Logistique Rhodanienne;69007 Lyon;CDI;Quai\nPeintre;X;;CDI;Murs\n"
    scene.handles(compose(RECRUITER, SHARED, "[OFFRE]", "Bonjour\n", attachments=[("offres.csv", "text/csv", rows.encode())]))
    scene.handles(compose(ADVISER, SHARED, "[PARRAINAGE]", form({"Titre": "Cinq parrains", "Nombre": "5", "Lieu": "69007 Lyon", "Description": "Aide"})))
    scene.handles(compose(RECRUITER, SHARED, "[REPONSE PAR-2027-0001]", "Réponse : peut-être\n"))
    by_template = letters_by_template(scene)
    scene.handles(reply(by_template["offer"][0], ADVISER, "Le quai est-il couvert ?", "bare"))
    scene.handles(reply(by_template["consent_reminder"][0], ADVISER, "Non", "bare"))
    scene.handles(reply(by_template["withdrawal"][0], RECRUITER, "C'est effacé", "bare"))
    scene.handles(reply(by_template["consent_reminder"][0], ADVISER, "Consentement : OUI\nDate du consentement : 08/01/2027\n", "bare"))
    scene.handles(reply(by_template["offer"][0], ADVISER, "Bonjour,\nil est de nationalité roumaine", "bare"))
    scene.runs("2027-01-22T09:00:00+01:00")
    scene.runs("2027-01-27T09:00:00+01:00")


def write_for_partners(scene):
    """What the two parties write, and what the calendar sends; many mails a run."""
    cnml, direction, arml = "secretariat@cnml.example", "direction@ims.example", "animation@arml-ara.example"
    day = {"Date": "10/03/2027 de 14h à 16h", "Lieu": "Paris"}
    agreement = {"Région": "Auvergne-Rhône-Alpes", "Signataires": "Cécile Bœuf", "Date": "04/01/2027", "Destinataires": "paio@ra-itinerante.example"}
    document = [("diagnostic.pdf", "application/pdf", pdf())]
    together(scene, (cnml, "[COMITE]", day), (direction, "[CONVENTION REGIONALE]", {**agreement, "Destinataires": "lyon@ims.example"}),
             (arml, "[CONVENTION REGIONALE]", agreement), (cnml, "[ARTICLE]", {"Titre": "Douze embauches", "Texte": "Douze jeunes ont signé.", "Bilan": "oui"}),
             (ADVISER, "[DIAGNOSTIC]", {"Titre": "Se déplacer", "Année": "2027", "Territoire": "Rhône", "Résumé": "Trois freins."}, document),
             ("aurelie.nguyen@ml-villeurbanne.example", "[ABONNEMENT]", {"Fréquence": "quotidien"}), (direction, "[DENONCIATION]", {}),
             (RECRUITER, "[REPONSE PAR-2027-0001]", {"Réponse": "oui"}))
    together(scene, (direction, "[COMITE COM-2027]", {"Ordre du jour": "Les forums"}), (arml, "[ACCORD CNR-2027-0001]", {"Réponse": "oui"}),
             ("lyon@ims.example", "[ACCORD CNR-2027-0002]", {"Réponse": "non"}), (direction, "[ACCORD ART-2027-0001]", {"Réponse": "oui"}),
             (cnml, "[ACCORD DEVOIR-CNML-9]", {"Lien": "https://www.cnml.gouv.fr/partenaires"}), offer_mail({**OFFER, "Lieu": "69100 Villeurbanne"}),
             (ADVISER, "[PARRAINAGE PAR-2027-0001]", {"Statut": "pourvu", "Retenu": RECRUITER}))


def write_ends(scene):
    """After these, some buttons of what went out before are too late."""
    together(scene, ("direction@ims.example", "[COMITE COM-2027]", {"Statut": "annulé"}))
    scene.passerelle.do("directory", "import", "--welcome", str(DIRECTORY))
    scene.runs("2027-02-01T09:00:00+01:00")


def together(scene, *mails):
    for mail in mails:
        if isinstance(mail, tuple):
            sender, subject, fields, *attachments = mail
            mail = compose(sender, SHARED, subject, form(fields) or "\n", attachments=attachments[0] if attachments else ())
        scene.sends(mail)
    scene.runs()


def letters_by_template(scene):
    """{template: (the letter, who has it)}, the last of each."""
    template_of = {row["message_id"].strip("<>"): row["template"] for row in scene.passerelle.rows("SELECT template, message_id FROM letters")}
    return {template_of[str(letter["Message-ID"]).strip("<>")]: (letter, letter["To"].addresses[0].addr_spec)
            for letter in scene.letters() if str(letter["Message-ID"]).strip("<>") in template_of
            and letter["To"].addresses[0].addr_spec != OPERATOR}  # who acts by commands


def tell_each(story, scene):
    """letters.md, check 11: a thank-you, a question and a call for help are right in answer to whatever goes out."""
    write_more(scene)
    write_for_partners(scene)
    tell_buttons(story, scene, letters_by_template(scene))
    write_ends(scene)
    letters, answers, wrong = letters_by_template(scene), [], []
    for template, (letter, reader) in sorted(letters.items()):
        for text in ("Merci", "Bonjour, une question : à qui dois-je m'adresser ?", "AIDE"):
            answers.append((f"{template}: {text}", reply(letter, reader, text, "bare")))
    answers.append(("outside of every thread: AIDE", compose(ADVISER, SHARED, "Bonjour", "AIDE\n")))
    for (name, _), (outcome, reason, _) in zip(answers, explained(scene, [answer for _, answer in answers]), strict=True):
        if outcome != "accepted":
            wrong.append(f"{name}: {outcome}, {reason}")
    story.ok(len(letters) >= 60, f"{len(letters)} kinds of letters have gone out", " ".join(sorted(letters)))
    story.is_(wrong, [], "none refuses a thank-you, a question or a call for help in answer to it")
    tell_sheets(story, letters)


def tell_sheets(story, letters):
    """The letters of `passerelle preview` are samples; what goes out is held to the same."""
    sheets = [Letter.that_went_out(template, letter) for template, (letter, _) in letters.items()]
    for check in ALWAYS:
        story.is_(list(check(sheets)), [], f"letters that went out: {check.__name__.replace('_', ' ')}")
    for template, words in SAID.items():
        text = text_of(letters[template][0])
        story.ok(re.search(words, text), f"{template} says in words what the register keeps", text)


def tell_buttons(story, scene, letters):
    """letters.md, check 9: what each button opens is understood, but for what its reader still has to write."""
    wrong, buttons = [], {}
    for template, (letter, reader) in sorted(letters.items()):
        for link in mailto_links(letter):
            if link.subject:
                buttons.setdefault((link.subject, link.body), (template, compose(reader, link.address, link.subject, link.body or "\n")))
    for ((subject, _), (template, _)), found in zip(buttons.items(), scene.explains([mail for _, mail in buttons.values()]), strict=True):
        misread = [fault["key"] for fault in found["form"]["faults"] if fault["read"] and fault["key"] not in ("ref", "committee")]
        missing = set(re.findall(r"\w+", found["reason"].removeprefix("faulty:").replace("no form found", ""))) - BLANK
        if misread or found["outcome"] == "quarantined" or (found["outcome"] == "refused" and missing):
            wrong.append((template, subject, misread, missing, found["outcome"], found["reason"]))
    story.ok(len(buttons) > 40 and not wrong, f"{len(buttons)} buttons: what each opens is understood, but for what is still blank", wrong)


def explained(scene, messages):
    """Of each: outcome, reason, and {template: {recipients}}."""
    for found in scene.explains(messages):
        letters = {}
        for letter in found["letters"]:
            letters.setdefault(letter["template"], set()).add(letter["to"])
        yield found["outcome"], found["reason"], letters


def is_right(reading, got, readers):
    word = reading.split()[0]
    outcome, reason, letters = got
    wanted_outcome, wanted_reason, wanted_letters = OUTCOMES[word]
    if word == "note" and (outcome, reason) == ("refused", "nothing but files"):
        return True  # "voir pièce jointe"
    leaked = letters.get("note", set()) - readers
    return (outcome == wanted_outcome and reason.startswith(wanted_reason) and not leaked
            and all(template in letters for template in wanted_letters)
            and ("+" in reading or word not in ("courtesy", "nobody", "absence") or not letters))


def tell(story):
    # Every sixth is enough here, for unit/extract_words reads all of them.
    step = int(os.environ.get("STEP", "6"))
    styles = list(STYLES)
    only = os.environ.get("STYLE")
    with temporary_folder("words") as folder:
        scene = Embedded(folder, f'help_contact = "{HELP}"\nnewsletter_review = true\n')
        letters = write_letters(scene)
        asked, answers, wrong = [], [], []
        for number, (template, reading, text) in list(enumerate(table()))[::step]:
            if template not in letters:
                continue
            letter, sender, readers = letters[template]
            style = only or styles[number % len(styles)]
            asked.append((f"{template}, {style}: {text!r}", reading, readers))
            answers.append(reply(letter, sender, text, style))
        for (name, reading, readers), got in zip(asked, explained(scene, answers), strict=True):
            if not is_right(reading, got, readers):
                wrong.append(f"{name}: {reading} -> {got}")
        for line in wrong:
            story.diag(line)
        story.ok(len(answers) >= 300, f"{len(answers)} answers to {len(letters)} kinds of letters")
        story.is_(len(wrong), 0, "each comes to its right outcome, and reaches nobody else")
        tell_each(story, scene)


run_story(tell)

"""A partnership in which each kind of letter goes out, from the first offer to the end of the agreement."""

from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

from agreement import ADVISER, CELL, CV, EVENT, OFFER, RECRUITER, cv_mail, offer_mail, withdrawal_mail
from clients import CLIENTS, Answer
from mails import SHARED, bounce, compose, form, letter_in, pdf
from passerelle import DIRECTORY, TREE
from replies import reply

CNML, DIRECTION, ARML = "secretariat@cnml.example", "direction@ims.example", "animation@arml-ara.example"
GUEST, OTHER_GUEST = ADVISER, "gaetan.menard@ml-rhone.example"
COLLEAGUE, OUTSIDE = "p.herve@logirhone.example", "cabinet@recruteurs.example"
BIG_EVENT = {**EVENT, "Places": "40"}
CALL = {"Titre": "Cinq parrains", "Nombre": "5", "Lieu": "69007 Lyon", "Description": "Aide"}
COMMITTEE = {"Date": "10/03/2027 de 14h à 16h", "Lieu": "Paris"}
# The operator, who runs commands: not a contact, so mail from this address is quarantined like any
# stranger's.
TO_OPERATOR = {"address_suspended", "operator_summary", "suspensions_stopped"}


def all_kinds():
    return {path.parent.name for path in (TREE / "templates/fr").glob("*/subject.mustache")}


def letters_in_order(scene):
    """(template, letter, recipient) of each letter sent."""
    letters = {str(letter["Message-ID"]): letter for letter in map(letter_in, scene.sent())}
    for row in scene.passerelle.rows("SELECT template, recipient, '<' || trim(message_id, '<>') || '>' AS message_id FROM letters ORDER BY id"):
        if row["message_id"] in letters:
            yield row["template"], letters[row["message_id"]], row["recipient"]


def letters_by_template(scene):
    """{template: (letter, recipient)}, the last of each."""
    return {template: (letter, reader) for template, letter, reader in letters_in_order(scene)}


def together(scene, *mails, now=None):
    """Many mails in one run; a mail is a message, bytes, or (sender, subject, fields[, attachments])."""
    for mail in mails:
        if isinstance(mail, tuple):
            sender, subject, fields, *attachments = mail
            mail = compose(sender, SHARED, subject, form(fields) or "\n", attachments=attachments[0] if attachments else ())
        scene.sends(mail)
    scene.runs(*[now] if now else [])


@contextmanager
def configured(scene, lines):
    file = scene.passerelle.configuration
    before = file.read_text(encoding="utf-8")
    file.write_text(before + lines, encoding="utf-8")
    yield
    file.write_text(before, encoding="utf-8")


def write_first(scene):
    """Each side's first letters: an offer that stays open and one that is filled, a CV for each, one withdrawn and one whose consent ends soon,
    an event that takes place and one that does not."""
    together(scene, offer_mail(), offer_mail({**OFFER, "Intitulé": "Cariste (H/F)"}), offer_mail({**OFFER, "Lieu": "Zzyzx"}),
             (RECRUITER, "[EVENEMENT]", BIG_EVENT), (RECRUITER, "[EVENEMENT]", {**BIG_EVENT, "Intitulé": "Visite du quai"}), (ADVISER, "[AIDE]", {"Aide": "oui"}))
    together(scene, cv_mail("OFF-2027-0001"), cv_mail("OFF-2027-0002", {**CV, "Prénom": "Noé", "Nom": "Petit"}),
             cv_mail("OFF-2027-0001", {**CV, "Prénom": "Lou", "Nom": "Martin"}),
             cv_mail("OFF-2027-0001", {**CV, "Prénom": "Eva", "Nom": "Roy", "Date du consentement": "20/01/2026"}))
    together(scene, (RECRUITER, "[OFFRE OFF-2027-0001]", {"Salaire": "2 000 € brut par mois"}), (ADVISER, "[ACCES CAN-2027-0001]", {}),
             (RECRUITER, "[SUITE CAN-2027-0002]", {"Suite": "entretien"}), withdrawal_mail("CAN-2027-0003"), (RECRUITER, "[ANNULATION EVT-2027-0002]", {}),
             (OTHER_GUEST, "[REPONSE EVT-2027-0001]", {"Réponse": "oui", "Participants": "11"}))
    together(scene, (RECRUITER, "[OFFRE OFF-2027-0002]", {"Statut": "pourvue"}))


def write_about_work(scene):
    """Offers, CVs and an event, beyond their first letters."""
    together(scene, (RECRUITER, "[EVENEMENT EVT-2027-0001]", {"Lieu": "69003 Lyon", "Places": "2"}),
             (GUEST, "[REPONSE EVT-2027-0001]", {"Réponse": "oui", "Participants": "1"}), (OTHER_GUEST, "[REPONSE EVT-2027-0001]", {"Réponse": "non"}),
             (RECRUITER, "[EVENEMENT EVT-2027-0001 LISTE]", {}),
             offer_mail({**OFFER, "Intitulé": "Magasinier (H/F)", "Description": "Nationalité française exigée."}),
             offer_mail({**OFFER, "Intitulé": "Manutentionnaire (H/F)", "Description": "Poste réservé aux hommes."}),
             (ADVISER, "[PARRAINAGE]", CALL))
    rows = "Intitulé;Entreprise;Lieu;Contrat;Description\nCariste de nuit;Logistique Rhodanienne;69007 Lyon;CDI;Quai\nPeintre;X;;CDI;Murs\n"
    together(scene, (CELL, "[ACCORD OFF-2027-0003]", {"Réponse": "oui", "Motif": "site de défense"}),
             (CELL, "[ACCORD OFF-2027-0004]", {"Réponse": "non", "Motif": "contraire à la loi"}),
             (RECRUITER, "[OFFRE]", {}, [("offres.csv", "text/csv", rows.encode())]), (RECRUITER, "[REPONSE PAR-2027-0001]", {"Réponse": "peut-être"}))
    sent = letters_by_template(scene)
    (offer, _), (reminder, _), (erase, _) = (sent[template] for template in ("offer", "consent_reminder", "withdrawal"))
    cv = next(letter for template, letter, reader in letters_in_order(scene) if (template, reader) == ("cv", RECRUITER))
    start = datetime(2027, 1, 29, 13, tzinfo=timezone.utc)
    changed, reader = sent["event_changed"]
    proposal = Answer(changed, reader, "TENTATIVE", counter=(start, start + timedelta(hours=2)))
    together(scene, reply(offer, ADVISER, "Le quai est-il couvert ?", "bare"), reply(reminder, ADVISER, "Non", "bare"), reply(erase, RECRUITER, "C'est effacé", "bare"),
             reply(reminder, ADVISER, "Consentement : OUI\nDate du consentement : 08/01/2027\n", "bare"),
             reply(offer, ADVISER, "Bonjour,\nil est de nationalité roumaine", "bare"), CLIENTS["apple"](proposal),
             bounce(cv["Return-Path"].strip("<>"), RECRUITER, "5.2.3"),
             offer_mail({**OFFER, "Intitulé": "Livreur (H/F)", "Contact": OUTSIDE}))


def write_for_partners(scene):
    """Mail of the two parties, and letters of the calendar; many mails a run."""
    agreement = {"Région": "Auvergne-Rhône-Alpes", "Signataires": "Cécile Bœuf", "Date": "04/01/2027", "Destinataires": "paio@ra-itinerante.example"}
    document = [("diagnostic.pdf", "application/pdf", pdf())]
    together(scene, (DIRECTION, "[CONVENTION REGIONALE]", {**agreement, "Destinataires": "lyon@ims.example"}),
             (ARML, "[CONVENTION REGIONALE]", agreement), (CNML, "[ARTICLE]", {"Titre": "Douze embauches", "Texte": "Douze jeunes ont signé.", "Bilan": "oui"}),
             (ADVISER, "[DIAGNOSTIC]", {"Titre": "Se déplacer", "Année": "2027", "Territoire": "Rhône", "Résumé": "Trois freins."}, document),
             ("aurelie.nguyen@ml-villeurbanne.example", "[ABONNEMENT]", {"Fréquence": "quotidien"}),
             ("accueil@ml-metz.example", "[ABONNEMENT]", {"Fréquence": "hebdomadaire"}), (DIRECTION, "[DENONCIATION]", {}),
             (RECRUITER, "[REPONSE PAR-2027-0001]", {"Réponse": "oui"}), (ADVISER, "[PARRAINAGE]", {**CALL, "Titre": "Deux parrains"}),
             (ADVISER, "[PARRAINAGE]", {**CALL, "Titre": "Trois parrains"}), (ADVISER, "[PARRAINAGE]", {**CALL, "Titre": "Six parrains", "Date limite": "26/01/2027"}))
    together(scene, (ARML, "[ACCORD CNR-2027-0001]", {"Réponse": "oui"}),
             ("lyon@ims.example", "[ACCORD CNR-2027-0002]", {"Réponse": "non"}), (DIRECTION, "[ACCORD ART-2027-0001]", {"Réponse": "oui"}),
             (CNML, "[ACCORD DEVOIR-CNML-9]", {"Lien": "https://www.cnml.gouv.fr/partenaires"}), offer_mail({**OFFER, "Lieu": "69100 Villeurbanne"}),
             offer_mail({**OFFER, "Lieu": "57000 Metz"}), (ADVISER, "[PARRAINAGE PAR-2027-0001]", {"Statut": "pourvu", "Retenu": RECRUITER}),
             *((RECRUITER, f"[REPONSE PAR-2027-000{call}]", {"Réponse": "oui"}) for call in (2, 3)))
    together(scene, (ADVISER, "[PARRAINAGE PAR-2027-0002]", {"Statut": "annulé"}), (ADVISER, "[PARRAINAGE PAR-2027-0003]", {"Statut": "pourvu"}))


def write_too_much(scene):
    """More than a contact may write in an hour, a company in a day, anybody in one mail; then the calendar's
    letters of January."""
    day = "2027-01-20"
    with configured(scene, "answers_per_hour = 1\nbroadcasts_per_day = 1\nmax_message = 1\n"):
        together(scene, offer_mail({**OFFER, "Intitulé": "Agent de quai (H/F)"}),
                 (COLLEAGUE, "[OFFRE] Agent de tri", {**OFFER, "Intitulé": "Agent de tri (H/F)"}), compose("a.morel@boulangeries-morel.example", SHARED, "[AIDE]", "Bonjour\n"),
                 compose("a.morel@boulangeries-morel.example", SHARED, "[AIDE]", "Bonjour encore\n"), compose(CELL, SHARED, "Photos", "x" * 70 + "\n" * (2 << 20)),
                 now=f"{day}T09:00:00+01:00")
    held = scene.passerelle.row("SELECT id FROM messages WHERE outcome = 'held' AND sender = ?", COLLEAGUE)["id"]
    scene.passerelle.do("discard", str(held))
    scene.runs(f"{day}T11:00:00+01:00")
    scene.runs("2027-01-22T09:00:00+01:00")
    scene.runs("2027-01-27T09:00:00+01:00")


def write_ends(scene):
    """Afterwards, some buttons of earlier letters are too late."""
    together(scene, (CNML, "[COMITE]", COMMITTEE), (DIRECTION, "[COMITE COM-2027]", {"Ordre du jour": "Les forums"}),
             (DIRECTION, "[COMITE COM-2027]", {"Statut": "annulé"}), (DIRECTION, "[ACCORD BIL-2026]", {"Réponse": "non", "Motif": "Il manque un forum."}),
             now="2027-01-28T09:00:00+01:00")
    scene.passerelle.do("directory", "import", "--welcome", str(DIRECTORY))
    scene.passerelle.do("report", "2026", "--redraft", "--now", "2027-01-29T09:00:00+01:00")
    together(scene, *((who, "[ACCORD BIL-2026]", {"Réponse": "oui", "Version": "2"}) for who in (CNML, DIRECTION)), now="2027-02-01T09:00:00+01:00")
    together(scene, (CNML, "[COMITE]", COMMITTEE), now="2027-03-02T09:00:00+01:00")
    scene.runs("2027-03-03T09:00:00+01:00")
    together(scene, (CNML, "[COMITE COM-2027]", {"Présents": "Hélène Vasseur, Claude Béraud", "Compte rendu": "Deux forums en mai."}), now="2027-03-11T09:00:00+01:00")
    scene.runs("2027-04-01T10:00:00+02:00")


def write_the_end(scene):
    """The end of the agreement; bounces of its letters."""
    scene.passerelle.do("terminate", "--date", "2027-04-02", "--now", "2027-04-02T09:00:00+02:00")
    scene.runs("2027-04-02T09:30:00+02:00")
    told = [(letter["Return-Path"].strip("<>"), reader) for template, letter, reader in letters_in_order(scene) if template == "termination"]
    together(scene, *(bounce(letter, reader, "5.1.1") for letter, reader in told[:12]), now="2027-04-02T09:50:00+02:00")

#!/usr/bin/python3 -B
"""Agreement Art. 2 and 3, specification section 7: a regional agreement, its routes and its end; the duties
of both sides, in the quarterly letter."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from agreement import EVENT, OFFER
from embedded import Embedded, letter_to, outcome
from mails import SHARED, compose, form, mailto_links, text_of
from system import temporary_folder
from tap import run_story

IMS, CNML = "direction@ims.example", "secretariat@cnml.example"
ASSOCIATION, BRITTANY = "animation@arml-ara.example", "contact@arml-bretagne.example"
LYON, ADVISER, RECIPIENT = "lyon@ims.example", "maelle.lefevre@mllyon.example", "accueil@ml-moulins.example"
COMPANY = "recrutement@logirhone.example"
DIRECTORY = f"""organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage
CNML;cnml;Hélène Vasseur;{CNML};;FR;diagnostics;;oui;oui
IMS;ims;Claude Béraud;{IMS};;FR;cv;;oui;oui
ARML Auvergne-Rhône-Alpes;association_regionale;Cécile Bœuf;{ASSOCIATION};;R84;parrainage;;;
ARML Bretagne;association_regionale;Yann Le Goff;{BRITTANY};;R53;parrainage;;;
IMS – antenne de Lyon;antenne;Émilie Roussel;{LYON};;D69;parrainage;;;
Mission locale de Lyon;mission_locale;Maëlle Lefèvre;{ADVISER};;D69;offres evenements;;;
Mission locale de Moulins;mission_locale;Nadia Ferhat;{RECIPIENT};;D03;offres evenements;;;
Logistique Rhodanienne;entreprise;Stéphanie Gonçalves;{COMPANY};;D69;parrainage;;;
"""
AGREEMENT = {"Région": "Auvergne-Rhône-Alpes", "Signataires": "Cécile Bœuf, Émilie Roussel", "Date": "04/01/2027", "Destinataires": RECIPIENT}


def told(letters):
    return sorted(letter["To"].addresses[0].addr_spec for letter in letters)


class Region:
    def __init__(self, folder):
        directory = Path(folder) / "annuaire.csv"
        directory.write_text(DIRECTORY, encoding="utf-8")
        self.run = Embedded(folder, directory=directory)

    def sends(self, sender, subject, fields, **options):
        return self.run.handles(compose(sender, SHARED, subject, form(fields)), **options)

    def proposes(self, sender=ASSOCIATION, **changes):
        return self.sends(sender, "[CONVENTION REGIONALE]", {**AGREEMENT, **changes})

    def status(self, ref):
        return self.run.passerelle.row("SELECT status FROM agreements WHERE ref = ?", ref)["status"]

    def duty(self, duty):
        row = self.run.passerelle.row("SELECT * FROM duties WHERE id = ? AND coalesce(period, '2027') = '2027'", duty)
        return row["done_on"], row["evidence"]

    def offers(self, title):
        _, letters = self.sends(COMPANY, "[OFFRE]", {**OFFER, "Intitulé": title, "Référence": title})
        return [who for who in told(letters) if who != COMPANY]


def tell_proposed(story, region):
    decision, _ = region.proposes(Destinataires="inconnu@ailleurs.example")
    story.is_((decision["outcome"], decision["reason"]), ("refused", "faulty: recipients"), "recipients are of the directory")
    story.is_(region.proposes(**{"Région": "Rhône"})[0]["reason"], "faulty: region", "a region is one of 2016")
    story.is_(region.proposes(**{"Région": "Bretagne"})[0]["reason"], "faulty: region", "and the proposer’s own")
    decision, letters = region.proposes()
    story.is_(outcome(decision), ("regional_agreement", "accepted", "CNR-2027-0001"), "an association proposes one")
    story.is_(told(letters), sorted([ASSOCIATION, LYON]), "the antennes of the region are asked")
    story.is_(region.run.passerelle.rows("SELECT * FROM agreements ORDER BY scope"),
              [{"ref": "CNV-NATIONALE", "scope": "national", "region": None, "status": "active", "signed_on": "2008-04-30", "ended_on": None},
               {"ref": "CNR-2027-0001", "scope": "regional", "region": "84", "status": "pending", "signed_on": "2027-01-04", "ended_on": None}],
              "the view tells both agreements")
    return letter_to(letters, LYON)


def tell_agreed(story, region, letter):
    story.is_(region.offers("Cariste (H/F)"), [ADVISER], "until then an offer goes its usual way")
    story.is_(region.sends(IMS, "[ACCORD CNR-2027-0001]", {"Réponse": "oui"})[0]["outcome"], "refused", "nobody agrees who was not asked")
    yes = mailto_links(letter)[0]
    decision, letters = region.run.handles(compose(LYON, yes.address, yes.subject, yes.body))
    story.is_((decision["kind"], decision["outcome"], region.status("CNR-2027-0001")), ("approval", "accepted", "active"), "the other side’s yes puts it into force")
    story.is_(told(letters), sorted([ASSOCIATION, LYON, RECIPIENT]), "proposer, approver and recipients are told, once")
    story.is_(region.run.passerelle.rows("SELECT about, contact, side, answer FROM approvals"),
              [{"about": "CNR-2027-0001", "contact": LYON, "side": "ims", "answer": "yes"}], "the accord stands in the register")
    story.is_(region.sends(LYON, "[ACCORD CNR-2027-0001]", {"Réponse": "non"})[0]["outcome"], "refused", "once is enough")
    story.is_(region.offers("Magasinier (H/F)"), sorted([ADVISER, RECIPIENT]), "its recipients get the region’s offers")
    region.sends(LYON, "[EVENEMENT]", EVENT)
    guests = {row["contact"] for row in region.run.passerelle.rows("SELECT contact FROM attendances")}
    story.is_(guests, {ADVISER, RECIPIENT}, "and its events")
    story.is_(region.offers("Livreur (H/F)"), sorted([ADVISER, RECIPIENT]), "each time")


def tell_ended(story, region):
    end = "[DENONCIATION CNR-2027-0001]"
    story.is_(region.sends(RECIPIENT, end, {})[0]["outcome"], "refused", "a recipient does not end it")
    decision, letters = region.sends(LYON, end, {"Motif": "Les équipes changent."})
    story.is_((decision["kind"], decision["outcome"], region.status("CNR-2027-0001")), ("termination", "accepted", "ended"), "its approver does")
    story.is_(told(letters), sorted([ASSOCIATION, LYON, RECIPIENT]), "all concerned are told")
    story.contains(text_of(letter_to(letters, RECIPIENT)), "Les équipes changent.", "and why")
    story.is_(region.offers("Agent de quai (H/F)"), [ADVISER], "its routes end with it")
    story.is_(region.status("CNV-NATIONALE"), "active", "the national one goes on")
    story.is_(region.sends(ADVISER, "[DENONCIATION]", {})[0]["outcome"], "refused", "which only a signatory ends")


def tell_others(story, region):
    decision, letters = region.proposes(IMS, **{"Région": "R53"})
    story.is_((decision["ref"], told(letters)), ("CNR-2027-0002", sorted([IMS, BRITTANY])), "proposed by IMS, the region’s association is asked")
    decision, letters = region.sends(BRITTANY, "[ACCORD CNR-2027-0002]", {"Réponse": "non", "Motif": "Trop tôt."})
    story.is_((decision["outcome"], region.status("CNR-2027-0002")), ("accepted", "ended"), "whose no ends it")
    story.contains(text_of(letter_to(letters, IMS)), "Trop tôt.", "with the reason")
    _, letters = region.proposes(BRITTANY, **{"Région": "Bretagne"})
    story.is_(told(letters), sorted([BRITTANY, IMS]), "where IMS has no antenne its steering committee is asked")


def tell_duties(story, region):
    rows = region.run.passerelle.rows("SELECT id, party, article, period FROM duties WHERE coalesce(period, '2027') = '2027'")
    story.is_([row["id"] for row in rows if row["party"] == "ims"], [f"DEVOIR-IMS-{n}" for n in range(1, 9)], "eight duties of IMS, in the agreement’s order")
    story.is_([row["id"] for row in rows if row["party"] == "cnml"], [f"DEVOIR-CNML-{n}" for n in range(1, 10)], "nine of CNML")
    story.is_({row["id"] for row in rows if row["period"] is None}, {"DEVOIR-IMS-2", "DEVOIR-IMS-8", "DEVOIR-CNML-2", "DEVOIR-CNML-9"}, "four are done once")
    story.is_((region.duty("DEVOIR-IMS-5"), region.duty("DEVOIR-IMS-3"), region.duty("DEVOIR-CNML-7")),
              (("2027-01-11", "OFF-2027-0001"), ("2027-01-11", "EVT-2027-0001"), ("2027-01-11", "CNR-2027-0001")), "the register is their evidence")
    link = {"Lien": "https://www.imsentreprendre.com/partenaires"}
    story.is_(region.sends(CNML, "[ACCORD DEVOIR-IMS-8]", link)[0]["outcome"], "refused", "nobody reports the other side’s")
    story.is_(region.sends(IMS, "[ACCORD DEVOIR-IMS-1]", link)[0]["outcome"], "refused", "nor what the register sees")
    decision, letters = region.sends(IMS, "[ACCORD DEVOIR-IMS-8]", {"Lien": "sans adresse"})
    story.is_((decision["outcome"], "Lien : " in mailto_links(letters[0])[0].body), ("refused", True), "a link is an address, and the form has a line for it")
    decision, _ = region.sends(IMS, "[ACCORD DEVOIR-IMS-8]", link)
    story.is_((outcome(decision), region.duty("DEVOIR-IMS-8")), (("approval", "accepted", "DEVOIR-IMS-8"), ("2027-01-11", link["Lien"])), "its own site a side reports itself")


def tell_quarter(story, region):
    def letters_of(now):
        before = len(region.run.letters())
        region.run.runs(now)
        return [letter for letter in region.run.letters()[before:] if "Le partenariat" in str(letter["Subject"])]

    story.is_(letters_of("2027-04-01T09:59:00+02:00"), [], "a minute early")
    letters = letters_of("2027-04-01T10:00:00+02:00")
    story.is_(told(letters), sorted([CNML, IMS]), "the first working day of the quarter tells both sides")
    text = text_of(letter_to(letters, CNML))
    story.ok("dans la mesure de ses moyens" in text and "OFF-2027-0001" in text and "https://www.imsentreprendre.com/partenaires" in text, "what was done, without blame", text)
    story.is_([[link.subject for link in mailto_links(letter_to(letters, who)) if "ACCORD" in link.subject] for who in (CNML, IMS)],
              [["[ACCORD DEVOIR-CNML-9]"], []], "with a button for what only its reader can report")
    letters_of("2027-11-02T09:00:00+01:00")
    story.is_([(row["period"], row["status"], row["reason"]) for row in region.run.passerelle.rows("SELECT * FROM mailings WHERE kind = 'duties' ORDER BY due_at")],
              [("2027-Q2", "done", None), ("2027-Q3", "skipped", "overtaken by 2027-Q4"), ("2027-Q4", "done", None)], "the newest alone after a downtime")


def tell_commands(story, region):
    program = region.run.passerelle
    shown = program.do("show", "CNR-2027-0001") + program.do("show", "CNV-NATIONALE") + program.do("list", "agreements")
    story.ok(all(part in shown for part in ("agreement_review", "national", "CNR-2027-0003", "ended")), "commands show agreements with their letters", shown)
    story.is_(program.do("list", "duties", "--csv").count("DEVOIR-IMS-1"), 1, "and duties")
    story.is_(program.do("list", "committees", "--json").strip(), "[]", "there was no committee")


def tell(story):
    with temporary_folder("regional") as folder:
        region = Region(folder)
        letter = tell_proposed(story, region)
        tell_agreed(story, region, letter)
        tell_ended(story, region)
        tell_others(story, region)
        tell_duties(story, region)
        tell_quarter(story, region)
        tell_commands(story, region)


run_story(tell)

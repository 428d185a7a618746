"""Random offers in mails, from a seed, each with its expected result: values as people write them, under the
labels that they use, in every carrier, from every client, in every charset. Written from
../shared/vocabulary.md, carriers.md and real offers."""

import base64
import datetime
import email.header
import html
import json
import pathlib
import quopri
import random
import sys
import unicodedata

import docx
import odf.table
import odf.text

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow" / "lib"))
import office  # noqa: E402

TODAY = datetime.date(2026, 11, 23)  # a Monday
SENDER, SHARED = "emploi.diversite@ims.example", "partenariat@passerelle.example"
ASKED = "asked back"  # the value of a field that must be asked back
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
SHORT = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
TYPE = "application/octet-stream"

LABELS = {
    "title": ["Intitulé", "Intitulé de poste", "Intitulé du poste", "Titre", "Poste à pourvoir", "Poste", "Titre du poste", "Emploi proposé"],
    "company": ["Entreprise", "Nom de la société", "Société", "Employeur", "Recruteur", "Raison sociale", "Nom de l'entreprise"],
    "place": ["Lieu", "Lieu de travail", "Localisation", "Lieu de la mission", "Lieu du poste", "Ville"],
    "contract": ["Contrat", "Type de contrat", "Nature du contrat"],
    "duration": ["Durée", "Durée du contrat", "Durée de la mission"],
    "hours": ["Horaires", "Temps de travail", "Durée hebdomadaire"],
    "start": ["Prise de poste", "Date de début", "Début", "À partir du", "Date de prise de poste"],
    "salary": ["Salaire", "Rémunération", "Salaire brut"],
    "level": ["Niveau", "Niveau d'études", "Formation", "Diplôme", "Qualification"],
    "experience": ["Expérience", "Expérience souhaitée"],
    "rome": ["Code ROME", "ROME"],
    "openings": ["Nombre de postes", "Postes à pourvoir", "Nb de postes"],
    "deadline": ["Date limite", "Date limite de candidature", "Candidater avant le", "Clôture des candidatures", "Limite de candidature"],
    "reference": ["Réf.", "Référence", "N° d'offre"],
    "description": ["Description", "Missions", "Vos missions", "Description du poste", "Descriptif du poste", "Descriptif de la mission"],
}
COMPANIES = ["Logistique Rhodanienne", "L'Atelier & Fils", "SARL Dupont-Müller", "Cœur de Ville", "Boulangeries Morel", "Sûreté Azur", "Ets Lefèvre",
             "Groupe ÉLAN", "Hôtel de l'Île", "Bâti 2000", "O'Naturel", "Maison d'Arvor"]
WITHOUT_GENDER = ["Cariste", "Développeur web", "Maçon", "Commis de cuisine", "Auxiliaire de vie", "Chef d'équipe", "Plombier chauffagiste", "Agent de quai"]
TITLES = ["Préparateur de commandes (H/F)", "Aide-soignant(e)", "Serveur / Serveuse", "Boulanger F/H", "Agent d'entretien H/F", "Vendeuse / Vendeur en prêt-à-porter",
          "Employé(e) libre-service", "Conseiller·ère clientèle", "Électricien(ne)", "Maître d'hôtel (F/H)", "Hôte ou hôtesse d'accueil", "Opérateur / opératrice de production"]
PLACES = [  # as written: postal code, commune (INSEE), département, region; missing ones are not checked
    ("69007 Lyon", "69007", "69387", "69"), ("Lyon 7e", "69007", "69387", "69"), ("Lyon (7e)", "69007", "69387", "69"), ("LYON 7ème", "69007", "69387", "69"),
    ("51 - REIMS", "51100", "51454", "51"), ("Reims (51)", "51100", "51454", "51"), ("Reims (Marne)", "51100", "51454", "51"), ("Reims, Marne", "51100", "51454", "51"),
    ("93800 Épinay s/ Seine", "93800", "93031", "93"), ("93800 EPINAY SUR SEINE", "93800", "93031", "93"), ("Épinay-sur-Seine", "93800", "93031", "93"),
    ("42000 St-Étienne", "42000", "42218", "42"), ("ST ETIENNE (42)", None, "42218", "42"), ("Villeurbanne", "69100", "69266", "69"), ("69100", "69100", "69266", "69"),
    ("2A004 Ajaccio", None, "2A004", "2A"), ("20000 Ajaccio", "20000", "2A004", "2A"), ("Nantes", None, "44109", "44"), ("Nantes (Loire-Atlantique)", None, "44109", "44"),
    ("12 rue des Lilas, 69003 Lyon", "69003", "69383", "69"), ("Zone industrielle Nord, 67000 Strasbourg", "67000", "67482", "67"), ("Le Havre (76)", None, "76351", "76"),
    ("Saint-Denis (93)", None, "93066", "93"), ("97400 Saint-Denis", "97400", "97411", "974"), ("Marseille 13e", "13013", "13213", "13"), ("75015 PARIS", "75015", "75115", "75"),
    ("Paris 18e arrondissement", "75018", "75118", "75"), ("35000 RENNES CEDEX", None, "35238", "35"), ("Rhône", None, None, "69"), ("Gironde (33)", None, None, "33"),
    ("92100 Boulogne", "92100", "92012", "92"), ("Évry (91)", None, "91228", "91"), ("L'Haÿ-les-Roses", "94240", "94038", "94"), ("94240 L’Hay les Roses", "94240", "94038", "94"),
    ("Oullins (69)", None, "69149", "69"), ("Aix-en-Provence", None, "13001", "13"), ("Bourg en Bresse (01)", "01000", "01053", "01"), ("Villeneuve-d'Ascq 59650", "59650", "59009", "59"),
    ("Tours (37000)", "37000", "37261", "37"), ("37000 - Tours", "37000", "37261", "37"), ("F-69007 Lyon", "69007", "69387", "69"), ("69 007 Lyon", "69007", "69387", "69"),
    ("Lyon, 69007", "69007", "69387", "69"), ("LYON 07", "69007", "69387", "69"), ("Ste Foy les Lyon 69110", "69110", "69202", "69"), ("Le Mans", None, "72181", "72"),
    ("Mans (Le)", None, "72181", "72"), ("Nord", None, None, "59"), ("Département du Rhône", None, None, "69"), ("dept 69", None, None, "69"), ("Lyon et environs", None, "69123", "69"),
    ("33000 Bordeaux centre", "33000", "33063", "33"), ("Bordeaux, Gironde, France", None, "33063", "33"), ("Levallois (92)", "92300", "92044", "92"), ("Dijon 21000", "21000", "21231", "21"),
    ("Gare Part-Dieu, 69003 LYON", "69003", "69383", "69"), ("BP 12, 21003 DIJON CEDEX", None, "21231", "21"), ("St-Nazaire (44)", None, "44184", "44"), ("NANTES - 44", None, "44109", "44"),
    ("La Défense", ASKED), ("Bretagne", ASKED), ("Marne-la-Vallée", ASKED), ("région lyonnaise", ASKED), ("Saint-Denis", ASKED), ("Montreuil", ASKED), ("Boulogne", ASKED), ("69100 Paris", ASKED), ("99999 Nulleville", ASKED), ("Pétaouchnok", ASKED),
]
REGIONS = [("Île-de-France", "11"), ("IDF", "11"), ("région PACA", "93"), ("Auvergne-Rhône-Alpes", "84"), ("Région Bretagne", "53"), ("Grand Est", "44"), ("ile de france", "11")]
CONTRACTS = [  # as written, contract, nature, the duration in it
    ("CDI", "CDI", None, None), ("C.D.I.", "CDI", None, None), ("CDI temps plein", "CDI", None, None), ("cdi", "CDI", None, None), ("Contrat à durée indéterminée", "CDI", None, None),
    ("CDD", "CDD", None, None), ("CDD de 6 mois", "CDD", None, "6 mois"), ("CDD 6 mois", "CDD", None, "6 mois"), ("CDD – 3 mois", "CDD", None, "3 mois"), ("CDD évolutif vers un CDI", "CDD", None, None),
    ("Intérim", "MIS", None, None), ("Mission d'intérim", "MIS", None, None), ("Saisonnier", "SAI", None, None), ("Stage", "STG", None, None),
    ("Alternance", "CDD", "ALT", None), ("Contrat d'apprentissage", "CDD", "E2", None), ("Apprentissage", "CDD", "E2", None), ("Contrat de professionnalisation", "CDD", "FS", None),
    ("Contrat pro", "CDD", "FS", None), ("CDI intérimaire", "DIN", None, None), ("PEC", "CDD", "FT", None), ("[x] CDI [ ] CDD", "CDI", None, None), ("☐ CDI ☒ CDD", "CDD", None, None),
    ("CDI - 35h", "CDI", None, None), ("CDD de 6 mois renouvelable", "CDD", None, "6 mois"), ("CDI (35h/semaine)", "CDI", None, None), ("CDD de remplacement", "CDD", None, None),
    ("contrat CDI", "CDI", None, None), ("CDI, statut cadre", "CDI", None, None), ("Mission intérimaire", "MIS", None, None), ("CDD saisonnier", "SAI", None, None), ("Stage de 4 mois", "STG", None, "4 mois"),
    ("CUI-CAE", "CDD", "FT", None), ("CDI ou CDD", ASKED), ("CDD/CDI", ASKED), ("bénévolat", ASKED),
]
DURATIONS = ["6 mois", "12 Mois", "6 à 9 mois", "3 semaines", "un an", "18 mois", "du 01/03/2027 au 30/06/2027", "2 ans"]
HOURS = ["35h", "35 H", "39h/semaine", "2x8", "3x8", "temps partiel", "24 h par semaine", "temps plein", "35 heures", "9h-17h", "du lundi au vendredi, 35h"]
SALARIES = ["11.07€", "11,50EUR/h", "1 800 € brut/mois", "30-35k€", "entre 21 et 27 k brut annuel", "SMIC", "selon profil", "1 900 € brut mensuel", "12,50 € / h", "2000 euros net",
            "de 1 850 à 2 100 €", "28 K€ + variable", "SMIC + 10 %", "selon convention collective"]
LEVELS = [("CAP/BEP", 3), ("CAP cuisine", 3), ("Bac", 4), ("Bac pro", 4), ("Bac +2", 5), ("BAC+2", 5), ("BTS", 5), ("DUT", 5), ("Licence", 6), ("Bac+3", 6), ("Master", 7), ("BAC+5", 7),
          ("niveau V", 3), ("niveau IV", 4), ("Niveau 3", 3), ("niveau 5", 5), ("Doctorat", 8), ("Titre professionnel niveau 4", 4), ("bac + 5", 7), ("tous niveaux", None), ("peu importe", None)]
EXPERIENCES = ["débutant accepté", "2 ans", "1 à 3 ans", "première expérience souhaitée", "5 ans minimum"]
ROMES = [("M1607", "M1607"), ("ROME K2204", "K2204"), ("Serveur - G1803", "G1803"), ("k2503", "K2503"), ("N1103", "N1103"), ("G1602 - Personnel de cuisine", "G1602"), ("M16O7", ASKED)]
OPENINGS = [("3", 3), ("deux", 2), ("3 postes à pourvoir", 3), ("01", 1), ("un poste", 1), ("2 postes", 2), ("1", 1), ("12", 12), ("5", 5), ("1,5", ASKED)]
DESCRIPTIONS = ["Vous préparez les commandes et chargez les camions.", "Accueil des clients, encaissement et mise en rayon.", "Soins d'hygiène et de confort, travail en équipe de quatre.",
                "Vous posez les cloisons et lisez les plans. Permis B souhaité.", "Maintenance préventive des machines, astreinte une semaine sur cinq."]


def spell(chance, day):
    """A day as people write it; the year is only omitted when it is unambiguous."""
    month, full = MONTHS[day.month - 1], chance.random() < 0.5
    first = "1er" if day.day == 1 else str(day.day)
    ways = [day.strftime("%d/%m/%Y"), f"{day.day}/{day.month}/{day.year % 100}", day.strftime("%d.%m.%Y"), day.isoformat(), day.strftime("%d-%m-%Y"), f"{first} {month} {day.year}",
            f"{DAYS[day.weekday()]} {first} {month} {day.year}", f"{first} {SHORT[day.month - 1]} {day.year}", f"le {first} {month} {day.year}", f"{first} {month.upper()} {day.year}",
            day.strftime("%d / %m / %Y"), f"{DAYS[day.weekday()].capitalize()} {day.strftime('%d/%m/%Y')}"]
    if TODAY < day < TODAY + datetime.timedelta(days=200):
        ways += [f"{first} {month}", day.strftime("%d/%m")] if full else [f"{DAYS[day.weekday()]} {first} {month}"]
    return chance.choice(ways)


class Offer:
    """The text written under each field, and the value expected in the register."""

    def __init__(self, chance, number):
        self.written, self.truth = {}, {}
        title = chance.choice(TITLES + WITHOUT_GENDER)
        self.put("title", title, title=title + (" (H/F)" if title in WITHOUT_GENDER else ""))
        company = chance.choice(COMPANIES)
        self.put("company", company, company=company)
        self.choose_place(chance)
        self.choose_contract(chance)
        self.put("description", chance.choice(DESCRIPTIONS))
        self.put("reference", f"R{number}", reference=f"R{number}")
        if chance.random() < 0.8:
            self.choose_deadline(chance)
        for field, often in (("start", 0.5), ("level", 0.5), ("rome", 0.3), ("openings", 0.4), ("hours", 0.5), ("salary", 0.7), ("experience", 0.3)):
            if chance.random() < often:
                getattr(self, f"choose_{field}")(chance)

    def put(self, field, written, **truth):
        self.written[field] = written
        self.truth.update(truth)

    def choose_place(self, chance):
        if chance.random() < 0.08:
            written, region = chance.choice(REGIONS)
            return self.put("place", written, region=region, department=None)
        written, *parts = chance.choice(PLACES if chance.random() < 0.3 else [place for place in PLACES if place[1] != ASKED])
        if parts[0] == ASKED:
            return self.put("place", written, place=ASKED)
        told = {column: value for column, value in zip(("postal_code", "commune", "department"), parts) if value}
        self.put("place", written, **told)

    def choose_contract(self, chance):
        written, *parts = chance.choice(CONTRACTS)
        if parts[0] == ASKED:
            return self.put("contract", written, contract=ASKED)
        code, nature, duration = parts
        self.put("contract", written, contract=code, **({"nature": nature} if nature else {}), **({"duration": duration} if duration else {}))
        if (code in ("CDD", "MIS", "STG", "SAI")) and not duration:
            text = chance.choice(DURATIONS)
            self.put("duration", text, duration=text)

    def choose_deadline(self, chance):
        odd = chance.random()
        if odd < 0.03:
            return self.put("deadline", chance.choice(["31/02/2027", "30 février 2027", "12/13/2027", "15/01/2025"]), deadline=ASKED)
        day = TODAY + datetime.timedelta(days=chance.randint(3, 380))
        before, after = chance.choice([("", "")] * 6 + [("avant le ", ""), ("jusqu'au ", ""), ("", " inclus"), ("", " à 18h"), ("", " (dernier délai)"), ("", " minuit"), ("au plus tard le ", "")])
        text = spell(chance, day)
        self.put("deadline", (before + text.removeprefix("le ") if before else text) + after, deadline=day.isoformat())

    def choose_start(self, chance):
        if chance.random() < 0.4:
            return self.put("start", chance.choice(["dès que possible", "immédiat", "de suite", "ASAP", "Dès que possible", "tout de suite"]), start="now")
        day = TODAY + datetime.timedelta(days=chance.randint(3, 380))
        self.put("start", spell(chance, day), start=day.isoformat())

    def choose_level(self, chance):
        written, level = chance.choice(LEVELS)
        self.put("level", written, level=level)

    def choose_rome(self, chance):
        written, code = chance.choice(ROMES)
        self.put("rome", written, rome=code)

    def choose_openings(self, chance):
        written, count = chance.choice(OPENINGS)
        self.put("openings", written, openings=count)

    def choose_hours(self, chance):
        self.put("hours", chance.choice(HOURS))

    def choose_salary(self, chance):
        text = chance.choice(SALARIES)
        self.put("salary", text, salary=text)

    def choose_experience(self, chance):
        text = chance.choice(EXPERIENCES)
        self.put("experience", text, experience=text)

    def asked(self):
        return sorted(field for field, value in self.truth.items() if value == ASKED)


def labelled(chance, offers):
    """Each offer's pairs of label and value; all offers of a mail have the same labels in the same order, the
    title first, because it starts an offer."""
    labels = {field: chance.choice(words) for field, words in LABELS.items()}
    rest = [field for field in LABELS if field not in ("title", "description")]
    chance.shuffle(rest)
    return [[(labels[field], offer.written[field]) for field in ["title", *rest, "description"] if field in offer.written] for offer in offers]


# Texts of the mail itself.

GREETINGS = ["", "Bonjour,\n\n", "Bonjour,\n\nVoici une offre à diffuser :\n\n", "Madame, Monsieur,\n\n"]
CLOSINGS = ["", "\n\nCordialement,\nJulie Perrin", "\n\nBien à vous\n\n-- \nJulie Perrin\nChargée de recrutement\n04 72 00 00 00", "\n\nMerci d'avance !\n"]


def lines_of(chance, offers):
    """All offers of a mail as labelled lines, in the same layout."""
    separator = chance.choice([" : ", ": ", "\u00a0: ", " :\u00a0", ":", "\t", "\u202f: "])
    mark = chance.choice(["", "", "", "- ", "* ", "• ", "– "])
    dress = chance.choice([str, str, str, str.upper, str.lower, lambda label: f"*{label}*"])
    if chance.random() < 0.1 and separator != "\t":
        separator = separator.rstrip() + "\n"
    return "\n\n".join("\n".join(f"{mark}{dress(label)}{separator}{value}" for label, value in pairs) for pairs in offers)


def page(body):
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>{body}</body></html>'


def html_lines(chance, pairs):
    e = html.escape
    ways = [lambda a, b: f"<p><b>{e(a)} :</b> {e(b)}</p>", lambda a, b: f"<div><strong>{e(a)}</strong>&nbsp;: {e(b)}</div>", lambda a, b: f"{e(a)} : {e(b)}<br>",
            lambda a, b: f'<p class="MsoNormal"><span style="font-family:Calibri">{e(a)}<o:p></o:p></span>&nbsp;: {e(b)}</p>', lambda a, b: f"<ul><li>{e(a)} : <i>{e(b)}</i></li></ul>",
            lambda a, b: f'<p style="margin:0"><u>{e(a)}&nbsp;:</u>&nbsp;<font color="#1F497D">{e(b)}</font></p>']
    way = chance.choice(ways)
    return page("<p>Bonjour,</p>" + "\n".join(way(a, b) for a, b in pairs) + "<p>&nbsp;</p><p>Cordialement</p>")


def html_pairs(chance, pairs):
    colon = chance.choice(["", " :", "&nbsp;:"])
    cell = chance.choice(["td", "th"])
    return page("<p>Bonjour,</p><table border=1>" + "".join(f"<tr><{cell}>{html.escape(a)}{colon}</{cell}><td>{html.escape(b)}</td></tr>" for a, b in pairs) + "</table>")


class Mail:
    def __init__(self, offers, text="", html=None, files=(), subject="[OFFRE]", carrier=""):
        self.offers, self.text, self.html, self.files, self.subject, self.carrier = offers, text, html, list(files), subject, carrier


def in_text(chance, offers):
    text = lines_of(chance, labelled(chance, offers))
    return Mail(offers, chance.choice(GREETINGS) + text + chance.choice(CLOSINGS))


def in_both(chance, offers):
    pairs = labelled(chance, offers[:1])[0]
    return Mail(offers[:1], "Bonjour,\n\n" + "\n".join(f"{a} : {b}" for a, b in pairs), html_lines(chance, pairs))


def in_html(chance, offers):
    return Mail(offers[:1], None, html_lines(chance, labelled(chance, offers[:1])[0]))


def in_html_pairs(chance, offers):
    return Mail(offers[:1], None, html_pairs(chance, labelled(chance, offers[:1])[0]))


def table_rows(chance, offers):
    fields = [field for field in LABELS if any(field in offer.written for offer in offers)]
    return [[chance.choice(LABELS[field]) for field in fields]] + [[offer.written.get(field, "") for field in fields] for offer in offers]


def in_html_table(chance, offers):
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell) or '&nbsp;'}</td>" for cell in row) + "</tr>" for row in table_rows(chance, offers))
    return Mail(offers, None, page(f"<p>Nos offres du mois</p><table>{rows}</table>"))


def in_csv(chance, offers):
    rows = table_rows(chance, offers)
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16"])
    separator = chance.choice([";", ",", "\t"])
    return Mail(offers, "Bonjour", files=[("offres.csv", office.comma_separated(rows, separator, encoding), "text/csv")])


def in_xlsx(chance, offers):
    maker = chance.choice([office.openpyxl_book, office.xlsxwriter_book])
    return Mail(offers, "Bonjour", files=[("offres.xlsx", maker(rows=table_rows(chance, offers)), TYPE)])


def in_ods(chance, offers):
    return Mail(offers, "Bonjour", files=[("offres.ods", office.ods_book(office.odf_table(table_rows(chance, offers))), TYPE)])


def in_merged_cells(chance, offers):
    """One employer for all rows, written once in a cell that spans them."""
    for offer in offers[1:]:
        offer.put("company", offers[0].written["company"], company=offers[0].truth["company"])
    header, *rows = table_rows(chance, offers)
    column = next(i for i, label in enumerate(header) if label in LABELS["company"])
    kind = chance.choice(["html", "xlsx", "ods"])
    if kind == "html":
        lines = ["".join(f"<td{f' rowspan={len(rows)}' if (i, j) == (0, column) else ''}>{html.escape(cell)}</td>" for j, cell in enumerate(row) if i == 0 or j != column) for i, row in enumerate(rows)]
        return Mail(offers, None, page("<table><tr>" + "".join(f"<th>{html.escape(label)}</th>" for label in header) + "</tr>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"))
    if kind == "xlsx":
        book = office.openpyxl_book(lambda _, sheet: sheet.merge_cells(start_row=2, end_row=len(rows) + 1, start_column=column + 1, end_column=column + 1), [header, *rows])
        return Mail(offers, "Bonjour", files=[("offres.xlsx", book, TYPE)])
    table = office.odf_table([header, *rows])
    lines = table.getElementsByType(odf.table.TableRow)[1:-1]
    lines[0].getElementsByType(odf.table.TableCell)[column].setAttribute("numberrowsspanned", len(rows))
    for line in lines[1:]:
        covered = line.getElementsByType(odf.table.TableCell)[column]
        line.insertBefore(odf.table.CoveredTableCell(), covered)
        line.removeChild(covered)
    return Mail(offers, "Bonjour", files=[("offres.ods", office.ods_book(table), TYPE)])


def in_docx(chance, offers):
    made = docx.Document()
    made.add_heading("Fiche de poste")
    for pairs in labelled(chance, offers):
        for label, value in pairs:
            made.add_paragraph(f"{label} : {value}")
    return Mail(offers, "Bonjour", files=[("fiche.docx", office.workbook(made.save), TYPE)])


def in_docx_table(chance, offers):
    made = docx.Document()
    table = made.add_table(0, 2)
    for pair in labelled(chance, offers[:1])[0]:
        for cell, text in zip(table.add_row().cells, pair):
            cell.text = text
    return Mail(offers[:1], "Bonjour", files=[("fiche.docx", office.workbook(made.save), TYPE)])


def in_odt(chance, offers):
    def write(made):
        for pairs in labelled(chance, offers):
            for label, value in pairs:
                made.text.addElement(odf.text.P(text=f"{label} : {value}"))

    return Mail(offers, "Bonjour", files=[("fiche.odt", office.odt_of(write), TYPE)])


def in_json(chance, offers):
    written = offers[0].written
    if offers[0].truth.get("rome") == ASKED:  # any text is a category there
        del written["rome"], offers[0].truth["rome"]
    posting = {"@context": "https://schema.org", "@type": "JobPosting", "title": written["title"], "hiringOrganization": {"@type": "Organization", "name": written["company"]},
               "jobLocation": {"@type": "Place", "address": written["place"]}, "employmentType": written["contract"], "description": written["description"],
               "identifier": written["reference"]}
    for field, member in (("deadline", "validThrough"), ("start", "jobStartDate"), ("salary", "baseSalary"), ("openings", "totalJobOpenings"), ("rome", "occupationalCategory"), ("hours", "workHours")):
        if field in written:
            posting[member] = offers[0].truth[field] if field in ("deadline", "start", "rome") and offers[0].truth[field] not in (ASKED, "now") else written[field]
    data = json.dumps(posting, ensure_ascii=False)
    script = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>Offre</p></body></html>'
    mail = Mail(offers[:1], "Bonjour", script) if chance.random() < 0.5 else Mail(offers[:1], "Bonjour", files=[("offre.jsonld", data.encode(), "application/ld+json")])
    mail.unsaid = {"level", "experience", "reference"} | ({"duration"} if "duration" in written else set())
    mail.lacks = ["duration"] if "duration" in written else []
    return mail


def forwarded(chance, offers):
    text = lines_of(chance, labelled(chance, offers[:1]))
    header = chance.choice([
        "-----Message d'origine-----\nDe : Marc Petit <marc@employeur.example>\nEnvoyé : lundi 23 novembre 2026 08:12\nÀ : Julie Perrin\nObjet : offre\n\n",
        "---------- Forwarded message ---------\nDe : Marc Petit <marc@employeur.example>\nDate: lun. 23 nov. 2026 à 08:12\nSubject: offre\nTo: Julie Perrin\n\n",
        "-------- Message transféré --------\nSujet : offre\nDate : Mon, 23 Nov 2026 08:12:00 +0100\nDe : Marc Petit <marc@employeur.example>\nPour : Julie Perrin\n\n"])
    return Mail(offers[:1], f"Bonjour, à diffuser.\n\n{header}{text}\n", subject=chance.choice(["TR: [OFFRE] offre", "Fwd: [OFFRE]", "[OFFRE] TR : offre"]))


CARRIERS = [in_text, in_text, in_text, in_both, in_html, in_html_pairs, in_html_table, in_merged_cells, in_csv, in_xlsx, in_ods, in_docx, in_docx_table, in_odt, in_json, forwarded]


# Transfer encodings.


def encoded(chance, text):
    """A part's bytes as the client sends them, its character set and its transfer encoding."""
    charset = chance.choice(["utf-8", "utf-8", "utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"])
    try:
        data = text.encode(charset)
    except UnicodeEncodeError:
        charset, data = "utf-8", text.encode()
    return charset, data


def part(chance, text, media):
    text = unicodedata.normalize("NFD", text) if chance.random() < 0.1 else text
    charset, data = encoded(chance, text.replace("\n", "\r\n"))
    way = chance.choice(["8bit", "quoted-printable", "base64"])
    body = {"8bit": lambda: data, "quoted-printable": lambda: quopri.encodestring(data, quotetabs=True), "base64": lambda: base64.encodebytes(data)}[way]()
    return f"Content-Type: {media}; charset={charset}\r\nContent-Transfer-Encoding: {way}\r\n\r\n".encode() + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def attached(name, data, media):
    return (f'Content-Type: {media}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'.encode()
            + base64.encodebytes(data).replace(b"\n", b"\r\n"))


def multipart(kind, parts, boundary):
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() + b"".join(b"--" + boundary.encode() + b"\r\n" + each + b"\r\n" for each in parts) + f"--{boundary}--\r\n".encode()


CLIENTS = ["X-Mailer: Microsoft Outlook 16.0", "User-Agent: Mozilla Thunderbird", "X-Mailer: iPhone Mail (20H115)", "X-Mailer: Zimbra 8.8.15", "X-Mailer: Apple Mail (2.3731)", "X-Originating-IP: [192.0.2.1]"]


def message(chance, mail, number):
    texts = [part(chance, text, media) for text, media in ((mail.text, "text/plain"), (mail.html, "text/html")) if text is not None]
    body = texts[0] if len(texts) == 1 else multipart("alternative", texts, f"=_alt{number}")
    if mail.files:
        body = multipart("mixed", [body] + [attached(*file) for file in mail.files], f"=_mix{number}")
    subject = email.header.Header(mail.subject, "utf-8").encode() if not mail.subject.isascii() else mail.subject
    head = ["Authentication-Results: mx.passerelle.example; dmarc=pass header.from=ims.example", f"From: Julie Perrin <{SENDER}>", f"To: {SHARED}", f"Subject: {subject}",
            f"Date: Mon, 23 Nov 2026 {number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02} +0100", f"Message-ID: <{number}@ims.example>", chance.choice(CLIENTS), "MIME-Version: 1.0"]
    return "\r\n".join(head).encode() + b"\r\n" + body


def mails(seed, count):
    """(mail, its bytes), `count` times."""
    for number in range(1, count + 1):
        chance = random.Random(f"{seed}/{number}")
        carrier = chance.choice(CARRIERS)
        mail = carrier(chance, [Offer(chance, number * 10 + i) for i in range(chance.choice([1, 1, 2, 3]))])
        mail.carrier = carrier.__name__
        yield mail, message(chance, mail, number)

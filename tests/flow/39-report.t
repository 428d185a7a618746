#!/usr/bin/python3 -B
"""Agreement Art. 3 and 4, specification section 7: the annual report: its draft, approval by both sides,
publication."""

import hashlib
import json
import re
import stat
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

import openpyxl
from agreement import ADVISER, EVENT, OFFER, RECRUITER, offer_mail
from embedded import Embedded, letter_to, outcome
from mails import OPERATOR, SHARED, compose, form, letter_in, mailto_links, pdf, text_of
from replies import reply
from system import temporary_folder
from tap import run_story

CNML, CNML_OTHER, IMS = "secretariat@cnml.example", "jn.prevot@cnml.example", "direction@ims.example"
JUNE, EVE, DUE, LATER = "2027-06-01T10:00:00+02:00", "2028-01-15T08:59:00+01:00", "2028-01-15T09:00:00+01:00", "2028-01-20T06:50:00+01:00"
CALL = {"Titre": "Dix parrains et marraines", "Nombre": "10", "Lieu": "69007 Lyon", "Description": "Un parrain voit un jeune une heure par mois."}
ARTICLE = {"Titre": "Une rencontre réussie", "Texte": "Douze entreprises sont venues.\nÉcrire à marie.perdue@imsentreprendre.example pour la suite."}
DIAGNOSTIC = {"Titre": "Se déplacer pour travailler", "Année": "2027", "Territoire": "Rhône", "Résumé": "Un jeune sur trois n’a pas de moyen de transport."}
MARK = "non approuvé, ne pas diffuser"


def figures(scene, *arguments):
    document = json.loads(scene.passerelle.do("report", "2027", "--json", *arguments))
    return document, {(each["key"], each["region"], each["month"]): each["value"] for each in document["figures"]}


def report(scene):
    return scene.passerelle.rows("SELECT ref, year, version, status, published_at FROM reports ORDER BY version")


def clicks(scene, letter, sender, word, **options):
    url = next(link for link in mailto_links(letter) if f"Réponse : {word}" in link.body)
    return scene.handles(compose(sender, url.address, url.subject, url.body), **options)


def asked(scene, now):
    """The letters of a run that ask for an approval."""
    before = {path.name for path in scene.sent()}
    scene.runs(now)
    letters = [letter_in(path) for path in scene.sent() if path.name not in before]
    return [letter for letter in letters if "[ACCORD BIL-2027]" in str(letter["Subject"])]


def happen(scene):
    """A year: an offer that is filled, a CV and its interview, an event for twelve young people."""
    scene.runs(JUNE)
    scene.handles(offer_mail({**OFFER, "Date limite": "30/06/2027"}), now=JUNE)
    scene.handles(compose(RECRUITER, SHARED, "[EVENEMENT]", form({**EVENT, "Places": "40", "Date": "09/09/2027 de 14h à 17h30", "Date limite": "01/09/2027", "Invités": "missions locales"})), now=JUNE)
    scene.handles(compose(ADVISER, SHARED, "[PARRAINAGE]", form(CALL)), now=JUNE)
    scene.handles(compose(ADVISER, SHARED, "[DIAGNOSTIC]", form(DIAGNOSTIC), attachments=[("diagnostic.pdf", "application/pdf", pdf())]), now=JUNE)
    scene.handles(compose(ADVISER, SHARED, "[REPONSE EVT-2027-0001]", form({"Réponse": "oui", "Nombre de jeunes": "12"})), now=JUNE)
    scene.handles(compose(CNML, SHARED, "[ARTICLE]", form(ARTICLE)), now=JUNE)
    scene.handles(compose(RECRUITER, SHARED, "[OFFRE OFF-2027-0001]", form({"Statut": "pourvu"})), now="2027-07-31T23:30:00+02:00")


def tell_running(story, scene):
    document, values = figures(scene, "--now", "2027-12-01T10:00:00+01:00")
    story.is_((document["ref"], document["year"], document["version"]), ("BIL-2027", 2027, None), "the year's report can be looked at while it runs")
    story.is_((values["offers", None, None], values["offers", "84", None], values["offers", None, "2027-06"]), (1, 1, 1), "an offer counts in its region and month")
    story.is_([values[key, "84", None] for key in ("sponsorships", "sponsorships_met", "diagnostics")], [1, 0, 1], "a call, whom nobody has answered yet, and a diagnostic")
    story.is_(values["offers_closed_filled", None, "2027-07"], 1, "an act of the evening counts for its local day")
    story.is_((values["events_ims", None, "2027-09"], values["participants", None, None]), (1, 12), "an event and who comes by its start")
    story.is_({values[key] for key in values if key[0] == "participants" and key[1:] != (None, None)}, {None}, "whose only month or region would tell the rest is hidden with it")
    story.is_({values[key] for key in values if key[0] in ("cvs", "consents_given", "hires")}, {None}, "fewer than five young people are never told, nor none")
    story.is_(len([key for key in values if key[0] == "offers"]), 1 + 12 + 18, "every row stands, also a zero")
    story.ok(("newsletters", "84", None) not in values, "a newsletter has no region")
    for way in ("--json",), ():
        story.contains(scene.passerelle.do("report", "2027", *way, "--now", "2027-12-01T10:00:00+01:00"), MARK, f"it is marked {way}")
    story.is_(report(scene), [], "looking leaves nothing behind")


def tell_draft(story, scene):
    scene.runs(EVE)
    story.is_(report(scene), [], "a minute before its hour there is none")
    letters = asked(scene, DUE)
    story.is_(sorted(letter["To"].addresses[0].addr_spec for letter in letters), sorted([CNML, CNML_OTHER, IMS]), "both sides' steering committee is asked")
    story.is_(report(scene), [{"ref": "BIL-2027", "year": 2027, "version": 1, "status": "draft", "published_at": None}], "the version stands in the register")
    story.is_(scene.passerelle.row("SELECT period, status, recipients FROM mailings WHERE kind = 'report_draft'"), {"period": "2027", "status": "done", "recipients": 3}, "the mailing too")
    text = text_of(letters[0])
    story.ok(MARK in text.lower() and "masqué" in text and DIAGNOSTIC["Titre"] in text, "with its figures, and that it is not to be spread", text)
    document, _ = figures(scene)
    frozen = {key: document[key] for key in document if key not in ("status", "mark")}
    digest = hashlib.sha256(json.dumps(frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
    story.is_(scene.passerelle.row("SELECT sha256 FROM reports")["sha256"], digest, "what is asked about is frozen by its SHA-256")
    scene.runs(LATER)
    story.is_(len(report(scene)), 1, "once")
    return letters


def tell_no(story, scene, letters):
    decision, _ = scene.handles(compose(ADVISER, SHARED, "[ACCORD BIL-2027]", form({"Réponse": "oui"})), now=LATER)
    story.is_(decision["outcome"], "refused", "nobody else is asked")
    decision, answers = scene.handles(reply(letter_to(letters, CNML), CNML, "Oui, très bien", "bare"), now=LATER)
    story.is_(scene.passerelle.rows("SELECT * FROM approvals"), [], "words are no approval")
    buttons = [link.body.splitlines() for link in mailto_links(answers[0]) if link.subject == "[ACCORD BIL-2027]"]
    story.is_((decision["reason"], buttons), ("two readings", [["Réponse : oui", "Version : 1"], ["Réponse : non", "Motif : ", "Version : 1"]]), "they are asked back, about the version that was answered")
    decision, answers = clicks(scene, letter_to(letters, CNML), CNML, "oui", now=LATER)
    story.is_((outcome(decision), report(scene)[0]["status"], len(answers)), (("approval", "accepted", "BIL-2027"), "draft", 1), "one side's yes is not enough")
    story.contains(text_of(answers[0]), "IMS donne aussi son accord", "as its answer says")
    decision, answers = scene.handles(reply(letter_to(letters, IMS), IMS, "Réponse : non\nMotif : Il manque le forum de mars.", "bare"), now=LATER)
    story.is_((decision["outcome"], report(scene)[0]["status"]), ("accepted", "refused"), "the first no ends the version")
    story.is_({letter["To"].addresses[0].addr_spec for letter in answers if "forum de mars" in text_of(letter)}, {CNML, CNML_OTHER, IMS}, "both sides read why")
    decision, _ = clicks(scene, letter_to(letters, CNML), CNML, "oui", now=LATER)
    story.is_(decision["outcome"], "refused", "no yes mends it")
    story.is_(scene.passerelle.rows("SELECT about, version, contact, side, answer, text FROM approvals"),
              [{"about": "BIL-2027", "version": 1, "contact": CNML, "side": "cnml", "answer": "yes", "text": None},
               {"about": "BIL-2027", "version": 1, "contact": IMS, "side": "ims", "answer": "no", "text": "Il manque le forum de mars."}], "the register has who said what")


def tell_redraft(story, scene, old):
    scene.runs("2028-01-20T07:00:00+01:00")
    summary = next(letter for letter in reversed(scene.letters()) if letter["To"].addresses[0].addr_spec == OPERATOR)
    story.contains(text_of(summary), "passerelle report 2027 --redraft", "the operator reads what to type")
    scene.passerelle.do("report", "2027", "--redraft", "--now", LATER)
    letters = asked(scene, "2028-01-20T10:10:00+01:00")  # the command may take time, and its letters are due from when they were made
    story.is_([(row["version"], row["status"]) for row in report(scene)], [(1, "refused"), (2, "draft")], "another version is made by hand")
    story.is_(scene.passerelle.call("report", "2027", "--redraft", "--now", LATER).returncode, 65, "one at a time")
    decision, _ = clicks(scene, letter_to(old, IMS), IMS, "oui", now=LATER)
    story.is_(decision["outcome"], "refused", "a button of the former version says nothing of this one")
    decision, _ = scene.handles(reply(letter_to(old, IMS), IMS, "Réponse : oui", "bare"), now=LATER)
    story.is_(decision["outcome"], "refused", "nor does an answer to its letter")
    clicks(scene, letter_to(letters, CNML_OTHER), CNML_OTHER, "oui", now=LATER)
    decision, answers = clicks(scene, letter_to(letters, IMS), IMS, "oui", now=LATER)
    story.is_((decision["reason"], report(scene)[1]["status"]), ("report published", "published"), "a yes of each side publishes it")
    readers = {row["email"] for row in scene.passerelle.rows("SELECT email FROM contacts WHERE active")}
    published = [letter for letter in answers if "du partenariat" in str(letter["Subject"])]
    story.is_(sorted(letter["To"].addresses[0].addr_spec for letter in published), sorted(readers), "every contact gets it once, list or not")
    attached = [part for part in published[0].walk() if part.get_filename() == "BIL-2027.csv"][0].get_content().splitlines()
    story.is_((len(attached), attached[0].count(";"), attached[1].split(";")[:3]), (len({key for key, _, _ in figures(scene)[1]}) + 1, 2 + 12 + 18, ["offers", "Offres reçues", "1"]), "with all figures as a file")
    story.contains(scene.passerelle.do("show", "BIL-2027"), "Il manque le forum de mars", "which the register tells with its versions and answers")
    decision, _ = clicks(scene, letter_to(letters, CNML), CNML, "non", now=LATER)
    story.is_((decision["outcome"], report(scene)[1]["status"]), ("refused", "published"), "nothing changes it any more")
    story.is_(scene.passerelle.call("report", "2027", "--redraft", "--now", LATER).returncode, 65, "nor does the command")


def columns(html):
    """How often each column of numbers occurs in the tables of a page."""
    tables = [[re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)] for table in re.findall(r"<table.*?</table>", html, re.DOTALL)]
    read = [[[None if cell == "masqué" else int(re.sub(r"\D", "", cell)) for cell in row] for row in table if row] for table in tables]
    return Counter(column for table in read for column in zip(*table, strict=True) if len(column) in (12, 18))


def columns_of(values):
    """The same for the figures: the months and the regions of each."""
    found = {}
    for (key, region, month), value in sorted(values.items(), key=str):
        if region or month:
            found.setdefault((key, bool(region)), []).append(value)
    return Counter(map(tuple, found.values()))


def tell_files(story, scene, is_marked):
    page, workbook = scene.folder / "bilan.html", scene.folder / "bilan.xlsx"
    scene.passerelle.do("report", "2027", "--html", str(page))
    scene.passerelle.do("report", "2027", "--xlsx", str(workbook))
    html = page.read_text(encoding="utf-8")
    story.is_((html.count("<svg role=\"img\""), html.count("<title id"), html.count("<desc")), (3, 3, 3), "the page has its charts, told in words")
    story.is_([word for word in ("http:", "https:", "src=", "<script", "@import", "url(\"") if word in html], [], "and nothing that is elsewhere")
    _, values = figures(scene)
    story.is_(columns(html), columns_of(values), "its tables have the same values, month by month and region by region")
    cells = {tuple(str(cell or "") for cell in row[:3]): row[3] for row in openpyxl.load_workbook(workbook)["Données"].iter_rows(values_only=True)}
    story.is_([key for key in values if cells[tuple(part or "" for part in key)] != ("masqué" if values[key] is None else values[key])], [], "the workbook has the same values and marks")
    texts = {cell for sheet in openpyxl.load_workbook(workbook) for row in sheet.iter_rows(values_only=True) for cell in row}
    story.is_((MARK in html, MARK in texts), (is_marked, is_marked), "both are marked as long as it is not published")
    listed = scene.passerelle.rows("SELECT key, region, month, value FROM report_figures WHERE version = (SELECT max(version) FROM reports)")
    story.is_({(row["key"], row["region"], row["month"]): row["value"] for row in listed}, values, "and the view")


def site(scene, now):
    """The output of `passerelle site`: {path: text}."""
    folder = scene.folder / "site"
    done = scene.passerelle.do("site", "--now", now, str(folder))
    return done, {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.*")}


def tell_unpublished(story, scene):
    _, pages = site(scene, LATER)
    story.ok("Aucun bilan" in pages["index.html"] and not [name for name in pages if "bilan" in name], "no page tells a report that is not published", sorted(pages))


def tell_site(story, scene):
    said, pages = site(scene, LATER)
    public = {name: text for name, text in pages.items() if "/" not in name}
    letters = sorted(name for name in public if name.startswith("lettre-"))
    story.is_(sorted(pages), sorted(["index.html", "bilan-2027.html", "logo-ims.svg", "operator/index.html", *letters]), "the report, the newsletters and the operator's page are written, and nothing besides")
    story.ok(letters and any(ARTICLE["Titre"] in public[name] for name in letters), "the newsletters have their articles", letters)
    links = {match for text in public.values() for match in re.findall(r'(?:href|src)="([^"]+)"', text) if not match.startswith(("https:", "mailto:"))}
    story.is_(links - set(public), set(), "every link within leads to a page")
    story.is_([word for text in pages.values() for word in ("<script", "@import", "src=\"http", "url(\"") if word in text], [], "nothing is fetched from elsewhere, no script is needed")
    people = {row["email"] for row in scene.passerelle.rows("SELECT email FROM contacts")} | {"marie.perdue@imsentreprendre.example", "Haddad"}
    story.is_([(name, who) for name, text in pages.items() for who in people if who in text], [], "nobody is named in them")
    story.is_([word for word in (MARK, "Document provisoire") if word in public["bilan-2027.html"]], [], "the report is no draft")
    story.is_(columns(public["bilan-2027.html"]), columns_of(figures(scene)[1]), "its tables have the values of the published version")
    modes = {stat.S_IMODE((scene.folder / "site" / name).stat().st_mode) for name in public}
    story.is_((modes, stat.S_IMODE((scene.folder / "site/operator").stat().st_mode)), ({0o644}, 0o700), "a web server reads the public's, and the operator's not")
    story.ok("Messages en quarantaine" in pages["operator/index.html"] and "janvier 2028" in pages["operator/index.html"], "which tells the state, month by month")
    story.ok("operator" not in "".join(public.values()) and "for you alone" in said, "and to which nothing leads")


def tell(story):
    with temporary_folder("report") as folder:
        scene = Embedded(folder, 'logo_ims = "ims.svg"\n')
        (scene.folder / "ims.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
        happen(scene)
        tell_running(story, scene)
        letters = tell_draft(story, scene)
        tell_files(story, scene, is_marked=True)
        tell_no(story, scene, letters)
        tell_unpublished(story, scene)
        tell_redraft(story, scene, letters)
        tell_files(story, scene, is_marked=False)
        tell_site(story, scene)


run_story(tell)

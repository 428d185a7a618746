#!/usr/bin/python3 -B
"""Agreement Art. 3, specification section 7: calls for mentors, for skills or money, for speakers; answers, reminder, summary, the end."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "lib"))

from embedded import Embedded, letter_to, outcome
from mails import SHARED, attachments_of, compose, form, mailto_links, pdf, text_of
from office import raw_docx, w_paragraph, w_run
from replies import reply
from system import temporary_folder
from tap import run_story

RHONE, GERLAND, SUD_EST = "gaetan.menard@ml-rhone.example", "maelle.lefevre@mllyon.example", "z.ferrand@ml-selyonnais.example"
LYON, NICE, CNML, QUARTIERS = "lyon@ims.example", "nice@ims.example", "secretariat@cnml.example", "quartiers@ims.example"
RECRUITER, PAUL, MOREL, BATIR = ("recrutement@logirhone.example", "p.herve@logirhone.example", "a.morel@boulangeries-morel.example",
                                 "noel.lemaitre@batir-ensemble.example")
ARML, ARML_2 = "animation@arml-ara.example", "r.chatelain@arml-ara.example"
PARRAINAGE = {"Titre": "Dix parrains et marraines", "Nombre": "10", "Lieu": "69007 Lyon", "Date limite": "15/02/2027",
              "Contact": "Gaëtan Ménard, 04 72 00 00 00", "Description": "Un parrain voit un jeune une heure par mois."}
MECENAT = {"Titre": "Un site à refaire", "Type": "compétences", "Jours": "5", "Lieu": "69007 Lyon", "Description": "Notre site a dix ans."}
INTERVENANT = {"Titre": "Rencontre des entreprises", "Thème": "Les freins à l’emploi", "Date": "12/03/2027 de 14h à 16h", "Lieu": "69007 Lyon"}


class Calls:
    def __init__(self, folder):
        self.run = Embedded(folder)

    def sends(self, sender, subject, fields, **options):
        return self.run.handles(compose(sender, SHARED, subject, form(fields) if isinstance(fields, dict) else fields), **options)

    def answers(self, sender, ref, answer, **fields):
        return self.sends(sender, f"[REPONSE {ref}]", {"Réponse": answer, **fields})

    def row(self, view, ref, key="ref"):
        return self.run.passerelle.row(f"SELECT * FROM {view} WHERE {key} = ?", ref)

    def status(self, ref):
        return self.row("calls", ref)["status"]

    def responses(self, ref):
        return {row["contact"]: (row["answer"], row["text"]) for row in self.run.passerelle.rows("SELECT * FROM responses WHERE call = ?", ref)}

    def mailings(self, ref):
        return {(row["kind"], row["period"].split("/")[1]): (row["status"], row["recipients"], row["reason"]) for row in
                self.run.passerelle.rows("SELECT * FROM mailings WHERE period LIKE ?", f"{ref}/%")}

    def told(self, template, ref):
        return sorted(row["recipient"] for row in self.run.passerelle.rows(
            "SELECT recipient FROM letters WHERE template = ? AND about = ?", template, ref))


def tell_asking(story, calls):
    decision, letters = calls.sends(RHONE, "[PARRAINAGE] Recherche", PARRAINAGE)
    story.is_(outcome(decision), ("sponsorship", "accepted", "PAR-2027-0001"), "a mission locale asks for mentors")
    call = calls.row("calls", "PAR-2027-0001")
    story.is_([call[key] for key in ("kind", "status", "title", "asker", "place", "department", "region", "needed", "deadline", "event")],
              ["mentoring", "open", PARRAINAGE["Titre"], RHONE, "69007 Lyon", "69", "84", 10, "2027-02-15", None], "as the view tells it")
    story.is_(calls.told("call", "PAR-2027-0001"), sorted([LYON, RECRUITER, MOREL, BATIR]),
              "companies and antennes of the list whose territory holds the place are asked")
    story.is_(calls.told("call_copy", "PAR-2027-0001"), [ARML], "the region's association gets a copy, by list")
    letter = letter_to(letters, RECRUITER)
    text = text_of(letter)
    story.ok(all(part in text for part in ("10 parrains", "lundi 15 février 2027", "une heure par mois", "votre nom et votre adresse")),
             "with what is needed, until when, and what a yes hands over", text)
    story.is_([link.body.split("\r\n")[0] for link in mailto_links(letter)[:3]], ["Réponse : oui", "Réponse : peut-être", "Réponse : non"],
              "and three buttons")
    story.contains(text_of(letter_to(letters, RHONE)), "4 personnes", "the asker reads how many were asked")
    for fields, key in (({"Nombre": None}, "needed"), ({"Lieu": None}, "place"), ({"Date limite": "10/01/2027"}, "deadline"),
                        ({"Description": None}, "description"), ({"Public": "jeunes femmes"}, "publics")):
        wrong = {label: value for label, value in {**PARRAINAGE, **fields}.items() if value}
        story.is_(calls.sends(RHONE, "[PARRAINAGE]", wrong)[0]["reason"], f"faulty: {key}", f"{key} is asked back")
    decision, letters = calls.sends(GERLAND, "[MECENAT]", {**MECENAT, "Jours": ""})
    story.is_(decision["reason"], "faulty: days", "skills are counted in days")
    decision, letters = calls.run.handles(reply(letters[0], GERLAND, "Jours : 5", "bare"))
    story.is_(outcome(decision), ("sponsorship", "accepted", "MEC-2027-0001"), "and a reply with that line completes it")
    story.is_([calls.row("calls", "MEC-2027-0001")[key] for key in ("kind", "needed", "deadline")], ["skills", 5, "2027-02-10"], "for 30 days")
    decision, _ = calls.sends(GERLAND, "[MECENAT]", {**MECENAT, "Type": "financier", "Montant": "3 000 €", "Jours": ""})
    story.is_([calls.row("calls", decision["ref"])[key] for key in ("kind", "needed")], ["financial", 3000], "or in euros")
    story.is_(calls.sends(RECRUITER, "[PARRAINAGE]", PARRAINAGE)[0]["outcome"], "refused", "a company asks for none")


def tell_answers(story, calls):
    ref = "PAR-2027-0001"
    decision, letters = calls.answers(PAUL, ref, "oui", Message="Deux de nos chefs d’équipe.")
    story.is_((decision["outcome"], decision["ref"], calls.responses(ref)), ("accepted", ref, {PAUL: ("yes", "Deux de nos chefs d’équipe.")}),
              "a colleague of who was asked may answer")
    text = text_of(letter_to(letters, RHONE))
    story.ok(all(part in text for part in (PAUL, "Logistique Rhodanienne", "chefs d’équipe")), "the asker hears at once who, and what", text)
    story.contains(text_of(letter_to(letters, PAUL)), "votre nom et votre adresse", "and who answered reads what that means")
    call = next(letter for letter in calls.run.letters() if letter["To"].addresses[0].addr_spec == MOREL and "[REPONSE PAR-" in str(letter["Subject"]))
    decision, letters = calls.run.handles(reply(call, MOREL, "J’aimerais en savoir plus. Combien d’heures par mois ?", "bare"))
    story.is_((decision["kind"], decision["outcome"], calls.responses(ref)[MOREL]), ("rsvp", "accepted", ("maybe", "Combien d’heures par mois ?")),
              "words are an answer too, and what stands beside them goes with it")
    told = letter_to(letters, RHONE)
    story.ok("Combien d’heures" in text_of(told) and MOREL not in text_of(told), "who wants to know more stays without an address", text_of(told))
    decision, letters = calls.run.handles(reply(told, RHONE, "Une heure par mois, le soir.", "bare"))
    story.is_((decision["kind"], decision["outcome"]), ("note", "accepted"), "the asker answers that letter")
    story.contains(text_of(letter_to(letters, MOREL)), "le soir", "and who asked reads it")
    decision, letters = calls.answers(BATIR, ref, "non")
    story.is_(([letter["To"].addresses[0].addr_spec for letter in letters], calls.responses(ref)[BATIR][0]), ([BATIR], "no"),
              "of a no the asker hears in the summary")
    _, letters = calls.answers(PAUL, ref, "non")
    story.contains(text_of(letter_to(letters, RHONE)), "ne peut plus", "but of one that was a yes at once")
    calls.answers(PAUL, ref, "oui")
    story.is_(calls.responses(ref)[PAUL], ("yes", None), "the last answer counts")
    _, letters = calls.answers(RECRUITER, "MEC-2027-0001", "peut-être")
    story.contains(str(letter_to(letters, RECRUITER)["Subject"]), "Réponse notée : en savoir plus", "a maybe is acknowledged in the words of its button")
    for sender in ("rh@surete-azur.example", ARML, GERLAND):
        story.is_(calls.answers(sender, ref, "oui")[0]["outcome"], "refused", f"{sender} was not asked")


def tell_newsletter(story, calls):
    ref = "PAR-2027-0001"
    story.is_(calls.answers(QUARTIERS, ref, "non")[0]["outcome"], "refused", "who is on another list was not asked")
    calls.run.runs("2027-02-01T09:00:00+01:00")
    letters = {letter["To"].addresses[0].addr_spec: text_of(letter) for letter in calls.run.letters() if "LET-2027-02" in text_of(letter)}
    story.is_(sorted(reader for reader, text in letters.items() if f"({ref})" in text),
              sorted([LYON, RECRUITER, MOREL, BATIR, QUARTIERS, "direction@ims.example"]),
              "the newsletter tells those of a call whom it addresses, and not the association")
    story.is_(calls.answers(QUARTIERS, ref, "non")[0]["outcome"], "accepted", "who reads of it there counts as invited")


def tell_calendar(story, calls):
    ref = "PAR-2027-0001"
    calls.run.runs("2027-02-10T08:59:00+01:00")
    story.is_(calls.mailings(ref), {}, "nothing before the hour")
    calls.run.runs("2027-02-10T09:00:00+01:00")
    story.is_((calls.mailings(ref), calls.told("call_reminder", ref)), ({("call_reminder", "2027-02-10"): ("done", 1, None)}, [LYON]),
              "three working days before, who was asked and whose organisation is silent is reminded")
    calls.run.runs("2027-02-16T10:00:00+01:00")
    story.is_((calls.status(ref), calls.mailings(ref)["call_summary", "2027-02-16"]), ("expired", ("done", 1, None)),
              "the day after, the call has expired and its asker has the summary")
    letter = [letter for letter in calls.run.letters() if "[PARRAINAGE PAR-" in str(letter["Subject"]) and "délai" in text_of(letter)][0]
    text = text_of(letter)
    story.ok(all(part in text for part in ("1 oui, 1 « en savoir plus », 2 non, 1 sans réponse", PAUL, "Boulangeries Morel", "Bâtir Ensemble")), "of all", text)
    story.is_(calls.answers(RECRUITER, ref, "oui")[0]["outcome"], "refused", "an answer comes too late")


def tell_end(story, calls):
    ref = "PAR-2027-0001"
    late = {"now": "2027-02-17T09:00:00+01:00"}
    decision, _ = calls.sends(GERLAND, f"[PARRAINAGE {ref}]", {"Statut": "pourvu"}, **late)
    story.is_((decision["outcome"], calls.status(ref)), ("refused", "expired"), "nobody closes another's call")
    decision, letters = calls.sends(RHONE, f"[PARRAINAGE {ref}]", {"Statut": "pourvu", "Retenu": BATIR}, **late)
    story.is_(decision["reason"], "faulty: chosen", "who said no is not chosen")
    decision, letters = calls.sends(RHONE, f"[PARRAINAGE {ref}]", {"Statut": "pourvu", "Retenu": f"Paul Hervé <{PAUL}>"}, **late)
    story.is_((decision["outcome"], calls.status(ref)), ("accepted", "filled"), "its asker does, also after it has expired")
    story.is_((calls.told("call_chosen", ref), calls.told("call_thanks", ref)), ([PAUL], [MOREL]), "the chosen hear it, the others are thanked")
    story.contains(text_of(letter_to(letters, PAUL)), RHONE, "who was chosen reads to whom to write")
    story.is_(calls.sends(RHONE, f"[PARRAINAGE {ref}]", {"Statut": "annulé"}, **late)[0]["outcome"], "refused", "once")
    calls.sends(GERLAND, "[MECENAT MEC-2027-0001]", {"Statut": "annulé"})
    story.is_((calls.status("MEC-2027-0001"), calls.told("call_cancelled", "MEC-2027-0001")), ("closed", [RECRUITER]),
              "cancelled: who had stood in for it hears so")
    story.is_(calls.mailings("MEC-2027-0001"), {("call_reminder", "2027-02-05"): ("done", 3, None), ("call_summary", "2027-02-11"): ("done", 1, None)},
              "its calendar was served before")


def tell_speakers(story, calls):
    event = calls.sends(LYON, "[EVENEMENT]", {"Intitulé": "Les entreprises et leur quartier", "Type": "réunion", "Date": "12/03/2027 de 14h à 16h",
                                              "Lieu": "69007 Lyon"})[0]["ref"]
    decision, letters = calls.sends(LYON, "[INTERVENANT]", {**INTERVENANT, "Réunion": event})
    ref = decision["ref"]
    story.is_(outcome(decision), ("speaker", "accepted", "INT-2027-0001"), "ims asks for a speaker")
    story.is_([calls.row("calls", ref)[key] for key in ("kind", "needed", "deadline", "event")], ["speaker", None, "2027-03-09", event],
              "until three working days before the meeting")
    story.is_(calls.told("call", ref), sorted([RHONE, GERLAND, "karim.benhaddou@mllyon.example", SUD_EST, "paio@ra-itinerante.example",
                                               "loic.perez@ml-mobile-ara.example", CNML, "jn.prevot@cnml.example"]),
              "of the missions locales of the place and the council")
    story.is_(calls.told("call_copy", ref), sorted([ARML, ARML_2]), "with a copy to the association")
    link = mailto_links(letter_to(letters, SUD_EST))[0]
    _, letters = calls.run.handles(compose(SUD_EST, link.address, link.subject, link.body.replace("Intervenant : ", "Intervenant : Zoé Ferrand, conseillère")))
    story.contains(text_of(letter_to(letters, LYON)), "Zoé Ferrand, conseillère", "the button names the speaker")
    decision, _ = calls.sends(CNML, "[INTERVENANT]", {**INTERVENANT, "Lieu": "06000 Nice", "Date": "14/01/2027"})
    story.is_((calls.told("call", decision["ref"]), calls.row("calls", decision["ref"])["deadline"]), ([NICE, QUARTIERS], "2027-01-11"),
              "asked by the council, ims and the antenne of the place; never before today")
    story.is_(calls.sends(LYON, "[INTERVENANT]", {**INTERVENANT, "Réunion": "EVT-2027-0999"})[0]["reason"], "faulty: meeting", "of a meeting that is")


def tell_diagnostic(story, calls):
    form_ = {"Titre": "Les jeunes de l’Est lyonnais", "Année": "2026", "Territoire": "Rhône", "Résumé": "Un sur cinq est sans emploi."}

    def sends(*files, sender=RHONE, **changes):
        return calls.run.handles(compose(sender, SHARED, "[DIAGNOSTIC]", form({**form_, **changes}), attachments=files))

    document = ("Diagnostic.pdf", "application/pdf", pdf())
    decision, letters = sends(document)
    story.is_(outcome(decision), ("diagnostic", "accepted", "DIA-2027-0001"), "a diagnostic is taken")
    row = calls.row("diagnostics", "DIA-2027-0001")
    story.is_([row[key] for key in ("title", "year", "organisation", "territory", "event")],
              [form_["Titre"], 2026, "Mission locale du Rhône", "Rhône", None], "as the view tells it")
    event = calls.run.passerelle.row("SELECT ref FROM events")["ref"]
    _, letters = sends(document, **{"Réunion": event, "Titre": "Les jeunes du Rhône"})
    text = text_of(letter_to(letters, LYON))
    story.ok(all(part in text for part in (event, "Quand : vendredi 12 mars 2027, de 14 h à 16 h", "Où : Lyon 7e (Rhône)")), "with the meeting at which it is presented, when and where", text)
    story.is_(calls.told("diagnostic", "DIA-2027-0001"), sorted([QUARTIERS, LYON, ARML, ARML_2]),
              "ims by list, the antennes and the association of the territory whatever their lists")
    story.is_(attachments_of(letter_to(letters, LYON)), {"Diagnostic.pdf": document[2]}, "with its document")
    story.is_(sends()[0]["reason"], "faulty: attachment", "without one it is asked back")
    story.is_(sends(*[document] * 4)[0]["reason"], "faulty: attachment", "so are more than three")
    secret = ("notes.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", raw_docx(w_paragraph(w_run("Suivi de 1 85 05 78 006 084 91"))))
    decision, letters = sends(secret, sender=CNML)
    story.is_(decision["reason"], "faulty: nir", "one that holds a social security number is refused")
    story.ok("006 084" not in text_of(letters[0]), "without an echo")
    story.is_(sends(document, Territoire="Trifouilly")[0]["reason"], "faulty: territories", "an unknown territory is asked back")
    shown = calls.run.passerelle.do("show", "DIA-2027-0001") + calls.run.passerelle.do("show", "PAR-2027-0001")
    story.ok("Mission locale du Rhône" in shown and "call_reminder" in shown, "both can be shown", shown)
    listed = [len(calls.run.passerelle.do("list", kind, "--csv").splitlines()) for kind in ("calls", "responses", "diagnostics")]
    story.is_(listed, [6, 7, 3], "and listed")


def tell_together(story, calls):
    """Two calls whose reminders are due in the same hour."""
    refs = [calls.sends(asker, "[PARRAINAGE]", {**PARRAINAGE, "Titre": title, "Date limite": "31/03/2027"}, now="2027-03-01T11:00:00+01:00")[0]["ref"]
            for asker, title in ((RHONE, "Deux marraines"), (GERLAND, "Trois parrains"))]
    calls.answers(LYON, refs[1], "non", now="2027-03-02T11:00:00+01:00")
    before = len(calls.run.letters())
    calls.run.runs("2027-03-25T09:00:00+01:00")
    letters = [letter for letter in calls.run.letters()[before:] if "Sans réponse" in str(letter["Subject"])]
    story.is_(sorted(letter["To"].addresses[0].addr_spec for letter in letters), sorted([LYON, RECRUITER, MOREL, BATIR]), "who is asked twice is reminded in one letter")
    letter = letter_to(letters, MOREL)
    story.is_([link.subject for link in mailto_links(letter)[:6]], [f"[REPONSE {refs[0]}]"] * 3 + [f"[REPONSE {refs[1]}]"] * 3, "with the buttons of each")
    story.ok(all(part in text_of(letter) for part in ("2 demandes", "Deux marraines", "Trois parrains")), "and what is asked", text_of(letter))
    story.ok("Deux marraines" in text_of(letter_to(letters, LYON)) and "Trois" not in text_of(letter_to(letters, LYON)), "who has answered one is reminded of the other")
    story.is_([calls.mailings(ref)["call_reminder", "2027-03-25"] for ref in refs], [("done", 4, None), ("done", 3, None)], "each mailing has its row")
    story.is_((calls.told("call_reminder", "2027-03-25"), calls.told("call_reminder", refs[0])), (sorted([RECRUITER, MOREL, BATIR]), [LYON]), "the letter of both bears the day")
    link = mailto_links(letter)[3]
    decision, _ = calls.run.handles(compose(MOREL, link.address, link.subject, link.body), now="2027-03-25T10:00:00+01:00")
    story.is_((decision["outcome"], calls.responses(refs[1])[MOREL][0]), ("accepted", "yes"), "its buttons answer the one that they name")
    decision, _ = calls.run.handles(reply(letter, BATIR, "Oui, avec plaisir", "bare"), now="2027-03-25T10:00:00+01:00")
    story.is_((decision["kind"], BATIR in calls.responses(refs[0])), ("note", False), "words go to a person: they do not say which call they mean")


def tell(story):
    with temporary_folder("calls") as folder:
        calls = Calls(folder)
        tell_asking(story, calls)
        tell_answers(story, calls)
        tell_newsletter(story, calls)
        tell_calendar(story, calls)
        tell_end(story, calls)
        tell_speakers(story, calls)
        tell_diagnostic(story, calls)
        tell_together(story, calls)


run_story(tell)

"""The mails of a working partnership in realistic proportions, from 400 contacts of 150 organisations in
random order, reproducible by number: 45 % offers (a third of them changes of an open one), 25 % CVs in answer
to one and 10 % spontaneous, 10 % answers to invitations (form or calendar), 5 % events, 5 % refused: a
question outside of any thread, a faulty offer."""

import base64
import random

from mails import SHARED, form

SERVER = "mx.passerelle.example"
TOWNS = ("01000 Bourg-en-Bresse", "02000 Laon", "03000 Moulins", "05000 Gap", "06000 Nice", "07000 Privas", "08000 Charleville-Mézières",
         "09000 Foix", "10000 Troyes", "11000 Carcassonne", "12000 Rodez", "14000 Caen", "15000 Aurillac", "16000 Angoulême",
         "17000 La Rochelle", "18000 Bourges", "19000 Tulle", "21000 Dijon", "22000 Saint-Brieuc", "23000 Guéret", "24000 Périgueux",
         "25000 Besançon", "26000 Valence", "27000 Évreux", "28000 Chartres", "29000 Quimper", "30000 Nîmes", "31000 Toulouse", "32000 Auch",
         "33000 Bordeaux", "34000 Montpellier", "35000 Rennes", "36000 Châteauroux", "37000 Tours", "38000 Grenoble", "40000 Mont-de-Marsan",
         "41000 Blois", "42000 Saint-Étienne", "44000 Nantes", "45000 Orléans", "46000 Cahors", "47000 Agen", "49000 Angers", "50000 Saint-Lô",
         "51100 Reims", "53000 Laval", "54000 Nancy", "56000 Vannes", "57000 Metz", "59000 Lille")
TRADES = (("N1103", "Préparateur de commandes"), ("D1507", "Employé de rayon"), ("G1602", "Commis de cuisine"), ("K2204", "Agent d'entretien"),
          ("F1703", "Maçon"), ("D1106", "Vendeur"), ("M1601", "Agent d'accueil"), ("A1203", "Jardinier"))
SHARES = (("offer", 30), ("change", 15), ("cv", 25), ("spontaneous", 10), ("rsvp", 5), ("calendar", 5), ("event", 5), ("question", 3), ("refused", 2))
FIRST = ("offer",) * 10 + ("event",) * 2  # records that others are about

REPLY = """BEGIN:VCALENDAR\r
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN\r
VERSION:2.0\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:{event}@passerelle.example\r
DTSTAMP:20270111T{stamp}Z\r
DTSTART:20270128T130000Z\r
DTEND:20270128T163000Z\r
SEQUENCE:0\r
ORGANIZER:mailto:{shared}\r
ATTENDEE;PARTSTAT=ACCEPTED:mailto:{sender}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def advisers():
    """Two missions locales a town with three contacts each, the first of whom gets offers."""
    return [(f"ml{number}", f"conseil{contact}@ml{number}.example", TOWNS[number % len(TOWNS)]) for number in range(2 * len(TOWNS))
            for contact in range(3)]


def recruiters():
    return [(f"entreprise{number}", f"rh{contact}@entreprise{number}.example", TOWNS[number]) for number in range(len(TOWNS)) for contact in range(2)]


def directory():
    rows = ["organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;pilotage",
            "IMS;ims;Sophie Martin;emploi@ims.example;Cellule;FR;cv;;;"]
    for kind, people, lists in (("mission_locale", advisers(), "offres evenements"), ("entreprise", recruiters(), "")):
        for number, (name, address, town) in enumerate(people):
            told = lists if address.startswith("conseil0") or not lists else "evenements"
            rows.append(f"{name};{kind};Camille Durand {number};{address};;P{town[:5]};{told};;;")
    return "\n".join(rows) + "\n"


def pdf(random_source):
    """Sizes of real CVs: median 110 KB, minimum 2 KB, maximum 1 MB; the content is practically random."""
    page = random_source.randbytes(int(min(max(random_source.lognormvariate(11.63, 1), 2000), 1000000)))
    return b"%PDF-1.4\n1 0 obj\n<< /Length " + str(len(page)).encode() + b" >>\nstream\n" + page + b"\nendstream\nendobj\n%%EOF\n"


def name_of(number):
    """The number in letters, one a digit."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(number)).capitalize()


class Mix:
    """Mails numbered from 0 on; those of FIRST come first."""

    def __init__(self, seed=17):
        self._random = random.Random(seed)
        self._offers, self._events = [], []  # (reference, sender) of accepted ones, in order
        self._count = 0

    def _next(self, kind):
        self._count += 1
        return getattr(self, "_" + kind)(self._count - 1)

    def take(self, kind, count):
        """That many mails of the kind."""
        first = FIRST[self._count:]
        return [self._next(one) for one in (*first, *[kind] * count)]

    def mixed(self, count):
        """That many mails in random order, with each kind's share."""
        kinds = [kind for kind, share in SHARES for _ in range(share * count // 100)]
        for kind in FIRST:
            kinds.remove(kind)
        self._random.shuffle(kinds)
        return [self._next(kind) for kind in (*FIRST, *kinds)]

    def _mail(self, number, sender, subject, text, kind="text/plain", attachment=None):
        domain = sender.split("@")[1]
        head = (f"Authentication-Results: {SERVER}; dmarc=pass header.from={domain}\nFrom: Camille Durand <{sender}>\nTo: {SHARED}\n"
                f"Subject: {subject}\nDate: Mon, 11 Jan 2027 08:00:00 +0100\nMessage-ID: <mix.{number}@{domain}>\nMIME-Version: 1.0\n")
        part = f"Content-Type: {kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
        if attachment:
            part = (f"Content-Type: multipart/mixed; boundary=\"=_b\"\n\n--=_b\n{part}--=_b\nContent-Type: application/pdf; name=\"cv.pdf\"\n"
                    "Content-Disposition: attachment; filename=\"cv.pdf\"\nContent-Transfer-Encoding: base64\n\n"
                    f"{base64.encodebytes(attachment).decode()}--=_b--\n")
        return (head + part).encode()

    def _post(self, number, town, **fields):
        code, trade = self._random.choice(TRADES)
        return form({"Référence": f"R-{number}", "Intitulé": f"{trade} {number} (H/F)", "Entreprise": "Entreprise", "Lieu": town, "Contrat": "CDI",
                     "Code ROME": code, "Description": "Vous travaillez en équipe, formation assurée. Débutants acceptés."} | fields)

    def _offer(self, number):
        _, sender, town = self._random.choice(recruiters())
        self._offers.append((f"OFF-2027-{len(self._offers) + 1:04}", sender, number, town))
        return self._mail(number, sender, f"[OFFRE] Poste {number}", self._post(number, town) + "\nCordialement,\nCamille Durand")

    def _change(self, number):
        reference, sender, first, town = self._random.choice(self._offers)
        return self._mail(number, sender, f"[OFFRE {reference}] Poste", self._post(first, town, Salaire=f"{1800 + number % 900} euros brut par mois"))

    def _refused(self, number):
        _, sender, town = self._random.choice(recruiters())
        return self._mail(number, sender, "[OFFRE] Un poste", self._post(number, town, Contrat="à voir ensemble", **{"Code ROME": "quatre"}))

    def _candidate(self, number, subject, **fields):
        _, sender, _ = self._random.choice(advisers())
        person = form({"Prénom": self._random.choice(("Inès", "Moussa", "Noé", "Chloé")), "Nom": "Haddad " + name_of(number), "Date de naissance": "14/05/2005",
                       "Consentement": "OUI", "Date du consentement": "04/01/2027"} | fields)
        return self._mail(number, sender, subject, "Bonjour,\n\n" + person + "\nBien à vous,\nCamille", attachment=pdf(self._random))

    def _cv(self, number):
        return self._candidate(number, f"[CV {self._random.choice(self._offers)[0]}]", Portée="cette offre")

    def _spontaneous(self, number):
        code, trade = self._random.choice(TRADES)
        return self._candidate(number, "[CV]", **{"Portée": "partenaires", "Métier recherché": trade, "Code ROME": code, "Mobilité": "20 km"})

    def _event(self, number):
        _, sender, town = self._random.choice(recruiters())
        self._events.append((f"EVT-2027-{len(self._events) + 1:04}", town))
        return self._mail(number, sender, "[EVENEMENT] Forum", form({
            "Intitulé": f"Forum {number}", "Type": "forum", "Date": "28/01/2027 de 14h à 17h30", "Lieu": town, "Description": "Ouvert aux jeunes suivis."}))

    def _guest(self):
        event, town = self._random.choice(self._events)
        return event, self._random.choice([address for _, address, home in advisers() if home == town])

    def _rsvp(self, number):
        event, sender = self._guest()
        return self._mail(number, sender, f"[REPONSE {event}]", form({"Réponse": "oui", "Participants": str(1 + number % 5)}))

    def _calendar(self, number):
        event, sender = self._guest()
        return self._mail(number, sender, "Accepté : Forum", REPLY.format(
            event=event, shared=SHARED, sender=sender, stamp=f"{number // 3600:02}{number // 60 % 60:02}{number % 60:02}"), "text/calendar; method=REPLY")

    def _question(self, number):
        reference, _, _, _ = self._random.choice(self._offers)
        _, sender, _ = self._random.choice(advisers())
        return self._mail(number, sender, f"Re: Poste ({reference})", "Bonjour,\n\nLe poste est-il accessible en transport en commun le dimanche ?\n\nCamille")

/* Every typed value: what people write under a label, and what it means or why it is a fault. */
#include "extract_mail.h"

struct row {
	const char *subject, *line, *key;
	const char *value; /* NULL: a fault on key */
};

static const struct row dates[] = {
    {"[SUITE CAN-2026-0001]", "Suite : entretien, 3/11", "outcome_date", "2026-11-03"},
    {"[SUITE CAN-2026-0001]", "Suite : embauchée le 24 novembre", "outcome_date", "2025-11-24"},
    {"[SUITE CAN-2026-0001]", "Suite : entretien le 31/02/2027", "outcome_date", NULL},
    {"[SUITE CAN-2026-0001]", "Suite : non retenu\nDate : 3/11", "outcome_date", "2026-11-03"},
    {"[OFFRE]", "Date limite : 15/01/2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 15/1/27", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 15.01.2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 15-01-2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 2027-01-15", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 15 janvier 2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : le 15 Janvier 2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : vendredi 15 janvier 2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : vendredi 15/01/2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : ven. 15 janv. 2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : avant le 15/01/2027 inclus", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 15/01/2027 à 18h", "deadline", "2027-01-15"},
    {"[OFFRE]", "Date limite : 1er mars", "deadline", "2027-03-01"},
    {"[OFFRE]", "Date limite : 1er mars 2027", "deadline", "2027-03-01"},
    {"[OFFRE]", "Date limite : 1ᵉʳ mars 2027", "deadline", "2027-03-01"},
    {"[OFFRE]", "Date limite : 24 décembre", "deadline", "2026-12-24"},
    {"[OFFRE]", "Date limite : 24/12", "deadline", "2026-12-24"},
    {"[OFFRE]", "Date limite : 15 février", "deadline", "2027-02-15"},
    {"[OFFRE]", "Date limite : 12 août", "deadline", "2027-08-12"},
    {"[OFFRE]", "Date limite : 23/11", "deadline", "2026-11-23"},
    {"[OFFRE]", "Date limite : 23/11/2026", "deadline", "2026-11-23"},
    {"[OFFRE]", "Date limite : 29/02", "deadline", "2028-02-29"},
    {"[OFFRE]", "Date limite : 22/11/2026", "deadline", NULL},
    {"[OFFRE]", "Date limite : 31/02/2027", "deadline", NULL},
    {"[OFFRE]", "Date limite : 29/02/2027", "deadline", NULL},
    {"[OFFRE]", "Date limite : 31 avril", "deadline", NULL},
    {"[OFFRE]", "Date limite : 01/15/2027", "deadline", NULL},
    {"[OFFRE]", "Date limite : 2027-13-01", "deadline", NULL},
    {"[OFFRE]", "Date limite : 0/0/0", "deadline", NULL},
    {"[OFFRE]", "Date limite : lundi 15 janvier", "deadline", NULL},
    {"[OFFRE]", "Date limite : mardi 15/01/2027", "deadline", NULL},
    {"[OFFRE]", "Date limite : 15/01/2027 ou 20/01/2027", "deadline", NULL},
    {"[OFFRE]", "Date limite : entre le 15 et le 20 janvier 2027", "deadline", NULL},
    {"[OFFRE]", "Date limite : bientôt", "deadline", NULL},
    {"[OFFRE]", "Date limite : 15/01/20277", "deadline", NULL},
    {"[OFFRE]", "Clôture des candidatures : 15/01/2027", "deadline", "2027-01-15"},
    {"[OFFRE]", "Prise de poste : 04/01/2027", "start", "2027-01-04"},
    {"[OFFRE]", "Prise de poste : dès que possible", "start", "now"},
    {"[OFFRE]", "Prise de poste : DES QUE POSSIBLE", "start", "now"},
    {"[OFFRE]", "Prise de poste : immédiat", "start", "now"},
    {"[OFFRE]", "Prise de poste : immédiate", "start", "now"},
    {"[OFFRE]", "Prise de poste : de suite", "start", "now"},
    {"[OFFRE]", "Prise de poste : ASAP", "start", "now"},
    {"[OFFRE]", "À partir du : 4 janvier", "start", "2027-01-04"},
    {"[OFFRE]", "Prise de poste : février 2027", "start", "2027-02-01"},
    {"[OFFRE]", "Prise de poste : à la rentrée", "start", NULL},
    {"[OFFRE]", "Début : 32 janvier", "start", NULL},
    {"[CV]", "Date du consentement : 20/11/2026", "consent_date", "2026-11-20"},
    {"[CV]", "Date du consentement : 23/11/2026", "consent_date", "2026-11-23"},
    {"[CV]", "Date du consentement : 20 novembre", "consent_date", "2026-11-20"},
    {"[CV]", "Date du consentement : 24 novembre", "consent_date", "2025-11-24"},
    {"[CV]", "Accord recueilli le : 2 décembre", "consent_date", "2025-12-02"},
    {"[CV]", "Date du consentement : 23/11/2025", "consent_date", "2025-11-23"},
    {"[CV]", "Date du consentement : 22/11/2025", "consent_date", NULL},
    {"[CV]", "Date du consentement : 24/11/2026", "consent_date", NULL},
    {"[CV]", "Date du consentement : hier", "consent_date", NULL},
};

static const struct row moments[] = {
    {"[EVENEMENT]", "Date : 15/01/2027 après-midi", "date", NULL},
    {"[EVENEMENT]", "Date : 15 janvier 2027, après midi", "date", NULL},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h (après-midi)", "date", "2027-01-15T14:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 à midi", "date", "2027-01-15T12:00"},
    {"[EVENEMENT]", "Date : 28/03/2027 à 2h30", "date", NULL},
    {"[EVENEMENT]", "Date : 31/10/2027 à 02:30", "date", NULL},
    {"[EVENEMENT]", "Date : 31/10/2027 de 1h à 2h15", "date", NULL},
    {"[EVENEMENT]", "Date : 28/03/2027 à 3h", "date", "2027-03-28T03:00"},
    {"[EVENEMENT]", "Date : 31/10/2027 à 3h", "date", "2027-10-31T03:00"},
    {"[EVENEMENT]", "Date : 14/01/2027\nHoraires : 9h-12h", "date", "2027-01-14T09:00"},
    {"[EVENEMENT]", "Date : 14/01/2027\nHoraires : 9h-12h", "end", "2027-01-14T12:00"},
    {"[EVENEMENT]", "Date : 14/01/2027 de 9h à 12h\nHeure : 9h", "date", "2027-01-14T09:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h30", "date", "2027-01-15T14:30"},
    {"[EVENEMENT]", "Date : 15/01/2027 14:30", "date", "2027-01-15T14:30"},
    {"[EVENEMENT]", "Date : 2027-01-15T14:30", "date", "2027-01-15T14:30"},
    {"[EVENEMENT]", "Date : le 15 janvier 2027 à 14 h 30", "date", "2027-01-15T14:30"},
    {"[EVENEMENT]", "Date : vendredi 15 janvier à 9 heures", "date", "2027-01-15T09:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 à midi", "date", "2027-01-15T12:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 de 9h à 12h", "date", "2027-01-15T09:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 de 9h à 12h", "end", "2027-01-15T12:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 9h-12h30", "end", "2027-01-15T12:30"},
    {"[EVENEMENT]", "Date : 15/01/2027 9-12h", "date", "2027-01-15T09:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 de 9 à 12 h", "end", "2027-01-15T12:00"},
    {"[EVENEMENT]", "Date : de 14h00 à 16h00 le 15/01/2027", "end", "2027-01-15T16:00"},
    {"[EVENEMENT]", "Date : 15 janvier 2027, entre 9h et 17h", "end", "2027-01-15T17:00"},
    {"[EVENEMENT]", "Date : du 15/01/2027 9h au 16/01/2027 17h", "end", "2027-01-16T17:00"},
    {"[EVENEMENT]", "Date : du 15/01 au 16/01/2027 de 9h à 17h", "date", "2027-01-15T09:00"},
    {"[EVENEMENT]", "Date : 15 janvier 27 à 9h", "date", "2027-01-15T09:00"},
    {"[EVENEMENT]", "Date : 15 janvier 14h", "date", "2027-01-15T14:00"},
    {"[EVENEMENT]", "Quand : 15/01/2027 à 14h", "date", "2027-01-15T14:00"},
    {"[EVENEMENT]", "Date : 15/01/2027", "date", NULL},
    {"[EVENEMENT]", "Date : 14h30", "date", NULL},
    {"[EVENEMENT]", "Date : 15/01/2027 à 25h", "date", NULL},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h75", "date", NULL},
    {"[EVENEMENT]", "Date : 23/11/2026 à 9h", "date", NULL},
    {"[EVENEMENT]", "Date : 15/01/2026 à 9h", "date", NULL},
    {"[EVENEMENT]", "Date : lundi 15/01/2027 à 9h", "date", NULL},
    {"[EVENEMENT]", "Date : 15/01/2027 de 12h à 9h", "date", NULL},
    {"[EVENEMENT]", "Date : 15, 16 et 17/01/2027 à 9h", "date", NULL},
    {"[EVENEMENT]", "Date : à définir", "date", NULL},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h\nFin : 17h", "end", "2027-01-15T17:00"},
    {"[EVENEMENT]", "Fin : 17h30\nDate : 15/01/2027 à 14h", "end", "2027-01-15T17:30"},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h\nJusqu'à : 16/01/2027 à 17h", "end", "2027-01-16T17:00"},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h\nFin : 13h", "end", NULL},
    {"[EVENEMENT]", "Date : 15/01/2027 à 14h\nFin : 16/01/2027", "end", NULL},
    {"[EVENEMENT]", "Date : demain\nFin : 17h", "end", NULL},
    {"[EVENEMENT]", "Date limite d'inscription : 08/01/2027", "deadline", "2027-01-08"},
};

static const struct row contracts[] = {
    {"[OFFRE]", "Contrat : CDI", "contract", "CDI"},
    {"[OFFRE]", "Contrat : C.D.I.", "contract", "CDI"},
    {"[OFFRE]", "Contrat : cdi", "nature", "E1"},
    {"[OFFRE]", "Type de contrat : contrat à durée indéterminée", "contract", "CDI"},
    {"[OFFRE]", "Contrat : CDI – temps plein", "hours", "temps plein"},
    {"[OFFRE]", "Contrat : CDI temps partiel 20h", "hours", "temps partiel, 20h"},
    {"[OFFRE]", "Contrat : CDI 39h/semaine", "hours", "39h/semaine"},
    {"[OFFRE]", "Contrat : CDD", "contract", "CDD"},
    {"[OFFRE]", "Contrat : C.D.D.", "contract", "CDD"},
    {"[OFFRE]", "Contrat : CDD de 6 mois", "contract", "CDD"},
    {"[OFFRE]", "Contrat : CDD de 6 mois", "duration", "6 mois"},
    {"[OFFRE]", "Contrat : CDD 6 à 9 mois", "duration", "6 à 9 mois"},
    {"[OFFRE]", "Contrat : CDD 12 Mois 35h", "duration", "12 Mois"},
    {"[OFFRE]", "Contrat : CDD 12 Mois 35h", "hours", "35h"},
    {"[OFFRE]", "Contrat : CDD du 01/03 au 30/06", "duration", "du 01/03 au 30/06"},
    {"[OFFRE]", "Durée : 8 mois\nContrat : CDD de 6 mois", "duration", "8 mois"},
    {"[OFFRE]", "Contrat : intérim", "contract", "MIS"},
    {"[OFFRE]", "Contrat : Mission", "contract", "MIS"},
    {"[OFFRE]", "Contrat : MIS", "contract", "MIS"},
    {"[OFFRE]", "Contrat : mission d'intérim de 3 semaines", "duration", "3 semaines"},
    {"[OFFRE]", "Contrat : CDI intérimaire", "contract", "DIN"},
    {"[OFFRE]", "Contrat : saisonnier", "contract", "SAI"},
    {"[OFFRE]", "Contrat : saisonnier", "nature", "NS"},
    {"[OFFRE]", "Contrat : CDD saisonnier", "contract", "SAI"},
    {"[OFFRE]", "Contrat : alternance", "contract", "CDD"},
    {"[OFFRE]", "Contrat : alternance", "nature", "ALT"},
    {"[OFFRE]", "Contrat : alternance (contrat d'apprentissage)", "nature", "E2"},
    {"[OFFRE]", "Contrat : apprentissage", "nature", "E2"},
    {"[OFFRE]", "Contrat : Contrat d’apprentissage", "nature", "E2"},
    {"[OFFRE]", "Contrat : CDI apprentissage", "contract", "CDI"},
    {"[OFFRE]", "Contrat : contrat pro", "nature", "FS"},
    {"[OFFRE]", "Contrat : contrat de professionnalisation", "nature", "FS"},
    {"[OFFRE]", "Contrat : stage", "contract", "STG"},
    {"[OFFRE]", "Contrat : stage de 2 mois", "duration", "2 mois"},
    {"[OFFRE]", "Contrat : PEC", "nature", "FT"},
    {"[OFFRE]", "Contrat : CUI-CAE", "nature", "FT"},
    {"[OFFRE]", "Contrat : CUI-CIE", "nature", "FU"},
    {"[OFFRE]", "Contrat : emploi d'avenir", "nature", "FW"},
    {"[OFFRE]", "Contrat : emploi d'avenir", "contract", "CDD"},
    {"[OFFRE]", "Contrat : IAE", "nature", "I1"},
    {"[OFFRE]", "Contrat : CDDI", "contract", "DDI"},
    {"[OFFRE]", "Contrat : CDI ou CDD", "contract", NULL},
    {"[OFFRE]", "Contrat : intérim puis CDI", "contract", NULL},
    {"[OFFRE]", "Contrat : apprentissage ou contrat pro", "contract", NULL},
    {"[OFFRE]", "Contrat : stage en alternance", "contract", NULL},
    {"[OFFRE]", "Contrat : CIVIS", "contract", NULL},
    {"[OFFRE]", "Contrat : à voir", "contract", NULL},
};

static const struct row places[] = {
    {"[OFFRE]", "Lieu : 69007 Lyon", "place", "69007 Lyon"},
    {"[OFFRE]", "Lieu : 69007 Lyon", "place_postal_code", "69007"},
    {"[OFFRE]", "Lieu : 69007 Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : 69007 Lyon", "place_department", ""},
    {"[OFFRE]", "Lieu : Lyon 69007", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : Lyon (69007)", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : Lyon - 69007", "place_postal_code", "69007"},
    {"[OFFRE]", "Lieu : F-69007 Lyon", "place_postal_code", "69007"},
    {"[OFFRE]", "Lieu : 69 007 LYON", "place_postal_code", "69007"},
    {"[OFFRE]", "Lieu : 69100", "place_postal_code", "69100"},
    {"[OFFRE]", "Lieu : 69100", "place_name", ""},
    {"[OFFRE]", "Lieu : 51 - REIMS", "place_name", "REIMS"},
    {"[OFFRE]", "Lieu : 51 - REIMS", "place_department", "51"},
    {"[OFFRE]", "Lieu : 51 REIMS", "place_department", "51"},
    {"[OFFRE]", "Lieu : Reims (51)", "place_name", "Reims"},
    {"[OFFRE]", "Lieu : Reims (51)", "place_department", "51"},
    {"[OFFRE]", "Lieu : Reims 51", "place_department", "51"},
    {"[OFFRE]", "Lieu : Ajaccio (2a)", "place_department", "2A"},
    {"[OFFRE]", "Lieu : Saint-Denis (974)", "place_department", "974"},
    {"[OFFRE]", "Lieu : Lyon (7e)", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : Lyon (7e)", "place_district", "7"},
    {"[OFFRE]", "Lieu : Lyon 7ème", "place_district", "7"},
    {"[OFFRE]", "Lieu : Lyon 7e arrondissement", "place_district", "7"},
    {"[OFFRE]", "Lieu : 7e arrondissement de Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : Lyon 07", "place_district", "7"},
    {"[OFFRE]", "Lieu : Paris XVIIIe", "place_district", "18"},
    {"[OFFRE]", "Lieu : Paris IXe", "place_district", "9"},
    {"[OFFRE]", "Lieu : PARIS 1er", "place_district", "1"},
    {"[OFFRE]", "Lieu : Marseille 16", "place_district", "16"},
    {"[OFFRE]", "Lieu : Paris 75018", "place_postal_code", "75018"},
    {"[OFFRE]", "Lieu : 93800 Épinay s/ Seine", "place_name", "Épinay sur Seine"},
    {"[OFFRE]", "Lieu : 93800 Épinay s/Seine", "place_name", "Épinay sur Seine"},
    {"[OFFRE]", "Lieu : 93200 St-Denis", "place_name", "Saint-Denis"},
    {"[OFFRE]", "Lieu : STE FOY LES LYON", "place_name", "SAINTE FOY LES LYON"},
    {"[OFFRE]", "Lieu : 69365 LYON CEDEX 07", "place_district", "7"},
    {"[OFFRE]", "Lieu : 69365 LYON CEDEX 07", "place_postal_code", ""},
    {"[OFFRE]", "Lieu : 69365 LYON CEDEX 07", "place_department", "69"},
    {"[OFFRE]", "Lieu : 69365 LYON CEDEX 07", "place_name", "LYON"},
    {"[OFFRE]", "Lieu : 33077 Bordeaux Cedex", "place_name", "Bordeaux"},
    {"[OFFRE]", "Lieu : 20405 BASTIA CEDEX", "place_department", "2B"},
    {"[OFFRE]", "Lieu : INSEE 69387", "place_insee", "69387"},
    {"[OFFRE]", "Lieu : code INSEE 2A004", "place_insee", "2A004"},
    {"[OFFRE]", "Code INSEE : 69387", "place_insee", "69387"},
    {"[OFFRE]", "Code INSEE : 69387", "place_postal_code", ""},
    {"[OFFRE]", "Ville : Lyon\nCode postal : 69007", "place_postal_code", "69007"},
    {"[OFFRE]", "Code postal : 69007\nVille : Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : 12 rue de la République, 69002 Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : 12 rue de la République, 69002 Lyon", "place_postal_code", "69002"},
    {"[OFFRE]", "Lieu : 12 rue de la République 69002 Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : 12 rue de la République, Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : 69002 Lyon, France", "place_name", "Lyon"},
    {"[OFFRE]", "Adresse :\n12 rue de la République\n69002 Lyon", "place_name", "Lyon"},
    {"[OFFRE]", "Lieu : Villeurbanne - Rhône", "place_name", "Villeurbanne"},
    {"[OFFRE]", "Lieu : Villeurbanne - Rhône", "place_department", "Rhône"},
    {"[OFFRE]", "Lieu : Villeurbanne (Rhône)", "place_department", "Rhône"},
    {"[OFFRE]", "Lieu : Rhône", "place_name", "Rhône"},
    {"[OFFRE]", "Lieu : Auvergne-Rhône-Alpes", "place_name", "Auvergne-Rhône-Alpes"},
    {"[OFFRE]", "Lieu : Corse-du-Sud", "place_name", "Corse-du-Sud"},
    {"[OFFRE]", "Lieu : 2A", "place_department", "2A"},
    {"[OFFRE]", "Lieu : 69", "place_department", "69"},
    {"[OFFRE]", "Lieu : dpt 69", "place_department", "69"},
    {"[OFFRE]", "Lieu : département 69", "place_department", "69"},
    {"[OFFRE]", "Lieu : département du Rhône", "place_department", "Rhône"},
    {"[OFFRE]", "Lieu : région Bretagne", "place_name", "Bretagne"},
    {"[OFFRE]", "Lieu : Lyon et Villeurbanne", "place_name", "Lyon et Villeurbanne"},
    {"[OFFRE]", "Secteur : 69100 Villeurbanne", "place_postal_code", "69100"},
    {"[CV]", "Secteur : Lyon et 20 km", "mobility", "Lyon et 20 km"},
};

static const struct row codes[] = {
    {"[OFFRE]", "Contact : Mme A, rh@société-générale.example", "contact_email",
     "rh@xn--socit-gnrale-eebbcb.example"},
    {"[OFFRE]", "Contact : rh@xn--caf-dma.example", "contact_email", "rh@xn--caf-dma.example"},
    {"[OFFRE]", "Contact : hélène@x.example", "contact", NULL},
    {"[OFFRE]", "Niveau : CQP", "level", "3"},
    {"[OFFRE]", "Niveau : infra bac", "level", "3"},
    {"[OFFRE]", "Niveau : titre professionnel niveau 4", "level", "4"},
    {"[OFFRE]", "Niveau : titre professionnel", "level", "3"},
    {"[OFFRE]", "Niveau : Bac ou CQP", "level", "4"},
    {"[OFFRE]", "Niveau : sans diplôme", "level", "0"},
    {"[OFFRE]", "Niveau : CAP/BEP", "level", "3"},
    {"[OFFRE]", "Niveau : Bac", "level", "4"},
    {"[OFFRE]", "Niveau : Bac pro", "level", "4"},
    {"[OFFRE]", "Niveau : Bac +2", "level", "5"},
    {"[OFFRE]", "Niveau : BAC+5", "level", "7"},
    {"[OFFRE]", "Niveau : BTS", "level", "5"},
    {"[OFFRE]", "Niveau : Licence", "level", "6"},
    {"[OFFRE]", "Niveau : doctorat", "level", "8"},
    {"[OFFRE]", "Niveau : niveau V", "level", "3"},
    {"[OFFRE]", "Niveau : niveau V", "level_nomenclature", "1969"},
    {"[OFFRE]", "Niveau : niveau IV", "level", "4"},
    {"[OFFRE]", "Niveau : niveau I", "level", "7"},
    {"[OFFRE]", "Niveau : niveau 3", "level", "3"},
    {"[OFFRE]", "Niveau : niveau 3", "level_nomenclature", "2019"},
    {"[OFFRE]", "Niveau : Bac à Bac+2", "level", "4"},
    {"[OFFRE]", "Niveau : ninja", "level", NULL},
    {"[OFFRE]", "Formation : CAP cuisine", "level", "3"},
    {"[OFFRE]", "Code ROME : N1103", "rome", "N1103"},
    {"[OFFRE]", "ROME : m1607 - Secrétariat", "rome", "M1607"},
    {"[OFFRE]", "Code ROME : N110", "rome", NULL},
    {"[OFFRE]", "Code ROME : Z1103", "rome", NULL},
    {"[OFFRE]", "Code ROME : N1103 ou N1105", "rome", NULL},
    {"[OFFRE]", "Nombre de postes : 2", "openings", "2"},
    {"[OFFRE]", "Nombre de postes : 1 (un)", "openings", "1"},
    {"[OFFRE]", "Postes : deux postes", "openings", "2"},
    {"[OFFRE]", "Nombre de postes : 999", "openings", "999"},
    {"[OFFRE]", "Nombre de postes : plusieurs", "openings", "plusieurs"},
    {"[OFFRE]", "Nombre de postes : 0", "openings", NULL},
    {"[OFFRE]", "Nombre de postes : 1000", "openings", NULL},
    {"[OFFRE]", "Nombre de postes : -3", "openings", NULL},
    {"[OFFRE]", "Nombre de postes : 2,5", "openings", NULL},
    {"[OFFRE]", "Nombre de postes : 2 à 3", "openings", NULL},
    {"[OFFRE]", "Nombre de postes : 99999999999999999999", "openings", NULL},
    {"[OFFRE]", "Nombre de postes : beaucoup", "openings", NULL},
    {"[EVENEMENT]", "Places : environ 1 000 personnes", "capacity", "1000"},
    {"[EVENEMENT]", "Jauge : 40", "capacity", "40"},
    {"[EVENEMENT]", "Quota par mission locale : 5 jeunes", "quota", "5"},
    {"[OFFRE]", "Statut : pourvue", "status", "filled"},
    {"[OFFRE]", "Statut : non pourvue", "status", "open"},
    {"[OFFRE]", "État : Annulée", "status", "cancelled"},
    {"[OFFRE]", "Statut : ouverte", "status", "open"},
    {"[OFFRE]", "Statut : bof", "status", NULL},
    {"[OFFRE]", "Employeur confidentiel : oui", "company_hidden", "oui"},
    {"[OFFRE]", "Employeur confidentiel : NON", "company_hidden", "non"},
    {"[OFFRE]", "Employeur confidentiel : oui/non", "company_hidden", NULL},
    {"[OFFRE]", "Forum : EVT-2026-0001", "forum", "EVT-2026-0001"},
    {"[OFFRE]", "Forum : OFF-2026-0001", "forum", NULL},
    {"[OFFRE]", "Réf. : AB-12", "reference", "AB-12"},
    {"[OFFRE]", "N° d'offre : 123", "reference", "123"},
    {"[OFFRE]", "Salaire : 30-35k€", "salary", "30-35k€"},
    {"[OFFRE]", "Salaire : 1 800 € brut/mois", "salary", "1 800 € brut/mois"},
    {"[OFFRE]", "Horaires : 7h30 - 15h", "hours", "7h30 - 15h"},
    {"[OFFRE]", "Contact : rh@exemple.fr", "contact_email", "rh@exemple.fr"},
    {"[OFFRE]", "Contact : Mme Durand <rh@exemple.fr> 04 72 00 00 01", "contact_email", "rh@exemple.fr"},
    {"[OFFRE]", "Contact : Mme Durand <rh@exemple.fr> 04 72 00 00 01", "contact_phone", "04 72 00 00 01"},
    {"[OFFRE]", "Contact : +33 4.72.00.00.01", "contact_phone", "04 72 00 00 01"},
    {"[OFFRE]", "Contact : Mme Durand", "contact", "Mme Durand"},
    {"[OFFRE]", "Contact : Mme Durand", "contact_email", ""},
    {"[OFFRE]", "Contact : Mme Durand\nCourriel : rh@exemple.fr", "contact_email", "rh@exemple.fr"},
    {"[OFFRE]", "Contact : rh@", "contact", NULL},
    {"[OFFRE]", "Contact : rh@exemple..fr", "contact", NULL},
    {"[OFFRE]", "Contact : rh@exémple.fr", "contact_email", "rh@xn--exmple-cva.fr"},
    {"[OFFRE]", "Contact : a@exemple.fr ou b@exemple.fr", "contact", NULL},
    {"[OFFRE]", "Diffusion : R84 d69", "targets", "R84 D69"},
    {"[OFFRE]", "Diffusion : nationale", "targets", "FR"},
    {"[OFFRE]", "Diffusion : France entière", "targets", "FR"},
    {"[OFFRE]", "Diffusion : dpt 69 et C69387, P69007", "targets", "D69 C69387 P69007"},
    {"[EVENEMENT]", "Invités : toutes les missions locales du D69", "targets",
     "toutes les missions locales du D69"},
    {"[EVENEMENT]", "Destinataires : entreprises, antennes", "targets", "entreprises, antennes"},
    {"[OFFRE]", "Diffusion : à tous", "targets", NULL},
};

static const struct row words[] = {
    {"[OFFRE]", "Intitulé : Préparateur de commandes (H/F)", "title", "Préparateur de commandes (H/F)"},
    {"[OFFRE]", "Intitulé : Préparateur de commandes", "title", "Préparateur de commandes (H/F)"},
    {"[OFFRE]", "Intitulé : Vendeur F/H", "title", "Vendeur F/H"},
    {"[OFFRE]", "Intitulé : Employé(e) de rayon", "title", "Employé(e) de rayon"},
    {"[OFFRE]", "Intitulé : Employé·e de rayon", "title", "Employé·e de rayon"},
    {"[OFFRE]", "Intitulé : Employé.e de rayon", "title", "Employé.e de rayon"},
    {"[OFFRE]", "Intitulé : Employé-e de rayon", "title", "Employé-e de rayon"},
    {"[OFFRE]", "Intitulé : Opérateur(trice) de production", "title", "Opérateur(trice) de production"},
    {"[OFFRE]", "Intitulé : Vendeur / Vendeuse", "title", "Vendeur / Vendeuse"},
    {"[OFFRE]", "Intitulé : Chef de rang", "title", "Chef de rang (H/F)"},
    {"[EVENEMENT]", "Titre : Forum Emploi", "title", "Forum Emploi"},
    {"[EVENEMENT]", "Type : Forum", "type", "forum"},
    {"[EVENEMENT]", "Type : visite d'entreprise", "type", "visit"},
    {"[EVENEMENT]", "Type : Atelier de simulation", "type", "workshop"},
    {"[EVENEMENT]", "Type : rencontre métiers", "type", "trade_meeting"},
    {"[EVENEMENT]", "Type : journée training", "type", "training"},
    {"[EVENEMENT]", "Type : Rencontre Emploi", "type", "job_meeting"},
    {"[EVENEMENT]", "Type : réunion", "type", "meeting"},
    {"[EVENEMENT]", "Type : pique-nique", "type", "other"},
    {"[EVENEMENT]", "Titre : Sans type", "type", "other"},
    {"[EVENEMENT]", "Public : jeunes de 16 à 25 ans", "publics", "jeunes de 16 à 25 ans"},
    {"[EVENEMENT]", "Public : tous les jeunes, notamment des QPV", "publics",
     "tous les jeunes, notamment des QPV"},
    {"[EVENEMENT]", "Public : jeunes des QPV et allocataires du RSA", "publics",
     "jeunes des QPV et allocataires du RSA"},
    {"[EVENEMENT]", "Public : jeunes résidant en QPV", "publics", NULL},
    {"[EVENEMENT]", "Public : tous les jeunes des quartiers prioritaires", "publics", NULL},
    {"[EVENEMENT]", "Public visé : bénéficiaires du RSA", "publics", NULL},
    {"[EVENEMENT]", "Public : jeunes issus de l'immigration", "publics", NULL},
    {"[EVENEMENT]", "Public : jeunes femmes uniquement", "publics", NULL},
    {"[REPONSE EVT-2026-0001]", "Réponse : oui", "answer", "yes"},
    {"[REPONSE EVT-2026-0001]", "Réponse : Oui, je viens !", "answer", "yes"},
    {"[REPONSE EVT-2026-0001]", "Présence : NON", "answer", "no"},
    {"[REPONSE EVT-2026-0001]", "Réponse : je ne viens pas", "answer", "no"},
    {"[REPONSE EVT-2026-0001]", "Réponse : Peut-être", "answer", "maybe"},
    {"[REPONSE EVT-2026-0001]", "Réponse : oui ou non", "answer", NULL},
    {"[REPONSE EVT-2026-0001]", "Réponse : on verra", "answer", NULL},
    {"[REPONSE EVT-2026-0001]", "Nombre de jeunes : 3", "participants", "3"},
    {"[REPONSE EVT-2026-0001]", "Participants : Paul et Marie", "participants", NULL},
    {"[SUITE CAN-2026-0001]", "Suite : non retenu", "outcome", "rejected"},
    {"[SUITE CAN-2026-0001]", "Résultat : recruté(e)", "outcome", "hired"},
    {"[CV]", "Portée : cette offre", "scope", "offer"},
    {"[CV]", "Portée : Entreprises partenaires", "scope", "partners"},
    {"[CV]", "Diffusion du CV : toutes les entreprises partenaires", "scope", "partners"},
    {"[CV]", "Portée : cette offre et entreprises partenaires", "scope", NULL},
    {"[CV]", "Nom et prénom : DURAND Marie", "family_name", "DURAND"},
    {"[CV]", "Nom et prénom : DURAND Marie", "given_name", "Marie"},
    {"[CV]", "Nom et prénom : Marie DURAND", "given_name", "Marie"},
    {"[CV]", "Nom et prénom : Durand Marie", "family_name", "Durand"},
    {"[CV]", "Prénom et nom : Marie Durand", "family_name", "Durand"},
    {"[CV]", "Nom et prénom : Mme de La TOUR Anne-Lise", "family_name", "de La TOUR"},
    {"[CV]", "Nom et prénom : Mme de La TOUR Anne-Lise", "given_name", "Anne-Lise"},
    {"[CV]", "Nom : Marie DURAND", "given_name", "Marie"},
    {"[CV]", "Nom : N'DIAYE\nPrénom : Awa", "family_name", "N'DIAYE"},
    {"[CV]", "Prénom : 12345", "given_name", NULL},
    {"[CV]", "Métier recherché : Vendeur, d1106", "rome", "D1106"},
    {"[CV]", "Poste : Vendeur", "wanted", "Vendeur"},
};

static const struct row births[] = {
    {"[CV]", "Date de naissance : 12/03/2008", "eligible", "oui"},
    {"[CV]", "Date de naissance : 12/03/2008", "is_minor", "non"},
    {"[CV]", "Date de naissance : 12/03/2009", "is_minor", "oui"},
    {"[CV]", "Date de naissance : 12/03/2008", "birth", ""},
    {"[CV]", "Né(e) le : 12 mars 2008", "eligible", "oui"},
    {"[CV]", "Née le : 12/03/08", "eligible", "oui"},
    {"[CV]", "Âge : 18 ans", "is_minor", "non"},
    {"[CV]", "Âge : 17", "is_minor", "oui"},
    {"[CV]", "Âge : 25 ans", "eligible", "oui"},
    {"[CV]", "Date de naissance : 24/11/2000", "eligible", "oui"},
    {"[CV]", "Date de naissance : 23/11/2010", "eligible", "oui"},
    {"[CV]", "Date de naissance : 29/02/2004", "eligible", "oui"},
    {"[CV]", "Date de naissance : 23/11/2000", "birth", NULL},
    {"[CV]", "Date de naissance : 24/11/2010", "birth", NULL},
    {"[CV]", "Âge : 26 ans", "birth", NULL},
    {"[CV]", "Âge : 15 ans", "birth", NULL},
    {"[CV]", "Date de naissance : 31/02/2008", "birth", NULL},
    {"[CV]", "Date de naissance : 12 mars", "birth", NULL},
    {"[CV]", "Date de naissance : 12/03/2030", "birth", NULL},
    {"[CV]", "Date de naissance : 12/03/1870", "birth", NULL},
    {"[CV]", "Date de naissance : 12/03/98", "birth", NULL},
};

/* Prints what differs, so that one run shows every row that does. */
static bool row_holds(const struct row *row)
{
	struct arena *arena = arena_new();
	struct form form = test_form(arena, row->subject, row->line, NULL);
	const struct fault *fault = test_fault(&form, row->key);
	const char *value = form_get(&form, row->key);
	bool holds;

	if (!value)
		value = "";
	if (row->value)
		holds = !fault && strcmp(value, row->value) == 0;
	else
		holds = fault && *value == '\0' && *fault->label && *fault->why && *fault->accepted;
	if (!holds)
		print_error("%s: %s is \"%s\" (%s), expected \"%s\"\n", row->line, row->key, value,
			    fault ? fault->why : "no fault", row->value ? row->value : "a fault");
	arena_free(&arena);
	return holds;
}

static void check(const struct row *rows, size_t count)
{
	size_t bad = 0;

	for (size_t i = 0; i < count; i++)
		bad += !row_holds(&rows[i]);
	assert_int_equal(bad, 0);
}

#define CHECK(table)                                                                                         \
	static void test_##table(void **state)                                                               \
	{                                                                                                    \
		(void)state;                                                                                 \
		check(table, sizeof(table) / sizeof((table)[0]));                                            \
	}

CHECK(dates)
CHECK(moments)
CHECK(contracts)
CHECK(places)
CHECK(codes)
CHECK(words)
CHECK(births)

/* A birth date is nowhere in the form, good or faulty. */
static void test_birth_is_forgotten(void **state)
{
	static const char *const lines[] = {
	    "Date de naissance : 12/03/2008", "Date de naissance : 12/03/1990",
	    "Date de naissance : 31/02/2008", "Né le : 12/03/2008\nDate de naissance : 13/03/2008"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, "[CV]", lines[i], NULL);

		for (size_t j = 0; j < form.field_count; j++) {
			assert_null(strstr(form.fields[j].read, "/03/"));
			assert_null(strstr(form.fields[j].value, "/03/"));
		}
		for (size_t j = 0; j < form.fault_count; j++) {
			assert_string_equal(form.faults[j].read, "");
			assert_null(strstr(form.faults[j].why, "2008"));
			assert_null(strstr(form.faults[j].why, "1990"));
		}
		arena_free(&arena);
	}
}

/* What a fault tells: the article for one public alone, the programme for CIVIS, the rule for an age. */
static void test_reasons(void **state)
{
	static const struct {
		const char *subject, *line, *key, *why;
	} rows[] = {
	    {"[EVENEMENT]", "Public : jeunes résidant en QPV", "publics",
	     "sans traiter de manière exclusive l’un ou l’autre de ces publics"},
	    {"[EVENEMENT]", "Public : jeunes résidant en QPV", "publics", "zones urbaines sensibles"},
	    {"[OFFRE]", "Contrat : CIVIS", "contract", "programme"},
	    {"[OFFRE]", "Contrat : CDI ou CDD", "contract", "plusieurs contrats"},
	    {"[CV]", "Âge : 30 ans", "birth", "16 à 25 ans"},
	    {"[OFFRE]", "Date limite : lundi 15 janvier", "deadline", "jour de la semaine"},
	    {"[OFFRE]", "Date limite : 31/02/2027", "deadline", "n’existe pas"},
	    {"[OFFRE]", "Date limite : 01/01/2020", "deadline", "passée"},
	    {"[EVENEMENT]", "Date : 15/01/2027", "date", "heure"},
	    {"[CV]", "Date du consentement : 01/01/2020", "consent_date", "douze mois"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct form form = test_form(arena, rows[i].subject, rows[i].line, NULL);
		const struct fault *fault = test_fault(&form, rows[i].key);

		assert_non_null(fault);
		if (!strstr(fault->why, rows[i].why))
			fail_msg("%s: \"%s\" does not say \"%s\"", rows[i].line, fault->why, rows[i].why);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dates),     cmocka_unit_test(test_moments),
	    cmocka_unit_test(test_contracts), cmocka_unit_test(test_places),
	    cmocka_unit_test(test_codes),     cmocka_unit_test(test_words),
	    cmocka_unit_test(test_births),    cmocka_unit_test(test_birth_is_forgotten),
	    cmocka_unit_test(test_reasons),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, test_setup, NULL);
}

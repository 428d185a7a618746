/* Words about a person that no free text of a CV's form may pass on: health, origin and nationality, family,
 * and the categories of public in agreement Art. 3 (specification section 5). The content of a job ("garde
 * d'enfants", "aide aux personnes handicapées") is not about the person. */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"

static const struct {
	const char *subject;	 /* a phrase */
	const char *phrases[40]; /* as value_words gives them */
} rows[] = {
    {"sensitive.health",
     {" rqth ",
      " travailleur handicape ",
      " travailleuse handicapee ",
      " reconnu handicape ",
      " reconnue handicapee ",
      " mon handicap ",
      " son handicap ",
      " est handicape ",
      " est handicapee ",
      " mdph ",
      " aah ",
      " etat de sante ",
      " probleme de sante ",
      " problemes de sante ",
      " raisons de sante ",
      " bonne sante ",
      " sa sante ",
      " maladie chronique ",
      " longue maladie ",
      " arret maladie ",
      " est malade ",
      " sous traitement ",
      " depressif ",
      " depressive ",
      " depression ",
      " epileptique ",
      " epilepsie ",
      " diabetique ",
      " asthmatique ",
      " seropositif ",
      " seropositive ",
      " enceinte ",
      " grossesse ",
      " addiction ",
      " hospitalise ",
      " hospitalisee "}},
    {"sensitive.origin",
     {" nationalite ",
      " de nationalite ",
      " titre de sejour ",
      " carte de sejour ",
      " permis de sejour ",
      " demandeur d asile ",
      " demandeuse d asile ",
      " refugie ",
      " refugiee ",
      " sans papiers ",
      " immigre ",
      " immigree ",
      " issu de l immigration ",
      " issue de l immigration ",
      " d origine ",
      " mineur isole ",
      " mineure isolee ",
      " mineur non accompagne ",
      " naturalise ",
      " naturalisee ",
      " primo arrivant ",
      " primo arrivante ",
      " gens du voyage ",
      " musulman ",
      " musulmane ",
      " juif ",
      " juive ",
      " catholique "}},
    {"sensitive.family",
     {" celibataire ",
      " est marie ",
      " mariee ",
      " divorce ",
      " divorcee ",
      " pacse ",
      " pacsee ",
      " veuf ",
      " veuve ",
      " concubinage ",
      " pere de famille ",
      " mere de famille ",
      " mere celibataire ",
      " pere celibataire ",
      " parent isole ",
      " mere isolee ",
      " sans enfant ",
      " sans enfants ",
      " un enfant ",
      " 1 enfant ",
      " 2 enfants ",
      " deux enfants ",
      " 3 enfants ",
      " trois enfants ",
      " ses enfants ",
      " mes enfants ",
      " enfants a charge ",
      " enfant a charge ",
      " jeune maman ",
      " jeune papa ",
      " situation familiale ",
      " situation de famille ",
      " ses parents ",
      " orphelin ",
      " orpheline "}},
    {"sensitive.public",
     {" rsa ", " minima sociaux ", " allocataire ", " qpv ", " zus ", " quartier prioritaire ",
      " quartier sensible ", " ase ", " aide sociale a l enfance ", " sortant de prison ",
      " sortante de prison ", " detenu ", " detenue ", " sous main de justice ", " sdf ", " sans domicile "}},
    {"sensitive.numbers",
     {" iban ", " rib ", " coordonnees bancaires ", " compte bancaire ", " numero de securite sociale ",
      " carte vitale "}},
};

/* The origin of a thing is not a person's. */
static const char *const HARMLESS[] = {
    " mail d origine ",	   " message d origine ", " courriel d origine ", " offre d origine ",
    " version d origine ", " fichier d origine ", " document d origine ", " date d origine ",
    " contrat d origine ", " texte d origine ",
};

static void leave_out_harmless(char *words)
{
	for (size_t i = 0; i < ARRAY_SIZE(HARMLESS); i++)
		for (char *found; (found = strstr(words, HARMLESS[i]));)
			memset(found + 1, '#', strlen(HARMLESS[i]) - 2);
}

const char *text_sensitive(struct arena *arena, const char *text)
{
	char *words = value_words(arena, text);

	leave_out_harmless(words);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		for (size_t j = 0; j < ARRAY_SIZE(rows[i].phrases) && rows[i].phrases[j]; j++)
			if (strstr(words, rows[i].phrases[j]))
				return phrase(rows[i].subject);
	return NULL;
}

/* The same in labels of a form. */
static const char *const sensitive_labels[] = {
    "nationalite",
    "origine",
    "lieu de naissance",
    "pays de naissance",
    "situation familiale",
    "situation de famille",
    "etat civil",
    "enfants",
    "nombre d'enfants",
    "sante",
    "etat de sante",
    "handicap",
    "rqth",
    "religion",
    "rsa",
    "minima sociaux",
    "qpv",
    "zus",
    "quartier",
    "public",
    "categorie",
    "sexe",
    "genre",
    "titre de sejour",
    "numero de securite sociale",
    "n° de securite sociale",
    "nir",
    "securite sociale",
    "allocataire",
    "allocation",
    "iban",
    "rib",
    "bic",
    "coordonnees bancaires",
    "compte bancaire",
    "numero de compte",
    "maladie",
    "traitement",
    "grossesse",
    "permis de sejour",
    "carte de sejour",
    "langue maternelle",
    "parents",
    "conjoint",
};

bool label_is_sensitive(const char *folded)
{
	for (size_t i = 0; i < ARRAY_SIZE(sensitive_labels); i++)
		if (strcmp(sensitive_labels[i], folded) == 0)
			return true;
	return false;
}

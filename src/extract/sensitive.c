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

/* "Le mail d'origine" is nobody's. */
static bool is_of_a_thing(const char *words, const char *at)
{
	static const char *const things[] = {" mail",	 " message",  " courriel", " offre",   " version",
					     " fichier", " document", " date",	   " contrat", " texte"};
	size_t before = (size_t)(at - words);

	for (size_t i = 0; i < ARRAY_SIZE(things); i++) {
		size_t length = strlen(things[i]);

		if (before >= length && strncmp(at - length, things[i], length) == 0)
			return true;
	}
	return false;
}

static bool holds(const char *words, const char *expression)
{
	bool may_be_of_a_thing = strcmp(expression, " d origine ") == 0;
	const char *at = words;

	while ((at = strstr(at, expression))) {
		if (!may_be_of_a_thing || !is_of_a_thing(words, at))
			return true;
		at++;
	}
	return false;
}

const char *text_sensitive(struct arena *arena, const char *text)
{
	const char *words = value_words(arena, text);

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		for (size_t j = 0;
		     j < sizeof(rows[i].phrases) / sizeof(rows[i].phrases[0]) && rows[i].phrases[j]; j++)
			if (holds(words, rows[i].phrases[j]))
				return phrase(rows[i].subject);
	return NULL;
}

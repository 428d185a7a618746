/* The phrases of answers (private to the stage): a row gives the act of a clause that starts with the phrase,
 * and the guards that don't undo it. */
#ifndef EXTRACT_WORDS_PHRASES_H
#define EXTRACT_WORDS_PHRASES_H

#include "extract/words.h"

/* Sets of acts. */
#define ACT(act) (1u << (act))
enum {
	WORDS_WILLING = ACT(ACT_YES) | ACT(ACT_PRESENT),
	WORDS_COMING = WORDS_WILLING | ACT(ACT_NUMBER),
	WORDS_OUTCOMES = ACT(ACT_INTERVIEW) | ACT(ACT_HIRED) | ACT(ACT_REJECTED), /* of a CV */
};

/* Guards: words that make a clause uncertain. */
enum guard {
	GUARD_NEGATION,
	GUARD_CONDITION,
	GUARD_FUTURE,
	GUARD_DOUBT,
	GUARD_PART,  /* "un des deux postes" */
	GUARD_WISH,  /* "nous souhaitons", "merci de", "il faut" */
	GUARD_QUOTE, /* "vous disiez que" */
	GUARD_COUNT
};

/* The writer's organisation. */
#define WE "(?:nous|on|je|j'|ns)"

/* Adverbs that may be inside a phrase. */
#define ADV                                                                                                  \
	"(?: "                                                                                               \
	"(?:bien|deja|maintenant|enfin|finalement|desormais|malheureusement|aujourd'hui|hier|entre-temps|"   \
	"entre temps|justement|donc|aussi|tous|tout|toutes|bel et "                                          \
	"bien|effectivement|aussitot|immediatement|"                                                         \
	"definitivement|a l'instant|ce matin|egalement|tout juste|tres bien|depuis|completement))*"

/* Somebody who is named, or "elle", stays away: one of those who come. */
#define SOMEBODY_STAYS_AWAY                                                                                  \
	"(?!.*\\bpossible\\b)"                                                                               \
	"(?:ils?|elles?|(?:elle )?(?!" NO_NAME ")[a-z-]{3,20}(?: et (?!" NO_NAME ")[a-z-]{3,20})?) "         \
	"(?:(?:vien|particip)[a-z]+ (?:pas|plus)|(?:ne )?(?:peu(?:t|vent)|pourr(?:a|ont)) (?:pas|plus)|"     \
	"ne (?:vien|particip|assist|ser(?:a|ont))|(?:s'est|se sont|se) desist|"                              \
	"(?:a|ont) (?:un |eu un |une )?(?:empechement|contretemps|imprevu)|"                                 \
	"(?:est|sont|sera|seront) (?:[a-z]+ )?(?:malade|absent|empech|indisponib|souffrant|en arret))"
#define NO_NAME                                                                                              \
	"(?:on|nous|je|ns|personne|qui|cela|finalement|malheureusement|desolee?s?|helas|bonjour|merci|non|"  \
	"mais|donc|(?:l')?equipes?|groupe|locale|structure|entreprise|societe|mission|direction|antenne|"    \
	"agence|association|jeunes|aucune?|rien|tous|toutes|conseillere?s?|date|horaire|directrice|"         \
	"directeur|responsable|collegues?)\\b"

/* A candidate. */
#define WHO                                                                                                  \
	"(?:il|elle|ils|elles|(?:m|mr|mme|mlle|monsieur|madame) [b-xz](?= )|"                                \
	"(?:le|la|ce|cette|votre) (?:jeune|candidate?) "                                                     \
	"(?!(?:precedent|suivant|numero|autre|interne|actuel|premier|"                                       \
	"dernier|ideal|retenu|choisi|embauche|recrute|est|n'est|ne|qui|que|et|dont|en|se)e?\\b)[a-z][a-z'-]" \
	"{2,20}(?= )|"                                                                                       \
	"le jeune|la jeune|ce jeune|cette jeune|le candidat|la candidate|ce "                                \
	"candidat|cette candidate|l'interesse|l'interessee|la personne|(?:votre|notre|mon|ma) "              \
	"(?:candidate?|jeune|stagiaire|recrue)|(?:la|le|cette|ce) "                                          \
	"(?:petite?|fille|gars|garcon|recrue)|(?!nous |vous |je "                                            \
	"|on |non |pas |le "                                                                                 \
	"|la |un |une |merci |son |sa |ses |leurs? |mon |ma |mes |notre |nos |votre |vos |autre "            \
	"|l'|(?:rendez-vous|contact|decision|entretien|date|note|poste|tout|ca|cela|cv|candidature) "        \
	")(?:(?:m|mr|mme|mlle|monsieur|madame) )?[a-z][a-z'-]{1,20}(?: "                                     \
	"(?!(?:avait|aurait|pense|devait|pourrait|voudrait) "                                                \
	")[a-z][a-z'-]{1,20})?)"
/* "Il a signé sa convention de stage" is none either. */
#define NOT_A_FORM "(?! (?:la|les|une?|sa|l')? ?(?:feuille|fiche|convention|charte|attestation|emargement))"

/* "Elle a signé chez Carrefour" is no hiring by the writer. */
#define NOT_AT_ANOTHER                                                                                       \
	"(?!.* chez (?!(?:nous|moi|vous|eux|elle|lui|notre|nos|mon|l[ea]|un|une|ce|cet) ?)[a-z])"            \
	"(?!.*\\b(?:concurrente?s?|ailleurs|(?:une?|d') ?autre "                                             \
	"(?:entreprise|employeur|societe|boite|patron))\\b)"

/* "Yanis m'informe qu'", "elle nous a dit qu'" */
#define REPORT                                                                                               \
	"(?:" WHO " (?:m'a|nous a|vient de me|vient de nous|nous|me|m'|vous) ?(?:informe|annonce|indique|"   \
	"signale|confirme|fait savoir|dit|dire|appris|informee?|ecrit|prevenue?)(?: [a-z' -]{1,25})?,? "     \
	"qu'?e? ?)"
#define REPORTED REPORT "?"
#define CONSENT	 "(?:son|leur|l'|cet|le|du) ?(?:accord|consentement|autorisation)"

/* What one is invited to. */
#define GATHERING                                                                                            \
	"(?:forums?|ateliers?|visites?|evenements?|reunions?|rencontres?|journees?|matinees?|"               \
	"manifestations?|"                                                                                   \
	"trainings?|sessions?|salons?|portes ouvertes|(?:job|speed)[- ]?datings?|petits?[- ]dejeuners?)\\b"

#define BEARS(guard) (1u << (guard))

struct phrase {
	enum act act;
	unsigned bears;		/* guards that don't undo the act */
	const char *expression; /* at the start of the clause, after "je vous informe que" and the like */
};

struct phrase_table {
	const struct phrase *rows;
	size_t count;
};
extern const struct phrase_table words_about_events, words_about_offers, words_about_people,
    words_about_departures, words_about_consent, words_about_erasure, words_about_letters;
/* The apparent meaning of a sentence without a phrase: expressions that match anywhere. */
extern const struct phrase_table words_hinted;
/* A sentence that matches loses the acts and has `instead`. */
struct undoing {
	unsigned acts, instead; /* bits 1u << enum act */
	const char *expression;
};

struct undoing_table {
	const struct undoing *rows;
	size_t count;
};
extern const struct undoing_table words_undone;
/* A sentence that takes back the one before. */
extern const char words_unsays[];
/* The acts that a writer may take back. A withdrawal is heard in any wording, so that it isn't among these.
 */
enum {
	WORDS_ANSWERS = ACT(ACT_YES) | ACT(ACT_NO) | ACT(ACT_MAYBE) | ACT(ACT_PRESENT) | ACT(ACT_ABSENT) |
			ACT(ACT_NUMBER) | ACT(ACT_FILLED) | ACT(ACT_CLOSED) | ACT(ACT_INTERVIEW) |
			ACT(ACT_HIRED) | ACT(ACT_REJECTED) | ACT(ACT_ERASED) | ACT(ACT_DONE) |
			ACT(ACT_NOBODY),
};
/* Clauses of pure courtesy, as a whole. */
extern const char *const words_courtesies[];
extern const size_t words_courtesy_count;
extern const char words_courteous[], words_neutral[];
/* Words that end a courtesy which allows any others (".{0,80}"). */
extern const char words_no_courtesy[];
/* What wants an answer or says one, whatever stands around it: "je transmets et je viens". */
extern const char words_never_courtesy[];
/* After a closing: what is no name. */
extern const char words_no_name[];
extern const char *const words_guards[GUARD_COUNT];
/* Leads: words before the act that don't change it. */
extern const char words_lead[];
/* "Mme Garcia me charge de vous dire que": what follows counts. */
extern const char words_report[];
/* Words, between spaces, that a phrase may contain anywhere. */
extern const char words_fillers[];
/* Tails: words after the act that are no remark. */
extern const char words_tail[];
/* A clause that asks without a question mark. */
extern const char words_questions[];
/* The start of a question after a statement that doesn't question the statement. */
extern const char words_asks_behind[];
/* The start of a question that needs no question mark. */
extern const char words_asks_alone[];
/* The start of such a statement. */
extern const char words_states[];
/* A question that is a request. */
extern const char words_requests[];
/* A request to cancel one's own coming. */
extern const char words_cancels[];
/* "Oui, je transmets": yes to the letter, not to its question. */
extern const char words_relays[];
/* "Vous pouvez l'enlever": what is meant stands elsewhere. */
extern const char words_points_back[];
/* A promise at the end to write when something changes: no condition of what stands before. */
extern const char words_may_write_again[];
/* Another sentence with it: not every post is filled. */
extern const char words_still_open[];
/* A clause about an erasure. */
extern const char words_erasure[];
/* A clause about an erasure with the reason against it. One with only a date is no answer yet. */
extern const char words_kept[];
/* Absence notices: of the writer, and further phrases in them. */
extern const char words_absent[], words_away[];
extern const char words_substitute[];
extern const char words_answers_beside[];
/* "voir pièce jointe" */
extern const char words_pointer[];

/* The number of people who come: group 1. */
extern const char words_counted[];
extern const char words_bare_number[];
/* Before a number: the number counts something else: "la réponse de deux jeunes". */
extern const char words_of_others[];
/* A total with its parts: groups 1, 2 and 3. */
extern const char words_sum[];
/* A number that is corrected, with its negation, before the right one. */
extern const char words_corrected[];
/* The total, with other numbers beside it: group 1. */
extern const char words_total_number[];
/* An inexact number: "4 ou 5", "une dizaine", "environ 4". */
extern const char words_vague_number[];
/* Companions: "et 1 accompagnateur". */
extern const char words_other_people[];
/* Beside a number: it is not certain. */
extern const char words_doubted_number[];
/* Beside an inexact number and a question: who comes hangs on the reply. */
extern const char words_tentative_number[];
/* Beside a question: somebody for whom the writer asks. */
extern const char words_person_asked_for[];
/* After a number: what some participants do, not how many come. */
extern const char words_said_of_some[];
/* Numbers that are replaced: "au lieu de 5". */
extern const char words_former_number[];

#endif

/* The phrases in which people answer (private to the stage): a row says which act a clause is when it begins
 * so, and which of the words that usually take it back belong to it. */
#ifndef EXTRACT_WORDS_PHRASES_H
#define EXTRACT_WORDS_PHRASES_H

#include "extract/words.h"

/* Words that keep a clause from saying anything for certain. */
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

/* The writer's house. */
#define WE "(?:nous|on|je|j'|ns)"

/* Adverbs that may stand inside a phrase. */
#define ADV                                                                                                  \
	"(?: "                                                                                               \
	"(?:bien|deja|maintenant|enfin|finalement|desormais|malheureusement|aujourd'hui|hier|entre-temps|"   \
	"entre temps|justement|donc|aussi|tous|tout|toutes|bel et "                                          \
	"bien|effectivement|aussitot|immediatement|"                                                         \
	"definitivement|a l'instant|ce matin|egalement|tout juste|tres bien|depuis|completement))*"

#define BEARS(guard) (1u << (guard))

struct phrase {
	enum act act;
	unsigned bears;		/* guards that don't undo it */
	const char *expression; /* at the clause's beginning, behind "je vous informe que" and the like */
};

struct phrase_table {
	const struct phrase *rows;
	size_t count;
};
extern const struct phrase_table words_about_events, words_about_offers, words_about_people;
/* What a sentence seems to say that no phrase begins: expressions that stand anywhere in it. */
extern const struct phrase_table words_hinted;
/* Clauses that say nothing but courtesy, from beginning to end. */
extern const char *const words_courtesies[];
extern const size_t words_courtesy_count;
extern const char words_courteous[], words_neutral[];
/* Words that end it where a courtesy takes any others (".{0,80}"). */
extern const char words_no_courtesy[];
extern const char *const words_guards[GUARD_COUNT];
/* What may stand before the act without changing it. */
extern const char words_lead[];
/* "Mme Garcia me charge de vous dire que": what follows is what is said. */
extern const char words_report[];
/* Words between spaces that a phrase may hold anywhere. */
extern const char words_fillers[];
/* What may follow the act without being a remark of its own. */
extern const char words_tail[];
/* A clause that asks without a question mark. */
extern const char words_questions[];
/* How a question begins behind a statement, where it does not ask whether that holds. */
extern const char words_asks_behind[];
/* How a question begins that needs no mark. */
extern const char words_asks_alone[];
/* How such a statement begins. */
extern const char words_states[];
/* A question that asks to do something. */
extern const char words_requests[];
/* What follows a fact and takes it back: "mais elle n'est pas venue". */
extern const char words_taken_back[];
/* A clause that speaks of an erasure. */
extern const char words_erasure[];
/* Of those: a clause that says why there is none. Who only says when has not answered yet. */
extern const char words_kept[];
/* Absence: of the writer, and what stands in such notices besides. */
extern const char words_absent[];
extern const char words_substitute[];
/* "voir pièce jointe" */
extern const char words_pointer[];

/* How many come: group 1 the number. */
extern const char words_counted[];
extern const char words_bare_number[];
/* Before a number: it counts what somebody waits for or speaks of: "la réponse de deux jeunes". */
extern const char words_of_others[];
/* How many they are in all, whatever other numbers stand beside it: group 1 the number. */
extern const char words_total_number[];
/* A number that is none: "4 ou 5", "une dizaine", "environ 4". */
extern const char words_vague_number[];
/* Others who come along: "et 1 accompagnateur". */
extern const char words_other_people[];
/* Behind a number: it says what some of those who come do, not how many come. */
extern const char words_said_of_some[];
/* Numbers that are taken back: "au lieu de 5". */
extern const char words_former_number[];

#endif

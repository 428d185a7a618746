/* The lines of a body that its sender wrote (private to the stage). */
#ifndef EXTRACT_WORDS_LINES_H
#define EXTRACT_WORDS_LINES_H

#include "extract.h"
#include "patterns.h"

struct line_list {
	struct arena *arena;
	const char **lines;
	size_t count;
};

/* The sender's own lines, without quotations and banners. */
struct line_list lines_own(struct arena *arena, const struct body *body);
/* Removes the signature at the end; `sender`: name and address. */
void lines_cut_signature(struct pattern_clock *clock, struct line_list *list, const char *sender);
/* Removes legal notices and gateways' paragraphs, at any position. */
void lines_cut_paragraphs(struct line_list *list);

/* "Bonjour Madame,", not "Hello oui". */
bool line_greets(struct arena *arena, const char *line);
/* Whether a folded line starts with, or contains, one of these. */
bool line_starts_with(const char *folded, const char *const *beginnings, size_t count);
bool line_contains(const char *folded, const char *const *words, size_t count);
/* Whether the word is one of these, each between spaces. */
bool line_word_is_among(const char *words, const char *word, size_t length);

/* Slogans, news and hours that firms add to a signature: "Nous recrutons !", "Absente le mercredi". */
bool line_is_slogan(const char *folded);
/* The hours alone: "Je ne travaille pas le mercredi". */
bool line_tells_hours(const char *folded);
/* "Donnez-nous votre avis : https://…", "Si vous recevez ce message en dehors de vos horaires …" */
bool line_is_notice(const char *folded);
/* A question mark outside of addresses of the web. */
bool line_asks(const char *line);
/* "C2 - Usage restreint", "Classification : interne", and nothing else. */
bool line_is_marking(const char *folded);
/* A further line of a gateway's banner: "Ne cliquez sur aucun lien." */
bool line_warns(const char *folded);
/* What the start of a folded line says about it: added by gateways and telephones (at any position); below an
 * answer (legal notice, company, telephone); a sentence of a legal notice, which nobody types; what somebody
 * is and where. */
bool line_is_banner(const char *folded);
bool line_is_footer(const char *folded);
bool line_is_of_law(const char *folded);
bool line_is_office(const char *folded);

#endif

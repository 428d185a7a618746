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

/* What he wrote himself, quotations and banners left out. */
struct line_list lines_own(struct arena *arena, const struct body *body);
/* Without the signature at the end; `sender`: his name and address. */
void lines_cut_signature(struct pattern_clock *clock, struct line_list *list, const char *sender);
/* Without paragraphs of the law or of a gateway, wherever they stand. */
void lines_cut_paragraphs(struct line_list *list);

/* How the folded line begins: what gateways and telephones add, wherever it stands; what stands below an
 * answer (the law's, the house's, the telephone's); the law's own sentences, which nobody writes by hand;
 * what somebody is and where. */
bool line_is_banner(const char *folded);
bool line_is_footer(const char *folded);
bool line_is_of_law(const char *folded);
bool line_is_office(const char *folded);

#endif

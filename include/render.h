/* render: a letter's data and its templates -> MIME bytes.
 *
 * A letter NAME is four Mustache templates in the templates' folder: fr/NAME/subject.mustache,
 * preheader.mustache (the preview that mail programs list beside the subject), text.mustache and
 * html.mustache. The last two are inserted into fr/layout/text.mustache and fr/layout/html.mustache as
 * {{{body}}}; {{> name}} is the partial fr/partials/name.text.mustache or name.html.mustache.
 * In HTML, {{x}} is escaped and its line ends become <br>; in text it is not. A subject is put on one line,
 * and brackets in values become ( and ), because brackets mark our tags. Values never become Mustache tags.
 * null, false, an empty list and "" are falsy (the Mustache specification leaves this open).
 *
 * {{organisation.le}}, .Le, .de and .a name an organisation in a sentence: "la Mission locale de Metz", the
 * same at the beginning of a sentence, "de la Mission locale de Metz", "à la Mission locale de Metz"
 * (render/naming.h).
 *
 * A subject has at most 60 characters before its tag and 78 in all, which the title in the data is shortened
 * for; a preheader is cut after 110. Runs of blank lines in the text become one.
 *
 * The partials h1, h2, p, note, ul and li are the attributes of those elements: <p {{> p}}>. The others print
 * from the data: buttons (a list of url, label, is_primary), facts (label, value), form (the same, to be
 * copied into an answer), faults (label, read, why, accepted), changes (label, before, now), notes.
 * render_post adds the data of the layouts (render/post.h).
 *
 * Sources: the Mustache specification's core modules; RFC 5322, 2045-2047, 2231, 3834, 2369, 5545, 5546,
 * 6047. */
#ifndef RENDER_H
#define RENDER_H

#include "draft.h"

/* Renders a Mustache template with data as its context. `partial` returns a partial's text or NULL, which
 * renders as empty. escape: HTML-escape {{x}} (false for text). ERR_DATA: the template's fault and line. */
typedef const char *mustache_partial(void *user, const char *name);
int mustache_render(struct arena *arena, const char *text, const json_t *data, bool escape,
		    mustache_partial *partial, void *user, char **out, struct err *err);

struct templates;

/* Reads all templates below path/fr and checks their syntax. ERR_CONFIG names file and line. */
int templates_open(struct templates **out, const char *path, struct err *err);
void templates_close(struct templates **templates);

/* The information notice that goes with a CV: the source of the partial fr/partials/notice.text.mustache, and
 * its version from the comment on its first line: {{! version 2026-11 }}. Both live as long as the templates.
 * ERR_CONFIG. */
int templates_notice(const struct templates *templates, const char **version, const char **text,
		     struct err *err);

struct letter_request {
	const char *template; /* folder name: "offer_acknowledgement" */
	const json_t *data;
	const char *from_name, *from_email, *reply_to; /* reply_to may be NULL */
	const char *to_name, *to_email;
	const char *message_id;	       /* without <>; derived from the letter, so it is the same at each
					  rendering */
	const char *in_reply_to;       /* NULL, or the id of the answered message, without <> */
	const char *const *references; /* the References of the answered message, oldest first; its own id is
					  added (RFC 5322 3.6.4) */
	size_t reference_count;
	const char *auto_submitted; /* "auto-replied" or "auto-generated" */
	const char *list_id;	    /* NULL, or the List-Id of a mailing: "offres.passerelle.example" */
	const char *unsubscribe;    /* NULL, or a mailto: URL */
	time_t date;
	const struct invitation *invitation; /* NULL: no calendar part */
	const struct enclosure *enclosure;   /* NULL: none */
	bool has_attachments; /* true: the message is left open for render_attachment, see below */
};

struct letter_bytes {
	const char *subject; /* as rendered, for the register */
	const char *preheader, *text, *html;
	struct bytes message; /* RFC 5322 with CRLF; open at its end when there are attachments */
	const char *boundary; /* of the open multipart/mixed, "" when the message is complete */
};

/* ERR_NOT_FOUND: no such template; ERR_DATA: an address with control characters, "<", ">" or spaces. */
int render_letter(struct arena *arena, const struct templates *templates,
		  const struct letter_request *request, struct letter_bytes *out, struct err *err);

/* One part for a message that was left open: delimiter, headers (RFC 2231 file name) and base64 content.
 * render_close gives the closing delimiter. submit joins them when it sends, so that erasing an attachment
 * erases every copy of it. */
struct bytes render_attachment(struct arena *arena, const char *boundary, const char *name, const char *type,
			       struct bytes content);
struct bytes render_close(struct arena *arena, const char *boundary);

/* The iCalendar text alone (for tests and for files). ERR_DATA. */
int render_invitation(struct arena *arena, const struct invitation *invitation, char **out, struct err *err);

/* A mailto: URL (RFC 6068) with subject and body filled in. */
char *render_mailto(struct arena *arena, const char *email, const char *subject, const char *body);

#endif

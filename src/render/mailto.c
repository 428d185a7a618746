/* RFC 6068. */
#include "address.h"
#include "render.h"

#include "base/text.h"

enum { MAX_SUBJECT = 250 };

char *render_mailto(struct arena *arena, const char *email, const char *subject, const char *body)
{
	const char *address = address_encode(arena, email ? email : "");
	const char *names[] = {"subject", "body"};
	const char *fields[] = {
	    subject ? text_one_line(arena, subject, MAX_SUBJECT) : "",
	    body ? text_normalise(arena, body, strlen(body)) : "",
	};
	struct buf out = {.arena = arena};
	char before = '?';

	buf_printf(&out, "mailto:%s", address);
	for (size_t i = 0; i < 2; i++) {
		if (text_is_blank(fields[i]))
			continue;
		buf_printf(&out, "%c%s=%s", before, names[i], text_percent_encode(arena, fields[i]));
		before = '&';
	}
	return buf_text(&out);
}

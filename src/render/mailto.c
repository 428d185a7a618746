/* RFC 6068. */
#include "header.h"
#include "render.h"

#include "base/text.h"

enum { MAX_SUBJECT = 250 };

char *mailto_encode(struct arena *arena, const char *email)
{
	/* always "+", as in all subaddresses that readers' programs see */
	static const char PLAIN[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@!$'*+=";
	struct buf out = {.arena = arena};

	for (; *email; email++) {
		if (strchr(PLAIN, *email))
			buf_addc(&out, *email);
		else
			buf_printf(&out, "%%%02X", (unsigned)(unsigned char)*email);
	}
	return buf_text(&out);
}

char *render_mailto(struct arena *arena, const char *email, const char *subject, const char *body)
{
	const char *address = mailto_encode(arena, email ? email : "");
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

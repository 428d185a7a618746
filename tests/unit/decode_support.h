/* Shared by the tests of decode: a message as text -> its lines, each with a letter for its zone. */
#ifndef DECODE_SUPPORT_H
#define DECODE_SUPPORT_H

#include "base/bytes.h"
#include "decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const support_ids[] = {"mx.passerelle.example"};
static const struct decode_options support_options = {support_ids, 1, "partenariat@passerelle.example", NULL};

static inline int support_init(void **state)
{
	struct err err = {0};

	(void)state;
	return decode_init(&err);
}

static inline struct mail support_decode_bytes(struct arena *arena, struct bytes raw)
{
	struct mail mail;
	struct err err = {0};

	if (decode_mail(arena, raw, &support_options, &mail, &err))
		fail_msg("not decoded: %s", err.text);
	return mail;
}

static inline struct mail support_decode(struct arena *arena, const char *raw)
{
	return support_decode_bytes(arena, bytes_of(raw));
}

/* "O|own line\nQ|quoted\nF|forwarded\nS|signature\nB|beside\n" */
static inline char *support_lines(struct arena *arena, const struct body *body)
{
	struct buf text = {.arena = arena};

	for (size_t i = 0; i < body->count; i++)
		buf_printf(&text, "%c|%s\n", "OQFSB"[body->lines[i].zone], body -> lines[i].text);
	return buf_text(&text);
}

static inline char *support_message(struct arena *arena, const char *subject, const char *type,
				    const char *body)
{
	return arena_printf(arena,
			    "From: a@entreprise.example\nSubject: %s\nMIME-Version: 1.0\n"
			    "Content-Type: %s\nContent-Transfer-Encoding: 8bit\n\n%s",
			    subject, type, body);
}

#endif

/* The value of an address field -> addresses. */
#include "fuzz.h"

#include "../../src/decode/headers.h"
#include "../../src/decode/limits.h"

static const struct decode_options OPTIONS = {NULL, 0, "partenariat@passerelle.example", NULL};

void fuzz_prepare(void)
{
	struct err err = {0};
	fuzz_expect(!decode_init(&err), err.text);
}

static void check_email(const char *email)
{
	for (const char *c = email; *c; c++)
		fuzz_expect((unsigned char)*c > ' ' && (unsigned char)*c < 0x7F && !strchr("<>,;", *c),
			    "an address is one word of ASCII");
	fuzz_expect(!*email || strchr(email, '@'), "an address has a domain");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct mail mail = {0};
	struct decoding decoding = {.arena = arena, .options = &OPTIONS, .mail = &mail};
	struct buf raw = {.arena = arena};
	struct headers headers;
	struct err err;
	buf_adds(&raw, "From: ");
	buf_add(&raw, input.data, input.length);
	buf_adds(&raw, "\nTo: ");
	buf_add(&raw, input.data, input.length);
	buf_adds(&raw, "\n\n");
	if (limits_check(buf_bytes(&raw), &err))
		return;
	headers_read(arena, buf_bytes(&raw), &headers);
	headers_fill_mail(&decoding, &headers);
	for (size_t i = 0; i < mail.from_count; i++)
		check_email(mail.from[i]);
	for (size_t i = 0; i < mail.recipient_count; i++)
		check_email(mail.recipients[i]);
}

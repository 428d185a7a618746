/* One or more Authentication-Results fields, one a line -> proven or not. */
#include "fuzz.h"

#include "../../src/decode/authentication.h"
#include "../../src/decode/results.h"
#include "base/text.h"

static const char *const IDS[] = {"mx.passerelle.example"};
static const struct decode_options OPTIONS = {IDS, 1, "partenariat@passerelle.example", NULL};
enum { MOST_FIELDS = 16 };

void fuzz_prepare(void)
{
	struct err err = {0};
	fuzz_expect(!authentication_init(&err), err.text);
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	const char *from = "a@entreprise.example";
	struct mail mail = {.from = &from, .from_count = 1};
	struct decoding decoding = {.arena = arena, .options = &OPTIONS, .mail = &mail};
	struct header fields[MOST_FIELDS];
	struct headers headers = {.fields = fields};
	char *text = (char *)(uintptr_t)fuzz_piece(arena, &input), *end;
	bool may_be_proven = false;
	for (; text && headers.count < MOST_FIELDS; text = end) {
		struct results results;
		end = strchr(text, '\n');
		if (end)
			*end++ = '\0';
		fields[headers.count++] = (struct header){.name = "Authentication-Results", .value = text};
		results_parse(arena, text, &results);
		may_be_proven |= results.is_understood && text_equal_ascii(results.authserv_id, IDS[0]);
		for (size_t i = 0; i < results.count; i++)
			results_property(&results.items[i], "header.d");
	}
	authentication_tell(&decoding, &headers);
	fuzz_expect(!mail.proven || may_be_proven, "only the configured server's results prove anything");
}

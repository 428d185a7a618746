/* A returned message: whose, and with what error. Input pieces, each NUL-terminated: the server's own text, a
 * report's message/delivery-status, the header of the returned message, and the address that received it
 * all. */
#include "fuzz.h"

#include "../../src/decode/report.h"
#include "base/text.h"
#include "handle/bounce.h"

enum { MOST_LINES = 1000 };

static const char OWN[] = "partenariat@passerelle.example";
static const struct decode_options OPTIONS = {.own_address = OWN};
static const struct key KEY = {.bytes = "0123456789abcdef0123456789abcdef"};

void fuzz_prepare(void)
{
	struct err err = {0};
	fuzz_expect(!decode_init(&err), err.text);
}

static struct body lines_of(struct arena *arena, char *text)
{
	struct body body = {.lines = arena_array(arena, MOST_LINES, sizeof *body.lines)};
	for (char *end; text && body.count < MOST_LINES; text = end) {
		end = strchr(text, '\n');
		if (end)
			*end++ = '\0';
		body.lines[body.count++] = (struct line){ZONE_OWN, text_normalise(arena, text, strlen(text))};
	}
	return body;
}

static void check_delivery(const struct delivery *delivery)
{
	const char *status = delivery->status;
	fuzz_expect(strlen(status) <= 9 && !status[strspn(status, "0123456789.")],
		    "a status is a code or nothing");
	fuzz_expect(strlen(delivery->action) <= 60, "an action is short: 20 bytes, in UTF-8");
	fuzz_expect(!strpbrk(delivery->recipient, " \r\n<>"), "a recipient is an address or nothing");
}

/* Only recipients of a letter know its code. */
static void check_address(struct arena *arena, const char *address)
{
	int64_t letter;
	if (bounce_address_letter(arena, &KEY, OWN, NULL, address, &letter))
		fuzz_expect(text_equal_ascii(bounce_address(arena, &KEY, OWN, NULL, letter), address),
			    "only its own address names a letter");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct mail mail = {.nature = MAIL_BOUNCE};
	struct decoding decoding = {.arena = arena, .options = &OPTIONS, .mail = &mail};
	struct headers none = {0};
	mail.plain = lines_of(arena, (char *)(uintptr_t)fuzz_piece(arena, &input));
	const char *status = fuzz_piece(arena, &input), *returned = fuzz_piece(arena, &input);
	if (*status)
		report_take_status(&decoding, bytes_of(status));
	if (*returned)
		report_take_returned(&decoding, bytes_of(returned));
	report_tell(&decoding, &none);
	for (size_t i = 0; i < mail.delivery_count; i++)
		check_delivery(&mail.deliveries[i]);
	check_address(arena, fuzz_piece(arena, &input));
	mail.nature = MAIL_PERSONAL;
	report_tell(&decoding, &none);
	fuzz_expect(!mail.delivery_count && !mail.returned_id, "only a bounce says what came back");
}

/* A header block -> the gate's findings -> its answer on the wire -> the same in handle. */
#include "fuzz.h"

#include "../../src/decode/limits.h"
#include "../../src/handle/wire.h"

static const char *const IDS[] = {"mx.passerelle.example"};
static const struct decode_options OPTIONS = {IDS, 1, "partenariat@passerelle.example", NULL};
static const char *const NO_ID[] = {""};
static const struct decode_options WITHOUT_ID = {NO_ID, 1, "partenariat@passerelle.example", NULL};

void fuzz_prepare(void)
{
	struct err err = {0};
	fuzz_expect(!decode_header_init(&err), err.text);
}

static bool is_line(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return false;
	return true;
}

static void check_email(const char *email)
{
	for (const char *c = email; *c; c++)
		fuzz_expect((unsigned char)*c > ' ' && (unsigned char)*c < 0x7F && !strchr("<>,;\"()", *c),
			    "an address is one word of ASCII");
	fuzz_expect(!*email || (strchr(email, '@') && strchr(email, '@') == strrchr(email, '@')),
		    "an address has one domain");
}

static void check(const struct mail *mail)
{
	fuzz_expect(is_line(mail->subject) && is_line(mail->date) && is_line(mail->proof),
		    "each is one line");
	fuzz_expect(!mail->proven || (mail->from_count == 1 && *mail->from[0] && mail->organisational_domain),
		    "one author is proven or none");
	fuzz_expect(!mail->proven || !mail->is_denied, "who is proven is not denied");
	fuzz_expect(mail->from_count <= LIMIT_ADDRESSES && mail->reference_count <= LIMIT_IDS,
		    "the limits hold");
	for (size_t i = 0; i < mail->from_count; i++)
		check_email(mail->from[i]);
	for (size_t i = 0; i < mail->recipient_count; i++)
		check_email(mail->recipients[i]);
}

static void check_wire(struct arena *arena, const struct mail *mail)
{
	struct mail again;
	struct err err = {0};
	const char *document = wire_encode_header(arena, mail);
	if (!document)
		return;
	fuzz_expect(!wire_decode_header(arena, document, &again, &err), "what was passed on can be read");
	fuzz_expect(again.proven == mail->proven && again.is_denied == mail->is_denied &&
			again.nature == mail->nature && again.from_count == mail->from_count &&
			again.recipient_count == mail->recipient_count &&
			!strcmp(mail_hash(arena, &again), mail_hash(arena, mail)),
		    "and is the same");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct mail mail;
	struct err err = {0};
	struct bytes block = decode_header_block(input);
	fuzz_expect(block.data >= input.data && block.data + block.length <= input.data + input.length,
		    "the block lies in the message");
	if (!decode_header(arena, block, &WITHOUT_ID, &mail, &err))
		check(&mail);
	if (decode_header(arena, input, &OPTIONS, &mail, &err))
		return;
	check(&mail);
	check_wire(arena, &mail);
}

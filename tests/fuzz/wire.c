/* The reader's answer as read by handle: the document, and after a NUL the attachments' bytes. */
#include "fuzz.h"

#include "../../src/handle/wire.h"

void fuzz_prepare(void)
{
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct findings findings = {0};
	struct err err = {0};
	const char *document = fuzz_piece(arena, &input);
	if (wire_decode(arena, document, input, &findings, &err))
		return;
	fuzz_expect(!findings.mail.proven && !findings.mail.from_count && !findings.mail.recipient_count &&
			!findings.mail.message_id && !findings.mail.subaddress && !findings.mail.nature,
		    "it can't say what the gate settles");
	fuzz_expect(findings.form.kind >= KIND_NONE && findings.form.kind < KIND_COUNT, "the kind is one");
	for (size_t i = 0; i < findings.mail.attachment_count; i++) {
		struct bytes content = findings.mail.attachments[i].content;
		fuzz_expect(content.data >= input.data && content.length <= input.length,
			    "contents lie in what was sent");
	}
	fuzz_expect(wire_encode(arena, &findings), "it can be passed on again");
}

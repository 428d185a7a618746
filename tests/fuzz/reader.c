/* A whole message -> mail -> form -> the answer on the wire -> findings again: everything in the reader's
 * process, and what handle reads of it. */
#include "fuzz.h"

#include "../../src/handle/wire.h"
#include "base/date.h"

static const char *const IDS[] = {"mx.passerelle.example"};
static const struct decode_options OPTIONS = {IDS, 1, "partenariat@passerelle.example", NULL};
enum { NOW = 1795420800 }; /* 2026-11-23 */

void fuzz_prepare(void)
{
	struct err err = {0};
	clock_set_zone("Europe/Paris");
	clock_set(NOW);
	fuzz_expect(!decode_init(&err) && !extract_init(&err), err.text);
}

static bool is_clean(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return false;
	return true;
}

static struct bytes join_contents(struct arena *arena, const struct mail *mail)
{
	struct buf contents = {.arena = arena};
	for (size_t i = 0; i < mail->attachment_count; i++)
		buf_add(&contents, mail->attachments[i].content.data, mail->attachments[i].content.length);
	buf_text(&contents);
	return buf_bytes(&contents);
}

static void check_mail(const struct mail *mail)
{
	fuzz_expect(is_clean(mail->subject), "a subject is one line");
	fuzz_expect(!mail->proven || mail->from_count == 1, "several authors are not proven");
	for (size_t i = 0; i < mail->attachment_count; i++)
		fuzz_expect(*mail->attachments[i].name && is_clean(mail->attachments[i].name) &&
				!strpbrk(mail->attachments[i].name, "/\\") &&
				strlen(mail->attachments[i].name) <= 120,
			    "an attachment's name is safe");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct findings findings = {0}, again = {0};
	struct err err = {0};
	if (decode_mail(arena, input, &OPTIONS, &findings.mail, &err) ||
	    extract_form(arena, &findings.mail, NOW, &findings.form, &err))
		return;
	check_mail(&findings.mail);
	const char *document = wire_encode(arena, &findings);
	fuzz_expect(document, "the findings can be passed on");
	fuzz_expect(!wire_decode(arena, document, join_contents(arena, &findings.mail), &again, &err),
		    "what was passed on can be read");
	fuzz_expect(!again.mail.from_count && !again.mail.proven && !again.mail.message_id,
		    "and says nothing of what the gate settles");
	fuzz_expect(again.mail.attachment_count == findings.mail.attachment_count &&
			again.form.field_count == findings.form.field_count &&
			again.form.kind == findings.form.kind,
		    "and is the same");
	extract_require(&again.form);
}

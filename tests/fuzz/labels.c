/* Labelled lines -> form. The first line is the subject; the first character of a line may put it into
 * another zone: ">" quoted, "|" forwarded, "~" signature. */
#include "fuzz.h"

#include "base/date.h"
#include "base/text.h"
#include "extract.h"

enum { NOW = 1795420800, MOST_LINES = 5000 };

void fuzz_prepare(void)
{
	struct err err = {0};
	clock_set_zone("Europe/Paris");
	clock_set(NOW);
	fuzz_expect(!extract_init(&err), err.text);
}

static struct line line_of(const char *text)
{
	static const char MARKS[] = ">|~";
	static const enum zone ZONES[] = {ZONE_QUOTED, ZONE_FORWARDED, ZONE_SIGNATURE};
	const char *mark = *text ? strchr(MARKS, *text) : NULL;
	return mark ? (struct line){ZONES[mark - MARKS], text + 1} : (struct line){ZONE_OWN, text};
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct mail mail = {
	    .date = "", .proof = "", .nature_reason = "", .content_hash = "", .has_plain = true};
	struct form form = {0};
	struct err err = {0};
	char *text = text_normalise(arena, (const char *)input.data, input.length), *end;
	mail.plain.lines = arena_array(arena, MOST_LINES, sizeof *mail.plain.lines);
	for (; (end = strchr(text, '\n')) && mail.plain.count < MOST_LINES; text = end + 1) {
		*end = '\0';
		if (!mail.subject)
			mail.subject = text_one_line(arena, text, 1000);
		else
			mail.plain.lines[mail.plain.count++] = line_of(text);
	}
	if (!mail.subject)
		mail.subject = "";
	if (extract_form(arena, &mail, NOW, &form, &err))
		return;
	extract_require(&form);
	for (size_t i = 0; i < form.fault_count; i++)
		fuzz_expect(strlen(form.faults[i].read) <= 200 && !strchr(form.faults[i].read, '\n'),
			    "a fault shows one line of what was read");
	for (size_t i = 0; i < form.field_count; i++)
		fuzz_expect(strcmp(form.fields[i].key, "birth") || !*form.fields[i].value,
			    "a birth is forgotten at once");
}

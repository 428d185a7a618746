/* JSON-LD in a script of the HTML -> forms. */
#include "fuzz.h"

#include "base/date.h"
#include "base/text.h"
#include "extract.h"

enum { NOW = 1795420800 };

void fuzz_prepare(void)
{
	struct err err = {0};
	clock_set_zone("Europe/Paris");
	clock_set(NOW);
	fuzz_expect(!decode_init(&err) && !extract_init(&err), err.text);
}

static void check(struct form *form)
{
	extract_require(form);
	for (size_t i = 0; i < form->fault_count; i++)
		fuzz_expect(strlen(form->faults[i].read) <= 200 && !strchr(form->faults[i].read, '\n'),
			    "a fault shows one line of what was read");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	const char *script = text_normalise(arena, (const char *)input.data, input.length);
	struct mail mail = {
	    .subject = "", .date = "", .proof = "", .nature_reason = "", .content_hash = "", .scripts = &script, .script_count = 1};
	struct form form = {0};
	struct err err = {0};
	if (extract_form(arena, &mail, NOW, &form, &err))
		return;
	check(&form);
	for (size_t i = 0; i < form.part_count; i++)
		check(&form.parts[i]);
}

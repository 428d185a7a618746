/* An offer's form and its row in the register. */
#include "offers.h"

#include "diffusion.h"

#include "base/hash.h"
#include "base/text.h"
#include "db/offer_texts.h"

/* The column of each field. */
static const struct {
	const char *key;
	size_t offset;
} COLUMNS[] = {
    {"title", offsetof(struct offer, title)},
    {"company", offsetof(struct offer, company)},
    {"contract", offsetof(struct offer, contract)},
    {"nature", offsetof(struct offer, nature)},
    {"rome", offsetof(struct offer, rome)},
    {"level", offsetof(struct offer, level)},
    {"salary", offsetof(struct offer, salary)},
    {"hours", offsetof(struct offer, hours)},
    {"start", offsetof(struct offer, start)},
    {"deadline", offsetof(struct offer, deadline)},
    {"contact_email", offsetof(struct offer, contact)},
    {"forum", offsetof(struct offer, forum)},
    {"description", offsetof(struct offer, description)},
    {"experience", offsetof(struct offer, experience)},
    {"duration", offsetof(struct offer, duration)},
    {"reference", offsetof(struct offer, reference)},
    {"targets_codes", offsetof(struct offer, diffusion)},
    {"status", offsetof(struct offer, status)},
};

void offer_fill(const struct form *form, struct offer *offer)
{
	for (size_t i = 0; i < ARRAY_SIZE(COLUMNS); i++) {
		const char *value = form_get(form, COLUMNS[i].key);
		if (!text_is_blank(value))
			*(const char **)((char *)offer + COLUMNS[i].offset) = value;
	}
	const char *openings = form_get(form, "openings");
	if (openings)
		offer->openings = strcmp(openings, "plusieurs") ? openings : NULL;
	const char *hidden = form_get(form, "company_hidden");
	if (hidden)
		offer->is_company_hidden = !strcmp(hidden, "oui");
}

void offer_fill_place(struct task *task, const struct place *place, struct offer *offer)
{
	const struct field *written = form_field(task->form, "place");
	if (!written || !place->label)
		return;
	offer->place = written->read;
	offer->commune = place->insee;
	offer->postal_code = place->postal_code;
	offer->department = place->department;
	offer->region = place->region;
	diffusion_follow_place(task, offer);
}

struct place offer_place(const struct offer *offer)
{
	return (struct place){
	    .label = offer->place,
	    .insee = offer->commune,
	    .postal_code = offer->postal_code,
	    .department = offer->department,
	    .region = offer->region,
	};
}

/* Letters and digits only: punctuation makes no difference. */
static const char *essence(struct arena *arena, const char *text)
{
	struct buf kept = {.arena = arena};
	for (const char *c = text ? text_fold(arena, text) : ""; *c; c++)
		if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || (unsigned char)*c >= 0x80)
			buf_addc(&kept, *c);
	return buf_text(&kept);
}

const char *offer_fingerprint(struct arena *arena, const struct offer *offer)
{
	const char *place = offer->commune ? offer->commune : essence(arena, offer->place);
	char hex[HASH_HEX_BYTES];
	struct bytes parts[] = {
	    bytes_of(essence(arena, offer->company)),
	    bytes_of("|"),
	    bytes_of(essence(arena, offer->title)),
	    bytes_of("|"),
	    bytes_of(place),
	};
	hash_sha256(parts, ARRAY_SIZE(parts), hex);
	return arena_strdup(arena, hex);
}

static struct field *find_field(struct form *form, const char *key)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (!strcmp(form->fields[i].key, key))
			return &form->fields[i];
	return NULL;
}

static void put_field(struct form *form, struct field field)
{
	struct field *found = find_field(form, field.key);
	if (!found) {
		form->fields =
		    arena_one_more(form->arena, form->fields, form->field_count, sizeof *form->fields);
		found = &form->fields[form->field_count++];
	}
	*found = field;
}

static void fill_form(struct task *task, const char *ref, const struct offer_field *fields, size_t count,
		      struct form *out)
{
	*out = (struct form){.arena = task->arena, .kind = KIND_OFFER, .kind_source = "register", .ref = ref};
	for (size_t i = 0; i < count; i++)
		put_field(out, (struct field){fields[i].key, "", fields[i].written, fields[i].value});
}

int offer_form(struct task *task, const char *ref, struct form *out, struct err *err)
{
	struct offer_field *fields = NULL;
	size_t count = 0;
	int rc = offer_fields_get(task->db, task->arena, ref, &fields, &count, err);
	fill_form(task, ref, fields, rc ? 0 : count, out);
	return rc;
}

int offer_waiting_form(struct task *task, const char *ref, struct form *out, struct err *err)
{
	struct offer_field *fields = NULL;
	size_t count = 0;
	int rc = offer_waiting_get(task->db, task->arena, ref, &fields, &count, err);
	fill_form(task, ref, fields, rc ? 0 : count, out);
	return rc;
}

static void drop_fields(struct form *form, const char *prefix)
{
	size_t kept = 0;
	for (size_t i = 0; i < form->field_count; i++)
		if (!text_starts_with(form->fields[i].key, prefix))
			form->fields[kept++] = form->fields[i];
	form->field_count = kept;
}

/* A field that is given again also replaces the values derived from it. */
static void drop_derived(struct form *form, const char *key)
{
	static const struct {
		const char *key, *prefix;
	} DERIVED[] = {{"place", "place_"},
		       {"contact", "contact_"},
		       {"level", "level_"},
		       {"targets", "targets_"},
		       {"contract", "nature"}};
	for (size_t i = 0; i < ARRAY_SIZE(DERIVED); i++)
		if (!strcmp(DERIVED[i].key, key))
			drop_fields(form, DERIVED[i].prefix);
}

bool offer_change_ends_duration(const struct form *form, const struct form *change)
{
	return form_is_open_ended(change) && !form_field(change, "duration") && form_field(form, "duration");
}

void offer_form_change(struct form *form, const struct form *change)
{
	if (offer_change_ends_duration(form, change))
		drop_fields(form, "duration");
	for (size_t i = 0; i < change->field_count; i++)
		drop_derived(form, change->fields[i].key);
	for (size_t i = 0; i < change->field_count; i++)
		put_field(form, change->fields[i]);
}

/* Fields with a column of their own are not stored as texts. */
static bool is_kept(const struct field *field)
{
	return strcmp(field->key, "status") != 0 && strcmp(field->key, "ref") != 0;
}

static struct offer_field *kept_fields(struct task *task, const struct form *form,
				       bool (*is_taken)(const struct field *field), size_t *count)
{
	struct offer_field *fields = arena_array(task->arena, form->field_count, sizeof *fields);
	for (size_t i = *count = 0; i < form->field_count; i++)
		if (is_taken(&form->fields[i]))
			fields[(*count)++] = (struct offer_field){form->fields[i].key, form->fields[i].read,
								  form->fields[i].value};
	return fields;
}

int offer_form_keep(struct task *task, const char *ref, const struct form *form, struct err *err)
{
	size_t count;
	const struct offer_field *fields = kept_fields(task, form, is_kept, &count);
	return offer_fields_put(task->db, ref, fields, count, err);
}

static bool is_change(const struct field *field)
{
	return strcmp(field->key, "ref") != 0;
}

int offer_waiting_keep(struct task *task, const char *ref, const struct form *form, struct err *err)
{
	size_t count;
	const struct offer_field *fields = kept_fields(task, form, is_change, &count);
	return offer_waiting_put(task->db, ref, fields, count, err);
}

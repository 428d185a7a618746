#include "kind/audience.h"
#include "base/phrases.h"
#include "handle/present.h"
#include "handle/task.h"
#include "territories.h"

#include "base/list.h"

static int resolve(struct task *task, const struct place_query *query, struct place *out,
		   struct place **choices, size_t *count, struct err *err)
{
	struct err fault = {0};
	int rc = places_resolve(task->db, task->arena, query, out, choices, count, &fault);
	return rc && rc != ERR_DATA && rc != ERR_NOT_FOUND ? err_set(err, rc, "%s", fault.text) : rc;
}

/* "Épinay/Seine". */
static const char *with_sur(struct arena *arena, const char *name)
{
	const char *slash = name ? strchr(name, '/') : NULL;
	if (!slash || strchr(slash + 1, '/'))
		return NULL;
	return arena_printf(arena, "%.*s sur %s", (int)(slash - name), name, slash + 1);
}

const char *place_code(struct arena *arena, const struct place *place)
{
	const struct {
		char letter;
		const char *code;
	} parts[] = {{'C', place->insee},
		     {'P', place->postal_code},
		     {'D', place->department},
		     {'A', place->former_region},
		     {'R', place->region}};
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (parts[i].code)
			return arena_printf(arena, "%c%s", parts[i].letter, parts[i].code);
	return "FR";
}

/* One line of "place_list", whose parts are separated by tabs. */
static struct place_query query_of(struct arena *arena, const char **line)
{
	struct place_query query = {0};
	const char **const parts[] = {&query.insee, &query.postal_code, &query.name, &query.department,
				      &query.district};
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		size_t length = strcspn(*line, "\t\n");
		if (length)
			*parts[i] = arena_strndup(arena, *line, length);
		*line += length + ((*line)[length] == '\t');
	}
	*line += **line == '\n';
	return query;
}

static const char *common(const char *a, const char *b)
{
	return a && b && !strcmp(a, b) ? a : NULL;
}

/* For several places: the place that contains all, and the codes of each ("place_codes"). ERR_NOT_FOUND: one
 * of them is unknown or ambiguous. */
static int resolve_several(struct task *task, const char *list, struct place *out, struct err *err)
{
	struct buf codes = {.arena = task->arena};
	int rc = OK;
	for (const char *line = list; !rc && *line;) {
		struct place_query query = query_of(task->arena, &line);
		struct place place, *choices;
		size_t count;
		rc = resolve(task, &query, &place, &choices, &count, err);
		if (rc)
			return rc == ERR_DATA ? ERR_NOT_FOUND : rc;
		if (codes.length)
			*out = (struct place){.label = "",
					      .department = common(out->department, place.department),
					      .region = common(out->region, place.region)};
		else
			*out = place;
		buf_printf(&codes, "%s%s", codes.length ? " " : "", place_code(task->arena, &place));
	}
	form_set(task->form, "place_codes", buf_text(&codes));
	return rc;
}

static void tell_fault(struct task *task, int rc, const struct place *choices, size_t count)
{
	struct form *form = task->form;
	const char *known = count ? territories_text(task, choices, count) : NULL;
	if (rc == ERR_DATA)
		form_fault(form, "place",
			   phrase_with(task->arena, "fault.place_ambiguous", "choices", known, NULL));
	else if (known)
		form_fault(form, "place",
			   phrase_with(task->arena, "fault.place_postal_code", "choices", known, NULL));
	else
		form_fault(form, "place", phrase("fault.place_unknown"));
}

/* A street before the town, or a second town: "12 rue de la République, 69002 Lyon". */
static bool has_street(const char *written)
{
	return written && strpbrk(written, ",\n");
}

int task_place_words(struct task *task, const struct place *place, const char *written, const char **out,
		     struct err *err)
{
	char *words = NULL;
	int rc = has_street(written) ? OK : place_in_words(task->db, task->arena, place, &words, err);
	*out = words && *words ? words : written ? written : "";
	return rc;
}

static int find_place(struct task *task, struct place *out, struct err *err)
{
	struct form *form = task->form;
	const char *list = form->kind == KIND_OFFER ? form_get(form, "place_list") : NULL;
	memset(out, 0, sizeof *out);
	if (!form_field(form, "place") || !form_get(form, "place"))
		return OK;
	struct place_query query = {
	    .insee = form_get(form, "place_insee"),
	    .postal_code = form_get(form, "place_postal_code"),
	    .name = form_get(form, "place_name"),
	    .department = form_get(form, "place_department"),
	    .district = form_get(form, "place_district"),
	};
	struct place_query spelled = query;
	struct place *choices = NULL, *ignored;
	size_t count = 0, ignored_count;
	int rc = resolve(task, &query, out, &choices, &count, err);
	if (rc == ERR_NOT_FOUND && (spelled.name = with_sur(task->arena, query.name)) &&
	    !resolve(task, &spelled, out, &ignored, &ignored_count, err))
		return OK;
	if (rc == ERR_NOT_FOUND && list) {
		int rc_several = resolve_several(task, list, out, err);
		if (rc_several != ERR_NOT_FOUND)
			return rc_several;
	}
	if (rc != ERR_DATA && rc != ERR_NOT_FOUND)
		return rc;
	memset(out, 0, sizeof *out);
	tell_fault(task, rc, choices, count);
	return OK;
}

/* For several places without a common one, the sender's words are best. */
int task_place(struct task *task, struct place *out, struct err *err)
{
	const char *words;
	int rc = find_place(task, out, err);
	if (rc || !out->label)
		return rc;
	rc = task_place_words(task, out, form_field(task->form, "place")->read, &words, err);
	if (!rc && !form_get(task->form, "place_codes"))
		form_set(task->form, "place_words", words);
	return rc;
}

/* Appends it unless it is among the first `known`. */
static void append(struct arena *arena, struct contact_list *list, const struct contact *contact,
		   size_t known)
{
	for (size_t i = 0; i < known; i++)
		if (list->rows[i].id == contact->id)
			return;
	if (list->count >= list->capacity) {
		size_t capacity = list->count < 8 ? 16 : 2 * list->count;
		list->rows = arena_grow(arena, list->rows, list->count * sizeof *list->rows,
					capacity * sizeof *list->rows);
		list->capacity = capacity;
	}
	list->rows[list->count++] = *contact;
}

int list_contact(struct arena *arena, struct contact_list *list, const struct contact *contact)
{
	append(arena, list, contact, list->count);
	return OK;
}

void list_leave_out(struct contact_list *list, int64_t contact)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (list->rows[i].id != contact)
			list->rows[kept++] = list->rows[i];
	list->count = kept;
}

void audience_of_place(struct task *task, const struct place *place, struct audience *audience)
{
	if (place->insee || place->postal_code)
		audience->holds = place;
	else
		audience->overlaps = place_code(task->arena, place);
}

int task_audience(struct task *task, const struct audience *audience, struct contact_list *list,
		  struct err *err)
{
	struct contact *found;
	size_t count, known = list->count; /* thousands of contacts, each organisation named once */
	int rc = contacts_for(task->db, task->arena, audience, &found, &count, err);
	if (rc || !count)
		return rc;
	for (size_t i = 0; i < count; i++)
		append(task->arena, list, &found[i], known);
	return OK;
}

struct staff {
	int64_t organisation;
	const char *name; /* display name for the reader */
	int64_t people;
};

static struct staff *staff_of(struct list *all, const struct contact *contact)
{
	struct staff *known = all->items;
	/* Contacts are sorted by organisation, so check the last one first. */
	for (size_t i = all->count; i > 0; i--)
		if (known[i - 1].organisation == contact->organisation_id &&
		    !strcmp(known[i - 1].name, contact->organisation))
			return &known[i - 1];
	struct staff *staff = list_add(all);
	*staff = (struct staff){contact->organisation_id, contact->organisation, 0};
	return staff;
}

json_t *present_organisations(struct arena *arena, const struct contact_list *list)
{
	struct list all = {.arena = arena, .size_bytes = sizeof(struct staff)};
	json_t *organisations = json_array();
	for (size_t i = 0; i < list->count; i++)
		staff_of(&all, &list->rows[i])->people++;
	const struct staff *staff = all.items;
	for (size_t i = 0; i < all.count; i++)
		json_array_append_new(organisations, json_pack("{ss ss}", "name", staff[i].name, "people",
							       present_people(arena, staff[i].people)));
	return organisations;
}

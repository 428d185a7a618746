#include "diffusion.h"

#include "base/text.h"
#include "regional.h"
#include "territories.h"

/* Codes of the offer's own places carry this mark, and are replaced when the place changes. */
static const char OWN = '@';

static bool is_code(const char *word)
{
	return (*word >= 'A' && *word <= 'Z') || *word == OWN;
}

/* The marked codes of several places; kinds in the list stay. */
static void add_places(struct task *task, struct buf *codes, const char *places)
{
	for (const char *at = places; *at;)
		buf_printf(codes, "%s%c%s", codes->length ? " " : "", OWN, text_next_word(task->arena, &at));
}

void diffusion_follow_place(struct task *task, struct offer *offer)
{
	const char *places = form_get(task->form, "place_codes"), *before = offer->diffusion;
	struct buf kept = {.arena = task->arena};
	bool has_codes = false;
	if (!form_field(task->form, "place"))
		return;
	for (const char *at = before ? before : ""; *at;) {
		const char *word = text_next_word(task->arena, &at);
		if (*word == OWN)
			continue;
		has_codes |= is_code(word);
		buf_printf(&kept, "%s%s", kept.length ? " " : "", word);
	}
	if (places && !has_codes)
		add_places(task, &kept, places);
	offer->diffusion = kept.length ? buf_text(&kept) : NULL;
}

int diffusion_settle(struct task *task, struct err *err)
{
	const char *codes;
	if (!form_get(task->form, "targets"))
		return OK;
	int rc = territories_settle(task, "targets", &codes, err);
	if (!rc)
		form_set(task->form, "targets_codes", codes);
	return rc;
}

static bool names_type(const char *targets, enum organisation_type type)
{
	return targets && text_has_word(targets, organisation_type_name(type));
}

static bool has_codes(struct arena *arena, const char *targets)
{
	bool found = false;
	for (const char *at = targets ? targets : ""; *at && !found;)
		found = is_code(text_next_word(arena, &at));
	return found;
}

/* A written `Diffusion` replaces the codes of the offer's own places. */
static bool is_chosen(struct arena *arena, const char *targets)
{
	bool found = false;
	for (const char *at = targets ? targets : ""; *at && !found;)
		found = *text_next_word(arena, &at) != OWN;
	return found;
}

enum {
	CNML_SIDE = 1u << ORGANISATION_CNML | 1u << ORGANISATION_ASSOCIATION_REGIONALE |
		    1u << ORGANISATION_MISSION_LOCALE
};

int diffusion_find(struct task *task, const struct offer *offer, const struct place *place,
		   struct contact_list *out, struct err *err)
{
	const char *targets = offer->diffusion;
	struct audience audience = {.list = "offres"};
	bool names_types = false;
	int rc = OK;
	if (has_codes(task->arena, targets))
		audience.overlaps = targets;
	else
		audience_of_place(task, place, &audience);
	for (int type = ORGANISATION_ANY + 1; type < ORGANISATION_TYPES; type++)
		names_types |= names_type(targets, (enum organisation_type)type);
	for (int type = ORGANISATION_ANY + 1; !rc && type < ORGANISATION_TYPES; type++) {
		bool is_usual =
		    type == ORGANISATION_MISSION_LOCALE || type == ORGANISATION_ASSOCIATION_REGIONALE;
		if (names_types ? !names_type(targets, (enum organisation_type)type) : !is_usual)
			continue;
		audience.type = (enum organisation_type)type;
		rc = task_audience(task, &audience, out, err);
	}
	if (!rc && !out->count)
		rc = task_audience(task, &(struct audience){.type = ORGANISATION_CNML, .list = "offres"}, out,
				   err);
	return rc || is_chosen(task->arena, targets)
		   ? rc
		   : regional_routes(task, place->region, "offres", CNML_SIDE, out, err);
}

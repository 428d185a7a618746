#include "kind/settings.h"

#include "base/phrases.h"
#include "base/text.h"
#include "handle/present.h"
#include "kind/series.h"

static json_t *names_of(struct task *task, const char *lists)
{
	json_t *names = json_array();
	for (const char *at = lists; *at;)
		json_array_append_new(
		    names, json_pack("{ss}", "name", phrase_of("list", text_next_word(task->arena, &at))));
	return names;
}

static int territory_words(struct task *task, const char *codes, const char **out, struct err *err)
{
	struct buf words = {.arena = task->arena};
	int rc = OK;
	for (const char *at = codes; !rc && *at;) {
		const char *code = text_next_word(task->arena, &at);
		struct place place;
		char *name = NULL;
		if ((rc = places_by_code(task->db, task->arena, code, &place, err)) ||
		    (rc = place_in_words(task->db, task->arena, &place, &name, err)))
			break;
		buf_printf(&words, "%s%s", words.length ? ", " : "",
			   !strcmp(code, "FR") ? phrase("territory.nation") : name);
	}
	*out = words.length ? buf_text(&words) : "";
	return rc;
}

/* When the next digest is sent to a digest reader. */
static const char *next_digest(struct task *task, const struct settings *settings)
{
	const struct series *digest =
	    !strcmp(settings->frequency, "hebdomadaire") ? &SERIES_DIGEST_WEEKLY : &SERIES_DIGEST_DAILY;
	if (!text_has_word(settings->lists, "offres") || !strcmp(settings->frequency, "immediat"))
		return "";
	return date_french(task->arena, series_next(digest, task->now));
}

int settings_present(struct task *task, json_t *data, const struct settings *settings, struct err *err)
{
	const char *places;
	int rc = territory_words(task, settings->territories, &places, err);
	if (rc)
		return rc;
	present_list(data, "organisations", names_of(task, settings->lists));
	json_object_set_new(data, "is_none", json_boolean(!*settings->lists));
	json_object_set_new(data, "has_offers", json_boolean(text_has_word(settings->lists, "offres")));
	json_object_set_new(data, "frequency", json_string(phrase_of("frequency", settings->frequency)));
	json_object_set_new(data, "next_digest", json_string(next_digest(task, settings)));
	json_object_set_new(data, "territories", json_string(places));
	return OK;
}

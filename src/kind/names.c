#include "kind/names.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/offers.h"

/* The offer whose employer must not be named; ref NULL: none. */
static int hidden_offer(struct task *task, const struct naming *naming, struct offer *offer,
			struct contact *author, struct err *err)
{
	*offer = (struct offer){0};
	if (!naming->offer)
		return OK;
	int rc = offer_get(task->db, task->arena, naming->offer, offer, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, offer->sender, author, err);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static bool is_hidden(const struct naming *naming, const struct offer *offer)
{
	return offer->ref && offer->is_company_hidden && naming->reader != ORGANISATION_IMS;
}

int name_of(struct task *task, const struct naming *naming, int64_t organisation, const char *name,
	    const char **out, struct err *err)
{
	struct offer offer;
	struct contact author = {0};
	int rc = hidden_offer(task, naming, &offer, &author, err);
	bool is_employer = organisation == author.organisation_id && author.type == ORGANISATION_ENTREPRISE;
	*out = is_hidden(naming, &offer) && is_employer ? phrase("note.employer") : name;
	return rc;
}

int name_of_address(struct task *task, const struct naming *naming, const char *email, const char **out,
		    struct err *err)
{
	struct offer offer;
	struct contact author = {0};
	int64_t organisation;
	char *name;
	int rc = hidden_offer(task, naming, &offer, &author, err);
	if (rc)
		return rc;
	bool is_contact = offer.ref && offer.contact && text_equal_ascii(email, offer.contact);
	rc = organisation_of_address(task->db, task->arena, email, &organisation, &name, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	if (is_hidden(naming, &offer) && (is_contact || rc))
		*out = phrase("note.employer");
	else if (rc)
		*out = offer.company ? offer.company : phrase("name.outside");
	else
		return name_of(task, naming, organisation, name, out, err);
	return OK;
}

static bool holds(const json_t *list, const char *name)
{
	size_t i;
	json_t *row;
	json_array_foreach(list, i, row)
	{
		if (!strcmp(json_string_value(json_object_get(row, "name")), name))
			return true;
	}
	return false;
}

int names_of(struct task *task, const struct naming *naming, const struct letter_recipient *people,
	     size_t count, json_t **out, struct err *err)
{
	json_t *list = json_array();
	int rc = OK;
	json_array_append_new(task->garbage, list);
	for (size_t i = 0; !rc && i < count; i++) {
		const char *name;
		rc = name_of_address(task, naming, people[i].email, &name, err);
		if (!rc && !holds(list, name))
			json_array_append_new(list, json_pack("{ss}", "name", name));
	}
	*out = list;
	return rc;
}

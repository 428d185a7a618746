/* The readers of a call (agreement Art. 2 and 3, specification section 7). */
#include "calls.h"

enum {
	IMS_SIDE = 1u << ORGANISATION_IMS | 1u << ORGANISATION_ANTENNE,
	CNML = 1u << ORGANISATION_CNML,
	ALL = ~0u,
};

/* Sponsorships go to companies; a speaker is asked of the other side. */
static const struct {
	bool is_speaker;
	unsigned askers; /* bits 1 << enum organisation_type */
	enum organisation_type told;
	bool by_territory; /* only those whose territory contains the place */
} AUDIENCES[] = {
    {false, ALL, ORGANISATION_ENTREPRISE, true}, {false, ALL, ORGANISATION_ANTENNE, true},
    {false, ALL, ORGANISATION_IMS, false},	 {true, IMS_SIDE, ORGANISATION_MISSION_LOCALE, true},
    {true, IMS_SIDE, ORGANISATION_CNML, false},	 {true, CNML, ORGANISATION_IMS, false},
    {true, CNML, ORGANISATION_ANTENNE, true},
};

int call_readers(struct task *task, const struct call *call, enum organisation_type asker, const char *list,
		 struct contact_list *out, struct err *err)
{
	bool is_speaker = !strcmp(call->kind, "speaker");
	const struct place place = call_place(call);
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(AUDIENCES); i++) {
		struct audience audience = {.type = AUDIENCES[i].told,
					    .list = list,
					    .holds = AUDIENCES[i].by_territory ? &place : NULL};
		if (AUDIENCES[i].is_speaker == is_speaker && AUDIENCES[i].askers & 1u << asker)
			rc = task_audience(task, &audience, out, err);
	}
	return rc;
}

int call_observers(struct task *task, const struct call *call, struct contact_list *out, struct err *err)
{
	const struct place place = call_place(call);
	struct audience audience = {
	    .type = ORGANISATION_ASSOCIATION_REGIONALE, .list = call_list(call), .holds = &place};
	size_t kept = 0;
	int rc = task_audience(task, &audience, out, err);
	for (size_t i = 0; i < out->count; i++)
		if (out->rows[i].id != call->asker)
			out->rows[kept++] = out->rows[i];
	out->count = kept;
	return rc;
}

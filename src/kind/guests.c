#include "guests.h"

#include "base/text.h"
#include "regional.h"
#include "targets.h"

static const char LIST[] = "evenements";

/* The organiser's kind, the kinds it invites, and whether only those that cover the place. */
static const struct {
	enum organisation_type organiser, told;
	bool by_territory;
} AUDIENCES[] = {
    {ORGANISATION_IMS, ORGANISATION_MISSION_LOCALE, true},
    {ORGANISATION_ANTENNE, ORGANISATION_MISSION_LOCALE, true},
    {ORGANISATION_ENTREPRISE, ORGANISATION_MISSION_LOCALE, true},
    {ORGANISATION_MISSION_LOCALE, ORGANISATION_ENTREPRISE, true},
    {ORGANISATION_MISSION_LOCALE, ORGANISATION_IMS, false},
    {ORGANISATION_MISSION_LOCALE, ORGANISATION_ANTENNE, true},
    {ORGANISATION_ASSOCIATION_REGIONALE, ORGANISATION_ENTREPRISE, true},
    {ORGANISATION_ASSOCIATION_REGIONALE, ORGANISATION_IMS, false},
    {ORGANISATION_ASSOCIATION_REGIONALE, ORGANISATION_ANTENNE, true},
    {ORGANISATION_CNML, ORGANISATION_IMS, false},
};

/* The guests when no mission locale covers the place, as for offers. */
static int instead_of_missions(struct task *task, const struct place *place, struct contact_list *out,
			       struct err *err)
{
	struct audience region = {.type = ORGANISATION_ASSOCIATION_REGIONALE, .list = LIST, .holds = place};
	int rc = task_audience(task, &region, out, err);
	if (rc || out->count)
		return rc;
	return task_audience(task, &(struct audience){.type = ORGANISATION_CNML, .list = LIST}, out, err);
}

static int by_rule(struct task *task, enum organisation_type organiser, const struct place *place,
		   struct contact_list *out, struct err *err)
{
	bool tells_missions = false;
	unsigned types = 0;
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(AUDIENCES); i++) {
		if (AUDIENCES[i].organiser != organiser)
			continue;
		struct audience audience = {.type = AUDIENCES[i].told,
					    .list = LIST,
					    .holds = AUDIENCES[i].by_territory ? place : NULL};
		types |= 1u << AUDIENCES[i].told;
		tells_missions |= AUDIENCES[i].told == ORGANISATION_MISSION_LOCALE;
		rc = task_audience(task, &audience, out, err);
	}
	if (!rc && !out->count && tells_missions)
		rc = instead_of_missions(task, place, out, err);
	return rc ? rc : regional_routes(task, place->region, LIST, types, out, err);
}

int guests_of(struct task *task, const struct event *event, const struct place *place,
	      struct contact_list *out, struct err *err)
{
	struct contact announcer;
	int rc = contact_by_id(task->db, task->arena, event->sender, &announcer, err);
	if (rc)
		return rc;
	rc = text_is_blank(event->targets) ? by_rule(task, announcer.type, place, out, err)
					   : targets_find(task, event->targets, LIST, out, err);
	list_leave_out(out, event->sender);
	return rc;
}

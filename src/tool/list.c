#include "../config.h"
#include "print.h"
#include "tool.h"

static const struct {
	const char *name, *view;
	const char *columns;	 /* shown in the table */
	const char *outcomes[2]; /* of the messages that count, NULL for all */
} LISTS[] = {
    {"offers", "offers", "ref status title company place contract openings deadline", {NULL}},
    {"candidates", "candidates", "ref status offer mission_locale scope minor level", {NULL}},
    {"events", "events", "ref status type title starts_at place capacity organiser", {NULL}},
    {"letters", "letters", "id template recipient subject status attempts about last_reply", {NULL}},
    {"messages", "messages", "id received_at sender subject kind outcome ref reason", {NULL}},
    {"quarantine", "messages", "id received_at sender subject outcome reason", {"quarantined", "held"}},
    {"contacts", "contacts", NULL, {NULL}},
    {"consents", "consents", NULL, {NULL}},
    {"disclosures", "disclosures", "id candidate consent recipient at", {NULL}},
    {"outcomes", "outcomes", NULL, {NULL}},
    {"outcome_counts", "outcome_counts", NULL, {NULL}},
    {"attendances", "attendances", NULL, {NULL}},
    {"mailings", "mailings", NULL, {NULL}},
    {"articles", "articles", "ref status title author submitted_at newsletter", {NULL}},
    {"approvals", "approvals", NULL, {NULL}},
};
enum { LIST_COUNT = ARRAY_SIZE(LISTS) };

static int explain_kinds(struct program *program, struct err *err)
{
	struct buf names = {.arena = program->arena};
	for (size_t i = 0; i < LIST_COUNT; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", LISTS[i].name);
	return err_set(err, ERR_USAGE, "list: KIND is one of %s", buf_text(&names));
}

static int parse(struct program *program, enum print_format *format, const char **name, struct err *err)
{
	for (int i = 1; i < program->argc; i++) {
		if (!strcmp(program->argv[i], "--json"))
			*format = PRINT_JSON;
		else if (!strcmp(program->argv[i], "--csv"))
			*format = PRINT_CSV;
		else if (!**name && *program->argv[i] != '-')
			*name = program->argv[i];
		else
			return program_usage(program, err);
	}
	return **name ? OK : program_usage(program, err);
}

static int open_register(struct program *program, struct db **db, struct err *err)
{
	struct config config;
	int rc = program_config(program, &config, err);
	return rc ? rc : db_open(db, config.database, DB_READ, err);
}

int cmd_list(struct program *program, struct err *err)
{
	enum print_format format = PRINT_TABLE;
	const char *name = "";
	struct db *db;
	int rc = parse(program, &format, &name, err);
	if (rc)
		return rc;
	size_t i = 0;
	while (i < LIST_COUNT && strcmp(LISTS[i].name, name))
		i++;
	if (i == LIST_COUNT)
		return explain_kinds(program, err);
	if ((rc = open_register(program, &db, err)))
		return rc;
	struct print_source sources[2] = {{LISTS[i].view, NULL, NULL}};
	size_t count = 0;
	for (; count < 2 && LISTS[i].outcomes[count]; count++)
		sources[count] = (struct print_source){LISTS[i].view, "outcome", LISTS[i].outcomes[count]};
	rc = print_rows(db, program->arena, sources, count ? count : 1, LISTS[i].columns, format, err);
	db_close(&db);
	return rc;
}

enum { MORE = 4 };

/* A record's view by its reference's prefix, and what else belongs to it. */
static const struct {
	const char *prefix, *view, *key;
	struct {
		const char *view, *key, *columns;
	} more[MORE];
} RECORDS[] = {
    {"OFF-",
     "offers",
     "ref",
     {{"letters", "about", "id template recipient status sent_at last_reply"},
      {"candidates", "offer", "ref status mission_locale"},
      {"offer_answers", "offer", "nobody_available"},
      {"outcome_counts", "offer", "mission_locale candidates interview hired rejected"}}},
    {"CAN-",
     "candidates",
     "ref",
     {{"consents", "candidate", "id event at collected_by scope expires_on"},
      {"disclosures", "candidate", "id consent recipient at"},
      {"outcomes", "candidate", "outcome date sender current"},
      {"letters", "about", "id template recipient status sent_at last_reply"}}},
    {"EVT-",
     "events",
     "ref",
     {{"attendance_counts", "event", "answer contacts participants"},
      {"attendances", "event", "contact answer participants answered_at comment"},
      {"event_mailings", "event", "kind due_at recipients status reason"},
      {"letters", "about", "id template recipient status sent_at last_reply"}}},
    {"ART-",
     "articles",
     "ref",
     {{"approvals", "about", "contact side answer text answered_at"},
      {"letters", "about", "id template recipient status sent_at last_reply"}}},
    {"", "messages", "id", {{NULL, NULL, NULL}}},
};

static int show(struct program *program, struct db *db, const char *ref, enum print_format format,
		struct err *err)
{
	size_t i = 0;
	bool found;
	while (strncmp(ref, RECORDS[i].prefix, strlen(RECORDS[i].prefix)))
		i++;
	struct print_source record = {RECORDS[i].view, RECORDS[i].key, ref};
	int rc = print_record(db, program->arena, &record, format, &found, err);
	if (rc || !found)
		return rc ? rc : err_set(err, ERR_DATA, "%s: no such record", ref);
	for (size_t m = 0; !rc && format == PRINT_TABLE && m < MORE && RECORDS[i].more[m].view; m++) {
		struct print_source source = {RECORDS[i].more[m].view, RECORDS[i].more[m].key, ref};
		printf("\n%s\n", source.view);
		rc = print_rows(db, program->arena, &source, 1, RECORDS[i].more[m].columns, format, err);
	}
	return rc;
}

int cmd_show(struct program *program, struct err *err)
{
	enum print_format format = PRINT_TABLE;
	const char *ref = "";
	struct db *db;
	int rc;
	if ((rc = parse(program, &format, &ref, err)) || (rc = open_register(program, &db, err)))
		return rc;
	rc = show(program, db, ref, format, err);
	db_close(&db);
	return rc;
}

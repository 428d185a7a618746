#include "handle/dispatch.h"

#include "base/io.h"
#include "base/log.h"
#include "db/dispatches.h"
#include "engine.h"

#include <poll.h>
#include <stdlib.h>

enum {
	SLICE_MS = 40,	   /* longest time that one slice locks the register */
	GAP_MS = 3,	   /* pause between slices: waiting processes poll every half millisecond */
	MOST_FAILURES = 3, /* attempts to make one letter, then it is given up */
};

/* --- The stored draft --- */

static json_t *invitation_json(const struct invitation *invitation)
{
	if (!invitation)
		return json_null();
	return json_pack("{ss ss si sI sI ss s:s? s:s? s:s?}", "method", invitation->method, "uid",
			 invitation->uid, "sequence", invitation->sequence, "starts_at",
			 (json_int_t)invitation->starts_at, "ends_at", (json_int_t)invitation->ends_at,
			 "summary", invitation->summary, "location", invitation->location, "description",
			 invitation->description, "organiser", invitation->organiser_name);
}

/* A file of text. */
static json_t *enclosure_json(const struct enclosure *enclosure)
{
	if (!enclosure)
		return json_null();
	return json_pack("{ss ss ss%}", "name", enclosure->name, "type", enclosure->type, "content",
			 (const char *)enclosure->content.data, enclosure->content.length);
}

static json_t *draft_json(const struct draft *draft)
{
	return json_pack("{ss sO s:s? ss s:s? ss s:s? so so}", "template", draft->template, "data",
			 draft->data, "about", draft->about, "invites", kind_name(draft->invites), "thread",
			 draft->thread, "occasion", draft->occasion, "list", draft->list, "invitation",
			 invitation_json(draft->invitation), "enclosure", enclosure_json(draft->enclosure));
}

static const char *member(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static time_t time_member(const json_t *object, const char *key)
{
	return (time_t)json_integer_value(json_object_get(object, key));
}

static const struct invitation *read_invitation(struct arena *arena, const json_t *object)
{
	if (!json_is_object(object))
		return NULL;
	struct invitation *invitation = arena_alloc(arena, sizeof *invitation);
	*invitation = (struct invitation){
	    .method = member(object, "method"),
	    .uid = member(object, "uid"),
	    .sequence = (int)json_integer_value(json_object_get(object, "sequence")),
	    .starts_at = time_member(object, "starts_at"),
	    .ends_at = time_member(object, "ends_at"),
	    .summary = member(object, "summary"),
	    .location = member(object, "location"),
	    .description = member(object, "description"),
	    .organiser_name = member(object, "organiser"),
	};
	return invitation;
}

static const struct enclosure *read_enclosure(struct arena *arena, const json_t *object)
{
	if (!json_is_object(object))
		return NULL;
	struct enclosure *enclosure = arena_alloc(arena, sizeof *enclosure);
	*enclosure = (struct enclosure){.name = member(object, "name"),
					.type = member(object, "type"),
					.content = bytes_of(member(object, "content"))};
	return enclosure;
}

/* The result lives as long as the object. */
static struct draft read_draft(struct arena *arena, const json_t *object)
{
	return (struct draft){
	    .template = member(object, "template"),
	    .data = json_object_get(object, "data"),
	    .about = member(object, "about"),
	    .invites = kind_by_name(member(object, "invites")),
	    .thread = member(object, "thread"),
	    .occasion = member(object, "occasion"),
	    .list = member(object, "list"),
	    .invitation = read_invitation(arena, json_object_get(object, "invitation")),
	    .enclosure = read_enclosure(arena, json_object_get(object, "enclosure")),
	};
}

/* --- The decision --- */

/* Rendering changes a letter's data, so each reader gets a copy. */
static int emit_to(struct task *task, const struct draft *common, const struct reader_of *reader,
		   struct err *err)
{
	struct draft draft = *common;
	draft.data = json_copy(common->data);
	json_array_append_new(task->garbage, draft.data);
	if (reader->own)
		json_object_update(draft.data, reader->own);
	draft.to_email = reader->email;
	draft.to_name = reader->name;
	draft.contact = reader->contact;
	bool any = true;
	int rc = task->options->complete_for_reader
		     ? task->options->complete_for_reader(task, &draft, &any, err)
		     : OK;
	return rc || !any ? rc : task_emit(task, &draft, err);
}

/* "[3,null]": the reader in the form for dispatch_add. */
static void add_reader(struct buf *rows, const struct reader_of *reader)
{
	char *own = reader->own ? json_dumps(reader->own, JSON_COMPACT) : NULL;
	buf_printf(rows, "%c[%lld,%s]", rows->length ? ',' : '[', (long long)reader->contact,
		   own ? own : "null");
	free(own);
}

static int keep(struct task *task, const struct draft *draft, const struct reader_of *readers, size_t count,
		struct err *err)
{
	json_t *object = draft_json(draft);
	char *text = object ? json_dumps(object, JSON_COMPACT) : NULL;
	struct buf rows = {.arena = task->arena};
	int rc = text ? OK : err_set(err, ERR_INTERNAL, "a letter to many can't be kept as JSON");
	for (size_t i = 0; !rc && i < count; i++) {
		if (readers[i].contact)
			add_reader(&rows, &readers[i]);
		else
			rc = emit_to(task, draft, &readers[i], err);
	}
	buf_adds(&rows, rows.length ? "]" : "[]");
	if (!rc)
		rc = dispatch_add(task->db, text, buf_text(&rows), err);
	task->dispatches = true;
	free(text);
	json_decref(object);
	return rc;
}

int task_emit_each(struct task *task, const struct draft *draft, const struct reader_of *readers,
		   size_t count, struct err *err)
{
	struct draft common = *draft;
	bool may;
	int rc = OK;
	task_complete(task, &common);
	if (count > DISPATCH_AT_ONCE && !task->is_dry_run) {
		rc = task_spend(task, &common, &may, err);
		return rc ? rc : keep(task, &common, readers, count, err);
	}
	for (size_t i = 0; !rc && i < count; i++)
		rc = emit_to(task, &common, &readers[i], err);
	return rc;
}

/* --- The slices --- */

/* Contacts that have left the directory have no row left here, or task_emit sends them nothing. */
static int make_letter(struct task *task, const struct dispatch *dispatch, const struct draft *common,
		       const struct dispatch_reader *row, struct err *err)
{
	struct contact contact;
	struct reader_of reader = {.contact = row->contact};
	int rc = contact_by_id(task->db, task->arena, row->contact, &contact, err);
	if (!rc) {
		reader.email = contact.email;
		reader.name = contact.name;
		reader.own = row->own ? json_loads(row->own, 0, NULL) : NULL;
		rc = emit_to(task, common, &reader, err);
		json_decref(reader.own);
	}
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	return dispatch_told(task->db, dispatch->id, row->position, err);
}

/* Makes letters until the time is over, each in a scratch arena of its own. *left: some are left. */
static int make_letters(struct handle *handle, const struct dispatch *dispatch, const struct draft *common,
			bool *left, struct err *err)
{
	long long until_ms = io_now_ms() + SLICE_MS;
	int rc;
	do {
		struct arena *scratch = arena_new();
		struct task task = task_start(handle, scratch);
		struct dispatch_reader reader;
		rc = dispatch_next_reader(handle->db, scratch, dispatch->id, &reader, err);
		*left = !rc;
		if (!rc)
			rc = make_letter(&task, dispatch, common, &reader, err);
		task_end(&task);
		arena_free(&scratch);
	} while (!rc && !dispatch->failures && io_now_ms() < until_ms);
	return rc == ERR_NOT_FOUND && !*left ? OK : rc;
}

static int slice(struct handle *handle, struct arena *arena, const struct dispatch *dispatch, struct err *err)
{
	json_t *object = json_loads(dispatch->draft, 0, NULL);
	struct draft common = read_draft(arena, object);
	bool left = false;
	int rc = db_begin(handle->db, err);
	if (!rc)
		rc = make_letters(handle, dispatch, &common, &left, err);
	if (!rc && !left)
		rc = dispatch_end(handle->db, dispatch->id, err);
	if (!rc && dispatch->failures)
		rc = dispatch_forgive(handle->db, dispatch->id, err);
	if (!rc)
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	json_decref(object);
	return rc;
}

int dispatch_failed(struct handle *handle, int64_t id, const char *why, struct err *err)
{
	struct arena *arena = arena_new();
	struct dispatch_reader reader = {0};
	int failures = 0;
	int rc = db_begin(handle->db, err);
	if (!rc && !(rc = dispatch_count_failure(handle->db, id, &failures, err)) &&
	    failures > MOST_FAILURES && !(rc = dispatch_next_reader(handle->db, arena, id, &reader, err)) &&
	    !(rc = dispatch_told(handle->db, id, reader.position, err)))
		rc = dispatch_forgive(handle->db, id, err);
	if (!rc)
		rc = db_commit(handle->db, err);
	db_rollback(handle->db);
	arena_free(&arena);
	if (!rc)
		log_event(LOG_LEVEL_ERROR, "dispatch.failed", "id=%lld contact=%lld failures=%d what=\"%s\"",
			  (long long)id, (long long)reader.contact, failures, why);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

int dispatch_slice(struct handle *handle, bool *did, struct err *err)
{
	struct arena *arena = arena_new();
	struct dispatch dispatch;
	struct err fault = {0};
	int rc = dispatch_next(handle->db, arena, &dispatch, &fault);
	*did = !rc;
	if (!rc) {
		take_in_hand(handle, -dispatch.id);
		rc = slice(handle, arena, &dispatch, &fault);
		take_in_hand(handle, 0);
		poll(NULL, 0, GAP_MS);
		if (rc && !is_outside(rc))
			rc = dispatch_failed(handle, dispatch.id, fault.text, &fault);
	}
	arena_free(&arena);
	return rc && rc != ERR_NOT_FOUND ? err_set(err, rc, "%s", fault.text) : OK;
}

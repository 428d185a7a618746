/* Moving messages to our folders, and erasing them. */
#include "imap.h"

#include "base/log.h"
#include "uids.h"

enum { ANSWER_BYTES = 128 }; /* allowance per message in the answer: COPYUID, EXPUNGE, an unsolicited FETCH */

static int mark_deleted(struct imap *imap, struct mailimap_set *set, size_t count, struct err *err)
{
	struct mailimap_flag_list *flags = mailimap_flag_list_new_empty();
	struct mailimap_flag *deleted = mailimap_flag_new_deleted();
	struct mailimap_store_att_flags *store = NULL;
	int result = MAILIMAP_ERROR_MEMORY;

	if (flags && deleted && !mailimap_flag_list_add(flags, deleted))
		store = mailimap_store_att_flags_new_add_flags_silent(flags);
	imap_begin(imap, IMAP_TEXT_BYTES + count * ANSWER_BYTES);
	if (store) {
		result = mailimap_uid_store(imap->session, set, store);
		mailimap_store_att_flags_free(store);
	}
	return imap_result(imap, result, "STORE", err);
}

static bool is_marked_by_us(const struct imap *imap, uint32_t uid)
{
	const uint32_t *ours = imap->marked.items;

	for (size_t i = 0; i < imap->marked.count; i++)
		if (ours[i] == uid)
			return true;
	return false;
}

/* Keeps what was marked in the selected mailbox apart from what others mark. */
static void remember_marked(struct imap *imap, const struct uid_slot *slots, size_t count)
{
	if (imap->marked_mailbox != imap->selected || imap->marked_uidvalidity != imap->selected_uidvalidity)
		imap->marked.count = 0;
	imap->marked_mailbox = imap->selected;
	imap->marked_uidvalidity = imap->selected_uidvalidity;
	for (size_t i = 0; i < count; i++)
		if (!is_marked_by_us(imap, slots[i].uid))
			*(uint32_t *)list_add(&imap->marked) = slots[i].uid;
}

/* Without UIDPLUS, EXPUNGE removes all marked messages: allowed when all marks are ours. Some of ours may be
 * of a run that was killed before its EXPUNGE, and are marked again one by one. */
static int expunge_if_alone(struct imap *imap, bool *left, struct err *err)
{
	struct mailimap_search_key *deleted = mailimap_search_key_new_all();
	struct arena *scratch = arena_new();
	uint32_t *marked;
	size_t count;
	int rc;

	if (deleted)
		deleted->sk_type = MAILIMAP_SEARCH_KEY_DELETED; /* like ALL, it has no operand */
	rc = imap_search(imap, scratch, deleted, NULL, &marked, &count, err);
	for (size_t i = 0; i < count && !rc && !*left; i++)
		*left = !is_marked_by_us(imap, marked[i]);
	if (!rc && !*left) {
		imap_begin(imap, IMAP_TEXT_BYTES + count * ANSWER_BYTES);
		rc = imap_result(imap, mailimap_expunge(imap->session), "EXPUNGE", err);
		imap->marked.count = 0;
	}
	arena_free(&scratch);
	return rc;
}

/* Marks the set of these slots \Deleted and expunges exactly these messages. *left: that was not possible;
 * they are only marked. */
static int delete_set(struct imap *imap, struct mailimap_set *set, const struct uid_slot *slots, size_t count,
		      bool *left, struct err *err)
{
	int rc = mark_deleted(imap, set, count, err);

	if (rc)
		return rc;
	if (!imap->has_uidplus) {
		remember_marked(imap, slots, count);
		return expunge_if_alone(imap, left, err);
	}
	imap_begin(imap, IMAP_TEXT_BYTES + count * ANSWER_BYTES);
	return imap_result(imap, mailimap_uid_expunge(imap->session, set), "EXPUNGE", err);
}

/* A group of messages being filed into one folder. */
struct filing {
	struct imap *imap;
	struct arena *arena;
	const char *mailbox;   /* the target */
	struct folder *folder; /* NULL for the configured mailbox */
	const struct uid_slot *slots;
	size_t count;
	struct collect_place *where;
	uint32_t uidvalidity; /* of the COPYUID being read */
};

static void put_place(void *user, size_t index, uint32_t new_uid)
{
	struct filing *filing = user;
	struct collect_place *place = &filing->where[index];

	place->uidvalidity = filing->uidvalidity;
	place->uid = arena_printf(filing->arena, "%lu", (unsigned long)new_uid);
}

/* Reads every COPYUID of the last answer: a MOVE may have several (RFC 6851 section 4.3). */
static void read_places(struct filing *filing)
{
	const struct mailimap_response_info *info = filing->imap->session->imap_response_info;

	for (clistiter *i = clist_begin(info->rsp_extension_list); i; i = clist_next(i)) {
		const struct mailimap_extension_data *data = clist_content(i);
		const struct mailimap_uidplus_resp_code_copy *copy = data->ext_data;

		if (data->ext_extension != &mailimap_extension_uidplus ||
		    data->ext_type != MAILIMAP_UIDPLUS_RESP_CODE_COPY || !copy)
			continue;
		filing->uidvalidity = copy->uid_uidvalidity;
		uids_map(copy->uid_source_set, copy->uid_dest_set, filing->slots, filing->count, put_place,
			 filing);
	}
}

/* One MOVE, or COPY without MOVE; after a refusal, creates the folder and tries once more. */
static int transfer(struct filing *filing, struct mailimap_set *set, size_t count, struct err *err)
{
	struct imap *imap = filing->imap;
	struct err refusal;
	int rc;

	for (;;) {
		imap_begin(imap, IMAP_TEXT_BYTES + count * ANSWER_BYTES);
		rc = imap->has_move
			 ? imap_result(imap, mailimap_uid_move(imap->session, set, filing->mailbox), "MOVE",
				       &refusal)
			 : imap_result(imap, mailimap_uid_copy(imap->session, set, filing->mailbox), "COPY",
				       &refusal);
		if (rc != ERR_UNAVAILABLE || !filing->folder || filing->folder->created)
			break;
		rc = imap_create_folder(imap, filing->folder, err);
		if (rc)
			return rc;
	}
	if (rc && err)
		*err = refusal;
	return rc;
}

static int file_set(struct filing *filing, struct mailimap_set *set, size_t first, size_t count,
		    struct err *err)
{
	bool left = false;
	int rc = transfer(filing, set, count, err);

	if (rc)
		return rc;
	read_places(filing);
	if (filing->imap->has_move)
		return OK;
	rc = delete_set(filing->imap, set, filing->slots + first, count, &left, err);
	if (!rc && left)
		log_event(LOG_LEVEL_WARNING, "collect.left_deleted", "count=%zu reason=no-uidplus", count);
	return rc;
}

static int file_all(struct filing *filing, struct err *err)
{
	int rc = OK;

	for (size_t next = 0; next < filing->count && !rc;) {
		size_t before = next;
		struct mailimap_set *set = uids_next_set(filing->slots, filing->count, &next);

		if (!set)
			return err_set(err, ERR_TEMPORARY, "out of memory");
		rc = file_set(filing, set, before, next - before, err);
		mailimap_set_free(set);
	}
	return rc;
}

/* Selects the folder of the places; *gone: the places no longer exist. */
static int enter(struct imap *imap, const struct collect_place *place, const char *folder, bool *gone,
		 struct err *err)
{
	bool exists = false;
	int rc = imap_select_folder(imap, folder, &exists, err);

	*gone = !exists || place->uidvalidity != imap->selected_uidvalidity;
	return rc;
}

static size_t parse_places(const struct collect_place *from, size_t count, struct uid_slot *slots)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (uid_parse(from[i].uid, &slots[found].uid))
			slots[found++].index = i;
	uids_sort(slots, found);
	return found;
}

int imap_file(struct collect *collect, struct arena *arena, const struct collect_place *from, size_t count,
	      const char *from_folder, const char *folder, struct collect_place *where, struct err *err)
{
	struct imap *imap = collect->state;
	struct arena *scratch = arena_new();
	struct uid_slot *slots = arena_array(scratch, count, sizeof *slots);
	struct filing filing = {
	    .imap = imap, .arena = arena, .mailbox = imap->mailbox, .slots = slots, .where = where};
	bool gone = false;
	int rc = enter(imap, from, from_folder, &gone, err);

	if (!rc && !gone && folder) {
		rc = imap_find_folder(imap, folder, &filing.folder, err);
		if (!rc)
			filing.mailbox = filing.folder->mailbox;
	}
	if (!rc && !gone) {
		filing.count = parse_places(from, count, slots);
		rc = file_all(&filing, err);
	}
	arena_free(&scratch);
	return rc;
}

static int find_by_id(struct imap *imap, struct arena *arena, const char *message_id, uint32_t **uids,
		      size_t *count, struct err *err)
{
	/* libetpan frees both strings; it quotes non-atoms and escapes quotes and backslashes. */
	char *name = strdup("Message-ID");
	char *value = strdup(message_id);
	bool ascii = true;

	for (const char *c = message_id; *c; c++)
		ascii = ascii && (unsigned char)*c < 0x80;
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the key owns both */
	return imap_search(imap, arena, name && value ? mailimap_search_key_new_header(name, value) : NULL,
			   ascii ? NULL : "UTF-8", uids, count, err);
}

/* The messages in the selected mailbox that a place and a Message-ID identify. */
static int find_messages(struct imap *imap, struct arena *arena, const struct collect_place *place,
			 bool stale, const char *message_id, struct uid_slot **slots, size_t *count,
			 struct err *err)
{
	uint32_t uid, *uids = &uid;
	int rc = OK;

	*count = 1;
	if (stale || !uid_parse(place->uid, &uid)) {
		*count = 0;
		if (!message_id)
			return err_set(err, ERR_NOT_FOUND, "no UID that holds, nor a Message-ID to look for");
		rc = find_by_id(imap, arena, message_id, &uids, count, err);
	}
	*slots = arena_array(arena, *count, sizeof **slots);
	for (size_t i = 0; i < *count; i++)
		(*slots)[i].uid = uids[i];
	return rc;
}

int imap_erase(struct collect *collect, const struct collect_place *place, const char *message_id,
	       struct err *err)
{
	struct imap *imap = collect->state;
	struct arena *scratch = arena_new();
	struct uid_slot *slots = NULL;
	size_t count = 0;
	bool exists = false, left = false;
	int rc = imap_select_folder(imap, place->folder, &exists, err);

	if (!rc && exists)
		rc = find_messages(imap, scratch, place, place->uidvalidity != imap->selected_uidvalidity,
				   message_id, &slots, &count, err);
	for (size_t next = 0; next < count && !rc;) {
		size_t before = next;
		struct mailimap_set *set = uids_next_set(slots, count, &next);

		if (!set)
			rc = err_set(err, ERR_TEMPORARY, "out of memory");
		else
			rc = delete_set(imap, set, slots + before, next - before, &left, err);
		if (set)
			mailimap_set_free(set);
	}
	if (!rc && left)
		rc = err_set(
		    err, ERR_UNAVAILABLE,
		    "%s: the message is marked as deleted, but without UIDPLUS it can't be expunged alone",
		    collect->url.host);
	arena_free(&scratch);
	return rc;
}

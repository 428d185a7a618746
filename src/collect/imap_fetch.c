/* Listing the mailbox, and reading messages. */
#include "imap.h"

#include "base/date.h"
#include "base/log.h"
#include "uids.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	SEARCH_BYTES = 8 * 1024 * 1024,	  /* allowance for an answer besides its numbers */
	MOST_MESSAGES = 20 * 1000 * 1000, /* messages in a mailbox; no more room is allocated, whatever the
					     server claims */
	NUMBER_BYTES = 11,		  /* a UID and a space */
	SIZE_BYTES = 128,		  /* a FETCH line with UID, size and unsolicited data */
};

static int compare_uids(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return left < right ? -1 : left > right;
}

/* Enough for a list of the whole mailbox. */
static size_t search_budget(const struct imap *imap)
{
	size_t total = imap->session->imap_selection_info->sel_exists;

	return SEARCH_BYTES + (total < MOST_MESSAGES ? total : MOST_MESSAGES) * NUMBER_BYTES;
}

int imap_search(struct imap *imap, struct arena *arena, struct mailimap_search_key *key, const char *charset,
		uint32_t **uids, size_t *count, struct err *err)
{
	clist *found = NULL;
	size_t n = 0;
	int rc;

	*uids = NULL;
	*count = 0;
	if (!key)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	imap_begin(imap, search_budget(imap));
	rc = imap_result(imap, mailimap_uid_search(imap->session, charset, key, &found), "SEARCH", err);
	mailimap_search_key_free(key);
	if (!rc && found) {
		*uids = arena_array(arena, (size_t)clist_count(found), sizeof **uids);
		for (clistiter *i = clist_begin(found); i; i = clist_next(i))
			(*uids)[n++] = *(const uint32_t *)clist_content(i);
		if (n)
			qsort(*uids, n, sizeof **uids, compare_uids);
		*count = n;
	}
	if (found)
		mailimap_search_result_free(found);
	return rc;
}

/* Combines two conditions; consumes both. NULL: out of memory. */
static struct mailimap_search_key *both(struct mailimap_search_key *one, struct mailimap_search_key *other)
{
	struct mailimap_search_key *key = mailimap_search_key_new_multiple_empty();

	if (key && one && other && !mailimap_search_key_multiple_add(key, one) &&
	    !mailimap_search_key_multiple_add(key, other))
		return key;
	return NULL;
}

int imap_poll(struct imap *imap, struct err *err)
{
	imap_begin(imap, SEARCH_BYTES);
	return imap_result(imap, mailimap_noop(imap->session), "NOOP", err);
}

int imap_search_from(struct imap *imap, struct arena *arena, uint32_t first, uint32_t **uids, size_t *count,
		     struct err *err)
{
	struct mailimap_search_key *undeleted = mailimap_search_key_new_all();
	struct mailimap_set *set = mailimap_set_new_interval(first, 0);
	int rc;

	if (undeleted)
		undeleted->sk_type = MAILIMAP_SEARCH_KEY_UNDELETED; /* like ALL, it has no operand */
	rc = imap_search(imap, arena, both(undeleted, set ? mailimap_search_key_new_uid(set) : NULL), NULL,
			 uids, count, err);
	/* n:* includes the last message even when its UID is below n (RFC 3501 section 9, seq-range). */
	while (!rc && *count && **uids < first) {
		++*uids;
		--*count;
	}
	return rc;
}

/* Handles one item of the FETCH data of a message. */
static const struct mailimap_msg_att_static *find_part(const struct mailimap_msg_att *message, int type)
{
	for (clistiter *i = clist_begin(message->att_list); i; i = clist_next(i)) {
		const struct mailimap_msg_att_item *item = clist_content(i);

		if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC &&
		    item->att_data.att_static->att_type == type)
			return item->att_data.att_static;
	}
	return NULL;
}

/* libetpan only calls the message handler when it has a progress function too. */
static void ignore_progress(size_t current, size_t maximum, void *context)
{
	(void)current;
	(void)maximum;
	(void)context;
}

static struct mailimap_fetch_type *fetch_type(struct mailimap_fetch_att *what)
{
	struct mailimap_fetch_type *type = mailimap_fetch_type_new_fetch_att_list_empty();
	struct mailimap_fetch_att *uid = mailimap_fetch_att_new_uid();

	if (type && uid && what && !mailimap_fetch_type_new_fetch_att_list_add(type, uid) &&
	    !mailimap_fetch_type_new_fetch_att_list_add(type, what))
		return type;
	return NULL;
}

/* UID FETCH for all slots, in as many commands as needed. Answers go to the handler and are not stored.
 * Consumes the type. */
static int fetch_all(struct imap *imap, const struct uid_slot *slots, size_t count,
		     struct mailimap_fetch_type *type, mailimap_msg_att_handler *handler, void *user,
		     struct err *err)
{
	int rc = OK;

	if (!type)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	mailimap_set_progress_callback(imap->session, NULL, ignore_progress, NULL);
	mailimap_set_msg_att_handler(imap->session, handler, user);
	for (size_t next = 0; next < count && !rc;) {
		size_t before = next;
		struct mailimap_set *set = uids_next_set(slots, count, &next);
		clist *rest = NULL;
		int result = MAILIMAP_ERROR_MEMORY;

		imap_begin(imap, IMAP_TEXT_BYTES + (next - before) * SIZE_BYTES);
		if (set) {
			result = mailimap_uid_fetch(imap->session, set, type, &rest);
			mailimap_set_free(set);
		}
		/* After a NO, libetpan has freed the list but left the pointer. */
		if (result == MAILIMAP_NO_ERROR && rest)
			mailimap_fetch_list_free(rest);
		rc = imap_result(imap, result, "FETCH", err);
	}
	mailimap_set_msg_att_handler(imap->session, NULL, NULL);
	mailimap_set_progress_callback(imap->session, NULL, NULL, NULL);
	mailimap_fetch_type_free(type);
	return rc;
}

static struct uid_slot *number_slots(struct arena *arena, const uint32_t *uids, size_t count)
{
	struct uid_slot *slots = arena_array(arena, count, sizeof *slots);

	for (size_t i = 0; i < count; i++)
		slots[i] = (struct uid_slot){uids[i], i};
	return slots;
}

struct sizes {
	const struct uid_slot *slots;
	size_t count;
	size_t *size_bytes;
	time_t *arrived_at;
	bool *known;
};

/* RFC 3501 gives local time and zone as hours and minutes: +0130. */
static time_t seconds_of(const struct mailimap_date_time *date)
{
	char text[sizeof "2027-01-15T14:00:00Z"];
	int zone = date->dt_zone < 0 ? -date->dt_zone : date->dt_zone;
	long offset_s = (zone / 100 * 60L + zone % 100) * 60L;
	time_t local;

	if (date->dt_year < 0 || date->dt_year > 9999 || zone > 1500 ||
	    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", date->dt_year % 10000,
		     date->dt_month % 100, date->dt_day % 100, date->dt_hour % 100, date->dt_min % 100,
		     date->dt_sec % 100) >= (int)sizeof text ||
	    !time_parse_rfc3339(text, &local))
		return 0;
	return date->dt_zone < 0 ? local + offset_s : local - offset_s;
}

static void take_size(struct mailimap_msg_att *message, void *user)
{
	struct sizes *sizes = user;
	const struct mailimap_msg_att_static *uid = find_part(message, MAILIMAP_MSG_ATT_UID);
	const struct mailimap_msg_att_static *size = find_part(message, MAILIMAP_MSG_ATT_RFC822_SIZE);
	size_t i = uid && size ? uids_find(sizes->slots, sizes->count, uid->att_data.att_uid) : sizes->count;

	if (i < sizes->count && sizes->slots[i].uid == uid->att_data.att_uid) {
		const struct mailimap_msg_att_static *date =
		    find_part(message, MAILIMAP_MSG_ATT_INTERNALDATE);

		sizes->size_bytes[i] = size->att_data.att_rfc822_size;
		if (date && date->att_data.att_internal_date)
			sizes->arrived_at[i] = seconds_of(date->att_data.att_internal_date);
		sizes->known[i] = true;
	}
}

struct stamping {
	const struct uid_slot *slots;
	size_t count;
	struct imap_stamp *stamps;
};

static void take_stamp(struct mailimap_msg_att *message, void *user)
{
	struct stamping *stamping = user;
	const struct mailimap_msg_att_static *uid = find_part(message, MAILIMAP_MSG_ATT_UID);
	const struct mailimap_msg_att_static *size = find_part(message, MAILIMAP_MSG_ATT_RFC822_SIZE);
	const struct mailimap_msg_att_static *date = find_part(message, MAILIMAP_MSG_ATT_INTERNALDATE);
	size_t i = stamping->count;

	if (uid && size && date && date->att_data.att_internal_date)
		i = uids_find(stamping->slots, stamping->count, uid->att_data.att_uid);
	if (i < stamping->count && stamping->slots[i].uid == uid->att_data.att_uid)
		stamping->stamps[i] = (struct imap_stamp){true, size->att_data.att_rfc822_size,
							  *date->att_data.att_internal_date};
}

/* Requests size and time of arrival; NULL: out of memory. */
static struct mailimap_fetch_type *stamp_type(void)
{
	struct mailimap_fetch_type *type = fetch_type(mailimap_fetch_att_new_rfc822_size());

	if (type && mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_internaldate()))
		return NULL;
	return type;
}

int imap_stamps(struct imap *imap, struct arena *arena, const uint32_t *uids, size_t count,
		struct imap_stamp **stamps, struct err *err)
{
	struct stamping stamping = {number_slots(arena, uids, count), count,
				    arena_array(arena, count, sizeof **stamps)};

	*stamps = stamping.stamps;
	return fetch_all(imap, stamping.slots, count, stamp_type(), take_stamp, &stamping, err);
}

int imap_list(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
	      struct err *err)
{
	struct imap *imap = collect->state;
	struct arena *scratch = arena_new();
	struct sizes sizes = {0};
	uint32_t *uids;
	size_t found = 0;
	int rc;

	*count = 0;
	if (!(rc = imap_select_own(imap, err)) && !(rc = imap_poll(imap, err)) &&
	    !(rc = imap_search_from(imap, scratch, 1, &uids, &sizes.count, err))) {
		sizes.slots = number_slots(scratch, uids, sizes.count);
		sizes.size_bytes = arena_array(scratch, sizes.count, sizeof *sizes.size_bytes);
		sizes.arrived_at = arena_array(scratch, sizes.count, sizeof *sizes.arrived_at);
		sizes.known = arena_array(scratch, sizes.count, sizeof *sizes.known);
		rc = fetch_all(imap, sizes.slots, sizes.count, stamp_type(), take_size, &sizes, err);
	}
	*out = rc ? NULL : arena_array(arena, sizes.count, sizeof **out);
	for (size_t i = 0; !rc && uids && i < sizes.count; i++) {
		if (!sizes.known[i] || (i && uids[i] == uids[i - 1]))
			continue;
		(*out)[found].uid = arena_printf(arena, "%lu", (unsigned long)uids[i]);
		(*out)[found].arrived_at = sizes.arrived_at[i];
		(*out)[found++].size_bytes = sizes.size_bytes[i];
	}
	if (!rc) {
		*count = found;
		imap->listed_uid = uids && sizes.count ? uids[sizes.count - 1] : 0;
	}
	arena_free(&scratch);
	return rc;
}

/* A FETCH in progress: the message being received, and its consumer. */
struct delivery {
	struct imap *imap;
	const char *const *uids;
	const struct uid_slot *slots;
	size_t count;
	bool *taken, any_taken;
	struct buf body;
	bool header_only, too_large;
	size_t most_bytes;	/* bytes of this message */
	size_t allowance_bytes; /* bytes of message data that may still arrive on credit */
	collect_take *take;
	void *user;
	int rc;
	struct err err;
};

/* Returning false would put libetpan out of step with the stream, so excess data is read and dropped. */
static bool add_body(int type, struct mailimap_msg_att_body_section *section, const char *data, size_t length,
		     void *user)
{
	struct delivery *delivery = user;
	const struct mailimap_section *part = section ? section->sec_section : NULL;

	if (length <= delivery->allowance_bytes) {
		stream_credit(delivery->imap->stream, length);
		delivery->allowance_bytes -= length;
	}
	if (type != MAILIMAP_MSG_ATT_BODY_SECTION || delivery->rc ||
	    delivery->header_only != (part && part->sec_spec))
		return true;
	if (length > delivery->most_bytes - delivery->body.length) {
		delivery->too_large = true;
		length = delivery->most_bytes - delivery->body.length;
	}
	buf_add(&delivery->body, data, length);
	return true;
}

static struct bytes whole_body(const struct delivery *delivery, const struct mailimap_msg_att *message)
{
	const struct mailimap_msg_att_static *part = find_part(message, MAILIMAP_MSG_ATT_BODY_SECTION);
	const struct mailimap_msg_att_body_section *section = part ? part->att_data.att_body_section : NULL;

	/* A quoted string is in the answer itself. */
	if (delivery->body.length == 0 && section && section->sec_body_part && section->sec_length > 0)
		return (struct bytes){(const unsigned char *)section->sec_body_part, section->sec_length};
	return buf_bytes(&delivery->body);
}

static void end_message(struct mailimap_msg_att *message, void *user)
{
	struct delivery *delivery = user;
	const struct mailimap_msg_att_static *uid = find_part(message, MAILIMAP_MSG_ATT_UID);
	bool has_body = find_part(message, MAILIMAP_MSG_ATT_BODY_SECTION) != NULL;
	size_t i = delivery->count;

	if (uid && has_body)
		i = uids_find(delivery->slots, delivery->count, uid->att_data.att_uid);
	if (i < delivery->count && delivery->slots[i].uid == uid->att_data.att_uid && !delivery->taken[i] &&
	    !delivery->rc) {
		delivery->taken[i] = delivery->any_taken = true;
		struct bytes raw = whole_body(delivery, message);
		bool is_whole = !delivery->header_only && !delivery->too_large;

		delivery->rc =
		    delivery->take(delivery->user, delivery->uids[delivery->slots[i].index],
				   is_whole ? raw : collect_header_of(raw), is_whole, &delivery->err);
	}
	delivery->body.length = 0;
	delivery->too_large = false;
}

/* BODY.PEEK[] for the whole message, or for the wanted part of its header; leaves \Seen alone. */
static struct mailimap_fetch_type *message_type(bool header_only)
{
	struct mailimap_section *section =
	    header_only ? mailimap_section_new_header() : mailimap_section_new(NULL);

	if (!section)
		return NULL;
	return fetch_type(
	    header_only ? mailimap_fetch_att_new_body_peek_section_partial(section, 0, COLLECT_HEADER_BYTES)
			: mailimap_fetch_att_new_body_peek_section(section));
}

static size_t multiply(size_t a, size_t b)
{
	return b && a > SIZE_MAX / b ? SIZE_MAX : a * b;
}

int imap_fetch(struct collect *collect, const char *const *uids, size_t count, bool header_only,
	       collect_take *take, void *user, struct err *err)
{
	struct imap *imap = collect->state;
	struct arena *scratch = arena_new();
	struct uid_slot *slots = arena_array(scratch, count, sizeof *slots);
	struct delivery delivery = {.imap = imap,
				    .uids = uids,
				    .slots = slots,
				    .header_only = header_only,
				    .most_bytes = header_only ? COLLECT_HEADER_BYTES
							      : collect->options.max_message_bytes,
				    .take = take,
				    .user = user};
	struct err refusal;
	int rc = imap_select_own(imap, err);

	for (size_t i = 0; i < count; i++)
		if (uid_parse(uids[i], &slots[delivery.count].uid))
			slots[delivery.count++].index = i;
	uids_sort(slots, delivery.count);
	delivery.taken = arena_array(scratch, delivery.count, sizeof *delivery.taken);
	delivery.body.arena = scratch;
	/* Allow a few bytes more than the announced size, so that a wrong size doesn't fail every attempt. */
	delivery.allowance_bytes = multiply(delivery.count + 3, delivery.most_bytes);
	if (!rc) {
		mailimap_set_msg_body_handler(imap->session, add_body, &delivery);
		rc = fetch_all(imap, slots, delivery.count, message_type(header_only), end_message, &delivery,
			       &refusal);
		mailimap_set_msg_body_handler(imap->session, NULL, NULL);
		/* Some servers answer NO when one message has vanished, after sending the others (RFC 2180
		 * section 4.1.2). */
		if (rc == ERR_UNAVAILABLE && delivery.any_taken)
			rc = OK;
		if (rc && err)
			*err = refusal;
	}
	if (!rc && delivery.rc) {
		rc = delivery.rc;
		if (err)
			*err = delivery.err;
	}
	arena_free(&scratch);
	return rc;
}

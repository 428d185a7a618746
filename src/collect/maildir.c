#include "maildir.h"

#include "base/io.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { HEADER_BYTES = 256 * 1024 }; /* bytes of a file in which a Message-ID is looked for */

/* Watches the directory for new messages. Without a watch (none left), collect_maildir_wait polls every other
 * second. */
static int watch_new(const struct box *box, struct arena *arena)
{
	const uint32_t events = IN_CREATE | IN_MOVED_TO;
	int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	if (watch >= 0 && (inotify_add_watch(watch, arena_printf(arena, "%s/new", box->path), events) < 0 ||
			   inotify_add_watch(watch, arena_printf(arena, "%s/cur", box->path), events) < 0)) {
		close(watch);
		return -1;
	}
	return watch;
}

static void forget_events(int watch)
{
	char events[4096];

	while (watch >= 0 && read(watch, events, sizeof events) > 0)
		;
}

/* Absolute, without trailing slashes: the name of the mailbox is a key in the database. */
static int find_path(struct collect *collect, struct err *err)
{
	enum { REST_BYTES = NAME_MAX + 64 }; /* room for a folder, cur and a file name */
	struct arena *arena = collect->arena;
	const char *given = collect->url.path;
	size_t length = strlen(given);
	char here[PATH_MAX];

	while (length > 1 && given[length - 1] == '/')
		length--;
	if (*given != '/' && !getcwd(here, sizeof here))
		return err_set(err, ERR_IO, "the working directory: %s", strerror(errno));
	collect->url.path = arena_printf(arena, "%s%s%.*s", *given == '/' ? "" : here,
					 *given == '/' ? "" : "/", (int)length, given);
	collect->name = arena_printf(arena, "maildir:%s", collect->url.path);
	/* libetpan silently truncates longer ones. */
	if (strlen(collect->url.path) + REST_BYTES >= PATH_MAX)
		return err_set(err, ERR_CONFIG, "the path of the Maildir is too long");
	return maildir_check(collect->url.path, err);
}

static int open_maildir(struct collect *collect, struct err *err)
{
	struct maildir_state *state = arena_alloc(collect->arena, sizeof *state);
	int rc;

	collect->state = state;
	state->watch = -1;
	if ((rc = find_path(collect, err)) || (rc = box_open(collect, NULL, true, &state->own, err)))
		return rc;
	state->watch = watch_new(state->own, collect->arena);
	return OK;
}

static void close_maildir(struct collect *collect)
{
	struct maildir_state *state = collect->state;

	for (struct box *box = state->boxes; box; box = box->next)
		box_close(box);
	if (state->watch >= 0)
		close(state->watch);
	collect->state = NULL;
}

static const char DIGITS[] = "0123456789";

/* Compares numbers in names by value: many programs write microseconds without leading zeros ("M99999", then
 * "M100000"). */
static int compare_names(const char *a, const char *b)
{
	while (*a && *b) {
		if (!isdigit((unsigned char)*a) || !isdigit((unsigned char)*b)) {
			if (*a != *b)
				return (unsigned char)*a - (unsigned char)*b;
			a++, b++;
			continue;
		}
		a += strspn(a, "0");
		b += strspn(b, "0");
		size_t left = strspn(a, DIGITS), right = strspn(b, DIGITS);
		int order = left != right ? (left < right ? -1 : 1) : strncmp(a, b, left);
		if (order)
			return order;
		a += left;
		b += right;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

static int compare_entries(const void *a, const void *b)
{
	return compare_names(((const struct collect_entry *)a)->uid, ((const struct collect_entry *)b)->uid);
}

/* The messages of a listing that still exist and are files, oldest first, each uid once. */
static size_t gather(struct box *box, struct arena *arena, struct collect_entry **out)
{
	carray *messages = box->index->mdir_msg_list;
	struct collect_entry *entries = arena_array(arena, carray_count(messages), sizeof *entries);
	size_t count = 0, kept = 0;

	for (unsigned i = 0; i < carray_count(messages); i++) {
		const struct maildir_msg *message = carray_get(messages, i);
		int directory = message->msg_flags & MAILDIR_FLAG_NEW ? box->new : box->cur;
		struct found found;

		if (box_look(directory, message->msg_filename, &found) &&
		    !(message->msg_flags & MAILDIR_FLAG_TRASHED))
			entries[count++] = (struct collect_entry){arena_strdup(arena, message->msg_uid),
								  found.size_bytes, found.modified_at};
	}
	if (count)
		qsort(entries, count, sizeof *entries, compare_entries);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || strcmp(entries[kept - 1].uid, entries[i].uid) != 0)
			entries[kept++] = entries[i];
	*out = entries;
	return kept;
}

static int list(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
		struct err *err)
{
	struct maildir_state *state = collect->state;
	int rc;

	*count = 0;
	forget_events(state->watch);
	rc = box_index(state->own, err);
	if (!rc)
		*count = gather(state->own, arena, out);
	return rc;
}

static int fetch(struct collect *collect, const char *const *uids, size_t count, bool header_only,
		 collect_take *take, void *user, struct err *err)
{
	struct maildir_state *state = collect->state;
	size_t most_bytes = header_only ? COLLECT_HEADER_BYTES : collect->options.max_message_bytes;
	int rc = OK;

	boxes_begin(state);
	for (size_t i = 0; i < count && !rc; i++) {
		struct arena *scratch = arena_new();
		struct found found;
		struct bytes raw;

		if (box_find(state->own, scratch, uids[i], &found) &&
		    file_read(&found, scratch, most_bytes, &raw)) {
			bool is_whole = !header_only && raw.length <= most_bytes;

			rc = take(user, uids[i], is_whole ? raw : collect_header_of(raw), is_whole, err);
		}
		arena_free(&scratch);
	}
	return rc;
}

static int file(struct collect *collect, struct arena *arena, const struct collect_place *from, size_t count,
		const char *from_folder, const char *folder, struct collect_place *where, struct err *err)
{
	struct box *source, *target;
	struct arena *scratch;
	int rc;

	boxes_begin(collect->state);
	if ((rc = box_open(collect, from_folder, false, &source, err)) || !source ||
	    (rc = box_open(collect, folder, true, &target, err)))
		return rc;
	scratch = arena_new();
	for (size_t i = 0; i < count && !rc; i++) {
		struct found found;

		if (box_find(source, scratch, from[i].uid, &found))
			rc = file_move(&found, from[i].uid, target, arena, &where[i].uid, err);
	}
	arena_free(&scratch);
	/* One sync for all, target first: after a crash a message may be in both places, never in none. */
	if (!rc && !(rc = directory_sync(target->cur, err)) && !(rc = directory_sync(source->cur, err)))
		rc = directory_sync(source->new, err);
	return rc;
}

static int erase_by_id(struct box *box, const char *message_id, struct err *err)
{
	carray *messages;
	int rc = box_index(box, err);

	if (rc)
		return rc;
	messages = box->index->mdir_msg_list;
	for (unsigned i = 0; i < carray_count(messages) && !rc; i++) {
		const struct maildir_msg *message = carray_get(messages, i);
		struct arena *scratch = arena_new();
		struct found found;
		struct bytes header;

		if (box_look(message->msg_flags & MAILDIR_FLAG_NEW ? box->new : box->cur,
			     message->msg_filename, &found) &&
		    file_read(&found, scratch, HEADER_BYTES, &header) && file_has_id(header, message_id))
			rc = file_wipe(&found, err);
		arena_free(&scratch);
	}
	return rc;
}

static int erase(struct collect *collect, const struct collect_place *place, const char *message_id,
		 struct err *err)
{
	struct arena *scratch;
	struct box *box;
	struct found found;
	int rc;

	boxes_begin(collect->state);
	rc = box_open(collect, place->folder, false, &box, err);
	if (rc || !box)
		return rc;
	if (!place->uid)
		return message_id ? erase_by_id(box, message_id, err)
				  : err_set(err, ERR_NOT_FOUND, "neither a uid nor a Message-ID to look for");
	scratch = arena_new();
	if (box_find(box, scratch, place->uid, &found))
		rc = file_wipe(&found, err);
	arena_free(&scratch);
	return rc;
}

static int wait_for_mail(struct collect *collect, int wake_fd, int timeout_ms, struct err *err)
{
	enum { BLIND_MS = 2000 };
	const struct maildir_state *state = collect->state;
	struct pollfd poll_fds[] = {{.fd = state->watch, .events = POLLIN},
				    {.fd = wake_fd, .events = POLLIN}};
	long long until_ms = io_now_ms() + timeout_ms;

	for (;;) {
		long long left = until_ms - io_now_ms();

		if (left < 0)
			left = 0;
		if (state->watch < 0 && left > BLIND_MS)
			left = BLIND_MS;
		if (poll(poll_fds, 2, (int)left) >= 0)
			return OK;
		if (errno != EINTR)
			return err_set(err, ERR_IO, "poll: %s", strerror(errno));
	}
}

const struct backend maildir_backend = {
    .open = open_maildir,
    .close = close_maildir,
    .list = list,
    .fetch = fetch,
    .file = file,
    .erase = erase,
    .wait = wait_for_mail,
};

#include "backend.h"
#include "maildir.h"

#include "base/text.h"

static const struct backend *const BACKENDS[] = {
    [URL_IMAPS] = &imap_backend,
    [URL_IMAP] = &imap_backend,
    [URL_MAILDIR] = &maildir_backend,
};

int collect_check(struct arena *arena, const char *mailbox, const char **directory, struct err *err)
{
	struct url url;
	int rc = url_parse(arena, mailbox, &url, err);

	if (!rc && url.path)
		rc = maildir_check(url.path, err);
	*directory = rc ? NULL : url.path;
	return rc;
}

int collect_open(struct collect **out, const struct collect_options *options, struct err *err)
{
	struct arena *arena = arena_new();
	struct collect *collect = arena_alloc(arena, sizeof *collect);
	int rc;

	*collect = (struct collect){.arena = arena, .options = *options};
	collect->options.secret = options->secret ? options->secret : "";
	collect->options.auth = arena_strdup(arena, options->auth ? options->auth : "password");
	collect->options.ca_file = arena_strdup(arena, options->ca_file);
	rc = url_parse(arena, options->mailbox, &collect->url, err);
	if (!rc) {
		collect->name = collect->url.name;
		collect->backend = BACKENDS[collect->url.scheme];
		rc = collect->backend->open(collect, err);
	}
	collect->options.secret = NULL;
	if (rc)
		collect_close(&collect);
	else
		*out = collect;
	return rc;
}

void collect_close(struct collect **collect)
{
	struct arena *arena;

	if (!*collect)
		return;
	if ((*collect)->state)
		(*collect)->backend->close(*collect);
	arena = (*collect)->arena;
	arena_free(&arena);
	*collect = NULL;
}

int64_t collect_uidvalidity(const struct collect *collect)
{
	return collect->uidvalidity;
}

const char *collect_name(const struct collect *collect)
{
	return collect->name;
}

const char *collect_folder(const struct collect *collect)
{
	return collect->url.folder;
}

int collect_list(struct collect *collect, struct arena *arena, struct collect_entry **out, size_t *count,
		 struct err *err)
{
	return collect->backend->list(collect, arena, out, count, err);
}

int collect_fetch(struct collect *collect, const char *const *uids, size_t count, collect_take *take,
		  void *user, struct err *err)
{
	return count ? collect->backend->fetch(collect, uids, count, false, take, user, err) : OK;
}

int collect_fetch_headers(struct collect *collect, const char *const *uids, size_t count, collect_take *take,
			  void *user, struct err *err)
{
	return count ? collect->backend->fetch(collect, uids, count, true, take, user, err) : OK;
}

struct bytes collect_header_of(struct bytes raw)
{
	if (raw.length > COLLECT_HEADER_BYTES)
		raw.length = COLLECT_HEADER_BYTES;
	for (size_t i = 0; i + 1 < raw.length; i++)
		if (raw.data[i] == '\n' && (raw.data[i + 1] == '\n' || raw.data[i + 1] == '\r'))
			raw.length = i + 1;
	return raw;
}

/* NULL for the mailbox's own folder, under any of its names. */
static const char *folder_key(const struct collect *collect, const char *folder)
{
	return !folder || !*folder || strcmp(folder, collect->url.folder) == 0 ? NULL : folder;
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Only known folder names are accepted, so no separator, wildcard or path can be in one. */
static int check_folder(const char *folder, struct err *err)
{
	static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	if (!folder || (*folder && !folder[strspn(folder, LETTERS)]))
		return OK;
	return err_set(err, ERR_INTERNAL, "collect: a folder's name has other characters than letters");
}

int collect_file_many(struct collect *collect, struct arena *arena, const struct collect_place *from,
		      size_t count, const char *folder, struct collect_place *where, struct err *err)
{
	const char *target = folder_key(collect, folder);
	size_t end;
	int rc = check_folder(target, err);

	for (size_t i = 0; i < count && !rc; i++) {
		where[i] = (struct collect_place){.folder = arena_strdup(arena, folder)};
		rc = check_folder(folder_key(collect, from[i].folder), err);
	}
	for (size_t start = 0; start < count && !rc; start = end) {
		struct collect_place run = from[start];

		run.folder = folder_key(collect, run.folder);
		for (end = start + 1; end < count; end++)
			if (!from[end].uid != !run.uid || from[end].uidvalidity != run.uidvalidity ||
			    !is_same(folder_key(collect, from[end].folder), run.folder))
				break;
		if (is_same(run.folder, target))
			memcpy(where + start, from + start, (end - start) * sizeof *where);
		else if (run.uid)
			rc = collect->backend->file(collect, arena, from + start, end - start, run.folder,
						    target, where + start, err);
	}
	return rc;
}

int collect_file(struct collect *collect, struct arena *arena, const struct collect_place *from,
		 const char *folder, struct collect_place *where, struct err *err)
{
	return collect_file_many(collect, arena, from, 1, folder, where, err);
}

int collect_mark(struct collect *collect, struct arena *arena, const char *folder, struct collect_place *mark,
		 struct err *err)
{
	const char *target = folder_key(collect, folder);
	int rc = check_folder(target, err);

	*mark = (struct collect_place){.folder = arena_strdup(arena, folder)};
	return rc || !target || !collect->backend->mark
		   ? rc
		   : collect->backend->mark(collect, arena, target, mark, err);
}

int collect_find_copy(struct collect *collect, struct arena *arena, const struct collect_place *from,
		      const struct collect_place *mark, struct collect_place *where, bool *found,
		      struct err *err)
{
	struct collect_place source = *from, target = *mark;
	int rc;

	source.folder = folder_key(collect, from->folder);
	target.folder = folder_key(collect, mark->folder);
	*found = false;
	*where = (struct collect_place){.folder = arena_strdup(arena, mark->folder)};
	if ((rc = check_folder(source.folder, err)) || (rc = check_folder(target.folder, err)) ||
	    !collect->backend->find_copy || !source.uid)
		return rc;
	return collect->backend->find_copy(collect, arena, &source, &target, where, found, err);
}

/* Adds angle brackets, and refuses characters that could end a command or a quoted string; NULL stays
 * NULL. */
static int check_message_id(struct arena *arena, const char *message_id, char **out, struct err *err)
{
	enum { LINE_BYTES = 998 }; /* RFC 5322 section 2.1.1 */

	*out = NULL;
	if (!message_id || !*message_id)
		return OK;
	if (strlen(message_id) > LINE_BYTES)
		return err_set(err, ERR_DATA, "a Message-ID longer than a line");
	for (const char *c = message_id; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return err_set(err, ERR_DATA, "a control character in a Message-ID");
	*out = arena_printf(arena, *message_id == '<' ? "%s" : "<%s>", message_id);
	return OK;
}

int collect_erase(struct collect *collect, const struct collect_place *place, const char *message_id,
		  struct err *err)
{
	struct arena *scratch = arena_new();
	struct collect_place from = *place;
	char *id = NULL;
	int rc;

	from.folder = folder_key(collect, place->folder);
	if (!(rc = check_folder(from.folder, err)) && !(rc = check_message_id(scratch, message_id, &id, err)))
		rc = collect->backend->erase(collect, &from, id, err);
	arena_free(&scratch);
	return rc;
}

int collect_wait(struct collect *collect, int wake_fd, int timeout_ms, struct err *err)
{
	return collect->backend->wait(collect, wake_fd, timeout_ms, err);
}

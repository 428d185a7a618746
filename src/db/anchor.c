#include "db/anchor.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/list.h"
#include "base/text.h"
#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

enum { MOST_BYTES = 64 * 1024, MOST_ENDINGS_BYTES = 256 << 20, BEYOND = 1000 };

static const char MADE[] = "anchor.made", HELD[] = "anchor.held", PURPOSE[] = "anchor", ENDING[] = "ending";
static const char TITLE[] = "passerelle anchor 1";

struct series {
	const char *name;
	int64_t last;
};

/* The figures in the anchor, from the register or from the file. */
struct anchored {
	int64_t consents, endings, messages;
	const char *hash; /* of the newest consent record, "-" without one */
	struct series *series;
	size_t series_count;
};

static int read_series(struct db *db, struct arena *arena, struct anchored *out, struct err *err)
{
	struct sql sql;
	bool row;
	struct list list = {.arena = arena, .size_bytes = sizeof(struct series)};
	int rc = sql_start(&sql, db, err, "SELECT name, last FROM series ORDER BY name", "");
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		struct series *series = list_add(&list);
		sql_read(&sql, arena, "si", &series->name, &series->last);
	}
	sql_end(&sql);
	out->series = list.items;
	out->series_count = list.count;
	return rc;
}

static int read_register(struct db *db, struct arena *arena, struct anchored *out, struct err *err)
{
	*out = (struct anchored){.hash = "-"};
	int rc = sql_one(db, arena, err, "no answer",
			 "SELECT coalesce((SELECT max(id) FROM consent), 0),"
			 " coalesce((SELECT hash FROM consent ORDER BY id DESC LIMIT 1), '-'),"
			 " coalesce((SELECT max(id) FROM message), 0)",
			 ">isi", &out->consents, &out->hash, &out->messages);
	return rc ? rc : read_series(db, arena, out, err);
}

static char *written(struct arena *arena, const struct anchored *anchored)
{
	struct buf buf = {.arena = arena};
	buf_printf(&buf, "%s\nconsents %lld %s\nendings %lld\nmessages %lld\n", TITLE,
		   (long long)anchored->consents, anchored->hash, (long long)anchored->endings,
		   (long long)anchored->messages);
	for (size_t i = 0; i < anchored->series_count; i++)
		buf_printf(&buf, "series %s %lld\n", anchored->series[i].name,
			   (long long)anchored->series[i].last);
	return buf_text(&buf);
}

int anchor_head(struct db *db, struct arena *arena, const struct key *key, int64_t *records, char **line,
		struct err *err)
{
	static const char HEAD[] = "anchor head";
	char mac[KEY_MAC_BYTES];
	struct anchored now;
	int rc = read_register(db, arena, &now, err);
	if (rc)
		return rc;
	const char *text = arena_printf(arena, "consents %lld %s", (long long)now.consents, now.hash);
	key_mac(key, HEAD, text, mac);
	*records = now.consents;
	*line = arena_printf(arena, "%s code %s", text, mac);
	return OK;
}

/* Splits the line into its words; false unless there are exactly `count`. */
static bool words_of(char *line, char *words[], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		words[i] = line;
		line += strcspn(line, " ");
		if (line == words[i] || (i + 1 < count) != (*line == ' '))
			return false;
		if (*line)
			*line++ = '\0';
	}
	return true;
}

static int64_t number(const char *text)
{
	return strtoll(text, NULL, 10);
}

static bool take_line(struct list *series, char *line, struct anchored *out)
{
	char *words[3] = {0};
	if (text_starts_with(line, "consents ") && words_of(line, words, 3)) {
		out->consents = number(words[1]);
		out->hash = words[2];
	} else if (text_starts_with(line, "endings ") && words_of(line, words, 2)) {
		out->endings = number(words[1]);
	} else if (text_starts_with(line, "messages ") && words_of(line, words, 2)) {
		out->messages = number(words[1]);
	} else if (text_starts_with(line, "series ") && words_of(line, words, 3)) {
		*(struct series *)list_add(series) = (struct series){words[1], number(words[2])};
	} else {
		return !strcmp(line, TITLE);
	}
	return words[1] != NULL;
}

/* Reads the file; it counts only with the right code in its last line. */
static bool parse(struct arena *arena, const struct key *key, char *text, struct anchored *out)
{
	char *code = strstr(text, "\ncode ");
	if (!code)
		return false;
	code[1] = '\0';
	char *mac = code + 6, *end = strchr(mac, '\n');
	if (!end || end[1] || (*end = '\0', !key_mac_is(key, PURPOSE, text, mac)))
		return false;
	struct list series = {.arena = arena, .size_bytes = sizeof(struct series)};
	*out = (struct anchored){.hash = ""};
	for (char *line = text, *next; *line; line = next) {
		next = line + strcspn(line, "\n");
		*next++ = '\0';
		if (!take_line(&series, line, out))
			return false;
	}
	out->series = series.items;
	out->series_count = series.count;
	return *out->hash;
}

/* *found false: the file is missing or not authentic. */
static int read_anchor(struct arena *arena, const char *path, const struct key *key, struct anchored *out,
		       bool *found, struct err *err)
{
	struct bytes content;
	struct err fault = {0};
	int rc = io_read_file(arena, arena_printf(arena, "%s.anchor", path), MOST_BYTES, &content, &fault);
	*found =
	    !rc && parse(arena, key, arena_strndup(arena, (const char *)content.data, content.length), out);
	return rc == ERR_IO ? err_set(err, rc, "%s", fault.text) : OK;
}

static int compare(struct db *db, struct arena *arena, const struct anchored *anchored,
		   enum anchor_state *state, struct err *err)
{
	struct anchored now;
	bool found;
	char *hash = NULL;
	int rc = read_register(db, arena, &now, err);
	if (!rc && anchored->consents)
		rc = sql_find(db, arena, &found, err, "SELECT hash FROM consent WHERE id = ?1", "i>s",
			      anchored->consents, &hash);
	if (rc)
		return rc;
	bool holds = now.consents >= anchored->consents && now.messages >= anchored->messages &&
		     (!anchored->consents || (hash && !strcmp(hash, anchored->hash)));
	for (size_t i = 0; holds && i < anchored->series_count; i++) {
		size_t j = 0;
		while (j < now.series_count && strcmp(now.series[j].name, anchored->series[i].name) != 0)
			j++;
		holds = j < now.series_count && now.series[j].last >= anchored->series[i].last;
	}
	*state = holds ? ANCHOR_HOLDS : ANCHOR_OLDER;
	return OK;
}

static int check(struct db *db, struct arena *arena, const char *path, const struct key *key,
		 enum anchor_state *state, struct anchored *anchored, struct err *err)
{
	bool found;
	char *made;
	*anchored = (struct anchored){.hash = "-"};
	int rc = read_anchor(arena, path, key, anchored, &found, err);
	if (!rc && found)
		return compare(db, arena, anchored, state, err);
	if (!rc && !(rc = db_setting_get(db, arena, MADE, &made, err)))
		*state = made ? ANCHOR_LOST : ANCHOR_NONE;
	return rc;
}

int anchor_check(struct db *db, const char *path, const struct key *key, enum anchor_state *state,
		 int64_t *records, struct err *err)
{
	struct arena *arena = arena_new();
	struct anchored anchored;
	int rc = check(db, arena, path, key, state, &anchored, err);
	*records = anchored.consents;
	arena_free(&arena);
	return rc;
}

const char *anchor_state_text(enum anchor_state state)
{
	static const char *const TEXTS[] = {
	    [ANCHOR_NONE] = "not there yet; `run` makes it",
	    [ANCHOR_HOLDS] = "the register holds against it",
	    [ANCHOR_OLDER] =
		"the register is older than its anchor: it was brought back, or records are missing; no CV "
		"leaves until `restore` has told it what it missed",
	    [ANCHOR_LOST] = "missing, damaged or made with another key: whether the register is older than "
			    "it was can't be "
			    "told; no CV leaves until `restore --accept-loss`",
	};
	return TEXTS[state];
}

/* A full disk or a power cut may have left half a line, which must not swallow the one that comes next. */
static bool ends_in_line(int fd)
{
	char last;
	off_t length = lseek(fd, 0, SEEK_END);
	return length <= 0 || (pread(fd, &last, 1, length - 1) == 1 && last == '\n');
}

/* Appends the endings after the consent record `since` to their file. *candidates grows by those without an
 * earlier ending. */
static int append_endings(struct db *db, struct arena *arena, const struct key *key, int64_t since, int fd,
			  int64_t *candidates, struct err *err)
{
	struct sql sql;
	bool row;
	struct buf buf = {.arena = arena};
	int rc =
	    sql_start(&sql, db, err,
		      "SELECT candidate, event, NOT EXISTS (SELECT 1 FROM consent b INDEXED BY consent_ended"
		      " WHERE b.event <> 'given' AND b.candidate = c.candidate AND b.id < c.id)"
		      " FROM consent c WHERE id > ?1 AND event <> 'given' ORDER BY id",
		      "i", since);
	while (!rc && !(rc = sql_step(&sql, &row, err)) && row) {
		char mac[KEY_MAC_BYTES];
		const char *candidate, *event;
		bool is_first;
		sql_read(&sql, arena, "ssf", &candidate, &event, &is_first);
		const char *line = arena_printf(arena, "%s %s", candidate, event);
		key_mac(key, ENDING, line, mac);
		buf_printf(&buf, "%s%s %s\n", buf.length || ends_in_line(fd) ? "" : "\n", line, mac);
		*candidates += is_first;
	}
	sql_end(&sql);
	if (rc || !buf.length)
		return rc;
	struct bytes lines = buf_bytes(&buf);
	rc = io_write_all(fd, lines.data, lines.length, 0, err);
	return rc || !fdatasync(fd) ? rc : err_set(err, ERR_IO, "the file of endings: %s", strerror(errno));
}

/* is_durable: sync the file, for a change that must survive a power cut; without it an older file may
 * survive. */
static int write_anchor(struct arena *arena, const char *path, const struct key *key,
			const struct anchored *anchored, bool is_durable, struct err *err)
{
	char mac[KEY_MAC_BYTES], *text = written(arena, anchored);
	const char *file = arena_printf(arena, "%s.anchor", path);
	const char *unfinished = arena_printf(arena, "%s.part", file);
	key_mac(key, PURPOSE, text, mac);
	const char *whole = arena_printf(arena, "%scode %s\n", text, mac);
	int fd = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	if (fd < 0)
		return err_set(err, ERR_IO, "%s: %s", unfinished, strerror(errno));
	int rc = io_write_all(fd, whole, strlen(whole), 0, err);
	if (!rc && is_durable && fsync(fd))
		rc = err_set(err, ERR_IO, "%s: %s", unfinished, strerror(errno));
	close(fd);
	if (!rc && (rename(unfinished, file) || (is_durable && io_sync_folder_of(file))))
		rc = err_set(err, ERR_IO, "%s: %s", file, strerror(errno));
	return rc;
}

/* Locks the file of endings: two writers would overwrite each other. */
static int keep_locked(struct db *db, struct arena *arena, const char *path, const struct key *key,
		       bool is_forced, int fd, struct err *err)
{
	struct anchored before, now;
	enum anchor_state state;
	char *made;
	int rc;
	if ((rc = check(db, arena, path, key, &state, &before, err)) ||
	    (rc = read_register(db, arena, &now, err)) || (rc = db_setting_get(db, arena, MADE, &made, err)))
		return rc;
	if (!is_forced && (state == ANCHOR_OLDER || state == ANCHOR_LOST))
		return err_set(err, ERR_DATA, "anchor: %s", anchor_state_text(state));
	if (state != ANCHOR_HOLDS)
		before.consents = before.endings = 0;
	bool has_changed = state != ANCHOR_HOLDS || strcmp(before.hash, now.hash) != 0;
	now.endings = before.endings;
	if (has_changed && (rc = append_endings(db, arena, key, before.consents, fd, &now.endings, err)))
		return rc;
	/* The file is written first: when the process is killed in between, the next start finds an
	 * unannounced anchor rather than a lost one. */
	rc = write_anchor(arena, path, key, &now, has_changed, err);
	return rc || made ? rc : db_setting_set(db, MADE, "1", err);
}

static int keep(struct db *db, const char *path, const struct key *key, bool is_forced, struct err *err)
{
	struct arena *arena = arena_new();
	const char *file = arena_printf(arena, "%s.endings", path);
	int fd = open(file, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	int rc = OK;
	if (fd < 0 || flock(fd, LOCK_EX))
		rc = err_set(err, ERR_IO, "%s: %s", file, strerror(errno));
	if (!rc)
		rc = keep_locked(db, arena, path, key, is_forced, fd, err);
	if (fd >= 0)
		close(fd);
	arena_free(&arena);
	return rc;
}

int anchor_keep(struct db *db, const char *path, const struct key *key, struct err *err)
{
	return keep(db, path, key, false, err);
}

int anchor_renew(struct db *db, const char *path, const struct key *key, struct err *err)
{
	int rc = keep(db, path, key, true, err);
	return rc ? rc : db_setting_set(db, HELD, NULL, err);
}

int anchor_hold(struct db *db, enum anchor_state state, struct err *err)
{
	bool is_fault = state == ANCHOR_OLDER || state == ANCHOR_LOST;
	return db_setting_set(db, HELD, is_fault ? anchor_state_text(state) : NULL, err);
}

int anchor_is_held(struct db *db, bool *is_held, struct err *err)
{
	return sql_one(db, NULL, err, "no answer", "SELECT EXISTS (SELECT 1 FROM setting WHERE name = ?1)",
		       "s>f", HELD, is_held);
}

static bool is_new(const struct list *list, const char *candidate)
{
	const struct ended_consent *rows = list->items;
	for (size_t i = list->count; i-- > 0;)
		if (!strcmp(rows[i].candidate, candidate))
			return false;
	return true;
}

int anchor_endings(struct arena *arena, const char *path, const struct key *key, struct ended_consent **out,
		   size_t *count, bool *is_whole, struct err *err)
{
	struct bytes content = {0};
	struct err fault = {0};
	struct anchored anchored = {0};
	bool found;
	struct list list = {.arena = arena, .size_bytes = sizeof(**out)};
	int rc = io_read_file(arena, arena_printf(arena, "%s.endings", path), MOST_ENDINGS_BYTES, &content,
			      &fault);
	if (rc && rc != ERR_NOT_FOUND)
		return err_set(err, rc, "%s", fault.text);
	char *text = arena_strndup(arena, content.length ? (const char *)content.data : "", content.length);
	for (char *line = text, *next; *line; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		char *mac = strrchr(line, ' '), *words[2];
		if (!mac)
			continue;
		*mac++ = '\0';
		if (key_mac_is(key, ENDING, line, mac) && words_of(line, words, 2) && is_new(&list, words[0]))
			*(struct ended_consent *)list_add(&list) = (struct ended_consent){words[0], words[1]};
	}
	rc = read_anchor(arena, path, key, &anchored, &found, err);
	*is_whole = !rc && found && (int64_t)list.count >= anchored.endings;
	*out = list.items;
	*count = list.count;
	return rc;
}

/* Adds a row with an id above all ids issued. */
static int skip_messages(struct db *db, int64_t beyond, struct err *err)
{
	return sql_run(
	    db, NULL, err,
	    "INSERT INTO message (id, mailbox, uidvalidity, uid, received_at, kind, outcome, reason, folder,"
	    " folder_uidvalidity) VALUES (?1, '', 0, 'restored ' || ?1, ?2,"
	    " '', 'ignored', 'the register was restored', NULL, 0)",
	    "it", beyond, clock_now());
}

int anchor_skip_ahead(struct db *db, const char *path, const struct key *key, struct err *err)
{
	struct arena *arena = arena_new();
	struct anchored anchored = {0}, now;
	bool found = false;
	int rc;
	if (!(rc = read_register(db, arena, &now, err)) &&
	    !(rc = read_anchor(arena, path, key, &anchored, &found, err)))
		rc = db_setting_set(db, "instance", NULL, err);
	for (size_t i = 0; !rc && found && i < anchored.series_count; i++)
		rc = sql_run(db, NULL, err,
			     "INSERT INTO series (name, last) VALUES (?1, ?2)"
			     " ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)",
			     "si", anchored.series[i].name, anchored.series[i].last);
	if (!rc)
		rc = sql_run(db, NULL, err, "UPDATE series SET last = last + ?1", "i", (int64_t)BEYOND);
	int64_t messages = found && anchored.messages > now.messages ? anchored.messages : now.messages;
	if (!rc)
		rc = skip_messages(db, messages + BEYOND, err);
	arena_free(&arena);
	return rc;
}

/* The journal of results that are not in the register yet: a file beside it for each process, mapped into
 * memory. A result is noted there before the next letter starts, so that letters sent are known as sent
 * although the process is killed, or ends while the register can't be written. (Disk full: the file's blocks
 * are allocated before the first letter is sent.) */
#include "outbox.h"
#include "supervise.h"

#include "base/hash.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The digest marks a complete record of this program; it is written last. */
struct record {
	char digest[HASH_HEX_BYTES];
	struct submission submission;
};

struct journal {
	uint64_t connections; /* number of processes that share the letters */
	struct record records[GROUP_LETTERS];
};

static void digest_of(const struct submission *submission, char digest[HASH_HEX_BYTES])
{
	static const char LAYOUT[] = "outcomes 2";
	struct bytes parts[] = {
	    {(const unsigned char *)LAYOUT, sizeof LAYOUT},
	    {(const unsigned char *)submission, sizeof *submission},
	};
	hash_sha256(parts, 2, digest);
}

static char *path_of(struct arena *arena, const char *database, unsigned number)
{
	return arena_printf(arena, "%s.outcomes.%u", database, number);
}

/* A result whose letter id now belongs to another letter (in a restored register) is ignored. */
static int take_back(struct outbox *outbox, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < GROUP_LETTERS; i++) {
		const struct record *record = &outbox->journal->records[i];
		char digest[HASH_HEX_BYTES];
		bool is_it;
		digest_of(&record->submission, digest);
		if (memcmp(digest, record->digest, sizeof digest) != 0)
			continue;
		rc = letter_is(outbox->db, record->submission.id, record->submission.message_id, &is_it, err);
		if (!rc && is_it)
			outbox->group[outbox->group_count++] = record->submission;
	}
	return rc;
}

static int map_file(struct outbox *outbox, const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	int fault = fd < 0 ? errno : posix_fallocate(fd, 0, sizeof *outbox->journal);
	void *map = fault ? MAP_FAILED
			  : mmap(NULL, sizeof *outbox->journal, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (!fault && map == MAP_FAILED)
		fault = errno;
	if (fd >= 0)
		close(fd);
	if (fault)
		return err_set(err, ERR_IO, "register: the file of outcomes: %s", strerror(fault));
	outbox->journal = map;
	return OK;
}

int journal_open(struct outbox *outbox, struct err *err)
{
	const char *database = outbox->daemon->config->database;
	int rc = map_file(outbox, path_of(outbox->arena, database, outbox->daemon->number), err);
	if (!rc)
		outbox->journal->connections = outbox->share.of;
	return rc ? rc : take_back(outbox, err);
}

void journal_note(struct outbox *outbox)
{
	size_t last = outbox->group_count - 1;
	struct record *record = &outbox->journal->records[last];
	record->submission = outbox->group[last];
	digest_of(&record->submission, record->digest);
}

void journal_keep(struct outbox *outbox)
{
	if (msync(outbox->journal, sizeof *outbox->journal, MS_SYNC))
		log_event(LOG_LEVEL_ERROR, "submit.unrecorded", "letters=%zu what=\"%s\"",
			  outbox->group_count, strerror(errno));
}

/* Zeros the journal, as it names recipients. */
void journal_forget(struct outbox *outbox)
{
	for (size_t i = 0; i < GROUP_LETTERS; i++)
		if (*outbox->journal->records[i].digest)
			memset(&outbox->journal->records[i], 0, sizeof outbox->journal->records[i]);
}

static void unmap(struct outbox *outbox)
{
	munmap(outbox->journal, sizeof *outbox->journal);
	outbox->journal = NULL;
}

void journal_close(struct outbox *outbox)
{
	if (!outbox->journal)
		return;
	unmap(outbox);
	if (!outbox->group_count)
		unlink(path_of(outbox->arena, outbox->daemon->config->database, outbox->daemon->number));
}

/* Recovers one process's file. *is_shared_anew: its letters may belong to another process now. */
static int recover_one(struct outbox *outbox, const char *path, unsigned connections, bool *is_shared_anew,
		       struct err *err)
{
	int rc = map_file(outbox, path, err);
	if (rc || !outbox->journal) {
		*is_shared_anew = true; /* unknown, so nothing may be sent */
		return rc;
	}
	bool is_other = outbox->journal->connections != connections;
	if (!(rc = take_back(outbox, err)) && outbox->group_count) {
		if (!(rc = group_open(outbox, err)))
			rc = db_commit(outbox->db, err);
		db_rollback(outbox->db);
		*is_shared_anew |= is_other;
	}
	outbox->group_count = 0;
	unmap(outbox);
	if (!rc)
		unlink(path);
	return rc;
}

int outbox_recover(struct db *db, const struct config *config, struct err *err)
{
	struct outbox *outbox = calloc(1, sizeof *outbox);
	if (!outbox)
		return err_set(err, ERR_INTERNAL, "out of memory");
	bool is_shared_anew = false;
	struct err fault = {0};
	int rc = OK;
	outbox->db = db;
	outbox->arena = arena_new();
	for (unsigned number = 0; !rc && number < CONNECTIONS_MAX; number++) {
		const char *path = path_of(outbox->arena, config->database, number);
		if (!access(path, F_OK))
			rc =
			    recover_one(outbox, path, (unsigned)config->connections, &is_shared_anew, &fault);
	}
	arena_free(&outbox->arena);
	free(outbox);
	/* With the same number of processes, each keeps its own file and tries again. */
	return rc && is_shared_anew ? err_set(err, rc, "%s", fault.text) : OK;
}

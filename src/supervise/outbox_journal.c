/* Where outcomes wait that the register can't take (disk full): a file beside it, one a process, whose blocks
 * are allocated before the first letter goes. What was sent is known to be sent even when the process ends
 * before there is space again. */
#include "outbox.h"

#include "base/hash.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What the file holds; the digest tells a whole one of this program from anything else. */
struct journal {
	char digest[HASH_HEX_BYTES];
	uint64_t count;
	struct submission group[GROUP_LETTERS];
};

static void digest_of(const struct journal *journal, char digest[HASH_HEX_BYTES])
{
	static const char LAYOUT[] = "outcomes 1";
	struct bytes parts[] = {
	    {(const unsigned char *)LAYOUT, sizeof LAYOUT},
	    {(const unsigned char *)&journal->count, sizeof *journal - offsetof(struct journal, count)},
	};
	hash_sha256(parts, 2, digest);
}

static char *path_of(const struct outbox *outbox)
{
	return arena_printf(outbox->arena, "%s.outcomes.%u", outbox->daemon->config->database,
			    outbox->daemon->number);
}

static int write_journal(struct outbox *outbox, const struct journal *journal, struct err *err)
{
	if (pwrite(outbox->journal_fd, journal, sizeof *journal, 0) == (ssize_t)sizeof *journal &&
	    !fdatasync(outbox->journal_fd))
		return OK;
	return err_set(err, ERR_IO, "the file of outcomes: %s", strerror(errno));
}

/* Of an submission whose letter is another one's by now (a register that was restored) nothing is believed.
 */
static int take_back(struct outbox *outbox, const struct journal *journal, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < journal->count; i++) {
		bool is_it;
		rc = letter_is(outbox->db, journal->group[i].id, journal->group[i].message_id, &is_it, err);
		if (!rc && is_it)
			outbox->group[outbox->group_count++] = journal->group[i];
	}
	outbox->is_journaled = true;
	return rc;
}

int journal_open(struct outbox *outbox, struct err *err)
{
	struct journal *journal = arena_alloc(outbox->arena, sizeof *journal);
	char digest[HASH_HEX_BYTES];
	outbox->journal_fd =
	    open(path_of(outbox), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	int fault = outbox->journal_fd < 0 ? errno : posix_fallocate(outbox->journal_fd, 0, sizeof *journal);
	if (fault)
		return err_set(err, ERR_IO, "register: the file of outcomes: %s", strerror(fault));
	if (pread(outbox->journal_fd, journal, sizeof *journal, 0) != (ssize_t)sizeof *journal)
		return err_set(err, ERR_IO, "register: the file of outcomes can't be read");
	if (journal->count > GROUP_LETTERS)
		return OK;
	digest_of(journal, digest);
	return memcmp(digest, journal->digest, sizeof digest) ? OK : take_back(outbox, journal, err);
}

void journal_keep(struct outbox *outbox)
{
	struct err err = {0};
	struct journal *journal = calloc(1, sizeof *journal);
	if (!journal)
		abort();
	journal->count = outbox->group_count;
	memcpy(journal->group, outbox->group, outbox->group_count * sizeof *outbox->group);
	digest_of(journal, journal->digest);
	outbox->is_journaled = true;
	if (write_journal(outbox, journal, &err))
		log_event(LOG_LEVEL_ERROR, "submit.unrecorded", "letters=%zu what=\"%s\"",
			  outbox->group_count, err.text);
	free(journal);
}

/* It names recipients: nothing of it stays. */
int journal_forget(struct outbox *outbox, struct err *err)
{
	static const struct journal NOTHING;
	if (!outbox->is_journaled)
		return OK;
	int rc = write_journal(outbox, &NOTHING, err);
	outbox->is_journaled = rc != OK;
	return rc;
}

void journal_close(struct outbox *outbox)
{
	if (outbox->journal_fd < 0)
		return;
	if (!outbox->group_count && !outbox->is_journaled)
		unlink(path_of(outbox));
	close(outbox->journal_fd);
}

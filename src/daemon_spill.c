/* Where outcomes wait that the register can't take (disk full): a file beside it, one a process, whose blocks
 * are allocated before the first letter goes. What was sent is known to be sent even when the process ends
 * before there is space again. */
#include "daemon_outbox.h"

#include "base/hash.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What the file holds; the digest tells a whole one of this program from anything else. */
struct spill {
	char digest[HASH_HEX_BYTES];
	uint64_t count;
	struct attempt group[GROUP_LETTERS];
};

static void digest_of(const struct spill *spill, char digest[HASH_HEX_BYTES])
{
	static const char LAYOUT[] = "outcomes 1";
	struct bytes parts[] = {
	    {(const unsigned char *)LAYOUT, sizeof LAYOUT},
	    {(const unsigned char *)&spill->count, sizeof *spill - offsetof(struct spill, count)},
	};
	hash_sha256(parts, 2, digest);
}

static char *path_of(const struct outbox *outbox)
{
	return arena_printf(outbox->arena, "%s.outcomes.%u", outbox->daemon->config->database,
			    outbox->daemon->number);
}

static int write_spill(struct outbox *outbox, const struct spill *spill, struct err *err)
{
	if (pwrite(outbox->spill_fd, spill, sizeof *spill, 0) == (ssize_t)sizeof *spill &&
	    !fdatasync(outbox->spill_fd))
		return OK;
	return err_set(err, ERR_IO, "the file of outcomes: %s", strerror(errno));
}

/* Of an outcome whose letter is another one's by now (a register that was restored) nothing is believed. */
static int take_back(struct outbox *outbox, const struct spill *spill, struct err *err)
{
	int rc = OK;
	for (size_t i = 0; !rc && i < spill->count; i++) {
		bool is_it;
		rc = letter_is(outbox->db, spill->group[i].id, spill->group[i].message_id, &is_it, err);
		if (!rc && is_it)
			outbox->group[outbox->group_count++] = spill->group[i];
	}
	outbox->is_spilled = true;
	return rc;
}

int spill_open(struct outbox *outbox, struct err *err)
{
	struct spill *spill = arena_alloc(outbox->arena, sizeof *spill);
	char digest[HASH_HEX_BYTES];
	outbox->spill_fd = open(path_of(outbox), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0600);
	int fault = outbox->spill_fd < 0 ? errno : posix_fallocate(outbox->spill_fd, 0, sizeof *spill);
	if (fault)
		return err_set(err, ERR_IO, "register: the file of outcomes: %s", strerror(fault));
	if (pread(outbox->spill_fd, spill, sizeof *spill, 0) != (ssize_t)sizeof *spill)
		return err_set(err, ERR_IO, "register: the file of outcomes can't be read");
	if (spill->count > GROUP_LETTERS)
		return OK;
	digest_of(spill, digest);
	return memcmp(digest, spill->digest, sizeof digest) ? OK : take_back(outbox, spill, err);
}

void spill_keep(struct outbox *outbox)
{
	struct err err = {0};
	struct spill *spill = calloc(1, sizeof *spill);
	if (!spill)
		abort();
	spill->count = outbox->group_count;
	memcpy(spill->group, outbox->group, outbox->group_count * sizeof *outbox->group);
	digest_of(spill, spill->digest);
	outbox->is_spilled = true;
	if (write_spill(outbox, spill, &err))
		log_event(LOG_LEVEL_ERROR, "submit.unrecorded", "letters=%zu what=\"%s\"",
			  outbox->group_count, err.text);
	free(spill);
}

/* It names recipients: nothing of it stays. */
int spill_forget(struct outbox *outbox, struct err *err)
{
	static const struct spill NOTHING;
	if (!outbox->is_spilled)
		return OK;
	int rc = write_spill(outbox, &NOTHING, err);
	outbox->is_spilled = rc != OK;
	return rc;
}

void spill_close(struct outbox *outbox)
{
	if (outbox->spill_fd < 0)
		return;
	if (!outbox->group_count && !outbox->is_spilled)
		unlink(path_of(outbox));
	close(outbox->spill_fd);
}

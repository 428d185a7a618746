#include "maildir.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const folders[] = {"tmp", "new", "cur"};

enum { NAME_BYTES = 160, BLOCK_BYTES = 16 * 1024 };

static int sync_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return -1;
	int rc = fsync(fd);

	close(fd);
	return rc;
}

int maildir_make(const char *directory, struct err *err)
{
	char path[PATH_MAX];

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		if (snprintf(path, sizeof path, "%s/%s", directory, folders[i]) >= (int)sizeof path)
			return err_set(err, ERR_IO, "relay: the Maildir's path is too long");
		int rc = io_make_directories(path, err);

		if (rc)
			return err_prefix(err, "relay");
	}
	return sync_directory(directory) ? err_set(err, ERR_IO, "relay: %s: %s", directory, strerror(errno))
					 : OK;
}

/* Time, process, count, random bits (a time set by --now may recur) and the host, as in
 * https://cr.yp.to/proto/maildir.html; / and : are special in a Maildir. */
static void unique_name(char name[NAME_BYTES])
{
	static unsigned long count;
	struct timespec now;
	char host[64] = "";
	uint32_t random;

	if (gethostname(host, sizeof host - 1) || !*host)
		snprintf(host, sizeof host, "localhost");
	for (char *c = host; *c; c++)
		if (*c == '/' || *c == ':')
			*c = '-';
	random_bytes(&random, sizeof random);
	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(name, NAME_BYTES, "%lld.M%06ldP%ldQ%luR%08lx.%s", (long long)clock_now(), now.tv_nsec / 1000,
		 (long)getpid(), ++count, (unsigned long)random, host);
}

static int write_letter(int fd, const char *sender, const char *recipient, const struct bytes *parts,
			size_t part_count, struct err *err)
{
	char block[BLOCK_BYTES];
	struct stream stream;
	char last = '\n';
	int rc = OK;
	int length =
	    snprintf(block, sizeof block, "Return-Path: <%s>\nDelivered-To: %s\n", sender, recipient);

	stream_start(&stream, parts, part_count, "\n");
	for (size_t count = (size_t)length; rc == OK && count > 0;
	     count = stream_read(&stream, block, sizeof block)) {
		rc = io_write_all(fd, block, count, 0, err);
		last = block[count - 1];
	}
	if (rc == OK && last != '\n')
		rc = io_write_all(fd, "\n", 1, 0, err);
	if (rc == OK && fsync(fd))
		rc = err_set(err, ERR_IO, "fsync: %s", strerror(errno));
	return rc;
}

/* Writes tmp/NAME; removes it after an error. */
static int write_temporary(const char *path, const char *sender, const char *recipient,
			   const struct bytes *parts, size_t part_count, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_set(err, ERR_IO, "open: %s", strerror(errno));
	int rc = write_letter(fd, sender, recipient, parts, part_count, err);

	if (close(fd) && rc == OK)
		rc = err_set(err, ERR_IO, "close: %s", strerror(errno));
	if (rc)
		unlink(path);
	return rc;
}

/* Makes the written file visible and durable. */
static int publish(const char *temporary, const char *directory, const char *name, struct err *err)
{
	char folder[PATH_MAX], path[PATH_MAX];

	if (snprintf(folder, sizeof folder, "%s/new", directory) >= (int)sizeof folder ||
	    snprintf(path, sizeof path, "%s/new/%s", directory, name) >= (int)sizeof path)
		return err_set(err, ERR_IO, "the path is too long");
	bool is_renamed = rename(temporary, path) == 0;
	if (is_renamed && sync_directory(folder) == 0)
		return OK;
	int rc = err_set(err, ERR_IO, "%s: %s", is_renamed ? "fsync" : "rename", strerror(errno));

	unlink(is_renamed ? path : temporary); /* as it will be written again */
	return rc;
}

void maildir_deliver(const char *directory, const char *sender, const char *recipient,
		     const struct bytes *parts, size_t part_count, struct submit_reply *reply)
{
	char name[NAME_BYTES], temporary[PATH_MAX];
	struct err err = {0};
	int rc;

	unique_name(name);
	if (snprintf(temporary, sizeof temporary, "%s/tmp/%s", directory, name) >= (int)sizeof temporary)
		rc = err_set(&err, ERR_IO, "the path is too long");
	else
		rc = write_temporary(temporary, sender, recipient, parts, part_count, &err);
	if (rc == OK)
		rc = publish(temporary, directory, name, &err);
	if (rc) {
		reply->verdict = SUBMIT_DOWN;
		snprintf(reply->text, sizeof reply->text, "Maildir: %.280s", err.text);
		return;
	}
	reply->verdict = SUBMIT_SENT;
	snprintf(reply->text, sizeof reply->text, "250 2.0.0 delivered to the Maildir as %s", name);
}

int maildir_probe(const char *directory, struct err *err)
{
	char path[PATH_MAX];
	int rc = maildir_make(directory, err);

	for (size_t i = 0; rc == OK && i < ARRAY_SIZE(folders); i++) {
		snprintf(path, sizeof path, "%s/%s", directory, folders[i]);
		if (access(path, W_OK | X_OK))
			rc = err_set(err, ERR_IO, "relay: %s: %s", path, strerror(errno));
	}
	return rc;
}

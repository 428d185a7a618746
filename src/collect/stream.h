/* The bytes between us and the mail server: a socket, later GnuTLS over it, under libetpan's mailstream.
 *
 * libetpan's own TLS accepts any certificate, its time-outs are per read, and its line reader has no limit.
 * Here every command has an absolute deadline and a byte budget, the end of the connection is an error, and
 * after the first fault every read and write fails at once, so that libetpan cannot wait or loop. */
#ifndef COLLECT_STREAM_H
#define COLLECT_STREAM_H

#include "base/err.h"

#include <libetpan/mailstream.h>
#include <stdbool.h>
#include <stddef.h>

struct stream;

/* Connects. ERR_TEMPORARY. The stream must outlive its mailstream. */
int stream_open(struct stream **out, const char *host, int port, int timeout_ms, struct err *err);
void stream_close(struct stream **stream);
bool stream_is_loopback(const struct stream *stream);

/* TLS 1.2 or later, the chain and the host's name verified against ca_file (PEM) or, when NULL, the system's
 * store, before a byte of application data passes. ERR_DENIED, ERR_CONFIG (ca_file), ERR_IO, ERR_TEMPORARY.
 */
int stream_secure(struct stream *stream, const char *ca_file, struct err *err);

/* A mailstream over it; whoever closes the mailstream leaves the stream to stream_close. NULL: out of memory.
 */
mailstream *stream_wrap(struct stream *stream);

/* From now on one command: timeout_ms for all of it, and at most budget_bytes to read. */
void stream_begin(struct stream *stream, int timeout_ms, size_t budget_bytes);
/* Message data that was expected arrived: it does not count, and a slow line is granted a second for each 64
 * KiB. */
void stream_credit(struct stream *stream, size_t bytes);

/* Why the stream is dead, or NULL. */
const struct err *stream_fault(const struct stream *stream);
void stream_kill(struct stream *stream); /* out of step: nothing more may be read or written */

enum { STREAM_DATA = 1, STREAM_WAKE = 2 };
/* Waits until the stream has something to read, wake_fd (-1: none) is readable, or the time (monotonic) has
 * come: 0, STREAM_DATA or STREAM_WAKE or both. */
int stream_await(struct stream *stream, int wake_fd, long long until_ms);
/* While impatient a read with nothing there gives 0 instead of waiting. */
void stream_set_patience(struct stream *stream, bool patient);

#endif

/* The byte stream to the mail server under libetpan's mailstream: a socket, later with GnuTLS.
 *
 * libetpan's own TLS accepts any certificate, its time-outs are per read, and its line reader has no limit.
 * This stream gives every command an absolute deadline and a byte budget, and end of file is an error. After
 * the first failure every read and write fails at once, so that libetpan can't wait or loop. */
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

/* Starts TLS 1.2 or later; verifies the chain and the host name against ca_file (PEM) or, when NULL, the
 * system's store, before any application data. ERR_DENIED, ERR_CONFIG (ca_file), ERR_IO, ERR_TEMPORARY. */
int stream_secure(struct stream *stream, const char *ca_file, struct err *err);

/* A mailstream over this stream. Closing the mailstream does not close the stream, stream_close does. NULL:
 * out of memory. */
mailstream *stream_wrap(struct stream *stream);

/* Starts a new command: timeout_ms for all of it, and at most budget_bytes to read. */
void stream_begin(struct stream *stream, int timeout_ms, size_t budget_bytes);
/* Expected message data has arrived: it does not count against the budget, and 64 KiB extend the deadline by
 * a second. */
void stream_credit(struct stream *stream, size_t bytes);

/* Why the stream has failed, or NULL. */
const struct err *stream_fault(const struct stream *stream);
void stream_kill(struct stream *stream); /* marks the stream as out of step: no further reads or writes */

enum { STREAM_DATA = 1, STREAM_WAKE = 2 };
/* Waits until the stream is readable, wake_fd (-1: none) is readable, or the deadline (monotonic): 0,
 * STREAM_DATA, STREAM_WAKE or both. */
int stream_await(struct stream *stream, int wake_fd, long long until_ms);
/* While impatient, a read without data returns 0 instead of waiting. */
void stream_set_patience(struct stream *stream, bool patient);

#endif

/* A TLS client over a non-blocking socket (GnuTLS). */
#ifndef COLLECT_TLS_H
#define COLLECT_TLS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct tls;

/* ERR_CONFIG (ca_file can't be read or holds no certificate), ERR_INTERNAL. */
int tls_new(struct tls **out, int fd, const char *host, const char *ca_file, struct err *err);
void tls_free(struct tls **tls);

/* OK with *events 0: done. OK with *events: call again when the socket is ready for them. ERR_DENIED (bad
 * certificate, or at most TLS 1.1), ERR_IO. */
int tls_handshake(struct tls *tls, short *events, struct err *err);

/* Returns the number of bytes; 0 and *events when the socket must become ready first; -1 when the connection
 * has ended. */
ssize_t tls_read(struct tls *tls, void *data, size_t length, short *events);
ssize_t tls_write(struct tls *tls, const void *data, size_t length, short *events);
bool tls_has_data(const struct tls *tls); /* decrypted, not yet read */

#endif

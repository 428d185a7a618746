/* Files and pipes. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/bytes.h"
#include "base/err.h"

#include <sys/types.h>

/* The whole file, at most max_bytes. ERR_NOT_FOUND, ERR_IO, ERR_LIMIT. */
int io_read_file(struct arena *arena, const char *path, size_t max_bytes, struct bytes *out, struct err *err);
/* Writes or reads exactly length_bytes, resuming after signals. OK; ERR_IO; ERR_NOT_FOUND at end of file
 * before the first byte; ERR_TEMPORARY when deadline_ms (monotonic, 0 none; see io_now_ms) has passed. */
int io_write_all(int fd, const void *data, size_t length_bytes, long long deadline_ms, struct err *err);
int io_read_all(int fd, void *data, size_t length_bytes, long long deadline_ms, struct err *err);
long long io_now_ms(void); /* monotonic */
long long io_cpu_ms(void); /* what this process has computed: whatever else runs on the machine */
/* The file as a whole or not at all: who reads it meanwhile reads the former one. What is no regular file (a
 * pipe, a terminal) is written to as it is. mode: of the file, whatever the umask; 0: as the umask says.
 * ERR_IO. */
int io_write_file(const char *path, struct bytes content, mode_t mode, struct err *err);
/* Makes durable what was created, renamed or removed beside the path: 0, or -1 and errno. */
int io_sync_folder_of(const char *path);
/* Creates the directory and those above it (mode 0700 when it makes them). ERR_IO. */
int io_make_directories(const char *path, struct err *err);

#endif

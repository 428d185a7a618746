/* Files and pipes. */
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/bytes.h"
#include "base/err.h"

#include <sys/types.h>

/* Reads the whole file, at most max_bytes. ERR_NOT_FOUND, ERR_IO, ERR_LIMIT. */
int io_read_file(struct arena *arena, const char *path, size_t max_bytes, struct bytes *out, struct err *err);
/* Writes or reads exactly length_bytes, resuming after signals. OK; ERR_IO; ERR_NOT_FOUND at end of file
 * before the first byte; ERR_TEMPORARY when deadline_ms (monotonic, 0 none; see io_now_ms) has passed. */
int io_write_all(int fd, const void *data, size_t length_bytes, long long deadline_ms, struct err *err);
int io_read_all(int fd, void *data, size_t length_bytes, long long deadline_ms, struct err *err);
long long io_now_ms(void); /* monotonic */
long long io_cpu_ms(void); /* processor time of this process, independent of the machine's load */
/* Writes the file atomically: a concurrent reader sees the old content or the new. A pipe or terminal is
 * written to directly. mode: the file's mode whatever the umask; 0: what the umask gives. ERR_IO. */
int io_write_file(const char *path, struct bytes content, mode_t mode, struct err *err);
/* Syncs the folder of the path, so that creating, renaming or removing a file there is durable. 0, or -1 and
 * errno. */
int io_sync_folder_of(const char *path);
/* Creates the directory and its missing parents with mode 0700. ERR_IO. */
int io_make_directories(const char *path, struct err *err);
/* Ends the process with stdio's buffers written, but without the libraries' exit handlers: they free what
 * ends with the process, and take longer than many a command. Under AddressSanitizer with them, as the leak
 * checker is one. */
_Noreturn void io_exit(int status);

#endif

/* sandbox: what a process gives up permanently before it reads untrusted bytes, by Linux seccomp filters and
 * resource limits. A process that violates its filter is killed (SIGSYS).
 *
 *	sandbox_guard_memory()  first call in main: no core dump, no debugger of the same user
 *	sandbox_enter_reader()  in the reader, once everything it needs is loaded: an allow list
 *	sandbox_enter_stage()   in collect, handle and submit: a deny list, because glibc's resolver,
 *	                        GnuTLS and libcurl's threads need more calls than can be listed
 *
 * Under AddressSanitizer, which needs far more, the filters and the memory limit are left out. */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/err.h"

#include <stdbool.h>

void sandbox_guard_memory(void);

/* Leaves memory, the clock, exit, and reading and writing `fd`, the only descriptor that stays open. Opening
 * a file fails with EACCES instead of killing the process: libraries look for character sets that a mail
 * names. ERR_UNAVAILABLE: no seccomp. */
int sandbox_enter_reader(int fd, struct err *err);

/* Processor time for the next message in the sandbox; when it is used up, SIGXCPU ends the process. */
void sandbox_renew_time(void);

/* Denies new programs and processes, debuggers, mounts, namespaces, modules and listening sockets.
 * has_network false: no sockets to other machines either; true: only the socket families that mail needs.
 * ERR_UNAVAILABLE. */
int sandbox_enter_stage(bool has_network, struct err *err);

#endif

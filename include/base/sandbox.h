/* sandbox: what a process gives up for good before it touches a stranger's bytes. Linux seccomp filters and
 * resource limits; a process that breaks its filter is killed (SIGSYS).
 *
 *	sandbox_guard_memory()  first thing in main: no core dump, no debugger of the same user
 *	sandbox_enter_reader()  in the reader, when all that it needs is loaded: an allow list
 *	sandbox_enter_stage()   in collect, handle and submit: a deny list;
 *	                     glibc's resolver, GnuTLS and libcurl's threads need more than can be listed
 *
 * Under AddressSanitizer, which needs far more, the filters and the limit of memory are left out. */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/err.h"

#include <stdbool.h>

void sandbox_guard_memory(void);

/* Memory, the clock, the end, and reading and writing `fd`, the only descriptor that is left open. What asks
 * for a file is told that it may not: libraries look for character sets that a stranger may name.
 * ERR_UNAVAILABLE: no seccomp. */
int sandbox_enter_reader(int fd, struct err *err);

/* Processor time for the next message in the sandbox, from now on; SIGXCPU ends the process when it is used
 * up.
 */
void sandbox_renew_time(void);

/* No new program and no new process, no debugger, no mount, no namespace, no module, no server; has_network
 * false: no socket to another machine either, else none but to the network that mail goes over (an allow list
 * of families). ERR_UNAVAILABLE. */
int sandbox_enter_stage(bool has_network, struct err *err);

#endif

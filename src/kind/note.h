/* What people write that no form takes, passed on to whoever is at the other end (specification section 2a).
 */
#ifndef KIND_NOTE_H
#define KIND_NOTE_H

#include "thread.h"

/* Passes the text on, once, and tells the sender where it went; or says why not. is_for_help: to the person
 * who helps, whoever is at the other end. Ends with the task's outcome. */
int note_handle(struct task *task, const struct thread_found *thread, const struct words_reading *reading,
		struct err *err);
/* Passes on what stands beside an answer that was accepted; the outcome stays. is_told: the answer's own
 * acknowledgement says so. */
int note_remark(struct task *task, const struct thread_found *thread, const char *remark, bool is_told,
		struct err *err);
/* Files that came with words: none is passed on. */
bool note_has_files(const struct task *task);

#endif

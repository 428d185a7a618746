/* Free text that no form takes, passed on to the person at the other end (specification section 2a). */
#ifndef KIND_NOTE_H
#define KIND_NOTE_H

#include "thread.h"

/* Passes the text on once and tells the sender where it went, or why it was not passed on. is_for_help: to
 * the help contact, whoever is at the other end. Sets the task's outcome. */
int note_handle(struct task *task, const struct thread_found *thread, const struct words_reading *reading,
		struct err *err);
/* Passes on the text beside an accepted answer; keeps the outcome. is_told: the answer's acknowledgement
 * mentions it. */
int note_remark(struct task *task, const struct thread_found *thread, const char *remark, bool is_told,
		struct err *err);
/* Files that came with free text: none is passed on. */
bool note_has_files(const struct task *task);

#endif

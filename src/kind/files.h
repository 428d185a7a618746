/* The files that a form brings and that are sent on: how many, how large, of which kind. They are told by
 * their content; what is inside is not read here. */
#ifndef KIND_FILES_H
#define KIND_FILES_H

#include "handle/task.h"

/* Adds a fault for each file that can't be sent on, and when there is none (`missing` says in French what is
 * missing; NULL: none is needed); returns how many files there are. */
size_t files_check(struct task *task, const char *missing);

#endif

/* The files in a form that are sent on: their number, sizes and types. Types are detected from the content,
 * which is not otherwise read here. */
#ifndef KIND_FILES_H
#define KIND_FILES_H

#include "handle/task.h"

/* Adds a fault for each file that can't be sent on, and one when there is none (`missing`: what is missing,
 * in French; NULL: files are optional). Returns the number of files. */
size_t files_check(struct task *task, const char *missing);

#endif

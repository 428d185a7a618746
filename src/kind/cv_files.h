/* The files of a CV: how many, how large, of which kind. They are told by their content; what is inside is
 * not read. */
#ifndef HANDLE_CV_FILES_H
#define HANDLE_CV_FILES_H

#include "handle/task.h"

/* Adds a fault for each file that can't be sent on; returns how many files there are. */
size_t cv_files_check(struct task *task);

#endif

/* Removes a test's directory with everything in it. */
#ifndef COLLECT_TREE_H
#define COLLECT_TREE_H

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static inline void remove_tree(const char *name)
{
	DIR *directory = opendir(name);
	struct dirent *entry;

	while (directory && (entry = readdir(directory))) {
		char below[512];

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (snprintf(below, sizeof below, "%s/%s", name, entry->d_name) >= (int)sizeof below)
			continue;
		if (unlink(below))
			remove_tree(below);
	}
	if (directory)
		closedir(directory);
	rmdir(name);
}

#endif

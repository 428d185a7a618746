/* Runs files through a fuzz target, as a test: former findings in tests/fuzz/regress/TARGET,
 * tests/fuzz/seeds/TARGET, and the folders given as arguments. An input that takes longer than MOST_MS is a
 * failure. */
#include "fuzz.h"

#include "base/io.h"

#include <dirent.h>
#include <sys/stat.h>

enum { MOST_BYTES = 64 << 20, MOST_MS = 10000 };

static int count, failed;

static void run_file(const char *path)
{
	struct arena *arena = arena_new();
	struct bytes input;
	struct err err = {0};
	long long start = io_now_ms();
	bool is_good = !io_read_file(arena, path, MOST_BYTES, &input, &err);
	if (is_good)
		fuzz_one(arena, input);
	is_good = is_good && io_now_ms() - start <= MOST_MS;
	failed += !is_good;
	printf("%s %d - %s%s\n", is_good ? "ok" : "not ok", ++count, path,
	       is_good ? "" : ": unreadable or too slow");
	arena_free(&arena);
}

static void run_folder(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	while (directory && (entry = readdir(directory))) {
		char path[1024];
		struct stat status;
		if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < sizeof path &&
		    !stat(path, &status) && S_ISREG(status.st_mode))
			run_file(path);
	}
	if (directory)
		closedir(directory);
}

int main(int argc, char **argv)
{
	static const unsigned char nothing[1];
	setvbuf(stdout, NULL, _IOLBF, 0); /* the last line printed is the input before the one that crashed */
	fuzz_prepare();
	struct arena *arena = arena_new();
	fuzz_one(arena, (struct bytes){nothing, 0});
	arena_free(&arena);
	printf("ok %d - nothing at all\n", ++count);
	run_folder("tests/fuzz/regress/" FUZZ_TARGET);
	run_folder("tests/fuzz/seeds/" FUZZ_TARGET);
	for (int i = 1; i < argc; i++)
		run_folder(argv[i]);
	printf("1..%d\n", count);
	return failed != 0;
}

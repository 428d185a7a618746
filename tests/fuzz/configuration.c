/* The configuration file. */
#include "fuzz.h"

#include "../../src/config.h"

#include <unistd.h>

static char path[] = "/tmp/passerelle-fuzz-XXXXXX";
static int file;

static void forget(void)
{
	unlink(path);
}

void fuzz_prepare(void)
{
	file = mkstemp(path);
	fuzz_expect(file >= 0, "a temporary file");
	atexit(forget);
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct config config;
	struct err err = {0};
	fuzz_expect(!ftruncate(file, 0) && pwrite(file, input.data, input.length, 0) == (ssize_t)input.length,
		    "the file can be written");
	if (config_read(arena, path, &config, &err))
		fuzz_expect(*err.text && !strchr(err.text, '\n'), "a fault is named in one line");
	else
		fuzz_expect(config.address && config.mailbox && config.max_message_bytes,
			    "what is needed is there");
}

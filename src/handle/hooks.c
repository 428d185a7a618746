#include "hooks.h"

#ifdef PASSERELLE_TEST_HOOKS

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void crash(void)
{
	raise(SIGSEGV);
}

static void loop(void)
{
	for (volatile unsigned turns = 0;; turns++)
		;
}

static void wait_for_ever(void)
{
	poll(NULL, 0, -1);
}

static void take_memory(void)
{
	enum { BLOCK = 64 << 20 };
	for (unsigned char *block; (block = malloc(BLOCK));)
		memset(block, 1, BLOCK);
	abort();
}

/* The sandbox refuses to open the file, as it should, and reading continues. */
static void open_file(void)
{
	if (open("/etc/passwd", O_RDONLY) >= 0)
		abort();
}

static void open_socket(void)
{
	socket(AF_INET, SOCK_STREAM, 0);
}

static void run_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
}

static void kill_parent(void)
{
	kill(getppid(), SIGKILL);
}

static char *head_of(struct arena *arena, struct bytes raw)
{
	enum { HEAD_BYTES = 2000 };
	return arena_strndup(arena, (const char *)raw.data,
			     raw.length < HEAD_BYTES ? raw.length : HEAD_BYTES);
}

void hooks_obey(enum hooks_place place, struct bytes raw)
{
	static const char *const FIELDS[] = {
	    [HOOKS_GATE] = "X-Passerelle-Test-Gate: ", [HOOKS_READER] = "X-Passerelle-Test: "};
	static const struct {
		const char *word;
		void (*act)(void);
	} ACTS[] = {
	    {"crash", crash},	 {"loop", loop},	  {"sleep", wait_for_ever}, {"memory", take_memory},
	    {"file", open_file}, {"socket", open_socket}, {"exec", run_program},    {"kill", kill_parent},
	};
	struct arena *arena = arena_new();
	const char *word = strstr(head_of(arena, raw), FIELDS[place]);
	for (size_t i = 0; word && i < ARRAY_SIZE(ACTS); i++)
		if (!strncmp(word + strlen(FIELDS[place]), ACTS[i].word, strlen(ACTS[i].word)))
			ACTS[i].act();
	arena_free(&arena);
}

const char *hooks_answer(struct arena *arena, struct bytes raw)
{
	static char *document; /* the answer of a compromised process */
	const char *text = arena_strndup(arena, (const char *)raw.data, raw.length);
	const char *body = strstr(text, "\n\n");
	if (body && strstr(head_of(arena, raw), "X-Passerelle-Test: answer")) {
		free(document);
		document = strdup(body + 2);
	}
	return arena_strdup(arena, document);
}

#endif

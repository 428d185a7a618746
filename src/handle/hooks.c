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

/* A file is refused, which is no fault: the message is read as if nothing had been. */
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

void hooks_obey(struct bytes raw)
{
	static const char FIELD[] = "X-Passerelle-Test: ";
	static const struct {
		const char *word;
		void (*act)(void);
	} ACTS[] = {
	    {"crash", crash},	 {"loop", loop},	  {"sleep", wait_for_ever}, {"memory", take_memory},
	    {"file", open_file}, {"socket", open_socket}, {"exec", run_program},    {"kill", kill_parent},
	};
	char head[2000] = "";
	memcpy(head, raw.data, raw.length < sizeof head ? raw.length : sizeof head - 1);
	const char *word = strstr(head, FIELD);
	for (size_t i = 0; word && i < ARRAY_SIZE(ACTS); i++)
		if (!strncmp(word + strlen(FIELD), ACTS[i].word, strlen(ACTS[i].word)))
			ACTS[i].act();
}

#endif

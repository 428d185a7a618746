#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <unistd.h>

static const char *log_process = "passerelle";
static enum log_level log_most = LOG_LEVEL_INFO;
static bool log_is_journal;

void log_open(const char *process, enum log_level most)
{
	log_process = process;
	log_most = most;
	log_is_journal = getenv("JOURNAL_STREAM") != NULL;
}

void log_event(enum log_level level, const char *event, const char *format, ...)
{
	if (level > log_most)
		return;
	char pairs[800], line[1000];
	va_list args;
	va_start(args, format);
	vsnprintf(pairs, sizeof pairs, format, args);
	va_end(args);
	for (char *c = pairs; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	char priority[8] = "";
	if (log_is_journal)
		snprintf(priority, sizeof priority, "<%d>", (int)level);
	int length = snprintf(line, sizeof line, "%s%s process=%s%s%s\n", priority, event, log_process,
			      *pairs ? " " : "", pairs);
	/* One write a line: several processes share the stream. A log that can't be written stops nothing. */
	while (write(STDERR_FILENO, line, (size_t)length) < 0 && errno == EINTR)
		;
}

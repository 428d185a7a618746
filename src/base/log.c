#include "base/log.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char *log_process = "passerelle";
static enum log_level log_most = LOG_LEVEL_INFO;
static bool log_is_journal;
static int log_socket = -1; /* journald's socket */

void log_open(const char *process, enum log_level most)
{
	log_process = process;
	log_most = most;
	log_is_journal = getenv("JOURNAL_STREAM") != NULL;
}

/* Whether stderr is the stream that the service manager connected to the journal (systemd.exec(5)). */
static bool is_stderr_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	struct stat status;
	char own[48];
	if (!stream || fstat(STDERR_FILENO, &status))
		return false;
	snprintf(own, sizeof own, "%llu:%llu", (unsigned long long)status.st_dev,
		 (unsigned long long)status.st_ino);
	return !strcmp(stream, own);
}

void log_with_fields(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/run/systemd/journal/socket"};
	if (log_socket >= 0 || !is_stderr_journal())
		return;
	log_socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (log_socket >= 0 && connect(log_socket, (const struct sockaddr *)&address, sizeof address)) {
		close(log_socket);
		log_socket = -1;
	}
}

/* Adds the first pair as a field; returns the rest. */
static const char *add_field(FILE *out, const char *pairs)
{
	size_t name = strcspn(pairs, "= ");
	const char *value = pairs + name + (pairs[name] == '=');
	bool is_quoted = *value == '"';
	value += is_quoted;
	const char *end = value;
	while (*end && (is_quoted ? *end != '"' || (end[1] && end[1] != ' ') : *end != ' '))
		end++;
	fputs("PASSERELLE_", out);
	for (size_t i = 0; i < name; i++)
		fputc(toupper((unsigned char)pairs[i]), out);
	fprintf(out, "=%.*s\n", (int)(end - value), value);
	end += is_quoted && *end;
	return end + strspn(end, " ");
}

/* journald's own protocol: a datagram, FIELD=value lines. */
static bool tell_journal(enum log_level level, const char *event, const char *line, const char *pairs)
{
	char datagram[4096];
	FILE *out = log_socket < 0 ? NULL : fmemopen(datagram, sizeof datagram, "w");
	if (!out)
		return false;
	fprintf(out,
		"PRIORITY=%d\nSYSLOG_IDENTIFIER=passerelle\nMESSAGE=%s\nPASSERELLE_EVENT=%s\n"
		"PASSERELLE_PROCESS=%s\n",
		(int)level, line, event, log_process);
	while (*pairs)
		pairs = add_field(out, pairs);
	long length = ftell(out);
	fclose(out);
	return length > 0 && write(log_socket, datagram, (size_t)length) == length;
}

void log_event(enum log_level level, const char *event, const char *format, ...)
{
	if (level > log_most)
		return;
	char pairs[800], line[1000], whole[1010];
	va_list args;
	va_start(args, format);
	vsnprintf(pairs, sizeof pairs, format, args);
	va_end(args);
	for (char *c = pairs; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	snprintf(line, sizeof line, "%s process=%s%s%s", event, log_process, *pairs ? " " : "", pairs);
	if (tell_journal(level, event, line, pairs))
		return;
	char priority[8] = "";
	if (log_is_journal)
		snprintf(priority, sizeof priority, "<%d>", (int)level);
	int length = snprintf(whole, sizeof whole, "%s%s\n", priority, line);
	/* One write per line, because several processes share the stream. A failure to log is ignored. */
	while (write(STDERR_FILENO, whole, (size_t)length) < 0 && errno == EINTR)
		;
}

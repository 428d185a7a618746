/* A scripted SMTP server in a child process, which records what it receives. */
#ifndef SUBMIT_SERVER_H
#define SUBMIT_SERVER_H

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum step {
	AT_GREETING,
	AT_EHLO,
	AT_STARTTLS,
	AT_AUTH,
	AT_PASSWORD,
	AT_MAIL,
	AT_RCPT,
	AT_DATA,
	AT_DOT,
	AT_NOOP,
	AT_QUIT,
	STEPS
};

#define CUT "" /* closes the connection instead of replying */

struct script {
	const char *replies[STEPS];	  /* NULL: the usual one */
	const char *later_replies[STEPS]; /* instead of these, from a connection's second letter on */
	int letters_a_connection;	  /* letters per connection; 0: any number */
	int delay_ms;			  /* delay before the reply to ... */
	enum step delayed;
	size_t cut_after_bytes;		      /* in bytes of a letter; 0: never */
	gnutls_certificate_credentials_t tls; /* NULL: none */
	bool is_tls_at_once;		      /* smtps */
	const char *tls_versions;	      /* as a priority string; NULL: the default */
};

struct server {
	pid_t pid;
	int port;
	FILE *transcript; /* "connected" and each command, a line each */
	FILE *letters;	  /* as received, without dot-stuffing, concatenated */
};

struct session {
	int fd;
	gnutls_session_t tls;
	const struct script *script;
	const struct server *server;
	unsigned char block[16384];
	size_t length, next;
	int letters;
};

static const struct {
	const char *verb;
	enum step step;
} server_verbs[] = {
    {"EHLO", AT_EHLO},	       {"HELO", AT_EHLO}, {"STARTTLS", AT_STARTTLS}, {"AUTH", AT_AUTH},
    {"czNjcmV0", AT_PASSWORD}, {"MAIL", AT_MAIL}, {"RCPT", AT_RCPT},	     {"DATA", AT_DATA},
    {"NOOP", AT_NOOP},	       {"QUIT", AT_QUIT},
};

static const char *const usual_replies[STEPS] = {
    [AT_GREETING] = "220 mx.example ESMTP",
    [AT_EHLO] = "250-mx.example\r\n250-SIZE 40000000\r\n250 AUTH PLAIN XOAUTH2",
    [AT_STARTTLS] = "220 2.0.0 go ahead",
    [AT_AUTH] = "235 2.7.0 welcome",
    [AT_PASSWORD] = "235 2.7.0 welcome",
    [AT_MAIL] = "250 2.1.0 sender ok",
    [AT_RCPT] = "250 2.1.5 recipient ok",
    [AT_DATA] = "354 go on",
    [AT_DOT] = "250 2.0.0 queued as 4711",
    [AT_NOOP] = "250 2.0.0 ok",
    [AT_QUIT] = "221 2.0.0 bye",
};

static void server_log(const struct server *server, const char *line)
{
	fprintf(server->transcript, "%s\n", line);
	fflush(server->transcript);
}

static void session_write(struct session *session, const void *data, size_t length)
{
	ssize_t sent = session->tls ? gnutls_record_send(session->tls, data, length)
				    : send(session->fd, data, length, MSG_NOSIGNAL);
	(void)sent;
}

static int session_getc(struct session *session)
{
	if (session->next == session->length) {
		ssize_t got = session->tls
				  ? gnutls_record_recv(session->tls, session->block, sizeof session->block)
				  : recv(session->fd, session->block, sizeof session->block, 0);
		if (got <= 0)
			return -1;
		session->length = (size_t)got;
		session->next = 0;
	}
	return session->block[session->next++];
}

/* A line without its CRLF; false at the end. Bare LF and CR are kept. */
static bool session_gets(struct session *session, char *line, size_t room)
{
	size_t length = 0;
	int c;

	while ((c = session_getc(session)) >= 0 && length + 1 < room) {
		line[length++] = (char)c;
		if (c == '\n' && length > 1 && line[length - 2] == '\r') {
			line[length - 2] = '\0';
			return true;
		}
	}
	return false;
}

static bool session_start_tls(struct session *session)
{
	const char *versions = session->script->tls_versions;

	gnutls_init(&session->tls, GNUTLS_SERVER);
	gnutls_priority_set_direct(session->tls, versions ? versions : "NORMAL", NULL);
	gnutls_credentials_set(session->tls, GNUTLS_CRD_CERTIFICATE, session->script->tls);
	gnutls_transport_set_int(session->tls, session->fd);
	session->next = session->length = 0;
	return gnutls_handshake(session->tls) == 0;
}

/* Replies as scripted; false when the connection ends here. */
static bool session_reply(struct session *session, enum step step)
{
	const struct script *script = session->script;
	const char *reply = script->replies[step] ? script->replies[step] : usual_replies[step];
	char line[1000];

	if (session->letters > 0 && script->later_replies[step])
		reply = script->later_replies[step];
	if (script->delay_ms > 0 && script->delayed == step)
		poll(NULL, 0, script->delay_ms);
	if (!*reply)
		return false;
	snprintf(line, sizeof line, "%s\r\n", reply);
	session_write(session, line, strlen(line));
	return true;
}

/* Receives a letter up to the final dot, removing dot-stuffing (RFC 5321 4.5.2). */
static bool session_take_letter(struct session *session)
{
	static const char end[] = "\r\n.\r\n";
	FILE *letters = session->server->letters;
	size_t matched = 2, received = 0;
	int c;

	while ((c = session_getc(session)) >= 0) {
		if (session->script->cut_after_bytes && ++received > session->script->cut_after_bytes)
			return false;
		if (matched == 3 && c != '\r') {
			matched = 0; /* the first dot of a line is dropped */
			if (c != '.')
				fputs("<dot without stuffing>", letters);
		}
		if (matched == 4 && c != '\n')
			fputs("<dot, CR>", letters);
		if (c == end[matched])
			matched++;
		else
			matched = c == '\r' ? 1 : 0;
		if (matched == sizeof end - 1)
			break;
		if (matched < 3)
			fputc(c, letters);
	}
	fflush(letters);
	return c >= 0;
}

static bool session_serve(struct session *session, const char *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(server_verbs); i++) {
		enum step step = server_verbs[i].step;

		if (strncasecmp(line, server_verbs[i].verb, strlen(server_verbs[i].verb)) != 0)
			continue;
		if (!session_reply(session, step) || step == AT_QUIT)
			return false;
		if (step == AT_STARTTLS && session->script->tls)
			return session_start_tls(session);
		if (step != AT_DATA ||
		    (session->script->replies[AT_DATA] && session->script->replies[AT_DATA][0] != '3'))
			return true;
		if (!session_take_letter(session) || !session_reply(session, AT_DOT))
			return false;
		session->letters++;
		return session->letters != session->script->letters_a_connection;
	}
	session_write(session, "500 what?\r\n", 11);
	return true;
}

static void serve_connection(const struct script *script, const struct server *server, int fd)
{
	struct session session = {.fd = fd, .script = script, .server = server};
	char line[2000];
	bool goes_on;

	server_log(server, "connected");
	goes_on =
	    (!script->is_tls_at_once || session_start_tls(&session)) && session_reply(&session, AT_GREETING);
	while (goes_on && session_gets(&session, line, sizeof line)) {
		server_log(server, line);
		goes_on = session_serve(&session, line);
	}
	if (session.tls)
		gnutls_deinit(session.tls);
	close(fd);
}

static void server_start(struct server *server, const struct script *script)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) || listen(listener, 10) ||
	    getsockname(listener, (struct sockaddr *)&address, &length))
		abort();
	server->port = ntohs(address.sin_port);
	server->transcript = tmpfile();
	server->letters = tmpfile();
	server->pid = fork();
	if (server->pid == 0) {
		int fd;

		alarm(60); /* so that it never stays running */
		while ((fd = accept(listener, NULL, NULL)) >= 0)
			serve_connection(script, server, fd);
		_exit(0);
	}
	close(listener);
}

static char *file_text(FILE *file, size_t *length)
{
	size_t room = 64u << 20, got = 0;
	char *text = malloc(room);
	ssize_t count;

	while (text && got + 1 < room &&
	       (count = pread(fileno(file), text + got, room - got - 1, (off_t)got)) > 0)
		got += (size_t)count;
	if (!text)
		abort();
	text[got] = '\0';
	if (length)
		*length = got;
	return text;
}

/* The number of lines in the transcript that start with this word. */
static int server_count(const struct server *server, const char *word)
{
	char *text = file_text(server->transcript, NULL), *line = text;
	int count = 0;

	while (line && *line) {
		count += strncmp(line, word, strlen(word)) == 0;
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	free(text);
	return count;
}

/* Waits for the client's last words before it disconnected. */
static inline bool server_heard(const struct server *server, const char *word)
{
	int tries = 500;

	while (server_count(server, word) == 0 && --tries > 0)
		poll(NULL, 0, 10);
	return tries > 0;
}

static void server_stop(struct server *server)
{
	kill(server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	fclose(server->transcript);
	fclose(server->letters);
}

#endif

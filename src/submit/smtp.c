#include "smtp.h"
#include "base/io.h"
#include "base/text.h"
#include "dialogue.h"
#include "stream.h"
#include "verdict.h"

#include <ctype.h>
#include <curl/curl.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	DOT_TIMEOUT_MS = 600 * 1000,	 /* RFC 5321 4.5.3.2.6 */
	NEVER_SECONDS = 24 * 60 * 60,	 /* libcurl's time-outs; ours are shorter */
	DEFAULT_TIMEOUT_MS = 300 * 1000, /* RFC 5321 4.5.3.2 */
};

struct smtp {
	const struct submit_options *options;
	const struct relay *relay;
	CURL *curl;
	char *url;
	int timeout_ms;
	bool must_authenticate;
	char fault[CURL_ERROR_SIZE];
	struct dialogue dialogue;
	struct stream stream;
	bool is_handed_over; /* libcurl was told the end of data: the final dot may have been sent */
	bool is_probe;	     /* no letter: ends after RCPT */
	bool lacks_auth;     /* why the header callback ended the session */
	long long deadline_ms;
};

static void set_deadline(struct smtp *smtp, int timeout_ms)
{
	smtp->deadline_ms = io_now_ms() + timeout_ms;
}

/* libcurl calls this with a command right after sending it, before reading the reply. */
static int on_debug(CURL *curl, curl_infotype type, char *data, size_t length, void *user)
{
	struct smtp *smtp = user;

	(void)curl;
	if (type == CURLINFO_HEADER_OUT && dialogue_take_command(&smtp->dialogue, data, length))
		set_deadline(smtp, smtp->timeout_ms);
	return 0;
}

/* libcurl would continue without login when the server offers none. */
static bool is_login_missing(const struct smtp *smtp)
{
	const struct dialogue *dialogue = &smtp->dialogue;
	bool will_start_tls = dialogue->offers_starttls && !dialogue->is_secure;

	return smtp->must_authenticate && dialogue->phase == SMTP_EHLO &&
	       dialogue_last(dialogue)->code / 100 == 2 && !dialogue->offers_auth && !will_start_tls;
}

static size_t on_reply_line(char *data, size_t size, size_t count, void *user)
{
	struct smtp *smtp = user;

	if (dialogue_take_line(&smtp->dialogue, data, size * count) && is_login_missing(smtp)) {
		smtp->lacks_auth = true;
		return 0;
	}
	if (smtp->is_probe && smtp->dialogue.phase == SMTP_RCPT && dialogue_last(&smtp->dialogue)->code)
		return 0;
	return size * count;
}

static bool may_go(const struct smtp *smtp)
{
	return !smtp->options->may_go || smtp->options->may_go(smtp->options->may_go_user);
}

static size_t on_read(char *out, size_t size, size_t count, void *user)
{
	struct smtp *smtp = user;
	if (!may_go(smtp))
		return CURL_READFUNC_ABORT;
	size_t length = stream_read(&smtp->stream, out, size * count);

	if (length > 0) {
		set_deadline(smtp, smtp->timeout_ms);
		return length;
	}
	if (smtp->options->on_end) {
		smtp->options->on_end(smtp->options->on_end_user);
		if (!may_go(smtp))
			return CURL_READFUNC_ABORT;
	}
	smtp->is_handed_over = true;
	set_deadline(smtp, smtp->timeout_ms > DOT_TIMEOUT_MS ? smtp->timeout_ms : DOT_TIMEOUT_MS);
	return 0;
}

/* Called at least once a second, also while libcurl waits. */
static int on_progress(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	const struct smtp *smtp = user;

	(void)a, (void)b, (void)c, (void)d;
	if (smtp->options->on_wait)
		smtp->options->on_wait(smtp->options->on_wait_user);
	return io_now_ms() > smtp->deadline_ms;
}

/* Whether all options were accepted. */
static bool set_callbacks(struct smtp *smtp, CURL *curl)
{
	return curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L) == CURLE_OK && /* for the debug callback */
	       curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, on_debug) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_DEBUGDATA, smtp) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_reply_line) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_HEADERDATA, smtp) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_READFUNCTION, on_read) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_READDATA, smtp) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_XFERINFODATA, smtp) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->fault) == CURLE_OK;
}

static bool set_connection(const struct smtp *smtp, CURL *curl)
{
	return curl_easy_setopt(curl, CURLOPT_URL, smtp->url) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_PROXY, "") == CURLE_OK && /* ignore proxies in the
									   environment */
	       curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_TCP_KEEPALIVE, 1L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)NEVER_SECONDS) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)NEVER_SECONDS) == CURLE_OK;
}

/* On loopback STARTTLS is used when offered; without a ca_file its certificate isn't verified, as plain text
 * is allowed too. */
static bool set_tls(const struct smtp *smtp, CURL *curl)
{
	bool is_optional = smtp->relay->is_loopback && !smtp->relay->is_tls;
	bool verifies = !is_optional || smtp->options->ca_file;
	long use_ssl = is_optional ? CURLUSESSL_TRY : CURLUSESSL_ALL;

	if (smtp->options->ca_file &&
	    (curl_easy_setopt(curl, CURLOPT_CAINFO, smtp->options->ca_file) != CURLE_OK ||
	     curl_easy_setopt(curl, CURLOPT_CAPATH, NULL) != CURLE_OK))
		return false;
	return curl_easy_setopt(curl, CURLOPT_USE_SSL, use_ssl) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, verifies ? 1L : 0L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, verifies ? 2L : 0L) == CURLE_OK;
}

/* Without LOGIN_OPTIONS libcurl would prefer GSSAPI for user@domain, which needs a ticket that a daemon
 * doesn't have. */
static bool set_login(const struct smtp *smtp, CURL *curl)
{
	const char *secret = smtp->options->secret ? smtp->options->secret : "";

	if (!smtp->must_authenticate)
		return true;
	if (curl_easy_setopt(curl, CURLOPT_USERNAME, smtp->relay->user) != CURLE_OK ||
	    curl_easy_setopt(curl, CURLOPT_SASL_IR, 1L) != CURLE_OK)
		return false;
	if (strcmp(smtp->options->auth, "xoauth2") == 0)
		return curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, secret) == CURLE_OK &&
		       curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2") == CURLE_OK;
	return curl_easy_setopt(curl, CURLOPT_PASSWORD, secret) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN;AUTH=CRAM-MD5") ==
		   CURLE_OK;
}

static CURL *new_handle(struct smtp *smtp)
{
	CURL *curl = curl_easy_init();

	if (curl && set_callbacks(smtp, curl) && set_connection(smtp, curl) && set_tls(smtp, curl) &&
	    set_login(smtp, curl))
		return curl;
	curl_easy_cleanup(curl);
	return NULL;
}

/* RFC 5321 section 4.1.1.1 wants a fully qualified name. libcurl would use the machine's host name, and many
 * relays refuse names without a dot. */
static const char *own_name(struct arena *arena, const struct submit_options *options)
{
	const struct addrinfo hints = {.ai_flags = AI_CANONNAME, .ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	char name[256] = "";
	const char *own = "";

	if (options->hostname && *options->hostname)
		return options->hostname;
	if (gethostname(name, sizeof name - 1) == 0 && strchr(name, '.'))
		own = arena_strdup(arena, name);
	else if (*name && getaddrinfo(name, NULL, &hints, &found) == 0 && found->ai_canonname &&
		 strchr(found->ai_canonname, '.'))
		own = arena_strdup(arena, found->ai_canonname);
	if (found)
		freeaddrinfo(found);
	return *own && text_is_host_name(own) ? own : options->domain ? options->domain : "";
}

static int check_options(const struct relay *relay, const struct submit_options *options, struct err *err)
{
	static const char *const known[] = {"password", "xoauth2", "none"};
	size_t i = 0, count = ARRAY_SIZE(known);

	while (i < count && !(options->auth && strcmp(options->auth, known[i]) == 0))
		i++;
	if (i == count)
		return err_set(err, ERR_CONFIG, "relay_auth: none of password, xoauth2, none");
	if (options->hostname && !text_is_host_name(options->hostname))
		return err_set(err, ERR_CONFIG, "relay: the host name for EHLO is not one");
	if (relay->user && strcmp(options->auth, "none") != 0 && (!options->secret || !*options->secret))
		return err_set(err, ERR_CONFIG, "relay_secret: needed for the user of the relay's URL");
	return OK;
}

int smtp_open(struct arena *arena, const struct relay *relay, const struct submit_options *options,
	      struct smtp **out, struct err *err)
{
	struct smtp *smtp = arena_alloc(arena, sizeof *smtp);
	int rc = check_options(relay, options, err);

	if (rc)
		return rc;
	smtp->options = options;
	smtp->relay = relay;
	smtp->timeout_ms = options->timeout_ms > 0 ? options->timeout_ms : DEFAULT_TIMEOUT_MS;
	smtp->must_authenticate = relay->user && strcmp(options->auth, "none") != 0;
	/* The URL's path is the name for EHLO. */
	smtp->url = arena_printf(arena, "%s://%s:%d/%s", relay->is_tls ? "smtps" : "smtp", relay->host,
				 relay->port, own_name(arena, options));
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, ERR_INTERNAL, "relay: libcurl can't be initialised");
	smtp->curl = new_handle(smtp);
	if (!smtp->curl) {
		curl_global_cleanup();
		return err_set(err, ERR_INTERNAL, "relay: libcurl lacks something that is needed");
	}
	*out = smtp;
	return OK;
}

/* libcurl sends QUIT and would wait two minutes for the reply. */
static void forget_answers(CURL *curl)
{
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK && fd != CURL_SOCKET_BAD)
		shutdown(fd, SHUT_RD);
}

void smtp_close(struct smtp **smtp)
{
	if (!*smtp)
		return;
	forget_answers((*smtp)->curl);
	curl_easy_cleanup((*smtp)->curl);
	curl_global_cleanup();
	*smtp = NULL;
}

int smtp_renew(struct smtp *smtp, struct err *err)
{
	return set_login(smtp, smtp->curl) ? OK : err_set(err, ERR_INTERNAL, "relay: out of memory");
}

static CURLcode perform(struct smtp *smtp, CURL *curl)
{
	dialogue_start(&smtp->dialogue, smtp->relay->is_tls);
	smtp->is_handed_over = smtp->lacks_auth = false;
	smtp->fault[0] = '\0';
	set_deadline(smtp, smtp->timeout_ms);
	return curl_easy_perform(curl);
}

/* The local error's text when the relay has not replied. */
static void describe_fault(const struct smtp *smtp, CURLcode rc, char *text, size_t room)
{
	const char *why = smtp->fault[0] ? smtp->fault : curl_easy_strerror(rc);

	if (smtp->lacks_auth)
		why = "the server offers no AUTH";
	else if (rc == CURLE_ABORTED_BY_CALLBACK)
		why = "no answer in time";
	snprintf(text, room, "relay: %s: %s", dialogue_phase_name(smtp->dialogue.phase), why);
}

/* The server may have closed the idle connection, or sends 421 because it has accepted enough letters on
 * it. */
static bool is_worn_out(const struct smtp *smtp, CURL *curl, CURLcode rc)
{
	long new_connections = 1;
	int code = dialogue_last(&smtp->dialogue)->code;

	return rc != CURLE_OK && rc != CURLE_ABORTED_BY_CALLBACK && smtp->dialogue.phase <= SMTP_MAIL &&
	       (code == 0 || code == 421) &&
	       curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &new_connections) == CURLE_OK &&
	       new_connections == 0;
}

static void judge(const struct smtp *smtp, CURLcode rc, struct submit_reply *reply)
{
	const struct smtp_reply *last = dialogue_last(&smtp->dialogue);
	enum smtp_phase phase = smtp->dialogue.phase;
	/* Nothing is accepted before the end of data was sent. */
	int code = phase == SMTP_BODY && !smtp->is_handed_over && last->code < 400 ? 0 : last->code;

	struct smtp_reply judged = *last;

	judged.code = code;
	reply->verdict = verdict_of(phase, &judged, &reply->is_session);
	/* libcurl gives up at once when a token is refused with a 334 that carries the reason. */
	reply->is_login_refused = phase == SMTP_AUTH && (code == 334 || code / 100 == 5);
	if (reply->verdict == SUBMIT_FAILED && (phase == SMTP_RCPT || phase == SMTP_BODY))
		verdict_status(last->text, reply->status);
	reply->is_ambiguous = phase == SMTP_BODY && smtp->is_handed_over && code == 0;
	if (code >= 400 || reply->verdict == SUBMIT_SENT)
		snprintf(reply->text, sizeof reply->text, "%.299s", last->text);
	else
		describe_fault(smtp, rc, reply->text, sizeof reply->text);
}

/* libcurl isn't told the size: 7.88 compares it with the bytes written after dot-stuffing, and ends the
 * letter early when the two happen to match. */
void smtp_send(struct smtp *smtp, const char *sender, const char *recipient, const struct bytes *parts,
	       size_t part_count, struct submit_reply *reply)
{
	CURL *curl = smtp->curl;
	struct curl_slist *recipients = curl_slist_append(NULL, recipient);
	CURLcode rc = CURLE_OUT_OF_MEMORY;

	dialogue_start(&smtp->dialogue, false);
	if (recipients && curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK &&
	    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK) {
		stream_start(&smtp->stream, parts, part_count, "\r\n");
		rc = perform(smtp, curl);
		if (is_worn_out(smtp, curl, rc)) {
			stream_start(&smtp->stream, parts, part_count, "\r\n");
			rc = perform(smtp, curl);
		}
	}
	judge(smtp, rc, reply);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(recipients);
}

/* A time-out or a refused connection may be temporary; a bad certificate or login is not. */
static int probe_code(const struct smtp *smtp, CURLcode rc)
{
	static const struct {
		CURLcode curl;
		int code;
	} codes[] = {
	    {CURLE_PEER_FAILED_VERIFICATION, ERR_DENIED}, {CURLE_SSL_CACERT_BADFILE, ERR_DENIED},
	    {CURLE_USE_SSL_FAILED, ERR_DENIED},		  {CURLE_SSL_CONNECT_ERROR, ERR_DENIED},
	    {CURLE_REMOTE_ACCESS_DENIED, ERR_DENIED},	  {CURLE_COULDNT_CONNECT, ERR_TEMPORARY},
	    {CURLE_ABORTED_BY_CALLBACK, ERR_TEMPORARY},	  {CURLE_COULDNT_RESOLVE_HOST, ERR_TEMPORARY},
	};

	if (smtp->lacks_auth)
		return ERR_DENIED;
	if (dialogue_last(&smtp->dialogue)->code / 100 == 4)
		return ERR_TEMPORARY;
	if (rc == CURLE_LOGIN_DENIED ||
	    (dialogue_last(&smtp->dialogue)->code / 100 == 5 && smtp->dialogue.phase >= SMTP_MAIL))
		return ERR_DENIED;
	for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
		if (codes[i].curl == rc)
			return codes[i].code;
	return ERR_IO;
}

/* A no-op command makes libcurl log in; FORBID_REUSE then makes it send QUIT. */
static bool set_noop(CURL *curl)
{
	return curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "NOOP") == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_NOBODY, 1L) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK;
}

static bool set_envelope(CURL *curl, const char *sender, const struct curl_slist *recipients)
{
	return recipients && curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK &&
	       curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK;
}

int smtp_probe(struct smtp *smtp, const char *sender, const char *recipient, struct err *err)
{
	CURL *curl = curl_easy_duphandle(smtp->curl);
	struct curl_slist *recipients = recipient ? curl_slist_append(NULL, recipient) : NULL;
	struct submit_reply reply = {0};

	if (!curl || !(recipient ? set_envelope(curl, sender, recipients) : set_noop(curl))) {
		curl_easy_cleanup(curl);
		curl_slist_free_all(recipients);
		return err_set(err, ERR_INTERNAL, "relay: libcurl can't be prepared");
	}
	smtp->is_probe = true;
	CURLcode rc = perform(smtp, curl);

	smtp->is_probe = false;
	curl_easy_cleanup(curl);
	curl_slist_free_all(recipients);
	if (rc == CURLE_OK ||
	    (smtp->dialogue.phase == SMTP_RCPT && dialogue_last(&smtp->dialogue)->code / 100 == 2))
		return OK;
	judge(smtp, rc, &reply);
	return err_set(err, probe_code(smtp, rc), "%s", reply.text);
}

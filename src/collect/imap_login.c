/* From the connection to an authenticated session (RFC 3501 section 6.2, RFC 8314). */
#include "imap.h"

#include "base/hash.h"

static const char *host(const struct imap *imap)
{
	return imap->collect->url.host;
}

static int greet(struct imap *imap, bool *authenticated, struct err *err)
{
	mailstream *wrapped = stream_wrap(imap->stream);
	int result;

	if (!wrapped)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	imap_begin(imap, IMAP_TEXT_BYTES);
	result = mailimap_connect(imap->session, wrapped);
	if (result == MAILIMAP_ERROR_DONT_ACCEPT_CONNECTION)
		return err_set(err, ERR_TEMPORARY, "%s: the server sends us away (BYE)", host(imap));
	*authenticated = result == MAILIMAP_NO_ERROR_AUTHENTICATED;
	if (*authenticated || result == MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
		return OK;
	return imap_result(imap, result, "greeting", err);
}

/* Plain text so far: whatever the server has said may have been said by somebody between us. */
static int start_tls(struct imap *imap, struct err *err)
{
	bool is_optional = stream_is_loopback(imap->stream);
	int rc;

	/* Where plain text is accepted, a certificate that nobody vouches for proves nothing more. */
	if (is_optional && !imap->collect->options.ca_file)
		return OK;
	rc = imap_learn(imap, err);
	if (rc)
		return rc;
	if (!mailimap_has_extension(imap->session, "STARTTLS")) {
		if (is_optional)
			return OK;
		return err_set(err, ERR_DENIED, "%s: the server offers no STARTTLS", host(imap));
	}
	imap_begin(imap, IMAP_TEXT_BYTES);
	rc = imap_result(imap, mailimap_starttls(imap->session), "STARTTLS", err);
	/* libetpan calls that a refusal, where it notices it at all. */
	if ((!rc || rc == ERR_UNAVAILABLE) && imap->session->imap_stream->read_buffer_len > 0) {
		stream_kill(imap->stream);
		return err_set(err, ERR_DENIED, "%s: plain text was slipped in behind STARTTLS", host(imap));
	}
	if (rc == ERR_UNAVAILABLE)
		return err_set(err, ERR_DENIED, "%s: the server refuses STARTTLS", host(imap));
	if (rc)
		return rc;
	rc = stream_secure(imap->stream, imap->collect->options.ca_file, err);
	imap_forget(imap);
	return rc;
}

/* "\0user\0password" in base64 (RFC 4616). */
static char *plain_response(struct arena *arena, const char *user, const char *password)
{
	struct buf message = {.arena = arena};
	char *out;

	buf_addc(&message, '\0');
	buf_add(&message, user, strlen(user) + 1);
	buf_adds(&message, password);
	out = arena_alloc(arena, hash_base64_length(message.length) + 1);
	hash_base64(buf_bytes(&message), out);
	return out;
}

static int send_line(mailstream *stream, const char *line)
{
	if (mailstream_write(stream, line, strlen(line)) < 0 || mailstream_write(stream, "\r\n", 2) < 0 ||
	    mailstream_flush(stream))
		return MAILIMAP_ERROR_STREAM;
	return MAILIMAP_NO_ERROR;
}

/* By hand: mailimap_authenticate needs the plug-ins of Cyrus SASL even for this one. */
static int authenticate_plain(struct imap *imap, const char *response)
{
	mailimap *session = imap->session;
	struct mailimap_response *answer = NULL;
	const char *line;
	int state;
	int result = mailimap_send_current_tag(session);

	if (result == MAILIMAP_NO_ERROR)
		result = send_line(session->imap_stream, "AUTHENTICATE PLAIN");
	if (result != MAILIMAP_NO_ERROR)
		return result;
	line = mailimap_read_line(session);
	if (!line)
		return MAILIMAP_ERROR_STREAM;
	if (*line == '+') {
		result = send_line(session->imap_stream, response);
		if (result != MAILIMAP_NO_ERROR)
			return result;
		if (!mailimap_read_line(session))
			return MAILIMAP_ERROR_STREAM;
	}
	result = mailimap_parse_response(session, &answer);
	if (result != MAILIMAP_NO_ERROR)
		return result;
	state = answer->rsp_resp_done->rsp_data.rsp_tagged->rsp_cond_state->rsp_type;
	mailimap_response_free(answer);
	if (state != MAILIMAP_RESP_COND_STATE_OK)
		return MAILIMAP_ERROR_LOGIN;
	session->imap_state = MAILIMAP_STATE_AUTHENTICATED;
	return MAILIMAP_NO_ERROR;
}

static int login_plain(struct imap *imap, const char *user, const char *secret)
{
	struct arena *scratch = arena_new();
	int result = authenticate_plain(imap, plain_response(scratch, user, secret));

	arena_free(&scratch);
	return result;
}

static int login(struct imap *imap, const char *user, const char *secret)
{
	return mailimap_login(imap->session, user, secret);
}

static int login_oauth2(struct imap *imap, const char *user, const char *secret)
{
	return mailimap_oauth2_authenticate(imap->session, user, secret);
}

/* In order of preference. LOGIN has no name of its own: it may be used unless it is forbidden. */
static const struct method {
	const char *auth, *mechanism;
	int (*run)(struct imap *imap, const char *user, const char *secret);
} METHODS[] = {
    {"password", "PLAIN", login_plain},
    {"password", NULL, login},
    {"xoauth2", "XOAUTH2", login_oauth2},
};

static const struct method *choose(const struct imap *imap)
{
	for (size_t i = 0; i < ARRAY_SIZE(METHODS); i++) {
		const struct method *method = &METHODS[i];
		bool offered = method->mechanism
				   ? mailimap_has_authentication(imap->session, method->mechanism)
				   : !mailimap_has_extension(imap->session, "LOGINDISABLED");

		if (offered && strcmp(method->auth, imap->collect->options.auth) == 0)
			return method;
	}
	return NULL;
}

static int authenticate(struct imap *imap, struct err *err)
{
	const char *secret = imap->collect->options.secret;
	const struct method *method;
	int rc;

	for (const char *c = secret; *c; c++)
		if ((unsigned char)*c < 0x20)
			return err_set(err, ERR_CONFIG, "a control character in the mailbox's secret");
	rc = imap_learn(imap, err);
	if (rc)
		return rc;
	method = choose(imap);
	if (!method)
		return err_set(err, ERR_DENIED,
			       "%s: the server offers no way to log in for mailbox_auth \"%s\"", host(imap),
			       imap->collect->options.auth);
	imap_forget(imap);
	imap_begin(imap, IMAP_TEXT_BYTES);
	rc = imap_result(imap, method->run(imap, imap->collect->url.user, secret), "login", err);
	/* libetpan leaves the secret where it stood. */
	memset(imap->session->imap_stream->write_buffer, 0, imap->session->imap_stream->buffer_max_size);
	if (rc != ERR_UNAVAILABLE)
		return rc;
	/* RFC 5530: the server's own trouble is no verdict on the secret. */
	return err_set(err, strcmp(imap_response_code(imap), "UNAVAILABLE") == 0 ? ERR_TEMPORARY : ERR_DENIED,
		       "%s: login refused for the mailbox's user", host(imap));
}

int imap_login(struct imap *imap, struct err *err)
{
	bool implicit = imap->collect->url.scheme == URL_IMAPS;
	bool authenticated = false;
	int rc = OK;

	if (implicit)
		rc = stream_secure(imap->stream, imap->collect->options.ca_file, err);
	if (!rc)
		rc = greet(imap, &authenticated, err);
	/* RFC 9051 section 11.1: PREAUTH in plain text makes STARTTLS impossible, and so does an attacker. */
	if (!rc && authenticated && !implicit)
		rc = err_set(err, ERR_DENIED, "%s: PREAUTH before STARTTLS", host(imap));
	if (!rc && !implicit)
		rc = start_tls(imap, err);
	if (!rc && !authenticated)
		rc = authenticate(imap, err);
	return rc ? rc : imap_learn(imap, err);
}

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

/* The connection was plain text so far: discard what the server has said, as it may come from an attacker. */
static int start_tls(struct imap *imap, struct err *err)
{
	bool is_optional = stream_is_loopback(imap->stream);
	int rc;

	/* Plain text is allowed here, so a certificate that can't be verified adds nothing. */
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
	/* libetpan reports this as a refusal, if it notices it at all. */
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

/* libetpan takes BAD for a broken connection; here it means that the server doesn't know this mechanism. */
static int take_verdict(struct imap *imap, const char *line)
{
	char bad[24];
	int length = snprintf(bad, sizeof bad, "%d BAD", imap->session->imap_tag);

	if (!line)
		return MAILIMAP_ERROR_STREAM;
	return strncmp(line, bad, (size_t)length) == 0 ? MAILIMAP_ERROR_LOGIN : imap_answer_from(imap);
}

/* Written by hand: mailimap_authenticate needs the Cyrus SASL plug-ins even for PLAIN. */
static int authenticate_plain(struct imap *imap, const char *response)
{
	int result = imap_say(imap, "AUTHENTICATE PLAIN");
	const char *line;

	if (result != MAILIMAP_NO_ERROR)
		return result;
	line = mailimap_read_line(imap->session);
	if (!line || *line != '+')
		return take_verdict(imap, line);
	result = imap_say_line(imap, response);
	return result == MAILIMAP_NO_ERROR ? take_verdict(imap, mailimap_read_line(imap->session)) : result;
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

/* In order of preference. The LOGIN command has no capability: it is allowed unless LOGINDISABLED. */
static const struct method {
	const char *auth, *mechanism;
	int (*run)(struct imap *imap, const char *user, const char *secret);
} METHODS[] = {
    {"password", "PLAIN", login_plain},
    {"password", NULL, login},
    {"xoauth2", "XOAUTH2", login_oauth2},
};

static bool is_offered(const struct imap *imap, const struct method *method)
{
	if (strcmp(method->auth, imap->collect->options.auth) != 0)
		return false;
	return method->mechanism ? mailimap_has_authentication(imap->session, method->mechanism)
				 : !mailimap_has_extension(imap->session, "LOGINDISABLED");
}

/* A server may refuse one mechanism and accept another (a mailbox where PLAIN fails and LOGIN works). */
static int try_methods(struct imap *imap, const bool offered[], struct err *err)
{
	const char *user = imap->collect->url.user, *secret = imap->collect->options.secret;
	struct err fault = {0};
	int rc = ERR_DENIED;

	for (size_t i = 0; i < ARRAY_SIZE(METHODS) && rc == ERR_DENIED; i++) {
		if (!offered[i])
			continue;
		imap_begin(imap, IMAP_TEXT_BYTES);
		rc = imap_result(imap, METHODS[i].run(imap, user, secret), "login", &fault);
		/* libetpan does not wipe the secret. */
		memset(imap->session->imap_stream->write_buffer, 0,
		       imap->session->imap_stream->buffer_max_size);
		if (rc != ERR_UNAVAILABLE)
			continue;
		/* RFC 5530: a failure of the server says nothing about the secret. */
		rc = strcmp(imap_response_code(imap), "UNAVAILABLE") == 0 ? ERR_TEMPORARY : ERR_DENIED;
		err_set(&fault, rc, "%s: login refused for the mailbox's user", host(imap));
	}
	return rc ? err_set(err, rc, "%s", fault.text) : OK;
}

static int authenticate(struct imap *imap, struct err *err)
{
	bool offered[ARRAY_SIZE(METHODS)], is_any = false;
	int rc;

	for (const char *c = imap->collect->options.secret; *c; c++)
		if ((unsigned char)*c < 0x20)
			return err_set(err, ERR_CONFIG, "a control character in the mailbox's secret");
	rc = imap_learn(imap, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < ARRAY_SIZE(METHODS); i++)
		is_any |= offered[i] = is_offered(imap, &METHODS[i]);
	if (!is_any)
		return err_set(err, ERR_DENIED,
			       "%s: the server offers no way to log in for mailbox_auth \"%s\"", host(imap),
			       imap->collect->options.auth);
	imap_forget(imap);
	rc = try_methods(imap, offered, err);
	if (!rc)
		imap->session->imap_state = MAILIMAP_STATE_AUTHENTICATED;
	return rc;
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
	/* RFC 9051 section 11.1: PREAUTH in plain text prevents STARTTLS; an attacker can send it. */
	if (!rc && authenticated && !implicit)
		rc = err_set(err, ERR_DENIED, "%s: PREAUTH before STARTTLS", host(imap));
	if (!rc && !implicit)
		rc = start_tls(imap, err);
	if (!rc && !authenticated)
		rc = authenticate(imap, err);
	return rc ? rc : imap_learn(imap, err);
}

#include "relay.h"
#include "base/text.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool is_loopback_host(const char *host)
{
	struct in_addr v4;

	if (inet_pton(AF_INET, host, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	return text_equal_ascii(host, "localhost") || strcmp(host, "[::1]") == 0;
}

/* The part, percent-decoded; NULL when the URL has none. */
static char *url_part(struct arena *arena, CURLU *url, CURLUPart part, unsigned flags)
{
	char *text = NULL, *copy = NULL;

	if (curl_url_get(url, part, &text, flags) == CURLUE_OK)
		copy = arena_strdup(arena, text);
	curl_free(text);
	return copy;
}

static bool has_more_than_a_server(struct arena *arena, CURLU *url)
{
	const char *path = url_part(arena, url, CURLUPART_PATH, 0);

	return (path && strcmp(path, "/") != 0) || url_part(arena, url, CURLUPART_QUERY, 0) ||
	       url_part(arena, url, CURLUPART_FRAGMENT, 0) || url_part(arena, url, CURLUPART_OPTIONS, 0);
}

static int parse_server(struct arena *arena, CURLU *url, const char *text, struct relay *out, struct err *err)
{
	if (curl_url_set(url, CURLUPART_URL, text, 0) != CURLUE_OK)
		return err_set(err, ERR_CONFIG, "relay: not a URL of the form smtps://user@host[:port]");
	if (url_part(arena, url, CURLUPART_PASSWORD, 0))
		return err_set(err, ERR_CONFIG, "relay: the password belongs into relay_secret");
	if (has_more_than_a_server(arena, url))
		return err_set(err, ERR_CONFIG, "relay: the URL has more than user, host and port");
	const char *user = url_part(arena, url, CURLUPART_USER, 0);
	const char *port = url_part(arena, url, CURLUPART_PORT, 0);

	out->is_tls = text_starts_with(text, "smtps:");
	out->host = url_part(arena, url, CURLUPART_HOST, 0);
	out->user = url_part(arena, url, CURLUPART_USER, CURLU_URLDECODE);
	out->port = port ? (int)strtol(port, NULL, 10) : out->is_tls ? 465 : 587;
	if (!out->host || out->port == 0 || (user && *user && !out->user))
		return err_set(err, ERR_CONFIG, "relay: the URL's user, host or port can't be read");
	if (out->user && *out->user == '\0')
		out->user = NULL;
	out->is_loopback = is_loopback_host(out->host);
	return OK;
}

int relay_parse(struct arena *arena, const char *text, struct relay *out, struct err *err)
{
	*out = (struct relay){0};
	if (text && text_starts_with(text, "maildir:")) {
		out->directory = arena_strdup(arena, text + strlen("maildir:"));
		return *out->directory ? OK : err_set(err, ERR_CONFIG, "relay: maildir: names no directory");
	}
	if (!text || !(text_starts_with(text, "smtp://") || text_starts_with(text, "smtps://")))
		return err_set(err, ERR_CONFIG, "relay: begins with none of smtps://, smtp://, maildir:");
	CURLU *url = curl_url();

	if (!url)
		return err_set(err, ERR_INTERNAL, "relay: out of memory");
	int rc = parse_server(arena, url, text, out, err);

	curl_url_cleanup(url);
	return rc;
}

#include "tls.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <poll.h>
#include <stdlib.h>

struct tls {
	gnutls_session_t session;
	gnutls_certificate_credentials_t credentials;
	const char *host;
};

static bool is_address(const char *host)
{
	unsigned char address[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, address) == 1 || inet_pton(AF_INET6, host, address) == 1;
}

static int trust(struct tls *tls, const char *ca_file, struct err *err)
{
	int count;

	if (gnutls_certificate_allocate_credentials(&tls->credentials) < 0)
		return err_set(err, ERR_INTERNAL, "TLS: out of memory");
	count = ca_file
		    ? gnutls_certificate_set_x509_trust_file(tls->credentials, ca_file, GNUTLS_X509_FMT_PEM)
		    : gnutls_certificate_set_x509_system_trust(tls->credentials);
	if (count > 0)
		return OK;
	return err_set(err, ERR_CONFIG, "no trusted certificate in %s%s%s",
		       ca_file ? ca_file : "the system's store", count < 0 ? ": " : "",
		       count < 0 ? gnutls_strerror(count) : "");
}

static int prepare(struct tls *tls, int fd)
{
	int rc = gnutls_init(&tls->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);

	if (rc < 0)
		return rc;
	/* In addition to the system's policy (RFC 8314 section 4.1, RFC 8996). */
	rc = gnutls_set_default_priority_append(tls->session, "-VERS-TLS1.0:-VERS-TLS1.1", NULL, 0);
	if (rc < 0)
		return rc;
	rc = gnutls_credentials_set(tls->session, GNUTLS_CRD_CERTIFICATE, tls->credentials);
	if (rc < 0)
		return rc;
	/* RFC 6066 section 3: server_name can't be a literal address. */
	if (!is_address(tls->host)) {
		rc = gnutls_server_name_set(tls->session, GNUTLS_NAME_DNS, tls->host, strlen(tls->host));
		if (rc < 0)
			return rc;
	}
	gnutls_session_set_verify_cert(tls->session, tls->host, 0);
	gnutls_handshake_set_timeout(tls->session, GNUTLS_INDEFINITE_TIMEOUT);
	gnutls_transport_set_int(tls->session, fd);
	return 0;
}

int tls_new(struct tls **out, int fd, const char *host, const char *ca_file, struct err *err)
{
	struct tls *tls = calloc(1, sizeof *tls);
	int rc;

	if (!tls)
		return err_set(err, ERR_INTERNAL, "TLS: out of memory");
	tls->host = host;
	rc = trust(tls, ca_file, err);
	if (!rc) {
		int failed = prepare(tls, fd);

		if (failed < 0)
			rc = err_set(err, ERR_INTERNAL, "TLS: %s", gnutls_strerror(failed));
	}
	if (rc)
		tls_free(&tls);
	else
		*out = tls;
	return rc;
}

void tls_free(struct tls **tls)
{
	if (!*tls)
		return;
	if ((*tls)->session) {
		/* Says goodbye without waiting; the socket is non-blocking. */
		gnutls_bye((*tls)->session, GNUTLS_SHUT_WR);
		gnutls_deinit((*tls)->session);
	}
	if ((*tls)->credentials)
		gnutls_certificate_free_credentials((*tls)->credentials);
	free(*tls);
	*tls = NULL;
}

static short direction(const struct tls *tls)
{
	return gnutls_record_get_direction(tls->session) ? POLLOUT : POLLIN;
}

static bool is_retry(int rc)
{
	return rc == GNUTLS_E_AGAIN || rc == GNUTLS_E_INTERRUPTED;
}

/* The server speaks another version than offered, or sent an alert (RFC 8446 section 6.2). */
static bool is_outdated(const struct tls *tls, int rc)
{
	return rc == GNUTLS_E_UNSUPPORTED_VERSION_PACKET ||
	       (rc == GNUTLS_E_FATAL_ALERT_RECEIVED &&
		gnutls_alert_get(tls->session) == GNUTLS_A_PROTOCOL_VERSION);
}

static int refuse(struct tls *tls, int rc, struct err *err)
{
	gnutls_datum_t text = {0};
	unsigned status;

	if (is_outdated(tls, rc))
		return err_set(err, ERR_DENIED, "%s: TLS: the server has nothing better than TLS 1.1",
			       tls->host);
	if (rc != GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR && rc != GNUTLS_E_CERTIFICATE_ERROR)
		return err_set(err, ERR_IO, "%s: TLS: %s", tls->host, gnutls_strerror(rc));
	status = gnutls_session_get_verify_cert_status(tls->session);
	if (gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) < 0)
		return err_set(err, ERR_DENIED, "%s: TLS: %s", tls->host, gnutls_strerror(rc));
	err_set(err, ERR_DENIED, "%s: TLS: %s", tls->host, (const char *)text.data);
	gnutls_free(text.data);
	return ERR_DENIED;
}

int tls_handshake(struct tls *tls, short *events, struct err *err)
{
	int rc = gnutls_handshake(tls->session);

	*events = 0;
	/* A non-fatal error is a warning, e.g. an unknown name; verification decides about it. */
	if (is_retry(rc) || (rc < 0 && !gnutls_error_is_fatal(rc))) {
		*events = direction(tls);
		return OK;
	}
	return rc < 0 ? refuse(tls, rc, err) : OK;
}

/* A request to renegotiate ends the connection like any other error (RFC 9325 section 3.5). */
ssize_t tls_read(struct tls *tls, void *data, size_t length, short *events)
{
	ssize_t got = gnutls_record_recv(tls->session, data, length);

	if (got > 0)
		return got;
	if (got < 0 && is_retry((int)got)) {
		*events = direction(tls);
		return 0;
	}
	return -1;
}

ssize_t tls_write(struct tls *tls, const void *data, size_t length, short *events)
{
	ssize_t put = gnutls_record_send(tls->session, data, length);

	if (put < 0 && is_retry((int)put)) {
		*events = direction(tls);
		return 0;
	}
	return put < 0 ? -1 : put;
}

bool tls_has_data(const struct tls *tls)
{
	return gnutls_record_check_pending(tls->session) > 0;
}

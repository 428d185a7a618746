/* Which relays may be used without TLS, and which certificates are accepted. */
#include "submit.h"

#include "submit_server.h"
#include <gnutls/x509.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char ca_path[] = "/tmp/submit-tls-XXXXXX";
static gnutls_certificate_credentials_t good, expired;

/* A self-signed certificate for "localhost", also written as an authority. */
static int make_certificate(gnutls_certificate_credentials_t *credentials, time_t until, int ca_fd)
{
	gnutls_x509_privkey_t key;
	gnutls_x509_crt_t certificate;
	gnutls_datum_t pem;

	gnutls_x509_privkey_init(&key);
	gnutls_x509_crt_init(&certificate);
	gnutls_certificate_allocate_credentials(credentials);
	if (gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
					 GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) ||
	    gnutls_x509_crt_set_version(certificate, 3) || gnutls_x509_crt_set_serial(certificate, "\1", 1) ||
	    gnutls_x509_crt_set_activation_time(certificate, until - 7200) ||
	    gnutls_x509_crt_set_expiration_time(certificate, until) ||
	    gnutls_x509_crt_set_dn(certificate, "CN=localhost", NULL) ||
	    gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, "localhost", 9, 0) ||
	    gnutls_x509_crt_set_basic_constraints(certificate, 1, -1) ||
	    gnutls_x509_crt_set_key(certificate, key) ||
	    gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0) ||
	    gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &pem) ||
	    gnutls_certificate_set_x509_key(*credentials, &certificate, 1, key) ||
	    write(ca_fd, pem.data, pem.size) != (ssize_t)pem.size)
		return -1;
	gnutls_free(pem.data);
	gnutls_x509_crt_deinit(certificate);
	gnutls_x509_privkey_deinit(key);
	return 0;
}

static int make_certificates(void **state)
{
	int fd = mkstemp(ca_path);

	(void)state;
	if (fd < 0 || make_certificate(&good, time(NULL) + 3600, fd) ||
	    make_certificate(&expired, time(NULL) - 3600, fd))
		return -1;
	return close(fd);
}

static int remove_certificates(void **state)
{
	(void)state;
	gnutls_certificate_free_credentials(good);
	gnutls_certificate_free_credentials(expired);
	return unlink(ca_path);
}

enum offer { PLAIN, STARTTLS, TLS_AT_ONCE, STARTTLS_REFUSED, EXPIRED, TLS_1_1 };

/* 0.0.0.0 reaches this machine but is not a loopback address. */
static const struct {
	const char *scheme, *host;
	enum offer offer;
	bool has_ca_file;
	bool arrives, is_encrypted;
} cases[] = {
    {"smtp", "127.0.0.1", PLAIN, false, true, false},
    {"smtp", "127.9.8.7", PLAIN, false, false, false}, /* loopback, but no server there */
    {"smtp", "localhost", PLAIN, false, true, false},
    {"smtp", "0.0.0.0", PLAIN, false, false, false},
    {"smtp", "0.0.0.0", STARTTLS, false, false, false},
    {"smtp", "0.0.0.0", STARTTLS, true, false, false}, /* the certificate is for another name */
    {"smtp", "0.0.0.0", STARTTLS_REFUSED, true, false, false},
    {"smtp", "localhost", STARTTLS, false, true, true},
    {"smtp", "localhost", STARTTLS, true, true, true},
    {"smtp", "127.0.0.1", STARTTLS, true, false, false},
    {"smtps", "localhost", TLS_AT_ONCE, true, true, true},
    {"smtps", "localhost", TLS_AT_ONCE, false, false, false},
    {"smtps", "127.0.0.1", TLS_AT_ONCE, true, false, false},
    {"smtps", "localhost", PLAIN, true, false, false},
    {"smtps", "localhost", EXPIRED, true, false, false},
    {"smtps", "localhost", TLS_1_1, true, false, false},
};

static struct script script_of(enum offer offer)
{
	struct script script = {
	    .tls = offer == EXPIRED ? expired : good,
	    .tls_versions = offer == TLS_1_1 ? "NORMAL:-VERS-ALL:+VERS-TLS1.1" : NULL,
	    .is_tls_at_once = offer == TLS_AT_ONCE || offer == EXPIRED || offer == TLS_1_1,
	};

	if (offer == STARTTLS || offer == STARTTLS_REFUSED)
		script.replies[AT_EHLO] = "250-mx.example\r\n250-STARTTLS\r\n250 AUTH PLAIN";
	if (offer == STARTTLS_REFUSED)
		script.replies[AT_STARTTLS] = "454 4.7.0 not now";
	return script;
}

static void test_tls(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct script script = script_of(cases[i].offer);
		struct bytes part = bytes_of("Subject: x\r\n\r\nx\r\n");
		struct submit_reply reply;
		struct submit *submit = NULL;
		struct server server;
		struct err err = {0};
		char url[100];

		server_start(&server, &script);
		snprintf(url, sizeof url, "%s://user@%s:%d", cases[i].scheme, cases[i].host, server.port);
		struct submit_options options = {.relay = url,
						 .secret = "s3cret",
						 .auth = "password",
						 .ca_file = cases[i].has_ca_file ? ca_path : NULL,
						 .timeout_ms = 20000};
		assert_int_equal(submit_open(&submit, &options, &err), OK);
		submit_send(submit, "", "a@b.example", &part, 1, &reply);
		submit_close(&submit);
		if (reply.verdict != (cases[i].arrives ? SUBMIT_SENT : SUBMIT_DOWN))
			fail_msg("case %zu, %s: verdict %d, %s", i, url, (int)reply.verdict, reply.text);
		if (server_count(&server, "AUTH") != cases[i].arrives)
			fail_msg("case %zu, %s: the secret was sent", i, url);
		if (cases[i].offer == STARTTLS)
			assert_int_equal(server_count(&server, "EHLO"), cases[i].is_encrypted ? 2 : 1);
		server_stop(&server);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_tls)};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make_certificates, remove_certificates);
}

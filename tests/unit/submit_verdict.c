/* The enhanced code of a refusal, as relays pass it on. */
#include "../../src/submit/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_status(void **state)
{
	static const char *const rows[][2] = {
	    {"550 5.1.1 no such user", "5.1.1"},
	    {"550-5.1.1 no such", "5.1.1"},
	    {"550 550 5.1.1 <a@laposte.example> Adresse inconnue",
	     "5.1.1"}, /* replies of La Poste's servers, as passed on */
	    {"554 550 5.1.1 unknown", "5.1.1"},
	    {"550 550-5.1.1 unknown", "5.1.1"},
	    {"550 550 550 5.1.10 unknown", "5.1.10"},
	    {"550 5.1.1", "5.1.1"},
	    {"550 no such user", "5.0.0"},
	    {"550 550", "5.0.0"},
	    {"550 550 ", "5.0.0"},
	    {"550 450 4.2.1 later", "5.0.0"},
	    {"450 4.1.1 later", "5.0.0"},
	    {"5", "5.0.0"},
	    {"", "5.0.0"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		char status[12];
		verdict_status(rows[i][0], status);
		assert_string_equal(status, rows[i][1]);
	}
}

/* A refusal not caused by the letter makes it wait; one caused by the letter is final. */
static void test_whose_fault(void **state)
{
	static const struct {
		enum smtp_phase phase;
		const char *reply;
		enum submit_verdict verdict;
		bool is_session;
	} rows[] = {
	    {SMTP_EHLO, "550 5.7.1 Invalid HELO name", SUBMIT_DOWN, true},
	    {SMTP_EHLO, "421 4.3.2 later", SUBMIT_DOWN, false},
	    {SMTP_AUTH, "535 5.7.8 no", SUBMIT_DOWN, true},
	    {SMTP_MAIL, "553 5.7.1 Sender address rejected: not logged in", SUBMIT_LATER, true},
	    {SMTP_MAIL, "550 5.7.1 policy", SUBMIT_LATER, true},
	    {SMTP_MAIL, "552 5.3.4 Message size exceeds fixed limit", SUBMIT_FAILED, false},
	    {SMTP_RCPT, "504 5.5.2 <vm>: Helo command rejected: need fully-qualified hostname", SUBMIT_LATER,
	     true},
	    {SMTP_RCPT, "450 4.7.1 <vm>: Helo command rejected: Host not found", SUBMIT_LATER, false},
	    {SMTP_RCPT, "553 5.7.1 <a@p.example>: Sender address rejected: not owned by user bot",
	     SUBMIT_LATER, true},
	    {SMTP_RCPT, "554 5.7.1 <b@c.example>: Relay access denied", SUBMIT_LATER, true},
	    {SMTP_RCPT, "550 5.1.1 no such user", SUBMIT_FAILED, false},
	    {SMTP_RCPT, "550 5.7.1 message refused by the recipient", SUBMIT_FAILED, false},
	    {SMTP_RCPT, "552 5.2.2 mailbox full", SUBMIT_FAILED, false},
	    {SMTP_RCPT, "452 4.5.3 too many recipients", SUBMIT_LATER, false},
	    {SMTP_MAIL, "550 5.4.5 Daily user sending quota exceeded", SUBMIT_LATER, false},
	    {SMTP_BODY, "550-5.4.5 Daily SMTP relay limit exceeded", SUBMIT_LATER, false},
	    {SMTP_BODY, "554 Too busy, Try again later", SUBMIT_LATER, false},
	    {SMTP_BODY, "452 4.3.1 Insufficient system storage", SUBMIT_LATER, false},
	    {SMTP_BODY, "554 5.7.60 SMTP; Client does not have permissions to send as this sender",
	     SUBMIT_LATER, true},
	    {SMTP_BODY, "552 5.3.4 too large", SUBMIT_FAILED, false},
	    {SMTP_BODY, "554 5.7.1 spam", SUBMIT_FAILED, false},
	    {SMTP_EHLO, "501 5.5.4 Invalid domain name", SUBMIT_DOWN, true},
	    {SMTP_RCPT, "550 Access denied - Invalid HELO name", SUBMIT_LATER, true},
	    {SMTP_RCPT, "501 5.5.4 EHLO argument is no FQDN", SUBMIT_LATER, true},
	    {SMTP_RCPT, "550 5.1.1 <heloise@relay.example>: no such user", SUBMIT_FAILED, false},
	    {SMTP_RCPT, "550 Sender verify failed", SUBMIT_LATER, true},
	    {SMTP_RCPT, "550 You are not allowed to send mail as <a@p.example>", SUBMIT_LATER, true},
	    {SMTP_BODY, "554 5.2.252 SendAsDenied; bot not allowed to send as a@p.example", SUBMIT_LATER,
	     true},
	    {SMTP_BODY, "550 The from address does not match a verified identity", SUBMIT_LATER, true},
	    {SMTP_RCPT, "550 relay not permitted", SUBMIT_LATER, true},
	    {SMTP_RCPT, "550 5.7.1 You must authenticate first", SUBMIT_LATER, true},
	    {SMTP_RCPT, "554 5.7.1 192.0.2.1 is listed at zen.spamhaus.org", SUBMIT_LATER, true},
	    {SMTP_RCPT, "554 5.4.5 quota", SUBMIT_LATER, false},
	    {SMTP_RCPT, "550 5.2.0 Quota d'envoi journalier d\303\251pass\303\251", SUBMIT_LATER, false},
	    {SMTP_RCPT, "554 Too many mails in the last hour", SUBMIT_LATER, false},
	    {SMTP_BODY, "554 5.2.0 SubmissionQuotaExceededException", SUBMIT_LATER, false},
	    {SMTP_RCPT, "452 4.2.2 Mailbox full", SUBMIT_LATER, false},
	    {SMTP_RCPT, "552 5.2.2 mailbox is over quota", SUBMIT_FAILED, false},
	    {SMTP_RCPT, "550 5.1.1 unknown: daily@c.example", SUBMIT_FAILED, false},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct smtp_reply reply = {.code = (int)strtol(rows[i].reply, NULL, 10)};
		bool is_session = !rows[i].is_session;
		snprintf(reply.text, sizeof reply.text, "%s", rows[i].reply);
		if (verdict_of(rows[i].phase, &reply, &is_session) != rows[i].verdict ||
		    is_session != rows[i].is_session)
			fail_msg("%s", rows[i].reply);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_status), cmocka_unit_test(test_whose_fault)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

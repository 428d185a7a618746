/* The recorded SMTP session, line by line, and the meaning of replies for the letter. */
#include "../../src/submit/dialogue.h"
#include "../../src/submit/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* "> " is a command, "< " a line of a reply. */
static const struct {
	const char *lines[12];
	enum smtp_phase phase;
	int code;
	const char *text;
} sessions[] = {
    {{"< 220 mx.example"}, SMTP_GREETING, 220, "220 mx.example"},
    {{"< 220-mx.example", "< 220 welcome"}, SMTP_GREETING, 220, "220 mx.example welcome"},
    {{"< 220 mx", "> MAIL FROM:<a@b>"}, SMTP_MAIL, 0, NULL},
    {{"> mail from:<a@b>", "< 250 ok"}, SMTP_MAIL, 250, "250 ok"},
    {{"> MAIL FROM:<a@b>", "< 250 one", "> MAIL FROM:<a@b>"}, SMTP_MAIL, 0, NULL},
    {{"> RCPT TO:<a@b>", "< 550-5.1.1 no", "< 550-5.1.1 such", "< 550 5.1.1 user"},
     SMTP_RCPT,
     550,
     "550 5.1.1 no such user"},
    {{"> RCPT TO:<a@b>", "< 550-no", "< 550"}, SMTP_RCPT, 550, "550 no "},
    {{"> RCPT TO:<a@b>", "< 250-half"}, SMTP_RCPT, 0, NULL},
    {{"> RCPT TO:<a@b>", "< 250"}, SMTP_RCPT, 250, "250"},
    {{"> RCPT TO:<a@b>", "< ok", "< 25", "< 2x0 ok", "< "}, SMTP_RCPT, 0, NULL},
    {{"> RCPT TO:<a@b>", "< 250 ok", "> DATA", "< 354 go"}, SMTP_BODY, 0, NULL},
    {{"> DATA", "< 354 go", "< 250 queued"}, SMTP_BODY, 250, "250 queued"},
    {{"> DATA", "< 250 stale"}, SMTP_DATA, 250, "250 stale"},
    {{"> DATABASE"}, SMTP_GREETING, 0, NULL},
    {{"> AUTH LOGIN", "< 334 VXNlcm5hbWU6", "> RCPT", "< 535 no"}, SMTP_AUTH, 535, "535 no"},
    {{"> DATA", "< 354 go", "< 550 no", "> QUIT", "< 221 bye"}, SMTP_BODY, 550, "550 no"},
    {{"> QUIT", "< 221 bye", "> EHLO x", "< 250 mx"}, SMTP_EHLO, 250, "250 mx"},
};

static bool play_line(struct dialogue *dialogue, const char *line)
{
	if (line[0] == '>')
		return dialogue_take_command(dialogue, line + 2, strlen(line + 2));
	return dialogue_take_line(dialogue, line + 2, strlen(line + 2));
}

static void test_sessions(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sessions); i++) {
		struct dialogue dialogue;

		dialogue_start(&dialogue, false);
		for (size_t j = 0; j < 12 && sessions[i].lines[j]; j++)
			play_line(&dialogue, sessions[i].lines[j]);
		if (dialogue.phase != sessions[i].phase || dialogue_last(&dialogue)->code != sessions[i].code)
			fail_msg("session %zu: phase %d, code %d", i, (int)dialogue.phase,
				 dialogue_last(&dialogue)->code);
		if (sessions[i].text)
			assert_string_equal(dialogue_last(&dialogue)->text, sessions[i].text);
	}
}

static void test_endless_reply(void **state)
{
	struct dialogue dialogue;
	char line[5000];

	(void)state;
	memset(line, 'x', sizeof line);
	memcpy(line, "550-", 4);
	dialogue_start(&dialogue, false);
	for (int i = 0; i < 1000; i++)
		assert_false(dialogue_take_line(&dialogue, line, sizeof line));
	line[3] = ' ';
	assert_true(dialogue_take_line(&dialogue, line, sizeof line));
	assert_int_equal(dialogue_last(&dialogue)->code, 550);
	assert_int_equal(strlen(dialogue_last(&dialogue)->text), sizeof dialogue.current.text - 1);
}

static void test_capabilities(void **state)
{
	static const struct {
		const char *line;
		bool auth, starttls;
	} offers[] = {
	    {"< 250-AUTH PLAIN", true, false}, {"< 250 auth", true, false},
	    {"< 250 AUTH=LOGIN", true, false}, {"< 250 STARTTLS", false, true},
	    {"< 250 AUTHORITY", false, false}, {"< 250 XAUTH", false, false},
	    {"< 250", false, false},	       {"< 250-", false, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(offers); i++) {
		struct dialogue dialogue;

		dialogue_start(&dialogue, false);
		play_line(&dialogue, "> EHLO x");
		play_line(&dialogue, offers[i].line);
		assert_int_equal(dialogue.offers_auth, offers[i].auth);
		assert_int_equal(dialogue.offers_starttls, offers[i].starttls);
	}
}

/* Extensions offered before TLS don't count (RFC 3207 section 4.2). */
static void test_starttls_forgets(void **state)
{
	struct dialogue dialogue;

	(void)state;
	dialogue_start(&dialogue, false);
	play_line(&dialogue, "> EHLO x");
	play_line(&dialogue, "< 250-AUTH PLAIN");
	play_line(&dialogue, "< 250 STARTTLS");
	play_line(&dialogue, "> STARTTLS");
	assert_false(dialogue.is_secure);
	play_line(&dialogue, "< 220 go");
	assert_true(dialogue.is_secure);
	play_line(&dialogue, "> EHLO x");
	play_line(&dialogue, "< 250 SIZE");
	assert_false(dialogue.offers_auth);
	assert_false(dialogue.offers_starttls);
}

static enum submit_verdict verdict(enum smtp_phase phase, int code)
{
	bool is_session;

	return verdict_of(phase, &(struct smtp_reply){.code = code}, &is_session);
}

static void test_verdicts(void **state)
{
	static const int of_the_session[] = {421, 454, 530, 534, 535, 538};

	(void)state;
	for (int phase = SMTP_GREETING; phase < SMTP_PHASES; phase++) {
		bool is_of_letter = phase >= SMTP_MAIL;

		for (size_t i = 0; i < ARRAY_SIZE(of_the_session); i++)
			assert_int_equal(verdict((enum smtp_phase)phase, of_the_session[i]), SUBMIT_DOWN);
		assert_int_equal(verdict((enum smtp_phase)phase, 451),
				 is_of_letter ? SUBMIT_LATER : SUBMIT_DOWN);
		assert_int_equal(verdict((enum smtp_phase)phase, 550), !is_of_letter	    ? SUBMIT_DOWN
								       : phase == SMTP_MAIL ? SUBMIT_LATER
											    : SUBMIT_FAILED);
		assert_int_equal(verdict((enum smtp_phase)phase, 250),
				 phase == SMTP_BODY ? SUBMIT_SENT : SUBMIT_DOWN);
		assert_int_equal(verdict((enum smtp_phase)phase, 0),
				 phase == SMTP_BODY ? SUBMIT_LATER : SUBMIT_DOWN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sessions),	 cmocka_unit_test(test_endless_reply),
	    cmocka_unit_test(test_capabilities), cmocka_unit_test(test_starttls_forgets),
	    cmocka_unit_test(test_verdicts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

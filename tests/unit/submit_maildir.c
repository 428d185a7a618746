/* Letters delivered into a Maildir. */
#include "submit.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct place {
	char root[64], maildir[80];
	struct submit *submit;
};

static int open_maildir(void **state)
{
	static struct place place;
	char url[100];
	struct submit_options options = {.relay = url, .auth = "none"};
	struct err err = {0};

	snprintf(place.root, sizeof place.root, "/tmp/submit-maildir-XXXXXX");
	if (!mkdtemp(place.root))
		return -1;
	snprintf(place.maildir, sizeof place.maildir, "%s/a/relay", place.root);
	snprintf(url, sizeof url, "maildir:%s", place.maildir);
	*state = &place;
	return submit_open(&place.submit, &options, &err);
}

static int close_maildir(void **state)
{
	struct place *place = *state;
	char command[100];

	submit_close(&place->submit);
	snprintf(command, sizeof command, "rm -rf %s", place->root);
	return system(command);
}

/* The number of files in the folder; the name of one of them in `name`. */
static int list(const struct place *place, const char *folder, char *name, size_t room)
{
	char path[200];
	struct dirent *entry;
	int count = 0;

	snprintf(path, sizeof path, "%s/%s", place->maildir, folder);
	DIR *directory = opendir(path);
	assert_non_null(directory);
	while ((entry = readdir(directory)))
		if (entry->d_name[0] != '.') {
			count++;
			if (name)
				snprintf(name, room, "%s", entry->d_name);
		}
	closedir(directory);
	return count;
}

static void read_new(const struct place *place, char *text, size_t room)
{
	char path[500], name[300];

	assert_int_equal(list(place, "new", name, sizeof name), 1);
	snprintf(path, sizeof path, "%s/new/%s", place->maildir, name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	text[fread(text, 1, room - 1, file)] = '\0';
	fclose(file);
}

static void test_a_letter(void **state)
{
	struct place *place = *state;
	struct bytes parts[] = {bytes_of("Subject: x\r\n\r"), bytes_of("\nligne 1\r\n.\r\nbare\nCR\rend")};
	struct submit_reply reply;
	char text[500];

	submit_send(place->submit, "b.1@passerelle.example", "lea@\xc3\xa9tampes.example", parts, 2, &reply);
	assert_int_equal(reply.verdict, SUBMIT_SENT);
	assert_false(reply.is_ambiguous);
	assert_int_equal(strncmp(reply.text, "250 2.0.0 ", 10), 0);
	assert_int_equal(list(place, "tmp", NULL, 0), 0);
	assert_int_equal(list(place, "cur", NULL, 0), 0);
	read_new(place, text, sizeof text);
	assert_string_equal(
	    text, "Return-Path: <b.1@passerelle.example>\nDelivered-To: lea@xn--tampes-9ua.example\n"
		  "Subject: x\n\nligne 1\n.\nbare\nCR\nend\n");
}

static void test_null_sender(void **state)
{
	struct place *place = *state;
	struct bytes part = bytes_of("Subject: x\n\nx\n");
	struct submit_reply reply;
	char text[200];

	submit_send(place->submit, "", "a@b.example", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_SENT);
	read_new(place, text, sizeof text);
	assert_string_equal(text, "Return-Path: <>\nDelivered-To: a@b.example\nSubject: x\n\nx\n");
}

static void test_injection(void **state)
{
	struct place *place = *state;
	struct bytes part = bytes_of("Subject: x\n\nx\n");
	struct submit_reply reply;

	submit_send(place->submit, "a@b\nBcc: c@d", "a@b", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_FAILED);
	assert_non_null(strstr(reply.text, "sender"));
	submit_send(place->submit, "", "a@b\r\nX-Injected: 1", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_FAILED);
	assert_non_null(strstr(reply.text, "recipient"));
	assert_null(strstr(reply.text, "Injected"));
	assert_int_equal(list(place, "new", NULL, 0), 0);
}

static void test_many_letters_have_their_own_names(void **state)
{
	struct place *place = *state;
	struct bytes part = bytes_of("Subject: x\n\nx\n");
	struct submit_reply reply;
	pid_t child = fork();

	for (int i = 0; i < 50; i++) {
		submit_send(place->submit, "", "a@b", &part, 1, &reply);
		if (reply.verdict != SUBMIT_SENT && child == 0)
			_exit(1);
		assert_int_equal(reply.verdict, SUBMIT_SENT);
	}
	if (child == 0)
		_exit(0);
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(list(place, "new", NULL, 0), 100);
}

static void test_a_large_letter(void **state)
{
	struct place *place = *state;
	struct arena *arena = arena_new();
	size_t size = 1000 * 1000;
	char *lines = arena_alloc(arena, size), *text = malloc(size + 100);
	struct bytes part = {(unsigned char *)lines, size};
	struct submit_reply reply;

	assert_non_null(text);
	for (size_t i = 0; i < size; i++)
		lines[i] = (char)(i % 80 == 79 ? '\n' : 'a' + i % 23);
	submit_send(place->submit, "", "a@b", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_SENT);
	read_new(place, text, size + 100);
	char *body = strstr(text, "Delivered-To: a@b\n");
	assert_non_null(body);
	body += strlen("Delivered-To: a@b\n");
	assert_memory_equal(body, lines, size);
	free(text);
	arena_free(&arena);
}

static void test_a_lost_directory(void **state)
{
	struct place *place = *state;
	struct bytes part = bytes_of("Subject: x\n\nx\n");
	struct submit_reply reply;
	char command[200];

	snprintf(command, sizeof command, "rm -rf %s", place->maildir);
	assert_int_equal(system(command), 0);
	submit_send(place->submit, "", "a@b", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_DOWN);
	assert_false(reply.is_ambiguous);
	assert_int_equal(strncmp(reply.text, "Maildir: ", 9), 0);
}

static void test_a_failed_delivery_leaves_nothing(void **state)
{
	struct place *place = *state;
	struct bytes part = bytes_of("Subject: x\n\nx\n");
	struct submit_reply reply;
	char path[200];

	snprintf(path, sizeof path, "%s/new", place->maildir);
	assert_int_equal(rmdir(path), 0);
	submit_send(place->submit, "", "a@b", &part, 1, &reply);
	assert_int_equal(reply.verdict, SUBMIT_DOWN);
	assert_int_equal(list(place, "tmp", NULL, 0), 0);
}

static void test_probe(void **state)
{
	struct place *place = *state;
	struct err err = {0};
	char path[200];

	assert_int_equal(submit_probe(place->submit, NULL, NULL, &err), OK);
	snprintf(path, sizeof path, "%s/new", place->maildir);
	assert_int_equal(rmdir(path), 0);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
	assert_int_equal(submit_probe(place->submit, NULL, NULL, &err), ERR_IO);
}

static void test_configuration(void **state)
{
	static const char *const urls[] = {"maildir:",
					   "",
					   "http://x",
					   "smtp://",
					   "smtps://user:secret@host",
					   "smtps://host/path",
					   "smtps://host?x",
					   "smtps://u%0Av@host",
					   "smtp://host:0",
					   "smtp://host:99999",
					   "mx.example",
					   NULL};
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(urls); i++) {
		struct submit_options options = {.relay = urls[i], .auth = "none"};
		struct submit *submit = NULL;
		struct err err = {0};

		if (submit_open(&submit, &options, &err) != ERR_CONFIG)
			fail_msg("%s was accepted", urls[i] ? urls[i] : "(null)");
		assert_null(submit);
		assert_int_equal(err.code, ERR_CONFIG);
		assert_null(strstr(err.text, "secret@"));
	}
}

#define maildir_test(f) cmocka_unit_test_setup_teardown(f, open_maildir, close_maildir)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    maildir_test(test_a_letter),
	    maildir_test(test_null_sender),
	    maildir_test(test_injection),
	    maildir_test(test_many_letters_have_their_own_names),
	    maildir_test(test_a_large_letter),
	    maildir_test(test_a_lost_directory),
	    maildir_test(test_a_failed_delivery_leaves_nothing),
	    maildir_test(test_probe),
	    cmocka_unit_test(test_configuration),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

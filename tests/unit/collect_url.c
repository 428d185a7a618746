#include "../../src/collect/uids.h"
#include "../../src/collect/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	const char *text;
	enum url_scheme scheme;
	const char *user, *host;
	int port;
	const char *folder, *name;
} GOOD[] = {
    {"imaps://partenariat@imap.example/INBOX", URL_IMAPS, "partenariat", "imap.example", 993, "INBOX",
     "imaps://partenariat@imap.example/INBOX"},
    {"imaps://partenariat@imap.example", URL_IMAPS, "partenariat", "imap.example", 993, "INBOX",
     "imaps://partenariat@imap.example/INBOX"},
    {"IMAPS://partenariat@IMAP.Example:993/inbox", URL_IMAPS, "partenariat", "imap.example", 993, "INBOX",
     "imaps://partenariat@imap.example/INBOX"},
    {"imap://u@localhost:10143/", URL_IMAP, "u", "localhost", 10143, "INBOX",
     "imap://u@localhost:10143/INBOX"},
    {"imap://u@h", URL_IMAP, "u", "h", 143, "INBOX", "imap://u@h/INBOX"},
    {"imaps://jean%40ims.example@h/INBOX", URL_IMAPS, "jean@ims.example", "h", 993, "INBOX",
     "imaps://jean%40ims.example@h/INBOX"},
    {"imaps://jean@ims.example@h/INBOX", URL_IMAPS, "jean@ims.example", "h", 993, "INBOX",
     "imaps://jean%40ims.example@h/INBOX"},
    {"imaps://u@[::1]:1993/INBOX", URL_IMAPS, "u", "::1", 1993, "INBOX", "imaps://u@[::1]:1993/INBOX"},
    {"imaps://u@[2001:DB8::1]", URL_IMAPS, "u", "2001:db8::1", 993, "INBOX", "imaps://u@[2001:db8::1]/INBOX"},
    {"imaps://u@h/R%C3%A9seau/Entr%C3%A9e", URL_IMAPS, "u", "h", 993, "Réseau/Entrée",
     "imaps://u@h/R%C3%A9seau/Entr%C3%A9e"},
    {"imaps://u@h/a%20b%25", URL_IMAPS, "u", "h", 993, "a b%", "imaps://u@h/a%20b%25"},
};

static const char *const BAD[] = {
    "",
    "imap",
    "pop3://u@h/",
    "http://u@h/INBOX",
    "imaps:u@h",
    "imaps://",
    "imaps://h/INBOX",
    "imaps://@h/INBOX",
    "imaps://u@/INBOX",
    "imaps://u:secret@h/INBOX",
    "imaps://u@h:/INBOX",
    "imaps://u@h:0/INBOX",
    "imaps://u@h:65536/INBOX",
    "imaps://u@h:99x/INBOX",
    "imaps://u@h:123456/INBOX",
    "imaps://u@h x/INBOX",
    "imaps://u@h\r\nx/INBOX",
    "imaps://u@école.example/INBOX",
    "imaps://u@[::1/INBOX",
    "imaps://u@[::1]x/INBOX",
    "imaps://u@[host]/INBOX",
    "imaps://u@[]/INBOX",
    "imaps://u%@h/INBOX",
    "imaps://u%4@h/INBOX",
    "imaps://u%zz@h/INBOX",
    "imaps://u%00@h/INBOX",
    "imaps://u%0D%0A@h/INBOX",
    "imaps://u%ff@h/INBOX",
    "imaps://u@h/IN%0ABOX",
    "imaps://u@h/IN%",
    "imaps://u@h/INBOX%2",
    "imaps://u@h/\xff",
    "imaps://u@h/INBOX?x",
    "imaps://u@h/INBOX#x",
    "maildir:",
};

static void good_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(GOOD); i++) {
		struct arena *arena = arena_new();
		struct err err = {0};
		struct url url;

		if (url_parse(arena, GOOD[i].text, &url, &err) != OK)
			fail_msg("%s: %s", GOOD[i].text, err.text);
		assert_int_equal(err.code, OK);
		assert_int_equal(url.scheme, GOOD[i].scheme);
		assert_string_equal(url.user, GOOD[i].user);
		assert_string_equal(url.host, GOOD[i].host);
		assert_int_equal(url.port, GOOD[i].port);
		assert_string_equal(url.folder, GOOD[i].folder);
		assert_string_equal(url.name, GOOD[i].name);
		/* The canonical name of a canonical name is itself: it is a key in the database. */
		assert_int_equal(url_parse(arena, GOOD[i].name, &url, &err), OK);
		assert_string_equal(url.name, GOOD[i].name);
		arena_free(&arena);
	}
}

static void bad_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(BAD); i++) {
		struct arena *arena = arena_new();
		struct err err = {0};
		struct url url;

		if (url_parse(arena, BAD[i], &url, &err) != ERR_CONFIG)
			fail_msg("accepted: %s", BAD[i]);
		assert_int_equal(err.code, ERR_CONFIG);
		assert_null(strstr(err.text, "secret@"));
		arena_free(&arena);
	}
}

static void maildir_address(void **state)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	struct url url;

	(void)state;
	assert_int_equal(url_parse(arena, "maildir:/var/mail/a%20b?#", &url, &err), OK);
	assert_int_equal(url.scheme, URL_MAILDIR);
	assert_string_equal(url.path, "/var/mail/a%20b?#");
	arena_free(&arena);
}

static const struct {
	const char *text, *encoded;
} MAILBOXES[] = {
    {"INBOX", "INBOX"},
    {"A & B", "A &- B"},
    {"Entrée", "Entr&AOk-e"},
    {"~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"}, /* RFC 3501 section 5.1.3 */
    {"é", "&AOk-"},
    {"éé", "&AOkA6Q-"},
    {"ééé", "&AOkA6QDp-"},
    {"é&", "&AOk-&-"},
    {"😀", "&2D3eAA-"},
    {"", ""},
};

static void mailbox_names(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(MAILBOXES); i++)
		assert_string_equal(url_encode_mailbox(arena, MAILBOXES[i].text), MAILBOXES[i].encoded);
	arena_free(&arena);
}

static void uid_numbers(void **state)
{
	static const char *const NONE[] = {"",	 "0",  "01", "-1",	   "+1",
					   " 1", "1 ", "1x", "4294967296", "99999999999999999999999"};
	uint32_t uid = 0;

	(void)state;
	assert_true(uid_parse("1", &uid) && uid == 1);
	assert_true(uid_parse("4294967295", &uid) && uid == UINT32_MAX);
	assert_false(uid_parse(NULL, &uid));
	for (size_t i = 0; i < ARRAY_SIZE(NONE); i++)
		assert_false(uid_parse(NONE[i], &uid));
}

static void sets_are_compact(void **state)
{
	struct uid_slot slots[] = {
	    {9, 0}, {1, 1}, {2, 2}, {3, 3}, {UINT32_MAX, 4}, {2, 5}, {UINT32_MAX - 1, 6}};
	const uint32_t wanted[][2] = {{1, 3}, {9, 9}, {UINT32_MAX - 1, UINT32_MAX}};
	const size_t count = ARRAY_SIZE(slots);
	struct mailimap_set *set;
	size_t next = 0, i = 0;

	(void)state;
	uids_sort(slots, count);
	set = uids_next_set(slots, count, &next);
	assert_int_equal(next, count);
	assert_int_equal(clist_count(set->set_list), 3);
	for (clistiter *at = clist_begin(set->set_list); at; at = clist_next(at), i++) {
		const struct mailimap_set_item *item = clist_content(at);

		assert_int_equal(item->set_first, wanted[i][0]);
		assert_int_equal(item->set_last, wanted[i][1]);
	}
	mailimap_set_free(set);
}

/* No set exceeds a command line, and together they contain every UID once. */
static void long_sets_are_split(void **state)
{
	enum { COUNT = 5000 };
	static struct uid_slot slots[COUNT];
	size_t next = 0, ranges = 0, sets = 0;

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		slots[i] = (struct uid_slot){(uint32_t)(4000000000u + 2 * i), i};
	while (next < COUNT) {
		struct mailimap_set *set = uids_next_set(slots, COUNT, &next);

		assert_true(clist_count(set->set_list) * 11 < 8000);
		ranges += (size_t)clist_count(set->set_list);
		sets++;
		mailimap_set_free(set);
	}
	assert_int_equal(ranges, COUNT);
	assert_true(sets < 20);
}

static void remember(void *user, size_t index, uint32_t uid)
{
	uint32_t *new_uids = user;

	new_uids[index] = uid;
}

static struct mailimap_set *set_of(const uint32_t (*ranges)[2])
{
	struct mailimap_set *set = mailimap_set_new_empty();

	for (; (*ranges)[0]; ranges++)
		mailimap_set_add_interval(set, (*ranges)[0], (*ranges)[1]);
	return set;
}

static const struct {
	uint32_t source[4][2], target[4][2];
	uint32_t uids[4], wanted[4];
} COPIES[] = {
    /* RFC 4315 section 3 */
    {{{304, 304}, {319, 320}}, {{3956, 3958}}, {304, 319, 320, 321}, {3956, 3957, 3958, 0}},
    {{{1, 3}}, {{7, 7}, {9, 10}}, {3, 2, 1, 4}, {10, 9, 7, 0}},
    {{{3, 1}}, {{12, 10}}, {1, 2, 3, 9}, {10, 11, 12, 0}},
    {{{1, UINT32_MAX}}, {{1, UINT32_MAX}}, {5, UINT32_MAX, 1, 9}, {5, UINT32_MAX, 1, 9}},
    {{{1, 2}}, {{5, 5}}, {1, 2, 3, 4}, {5, 0, 0, 0}},
    {{{1, 1}}, {{5, 6}}, {1, 2, 3, 4}, {5, 0, 0, 0}},
};

static void copyuid(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(COPIES); i++) {
		struct mailimap_set *source = set_of(COPIES[i].source), *target = set_of(COPIES[i].target);
		struct uid_slot slots[4];
		uint32_t new_uids[4] = {0};

		for (size_t k = 0; k < 4; k++)
			slots[k] = (struct uid_slot){COPIES[i].uids[k], k};
		uids_sort(slots, 4);
		uids_map(source, target, slots, 4, remember, new_uids);
		for (size_t k = 0; k < 4; k++)
			assert_int_equal(new_uids[k], COPIES[i].wanted[k]);
		uids_map(NULL, target, slots, 4, remember, new_uids);
		uids_map(source, NULL, slots, 4, remember, new_uids);
		mailimap_set_free(source);
		mailimap_set_free(target);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_addresses),	   cmocka_unit_test(bad_addresses),
	    cmocka_unit_test(maildir_address),	   cmocka_unit_test(mailbox_names),
	    cmocka_unit_test(uid_numbers),	   cmocka_unit_test(sets_are_compact),
	    cmocka_unit_test(long_sets_are_split), cmocka_unit_test(copyuid),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "db_fixture.h"

#include "db/bounces.h"
#include "db/letters.h"

static const char anne[] = "anne@ml-lyon.example";

static int64_t add_letter(struct fixture *f, const char *recipient, int64_t contact)
{
	struct letter letter = {.template = "offer",
				.recipient = recipient,
				.contact = contact,
				.message = bytes_of("Subject: x\r\n\r\n")};
	assert_ok(f, letter_reserve(f->db, &letter.id, &f->err));
	letter.message_id = letter.occasion = arena_printf(f->arena, "%lld@x", (long long)letter.id);
	assert_ok(f, letter_add(f->db, &letter, NULL, 0, 1790000000, &f->err));
	return letter.id;
}

static void test_classes(void **state)
{
	static const struct {
		const char *status;
		enum bounce_effect effect;
	} rows[] = {
	    {"5.2.2", BOUNCE_COUNTED},	{"5.7.1", BOUNCE_COUNTED},   {"4.4.7", BOUNCE_COUNTED},
	    {"5.1.8", BOUNCE_COUNTED},	{"5.1.7", BOUNCE_COUNTED},   {"5.0.0", BOUNCE_COUNTED},
	    {"5.10.1", BOUNCE_COUNTED}, {"5.1.1", BOUNCE_SUSPENDED}, {"5.1.2", BOUNCE_KNOWN},
	    {"5.1.10", BOUNCE_KNOWN},
	};
	struct fixture *f = *state;
	enum bounce_effect effect;
	fixture_import(f);
	int64_t letter = add_letter(f, anne, fixture_contact(f, anne));
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_ok(f, letter_bounced(f->db, letter, rows[i].status, &effect, &f->err));
		if (effect != rows[i].effect)
			fail_msg("%s: %d", rows[i].status, effect);
	}
	assert_string_equal(fixture_value(f,
					  "SELECT group_concat(is_bounced || soft_bounces, ' ') FROM contact"
					  " WHERE is_bounced OR soft_bounces"),
			    "17");
	assert_int_equal(letter_bounced(f->db, 99, "5.1.1", &effect, &f->err), ERR_NOT_FOUND);
}

static void test_whose(void **state)
{
	struct fixture *f = *state;
	enum bounce_effect effect;
	fixture_import(f);
	/* An address outside the directory, then one that stands in it although the letter does not say so.
	 */
	assert_ok(f, letter_bounced(f->db, add_letter(f, "x@else.example", 0), "5.1.1", &effect, &f->err));
	assert_int_equal(effect, BOUNCE_NO_CONTACT);
	assert_ok(f,
		  letter_bounced(f->db, add_letter(f, "ANNE@ml-lyon.example", 0), "5.1.1", &effect, &f->err));
	assert_int_equal(effect, BOUNCE_SUSPENDED);
	assert_string_equal(fixture_value(f, "SELECT group_concat(email) FROM contacts WHERE bounced"), anne);
}

static void test_told_and_resumed(void **state)
{
	struct fixture *f = *state;
	struct suspension suspension;
	struct directory_changes changes;
	enum bounce_effect effect;
	fixture_import(f);
	int64_t letter = add_letter(f, anne, fixture_contact(f, anne));
	assert_int_equal(suspension_next(f->db, f->arena, &suspension, &f->err), ERR_NOT_FOUND);
	assert_ok(f, letter_bounced(f->db, letter, "5.1.1", &effect, &f->err));
	assert_ok(f, suspension_next(f->db, f->arena, &suspension, &f->err));
	assert_string_equal(suspension.email, anne);
	assert_string_equal(suspension.status, "5.1.1");
	assert_string_equal(suspension.template, "offer");
	assert_int_equal(suspension.letter, letter);
	assert_ok(f, suspension_told(f->db, suspension.contact, &f->err));
	assert_int_equal(suspension_next(f->db, f->arena, &suspension, &f->err), ERR_NOT_FOUND);
	assert_ok(f, contact_resume(f->db, "Anne@ML-lyon.example", &f->err));
	assert_int_equal(contact_resume(f->db, anne, &f->err), ERR_DATA);
	assert_int_equal(contact_resume(f->db, "x@else.example", &f->err), ERR_NOT_FOUND);
	assert_ok(f, letter_bounced(f->db, letter, "5.1.1", &effect, &f->err));
	assert_int_equal(effect, BOUNCE_SUSPENDED);
	assert_ok(f, suspension_next(f->db, f->arena, &suspension, &f->err)); /* again */
	assert_ok(f, directory_import(f->db, fixture_rows, FIXTURE_ROWS, &changes, &f->err));
	assert_int_equal(changes.updated, 1);
	assert_int_equal(changes.unchanged, FIXTURE_ROWS - 1);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM contact WHERE is_bounced OR soft_bounces"),
			    "0");
	assert_int_equal(suspension_next(f->db, f->arena, &suspension, &f->err), ERR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_classes),
	    FIXTURE_TEST(test_whose),
	    FIXTURE_TEST(test_told_and_resumed),
	};
	return FIXTURE_MAIN("db_bounces", tests);
}

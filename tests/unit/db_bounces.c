#include "db_fixture.h"

#include "db/bounces.h"
#include "db/letters.h"

static const char anne[] = "anne@ml-lyon.example";

static const time_t then = 1790000000;

static int64_t add_letter(struct fixture *f, const char *recipient, int64_t contact)
{
	struct letter letter = {.template = "offer",
				.recipient = recipient,
				.contact = contact,
				.message = bytes_of("Subject: x\r\n\r\n")};
	assert_ok(f, letter_reserve(f->db, &letter.id, &f->err));
	letter.message_id = letter.occasion = arena_printf(f->arena, "%lld@x", (long long)letter.id);
	assert_ok(f, letter_add(f->db, &letter, NULL, 0, then, &f->err));
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
		assert_ok(f, letter_bounced(f->db, letter, rows[i].status, then, &effect, &f->err));
		if (effect != rows[i].effect)
			fail_msg("%s: %d", rows[i].status, effect);
	}
	assert_string_equal(fixture_value(f,
					  "SELECT group_concat(is_bounced || soft_bounces, ' ') FROM contact"
					  " WHERE is_bounced OR soft_bounces"),
			    "17");
	assert_int_equal(letter_bounced(f->db, 99, "5.1.1", then, &effect, &f->err), ERR_NOT_FOUND);
}

static void test_whose(void **state)
{
	struct fixture *f = *state;
	enum bounce_effect effect;
	fixture_import(f);
	/* An address outside of the directory, then one in it although the letter has no contact. */
	assert_ok(f,
		  letter_bounced(f->db, add_letter(f, "x@else.example", 0), "5.1.1", then, &effect, &f->err));
	assert_int_equal(effect, BOUNCE_NO_CONTACT);
	assert_ok(f, letter_bounced(f->db, add_letter(f, "ANNE@ml-lyon.example", 0), "5.1.1", then, &effect,
				    &f->err));
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
	assert_ok(f, letter_bounced(f->db, letter, "5.1.1", then, &effect, &f->err));
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
	assert_ok(f, letter_bounced(f->db, letter, "5.1.1", then, &effect, &f->err));
	assert_int_equal(effect, BOUNCE_SUSPENDED);
	assert_ok(f, suspension_next(f->db, f->arena, &suspension, &f->err)); /* again */
	assert_ok(f, directory_import(f->db, f->arena, fixture_rows, FIXTURE_ROWS, &changes, &f->err));
	assert_int_equal(changes.updated, 1);
	assert_int_equal(changes.unchanged, FIXTURE_ROWS - 1);
	assert_string_equal(fixture_value(f, "SELECT count(*) FROM contact WHERE is_bounced OR soft_bounces"),
			    "0");
	assert_int_equal(suspension_next(f->db, f->arena, &suspension, &f->err), ERR_NOT_FOUND);
}

/* Reports come by mail, which anybody may send: about another letter, another address, soon or twice. */
static void test_reports(void **state)
{
	enum { HOUR_S = 3600, DAY_S = 86400 };
	static const struct {
		const char *recipient, *status;
		time_t after;
		enum bounce_effect effect;
	} rows[] = {
	    {"benoit@ml-lyon.example", "5.1.1", 60, BOUNCE_OTHER},
	    {anne, "5.1.1", 11 * DAY_S, BOUNCE_LATE},
	    {anne, "5.2.2", DAY_S, BOUNCE_COUNTED},
	    {anne, "5.1.1", DAY_S, BOUNCE_FIRST},
	    {anne, "5.1.1", DAY_S + HOUR_S, BOUNCE_FIRST}, /* on the same day */
	    {"Anne@ML-Lyon.example", "5.1.1", 2 * DAY_S, BOUNCE_SUSPENDED},
	    {anne, "5.1.1", 3 * DAY_S, BOUNCE_KNOWN},
	};
	struct fixture *f = *state;
	enum bounce_effect effect;
	fixture_import(f);
	int64_t letter = add_letter(f, anne, fixture_contact(f, anne));
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		assert_ok(f, letter_reported(f->db, letter, rows[i].recipient, rows[i].status,
					     then + rows[i].after, &effect, &f->err));
		if (effect != rows[i].effect)
			fail_msg("%zu: %d", i, effect);
	}
	assert_ok(f, contact_resume(f->db, anne, &f->err));
	assert_ok(f, letter_reported(f->db, letter, "", "5.1.1", then + HOUR_S, &effect, &f->err));
	assert_int_equal(effect, BOUNCE_SUSPENDED); /* at once: within the hour */
}

static void test_too_many(void **state)
{
	struct fixture *f = *state;
	enum bounce_effect effect;
	bool were;
	fixture_import(f);
	assert_int_equal(
	    fixture_tamper(f, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)"
			      " INSERT INTO contact (organisation, email, name, function, lists, frequency,"
			      " territories, is_signatory, is_steering, imported) SELECT 1, 'n' || i ||"
			      " '@ml-lyon.example', '', '', '', 'immediat', '', 0, 0, 1 FROM n"),
	    SQLITE_OK);
	for (int i = 1; i <= 12; i++) {
		const char *email = arena_printf(f->arena, "n%d@ml-lyon.example", i);
		int64_t letter = add_letter(f, email, fixture_contact(f, email));
		assert_ok(f, letter_bounced(f->db, letter, "5.1.1", then + i, &effect, &f->err));
		assert_int_equal(effect, i <= MOST_SUSPENSIONS ? BOUNCE_SUSPENDED : BOUNCE_STOPPED);
	}
	assert_ok(f, suspensions_stopped_take(f->db, &were, &f->err));
	assert_true(were);
	assert_ok(f, suspensions_stopped_take(f->db, &were, &f->err));
	assert_false(were);
	int64_t letter = add_letter(f, anne, fixture_contact(f, anne));
	assert_ok(f, letter_bounced(f->db, letter, "5.1.1", then + 2 * 3600, &effect, &f->err));
	assert_int_equal(effect, BOUNCE_SUSPENDED); /* an hour later */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_classes), FIXTURE_TEST(test_whose),    FIXTURE_TEST(test_told_and_resumed),
	    FIXTURE_TEST(test_reports), FIXTURE_TEST(test_too_many),
	};
	return FIXTURE_MAIN("db_bounces", tests);
}

/* The queue for a reader's digest, and when an offer counts as shown (specification section 7). */
#include "db_fixture.h"

#include "db/digests.h"

enum { MONDAY = 1800000000, DAY_S = 86400 };

static int64_t reader_with_offers(struct fixture *f)
{
	fixture_import(f);
	assert_int_equal(
	    fixture_tamper(
		f, "INSERT INTO offer (ref, status, title, is_company_hidden, sender, deadline) VALUES"
		   " ('OFF-2027-0001', 'open', 'a', 0, 1, '2027-03-01'),"
		   " ('OFF-2027-0002', 'open', 'b', 0, 1, '2027-03-01')"),
	    SQLITE_OK);
	return fixture_contact(f, "anne@ml-lyon.example");
}

static size_t lines_of(struct fixture *f, int64_t reader, time_t until, struct digest_line **lines)
{
	size_t count;
	assert_ok(f, digest_lines(f->db, f->arena, reader, until, lines, &count, &f->err));
	return count;
}

static void test_gathers_until_shown(void **state)
{
	struct fixture *f = *state;
	struct digest_line *lines;
	int64_t reader = reader_with_offers(f);
	assert_ok(f, digest_note(f->db, "OFF-2027-0001", reader, false, "", MONDAY, &f->err));
	assert_ok(f, digest_note(f->db, "OFF-2027-0001", reader, true, "Salaire", MONDAY, &f->err));
	assert_ok(f, digest_note(f->db, "OFF-2027-0001", reader, true, "Lieu", MONDAY + 1, &f->err));
	assert_int_equal(lines_of(f, reader, MONDAY, &lines), 0); /* the last came after it was made */
	assert_int_equal(lines_of(f, reader, MONDAY + 1, &lines), 1);
	assert_string_equal(lines[0].changes, "Salaire, Lieu");
	assert_ok(f, digest_shown(f->db, "OFF-2027-0001", reader, MONDAY, &f->err));
	assert_int_equal(lines_of(f, reader, MONDAY + 1, &lines), 1);
	assert_ok(f, digest_shown(f->db, "OFF-2027-0001", reader, MONDAY + 1, &f->err));
	assert_int_equal(lines_of(f, reader, MONDAY + DAY_S, &lines), 0);
	assert_ok(f, digest_note(f->db, "OFF-2027-0001", reader, true, "Contrat", MONDAY + 2, &f->err));
	assert_int_equal(lines_of(f, reader, MONDAY + 2, &lines), 1);
	assert_true(lines[0].is_shown);
	assert_string_equal(lines[0].changes, "Contrat");
}

static void test_over_unseen_is_left_out(void **state)
{
	struct fixture *f = *state;
	struct digest_line *lines;
	int64_t reader = reader_with_offers(f);
	assert_ok(f, digest_note(f->db, "OFF-2027-0001", reader, false, "", MONDAY, &f->err));
	assert_ok(f, digest_note(f->db, "OFF-2027-0002", reader, true, "", MONDAY, &f->err));
	assert_int_equal(fixture_tamper(f, "UPDATE offer SET status = 'expired'"), SQLITE_OK);
	assert_ok(f, digest_leave_out(f->db, &f->err));
	assert_int_equal(lines_of(f, reader, MONDAY, &lines), 1);
	assert_string_equal(lines[0].offer, "OFF-2027-0002");
}

static void test_readers_by_frequency(void **state)
{
	struct fixture *f = *state;
	struct contact *readers;
	struct digest_offer *offers;
	size_t count;
	int64_t reader = reader_with_offers(f);
	assert_ok(f, digest_note(f->db, "OFF-2027-0001", reader, false, "", MONDAY, &f->err));
	assert_ok(f, digest_readers(f->db, f->arena, false, &readers, &count, &f->err));
	assert_int_equal(count, 1); /* also readers without a digest any more */
	assert_int_equal(fixture_tamper(f, "UPDATE contact SET frequency = 'hebdomadaire'"), SQLITE_OK);
	assert_ok(f, digest_readers(f->db, f->arena, false, &readers, &count, &f->err));
	assert_int_equal(count, 0);
	assert_ok(f, digest_offers(f->db, f->arena, true, &offers, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(offers[0].ref, "OFF-2027-0001");
	assert_int_equal(fixture_tamper(f, "UPDATE contact SET lists = 'newsletter'"), SQLITE_OK);
	assert_ok(f, digest_readers(f->db, f->arena, true, &readers, &count, &f->err));
	assert_int_equal(count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_gathers_until_shown),
	    FIXTURE_TEST(test_over_unseen_is_left_out),
	    FIXTURE_TEST(test_readers_by_frequency),
	};
	return FIXTURE_MAIN("db_digests", tests);
}

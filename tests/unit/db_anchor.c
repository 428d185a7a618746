#include "db_candidate.h"

#include "db/anchor.h"
#include "db/consents.h"

static const struct key KEY = {.bytes = "an anchor's key of these 32 byte"};

static void add(struct fixture *f, const char *ref, const char *event)
{
	struct consent consent = {.candidate = ref,
				  .event = event,
				  .at = "2026-09-01T00:00:00Z",
				  .collected_by = "Anne",
				  .scope = "partners",
				  .expires_on = "2027-09-01",
				  .message_id = "<1@a>",
				  .notice = "1",
				  .notice_hash = "",
				  .recorded_at = "2026-09-02T08:00:00Z"};
	assert_ok(f, consent_add(f->db, f->arena, &consent, NULL, NULL, &f->err));
}

static void add_candidate(struct fixture *f, const char *ref)
{
	add_forwarded(f, ref);
	add(f, ref, "given");
}

static void append(struct fixture *f, const char *text)
{
	int fd = open(arena_printf(f->arena, "%s.endings", f->path), O_WRONLY | O_CREAT | O_APPEND, 0600);
	assert_true(fd >= 0);
	assert_ok(f, io_write_all(fd, text, strlen(text), 0, &f->err));
	close(fd);
}

static void expect_endings(struct fixture *f, size_t expected)
{
	struct ended_consent *endings;
	size_t count;
	bool is_whole;
	assert_ok(f, anchor_endings(f->arena, f->path, &KEY, &endings, &count, &is_whole, &f->err));
	assert_int_equal(count, expected);
	assert_true(is_whole);
}

static void test_each_ending_is_kept(void **state)
{
	struct fixture *f = *state;
	fixture_import(f);
	add_candidate(f, "CAN-2026-0001");
	add_candidate(f, "CAN-2026-0002");
	add(f, "CAN-2026-0001", "withdrawn");
	assert_ok(f, anchor_keep(f->db, f->path, &KEY, &f->err));
	expect_endings(f, 1);
	add(f, "CAN-2026-0002", "expired");
	assert_ok(f, anchor_keep(f->db, f->path, &KEY, &f->err));
	expect_endings(f, 2);
}

/* A full disk or a power cut leaves the beginning of a line; the ending that comes next must not be written
 * onto it. */
static void test_an_ending_after_half_a_line_is_kept(void **state)
{
	static const char *const HALVES[] = {"CAN-2026-0001 with", "CAN-2026-0001 withdrawn 0123456789", "C"};
	struct fixture *f = *state;
	fixture_import(f);
	for (size_t i = 0; i < ARRAY_SIZE(HALVES); i++) {
		const char *ref = arena_printf(f->arena, "CAN-2026-000%zu", i + 1);
		add_candidate(f, ref);
		add(f, ref, "withdrawn");
		append(f, HALVES[i]);
		assert_ok(f, anchor_keep(f->db, f->path, &KEY, &f->err));
		expect_endings(f, i + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIXTURE_TEST(test_each_ending_is_kept),
	    FIXTURE_TEST(test_an_ending_after_half_a_line_is_kept),
	};
	return FIXTURE_MAIN("db_anchor", tests);
}

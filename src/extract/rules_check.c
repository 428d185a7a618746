/* Checks the rules' own examples and their run time. */
#include "form.h"
#include "lint.h"

#include "base/io.h"

enum {
	ALLOWANCE_MS = 1000,
	HOSTILE_BYTES = 8 * 1024,
	MOST_RULE_MS = 250, /* on the worst text of maximal size; alone on a machine no rule needs 40 */
};

static bool is_found(struct arena *arena, const struct rules *rules, const struct rule *rule,
		     const char *text, bool *is_late)
{
	struct form form = {.arena = arena, .kind = KIND_OFFER};
	struct pattern_clock clock;

	pattern_clock_start(&clock, ALLOWANCE_MS);
	lint_text(rules, rule, &clock, text, &form);
	*is_late |= clock.is_over;
	return form.remark_count > 0;
}

static int check_examples(struct arena *arena, const struct rules *rules, const struct rule *rule,
			  struct err *err)
{
	bool is_late = false;

	for (size_t i = 0; i < rule->forbidden.count; i++)
		if (!is_found(arena, rules, rule, rule->forbidden.items[i], &is_late))
			return err_set(err, ERR_CONFIG,
				       "line %zu: rule \"%s\" does not find its example %zu of \"interdit\"",
				       rule->line, rule->name, i + 1);
	for (size_t i = 0; i < rule->allowed.count; i++)
		if (is_found(arena, rules, rule, rule->allowed.items[i], &is_late))
			return err_set(err, ERR_CONFIG,
				       "line %zu: rule \"%s\" finds its example %zu of \"permis\"",
				       rule->line, rule->name, i + 1);
	return OK;
}

/* Worst-case texts for its expressions: its examples, their prefixes, and runs of one character. */
static const char *hostile_text(struct arena *arena, const struct rule *rule, size_t which)
{
	static const char *const runs[] = {"a ", "aucune ", "25 a 35 ans ", "vous ", "sans "};
	const char *unit = which < ARRAY_SIZE(runs) ? runs[which] : rule->forbidden.items[0];
	struct buf buf = {.arena = arena};

	while (buf.length + strlen(unit) + 2 < HOSTILE_BYTES)
		buf_printf(&buf, "%s ", unit);
	return buf_text(&buf);
}

/* The fastest of several runs, because on a busy machine processor time varies. */
static long long time_of(struct arena *arena, const struct rules *rules, const struct rule *rule,
			 const char *text, bool *is_late)
{
	enum { TRIES = 3 };
	long long least_ms = MOST_RULE_MS + 1;
	for (int i = 0; i < TRIES && least_ms > MOST_RULE_MS; i++) {
		long long start_ms = io_cpu_ms(), took_ms;
		*is_late = false;
		is_found(arena, rules, rule, text, is_late);
		took_ms = io_cpu_ms() - start_ms;
		if (!i || took_ms < least_ms)
			least_ms = took_ms;
	}
	return least_ms;
}

static int check_time(struct arena *arena, const struct rules *rules, const struct rule *rule,
		      long long *most_ms, struct err *err)
{
	for (size_t which = 0; which < 6; which++) {
		bool is_late;
		long long took_ms = time_of(arena, rules, rule, hostile_text(arena, rule, which), &is_late);
		*most_ms = took_ms > *most_ms ? took_ms : *most_ms;
		if (is_late || took_ms > MOST_RULE_MS)
			return err_set(err, ERR_CONFIG,
				       "line %zu: rule \"%s\" is too slow: %lld ms on %d KiB", rule->line,
				       rule->name, took_ms, HOSTILE_BYTES / 1024);
	}
	return OK;
}

int extract_check_rules(const char *path, struct rules_tally *out, struct err *err)
{
	struct rules *rules = NULL;
	struct arena *arena = arena_new();
	int rc = rules_read(&rules, path, true, err);

	*out = (struct rules_tally){0};
	for (size_t i = 0; !rc && i < rules->count; i++) {
		const struct rule *rule = &rules->items[i];

		out->holding += rule->holds;
		out->warning += !rule->holds;
		rc = check_examples(arena, rules, rule, err);
		if (!rc)
			rc = check_time(arena, rules, rule, &out->slowest_ms, err);
		if (rc)
			err_prefix(err, "%s", path);
	}
	rules_free(&rules);
	arena_free(&arena);
	return rc;
}

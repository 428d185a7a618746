/* When a post is to be filled, and other days that are not written as a date: "lundi 18", "semaine 37",
 * "septembre 2027", "dès que possible". */
#include "values.h"

#include "base/phrases.h"
#include "base/text.h"
#include "form.h"

enum { WEEK_DAYS = 7, NEAR_DAYS = 60, LATE_DAYS = 31 };

bool weekday_day_read(struct reading *reading, const char *text, struct date *out)
{
	struct match match;

	if (!pattern_find(reading->clock, PATTERN_WEEKDAY_DAY, text_fold(reading->arena, text), 0, &match))
		return false;
	int weekday = weekday_number(match_text(reading->arena, &match, 1));

	for (int i = 0; i <= NEAR_DAYS; i++) {
		*out = date_add_days(reading->today, i);
		if (out->day == match_number(&match, 2) && date_weekday(*out) == weekday)
			return true;
	}
	return false;
}

static void assume(struct reading *reading, const char *key, const char *text, struct date date,
		   const char *told)
{
	value_set(reading, key, text, date_iso(reading->arena, date));
	form_note(reading->form, phrase_with(reading->arena, told, "text",
					     text_one_line(reading->arena, text, FORM_READ_BYTES), NULL));
}

/* The Monday of the next week with that number, or of the one of that year. */
static bool find_week(struct date today, long number, long year, struct date *out)
{
	enum { MOST_WEEKS = 53 };
	struct date day = year < 0 ? today : (struct date){(int)year, 1, 4};

	*out = date_add_days(day, -date_weekday(day));
	for (int i = 0; i <= MOST_WEEKS; i++, *out = date_add_days(*out, WEEK_DAYS)) {
		int of_year, week;

		date_iso_week(*out, &of_year, &week);
		if (week == number && (year < 0 || of_year == year))
			return true;
	}
	return false;
}

static bool read_period(struct reading *reading, const struct field_def *field, const char *text,
			const char *folded)
{
	struct match match;
	struct date date;

	if (pattern_find(reading->clock, PATTERN_MONTH, folded, 0, &match)) {
		date = (struct date){(int)match_number(&match, 2),
				     month_number(match_text(reading->arena, &match, 1)), 1};
		if (date.year * 12 + date.month < reading->today.year * 12 + reading->today.month)
			value_fault(reading, field, text, phrase("fault.date_past"));
		else
			assume(reading, field->key, text, date, "told.first_of_month");
		return true;
	}
	if (pattern_find(reading->clock, PATTERN_WEEK, folded, 0, &match) &&
	    find_week(reading->today, match_number(&match, 1), match_number(&match, 2), &date)) {
		assume(reading, field->key, text, date, "told.monday_of_week");
		return true;
	}
	return false;
}

void read_start(struct reading *reading, const struct field_def *field, const char *text)
{
	const char *folded = text_fold(reading->arena, text), *fault;
	struct moments moments;
	struct date date;

	moments_read(reading, text, YEAR_NEXT, &moments);
	if (!moments.has_date && pattern_matches(reading->clock, PATTERN_NOW, folded)) {
		value_set(reading, field->key, text, "now");
		return;
	}
	if (read_period(reading, field, text, folded))
		return;
	fault = one_date_read(reading, text, YEAR_NEXT, &date);
	/* "à partir du 1er mars au plus tôt" is that day; "immédiat ou 1er mars" may be either. */
	if (!fault && !strstr(folded, "au plus tot") && pattern_matches(reading->clock, PATTERN_NOW, folded))
		fault = phrase("fault.several_dates");
	if (!fault && date_compare(date, date_add_days(reading->today, -LATE_DAYS)) < 0)
		fault = phrase("fault.date_past");
	if (fault)
		value_fault(reading, field, text, fault);
	else
		value_set(reading, field->key, text, date_iso(reading->arena, date));
}

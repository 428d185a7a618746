#include "base/date.h"

/* Easter Sunday of the Gregorian calendar: the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8).
 */
static struct date easter(int year)
{
	int golden = year % 19, century = year / 100, rest = year % 100;
	int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
	int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
	int correction = (golden + 11 * epact + 22 * weekday) / 451;
	int days = epact + weekday - 7 * correction + 114;
	return (struct date){year, days / 31, days % 31 + 1};
}

/* Code du travail L3133-1. */
static bool is_holiday(struct date date)
{
	static const int FIXED[][2] = {{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}};
	static const int AFTER_EASTER[] = {1, 39, 50}; /* Easter Monday, Ascension, Whit Monday */
	struct date sunday = easter(date.year);
	for (size_t i = 0; i < ARRAY_SIZE(FIXED); i++)
		if (date.month == FIXED[i][0] && date.day == FIXED[i][1])
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(AFTER_EASTER); i++)
		if (!date_compare(date, date_add_days(sunday, AFTER_EASTER[i])))
			return true;
	return false;
}

bool date_is_working(struct date date)
{
	enum { SATURDAY = 5 };
	return date_weekday(date) < SATURDAY && !is_holiday(date);
}

struct date date_first_working(struct date from)
{
	while (!date_is_working(from))
		from = date_add_days(from, 1);
	return from;
}

struct date date_iso_week(struct date date, int *year, int *week)
{
	enum { THURSDAY = 3, WEEK = 7 };
	struct date monday = date_add_days(date, -date_weekday(date));
	/* An ISO week belongs to the year of its Thursday. */
	struct date thursday = date_add_days(monday, THURSDAY), day = {thursday.year, 1, 1};
	*year = thursday.year;
	*week = 1;
	for (day = date_add_days(day, WEEK); date_compare(day, thursday) <= 0; day = date_add_days(day, WEEK))
		++*week;
	return monday;
}

struct date date_working_before(struct date from, int days)
{
	while (days > 0) {
		from = date_add_days(from, -1);
		days -= date_is_working(from);
	}
	return from;
}

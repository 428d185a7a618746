#include "office_number.h"

#include "base/date.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY_S = 86400, MOST_DIGITS = 15, MOST_DECIMALS = 10, MOST_FORMAT_BYTES = 255 };

static const struct {
	long id;
	const char *format;
} builtins[] = {
    {1, "0"},	      {2, "0.00"},	   {3, "#,##0"},       {4, "#,##0.00"},	      {9, "0%"},
    {10, "0.00%"},    {12, "# ?/?"},	   {13, "# ?\?/??"},   {14, "dd/mm/yyyy"},    {15, "d-mmm-yy"},
    {16, "d-mmm"},    {17, "mmm-yy"},	   {18, "h:mm AM/PM"}, {19, "h:mm:ss AM/PM"}, {20, "h:mm"},
    {21, "h:mm:ss"},  {22, "d/m/yy h:mm"}, {37, "#,##0"},      {38, "#,##0"},	      {39, "#,##0.00"},
    {40, "#,##0.00"}, {45, "mm:ss"},	   {46, "[h]:mm:ss"},  {47, "mm:ss.0"},	      {27, "yyyy/m/d"},
    {30, "m/d/yy"},   {36, "yyyy/m/d"},	   {50, "yyyy/m/d"},   {57, "yyyy/m/d"},
};

const char *number_builtin_format(long id)
{
	for (size_t i = 0; i < ARRAY_SIZE(builtins); i++)
		if (builtins[i].id == id)
			return builtins[i].format;
	return "General";
}

/* Parts of a format's first section: literal text, and codes for digits and dates. */
struct layout {
	struct buf before, after; /* literal text around the digits */
	struct buf digits;	  /* digit codes with the text between them: 0#"".,% */
	bool has_day, has_time, is_elapsed, has_percent, has_digits;
	bool is_general; /* or a format without plain digits: text, powers of ten, fractions */
	unsigned decimals;
};

static struct buf *literal_of(struct layout *layout)
{
	return layout->has_digits ? &layout->after : &layout->before;
}

/* "[$€-40C]" is the currency; colours, conditions and locales are ignored; "[h]" is a time. */
static void take_brackets(struct layout *layout, const char *inner, size_t length)
{
	if (length > 1 && inner[0] == '$')
		buf_add(literal_of(layout), inner + 1, strcspn(inner + 1, "-]"));
	else if (length && strspn(inner, "hHmMsS") >= length)
		layout->has_time = layout->is_elapsed = true;
}

static size_t character_length(const char *text)
{
	size_t length = 1;

	while (((unsigned char)text[length] & 0xC0) == 0x80)
		length++;
	return length;
}

/* A code, or several characters that form one; returns its length. */
static size_t take_code(struct layout *layout, const char *at)
{
	size_t length = character_length(at);

	if (*at == '"' || *at == '[') {
		const char *end = strchr(at + 1, *at == '"' ? '"' : ']');
		size_t inner = end ? (size_t)(end - at - 1) : strlen(at + 1);

		if (*at == '"')
			buf_add(literal_of(layout), at + 1, inner);
		else
			take_brackets(layout, at + 1, inner);
		return inner + (end ? 2 : 1);
	}
	if (*at == '\\' && at[1]) {
		buf_add(literal_of(layout), at + 1, character_length(at + 1));
		return 1 + character_length(at + 1);
	}
	if ((*at == '_' || *at == '*') && at[1]) {
		if (*at == '_')
			buf_addc(literal_of(layout), ' ');
		return 1 + character_length(at + 1);
	}
	if (!strncasecmp(at, "general", 7)) {
		layout->is_general = layout->has_digits = true;
		return 7;
	}
	if (!strncasecmp(at, "am/pm", 5))
		return 5;
	if (strchr("0#?", *at)) {
		/* Moves text between digits back to them: "0# ## ##". */
		buf_adds(&layout->digits, buf_text(&layout->after));
		layout->after = (struct buf){.arena = layout->after.arena};
		layout->has_digits = true;
		buf_addc(&layout->digits, *at);
		layout->decimals += strchr(buf_text(&layout->digits), '.') != NULL;
	} else if (*at == '.' || *at == ',') {
		buf_addc(layout->has_digits && !layout->after.length ? &layout->digits : literal_of(layout),
			 *at);
	} else if (*at == '%') {
		layout->has_percent = true;
		buf_adds(literal_of(layout), "\u00a0%");
	} else if (*at == '@' || *at == '/' ||
		   ((*at == 'E' || *at == 'e') && (at[1] == '+' || at[1] == '-'))) {
		layout->is_general = true;
	} else if (strchr("dDyYjJaA", *at)) {
		layout->has_day = true;
	} else if (strchr("hHsS", *at)) {
		layout->has_time = true;
	} else if (strchr("mM", *at)) {
		layout->has_day |= !layout->has_time && (at[1] == 'm' || at[1] == 'M') && at[2] == 'm';
	} else {
		buf_add(literal_of(layout), at, length);
	}
	return length;
}

static struct layout read_format(struct arena *arena, const char *format)
{
	struct layout layout = {
	    .before = {.arena = arena}, .after = {.arena = arena}, .digits = {.arena = arena}};

	while (*format && *format != ';')
		format += take_code(&layout, format);
	return layout;
}

/* Day 1 of the 1900 system is 1 January, and 1900 has a 29 February. */
static char *show_moment(struct arena *arena, double serial, const struct layout *layout, bool is_1904)
{
	double days = floor(serial);
	long seconds = lround((serial - days) * DAY_S);
	int since = (int)days;

	if (seconds >= DAY_S) {
		seconds -= DAY_S;
		since++;
	}
	char *hour = arena_printf(arena, "%02ld:%02ld",
				  seconds / 3600 + (layout->is_elapsed ? since * 24L : 0), seconds / 60 % 60);

	if (!layout->has_day)
		return hour;
	struct date epoch =
	    is_1904 ? (struct date){1904, 1, 1} : (struct date){1899, 12, since < 60 ? 31 : 30};
	struct date date = date_add_days(epoch, since);
	char *day = arena_printf(arena, "%02d/%02d/%04d", date.day, date.month, date.year);

	return layout->has_time ? arena_printf(arena, "%s %s", day, hour) : day;
}

/* As short as possible, with a decimal comma. */
static char *show_general(struct arena *arena, double number)
{
	char *text = arena_printf(arena, "%.*g", MOST_DIGITS, number);

	if (strchr(text, 'e') && fabs(number) < 1e15 && fabs(number) >= 1)
		text = arena_printf(arena, "%.0f", number);
	for (char *c = text; *c; c++)
		if (*c == '.')
			*c = ',';
	return text;
}

static bool is_grouped(const char *digits)
{
	const char *comma = strchr(digits, ',');

	return comma && strpbrk(comma, "0#?");
}

/* Fills integer digits into their codes from right to left; text between codes stays in place. */
static char *lay_out(struct arena *arena, const char *codes, size_t length, const char *whole, bool groups)
{
	size_t most = length + 2 * strlen(whole) + 8, at = most, left = strlen(whole), placed = 0;
	char *out = arena_alloc(arena, most + 1);

	while (length > 0 || left > 0) {
		char code = length > 0 ? codes[--length] : '#';
		bool is_first_code = length == 0 || !strpbrk(arena_strndup(arena, codes, length), "0#?");

		if (code == ',')
			continue;
		if (!strchr("0#?", code)) {
			if (left > 0 || strchr(arena_strndup(arena, codes, length), '0'))
				out[--at] = code;
			continue;
		}
		do {
			if (!left && code != '0')
				break;
			if (groups && placed && placed % 3 == 0)
				out[--at] = ' ';
			out[--at] = left ? whole[--left] : '0';
			placed++;
		} while (is_first_code && left);
	}
	return out + at;
}

static char *show_digits(struct arena *arena, double number, const struct layout *layout)
{
	const char *codes = layout->digits.data, *point = strchr(codes, '.');
	unsigned decimals = layout->decimals < MOST_DECIMALS ? layout->decimals : MOST_DECIMALS;
	char *text = arena_printf(arena, "%.*f", (int)decimals, fabs(number));
	char *fraction = strchr(text, '.');

	if (fraction)
		*fraction++ = '\0';
	char *whole = lay_out(arena, codes, point ? (size_t)(point - codes) : strlen(codes),
			      strcmp(text, "0") ? text : "", is_grouped(codes));

	/* "0.##" shows no trailing zeros. */
	for (size_t i = fraction ? strlen(fraction) : 0;
	     i-- && fraction[i] == '0' && point && !strchr(point, '0');)
		fraction[i] = '\0';
	return arena_printf(arena, "%s%s%s%s", number < 0 ? "-" : "", *whole ? whole : "0",
			    fraction && *fraction ? "," : "", fraction ? fraction : "");
}

char *number_show(struct arena *arena, const char *stored, const char *format, bool is_1904)
{
	enum { MOST_SERIAL = 2958465 }; /* 31 December 9999 */
	char *end;
	double number = strtod(stored, &end);

	if (end == stored || *end || !isfinite(number) || fabs(number) >= 1e15 ||
	    strlen(format) > MOST_FORMAT_BYTES)
		return arena_strdup(arena, stored);
	struct layout layout = read_format(arena, format);

	if ((layout.has_day || layout.has_time) && !layout.has_digits && number >= 0 && number <= MOST_SERIAL)
		return show_moment(arena, number, &layout, is_1904);
	if (!layout.digits.length || layout.is_general)
		return arena_printf(arena, "%s%s%s", buf_text(&layout.before), show_general(arena, number),
				    buf_text(&layout.after));
	if (layout.has_percent)
		number *= 100;
	for (size_t i = layout.digits.length; i-- && layout.digits.data[i] == ',';)
		number /= 1000; /* "0,": in thousands */
	return arena_printf(arena, "%s%s%s", buf_text(&layout.before), show_digits(arena, number, &layout),
			    buf_text(&layout.after));
}

char *number_show_iso(struct arena *arena, const char *iso)
{
	struct date date;
	char *day = arena_strndup(arena, iso, strnlen(iso, strlen("2027-01-15")));

	if (!date_parse_iso(day, &date))
		return arena_strdup(arena, iso);
	const char *time = iso + strlen(day);
	char *shown = arena_printf(arena, "%02d/%02d/%04d", date.day, date.month, date.year);

	if (*time != 'T' || strlen(time) < strlen("T14:30") || text_starts_with(time, "T00:00"))
		return shown;
	return arena_printf(arena, "%s %.5s", shown, time + 1);
}

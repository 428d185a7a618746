#include "tnef.h"

#include "limits.h"
#include "scan.h"

#include <stdint.h>

/* The bytes left; reading stops when bytes are missing. */
struct cursor {
	struct bytes rest;
	bool is_broken;
};

struct reading {
	struct arena *arena;
	struct tnef *out;
	size_t values; /* attributes and properties so far */
	bool is_broken;
};

/* A property's value, the first one if there are several. */
struct value {
	unsigned type, id;
	uint32_t set, name; /* of a named property: start of its GUID, and its number; 0: none */
	struct bytes bytes;
};

typedef void take_value(struct reading *reading, const struct value *value);

enum {
	SIGNATURE = 0x223e9f78,
	HEAD_BYTES = 6, /* the signature and a key that is not used */
	TYPE_STRING = 0x1e,
	TYPE_UNICODE = 0x1f,
	TYPE_OBJECT = 0x0d,
	TYPE_BINARY = 0x102,
	TYPE_SEVERAL = 0x1000, /* attribute ids are combined with it */
	FIRST_NAMED = 0x8000,
	GUID_BYTES = 16,
};

static struct bytes take(struct cursor *cursor, size_t length)
{
	struct bytes taken = {cursor->rest.data, length};

	if (cursor->is_broken || length > cursor->rest.length) {
		cursor->is_broken = true;
		return (struct bytes){0};
	}
	cursor->rest.data += length;
	cursor->rest.length -= length;
	return taken;
}

static uint32_t number_of(struct bytes bytes)
{
	bytes.length = bytes.length < sizeof(uint32_t) ? bytes.length : sizeof(uint32_t);
	return scan_little_endian(bytes);
}

static uint32_t take_number(struct cursor *cursor, size_t bytes)
{
	return number_of(take(cursor, bytes));
}

/* Values are aligned to four bytes; the last one may lack its padding. */
static void skip_padding(struct cursor *cursor, size_t length)
{
	size_t padding = (4 - length % 4) % 4;

	take(cursor, padding < cursor->rest.length ? padding : cursor->rest.length);
}

/* Text ends with a NUL, which may be missing. */
static struct tnef_text text_of(struct bytes bytes, bool is_utf16)
{
	size_t step = is_utf16 ? 2 : 1, length = 0;

	while (length + step <= bytes.length && (bytes.data[length] || bytes.data[length + step - 1]))
		length += step;
	return (struct tnef_text){{bytes.data, length}, is_utf16};
}

static struct tnef_text text_value(const struct value *value)
{
	return text_of(value->bytes, value->type == TYPE_UNICODE);
}

static struct tnef_file *last_file(struct reading *reading)
{
	struct tnef *out = reading->out;

	if (!out->file_count) {
		reading->is_broken = true;
		return NULL;
	}
	return &out->files[out->file_count - 1];
}

/* Named properties, whose ids differ in every message. */
static void take_meeting_value(struct reading *reading, const struct value *value)
{
	enum { MEETING = 0x6ed8da90, APPOINTMENT = 0x00062002 };
	struct tnef_meeting *out = &reading->out->meeting;
	const struct {
		uint32_t set, name;
		struct bytes *bytes;
	} properties[] = {
	    {MEETING, 0x0001, &out->answered_at},	 {MEETING, 0x0003, &out->object_id},
	    {APPOINTMENT, 0x820d, &out->start},		 {APPOINTMENT, 0x820e, &out->end},
	    {APPOINTMENT, 0x8250, &out->proposed_start}, {APPOINTMENT, 0x8251, &out->proposed_end},
	};

	for (size_t i = 0; i < ARRAY_SIZE(properties); i++)
		if (properties[i].set == value->set && properties[i].name == value->name)
			*properties[i].bytes = value->bytes;
	if (value->set == APPOINTMENT && value->name == 0x8201)
		out->sequence = number_of(value->bytes);
	if (value->set == APPOINTMENT && value->name == 0x8208)
		out->location = text_value(value);
}

static void take_message_value(struct reading *reading, const struct value *value)
{
	struct tnef *out = reading->out;

	if (value->name) {
		take_meeting_value(reading, value);
		return;
	}
	switch (value->id) {
	case 0x001a: /* PR_MESSAGE_CLASS */
		out->message_class = text_value(value);
		break;
	case 0x0037: /* PR_SUBJECT */
		out->subject = text_value(value);
		break;
	case 0x1000: /* PR_BODY */
		out->plain = text_value(value);
		break;
	case 0x1009: /* PR_RTF_COMPRESSED */
		out->rtf = value->bytes;
		break;
	case 0x1013: /* PR_HTML: binary in the code page of PR_INTERNET_CPID, or text */
		out->html = text_value(value);
		break;
	case 0x3fde: /* PR_INTERNET_CPID */
		out->html_codepage = number_of(value->bytes);
		break;
	default:
		break;
	}
}

static void take_file_value(struct reading *reading, const struct value *value)
{
	struct tnef_file *file = last_file(reading);

	if (!file)
		return;
	switch (value->id) {
	case 0x3707: /* PR_ATTACH_LONG_FILENAME */
		file->name = text_value(value);
		file->has_long_name = true;
		break;
	case 0x3001: /* PR_DISPLAY_NAME */
	case 0x3704: /* PR_ATTACH_FILENAME, 8.3 */
		if (!file->has_long_name && !file->name.bytes.length)
			file->name = text_value(value);
		break;
	case 0x370e: /* PR_ATTACH_MIME_TAG */
		file->type = text_value(value);
		break;
	case 0x3712: /* PR_ATTACH_CONTENT_ID */
		file->content_id = text_value(value);
		break;
	case 0x3701: /* PR_ATTACH_DATA; an object starts with its kind */
		if (file->content.length)
			break;
		file->content = value->bytes;
		if (value->type == TYPE_OBJECT && value->bytes.length >= GUID_BYTES)
			file->content =
			    (struct bytes){value->bytes.data + GUID_BYTES, value->bytes.length - GUID_BYTES};
		break;
	default:
		break;
	}
}

/* The size of a value with padding, for types of fixed size; 0: unknown type. */
static size_t fixed_bytes(unsigned type)
{
	static const struct {
		unsigned type;
		size_t bytes;
	} fixed[] = {
	    {0x02, 4}, {0x03, 4}, {0x04, 4}, {0x05, 8}, {0x06, 8},  {0x07, 8},
	    {0x0a, 4}, {0x0b, 4}, {0x14, 8}, {0x40, 8}, {0x48, 16},
	};

	for (size_t i = 0; i < ARRAY_SIZE(fixed); i++)
		if (fixed[i].type == type)
			return fixed[i].bytes;
	return 0;
}

static bool is_sized(unsigned type)
{
	return type == TYPE_STRING || type == TYPE_UNICODE || type == TYPE_OBJECT || type == TYPE_BINARY;
}

/* Properties with ids from 0x8000 on are named, by a number or by text; those read here have numbers. */
static void take_name(struct cursor *cursor, struct value *value)
{
	value->set = number_of(take(cursor, GUID_BYTES));
	if (!take_number(cursor, 4)) {
		value->name = take_number(cursor, 4);
		return;
	}
	size_t length = take_number(cursor, 4);

	take(cursor, length);
	skip_padding(cursor, length);
}

static void take_property(struct reading *reading, struct cursor *cursor, take_value *take_it)
{
	unsigned type = take_number(cursor, 2), id = take_number(cursor, 2);
	unsigned base = type & ~(unsigned)TYPE_SEVERAL;
	size_t fixed = fixed_bytes(base), count = 1;
	struct value value = {.type = base, .id = id};

	if (id >= FIRST_NAMED)
		take_name(cursor, &value);
	if (is_sized(base) || type != base)
		count = take_number(cursor, 4);
	if (!fixed && !is_sized(base))
		cursor->is_broken = true;
	for (size_t i = 0; i < count && !cursor->is_broken; i++) {
		size_t length = fixed ? fixed : take_number(cursor, 4);

		value.bytes = take(cursor, length);
		skip_padding(cursor, length);
		if (!i && !cursor->is_broken)
			take_it(reading, &value);
	}
}

static void take_properties(struct reading *reading, struct bytes content, take_value *take_it)
{
	struct cursor cursor = {.rest = content};
	size_t count = take_number(&cursor, 4);

	for (size_t i = 0; i < count && !cursor.is_broken && reading->values <= LIMIT_TNEF_VALUES; i++) {
		take_property(reading, &cursor, take_it);
		reading->values++;
	}
	reading->is_broken |= cursor.is_broken;
}

static void take_message(struct reading *reading, struct bytes content)
{
	take_properties(reading, content, take_message_value);
}

static void take_file(struct reading *reading, struct bytes content)
{
	take_properties(reading, content, take_file_value);
}

/* PR_BODY, if present, is better. */
static void take_body(struct reading *reading, struct bytes content)
{
	if (!reading->out->plain.bytes.length)
		reading->out->plain = text_of(content, false);
}

/* Unlike the property it has no type, like attBody. */
static void take_class(struct reading *reading, struct bytes content)
{
	reading->out->message_class = text_of(content, false);
}

static void take_subject(struct reading *reading, struct bytes content)
{
	if (!reading->out->subject.bytes.length)
		reading->out->subject = text_of(content, false);
}

static void take_codepage(struct reading *reading, struct bytes content)
{
	struct cursor cursor = {.rest = content};

	reading->out->codepage = take_number(&cursor, 4);
}

static void begin_file(struct reading *reading, struct bytes content)
{
	struct tnef *out = reading->out;

	(void)content; /* its appearance */
	out->files = scan_grow(reading->arena, out->files, out->file_count, sizeof(*out->files));
	out->files[out->file_count++] = (struct tnef_file){0};
}

static void take_title(struct reading *reading, struct bytes content)
{
	struct tnef_file *file = last_file(reading);

	if (file && !file->has_long_name)
		file->name = text_of(content, false);
}

static void take_data(struct reading *reading, struct bytes content)
{
	struct tnef_file *file = last_file(reading);

	if (file)
		file->content = content;
}

static const struct {
	uint32_t id;
	void (*take)(struct reading *reading, struct bytes content);
} attributes[] = {
    {0x00078008, take_class},	 /* attMessageClass */
    {0x00018004, take_subject},	 /* attSubject */
    {0x0002800c, take_body},	 /* attBody */
    {0x00069007, take_codepage}, /* attOemCodepage */
    {0x00069003, take_message},	 /* attMsgProps */
    {0x00069002, begin_file},	 /* attAttachRendData */
    {0x00018010, take_title},	 /* attAttachTitle */
    {0x0006800f, take_data},	 /* attAttachData */
    {0x00069005, take_file},	 /* attAttachment */
};

static uint32_t sum_of(struct bytes content)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < content.length; i++)
		sum += content.data[i];
	return sum & 0xffff;
}

static void take_attribute(struct reading *reading, struct cursor *cursor)
{
	uint32_t level = take_number(cursor, 1), id = take_number(cursor, 4);
	struct bytes content = take(cursor, take_number(cursor, 4));
	uint32_t sum = take_number(cursor, 2);

	if (cursor->is_broken || level < 1 || level > 2 || sum != sum_of(content)) {
		reading->is_broken = true;
		return;
	}
	reading->values++;
	for (size_t i = 0; i < ARRAY_SIZE(attributes); i++)
		if (attributes[i].id == id)
			attributes[i].take(reading, content);
}

bool tnef_is(struct bytes content)
{
	return content.length > HEAD_BYTES && number_of(content) == SIGNATURE;
}

int tnef_read(struct arena *arena, struct bytes content, struct tnef *out, struct err *err)
{
	struct reading reading = {.arena = arena, .out = out};
	struct cursor cursor = {.rest = content};

	*out = (struct tnef){0};
	take(&cursor, HEAD_BYTES);
	while (cursor.rest.length && !reading.is_broken && reading.values <= LIMIT_TNEF_VALUES)
		take_attribute(&reading, &cursor);
	if (reading.values > LIMIT_TNEF_VALUES)
		return err_set(err, ERR_LIMIT, "more than %d values in a winmail.dat", LIMIT_TNEF_VALUES);
	return reading.is_broken ? err_set(err, ERR_DATA, "a winmail.dat that is broken") : OK;
}

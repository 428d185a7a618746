#include "headers.h"

#include "addresses.h"
#include "base/text.h"
#include "encoded_word.h"
#include "limits.h"
#include "scan.h"

enum { SUBJECT_BYTES = 1000, DATE_BYTES = 200, ID_BYTES = 900 };

static char *text_of(struct arena *arena, struct bytes bytes)
{
	char *text = arena_alloc(arena, bytes.length + 1);

	if (bytes.length)
		memcpy(text, bytes.data, bytes.length);
	for (size_t i = 0; i < bytes.length; i++)
		if (!text[i])
			text[i] = ' ';
	return text;
}

/* Unfolds the lines of the field that start at `value` within `line`. */
static char *unfold(struct arena *arena, struct bytes value, struct bytes *rest)
{
	struct buf out = {.arena = arena};
	struct bytes line;

	buf_add(&out, value.data, value.length);
	while (rest->length && (*rest->data == ' ' || *rest->data == '\t') && scan_line(rest, &line))
		buf_add(&out, line.data, line.length);
	return text_of(arena, buf_bytes(&out));
}

struct bytes headers_skip_envelope(struct bytes raw)
{
	struct bytes rest = raw, line;

	while (scan_line(&rest, &line)) {
		if (line.length && (line.length < 5 || memcmp(line.data, "From ", 5)))
			break;
		raw = rest;
	}
	return raw;
}

void headers_read(struct arena *arena, struct bytes raw, struct headers *out)
{
	struct bytes line, value;

	*out = (struct headers){0};
	while (scan_line(&raw, &line) && line.length) {
		size_t name = scan_field_name(line, &value);

		if (!name)
			continue;
		out->fields = scan_grow(arena, out->fields, out->count, sizeof(*out->fields));
		struct header *field = &out->fields[out->count++];

		const unsigned char *start = value.data;
		field->name = text_of(arena, (struct bytes){line.data, name});
		field->is_obsolete = line.data[name] != ':';
		field->value = unfold(arena, value, &raw);
		field->has_nul = memchr(start, '\0', (size_t)(raw.data - start)) != NULL;
	}
	out->body = raw;
}

const char *headers_next(const struct headers *headers, const char *name, size_t *position)
{
	while (*position < headers->count) {
		const struct header *field = &headers->fields[(*position)++];

		if (text_equal_ascii(field->name, name))
			return field->value;
	}
	return NULL;
}

const char *headers_get(const struct headers *headers, const char *name)
{
	size_t position = 0;

	return headers_next(headers, name, &position);
}

/* The next "<id>" of the text, or NULL. Ids with white space or control characters are invalid (RFC 5322
 * section 3.6.4). */
static char *next_id(struct arena *arena, const char **text)
{
	while ((*text = strchr(*text, '<'))) {
		const char *start = ++*text;
		size_t length = 0;

		while ((unsigned char)start[length] > ' ' && start[length] != '<' && start[length] != '>')
			length++;
		if (start[length] != '>' || !length || length > ID_BYTES)
			continue;
		*text += length + 1;
		return text_normalise(arena, start, length);
	}
	return NULL;
}

static const char *first_id(struct arena *arena, const struct headers *headers, const char *name)
{
	const char *value = headers_get(headers, name);
	const char *id = value ? next_id(arena, &value) : NULL;

	return id;
}

/* Some senders write Message-ID without <>, which is accepted. */
static const char *read_message_id(struct arena *arena, const struct headers *headers)
{
	const char *id = first_id(arena, headers, "Message-ID"), *value = headers_get(headers, "Message-ID");

	if (id || text_is_blank(value))
		return id;
	char *bare = text_one_line(arena, value, ID_BYTES);

	return strpbrk(bare, " <>") ? NULL : bare;
}

static void read_references(struct decoding *decoding, const struct headers *headers)
{
	struct mail *mail = decoding->mail;
	const char *text = headers_get(headers, "References"), *id;

	while (text && (id = next_id(decoding->arena, &text))) {
		mail->references = scan_grow(decoding->arena, mail->references, mail->reference_count,
					     sizeof(*mail->references));
		mail->references[mail->reference_count++] = id;
	}
	if (mail->reference_count > LIMIT_IDS) {
		mail->references += mail->reference_count - LIMIT_IDS;
		mail->reference_count = LIMIT_IDS;
	}
}

/* Programs disagree on the address when From contains a NUL. */
static void read_from(struct decoding *decoding, const struct headers *headers)
{
	struct mail *mail = decoding->mail;
	size_t position = 0;
	const char *value;

	while ((value = headers_next(headers, "From", &position))) {
		mail->from = addresses_read(decoding->arena, value, mail->from, &mail->from_count);
		for (size_t i = 0; headers->fields[position - 1].has_nul && i < mail->from_count; i++)
			mail->from[i] = "";
	}
	if (mail->from_count > LIMIT_ADDRESSES)
		mail->from_count = LIMIT_ADDRESSES;
}

static void read_reply_to(struct decoding *decoding, const struct headers *headers)
{
	const char *value = headers_get(headers, "Reply-To"), **all = NULL;
	size_t count = 0;

	if (value)
		all = addresses_read(decoding->arena, value, all, &count);
	decoding->mail->reply_to = count && *all[0] ? all[0] : NULL;
}

/* *others: an address of somebody other than the shared mailbox. */
static bool names_own(struct decoding *decoding, const struct headers *headers, const char *name,
		      bool *others)
{
	const char **all = NULL, *value;
	size_t count = 0;
	bool is_own = false;

	for (size_t position = 0; (value = headers_next(headers, name, &position));)
		all = addresses_read(decoding->arena, value, all, &count);
	for (size_t i = 0; i < count; i++) {
		bool is = addresses_own(decoding->arena, all[i], decoding->options) != NULL;

		is_own |= is;
		*others |= !is && *all[i];
	}
	return is_own;
}

static bool is_copy(struct decoding *decoding, const struct headers *headers)
{
	bool has_others = false, ignored = false;

	return !names_own(decoding, headers, "To", &has_others) && has_others &&
	       names_own(decoding, headers, "Cc", &ignored);
}

static void read_recipients(struct decoding *decoding, const struct headers *headers)
{
	static const char *const names[] = {"To", "Cc", "Delivered-To", "X-Original-To"};
	struct arena *arena = decoding->arena;
	struct mail *mail = decoding->mail;
	const char **all = NULL, *value;
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		for (size_t position = 0; (value = headers_next(headers, names[i], &position));)
			all = addresses_read(arena, value, all, &count);
	for (size_t i = 0; i < count; i++) {
		const char *own = addresses_own(arena, all[i], decoding->options);

		if (own && *own && !mail->subaddress)
			mail->subaddress = own;
		if (!*all[i] || (!own && mail->recipient_count >= LIMIT_ADDRESSES))
			continue;
		mail->recipients =
		    scan_grow(arena, mail->recipients, mail->recipient_count, sizeof(*mail->recipients));
		mail->recipients[mail->recipient_count++] = all[i];
	}
}

void headers_fill_mail(struct decoding *decoding, const struct headers *headers)
{
	struct arena *arena = decoding->arena;
	struct mail *mail = decoding->mail;
	const char *subject = headers_get(headers, "Subject"), *date = headers_get(headers, "Date");

	mail->message_id = read_message_id(arena, headers);
	mail->in_reply_to = first_id(arena, headers, "In-Reply-To");
	read_references(decoding, headers);
	/* People read it on terminals: no mark in it turns its direction. */
	mail->subject =
	    text_undirected(arena, encoded_word_decode(decoding, subject ? subject : "", SUBJECT_BYTES));
	mail->date = text_one_line(arena, date ? date : "", DATE_BYTES);
	read_from(decoding, headers);
	read_reply_to(decoding, headers);
	read_recipients(decoding, headers);
	mail->is_copy = is_copy(decoding, headers);
}

#include "limits.h"

#include "scan.h"

#include <stdbool.h>

/* State of the pass. It does not parse MIME: every line that might be a boundary counts as one, so that this
 * count is never below the number of header blocks that GMime reads. */
struct pass {
	bool in_header;
	bool in_address_field, is_short_field, in_content_type;
	bool opens_message; /* the block has type message, so another header block follows the blank line */
	bool seen_digest;   /* in a digest, parts are messages without declaring it (RFC 2046 section
			       5.1.5) */
	size_t field_bytes, block_bytes, block_fields, group_marks, comment_marks;
	size_t all_fields, delimiters, containers;
};

/* Fields whose parsing costs more than their length. Others may fill a whole header block: lists of addresses
 * and ids, what filters write. */
static const char *const short_fields[] = {
    "content-type",	"content-disposition",	     "content-id", "content-description",
    "content-location", "content-transfer-encoding", "subject",	   "date",
    "message-id"};
static const char *const address_fields[] = {"from",
					     "sender",
					     "reply-to",
					     "to",
					     "cc",
					     "bcc",
					     "resent-from",
					     "resent-sender",
					     "resent-to",
					     "resent-cc",
					     "resent-bcc",
					     "resent-reply-to",
					     "disposition-notification-to"};

static bool is_one_of(struct bytes name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (scan_equals(name, names[i]))
			return true;
	return false;
}

static void enter_block(struct pass *pass)
{
	pass->in_header = true;
	pass->in_address_field = pass->is_short_field = pass->in_content_type = false;
	pass->opens_message = pass->seen_digest;
	pass->field_bytes = pass->block_bytes = pass->block_fields = 0;
}

static void start_field(struct pass *pass, struct bytes name)
{
	pass->field_bytes = 1;
	pass->block_fields++;
	pass->all_fields++;
	pass->group_marks = pass->comment_marks = 0;
	pass->in_address_field = is_one_of(name, address_fields, ARRAY_SIZE(address_fields));
	pass->is_short_field = is_one_of(name, short_fields, ARRAY_SIZE(short_fields));
	pass->in_content_type = scan_equals(name, "content-type");
}

/* Searches words anywhere in the field: a boundary with such a name only increases the count. */
static void note_container(struct pass *pass, struct bytes line)
{
	bool is_digest = scan_contains(line, "digest"), is_message = scan_contains(line, "message");

	pass->seen_digest |= is_digest;
	pass->opens_message |= is_digest || is_message;
	pass->containers += is_message || scan_contains(line, "multipart");
}

static int check_figures(const struct pass *pass, struct err *err)
{
	const struct {
		size_t figure, limit;
		const char *what;
	} figures[] = {
	    {pass->is_short_field ? pass->field_bytes : 0, LIMIT_FIELD_BYTES, "bytes in a header field"},
	    {pass->block_bytes, LIMIT_BLOCK_BYTES, "bytes in a header block"},
	    {pass->block_fields, LIMIT_BLOCK_FIELDS, "fields in a header block"},
	    {pass->all_fields, LIMIT_ALL_FIELDS, "header fields"},
	    {pass->group_marks, LIMIT_GROUP_MARKS, "groups in an address field"},
	    {pass->comment_marks, LIMIT_GROUP_MARKS, "comments in an address field"},
	    {pass->delimiters, LIMIT_DELIMITERS, "boundary lines"},
	    {pass->containers, LIMIT_PARTS, "parts that contain parts"},
	};

	for (size_t i = 0; i < ARRAY_SIZE(figures); i++)
		if (figures[i].figure > figures[i].limit)
			return err_set(err, ERR_LIMIT, "more than %zu %s", figures[i].limit, figures[i].what);
	return OK;
}

static void count_header_line(struct pass *pass, struct bytes line)
{
	bool is_continuation = line.data[0] == ' ' || line.data[0] == '\t';
	struct bytes value = line;
	size_t name = is_continuation ? 0 : scan_field_name(line, &value);

	if (name)
		start_field(pass, (struct bytes){line.data, name});
	else if (!is_continuation)
		pass->field_bytes = 0; /* not a field: GMime skips it and its continuation lines */
	if (!pass->field_bytes)
		return;
	pass->field_bytes += line.length;
	pass->block_bytes += line.length;
	if (pass->field_bytes > (pass->is_short_field ? LIMIT_FIELD_BYTES : LIMIT_BLOCK_BYTES))
		return; /* no need to scan the rest of a long line */
	for (size_t i = 0; pass->in_address_field && i < value.length; i++) {
		pass->group_marks += value.data[i] == ':';
		pass->comment_marks += value.data[i] == '(';
	}
	if (pass->in_content_type)
		note_container(pass, line);
}

int limits_check(struct bytes raw, struct err *err)
{
	struct pass pass = {0};
	struct bytes line;
	int rc = OK;

	enter_block(&pass);
	while (!rc && scan_line(&raw, &line)) {
		if (line.length >= 2 && line.data[0] == '-' && line.data[1] == '-') {
			enter_block(&pass);
			pass.delimiters++;
		} else if (!pass.in_header) {
			continue;
		} else if (!line.length && pass.opens_message) {
			enter_block(&pass);
			pass.opens_message = false;
		} else if (!line.length) {
			pass.in_header = false;
		} else {
			count_header_line(&pass, line);
		}
		rc = check_figures(&pass, err);
	}
	return rc;
}

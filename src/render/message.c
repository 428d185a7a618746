/* The letter as a message: headers; multipart/alternative with text, HTML and calendar; inside
 * multipart/mixed when there are attachments. The result depends only on request and templates, so rendering
 * again gives the same bytes. */
#include "header.h"
#include "nowrap.h"
#include "render.h"
#include "templates.h"
#include "transfer.h"

#include "base/address.h"
#include "base/date.h"
#include "base/text.h"

enum {
	MAX_REFERENCES = 20,
	MAX_UNSUBSCRIBE = 900
};									/* columns, because a URL can't be
									   folded */
enum { MOST_BEFORE_TAG = 60, MOST_SUBJECT = 78, MOST_PREHEADER = 110 }; /* characters that phones show */

struct content {
	const char *subject, *preheader, *text, *html;
	const char *calendar; /* NULL: none */
};

struct parties {
	const char *from, *to, *reply_to; /* checked; reply_to may be NULL */
};

/* Removes blank lines left by empty sections. */
static char *without_blank_runs(struct arena *arena, const char *text)
{
	struct buf buf = {.arena = arena};

	text += strspn(text, "\n");
	for (size_t ends = 0; *text; text++) {
		ends = *text == '\n' ? ends + 1 : 0;
		if (ends <= 2)
			buf_addc(&buf, *text);
	}
	return buf_text(&buf);
}

static int render_form(struct arena *arena, const struct templates *templates,
		       const struct letter_templates *letter, enum template_form form, const json_t *data,
		       const struct content *content, const char **out, struct err *err)
{
	char *body, *page;
	enum escape escape = form == FORM_HTML ? ESCAPE_HTML_LINES : ESCAPE_NOTHING;
	int rc = mustache_run(arena, letter->forms[form], &data, 1, escape, &body, err);

	if (rc)
		return rc;
	json_t *frame = json_object();
	if (json_object_set_new_nocheck(frame, "body", json_string_nocheck(body)) ||
	    json_object_set_new_nocheck(frame, "subject", json_string_nocheck(content->subject)) ||
	    json_object_set_new_nocheck(frame, "preheader", json_string_nocheck(content->preheader)))
		rc = err_set(err, ERR_INTERNAL, "a letter's body can't be put into its layout");
	const json_t *contexts[] = {data, frame};
	if (!rc)
		rc = mustache_run(arena, templates->layouts[form], contexts, 2, escape, &page, err);
	json_decref(frame);
	if (!rc)
		*out = form == FORM_TEXT ? without_blank_runs(arena, text_undirected(arena, page))
					 : nowrap(arena, text_undirected(arena, page));
	return rc;
}

/* The tag at the end of the subject, "[CV OFF-2026-0001]"; the subject's end when there is none. */
static const char *tag_of(const char *subject)
{
	const char *tag = strrchr(subject, '[');

	return tag && subject[strlen(subject) - 1] == ']' ? tag : subject + strlen(subject);
}

/* The number of characters before the tag that exceed the limit. */
static size_t excess_of(struct arena *arena, const char *subject)
{
	const char *tag = tag_of(subject);
	size_t before = text_length(text_trim(arena, arena_strndup(arena, subject, (size_t)(tag - subject))));
	size_t beside = *tag ? text_length(tag) + 1 : 0;
	size_t most = beside + MOST_BEFORE_TAG > MOST_SUBJECT ? MOST_SUBJECT - beside : MOST_BEFORE_TAG;

	return beside < MOST_SUBJECT && before > most ? before - most : 0;
}

static char *cut_before_tag(struct arena *arena, const char *subject, size_t excess)
{
	const char *tag = tag_of(subject);
	char *before = text_trim(arena, arena_strndup(arena, subject, (size_t)(tag - subject)));
	char *cut = text_shorten(arena, before, text_length(before) - excess);

	return *tag ? arena_printf(arena, "%s %s", cut, tag) : cut;
}

static int run_subject(struct arena *arena, const struct template *template, const json_t *data,
		       const char **out, struct err *err)
{
	char *subject;
	int rc = mustache_run(arena, template, &data, 1, ESCAPE_SUBJECT, &subject, err);

	if (!rc)
		*out = header_clean(arena, subject, HEADER_MAX_TEXT);
	return rc;
}

/* A subject that is too long loses words of its title first, keeping place and tag; then its end. */
static int render_subject(struct arena *arena, const struct template *template, const json_t *data,
			  const char **out, struct err *err)
{
	static const char *const TITLES[] = {"title", "offer_title"};
	enum { SHORTEST_TITLE = 16 };
	size_t excess;
	int rc = run_subject(arena, template, data, out, err);

	for (size_t i = 0; !rc && i < ARRAY_SIZE(TITLES) && (excess = excess_of(arena, *out)); i++) {
		const char *title = json_string_value(json_object_get(data, TITLES[i]));
		size_t length = title ? text_length(title) : 0;
		if (length < excess + SHORTEST_TITLE)
			continue;
		json_t *copy = json_copy((json_t *)data);
		json_object_set_new_nocheck(copy, TITLES[i],
					    json_string(text_shorten(arena, title, length - excess)));
		rc = run_subject(arena, template, copy, out, err);
		json_decref(copy);
	}
	if (!rc && (excess = excess_of(arena, *out)))
		*out = cut_before_tag(arena, *out, excess);
	return rc;
}

static int render_preheader(struct arena *arena, const struct template *template, const json_t *data,
			    const char **out, struct err *err)
{
	char *text;
	int rc = mustache_run(arena, template, &data, 1, ESCAPE_NOTHING, &text, err);

	if (rc)
		return rc;
	for (char *end = text; (end = strchr(end, '\n'));)
		*end = ' ';
	*out = text_shorten(arena, text_trim(arena, text_undirected(arena, text)), MOST_PREHEADER);
	return rc;
}

static int render_content(struct arena *arena, const struct templates *templates,
			  const struct letter_request *request, struct content *out, struct err *err)
{
	const struct letter_templates *letter = templates_find(templates, request->template);
	char *calendar;
	int rc;

	if (!letter)
		return err_set(err, ERR_NOT_FOUND, "there are no templates for a letter \"%s\"",
			       request->template);
	if ((rc = render_subject(arena, letter->forms[FORM_SUBJECT], request->data, &out->subject, err)) ||
	    (rc = render_preheader(arena, letter->forms[FORM_PREHEADER], request->data, &out->preheader,
				   err)) ||
	    (rc = render_form(arena, templates, letter, FORM_TEXT, request->data, out, &out->text, err)) ||
	    (rc = render_form(arena, templates, letter, FORM_HTML, request->data, out, &out->html, err)))
		return rc;
	if (!request->invitation)
		return OK;
	rc = render_invitation(arena, request->invitation, &calendar, err);
	if (!rc)
		out->calendar = calendar;
	return rc;
}

static bool is_token(const char *text, const char *more)
{
	return text && *text && text[strspn(text, more)] == '\0';
}

static bool is_mailto(const char *url)
{
	size_t length = strlen(url);

	if (!text_starts_with(url, "mailto:") || length > MAX_UNSUBSCRIBE || strpbrk(url, "<>,"))
		return false;
	for (size_t i = 0; i < length; i++)
		if (url[i] <= ' ' || url[i] >= 0x7f)
			return false;
	return true;
}

/* Rejects addresses, Message-IDs and words that would break the header, although they come from our own
 * code. */
static int check_request(struct arena *arena, const struct letter_request *request, struct parties *parties,
			 struct err *err)
{
	static const char WORD[] = "abcdefghijklmnopqrstuvwxyz-",
			  HOST[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
	int rc;

	if ((rc = header_address(arena, request->from_email, &parties->from, err)) ||
	    (rc = header_address(arena, request->to_email, &parties->to, err)) ||
	    (request->reply_to && (rc = header_address(arena, request->reply_to, &parties->reply_to, err))))
		return rc;
	if (!header_is_message_id(request->message_id))
		return err_set(err, ERR_DATA, "a Message-ID that can't stand in a header");
	if (!is_token(request->auto_submitted, WORD))
		return err_set(err, ERR_DATA, "Auto-Submitted has to be auto-replied or auto-generated");
	if (request->list_id && !is_token(request->list_id, HOST))
		return err_set(err, ERR_DATA, "a List-Id that can't stand in a header");
	if (request->unsubscribe && !is_mailto(request->unsubscribe))
		return err_set(err, ERR_DATA, "a List-Unsubscribe that can't stand in a header");
	return OK;
}

/* The parent's References and the parent (RFC 5322 3.6.4). In a long thread only the first and the last ids
 * are kept; ids from strangers that a header can't contain are dropped. */
static void add_references(struct buf *buf, const struct letter_request *request)
{
	const char *parent = header_is_message_id(request->in_reply_to) ? request->in_reply_to : NULL;
	const char **ids = arena_array(buf->arena, request->reference_count + 1, sizeof *ids);
	size_t count = 0;

	for (size_t i = 0; i < request->reference_count; i++)
		if (header_is_message_id(request->references[i]) &&
		    (!parent || strcmp(request->references[i], parent) != 0))
			ids[count++] = request->references[i];
	if (parent) {
		ids[count++] = parent;
		header_ids(buf, "In-Reply-To", &parent, 1);
	}
	if (count > MAX_REFERENCES) {
		memmove(ids + 1, ids + count - (MAX_REFERENCES - 1), (MAX_REFERENCES - 1) * sizeof *ids);
		count = MAX_REFERENCES;
	}
	if (count > 0)
		header_ids(buf, "References", ids, count);
}

static void add_headers(struct buf *buf, const struct letter_request *request, const struct parties *parties,
			const char *subject)
{
	buf_printf(buf, "Date: %s\r\n", time_rfc5322(buf->arena, request->date));
	header_mailbox(buf, "From", request->from_name, parties->from);
	header_mailbox(buf, "To", request->to_name, parties->to);
	bool is_ours = parties->reply_to &&
		       text_equal_ascii(address_domain(parties->reply_to), address_domain(parties->from));
	if (parties->reply_to)
		header_mailbox(buf, "Reply-To", is_ours ? request->from_name : "", parties->reply_to);
	header_text(buf, "Subject", subject);
	header_ids(buf, "Message-ID", &request->message_id, 1);
	add_references(buf, request);
	buf_printf(buf, "Auto-Submitted: %s\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n",
		   request->auto_submitted);
	if (request->list_id)
		buf_printf(buf, "List-Id: <%s>\r\n", request->list_id);
	if (request->unsubscribe)
		buf_printf(buf, "List-Unsubscribe: <%s>\r\n", request->unsubscribe);
	buf_adds(buf, "Content-Language: fr\r\nMIME-Version: 1.0\r\n");
}

static void open_multipart(struct buf *buf, const char *subtype, const char *boundary)
{
	buf_printf(buf, "Content-Type: multipart/%s;\r\n boundary=\"%s\"\r\n\r\n", subtype, boundary);
}

static void add_text_part(struct buf *buf, const char *boundary, const char *subtype, const char *text)
{
	buf_printf(buf,
		   "--%s\r\nContent-Type: text/%s; charset=UTF-8\r\n"
		   "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
		   boundary, subtype);
	transfer_quoted_printable(buf, text);
}

/* base64, because its line ends are significant (RFC 5545 3.1). */
static void add_calendar_part(struct buf *buf, const char *boundary, const char *method, const char *calendar)
{
	struct bytes content = bytes_of(calendar);
	char *encoded = arena_alloc(buf->arena, transfer_base64_length(content.length));

	buf_printf(buf,
		   "--%s\r\nContent-Type: text/calendar; charset=UTF-8; method=%s\r\n"
		   "Content-Transfer-Encoding: base64\r\n\r\n",
		   boundary, method);
	buf_add(buf, encoded, transfer_base64(content, encoded));
}

/* Plain first, richest last (RFC 2046 5.1.4): programs with calendars show buttons, others the HTML. */
static void add_alternative(struct buf *buf, const struct letter_request *request,
			    const struct content *content)
{
	const char *boundary = transfer_boundary(buf->arena, request->message_id, "alternative");

	open_multipart(buf, "alternative", boundary);
	add_text_part(buf, boundary, "plain", content->text);
	add_text_part(buf, boundary, "html", content->html);
	if (request->invitation && content->calendar)
		add_calendar_part(buf, boundary, request->invitation->method, content->calendar);
	buf_printf(buf, "--%s--\r\n", boundary);
}

static void add_bytes(struct buf *buf, struct bytes bytes)
{
	buf_add(buf, bytes.data, bytes.length);
}

int render_letter(struct arena *arena, const struct templates *templates,
		  const struct letter_request *request, struct letter_bytes *out, struct err *err)
{
	struct buf buf = {.arena = arena};
	struct content content = {0};
	struct parties parties = {0};
	bool is_mixed = request->has_attachments || request->invitation || request->enclosure;
	const char *boundary = "";
	int rc;

	if ((rc = check_request(arena, request, &parties, err)) ||
	    (rc = render_content(arena, templates, request, &content, err)))
		return rc;
	add_headers(&buf, request, &parties, content.subject);
	if (is_mixed) {
		boundary = transfer_boundary(arena, request->message_id, "mixed");
		open_multipart(&buf, "mixed", boundary);
		buf_printf(&buf, "--%s\r\n", boundary);
	}
	add_alternative(&buf, request, &content);
	/* The calendar as an attachment too, for web mail without invitations. */
	if (content.calendar)
		add_bytes(&buf, render_attachment(arena, boundary, "invite.ics", "application/ics",
						  bytes_of(content.calendar)));
	if (request->enclosure)
		add_bytes(&buf, render_attachment(arena, boundary, request->enclosure->name,
						  request->enclosure->type, request->enclosure->content));
	if (is_mixed && !request->has_attachments)
		add_bytes(&buf, render_close(arena, boundary));
	*out = (struct letter_bytes){
	    .subject = content.subject,
	    .preheader = content.preheader,
	    .text = content.text,
	    .html = content.html,
	    .message = buf_bytes(&buf),
	    .boundary = request->has_attachments ? boundary : "",
	};
	return OK;
}

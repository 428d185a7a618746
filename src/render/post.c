#include "render/post.h"

#include "base/address.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/phrases.h"
#include "base/text.h"
#include "db/agreement.h"
#include "db/directory.h"
#include "db/letters.h"
#include "handle/bounce.h"
#include "handle/letter_types.h"
#include "handle/present.h"
#include "handle/token.h"

enum { MOST_LINK = 1900 }; /* characters that Outlook and mail apps on phones still open */

/* The recipient of a letter. */
struct recipient {
	const char *name, *organisation; /* organisation NULL outside of the directory */
	time_t answered_at;		 /* when the answered message was written; 0: none, or unknown */
};

/* The register's instance number in Message-IDs; created once. */
static int instance_of(struct db *db, struct arena *arena, char **out, struct err *err)
{
	int rc = db_setting_get(db, arena, "instance", out, err);
	if (rc || *out)
		return rc;
	unsigned char bytes[8];
	struct buf hex = {.arena = arena};
	random_bytes(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		buf_printf(&hex, "%02x", bytes[i]);
	*out = buf_text(&hex);
	return db_setting_set(db, "instance", *out, err);
}

/* Where an answer of this kind goes: to a token when it is about something and the recipient is believed. */
static const char *answer_address(const struct post_options *options, struct arena *arena,
				  const struct draft *draft, enum kind kind, const char *ref)
{
	if (draft->reply_to)
		return draft->reply_to;
	const char *token = draft->contact || draft->asks_address
				? token_address(arena, options->key, options->address, options->separator,
						kind, ref, draft->to_email, clock_now())
				: NULL;
	return token ? token : options->address;
}

/* Where a button's answer goes: to the thread of the record in its subject, else of the letter; without a
 * code, because letters are forwarded. */
static const char *button_address(const struct post_options *options, struct arena *arena,
				  const struct draft *draft, const char *subject, bool is_example)
{
	const char *ref;
	enum kind kind = kind_of_tag(arena, subject, &ref);
	if (kind == KIND_NONE && *subject)
		kind = draft->invites;
	if (!ref && kind == draft->invites)
		ref = draft->thread;
	const char *address =
	    token_thread_address(arena, options->address, options->separator, kind, is_example ? NULL : ref);
	return address ? address : options->address;
}

/* The parts of a mailing, each with buttons of its own. */
static const char *const ENTRIES[] = {"offers", "events", "calls", "new", "changed"};

/* The guide has buttons in each of its forms. */
static void add_links(const struct post_options *options, struct arena *arena, const struct draft *draft,
		      json_t *data, bool is_example, bool *has_primary)
{
	size_t i;
	json_t *row, *links = json_array();
	json_array_foreach(json_object_get(data, "buttons"), i, row)
	{
		const char *subject = json_string_value(json_object_get(row, "subject"));
		const char *to = json_string_value(json_object_get(row, "to"));
		const char *url = render_mailto(
		    arena,
		    to ? to : button_address(options, arena, draft, subject ? subject : "", is_example),
		    subject, json_string_value(json_object_get(row, "body")));
		if (strlen(url) > MOST_LINK)
			continue;
		bool is_primary = !*has_primary && !json_is_true(json_object_get(row, "is_destructive")) &&
				  !json_is_true(json_object_get(row, "is_aside"));
		*has_primary |= is_primary;
		json_object_set_new(row, "is_primary", json_boolean(is_primary));
		json_object_set_new(row, "url", json_string(url));
		json_array_append(links, row);
	}
	json_object_set_new(data, "has_buttons", json_boolean(json_array_size(links) > 0));
	json_object_set_new(data, "buttons", links);
	json_array_foreach(json_object_get(data, "forms"), i, row)
	    add_links(options, arena, draft, row, true, has_primary);
	for (size_t part = 0; part < ARRAY_SIZE(ENTRIES); part++)
		json_array_foreach(json_object_get(data, ENTRIES[part]), i, row)
		    add_links(options, arena, draft, row, false, &(bool){true});
}

static const char *unsubscribe_url(struct arena *arena, const char *address, const char *list)
{
	return render_mailto(arena, address, "[DESABONNEMENT]",
			     phrase_with(arena, "body.unsubscribe", "lists", list, NULL));
}

static void add_list(json_t *data, struct arena *arena, const char *list, const char *address)
{
	json_object_set_new(data, "is_mailing", json_boolean(list != NULL));
	if (!list)
		return;
	present_text(data, "list_name", phrase_of("list", list));
	present_text(data, "unsubscribe_url", unsubscribe_url(arena, address, list));
	present_text(data, "settings_url",
		     render_mailto(arena, address, "[ABONNEMENT]", phrase("body.settings")));
	present_text(data, "guide_url", render_mailto(arena, address, "[AIDE]", "AIDE\n"));
}

/* The recipients of a mailing share the data, so members for one recipient are set again for each. */
static void add_common(const struct post_options *options, struct arena *arena, const struct draft *draft,
		       const struct recipient *recipient)
{
	json_t *data = draft->data;
	const struct letter_type *type = letter_type_of(draft->template);
	const char *own = json_string_value(json_object_get(data, "intent"));
	const char *intent = own ? arena_strdup(arena, own) : letter_intent_name(type->intent);
	bool has_primary = false;
	present_text(data, "intent", intent);
	json_object_set_new(data, arena_printf(arena, "intent_%s", intent), json_true());
	json_object_set_new(data, arena_printf(arena, "is_letter_%s", draft->template), json_true());
	present_text(data, "letter_name", phrase_of("letter", draft->template));
	present_text(data, "address", options->address);
	present_text(data, "privacy", options->privacy);
	present_text(data, "telephone", options->telephone);
	present_text(data, "answered_by",
		     type->answered_by ? json_string_value(json_object_get(data, type->answered_by)) : NULL);
	present_text(data, "organisation_of_reader", recipient->organisation);
	present_text(data, "received",
		     recipient->answered_at ? date_french_time(arena, recipient->answered_at) : "");
	json_object_set_new(data, "is_answer", json_boolean(draft->is_answer));
	json_object_set_new(data, "is_operator", json_boolean(type->flags & LETTER_TO_OPERATOR));
	add_list(data, arena, draft->list, options->address);
	add_links(options, arena, draft, data, false, &has_primary);
}

/* The answered message's Date; 0 when missing or in the future. */
static time_t answered_at(const struct draft *draft)
{
	time_t at;
	if (!draft->answered || !time_parse_rfc5322(draft->answered->date, &at) || at > clock_now())
		return 0;
	return at;
}

static int find_recipient(const struct post_options *options, struct arena *arena, const struct draft *draft,
			  struct recipient *out, struct err *err)
{
	struct contact contact;
	*out = (struct recipient){.name = draft->to_name, .answered_at = answered_at(draft)};
	int rc =
	    draft->contact ? contact_by_id(options->db, arena, draft->contact, &contact, err) : ERR_NOT_FOUND;
	if (!rc) {
		out->organisation = contact.organisation;
		if (text_is_blank(out->name))
			out->name = contact.name;
	}
	return rc == ERR_NOT_FOUND ? OK : rc;
}

/* The letter that started a thread about the same record with the same recipient. */
static int find_thread(const struct post_options *options, struct arena *arena, const struct draft *draft,
		       char **message_id, struct err *err)
{
	const char *follows = letter_type_of(draft->template)->follows;
	*message_id = NULL;
	if (!follows || !draft->about || draft->is_answer)
		return OK;
	int rc = letter_first(options->db, arena, follows, draft->about, draft->to_email, message_id, err);
	return rc == ERR_NOT_FOUND ? OK : rc;
}

static struct invitation invitation_of(const struct draft *draft, const char *address, const char *name)
{
	struct invitation invitation = *draft->invitation;
	invitation.stamp = clock_now();
	invitation.organiser_email = address;
	invitation.attendee_email = draft->to_email;
	invitation.attendee_name = name;
	return invitation;
}

static struct letter_request request_of(struct arena *arena, const struct draft *draft, const char *address,
					const struct recipient *recipient, const char *message_id)
{
	struct letter_request request = {
	    .template = draft->template,
	    .data = draft->data,
	    .from_name = phrase("name.sender"),
	    .from_email = address,
	    .to_name = recipient->name,
	    .to_email = draft->to_email,
	    .message_id = message_id,
	    .auto_submitted = draft->is_answer ? "auto-replied" : "auto-generated",
	    .date = clock_now(),
	    .has_attachments = draft->file_count > 0,
	    .enclosure = draft->enclosure,
	};
	if (draft->is_answer && draft->answered) {
		request.in_reply_to = draft->answered->message_id;
		request.references = draft->answered->references;
		request.reference_count = draft->answered->reference_count;
	}
	if (draft->list) {
		request.list_id = arena_printf(arena, "%s.%s", draft->list, address_domain(address));
		request.unsubscribe = unsubscribe_url(arena, address, draft->list);
	}
	return request;
}

static int make_letter(const struct post_options *options, struct arena *arena, const struct draft *draft,
		       const struct recipient *recipient, const char *message_id, const char *thread,
		       struct letter_bytes *out, struct err *err)
{
	struct invitation invitation;
	add_common(options, arena, draft, recipient);
	struct letter_request request = request_of(arena, draft, options->address, recipient, message_id);
	if (thread)
		request.in_reply_to = thread;
	const char *answers_to = answer_address(options, arena, draft, draft->invites, draft->thread);
	request.reply_to = answers_to == options->address ? NULL : answers_to;
	if (draft->invitation) {
		invitation = invitation_of(draft, options->address, recipient->name);
		request.invitation = &invitation;
	}
	return render_letter(arena, options->templates, &request, out, err);
}

int render_sample(const struct post_options *options, struct arena *arena, const struct draft *draft,
		  const char *organisation, time_t answered_at, struct letter_bytes *out, struct err *err)
{
	const struct recipient recipient = {draft->to_name, organisation, answered_at};
	const char *message_id =
	    arena_printf(arena, "sample.%s@%s", draft->template, address_domain(options->address));
	return make_letter(options, arena, draft, &recipient, message_id, NULL, out, err);
}

/* All letters after the end of the agreement show it (specification section 8). */
static int add_end(const struct post_options *options, struct arena *arena, const struct draft *draft,
		   struct err *err)
{
	const char *ended;
	struct date day;
	int rc = agreement_ended(options->db, arena, clock_now(), &ended, err);
	if (!rc && ended && date_parse_iso(ended, &day))
		present_text(draft->data, "agreement_ended_on", date_french(arena, day));
	return rc;
}

static int post(const struct post_options *options, struct arena *arena, const struct draft *draft,
		struct err *err)
{
	struct recipient recipient;
	struct letter_bytes bytes;
	int64_t id;
	char *instance, *thread;
	int rc;
	if ((rc = letter_reserve(options->db, &id, err)) ||
	    (rc = instance_of(options->db, arena, &instance, err)) ||
	    (rc = find_recipient(options, arena, draft, &recipient, err)) ||
	    (rc = add_end(options, arena, draft, err)) ||
	    (rc = find_thread(options, arena, draft, &thread, err)))
		return rc;
	const char *message_id = letter_message_id(arena, options->key, options->address, instance, id);
	if ((rc = make_letter(options, arena, draft, &recipient, message_id, thread, &bytes, err)))
		return rc;
	const struct letter_type *type = letter_type_of(draft->template);
	struct letter letter = {
	    .id = id,
	    .template = draft->template,
	    .recipient = draft->to_email,
	    .subject = bytes.subject,
	    .message_id = message_id,
	    .about = draft->about,
	    .contact = draft->contact,
	    .occasion = draft->occasion,
	    .list = draft->list,
	    .sender = draft->is_answer
			  ? ""
			  : bounce_address(arena, options->key, options->address, options->separator, id),
	    .message = bytes.message,
	    .boundary = bytes.boundary,
	    .is_ephemeral = draft->is_ephemeral,
	    .is_personal = (type->flags & LETTER_PERSONAL) || draft->is_ephemeral,
	    .survives_erasure = type->flags & LETTER_SURVIVES_ERASURE,
	    .is_owed = type->flags & LETTER_OWED,
	};
	return letter_add(options->db, &letter, draft->files, draft->file_count, clock_now(), err);
}

/* Frees memory after each letter, as a mailing has thousands. */
int render_post(void *user, struct arena *arena, const struct draft *draft, struct err *err)
{
	const struct post_options *options = user;
	struct letter letter = {.template = draft->template,
				.recipient = draft->to_email,
				.about = draft->about,
				.occasion = draft->occasion};
	bool is_added;
	int rc = letter_is_added(options->db, &letter, &is_added, err);
	(void)arena;
	if (rc || is_added)
		return rc;
	struct arena *scratch = arena_new();
	rc = post(options, scratch, draft, err);
	arena_free(&scratch);
	return rc;
}

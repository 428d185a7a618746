#include "render/post.h"

#include "base/hash.h"
#include "base/text.h"
#include "db/letters.h"
#include "handle/bounce.h"
#include "handle/letter_types.h"
#include "handle/token.h"

static const char FROM_NAME[] = "Passerelle – CNML et IMS";

/* What tells this register's letters from another's with the same number. Made once. */
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

static const char *domain_of(const char *address)
{
	const char *at = strrchr(address, '@');
	return at ? at + 1 : address;
}

/* Where an answer of this kind goes: to a token when it is about something and the recipient can be believed.
 */
static const char *answer_address(const struct post_options *options, struct arena *arena,
				  const struct draft *draft, enum kind kind, const char *ref)
{
	const char *token = draft->contact || draft->asks_address
				? token_address(arena, options->key, options->address, options->separator,
						kind, ref, draft->to_email, clock_now())
				: NULL;
	return token ? token : options->address;
}

/* Each {label, subject, body} of data's buttons gets its url, to the thread of what its subject asks for,
 * without a code: letters are forwarded; the guide has such a list in each of its forms, with references that
 * are examples. */
static void add_links(const struct post_options *options, struct arena *arena, json_t *data, bool is_example)
{
	size_t i;
	json_t *row;
	json_array_foreach(json_object_get(data, "buttons"), i, row)
	{
		const char *subject = json_string_value(json_object_get(row, "subject")), *ref;
		enum kind kind = kind_of_tag(arena, subject ? subject : "", &ref);
		const char *address = token_thread_address(arena, options->address, options->separator, kind,
							   is_example ? NULL : ref);
		const char *url = render_mailto(arena, address ? address : options->address, subject,
						json_string_value(json_object_get(row, "body")));
		json_object_set_new(row, "url", json_string(url));
	}
	json_array_foreach(json_object_get(data, "forms"), i, row) add_links(options, arena, row, true);
}

/* What the footer calls a list; one that is not here is called by its own name. */
static const char *list_name(const char *list)
{
	static const char *const NAMES[][2] = {{"offres", "offres d’emploi"}, {"evenements", "événements"}};
	for (size_t i = 0; i < ARRAY_SIZE(NAMES); i++)
		if (!strcmp(NAMES[i][0], list))
			return NAMES[i][1];
	return list;
}

static void add_common(json_t *data, const struct draft *draft, const char *address)
{
	json_object_set_new(data, "address", json_string(address));
	json_object_set_new(data, "to_name", json_string(draft->to_name));
	json_object_set_new(data, "is_answer", json_boolean(draft->is_answer));
	json_object_set_new(data, "list", draft->list ? json_string(list_name(draft->list)) : json_null());
}

static struct invitation invitation_of(const struct draft *draft, const char *address)
{
	struct invitation invitation = *draft->invitation;
	invitation.stamp = clock_now();
	invitation.organiser_email = address;
	invitation.attendee_email = draft->to_email;
	invitation.attendee_name = draft->to_name;
	return invitation;
}

static struct letter_request request_of(struct arena *arena, const struct draft *draft, const char *address,
					const char *message_id)
{
	struct letter_request request = {
	    .template = draft->template,
	    .data = draft->data,
	    .from_name = FROM_NAME,
	    .from_email = address,
	    .to_name = draft->to_name,
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
		request.list_id = arena_printf(arena, "%s.%s", draft->list, domain_of(address));
		request.unsubscribe = render_mailto(arena, address, "[DESABONNEMENT]",
						    arena_printf(arena, "Listes : %s\n", draft->list));
	}
	return request;
}

static int post(const struct post_options *options, struct arena *arena, const struct draft *draft,
		struct err *err)
{
	int64_t id;
	char *instance;
	int rc;
	if ((rc = letter_reserve(options->db, &id, err)) ||
	    (rc = instance_of(options->db, arena, &instance, err)))
		return rc;
	add_links(options, arena, draft->data, false);
	add_common(draft->data, draft, options->address);
	const char *message_id = letter_message_id(arena, options->key, options->address, instance, id);
	struct letter_request request = request_of(arena, draft, options->address, message_id);
	const char *answers_to = answer_address(options, arena, draft, draft->invites, draft->thread);
	request.reply_to = answers_to == options->address ? NULL : answers_to;
	struct invitation invitation;
	if (draft->invitation) {
		invitation = invitation_of(draft, options->address);
		request.invitation = &invitation;
	}
	struct letter_bytes bytes;
	if ((rc = render_letter(arena, options->templates, &request, &bytes, err)))
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

/* What a letter needs while it is made goes with it: a mailing has thousands. */
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

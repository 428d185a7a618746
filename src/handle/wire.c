#include "wire.h"

#include <jansson.h>
#include <limits.h>

/* A string member of a struct; one row serves writing and reading. */
struct text_member {
	const char *name;
	size_t offset;
};

#define TEXT_MEMBER(type, member)                                                                            \
	{                                                                                                    \
#member, offsetof(struct type, member)                                                       \
	}
/* Members from the gate, and from the reader. */
static const struct text_member HEADER_TEXTS[] = {
    TEXT_MEMBER(mail, message_id), TEXT_MEMBER(mail, in_reply_to),   TEXT_MEMBER(mail, subject),
    TEXT_MEMBER(mail, date),	   TEXT_MEMBER(mail, proof),	     TEXT_MEMBER(mail, organisational_domain),
    TEXT_MEMBER(mail, subaddress), TEXT_MEMBER(mail, nature_reason), TEXT_MEMBER(mail, reply_to),
};
static const struct text_member CONTENT_TEXTS[] = {TEXT_MEMBER(mail, content_hash),
						   TEXT_MEMBER(mail, returned_id)};
static const struct text_member DELIVERY_TEXTS[] = {
    TEXT_MEMBER(delivery, recipient), TEXT_MEMBER(delivery, action), TEXT_MEMBER(delivery, status)};
static const struct text_member ATTACHMENT_TEXTS[] = {
    TEXT_MEMBER(attachment, name), TEXT_MEMBER(attachment, type), TEXT_MEMBER(attachment, defect)};
static const struct text_member WORDS_TEXTS[] = {TEXT_MEMBER(words, text), TEXT_MEMBER(words, day),
						 TEXT_MEMBER(words, forbidden)};
static const struct text_member SENTENCE_TEXTS[] = {TEXT_MEMBER(words_sentence, text)};
static const struct text_member FORM_TEXTS[] = {TEXT_MEMBER(form, kind_source), TEXT_MEMBER(form, ref),
						TEXT_MEMBER(form, added_text), TEXT_MEMBER(form, origin)};
static const struct text_member COLUMN_TEXTS[] = {TEXT_MEMBER(form_column, key),
						  TEXT_MEMBER(form_column, header)};
static const struct text_member UNREAD_TEXTS[] = {TEXT_MEMBER(unread, file), TEXT_MEMBER(unread, why)};
static const struct text_member FIELD_TEXTS[] = {TEXT_MEMBER(field, key), TEXT_MEMBER(field, label),
						 TEXT_MEMBER(field, read), TEXT_MEMBER(field, value)};
static const struct text_member FAULT_TEXTS[] = {TEXT_MEMBER(fault, key), TEXT_MEMBER(fault, label),
						 TEXT_MEMBER(fault, read), TEXT_MEMBER(fault, why),
						 TEXT_MEMBER(fault, accepted)};

static const struct text_member REMARK_TEXTS[] = {TEXT_MEMBER(remark, key), TEXT_MEMBER(remark, rule),
						  TEXT_MEMBER(remark, article), TEXT_MEMBER(remark, passage),
						  TEXT_MEMBER(remark, why)};

static json_t *put_texts(json_t *object, const void *from, const struct text_member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *text = *(const char *const *)((const char *)from + members[i].offset);
		if (text)
			json_object_set_new(object, members[i].name, json_string(text));
	}
	return object;
}

static json_t *put_rows(const void *rows, size_t count, size_t size, const struct text_member *members,
			size_t member_count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(
		    array, put_texts(json_object(), (const char *)rows + i * size, members, member_count));
	return array;
}

static json_t *put_strings(const char *const *texts, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_string(texts[i]));
	return array;
}

static json_t *put_header(const struct mail *mail)
{
	json_t *object = put_texts(json_object(), mail, HEADER_TEXTS, ARRAY_SIZE(HEADER_TEXTS));
	json_object_set_new(object, "nature", json_integer(mail->nature));
	json_object_set_new(object, "proven", json_integer(mail->proven));
	json_object_set_new(object, "wants_no_answer", json_boolean(mail->wants_no_answer));
	json_object_set_new(object, "is_denied", json_boolean(mail->is_denied));
	json_object_set_new(object, "is_copy", json_boolean(mail->is_copy));
	json_object_set_new(object, "references", put_strings(mail->references, mail->reference_count));
	json_object_set_new(object, "recipients", put_strings(mail->recipients, mail->recipient_count));
	json_object_set_new(object, "from", put_strings(mail->from, mail->from_count));
	return object;
}

static json_t *put_content(const struct mail *mail)
{
	json_t *object = put_texts(json_object(), mail, CONTENT_TEXTS, ARRAY_SIZE(CONTENT_TEXTS));
	json_object_set_new(object, "deliveries",
			    put_rows(mail->deliveries, mail->delivery_count, sizeof *mail->deliveries,
				     DELIVERY_TEXTS, ARRAY_SIZE(DELIVERY_TEXTS)));
	json_t *attachments = put_rows(mail->attachments, mail->attachment_count, sizeof *mail->attachments,
				       ATTACHMENT_TEXTS, ARRAY_SIZE(ATTACHMENT_TEXTS));
	for (size_t i = 0; i < mail->attachment_count; i++) {
		json_t *row = json_array_get(attachments, i);
		json_object_set_new(row, "length",
				    json_integer((json_int_t)mail->attachments[i].content.length));
		json_object_set_new(row, "is_inline", json_boolean(mail->attachments[i].is_inline));
	}
	json_object_set_new(object, "attachments", attachments);
	return object;
}

static json_t *put_form(const struct form *form)
{
	json_t *object = put_texts(json_object(), form, FORM_TEXTS, ARRAY_SIZE(FORM_TEXTS));
	json_object_set_new(object, "kind", json_integer(form->kind));
	json_object_set_new(object, "is_beside_token", json_boolean(form->is_beside_token));
	json_object_set_new(object, "is_cancellation", json_boolean(form->is_cancellation));
	json_object_set_new(object, "is_only_quoted", json_boolean(form->is_only_quoted));
	json_object_set_new(object, "is_forwarded", json_boolean(form->is_forwarded));
	json_object_set_new(object, "is_conflicting", json_boolean(form->is_conflicting));
	json_object_set_new(object, "is_wordy", json_boolean(form->is_wordy));
	json_object_set_new(object, "fields",
			    put_rows(form->fields, form->field_count, sizeof *form->fields, FIELD_TEXTS,
				     ARRAY_SIZE(FIELD_TEXTS)));
	json_object_set_new(object, "faults",
			    put_rows(form->faults, form->fault_count, sizeof *form->faults, FAULT_TEXTS,
				     ARRAY_SIZE(FAULT_TEXTS)));
	json_object_set_new(
	    object, "said",
	    put_rows(form->said, form->said_count, sizeof *form->said, FIELD_TEXTS, ARRAY_SIZE(FIELD_TEXTS)));
	json_object_set_new(object, "notes", put_strings(form->notes, form->note_count));
	json_t *remarks = put_rows(form->remarks, form->remark_count, sizeof *form->remarks, REMARK_TEXTS,
				   ARRAY_SIZE(REMARK_TEXTS));
	for (size_t i = 0; i < form->remark_count; i++)
		json_object_set_new(json_array_get(remarks, i), "holds",
				    json_boolean(form->remarks[i].holds));
	json_object_set_new(object, "remarks", remarks);
	json_object_set_new(object, "columns",
			    put_rows(form->columns, form->column_count, sizeof *form->columns, COLUMN_TEXTS,
				     ARRAY_SIZE(COLUMN_TEXTS)));
	json_object_set_new(object, "unread",
			    put_rows(form->unread, form->unread_count, sizeof *form->unread, UNREAD_TEXTS,
				     ARRAY_SIZE(UNREAD_TEXTS)));
	return object;
}

/* The mail's form, and its parts, which have no parts themselves. */
static json_t *put_forms(const struct form *form)
{
	json_t *object = put_form(form), *parts = json_array();
	for (size_t i = 0; i < form->part_count; i++)
		json_array_append_new(parts, put_form(&form->parts[i]));
	json_object_set_new(object, "parts", parts);
	return object;
}

static json_t *put_words(const struct words *words)
{
	json_t *object = put_texts(json_object(), words, WORDS_TEXTS, ARRAY_SIZE(WORDS_TEXTS));
	json_t *sentences = put_rows(words->sentences, words->count, sizeof *words->sentences, SENTENCE_TEXTS,
				     ARRAY_SIZE(SENTENCE_TEXTS));
	for (size_t i = 0; i < words->count; i++) {
		const struct words_sentence *sentence = &words->sentences[i];
		json_t *row = json_array_get(sentences, i);
		json_object_set_new(row, "acts", json_integer(sentence->acts));
		json_object_set_new(row, "hints", json_integer(sentence->hints));
		json_object_set_new(row, "is_courtesy", json_boolean(sentence->is_courtesy));
		json_object_set_new(row, "is_whole", json_boolean(sentence->is_whole));
		json_object_set_new(row, "is_about_erasure", json_boolean(sentence->is_about_erasure));
		json_object_set_new(row, "points_back", json_boolean(sentence->points_back));
		json_object_set_new(row, "tells_why_kept", json_boolean(sentence->tells_why_kept));
	}
	json_object_set_new(object, "sentences", sentences);
	json_object_set_new(object, "number", json_integer(words->number));
	json_object_set_new(object, "is_cut", json_boolean(words->is_cut));
	json_object_set_new(object, "is_absence", json_boolean(words->is_absence));
	json_object_set_new(object, "is_help", json_boolean(words->is_help));
	json_object_set_new(object, "points_at_file", json_boolean(words->points_at_file));
	json_object_set_new(object, "sounds_courteous", json_boolean(words->sounds_courteous));
	return object;
}

static char *dump(struct arena *arena, json_t *document)
{
	char *text = json_dumps(document, JSON_COMPACT);
	json_decref(document);
	char *copy = text ? arena_strdup(arena, text) : NULL;
	free(text);
	return copy;
}

char *wire_encode_header(struct arena *arena, const struct mail *mail)
{
	return dump(arena, put_header(mail));
}

char *wire_encode(struct arena *arena, const struct findings *findings)
{
	return dump(arena, json_pack("{so so so}", "mail", put_content(&findings->mail), "form",
				     put_forms(&findings->form), "words", put_words(&findings->words)));
}

static void get_texts(struct arena *arena, const json_t *object, void *into,
		      const struct text_member *members, size_t count)
{
	for (size_t i = 0; i < count; i++)
		*(const char **)((char *)into + members[i].offset) =
		    arena_strdup(arena, json_string_value(json_object_get(object, members[i].name)));
}

static void *get_rows(struct arena *arena, const json_t *object, const char *name, size_t size,
		      const struct text_member *members, size_t member_count, size_t *count)
{
	const json_t *array = json_object_get(object, name);
	*count = json_array_size(array);
	char *rows = arena_array(arena, *count, size);
	for (size_t i = 0; i < *count; i++) {
		get_texts(arena, json_array_get(array, i), rows + i * size, members, member_count);
		for (size_t m = 0; m < member_count; m++) {
			const char **text = (const char **)(rows + i * size + members[m].offset);
			if (!*text)
				*text = "";
		}
	}
	return rows;
}

static const char **get_strings(struct arena *arena, const json_t *object, const char *name, size_t *count)
{
	const json_t *array = json_object_get(object, name);
	*count = json_array_size(array);
	const char **texts = arena_array(arena, *count, sizeof *texts);
	for (size_t i = 0; i < *count; i++) {
		const char *text = json_string_value(json_array_get(array, i));
		texts[i] = arena_strdup(arena, text ? text : "");
	}
	return texts;
}

static bool get_bool(const json_t *object, const char *name)
{
	return json_is_true(json_object_get(object, name));
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int get_attachments(struct arena *arena, const json_t *object, struct bytes blobs, struct mail *out,
			   struct err *err)
{
	out->attachments = get_rows(arena, object, "attachments", sizeof *out->attachments, ATTACHMENT_TEXTS,
				    ARRAY_SIZE(ATTACHMENT_TEXTS), &out->attachment_count);
	size_t at = 0;
	for (size_t i = 0; i < out->attachment_count; i++) {
		const json_t *row = json_array_get(json_object_get(object, "attachments"), i);
		json_int_t length = json_integer_value(json_object_get(row, "length"));
		if (length < 0 || (unsigned long long)length > blobs.length - at)
			return err_set(err, ERR_DATA, "the reader's answer is damaged");
		out->attachments[i].content = (struct bytes){blobs.data + at, (size_t)length};
		out->attachments[i].is_inline = get_bool(row, "is_inline");
		at += (size_t)length;
	}
	return at == blobs.length ? OK : err_set(err, ERR_DATA, "the reader's answer is damaged");
}

static int get_header(struct arena *arena, const json_t *object, struct mail *out, struct err *err)
{
	json_int_t nature = json_integer_value(json_object_get(object, "nature"));
	json_int_t proven = json_integer_value(json_object_get(object, "proven"));
	if (!json_is_object(object) || nature < MAIL_PERSONAL || nature > MAIL_OWN || proven < PROOF_NONE ||
	    proven > PROOF_EXACT)
		return err_set(err, ERR_DATA, "the gate's answer is damaged");
	get_texts(arena, object, out, HEADER_TEXTS, ARRAY_SIZE(HEADER_TEXTS));
	out->subject = or_empty(out->subject);
	out->date = or_empty(out->date);
	out->proof = or_empty(out->proof);
	out->nature_reason = or_empty(out->nature_reason);
	out->nature = (enum mail_nature)nature;
	out->proven = (enum mail_proof)proven;
	out->wants_no_answer = get_bool(object, "wants_no_answer");
	out->is_denied = get_bool(object, "is_denied");
	out->is_copy = get_bool(object, "is_copy");
	out->references = get_strings(arena, object, "references", &out->reference_count);
	out->recipients = get_strings(arena, object, "recipients", &out->recipient_count);
	out->from = get_strings(arena, object, "from", &out->from_count);
	return OK;
}

/* Members from the header block are not changed. */
static int get_content(struct arena *arena, const json_t *object, struct bytes blobs, struct mail *out,
		       struct err *err)
{
	get_texts(arena, object, out, CONTENT_TEXTS, ARRAY_SIZE(CONTENT_TEXTS));
	out->content_hash = or_empty(out->content_hash);
	out->deliveries = get_rows(arena, object, "deliveries", sizeof *out->deliveries, DELIVERY_TEXTS,
				   ARRAY_SIZE(DELIVERY_TEXTS), &out->delivery_count);
	return get_attachments(arena, object, blobs, out, err);
}

static int get_form(struct arena *arena, const json_t *object, struct form *out, struct err *err)
{
	json_int_t kind = json_integer_value(json_object_get(object, "kind"));
	if (kind < KIND_NONE || kind >= KIND_COUNT)
		return err_set(err, ERR_DATA, "the reader's answer is damaged");
	get_texts(arena, object, out, FORM_TEXTS, ARRAY_SIZE(FORM_TEXTS));
	out->kind = (enum kind)kind;
	out->kind_source = or_empty(out->kind_source);
	out->is_beside_token = get_bool(object, "is_beside_token");
	out->is_cancellation = get_bool(object, "is_cancellation");
	out->is_only_quoted = get_bool(object, "is_only_quoted");
	out->is_forwarded = get_bool(object, "is_forwarded");
	out->is_conflicting = get_bool(object, "is_conflicting");
	out->is_wordy = get_bool(object, "is_wordy");
	out->fields = get_rows(arena, object, "fields", sizeof *out->fields, FIELD_TEXTS,
			       ARRAY_SIZE(FIELD_TEXTS), &out->field_count);
	out->faults = get_rows(arena, object, "faults", sizeof *out->faults, FAULT_TEXTS,
			       ARRAY_SIZE(FAULT_TEXTS), &out->fault_count);
	out->said = get_rows(arena, object, "said", sizeof *out->said, FIELD_TEXTS, ARRAY_SIZE(FIELD_TEXTS),
			     &out->said_count);
	out->notes = get_strings(arena, object, "notes", &out->note_count);
	out->remarks = get_rows(arena, object, "remarks", sizeof *out->remarks, REMARK_TEXTS,
				ARRAY_SIZE(REMARK_TEXTS), &out->remark_count);
	for (size_t i = 0; i < out->remark_count; i++)
		out->remarks[i].holds =
		    get_bool(json_array_get(json_object_get(object, "remarks"), i), "holds");
	out->columns = get_rows(arena, object, "columns", sizeof *out->columns, COLUMN_TEXTS,
				ARRAY_SIZE(COLUMN_TEXTS), &out->column_count);
	out->unread = get_rows(arena, object, "unread", sizeof *out->unread, UNREAD_TEXTS,
			       ARRAY_SIZE(UNREAD_TEXTS), &out->unread_count);
	out->arena = arena;
	return OK;
}

static int get_words(struct arena *arena, const json_t *object, struct words *out, struct err *err)
{
	json_int_t number = json_integer_value(json_object_get(object, "number"));
	if (number < WORDS_SEVERAL_NUMBERS || number > INT_MAX)
		return err_set(err, ERR_DATA, "the reader's answer is damaged");
	get_texts(arena, object, out, WORDS_TEXTS, ARRAY_SIZE(WORDS_TEXTS));
	out->text = or_empty(out->text);
	out->number = (int)number;
	out->sentences = get_rows(arena, object, "sentences", sizeof *out->sentences, SENTENCE_TEXTS,
				  ARRAY_SIZE(SENTENCE_TEXTS), &out->count);
	for (size_t i = 0; i < out->count; i++) {
		const json_t *row = json_array_get(json_object_get(object, "sentences"), i);
		out->sentences[i].acts = (unsigned)json_integer_value(json_object_get(row, "acts"));
		out->sentences[i].hints = (unsigned)json_integer_value(json_object_get(row, "hints"));
		out->sentences[i].is_courtesy = get_bool(row, "is_courtesy");
		out->sentences[i].is_whole = get_bool(row, "is_whole");
		out->sentences[i].is_about_erasure = get_bool(row, "is_about_erasure");
		out->sentences[i].points_back = get_bool(row, "points_back");
		out->sentences[i].tells_why_kept = get_bool(row, "tells_why_kept");
	}
	out->is_cut = get_bool(object, "is_cut");
	out->is_absence = get_bool(object, "is_absence");
	out->is_help = get_bool(object, "is_help");
	out->points_at_file = get_bool(object, "points_at_file");
	out->sounds_courteous = get_bool(object, "sounds_courteous");
	return OK;
}

static int get_forms(struct arena *arena, const json_t *object, struct form *out, struct err *err)
{
	const json_t *parts = json_object_get(object, "parts");
	int rc = get_form(arena, object, out, err);
	out->part_count = json_array_size(parts);
	out->parts = arena_array(arena, out->part_count, sizeof *out->parts);
	for (size_t i = 0; !rc && i < out->part_count; i++)
		rc = get_form(arena, json_array_get(parts, i), &out->parts[i], err);
	return rc;
}

int wire_decode_header(struct arena *arena, const char *document, struct mail *out, struct err *err)
{
	json_error_t fault;
	json_t *root = json_loads(document, 0, &fault);
	*out = (struct mail){0};
	int rc = get_header(arena, root, out, err);
	json_decref(root);
	return rc;
}

int wire_decode(struct arena *arena, const char *document, struct bytes blobs, struct findings *out,
		struct err *err)
{
	json_error_t fault;
	json_t *root = json_loads(document, 0, &fault);
	if (!root)
		return err_set(err, ERR_DATA, "the reader's answer is damaged");
	int rc = get_content(arena, json_object_get(root, "mail"), blobs, &out->mail, err);
	if (!rc)
		rc = get_forms(arena, json_object_get(root, "form"), &out->form, err);
	if (!rc)
		rc = get_words(arena, json_object_get(root, "words"), &out->words, err);
	json_decref(root);
	return rc;
}

#include "consent.h"
#include "base/phrases.h"
#include "handle/task.h"

#include "base/hash.h"
#include "base/text.h"
#include "db/consents.h"

/* The register of consent is never erased, so the adviser's name in it must not be the young person's. */
static void check_collector(struct task *task, const char *collected_by)
{
	const char *given = form_get(task->form, "given_name"), *family = form_get(task->form, "family_name");
	if (text_is_blank(given) || text_is_blank(family))
		return;
	const char *folded = text_fold(task->arena, collected_by);
	if (strstr(folded, text_fold(task->arena, given)) && strstr(folded, text_fold(task->arena, family)))
		form_fault(task->form, "collected_by", phrase("fault.collector_is_candidate"));
}

struct given consent_read(struct task *task)
{
	struct form *form = task->form;
	struct given given = {.scope = form_get(form, "scope"),
			      .collected_by = form_get(form, "collected_by")};
	if (text_is_blank(given.scope))
		given.scope = "offer"; /* the narrower scope; only a spontaneous CV needs the wider one */
	if (text_is_blank(given.collected_by))
		given.collected_by =
		    text_is_blank(task->sender.name) ? task->sender.email : task->sender.name;
	else
		check_collector(task, given.collected_by);
	const char *date = form_get(form, "consent_date");
	if (!date || !date_parse_iso(date, &given.date))
		return given;
	given.expires = date_add_months(given.date, task->options->keep.consent_months);
	if (date_compare(given.expires, date_of(task->now)) < 0)
		form_fault(form, "consent_date",
			   phrase_with(task->arena, "fault.consent_expired", "months",
				       arena_printf(task->arena, "%d", task->options->keep.consent_months),
				       NULL));
	return given;
}

int consent_record(struct task *task, const struct given *given, const char *ref, struct receipt *out,
		   struct err *err)
{
	const char *version = task->options->notice_version ? task->options->notice_version : "";
	const char *text = task->options->notice_text ? task->options->notice_text : "";
	struct bytes bytes = bytes_of(text);
	char hash[HASH_HEX_BYTES];
	hash_sha256(&bytes, 1, hash);
	struct consent consent = {
	    .candidate = ref,
	    .event = "given",
	    .at = time_utc(task->arena, date_at(given->date, 0, 0)),
	    .collected_by = given->collected_by,
	    .scope = given->scope,
	    .expires_on = date_iso(task->arena, given->expires),
	    .message_id = task->mail->message_id ? task->mail->message_id : "",
	    .notice = version,
	    .notice_hash = *text ? hash : "",
	    .recorded_at = time_utc(task->arena, task->now),
	};
	int rc = *text ? notice_keep(task->db, version, text, err) : OK;
	return rc ? rc : consent_add(task->db, task->arena, &consent, &out->id, &out->hash, err);
}

void consent_present(json_t *data, const struct receipt *receipt)
{
	json_object_set_new(data, "record", json_integer((json_int_t)receipt->id));
	json_object_set_new(data, "record_hash", json_string(receipt->hash));
}

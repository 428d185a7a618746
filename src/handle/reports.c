/* Delivery reports on letters (RFC 3464). They are never answered. */
#include "handle/bounce.h"

#include "db/bounces.h"
#include "db/letters.h"

#include "reports.h"

static bool find_by_address(struct task *task, int64_t *letter)
{
	const struct mail *mail = task->mail;
	for (size_t i = 0; task->options->key && i < mail->recipient_count; i++)
		if (bounce_address_letter(task->arena, task->options->key, task->options->address,
					  task->options->separator, mail->recipients[i], letter))
			return true;
	return false;
}

/* Finds the letter by the address that the report came to, else by the Message-ID of the returned message;
 * only the letter's recipients and relays know these. ERR_NOT_FOUND. */
static int find_letter(struct task *task, int64_t *letter, struct err *err)
{
	const struct mail *mail = task->mail;
	if (find_by_address(task, letter))
		return OK;
	return mail->returned_id &&
		       letter_message_id_is_ours(task->arena, task->options->key, mail->returned_id)
		   ? letter_id_of(task->db, mail->returned_id, letter, err)
		   : err_set(err, ERR_NOT_FOUND, "no letter of ours");
}

/* A letter has one recipient; when that one forwarded it to several, the first failure counts. */
static const struct delivery *worst(const struct mail *mail)
{
	for (size_t i = 0; i < mail->delivery_count; i++)
		if (!strcmp(mail->deliveries[i].action, "failed"))
			return &mail->deliveries[i];
	return mail->delivery_count ? &mail->deliveries[0] : NULL;
}

static const char *status_of(const struct delivery *delivery)
{
	return *delivery->status ? delivery->status : "5.0.0";
}

static int fail(struct task *task, int64_t letter, const struct delivery *delivery, const char **what,
		struct err *err)
{
	static const char *const EFFECTS[] = {
	    [BOUNCE_NO_CONTACT] = "to nobody in the directory",
	    [BOUNCE_COUNTED] = "counted",
	    [BOUNCE_FIRST] = "its contact is suspended when it happens again on another day",
	    [BOUNCE_STOPPED] = "too many were suspended within an hour",
	    [BOUNCE_OTHER] = "of another address",
	    [BOUNCE_LATE] = "sent too long ago",
	    [BOUNCE_SUSPENDED] = "its contact is suspended",
	    [BOUNCE_KNOWN] = "its contact was suspended before",
	};
	enum bounce_effect effect;
	int rc = letter_reported(task->db, letter, delivery->recipient, status_of(delivery), task->now,
				 &effect, err);
	if (rc)
		return rc;
	*what = EFFECTS[effect];
	task->erases |= effect == BOUNCE_SUSPENDED; /* letters waiting for the contact */
	return OK;
}

/* Searches the raw text for our Message-IDs: returned messages are rarely encoded, and the id is near the
 * top. */
static bool is_named_in(struct task *task, struct bytes raw)
{
	enum { SEARCHED_BYTES = 256 * 1024, MOST_IDS = 200, MOST_ID_BYTES = 200 };
	const char *text = arena_strndup(task->arena, (const char *)raw.data,
					 raw.length < SEARCHED_BYTES ? raw.length : SEARCHED_BYTES);
	for (int ids = 0; ids < MOST_IDS && (text = strchr(text, '<'));) {
		size_t length = strcspn(++text, "<> \t\r\n");
		if (text[length] != '>' || length > MOST_ID_BYTES || !memchr(text, '@', length))
			continue;
		ids++;
		if (letter_message_id_is_ours(task->arena, task->options->key,
					      arena_strndup(task->arena, text, length)))
			return true;
	}
	return false;
}

bool report_is_ours(struct task *task, struct bytes raw)
{
	int64_t letter;
	return find_by_address(task, &letter) || is_named_in(task, raw);
}

int report_handle(struct task *task, struct err *err)
{
	const struct delivery *delivery = worst(task->mail);
	struct err unknown = {0};
	const char *what = NULL;
	int64_t letter = 0;
	int rc = find_letter(task, &letter, &unknown);
	if (rc && rc != ERR_NOT_FOUND)
		return err_set(err, rc, "%s", unknown.text);
	if (rc) {
		task_ignore(task, "bounce: of no letter of ours");
		return OK;
	}
	if ((rc = letter_is_personal(task->db, letter, &task->is_personal, err)))
		return rc;
	if (!delivery)
		what = "it does not say why";
	else if (strcmp(delivery->action, "failed") != 0)
		what = !strcmp(delivery->action, "delayed") ? "delayed" : "nothing failed";
	else if ((rc = fail(task, letter, delivery, &what, &unknown)))
		return rc == ERR_NOT_FOUND ? (task_ignore(task, "bounce: of no letter of ours"), OK)
					   : err_set(err, rc, "%s", unknown.text);
	task_ignore(task, arena_printf(task->arena, "bounce: letter %lld, %s%s%s", (long long)letter,
				       delivery ? status_of(delivery) : "", delivery ? ", " : "", what));
	return OK;
}

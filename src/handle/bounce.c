/* Mail that came back: which letter, how hard, and what follows for its contact. Nobody is answered. */
#include "handle/bounce.h"

#include "base/log.h"
#include "base/text.h"
#include "db/bounces.h"
#include "db/letters.h"

#include "calendar.h"
#include "kinds.h"

enum { LOCAL_PART_MAX_BYTES = 64, ID_DIGITS = 18 };

static const char PURPOSE[] = "bounce";

const char *bounce_address(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, int64_t letter)
{
	const char *at = strrchr(own_address, '@');
	const char *id = arena_printf(arena, "%lld", (long long)letter);
	char mac[KEY_MAC_BYTES];
	if (!at || !key)
		return own_address;
	key_mac(key, PURPOSE, id, mac);
	const char *local = arena_printf(arena, "%.*s%sb.%s.%s", (int)(at - own_address), own_address,
					 separator ? separator : "+", id, mac);
	return strlen(local) > LOCAL_PART_MAX_BYTES ? own_address : arena_printf(arena, "%s%s", local, at);
}

bool bounce_address_letter(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, const char *address, int64_t *letter)
{
	const char *at = strrchr(own_address, '@');
	size_t local = at ? (size_t)(at - own_address) : 0;
	const char *prefix =
	    arena_printf(arena, "%.*s%sb.", (int)local, own_address, separator ? separator : "+");
	if (!at || !text_starts_with(text_lower_ascii(arena, address), text_lower_ascii(arena, prefix)))
		return false;
	const char *id = address + strlen(prefix);
	size_t digits = strspn(id, "0123456789");
	if (!digits || digits > ID_DIGITS || id[digits] != '.')
		return false;
	const char *mac = id + digits + 1, *end = strchr(mac, '@');
	if (!end || !text_equal_ascii(end, at) ||
	    !key_mac_is(key, PURPOSE, arena_strndup(arena, id, digits),
			arena_strndup(arena, mac, (size_t)(end - mac))))
		return false;
	*letter = strtoll(id, NULL, 10);
	return true;
}

/* By the address that it came to, else by the Message-ID of what came back: both are known only to the
 * letter's own way. ERR_NOT_FOUND. */
static int find_letter(struct task *task, int64_t *letter, struct err *err)
{
	const struct mail *mail = task->mail;
	for (size_t i = 0; task->options->key && i < mail->recipient_count; i++)
		if (bounce_address_letter(task->arena, task->options->key, task->options->address,
					  task->options->separator, mail->recipients[i], letter))
			return OK;
	return mail->returned_id ? letter_id_of(task->db, mail->returned_id, letter, err)
				 : err_set(err, ERR_NOT_FOUND, "no letter of ours");
}

/* A letter has one recipient; of several, forwarded to by that one, the first that failed counts. */
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
	    [BOUNCE_SUSPENDED] = "its contact is suspended",
	    [BOUNCE_KNOWN] = "its contact was suspended before",
	};
	enum bounce_effect effect;
	int rc = letter_bounced(task->db, letter, status_of(delivery), &effect, err);
	if (rc)
		return rc;
	*what = EFFECTS[effect];
	task->erases |= effect == BOUNCE_SUSPENDED; /* what waited for it */
	return OK;
}

int bounce_handle(struct task *task, struct err *err)
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

static json_t *suspension_data(struct task *task, const struct suspension *suspension)
{
	const char *const facts[][2] = {
	    {"Organisme", suspension->organisation},
	    {"Contact", suspension->name},
	    {"Adresse", suspension->email},
	    {"Code du serveur", suspension->status},
	    {"Lettre",
	     arena_printf(task->arena, "%lld (%s)", (long long)suspension->letter, suspension->template)},
	};
	json_t *data = task_data(task), *list = json_array();
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		json_array_append_new(list, json_pack("{ss ss}", "label", facts[i][0], "value", facts[i][1]));
	json_object_set_new(data, "facts", list);
	json_object_set_new(data, "email", json_string(suspension->email));
	json_object_set_new(data, "organisation", json_string(suspension->organisation));
	return data;
}

/* The operator is told of each suspension, once, whoever found it out. */
int bounce_tell_next(struct task *task, bool *did, struct err *err)
{
	struct suspension suspension;
	struct err none = {0};
	int rc = suspension_next(task->db, task->arena, &suspension, &none);
	*did = !rc;
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : err_set(err, rc, "%s", none.text);
	log_event(LOG_LEVEL_WARNING, "contact.suspended", "contact=%lld letter=%lld status=%s",
		  (long long)suspension.contact, (long long)suspension.letter, suspension.status);
	if (!text_is_blank(task->options->operator_address)) {
		struct draft draft = {
		    .template = "address_suspended",
		    .data = suspension_data(task, &suspension),
		    .to_email = task->options->operator_address,
		    .to_name = "",
		    .occasion =
			arena_printf(task->arena, "suspended:%lld:%lld:%lld", (long long)suspension.contact,
				     (long long)suspension.letter, (long long)task->now),
		};
		if ((rc = task_emit(task, &draft, err)))
			return rc;
	}
	return suspension_told(task->db, suspension.contact, err);
}

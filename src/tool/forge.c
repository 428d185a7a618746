/* Sends test mails through the real servers to the mailbox: a forged one, to see how it is judged; and one to
 * a subaddress. */
#include "check.h"

#include "base/address.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/text.h"
#include "collect.h"
#include "db/directory.h"
#include "db/messages.h"
#include "decode.h"
#include "forge.h"
#include "submit.h"

enum { ARRIVAL_MS = 120000, LOOK_MS = 2000, MOST_LOOKED_AT = 200 };

struct forgery {
	struct arena *arena;
	const struct config *config;
	const char *nonce, *message_id, *domain;
	const char *recipient;
	struct bytes message;
	struct collect *collect;
	struct db *db; /* NULL: not arrived yet */
	const char *uid;
	struct bytes header; /* as received */
};

/* The domain of a contact, other than our own: its owner may have a policy on forged mail. */
static const char *victim_domain(struct forgery *forgery)
{
	struct arena *arena = forgery->arena;
	const char *own = decode_organisational_domain(arena, address_domain(forgery->config->address));
	struct contact *contacts;
	size_t count = 0;
	struct err ignored;
	if (!forgery->db || contacts_all(forgery->db, arena, &contacts, &count, &ignored))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		const char *domain = address_domain(contacts[i].email);
		if (contacts[i].is_active && strcmp(decode_organisational_domain(arena, domain), own) != 0)
			return text_lower_ascii(arena, domain);
	}
	return "example.com";
}

/* The author is not in the directory, so nobody is answered even if the mail is believed. */
static struct bytes compose(struct forgery *forgery)
{
	const struct config *config = forgery->config;
	struct buf text = {.arena = forgery->arena};
	for (size_t i = 0; i < config->authserv_id_count; i++) {
		const char *id = config->authserv_ids[i];
		buf_printf(
		    &text,
		    "Authentication-Results: %s%sdmarc=pass header.from=%s; x-forged=pass policy.id=%s\r\n",
		    id, *id ? "; " : "", forgery->domain, forgery->nonce);
	}
	buf_printf(&text,
		   "From: forged-%s@%s\r\nTo: %s\r\nSubject: Passerelle: forged mail of check --forge\r\n",
		   forgery->nonce, forgery->domain, config->address);
	buf_printf(&text, "Date: %s\r\nMessage-ID: <%s>\r\nAuto-Submitted: auto-generated\r\n",
		   time_rfc5322(forgery->arena, clock_now()), forgery->message_id);
	buf_adds(&text, "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
			"Sent by passerelle check --forge to see whether the servers strip and fail it.\r\n");
	return buf_bytes(&text);
}

/* To a subaddress as answers to letters use. The author is ourselves, whom nobody answers. */
static struct bytes compose_note(struct forgery *forgery)
{
	struct buf text = {.arena = forgery->arena};
	buf_printf(&text, "From: %s\r\nTo: %s\r\nSubject: Passerelle: mail of check --connect\r\n",
		   forgery->config->address, forgery->recipient);
	buf_printf(&text, "Date: %s\r\nMessage-ID: <%s>\r\nAuto-Submitted: auto-generated\r\n",
		   time_rfc5322(forgery->arena, clock_now()), forgery->message_id);
	buf_adds(&text, "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
			"Sent by passerelle check --connect to see whether subaddresses are delivered.\r\n");
	return buf_bytes(&text);
}

static int post(struct forgery *forgery, struct err *err)
{
	const char *sender = forgery->config->address;
	struct submit *submit = NULL;
	struct submit_reply reply = {.verdict = SUBMIT_SENT};
	int rc = check_open_relay(forgery->arena, forgery->config, &submit, err);
	if (!rc)
		submit_send(submit, sender, forgery->recipient, &forgery->message, 1, &reply);
	submit_close(&submit);
	if (!rc && reply.verdict != SUBMIT_SENT)
		rc = err_set(err, ERR_TEMPORARY, "the relay did not take it: %s", reply.text);
	return rc;
}

static int take_header(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err)
{
	struct forgery *forgery = user;
	const char *text = arena_strndup(forgery->arena, (const char *)raw.data, raw.length);
	(void)is_whole;
	(void)err;
	if (strstr(text, forgery->message_id)) {
		forgery->header = bytes_copy(forgery->arena, raw);
		forgery->uid = arena_strdup(forgery->arena, uid);
	}
	return OK;
}

/* Searches the newest mails of the mailbox, and the folder where a running daemon may have put it. */
static int look(struct forgery *forgery, struct err *err)
{
	struct collect_entry *entries;
	size_t count;
	struct err ignored;
	int rc = collect_list(forgery->collect, forgery->arena, &entries, &count, err);
	size_t first = count > MOST_LOOKED_AT ? count - MOST_LOOKED_AT : 0;
	const char **uids = arena_array(forgery->arena, rc ? 0 : count - first, sizeof *uids);
	for (size_t i = first; !rc && i < count; i++)
		uids[i - first] = entries[i].uid;
	if (!rc && count > first)
		rc = collect_fetch_headers(forgery->collect, uids, count - first, take_header, forgery, err);
	if (!rc && !forgery->header.length && forgery->db)
		message_raw_by_id(forgery->db, forgery->arena, forgery->message_id, &forgery->header,
				  &ignored);
	return rc;
}

/* ERR_NOT_FOUND: it did not arrive in time. */
static int await(struct forgery *forgery, int most_ms, struct err *err)
{
	long long until_ms = io_now_ms() + most_ms;
	int rc = look(forgery, err);
	while (!rc && !forgery->header.length && io_now_ms() < until_ms)
		if (!(rc = collect_wait(forgery->collect, -1, LOOK_MS, err)))
			rc = look(forgery, err);
	if (rc || forgery->header.length)
		return rc;
	return err_set(err, ERR_NOT_FOUND, "the mail to %s did not arrive within %d s", forgery->recipient,
		       most_ms / 1000);
}

static int judge(struct forgery *forgery, struct forge_verdict *out, struct err *err)
{
	const struct config *config = forgery->config;
	const struct decode_options options = {.authserv_ids = config->authserv_ids,
					       .authserv_id_count = config->authserv_id_count,
					       .own_address = config->address,
					       .separator = config->separator};
	struct bytes block = decode_header_block(forgery->header);
	struct mail mail;
	int rc = decode_header(forgery->arena, block, &options, &mail, err);
	if (rc)
		return rc;
	const char *text = arena_strndup(forgery->arena, (const char *)block.data, block.length);
	*out = (struct forge_verdict){
	    .domain = forgery->domain,
	    .is_stripped = !strstr(text, arena_printf(forgery->arena, "policy.id=%s", forgery->nonce)),
	    .is_believed = mail.proven != PROOF_NONE,
	    .is_denied = mail.is_denied,
	    .proof = mail.proof};
	return OK;
}

static void name_mail(struct forgery *forgery, const char *what)
{
	unsigned char bytes[8];
	struct buf nonce = {.arena = forgery->arena};
	random_bytes(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		buf_printf(&nonce, "%02x", bytes[i]);
	forgery->nonce = buf_text(&nonce);
	forgery->message_id = arena_printf(forgery->arena, "%s.%s@%s", what, forgery->nonce,
					   address_domain(forgery->config->address));
}

/* Sends the mail, waits for it and erases it. */
static int send_round(struct forgery *forgery, int most_ms, struct err *err)
{
	struct err ignored;
	int rc;
	if (!(rc = check_open_mailbox(forgery->arena, forgery->config, &forgery->collect, err)) &&
	    !(rc = post(forgery, err)))
		rc = await(forgery, most_ms, err);
	if (forgery->uid)
		collect_erase(forgery->collect,
			      &(struct collect_place){collect_folder(forgery->collect),
						      collect_uidvalidity(forgery->collect), forgery->uid},
			      forgery->message_id, &ignored);
	collect_close(&forgery->collect);
	return rc;
}

int forge_try(struct arena *arena, const struct config *config, struct forge_verdict *out, struct err *err)
{
	struct forgery forgery = {.arena = arena, .config = config, .recipient = config->address};
	struct err ignored;
	int rc = decode_header_init(err);
	if (rc)
		return rc;
	if (db_open(&forgery.db, config->database, DB_READ, &ignored))
		forgery.db = NULL;
	name_mail(&forgery, "forged");
	forgery.domain = victim_domain(&forgery);
	forgery.message = compose(&forgery);
	rc = send_round(&forgery, ARRIVAL_MS, err);
	rc = rc ? rc : judge(&forgery, out, err);
	db_close(&forgery.db);
	return rc == ERR_NOT_FOUND ? err_set(err, ERR_TEMPORARY, "%s", arena_strdup(arena, err->text)) : rc;
}

int forge_send_to_subaddress(struct arena *arena, const struct config *config, int most_ms, struct err *err)
{
	struct forgery forgery = {.arena = arena, .config = config};
	struct err ignored;
	if (db_open(&forgery.db, config->database, DB_READ, &ignored))
		forgery.db = NULL;
	name_mail(&forgery, "check");
	forgery.recipient = check_subaddress(arena, config, arena_printf(arena, "check.%.8s", forgery.nonce));
	forgery.message = compose_note(&forgery);
	int rc = send_round(&forgery, most_ms, err);
	db_close(&forgery.db);
	return rc;
}

/* check --forge: a forged mail through the real servers, and what they make of it. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/secret.h"
#include "base/text.h"
#include "check.h"
#include "collect.h"
#include "db/directory.h"
#include "db/messages.h"
#include "decode.h"
#include "forge.h"
#include "submit.h"

enum { CONNECT_MS = 15000, ARRIVAL_MS = 120000, LOOK_MS = 2000, MOST_LOOKED_AT = 200 };

struct forgery {
	struct arena *arena;
	const struct config *config;
	const char *nonce, *message_id, *domain;
	struct collect *collect;
	struct db *db; /* NULL: there is none yet */
	const char *uid;
	struct bytes header; /* as it arrived */
};

static const char *domain_of(const char *address)
{
	const char *at = strrchr(address, '@');
	return at ? at + 1 : address;
}

/* The domain of a contact, and not our own: its owner may well have said what is to become of forged
 * mail. */
static const char *victim_domain(struct forgery *forgery)
{
	struct arena *arena = forgery->arena;
	const char *own = decode_organisational_domain(arena, domain_of(forgery->config->address));
	struct contact *contacts;
	size_t count = 0;
	struct err ignored;
	if (!forgery->db || contacts_all(forgery->db, arena, &contacts, &count, &ignored))
		count = 0;
	for (size_t i = 0; i < count; i++) {
		const char *domain = domain_of(contacts[i].email);
		if (contacts[i].is_active && strcmp(decode_organisational_domain(arena, domain), own) != 0)
			return text_lower_ascii(arena, domain);
	}
	return "example.com";
}

/* Its author is nobody of the directory, so that nobody is answered whatever is believed. */
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

static int post(struct forgery *forgery, struct err *err)
{
	const struct config *config = forgery->config;
	struct submit *submit = NULL;
	struct submit_reply reply = {.verdict = SUBMIT_SENT};
	struct bytes message = compose(forgery);
	char *secret;
	int rc = secret_read(forgery->arena, config->relay_secret, &secret, err);
	if (rc)
		return rc;
	struct submit_options options = {.relay = config->relay,
					 .hostname = config->helo,
					 .domain = strrchr(config->address, '@') + 1,
					 .secret = secret,
					 .auth = config->relay_auth,
					 .ca_file = config->ca_file,
					 .timeout_ms = CONNECT_MS};
	if (!(rc = submit_open(&submit, &options, err)))
		submit_send(submit, config->address, config->address, &message, 1, &reply);
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

/* Among the newest of the mailbox, or where a daemon that runs has put it. */
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

static int await(struct forgery *forgery, struct err *err)
{
	long long until_ms = io_now_ms() + ARRIVAL_MS;
	int rc = look(forgery, err);
	while (!rc && !forgery->header.length && io_now_ms() < until_ms)
		if (!(rc = collect_wait(forgery->collect, -1, LOOK_MS, err)))
			rc = look(forgery, err);
	if (rc || forgery->header.length)
		return rc;
	return err_set(err, ERR_TEMPORARY, "the forged mail did not arrive within %d s", ARRIVAL_MS / 1000);
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

int forge_try(struct arena *arena, const struct config *config, struct forge_verdict *out, struct err *err)
{
	unsigned char bytes[8];
	struct buf nonce = {.arena = arena};
	struct forgery forgery = {.arena = arena, .config = config};
	struct err ignored;
	random_bytes(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++)
		buf_printf(&nonce, "%02x", bytes[i]);
	forgery.nonce = buf_text(&nonce);
	forgery.message_id = arena_printf(arena, "forged.%s@%s", forgery.nonce, domain_of(config->address));
	int rc = decode_header_init(err);
	if (rc)
		return rc;
	if (db_open(&forgery.db, config->database, DB_READ, &ignored))
		forgery.db = NULL;
	forgery.domain = victim_domain(&forgery);
	if (!(rc = check_open_mailbox(forgery.arena, config, &forgery.collect, err)) &&
	    !(rc = post(&forgery, err)) && !(rc = await(&forgery, err)))
		rc = judge(&forgery, out, err);
	if (forgery.uid)
		collect_erase(forgery.collect,
			      &(struct collect_place){collect_folder(forgery.collect),
						      collect_uidvalidity(forgery.collect), forgery.uid},
			      forgery.message_id, &ignored);
	collect_close(&forgery.collect);
	db_close(&forgery.db);
	return rc;
}

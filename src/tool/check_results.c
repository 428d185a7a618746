/* `check` and `setup`: which server's Authentication-Results the mails in the mailbox have (RFC 8601). */
#include "check.h"

#include "base/text.h"
#include "collect.h"
#include "decode.h"

enum { MOST_LOOKED_AT = 20 };

struct look {
	struct arena *arena;
	const struct config *config;
	size_t mails, believed;
	const char *other; /* topmost server in the newest mail without one that is configured */
};

static bool is_believed(const struct config *config, const char *id)
{
	for (size_t i = 0; i < config->authserv_id_count; i++)
		if (text_equal_ascii(config->authserv_ids[i], id))
			return true;
	return false;
}

static int take_header(void *user, const char *uid, struct bytes raw, bool is_whole, struct err *err)
{
	struct look *look = user;
	const char *id = decode_authserv_id(look->arena, decode_header_block(raw));
	(void)uid, (void)is_whole, (void)err;
	look->mails++;
	if (id && is_believed(look->config, id))
		look->believed++;
	else if (id)
		look->other = text_one_line(look->arena, id, 100);
	return OK;
}

static int look_at_newest(struct look *look, struct err *err)
{
	struct collect *collect = NULL;
	struct collect_entry *entries;
	const char *uids[MOST_LOOKED_AT];
	size_t count = 0, first;
	int rc;
	if ((rc = check_open_mailbox(look->arena, look->config, &collect, err)))
		return rc;
	rc = collect_list(collect, look->arena, &entries, &count, err);
	first = count > MOST_LOOKED_AT ? count - MOST_LOOKED_AT : 0;
	for (size_t i = first; !rc && i < count; i++)
		uids[i - first] = entries[i].uid;
	if (!rc)
		rc = collect_fetch_headers(collect, uids, count - first, take_header, look, err);
	collect_close(&collect);
	return rc;
}

const char *check_results_seen(struct program *program, const struct config *config)
{
	struct config nobody = *config;
	struct look look = {.arena = program->arena, .config = &nobody};
	struct err ignored;
	nobody.authserv_id_count = 0;
	return look_at_newest(&look, &ignored) ? NULL : look.other;
}

void check_results(struct program *program, const struct config *config, int *worst)
{
	struct look look = {.arena = program->arena, .config = config};
	struct err err = {0};
	int rc = config->trusts_registered ? OK : look_at_newest(&look, &err);
	if (!rc && look.other && !look.believed)
		rc = err_set(&err, ERR_CONFIG,
			     "the newest mails have Authentication-Results of \"%s\" and none that "
			     "authserv_ids names: is that your receiving server?",
			     look.other);
	if (rc || look.believed)
		check_finding(worst, "results", rc, &err, "the newest mails have Authentication-Results");
	else if (look.mails)
		check_warning("results",
			      "the newest mails have no Authentication-Results: the receiving server "
			      "has to write them (RFC 8601), or every sender stays unproven");
}

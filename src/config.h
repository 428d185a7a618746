/* The configuration file (specification section 10). */
#ifndef CONFIG_H
#define CONFIG_H

#include "base/bytes.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { CONNECTIONS_MAX = 16 };

struct config {
	const char *path; /* of the file itself */
	const char *address, *mailbox, *relay;
	const char *mailbox_secret, *relay_secret; /* source of the secret: "file:..." or "command:..." */
	const char *mailbox_auth, *relay_auth;
	const char *database, *templates, *rules, *timezone, *operator_address, *help_contact,
	    *help_contact_ml, *ca_file;
	const char *metrics;		 /* file for the textfile collector; NULL: not written */
	const char *privacy, *telephone; /* shown in the footers of letters; "" when not given */
	const char **authserv_ids;
	size_t authserv_id_count;
	bool trusts_registered; /* authentication = "registered" */
	size_t max_message_bytes;
	const char *helo;	/* for EHLO; "": submit chooses one */
	bool is_envelope_plain; /* envelope = "address" */
	int connections;	/* to the relay, 1 to CONNECTIONS_MAX */
	const char *separator;	/* of subaddresses of `address`, one character */
	unsigned answers_per_hour, broadcasts_per_day;
	struct {
		int refused_days, raw_days, letter_days, consent_months;
	} keep; /* retention periods (specification section 5) */
	const char *agreement_date;
	const char **sites; /* sites_ims, then sites_cnml */
	size_t site_count, site_count_ims;
	const char *logo_ims, *logo_cnml; /* folder of pictures for the public pages; NULL: none */
	bool reviews_results;		  /* newsletter_review */
	bool moves, allows_root;
};

/* Reads and checks the file; relative paths are relative to it. Sets the process's time zone. ERR_CONFIG
 * names file, line and key, also a file that can't be opened. */
int config_read(struct arena *arena, const char *path, struct config *out, struct err *err);

#endif

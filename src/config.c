#include "config.h"

#include "base/address.h"
#include "base/date.h"
#include "base/text.h"

#include <confuse.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* libconfuse's error callback has no user pointer. */
static char parse_fault[400];

static void keep_fault(cfg_t *cfg, const char *format, va_list args)
{
	char text[300];
	vsnprintf(text, sizeof text, format, args);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = ' '; /* the quoted part of the file may have several lines */
	snprintf(parse_fault, sizeof parse_fault, "%s:%d: %s",
		 cfg && cfg->filename ? cfg->filename : "configuration", cfg ? cfg->line : 0, text);
}

/* The installed file, or that of the build tree when the program runs from there. */
static const char *default_path(struct arena *arena, const char *name)
{
	const char *installed = arena_printf(arena, "%s/share/passerelle/%s", PASSERELLE_PREFIX, name);
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
	if (access(installed, R_OK) == 0 || length <= 0)
		return installed;
	self[length] = '\0';
	for (int up = 0; up < 2; up++) {
		char *slash = strrchr(self, '/');
		if (!slash)
			return installed;
		*slash = '\0';
	}
	const char *beside = arena_printf(arena, "%s/%s", self, name);
	return access(beside, R_OK) == 0 ? beside : installed;
}

/* A lawyer's edited copy of the rules takes precedence over the installed file. */
static const char *default_rules(struct arena *arena)
{
	static const char own[] = "/etc/passerelle/rules/offers.fr";
	return access(own, R_OK) == 0 ? own : default_path(arena, "rules/offers.fr");
}

static const char *directory_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? arena_strndup(arena, path, (size_t)(slash - path)) : ".";
}

static const char *relative_to(struct arena *arena, const char *directory, const char *path)
{
	return *path == '/' ? arena_strdup(arena, path) : arena_printf(arena, "%s/%s", directory, path);
}

/* Resolves the path in "maildir:DIR" and "file:PATH"; other values are unchanged. */
static const char *resolved(struct arena *arena, const char *directory, const char *value)
{
	static const char *const SCHEMES[] = {"maildir:", "file:"};
	for (size_t i = 0; value && i < ARRAY_SIZE(SCHEMES); i++)
		if (text_starts_with(value, SCHEMES[i]))
			return arena_printf(arena, "%s%s", SCHEMES[i],
					    relative_to(arena, directory, value + strlen(SCHEMES[i])));
	return arena_strdup(arena, value);
}

static int bad(struct err *err, const char *path, const char *key, const char *accepted)
{
	return err_set(err, ERR_CONFIG, "%s: %s: %s", path, key, accepted);
}

static bool is_one_of(const char *value, const char *const *accepted)
{
	for (; *accepted; accepted++)
		if (!strcmp(value, *accepted))
			return true;
	return false;
}

/* The retention periods, with the longest that law and agreement allow: a CV 24 months after the consent
 * (CNIL), other data about people no longer than that. */
static const struct {
	const char *key, *accepted;
	long most;
	size_t offset;
} KEEP[] = {
    {"keep_refused", "1 to 730 (days that refused and quarantined messages are kept)", 730,
     offsetof(struct config, keep.refused_days)},
    {"keep_raw", "1 to 730 (days that accepted messages are kept)", 730,
     offsetof(struct config, keep.raw_days)},
    {"keep_letters", "1 to 730 (days that the bodies of letters are kept)", 730,
     offsetof(struct config, keep.letter_days)},
    {"keep_consent", "1 to 24 (months from the consent that a CV is kept; never more)", 24,
     offsetof(struct config, keep.consent_months)},
};

static int take_keep(cfg_t *cfg, const char *path, struct config *out, struct err *err)
{
	for (size_t i = 0; i < ARRAY_SIZE(KEEP); i++) {
		long value = cfg_getint(cfg, KEEP[i].key);
		if (value < 1 || value > KEEP[i].most)
			return bad(err, path, KEEP[i].key, KEEP[i].accepted);
		*(int *)((char *)out + KEEP[i].offset) = (int)value;
	}
	return OK;
}

/* Addresses that letters go to: an invalid one would fail with every letter. */
static int check_people(struct arena *arena, const struct config *config, const char *path, struct err *err)
{
	const struct {
		const char *key, *address;
	} people[] = {{"operator", config->operator_address},
		      {"help_contact", config->help_contact},
		      {"help_contact_ml", config->help_contact_ml}};
	for (size_t i = 0; i < ARRAY_SIZE(people); i++)
		if (!text_is_blank(people[i].address) && !address_is_full(arena, people[i].address))
			return bad(err, path, people[i].key, "an e-mail address, or \"\"");
	return OK;
}

/* A file of the time zone database (RFC 8536 section 3.1); the folder "Europe" is not one. */
static bool is_zone(const char *name)
{
	static const char MAGIC[] = "TZif";
	char zone_file[PATH_MAX], magic[sizeof MAGIC] = "";
	snprintf(zone_file, sizeof zone_file, "/usr/share/zoneinfo/%s", name);
	FILE *file = fopen(zone_file, "re");
	bool is_read = file && fread(magic, 1, sizeof MAGIC - 1, file) == sizeof MAGIC - 1;
	if (file)
		fclose(file);
	return is_read && !strcmp(magic, MAGIC);
}

/* Message-IDs and the addresses of lists have its domain, so the whole address is in ASCII from here on. */
static int check_address(struct arena *arena, struct config *config, const char *path, struct err *err)
{
	const char *fault, *ascii = address_to_ascii(arena, config->address, &fault);
	if (!ascii)
		return bad(err, path, "address", "the shared mailbox's e-mail address is needed");
	config->address = ascii;
	return OK;
}

static int check(const struct config *config, const char *path, cfg_t *cfg, struct err *err)
{
	static const char *const MAILBOX_AUTH[] = {"password", "xoauth2", NULL};
	static const char *const RELAY_AUTH[] = {"password", "xoauth2", "none", NULL};
	static const char *const AUTHENTICATION[] = {"required", "registered", NULL};
	static const char *const ENVELOPES[] = {"verp", "address", NULL};
	long max_message = cfg_getint(cfg, "max_message"), connections = cfg_getint(cfg, "connections");
	struct date signed_on;
	const struct {
		const char *key;
		bool is_good;
		const char *accepted;
	} keys[] = {
	    {"mailbox", !text_is_blank(config->mailbox),
	     "needed: imaps://USER@HOST/INBOX, imap://... or maildir:DIR"},
	    {"relay", !text_is_blank(config->relay), "needed: smtps://USER@HOST, smtp://... or maildir:DIR"},
	    {"mailbox_auth", is_one_of(config->mailbox_auth, MAILBOX_AUTH), "\"password\" or \"xoauth2\""},
	    {"relay_auth", is_one_of(config->relay_auth, RELAY_AUTH),
	     "\"password\", \"xoauth2\" or \"none\""},
	    {"authentication", is_one_of(cfg_getstr(cfg, "authentication"), AUTHENTICATION),
	     "\"required\" or \"registered\""},
	    {"timezone", is_zone(config->timezone),
	     "a name below /usr/share/zoneinfo such as \"Europe/Paris\" (package tzdata)"},
	    {"max_message", max_message >= 1 && max_message <= 100, "1 to 100 (MiB)"},
	    {"connections", connections >= 1 && connections <= CONNECTIONS_MAX,
	     "1 to 16, to the relay at once"},
	    {"separator", strlen(config->separator) == 1 && strchr("+-_=", *config->separator),
	     "the character before a subaddress: \"+\", \"-\", \"_\" or \"=\""},
	    {"answers_per_hour", config->answers_per_hour >= 1 && config->answers_per_hour <= 1000,
	     "1 to 1000"},
	    {"agreement_date", date_parse_iso(config->agreement_date, &signed_on), "a day as 2008-04-30"},
	    {"broadcasts_per_day", config->broadcasts_per_day >= 1 && config->broadcasts_per_day <= 10000,
	     "1 to 10000"},
	    {"helo", !*config->helo || text_is_host_name(config->helo),
	     "a host's full name for EHLO, such as \"mail.passerelle.example\""},
	    {"envelope", is_one_of(cfg_getstr(cfg, "envelope"), ENVELOPES), "\"verp\" or \"address\""},
	};
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (!keys[i].is_good)
			return bad(err, path, keys[i].key, keys[i].accepted);
	return OK;
}

/* NULL for a missing value. */
static const char *file_given(struct arena *arena, cfg_t *cfg, const char *directory, const char *key)
{
	const char *path = cfg_getstr(cfg, key);
	return *path ? relative_to(arena, directory, path) : NULL;
}

/* The value of the first of these keys that is set. */
static const char *first_given(struct arena *arena, cfg_t *cfg, const char *const *keys)
{
	const char *value = "";
	for (size_t i = 0; keys[i] && !*value; i++)
		value = cfg_getstr(cfg, keys[i]);
	return arena_strdup(arena, value);
}

static void take_sites(struct arena *arena, cfg_t *cfg, struct config *out)
{
	static const char *const KEYS[] = {"sites_ims", "sites_cnml"};
	out->site_count_ims = cfg_size(cfg, KEYS[0]);
	out->sites = arena_array(arena, out->site_count_ims + cfg_size(cfg, KEYS[1]), sizeof *out->sites);
	for (size_t k = 0; k < ARRAY_SIZE(KEYS); k++)
		for (unsigned i = 0; i < cfg_size(cfg, KEYS[k]); i++)
			out->sites[out->site_count++] = arena_strdup(arena, cfg_getnstr(cfg, KEYS[k], i));
}

static void take(struct arena *arena, cfg_t *cfg, const char *path, struct config *out)
{
	const char *directory = directory_of(arena, path);
	const char *templates = cfg_getstr(cfg, "templates"), *rules = cfg_getstr(cfg, "rules");
	*out = (struct config){
	    .path = arena_strdup(arena, path),
	    .address = arena_strdup(arena, cfg_getstr(cfg, "address")),
	    .mailbox = resolved(arena, directory, cfg_getstr(cfg, "mailbox")),
	    .relay = resolved(arena, directory, cfg_getstr(cfg, "relay")),
	    .mailbox_secret = resolved(arena, directory, cfg_getstr(cfg, "mailbox_secret")),
	    .relay_secret = resolved(arena, directory, cfg_getstr(cfg, "relay_secret")),
	    .mailbox_auth = arena_strdup(arena, cfg_getstr(cfg, "mailbox_auth")),
	    .relay_auth = arena_strdup(arena, cfg_getstr(cfg, "relay_auth")),
	    .database = relative_to(arena, directory, cfg_getstr(cfg, "database")),
	    .templates =
		templates ? relative_to(arena, directory, templates) : default_path(arena, "templates"),
	    .rules = rules ? relative_to(arena, directory, rules) : default_rules(arena),
	    .timezone = arena_strdup(arena, cfg_getstr(cfg, "timezone")),
	    .operator_address = arena_strdup(arena, cfg_getstr(cfg, "operator")),
	    .help_contact = first_given(arena, cfg, (const char *const[]){"help_contact", "operator", NULL}),
	    .help_contact_ml = first_given(
		arena, cfg, (const char *const[]){"help_contact_ml", "help_contact", "operator", NULL}),
	    .privacy = arena_strdup(arena, cfg_getstr(cfg, "privacy")),
	    .telephone = arena_strdup(arena, cfg_getstr(cfg, "telephone")),
	    .metrics = file_given(arena, cfg, directory, "metrics"),
	    .logo_ims = file_given(arena, cfg, directory, "logo_ims"),
	    .logo_cnml = file_given(arena, cfg, directory, "logo_cnml"),
	    .ca_file =
		cfg_getstr(cfg, "ca_file") ? relative_to(arena, directory, cfg_getstr(cfg, "ca_file")) : NULL,
	    .trusts_registered = !strcmp(cfg_getstr(cfg, "authentication"), "registered"),
	    .max_message_bytes = (size_t)cfg_getint(cfg, "max_message") * 1024 * 1024,
	    .helo = arena_strdup(arena, cfg_getstr(cfg, "helo")),
	    .is_envelope_plain = !strcmp(cfg_getstr(cfg, "envelope"), "address"),
	    .connections = (int)cfg_getint(cfg, "connections"),
	    .separator = arena_strdup(arena, cfg_getstr(cfg, "separator")),
	    .answers_per_hour = (unsigned)cfg_getint(cfg, "answers_per_hour"),
	    .broadcasts_per_day = (unsigned)cfg_getint(cfg, "broadcasts_per_day"),
	    .agreement_date = arena_strdup(arena, cfg_getstr(cfg, "agreement_date")),
	    .reviews_results = cfg_getbool(cfg, "newsletter_review"),
	    .moves = cfg_getbool(cfg, "move"),
	    .allows_root = cfg_getbool(cfg, "allow_root"),
	    .authserv_id_count = cfg_size(cfg, "authserv_ids"),
	};
	take_sites(arena, cfg, out);
	out->authserv_ids = arena_array(arena, out->authserv_id_count, sizeof *out->authserv_ids);
	for (unsigned i = 0; i < out->authserv_id_count; i++)
		out->authserv_ids[i] = arena_strdup(arena, cfg_getnstr(cfg, "authserv_ids", i));
}

/* Skips the byte order mark that Windows editors put before UTF-8; NULL on error. */
static FILE *open_file(const char *path, struct err *err)
{
	static const char MARK[] = "\xEF\xBB\xBF";
	struct stat found;
	char start[sizeof MARK] = "";
	if (stat(path, &found) == 0 && S_ISDIR(found.st_mode)) {
		err_set(err, ERR_CONFIG, "%s: a folder; -c names the file in it", path);
		return NULL;
	}
	FILE *file = fopen(path, "re");
	if (!file) {
		err_set(err, ERR_CONFIG, "%s: no such file, or not readable; -c FILE names another", path);
		return NULL;
	}
	if (fread(start, 1, sizeof MARK - 1, file) != sizeof MARK - 1 || strcmp(start, MARK) != 0)
		rewind(file);
	return file;
}

/* The keys and their defaults; libconfuse copies them. */
static cfg_opt_t KEYS[] = {
    CFG_STR("address", NULL, CFGF_NONE),
    CFG_STR("mailbox", NULL, CFGF_NONE),
    CFG_STR("relay", "smtp://localhost", CFGF_NONE),
    CFG_STR("mailbox_secret", "", CFGF_NONE),
    CFG_STR("relay_secret", "", CFGF_NONE),
    CFG_STR("mailbox_auth", "password", CFGF_NONE),
    CFG_STR("relay_auth", "password", CFGF_NONE),
    CFG_STR("database", "/var/lib/passerelle/passerelle.db", CFGF_NONE),
    CFG_STR("templates", NULL, CFGF_NONE),
    CFG_STR("rules", NULL, CFGF_NONE),
    CFG_STR_LIST("authserv_ids", "{}", CFGF_NONE),
    CFG_STR("authentication", "required", CFGF_NONE),
    CFG_STR("timezone", "Europe/Paris", CFGF_NONE),
    CFG_STR("operator", "", CFGF_NONE),
    CFG_STR("help_contact", "", CFGF_NONE),
    CFG_STR("help_contact_ml", "", CFGF_NONE),
    CFG_STR("privacy", "", CFGF_NONE),
    CFG_STR("telephone", "", CFGF_NONE),
    CFG_STR("ca_file", NULL, CFGF_NONE),
    CFG_STR("metrics", "", CFGF_NONE),
    CFG_STR("helo", "", CFGF_NONE),
    CFG_STR("envelope", "verp", CFGF_NONE),
    CFG_INT("max_message", 30, CFGF_NONE),
    CFG_INT("connections", 4, CFGF_NONE),
    CFG_STR("separator", "+", CFGF_NONE),
    CFG_INT("answers_per_hour", 100, CFGF_NONE),
    CFG_INT("broadcasts_per_day", 20, CFGF_NONE),
    CFG_INT("keep_refused", 30, CFGF_NONE),
    CFG_INT("keep_raw", 90, CFGF_NONE),
    CFG_INT("keep_letters", 365, CFGF_NONE),
    CFG_INT("keep_consent", 12, CFGF_NONE),
    CFG_STR("agreement_date", "2008-04-30", CFGF_NONE),
    CFG_STR_LIST("sites_ims", "{\"www.imsentreprendre.com\", \"www.emploi-diversite.com\"}", CFGF_NONE),
    CFG_STR_LIST("sites_cnml", "{\"www.cnml.gouv.fr\"}", CFGF_NONE),
    CFG_STR("logo_ims", "", CFGF_NONE),
    CFG_STR("logo_cnml", "", CFGF_NONE),
    CFG_BOOL("newsletter_review", cfg_false, CFGF_NONE),
    CFG_BOOL("move", cfg_true, CFGF_NONE),
    CFG_BOOL("allow_root", cfg_false, CFGF_NONE),
    CFG_END(),
};

static int parse(cfg_t *cfg, const char *path, FILE *file, struct err *err)
{
	cfg->filename = strdup(path); /* the file named in errors; freed with cfg */
	cfg_set_error_function(cfg, keep_fault);
	parse_fault[0] = '\0';
	return cfg_parse_fp(cfg, file) == CFG_SUCCESS
		   ? OK
		   : err_set(err, ERR_CONFIG, "%s", *parse_fault ? parse_fault : path);
}

int config_read(struct arena *arena, const char *path, struct config *out, struct err *err)
{
	FILE *file = open_file(path, err);
	if (!file)
		return ERR_CONFIG;
	cfg_t *cfg = cfg_init(KEYS, CFGF_NONE);
	int rc = cfg ? parse(cfg, path, file, err) : err_set(err, ERR_INTERNAL, "out of memory");
	fclose(file);
	if (!rc) {
		take(arena, cfg, path, out);
		(void)((rc = check_address(arena, out, path, err)) || (rc = check(out, path, cfg, err)) ||
		       (rc = check_people(arena, out, path, err)) || (rc = take_keep(cfg, path, out, err)));
	}
	if (cfg)
		cfg_free(cfg);
	if (!rc)
		clock_set_zone(out->timezone);
	return rc;
}

/* `setup`: asks for the required settings, tries each, and writes the first files. Files get their final
 * names only when everything is right. */
#include "setup.h"
#include "check.h"
#include "terminal.h"

#include "base/address.h"
#include "base/io.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ANSWER_BYTES = 64 * 1024 };

/* The files beside the configuration; each is written as NAME.new first. */
enum output { CONFIGURATION, MAILBOX_SECRET, RELAY_SECRET, DIRECTORY, OUTPUT_COUNT };
static const struct {
	const char *name; /* NULL: as given on the command line */
	mode_t mode;
} OUTPUTS[OUTPUT_COUNT] = {[CONFIGURATION] = {NULL, 0644},
			   [MAILBOX_SECRET] = {"imap.secret", 0600},
			   [RELAY_SECRET] = {"smtp.secret", 0600},
			   [DIRECTORY] = {"annuaire.csv", 0600}};

struct setup {
	struct program *program;
	struct arena *arena;
	const char *folder; /* key of the configuration */
	struct list answers;
	const char *given; /* the file of answers; NULL: asks a person */
	bool overwrites, is_service;
};

/* The passwords to ask for, by their place in the configuration, and the files they are written to. For the
 * service, systemd brings them (LoadCredential= of systemd/passerelle.service). */
static const struct {
	const char *password, *key, *service, *beside;
	enum output output;
} SECRETS[] = {
    {"mailbox_password", "mailbox_secret", "file:/run/credentials/passerelle.service/imap",
     "file:imap.secret", MAILBOX_SECRET},
    {"relay_password", "relay_secret", "file:/run/credentials/passerelle.service/smtp", "file:smtp.secret",
     RELAY_SECRET},
};

static const char *path_of(const struct setup *setup, enum output output)
{
	const char *name = OUTPUTS[output].name;
	return name ? arena_printf(setup->arena, "%s/%s", setup->folder, name) : setup->program->config_path;
}

static const char *draft_of(const struct setup *setup, enum output output)
{
	return arena_printf(setup->arena, "%s.new", path_of(setup, output));
}

static int write_draft(const struct setup *setup, enum output output, const char *text, struct err *err)
{
	const char *path = draft_of(setup, output);
	unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, OUTPUTS[output].mode);
	if (fd < 0)
		return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
	int rc = io_write_all(fd, text, strlen(text), 0, err);
	if (!rc && (fchmod(fd, OUTPUTS[output].mode) || fsync(fd)))
		rc = err_set(err, ERR_IO, "%s", strerror(errno));
	close(fd);
	return rc ? err_prefix(err, "%s", path) : OK;
}

static const char *answer(const struct setup *setup, const char *key)
{
	return setup_answer(&setup->answers, key);
}

static void set_answer(struct setup *setup, const char *key, const char *value)
{
	*(struct answer *)list_add(&setup->answers) = (struct answer){key, value};
}

/* Default places of the register and the secrets, unless answered. */
static void place_files(struct setup *setup)
{
	if (!setup->is_service && !answer(setup, "database"))
		set_answer(setup, "database", "passerelle.db");
	for (size_t i = 0; i < ARRAY_SIZE(SECRETS); i++) {
		const char *place = setup->is_service ? SECRETS[i].service : SECRETS[i].beside;
		if (answer(setup, SECRETS[i].password))
			set_answer(setup, SECRETS[i].key, place);
		else if (!answer(setup, SECRETS[i].key))
			set_answer(setup, SECRETS[i].key, "");
	}
}

/* The configuration so far, as the daemon would read it, with the present files of the secrets. */
static int draft_configuration(struct setup *setup, struct config *config, struct err *err)
{
	const char **sources[] = {&config->mailbox_secret, &config->relay_secret};
	const char *draft = draft_of(setup, CONFIGURATION);
	char *text;
	int rc;
	place_files(setup);
	if ((rc = setup_configuration(setup->arena, &setup->answers, &text, err)) ||
	    (rc = write_draft(setup, CONFIGURATION, text, err)))
		return rc;
	if ((rc = config_read(setup->arena, draft, config, err))) {
		const char *prefix = arena_printf(setup->arena, "%s: ", draft);
		if (text_starts_with(err->text, prefix)) /* nothing is sent */
			err_set(err, rc, "%s", arena_strdup(setup->arena, err->text + strlen(prefix)));
		return rc;
	}
	for (size_t i = 0; !rc && i < ARRAY_SIZE(SECRETS); i++) {
		const char *password = answer(setup, SECRETS[i].password);
		if (!password)
			continue;
		*sources[i] = arena_printf(setup->arena, "file:%s", draft_of(setup, SECRETS[i].output));
		rc = write_draft(setup, SECRETS[i].output, arena_printf(setup->arena, "%s\n", password), err);
	}
	if (!answer(setup, "operator"))
		config->operator_address = "";
	return rc;
}

static bool is_maildir(const char *url)
{
	return url && text_starts_with(url, "maildir:");
}

/* A bare server name becomes a URL with the shared address as user. */
static void complete_url(struct setup *setup, const char *key, const char *scheme, const char *folder)
{
	const char *url = answer(setup, key);
	if (*url && !is_maildir(url) && !strstr(url, "://"))
		set_answer(setup, key,
			   arena_printf(setup->arena, "%s%s@%s%s", scheme,
					text_percent_encode(setup->arena, answer(setup, "address")), url,
					folder));
}

/* The answers contain no place for the secret. */
static bool is_secret_ours(const struct setup *setup, enum output output)
{
	size_t i = output - MAILBOX_SECRET;
	return text_is_blank(answer(setup, SECRETS[i].key)) || answer(setup, SECRETS[i].password);
}

static bool needs_mailbox_password(const struct setup *setup)
{
	return !is_maildir(answer(setup, "mailbox")) && is_secret_ours(setup, MAILBOX_SECRET);
}

static bool needs_relay_password(const struct setup *setup)
{
	const char *relay = answer(setup, "relay");
	return !is_maildir(relay) && strchr(relay, '@') && is_secret_ours(setup, RELAY_SECRET);
}

static int finish_mailbox(struct setup *setup, struct err *err)
{
	(void)err;
	complete_url(setup, "mailbox", "imaps://", "/INBOX");
	return OK;
}

static int finish_relay(struct setup *setup, struct err *err)
{
	(void)err;
	complete_url(setup, "relay", "smtps://", "");
	if (!is_maildir(answer(setup, "relay")) && !strchr(answer(setup, "relay"), '@'))
		set_answer(setup, "relay_auth", "none");
	return OK;
}

typedef int server_check(struct program *program, const struct config *config, struct err *err);

static int try_server(struct setup *setup, const char *what, server_check *check, const char *good,
		      struct err *err)
{
	struct config config;
	int rc = draft_configuration(setup, &config, err);
	if (!rc)
		rc = check(setup->program, &config, err);
	if (!rc)
		check_finding(&(int){OK}, what, OK, err, good);
	return rc;
}

static int try_mailbox(struct setup *setup, struct err *err)
{
	return try_server(setup, "mailbox", check_mailbox, "reached, proven and opened", err);
}

static int try_relay(struct setup *setup, struct err *err)
{
	return try_server(setup, "relay", check_relay, "reached and ready", err);
}

static int try_configuration(struct setup *setup, struct err *err)
{
	struct config config;
	return draft_configuration(setup, &config, err);
}

static const char *suggest_mailbox(struct setup *setup)
{
	return arena_printf(setup->arena, "imap.%s", address_domain(answer(setup, "address")));
}

static const char *suggest_relay(struct setup *setup)
{
	return arena_printf(setup->arena, "smtp.%s", address_domain(answer(setup, "address")));
}

static const char *suggest_password(struct setup *setup)
{
	return answer(setup, "mailbox_password");
}

static const char *suggest_operator(struct setup *setup)
{
	return answer(setup, "operator");
}

static const char *suggest_nothing(struct setup *setup)
{
	(void)setup;
	return "";
}

/* The server named in Authentication-Results of mails in the mailbox. */
static const char *suggest_results(struct setup *setup)
{
	struct config config;
	struct err ignored;
	if (draft_configuration(setup, &config, &ignored))
		return NULL;
	const char *seen = check_results_seen(setup->program, &config);
	return text_is_blank(seen) ? NULL : seen;
}

/* The questions, in order. After a fault, asks a person again from `back` questions before. */
static const struct question {
	const char *key, *text;
	const char *(*suggest)(struct setup *);	     /* default for an empty answer; NULL: an answer is
							required */
	bool (*is_needed)(const struct setup *);     /* whether to ask; NULL: always */
	int (*finish)(struct setup *, struct err *); /* checks the answer, even when it was not asked */
	size_t back;
	bool is_secret;
} QUESTIONS[] = {
    {"address", "The shared mailbox's address", NULL, NULL, try_configuration, 0, false},
    {"operator", "Address of the person who looks after Passerelle", NULL, NULL, try_configuration, 0, false},
    {"help_contact", "Address of the person who answers what no form takes, for the IMS", suggest_operator,
     NULL, try_configuration, 0, false},
    {"help_contact_ml", "The same for missions locales, for the CNML", suggest_operator, NULL,
     try_configuration, 0, false},
    {"privacy", "Whom people may ask about their data (an address; it stands in each letter)",
     suggest_nothing, NULL, try_configuration, 0, false},
    {"mailbox", "IMAP server of the mailbox (its name, or imaps://user@host/INBOX, or maildir:DIR)",
     suggest_mailbox, NULL, finish_mailbox, 0, false},
    {"mailbox_password", "Password of the mailbox", NULL, needs_mailbox_password, try_mailbox, 1, true},
    {"relay", "SMTP server for letters (its name, or smtps://user@host, or maildir:DIR)", suggest_relay, NULL,
     finish_relay, 0, false},
    {"relay_password", "Password there", suggest_password, needs_relay_password, try_relay, 1, true},
    {"authserv_ids", "Name that the receiving mail server writes in Authentication-Results (RFC 8601)",
     suggest_results, NULL, try_configuration, 0, false},
};
enum { QUESTION_COUNT = ARRAY_SIZE(QUESTIONS) };

/* Asks a person until there is an answer. */
static int ask(struct setup *setup, const struct question *question, struct err *err)
{
	const char *usual = question->suggest ? question->suggest(setup) : NULL;
	const char *shown = usual && *usual ? question->is_secret ? "the same" : usual : NULL;
	const char *prompt = shown ? arena_printf(setup->arena, "%s [%s]: ", question->text, shown)
				   : arena_printf(setup->arena, "%s: ", question->text);
	char *line;
	do {
		line = question->is_secret ? terminal_read_hidden(setup->arena, prompt)
					   : terminal_read(setup->arena, prompt);
		if (!line)
			return err_set(err, ERR_DATA, "setup: no answer to \"%s\"", question->text);
	} while (!*line && !usual);
	set_answer(setup, question->key, *line ? line : usual);
	return OK;
}

static int take_given(struct setup *setup, const struct question *question, struct err *err)
{
	if (answer(setup, question->key))
		return OK;
	/* Values from strangers' mails are only suggested to a person, never used without confirmation. */
	bool may_suggest = question->suggest && question->suggest != suggest_results;
	const char *usual = may_suggest ? question->suggest(setup) : NULL;
	if (!usual)
		return err_set(err, ERR_DATA, "%s: the answer \"%s\" is missing (%s)", setup->given,
			       question->key, question->text);
	set_answer(setup, question->key, usual);
	return OK;
}

/* Whether a person wants to continue after a server's refusal: the server may not be ready yet. */
static bool keeps(struct setup *setup, const struct err *fault)
{
	printf("%-10s %s\n", "fault", fault->text);
	if (fault->code == ERR_CONFIG || fault->code == ERR_DATA)
		return false;
	const char *line = terminal_read(setup->arena, "Keep this answer all the same? [y/N]: ");
	return line && (*line == 'y' || *line == 'Y' || *line == 'o' || *line == 'O');
}

static int ask_all(struct setup *setup, struct err *err)
{
	for (size_t i = 0; i < QUESTION_COUNT; i++) {
		const struct question *question = &QUESTIONS[i];
		struct err fault = {0};
		int rc = OK;
		if (!question->is_needed || question->is_needed(setup))
			rc = setup->given ? take_given(setup, question, err) : ask(setup, question, err);
		if (rc)
			return rc;
		rc = question->finish(setup, &fault);
		if (rc && setup->given)
			return err_set(err, rc, "%s: %s", question->key, fault.text);
		if (rc && !keeps(setup, &fault))
			i -= question->back + 1;
	}
	return OK;
}

/* A line "key = value" of the file of answers; the value may be quoted. */
static int take_line(struct setup *setup, char *line, size_t number, struct err *err)
{
	char *equals = strchr(line, '=');
	if (text_is_blank(line) || *line == '#')
		return OK;
	if (!equals)
		return err_set(err, ERR_DATA, "%s:%zu: no line \"key = value\"", setup->given, number);
	const char *key = text_trim(setup->arena, arena_strndup(setup->arena, line, (size_t)(equals - line)));
	char *value = text_trim(setup->arena, equals + 1);
	size_t length = strlen(value);
	bool is_password = false;
	for (size_t i = 0; i < QUESTION_COUNT; i++)
		is_password |= QUESTIONS[i].is_secret && !strcmp(key, QUESTIONS[i].key);
	if (!is_password && !setup_is_key(key))
		return err_set(err, ERR_DATA, "%s:%zu: nothing of that name is asked: %.40s", setup->given,
			       number, key);
	if (!is_password && length > 1 && *value == '"' && value[length - 1] == '"')
		value = text_strip(value, "\"", "\"");
	set_answer(setup, key, value);
	return OK;
}

static int read_answers(struct setup *setup, struct err *err)
{
	struct bytes file;
	int rc = program_input(setup->arena, setup->given, ANSWER_BYTES, &file, err);
	if (rc)
		return rc;
	setup->given = strcmp(setup->given, "-") ? setup->given : "standard input";
	file = bytes_without_mark(file);
	char *line = arena_strndup(setup->arena, (const char *)file.data, file.length);
	for (size_t number = 1; line && !rc; number++) {
		char *end = strchr(line, '\n');
		if (end)
			*end = '\0';
		rc = take_line(setup, line, number, err);
		line = end ? end + 1 : NULL;
	}
	return rc;
}

/* The package's configuration, if unmodified, may be overwritten. */
static bool is_untouched(const struct setup *setup, const char *path)
{
	struct bytes file;
	struct err ignored;
	return !io_read_file(setup->arena, path, 1 << 20, &file, &ignored) &&
	       bytes_equal(file, bytes_of(setup_sample));
}

static int check_free(const struct setup *setup, struct err *err)
{
	for (enum output output = CONFIGURATION; output < DIRECTORY && !setup->overwrites; output++) {
		const char *path = path_of(setup, output);
		if (!access(path, F_OK) && !is_untouched(setup, path))
			return err_set(err, ERR_DATA, "%s is there already; --overwrite replaces it", path);
	}
	if (mkdir(setup->folder, 0755) && errno != EEXIST)
		return err_set(err, ERR_IO, "%s: %s", setup->folder, strerror(errno));
	return OK;
}

static int put_in_place(const struct setup *setup, struct err *err)
{
	for (enum output output = CONFIGURATION; output < OUTPUT_COUNT; output++) {
		const char *path = path_of(setup, output), *draft = draft_of(setup, output);
		if (output == DIRECTORY && !access(path, F_OK)) {
			printf("%-10s %s\n", "kept", path);
			unlink(draft);
		} else if (!access(draft, F_OK)) {
			if (rename(draft, path))
				return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
			printf("%-10s %s\n", "written", path);
		}
	}
	return io_sync_folder_of(path_of(setup, DIRECTORY))
		   ? err_set(err, ERR_IO, "%s: %s", setup->folder, strerror(errno))
		   : OK;
}

static void print_next(const struct setup *setup)
{
	const char *options =
	    setup->is_service ? "" : arena_printf(setup->arena, "-c %s ", setup->program->config_path);
	const char *directory = path_of(setup, DIRECTORY);
	printf("\nNext:\n"
	       "  add missions locales and companies to %s, a row for each person\n"
	       "  passerelle %sdirectory import %s\n"
	       "  passerelle %scheck --connect\n",
	       directory, options, directory, options);
	if (setup->is_service)
		puts("  systemctl enable --now passerelle");
	else
		printf("  passerelle %srun\n", options);
}

static int set_up(struct setup *setup, struct err *err)
{
	struct config config;
	int rc;
	if ((rc = check_free(setup, err)) || (setup->given && (rc = read_answers(setup, err))) ||
	    (rc = ask_all(setup, err)))
		return rc;
	if ((rc = draft_configuration(setup, &config, err)) ||
	    (rc = write_draft(setup, DIRECTORY, setup_directory(setup->arena, &setup->answers), err)) ||
	    (rc = put_in_place(setup, err)))
		return rc;
	print_next(setup);
	return OK;
}

int cmd_setup(struct program *program, struct err *err)
{
	struct setup setup = {.program = program,
			      .arena = program->arena,
			      .given = program_option(program, "answers"),
			      .overwrites = program_option(program, "overwrite"),
			      .answers = {.arena = program->arena, .size_bytes = sizeof(struct answer)}};
	if (!setup.given && !isatty(STDIN_FILENO))
		setup.given = "-";
	const char *slash = strrchr(program->config_path, '/');
	setup.folder =
	    slash ? arena_strndup(setup.arena, program->config_path, (size_t)(slash - program->config_path))
		  : ".";
	setup.is_service = !strcmp(setup.folder, "/etc/passerelle");
	int rc = set_up(&setup, err);
	for (enum output output = CONFIGURATION; rc && output < OUTPUT_COUNT; output++)
		unlink(draft_of(&setup, output));
	return rc;
}

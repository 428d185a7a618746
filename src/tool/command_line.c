/* Parses the command line: program options, the command, its options and operands; and reports errors in
 * it. */
#include "commands.h"

#include "base/date.h"
#include "base/io.h"

#include <getopt.h>
#include <string.h>

enum { COMMON = 3, FIRST_OWN = 256 /* above all characters: options of commands are numbered from here */ };

static int read_now(const char *text, struct err *err)
{
	time_t now;
	if (!time_parse_rfc3339(text, &now))
		return err_set(err, ERR_USAGE,
			       "--now wants an RFC 3339 time such as 2027-01-15T09:00:00+01:00");
	clock_set(now);
	return OK;
}

/* The options of all commands, followed by those of the command once it is known. */
static void list_options(const struct command *command, struct option *out)
{
	static const struct option OF_ALL[COMMON] = {{"help", no_argument, NULL, 'h'},
						     {"version", no_argument, NULL, 'V'},
						     {"now", required_argument, NULL, 'n'}};
	memcpy(out, OF_ALL, sizeof OF_ALL);
	for (int i = 0; command && i < PROGRAM_OPTIONS && command->options[i].name; i++)
		out[COMMON + i] = (struct option){
		    command->options[i].name, command->options[i].argument ? required_argument : no_argument,
		    NULL, FIRST_OWN + i};
}

/* Reads options up to the first operand or, for a command, in any position; operands stay in argv. *asked:
 * help or version is requested. */
static int read_options(struct program *program, int *asked, struct err *err)
{
	struct option options[COMMON + PROGRAM_OPTIONS + 1] = {{NULL, 0, NULL, 0}};
	int found, rc = OK;
	list_options(program->command, options);
	opterr = 0;
	optind = 0; /* restart the scan */
	while (!rc && !*asked &&
	       (found = getopt_long(program->argc, program->argv, program->command ? "c:v" : "+c:v", options,
				    NULL)) != -1) {
		if (found >= FIRST_OWN)
			program->values[found - FIRST_OWN] = optarg ? optarg : "";
		else if (found == 'c')
			program->config_path = optarg;
		else if (found == 'v')
			program->is_verbose = true;
		else if (found == 'n')
			rc = read_now(optarg, err);
		else if (found == 'h' || found == 'V')
			*asked = found;
		else
			rc = program_usage(program, err);
	}
	return rc;
}

/* `--help` and `--version`, alone or after a command, mean the commands of these names. */
static void ask_instead(struct program *program, int asked)
{
	const char *names[] = {asked == 'h' ? "help" : "version",
			       asked == 'h' && program->command ? program->command->name : NULL};
	program->argc = names[1] ? 2 : 1;
	program->argv = arena_array(program->arena, ARRAY_SIZE(names) + 1, sizeof *program->argv);
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		program->argv[i] = arena_strdup(program->arena, names[i]);
	program->command = command_named(names[0]);
}

int program_read(struct program *program, int argc, char **argv, struct err *err)
{
	int asked = 0;
	program->argc = argc;
	program->argv = argv;
	int rc = read_options(program, &asked, err);
	if (rc || asked)
		return rc ? rc : (ask_instead(program, asked), OK);
	program->argc -= optind;
	program->argv += optind;
	program->command = program->argc ? command_named(program->argv[0]) : NULL;
	if (!program->command)
		return err_set(err, ERR_USAGE, "%s; `passerelle help` lists the commands",
			       program->argc ? "no such command" : "no command");
	if ((rc = read_options(program, &asked, err)) || asked)
		return rc ? rc : (ask_instead(program, asked), OK);
	/* The operands are after the options now. */
	program->argc -= optind - 1;
	program->argv[optind - 1] = program->argv[0];
	program->argv += optind - 1;
	int operands = program->argc - 1;
	return operands < program->command->least || operands > program->command->most
		   ? program_usage(program, err)
		   : OK;
}

int program_run(struct program *program, struct err *err)
{
	return program->command->run(program, err);
}

const char *program_option(const struct program *program, const char *name)
{
	for (int i = 0; i < PROGRAM_OPTIONS && program->command->options[i].name; i++)
		if (!strcmp(program->command->options[i].name, name))
			return program->values[i];
	return NULL;
}

size_t program_options(const struct program *program, const char *const *names)
{
	size_t given = 0;
	for (; *names; names++)
		given += program_option(program, *names) != NULL;
	return given;
}

int program_input(struct arena *arena, const char *path, size_t max_bytes, struct bytes *out, struct err *err)
{
	int rc = io_read_file(arena, strcmp(path, "-") ? path : "/dev/stdin", max_bytes, out, err);
	return rc == ERR_NOT_FOUND ? ERR_IO : rc;
}

/* Joins the alternatives of a synopsis to one line. */
static const char *on_one_line(struct arena *arena, const struct command *command)
{
	struct buf out = {.arena = arena};
	buf_printf(&out, "%s ", command->name);
	for (const char *c = command->synopsis; *c; c++)
		if (*c == '\n')
			buf_printf(&out, " | %s ", command->name);
		else
			buf_printf(&out, "%c", *c);
	return buf_text(&out);
}

int program_usage(const struct program *program, struct err *err)
{
	if (!program->command)
		return err_set(err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] COMMAND, or --help");
	return err_set(err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] %s",
		       on_one_line(program->arena, program->command));
}

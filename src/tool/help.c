/* `help`, `--help` and `--version`. */
#include "commands.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *status, *meaning;
	bool is_common; /* of all commands */
} EXITS[] = {
    {"0", "done; all is well", true},
    {"64", "the command line can't be understood", true},
    {"65", "faulty data, or no such record", false},
    {"69", "a server refuses", false},
    {"70", "a fault of the program", true},
    {"74", "a file, or the output, can't be read or written", true},
    {"75", "not possible now: another daemon runs, the register is busy", false},
    {"78", "the configuration is faulty", true},
};

static void print_synopsis(const struct command *command)
{
	const char *line = command->synopsis;
	for (const char *before = "usage: "; line; before = "       ") {
		size_t length = strcspn(line, "\n");
		printf("%spasserelle [-c FILE] [-v] %s%s%.*s\n", before, command->name, length ? " " : "",
		       (int)length, line);
		line = line[length] ? line + length + 1 : NULL;
	}
}

static int option_width(const struct command_option *option)
{
	return (int)(strlen(option->name) + (option->argument ? 1 + strlen(option->argument) : 0));
}

static void print_option(const struct command_option *option, int width)
{
	printf("  --%s%s%s%*s  %s\n", option->name, option->argument ? " " : "",
	       option->argument ? option->argument : "", width - option_width(option), "", option->does);
}

void help_command(const struct command *command)
{
	static const struct command_option NOW = {"now", "TIME", "rehearses another time (RFC 3339)"};
	int width = option_width(&NOW);
	for (int i = 0; i < PROGRAM_OPTIONS && command->options[i].name; i++)
		if (option_width(&command->options[i]) > width)
			width = option_width(&command->options[i]);
	print_synopsis(command);
	printf("\n`%s` %s.\n", command->name, command->does);
	puts("");
	for (int i = 0; i < PROGRAM_OPTIONS && command->options[i].name; i++)
		print_option(&command->options[i], width);
	print_option(&NOW, width);
	if (command->operands)
		printf("\n%s", command->operands);
	puts("\nExit status:");
	for (size_t i = 0; i < ARRAY_SIZE(EXITS); i++)
		if (EXITS[i].is_common || text_has_word(command->exits, EXITS[i].status))
			printf("  %-3s %s\n", EXITS[i].status, EXITS[i].meaning);
}

static void print_commands(void)
{
	puts("usage: passerelle [-c FILE] [-v] COMMAND\n"
	     "\n"
	     "Runs a partnership by e-mail: job offers, CVs with consent, events.\n"
	     "\n"
	     "  -c FILE    the configuration instead of /etc/passerelle/passerelle.conf\n"
	     "  -v         log more\n"
	     "  --now TIME rehearse another time (RFC 3339)\n"
	     "  --help     this, or after a COMMAND what it does\n"
	     "  --version  the version\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		printf("  %-10s %s\n", COMMANDS[i].name, COMMANDS[i].does);
	puts("\npasserelle(8), passerelle.conf(5) and passerelle-forms(7) tell the rest.");
}

int cmd_help(struct program *program, struct err *err)
{
	const struct command *command = program->argc == 2 ? command_named(program->argv[1]) : NULL;
	if (program->argc == 2 && !command)
		return err_set(err, ERR_USAGE, "no such command; `passerelle help` lists the commands");
	if (command)
		help_command(command);
	else
		print_commands();
	return OK;
}

int cmd_version(struct program *program, struct err *err)
{
	(void)program;
	(void)err;
	puts("passerelle " PASSERELLE_VERSION);
	return OK;
}

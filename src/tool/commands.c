/* The commands, as the command line, `help` and the manual page tell them. */
#include "commands.h"

#include <string.h>

#define FORMATS "  --json  rows as JSON\n  --csv   rows as CSV for a spreadsheet\n"

const struct command COMMANDS[] = {
    {"run", "[--once] [--now TIME]", "runs the daemon in the foreground",
     "  --once      drain the mailbox, what is due and the queue, then end\n"
     "  --now TIME  rehearse another time (RFC 3339)\n",
     "65 69 75", cmd_run},
    {"check", "[--connect | --forge]", "checks configuration, templates, rules, directory, register and key",
     "  --connect  log in to both servers as well\n"
     "  --forge    send a forged mail to the mailbox through both servers: is it told apart?\n",
     "65 69 75", cmd_check},
    {"explain", "[--json] [--now TIME] FILE",
     "tells what one message would do, field by field, and writes nothing",
     "  --json      as JSON\n"
     "  --now TIME  as if it came then (RFC 3339)\n"
     "  FILE        a message (.eml); - is standard input\n",
     "65", cmd_explain},
    {"directory", "import [--deactivate] [--welcome] FILE\nlist\nresume ADDRESS",
     "imports or lists the directory of partners; resumes a suspended contact",
     "  --deactivate  contacts that FILE does not name get nothing any more\n"
     "  FILE          CSV or XLSX, one contact a row\n",
     "65 75", cmd_directory},
    {"list", "[--json | --csv] [--since TIME] [--limit NUMBER] KIND", "lists records of one kind",
     FORMATS "  --since TIME    only those from then on: a date (2026-12-31) or a time (RFC 3339)\n"
	     "  --limit NUMBER  so many, the newest first\n",
     "75", cmd_list},
    {"show", "[--json | --csv] REF", "shows one record with its letters and history", FORMATS, "65 75",
     cmd_show},
    {"newsletter", "[--for ADDRESS] [--html FILE] [--now TIME] PERIOD",
     "shows the newsletter of a month (2027-01), as it was sent or as it would be made now",
     "  --for ADDRESS  as this reader gets it; all that stands in it else\n"
     "  --html FILE    writes its HTML, and prints nothing\n"
     "  --now TIME     as if it were made then (RFC 3339)\n",
     "65 75", cmd_newsletter},
    {"report", "[--html FILE | --json | --xlsx FILE] [--now TIME] YEAR\n--redraft [--now TIME] YEAR",
     "shows the annual report of a year: its newest version, or the figures as they are now",
     "  --html FILE  writes it as a page with charts, and prints nothing\n"
     "  --json       as JSON\n"
     "  --xlsx FILE  writes it as a workbook, and prints nothing\n"
     "  --redraft    drafts another version, after one that was refused, and asks both sides\n"
     "  --now TIME   as if it were made then (RFC 3339)\n",
     "65 74 75", cmd_report},
    {"release", "OFF-YYYY-NNNN\nID", "lets an offer that is held go out", "", "65 75", cmd_release},
    {"discard", "OFF-YYYY-NNNN\nID", "drops an offer that is held, and tells its sender", "", "65 75",
     cmd_discard},
    {"erase", "REF\n--agreement-ended", "erases a young person's data now, or everybody's",
     "  --agreement-ended  all of them\n", "65 75", cmd_erase},
    {"terminate", "--date DATE [--now TIME]", "records that the agreement was ended on paper (Art. 5)",
     "  --date DATE  the day of its end (2027-05-03), which may be still to come\n"
     "  --now TIME   rehearse another time (RFC 3339)\n",
     "65 75", cmd_terminate},
    {"retry", "ID", "makes a letter due now, also one that failed", "", "65 75", cmd_retry},
    {"cancel", "ID", "takes a letter out of the queue", "", "65 75", cmd_cancel},
    {"preview", "DIR", "writes every letter with sample data, and an index page", "", "65", cmd_preview},
    {"export", "consent\n[--csv | --json | --xlsx FILE] VIEW",
     "prints the register of consent for an audit, as JSON, or a view of the register",
     "  --csv        for a spreadsheet\n"
     "  --json       as JSON, an object a line\n"
     "  --xlsx FILE  writes it as a workbook, and prints nothing\n",
     "65 75", cmd_export},
    {"backup", "[--with-cvs] FILE", "copies the register while the daemon runs",
     "  --with-cvs  with CVs and the mails that may hold one, which are left out else\n", "75", cmd_backup},
    {"restore", "FILE\n[FILE] --accept-loss", "brings a copy of the register back",
     "  --accept-loss  go on without what the anchor says is missing\n", "65 75", cmd_restore},
    {"key", "rotate\nrevoke", "makes a new key for the codes in addresses",
     "  rotate  codes made with the former key are believed for a year more\n"
     "  revoke  they are believed no more: somebody may have that key\n",
     "65 75", cmd_key},
    {"status", "[--json]", "tells mailbox, queue, what is held, and the agreement's state",
     "  --json  as JSON\n", "75", cmd_status},
    {"site", "[--now TIME] DIR",
     "writes pages for a browser: the partnership's for everybody, the operator's apart",
     "  --now TIME  as if it were then (RFC 3339)\n"
     "  DIR         its index.html is for everybody; what is below DIR/operator is for you alone\n",
     "74 75", cmd_site},
    {"metrics", "[--file FILE]", "tells the same as measures in Prometheus's text format",
     "  --file FILE  writes them there, as a whole or not at all\n", "75", cmd_metrics},
    {"help", "[COMMAND]", "tells what a command does", "", "", cmd_help},
    {"version", "", "tells the version", "", "", cmd_version},
};
const size_t COMMAND_COUNT = ARRAY_SIZE(COMMANDS);

const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (!strcmp(COMMANDS[i].name, name))
			return &COMMANDS[i];
	return NULL;
}

/* The alternatives of a synopsis on one line. */
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
	return err_set(err, ERR_USAGE, "usage: passerelle [-c FILE] [-v] %s",
		       on_one_line(program->arena, command_named(program->argv[0])));
}

int program_run(struct program *program, struct err *err)
{
	const struct command *command = program->argc ? command_named(program->argv[0]) : NULL;
	if (!command)
		return err_set(err, ERR_USAGE, "%s; `passerelle help` lists the commands",
			       program->argc ? "no such command" : "no command");
	if (program->argc == 2 && !strcmp(program->argv[1], "--help"))
		return help_command(command), OK;
	return command->run(program, err);
}

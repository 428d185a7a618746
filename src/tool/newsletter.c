/* `passerelle newsletter PERIOD`: the newsletter of a month for one reader, as sent or as it would be. Does
 * not change the register. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "base/io.h"
#include "base/phrases.h"
#include "handle/letter_types.h"
#include "handle/task.h"
#include "mailing.h"
#include "supervise/wiring.h"

#include <stdio.h>

struct wish {
	const char *period, *reader, *html;
};

static int show(const struct post_options *post, struct task *task, const struct wish *wish,
		const struct contact *reader, struct err *err)
{
	struct letter_bytes letter;
	struct draft draft = {.template = "newsletter",
			      .to_email = reader ? reader->email : post->address,
			      .to_name = reader ? reader->name : "",
			      .contact = reader ? reader->id : 0,
			      .about = arena_printf(task->arena, "LET-%s", wish->period),
			      .list = "newsletter"};
	int rc = newsletter_preview(task, wish->period, reader, &draft.data, err);
	draft.thread = draft.about;
	draft.invites = letter_type_of(draft.template)->invites;
	if (!rc)
		rc = render_sample(post, task->arena, &draft, reader ? reader->organisation : "", 0, &letter,
				   err);
	if (rc || wish->html)
		return rc ? rc : io_write_file(wish->html, bytes_of(letter.html), 0, err);
	printf("%s\n\n%s", letter.subject, letter.text);
	return OK;
}

static int show_in_register(struct program *program, const struct config *config,
			    const struct post_options *post, const struct wish *wish, struct err *err)
{
	const struct handle_options options = wiring_handle(config, post->key);
	struct contact reader;
	struct task task = {.arena = program->arena,
			    .db = post->db,
			    .options = &options,
			    .now = clock_now(),
			    .garbage = json_array()};
	int rc = db_begin(post->db, err);
	if (!rc && wish->reader)
		rc = contact_by_email(post->db, program->arena, wish->reader, &reader, err);
	if (!rc)
		rc = show(post, &task, wish, wish->reader ? &reader : NULL, err);
	db_rollback(post->db);
	json_decref(task.garbage);
	return rc == ERR_NOT_FOUND ? ERR_DATA : rc;
}

int cmd_newsletter(struct program *program, struct err *err)
{
	struct config config;
	const struct wish wish = {.period = program->argv[1],
				  .reader = program_option(program, "for"),
				  .html = program_option(program, "html")};
	struct templates *templates = NULL;
	struct key key = {0};
	int rc;
	if ((rc = program_config(program, &config, err)) || (rc = phrases_open(config.templates, err)) ||
	    (rc = templates_open(&templates, config.templates, err)))
		return rc;
	struct post_options post = wiring_post(&config, &key);
	post.templates = templates;
	if (!(rc = db_open(&post.db, config.database, DB_WRITE, err)))
		rc = show_in_register(program, &config, &post, &wish, err);
	db_close(&post.db);
	templates_close(&templates);
	return rc;
}

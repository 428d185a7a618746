/* `passerelle preview DIR`: writes every letter with the sample data of templates/samples.json: HTML, HTML in
 * dark mode, text, the whole message, and an index page with all of them. */
#include "../config.h"
#include "tool.h"

#include "base/date.h"
#include "base/io.h"
#include "base/phrases.h"
#include "base/text.h"
#include "handle/letter_types.h"
#include "supervise/wiring.h"

enum { MOST_SAMPLES = 4 * 1024 * 1024 };

/* Turns the dark-mode style on, for browsers that prefer light. */
static const char DARK[] = "@media (prefers-color-scheme:dark)", ALWAYS[] = "@media all";

static const char INDEX_HEAD[] =
    "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<title>Lettres de "
    "Passerelle</title>\n<style>\n"
    "body{margin:24px;font:16px/24px Arial,Helvetica,sans-serif;color:#1B222C;background:#F3F5F8}\n"
    "h2{margin:32px 0 4px}p{margin:0 0 8px}.row{display:flex;gap:16px;flex-wrap:wrap}\n"
    "iframe{border:1px solid #7A8698;height:720px;background:#fff}.phone{width:360px}.desktop{width:700px}\n"
    "</style>\n</head>\n<body>\n<h1>Lettres de Passerelle</h1>\n";

struct preview {
	struct arena *arena;
	const char *folder;
	struct post_options post;
	struct buf index;
	json_t *manifest; /* list of the files, for programs */
	size_t count;
};

static int write_file(struct preview *preview, const char *name, struct bytes content, struct err *err)
{
	const char *path = arena_printf(preview->arena, "%s/%s", preview->folder, name);
	return io_write_file(path, content, 0, err);
}

static char *with_dark_always(struct arena *arena, const char *html)
{
	const char *at = html ? strstr(html, DARK) : NULL;
	if (!at)
		return arena_strdup(arena, html);
	return arena_printf(arena, "%.*s%s%s", (int)(at - html), html, ALWAYS, at + strlen(DARK));
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

static char *escaped(struct arena *arena, const char *text)
{
	struct buf buf = {.arena = arena};
	for (; *text; text++)
		switch (*text) {
		case '<':
			buf_adds(&buf, "&lt;");
			break;
		case '&':
			buf_adds(&buf, "&amp;");
			break;
		case '"':
			buf_adds(&buf, "&quot;");
			break;
		default:
			buf_addc(&buf, *text);
		}
	return buf_text(&buf);
}

static void add_to_index(struct preview *preview, const char *name, const struct letter_bytes *letter)
{
	struct arena *arena = preview->arena;
	buf_printf(
	    &preview->index,
	    "<h2>%s</h2>\n<p><strong>%s</strong><br>%s</p>\n<p><a href=\"%s.txt\">texte</a> · <a "
	    "href=\"%s.html\">HTML</a> · "
	    "<a href=\"%s.eml\">message</a></p>\n<div class=\"row\">\n"
	    "<iframe class=\"phone\" loading=\"lazy\" title=\"%s, téléphone\" src=\"%s.html\"></iframe>\n"
	    "<iframe class=\"desktop\" loading=\"lazy\" title=\"%s, ordinateur\" src=\"%s.html\"></iframe>\n"
	    "<iframe class=\"phone\" loading=\"lazy\" title=\"%s, sombre\" "
	    "src=\"%s.dark.html\"></iframe>\n</div>\n",
	    name, escaped(arena, letter->subject), escaped(arena, letter->preheader), name, name, name, name,
	    name, name, name, name, name);
	json_array_append_new(preview->manifest, json_pack("{ss ss ss}", "name", name, "subject",
							   letter->subject, "preheader", letter->preheader));
}

static int write_letter(struct preview *preview, const char *name, const struct letter_bytes *letter,
			struct err *err)
{
	struct arena *arena = preview->arena;
	const struct {
		const char *ending;
		struct bytes content;
	} files[] = {
	    {".html", bytes_of(letter->html)},
	    {".dark.html", bytes_of(with_dark_always(arena, letter->html))},
	    {".txt", bytes_of(letter->text)},
	    {".eml", letter->message},
	};
	int rc = OK;
	for (size_t i = 0; !rc && i < ARRAY_SIZE(files); i++)
		rc = write_file(preview, arena_printf(arena, "%s%s", name, files[i].ending), files[i].content,
				err);
	if (!rc)
		add_to_index(preview, name, letter);
	return rc;
}

/* A sample: {shape, to, organisation, about, thread, list, is_answer, data}; all except shape and data are
 * optional. */
static int render_one(struct preview *preview, const char *template, const json_t *sample, struct err *err)
{
	struct arena *arena = preview->arena;
	json_t *data = json_deep_copy(json_object_get(sample, "data"));
	const char *about = text_of(sample, "about"), *list = text_of(sample, "list");
	time_t answered_at = 0;
	struct draft draft = {
	    .template = template,
	    .data = data,
	    .to_email = "destinataire@partenaire.example",
	    .to_name = text_of(sample, "to"),
	    .contact = 1,
	    .about = *about ? about : NULL,
	    .thread = *about ? about : "MSG-17",
	    .invites = letter_type_of(template)->invites,
	    .list = *list ? list : NULL,
	    .is_answer = json_is_true(json_object_get(sample, "is_answer")),
	};
	struct letter_bytes letter = {0};
	if (draft.is_answer)
		time_parse_rfc3339("2026-11-23T07:52:00Z", &answered_at);
	int rc = data ? render_sample(&preview->post, arena, &draft, text_of(sample, "organisation"),
				      answered_at, &letter, err)
		      : err_set(err, ERR_DATA, "samples.json: a sample of %s has no data", template);
	if (!rc)
		rc = write_letter(preview, arena_printf(arena, "%s-%s", template, text_of(sample, "shape")),
				  &letter, err);
	json_decref(data);
	preview->count += !rc;
	return rc;
}

static int render_all(struct preview *preview, json_t *samples, struct err *err)
{
	const char *template;
	json_t *list, *sample;
	size_t i;
	json_object_foreach(samples, template, list)
	{
		if (!letter_type_of(template))
			return err_set(err, ERR_CONFIG, "samples.json: there is no letter %s", template);
		json_array_foreach(list, i, sample)
		{
			int rc = render_one(preview, template, sample, err);
			if (rc)
				return rc;
		}
	}
	for (i = 0; letter_type_at(i); i++)
		if (!json_object_get(samples, letter_type_at(i)->template))
			return err_set(err, ERR_CONFIG, "samples.json: no sample of the letter %s",
				       letter_type_at(i)->template);
	return OK;
}

static int read_samples(struct program *program, const struct config *config, json_t **out, struct err *err)
{
	const char *path = arena_printf(program->arena, "%s/samples.json", config->templates);
	struct bytes text;
	json_error_t fault;
	int rc = io_read_file(program->arena, path, MOST_SAMPLES, &text, err);
	if (rc)
		return rc;
	*out = json_loadb((const char *)text.data, text.length, JSON_REJECT_DUPLICATES, &fault);
	return *out ? OK : err_set(err, ERR_CONFIG, "%s:%d: %s", path, fault.line, fault.text);
}

static int write_pages(struct preview *preview, struct err *err)
{
	char *manifest = json_dumps(preview->manifest, JSON_INDENT(1));
	buf_adds(&preview->index, "</body>\n</html>\n");
	int rc = write_file(preview, "index.html", buf_bytes(&preview->index), err);
	if (!rc)
		rc = write_file(preview, "letters.json", bytes_of(manifest), err);
	free(manifest);
	return rc;
}

int cmd_preview(struct program *program, struct err *err)
{
	struct config config;
	struct templates *templates = NULL;
	json_t *samples = NULL;
	struct key key = {0};
	int rc;
	if ((rc = program_config(program, &config, err)) ||
	    (rc = io_make_directories(program->argv[1], err)) ||
	    (rc = read_samples(program, &config, &samples, err)))
		return rc;
	struct preview preview = {
	    .arena = program->arena,
	    .folder = program->argv[1],
	    .post = wiring_post(&config, &key),
	    .index = {.arena = program->arena},
	    .manifest = json_array(),
	};
	buf_adds(&preview.index, INDEX_HEAD);
	if (!(rc = phrases_open(config.templates, err)) &&
	    !(rc = templates_open(&templates, config.templates, err))) {
		preview.post.templates = templates;
		if (!(rc = render_all(&preview, samples, err)) && !(rc = write_pages(&preview, err)))
			printf("%zu letters; open %s/index.html in a browser\n", preview.count,
			       preview.folder);
	}
	templates_close(&templates);
	json_decref(preview.manifest);
	json_decref(samples);
	return rc;
}

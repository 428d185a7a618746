/* Loading a folder of templates: faults are reported with file and line. */
#include "render.h"

#include "base/io.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct file {
	const char *path, *text; /* below fr; path NULL ends the list, text NULL: file is missing */
};

static const struct file GOOD[] = {
    {"layout/text.mustache", "<<{{{body}}}>>{{> foot}}"},
    {"layout/html.mustache", "<html><title>{{subject}}</title>{{{body}}}{{> foot}}</html>"},
    {"partials/foot.text.mustache", "{{> inner}}"},
    {"partials/foot.html.mustache", "<i>{{place}}</i>"},
    {"partials/inner.text.mustache", "[{{place}}]"},
    {"hello/subject.mustache", "Bonjour\n{{name}} {{> inner}}\n"},
    {"hello/preheader.mustache", "En bref : {{name}}"},
    {"hello/text.mustache", "Texte pour {{name}} : {{lines}}\n"},
    {"hello/html.mustache", "<p>{{name}} : {{lines}}</p>"},
};

struct folder {
	struct arena *arena;
	char *path;
};

static const struct file *changed(const struct file *changes, const char *path)
{
	for (; changes && changes->path; changes++)
		if (strcmp(changes->path, path) == 0)
			return changes;
	return NULL;
}

static void write_file(const struct folder *folder, const struct file *file)
{
	struct err err = {0};
	char *path = arena_printf(folder->arena, "%s/fr/%s", folder->path, file->path);
	char *slash = strrchr(path, '/');

	*slash = '\0';
	assert_int_equal(io_make_directories(path, &err), OK);
	*slash = '/';
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(io_write_all(fd, file->text, strlen(file->text), 0, &err), OK);
	close(fd);
}

static struct folder make_folder(const struct file *changes)
{
	char template[] = "/tmp/render_templates.XXXXXX";
	struct folder folder = {.arena = arena_new()};

	assert_non_null(mkdtemp(template));
	folder.path = arena_strdup(folder.arena, template);
	for (size_t i = 0; i < ARRAY_SIZE(GOOD); i++)
		if (!changed(changes, GOOD[i].path))
			write_file(&folder, &GOOD[i]);
	for (; changes && changes->path; changes++)
		if (changes->text)
			write_file(&folder, changes);
	return folder;
}

static void remove_file(const struct folder *folder, const char *path)
{
	char *file = arena_printf(folder->arena, "%s/fr/%s", folder->path, path);

	unlink(file);
	*strrchr(file, '/') = '\0';
	rmdir(file);
}

static void remove_folder(struct folder *folder, const struct file *changes)
{
	for (size_t i = 0; i < ARRAY_SIZE(GOOD); i++)
		remove_file(folder, GOOD[i].path);
	for (; changes && changes->path; changes++)
		remove_file(folder, changes->path);
	rmdir(arena_printf(folder->arena, "%s/fr", folder->path));
	assert_int_equal(rmdir(folder->path), 0);
	arena_free(&folder->arena);
}

static void faults_name_file_and_line(void **state)
{
	static const struct {
		struct file changes[3];
		const char *says;
	} CASES[] = {
	    {{{"hello/text.mustache", "un\ndeux {{#trois}}\n"}},
	     "hello/text.mustache:2: this section is not closed"},
	    {{{"hello/subject.mustache", "{{a"}}, "hello/subject.mustache:1: this tag is not closed"},
	    {{{"layout/html.mustache", "\n\n{{/x}}"}}, "layout/html.mustache:3: no section is open here"},
	    {{{"partials/foot.html.mustache", "{{a b}}"}},
	     "partials/foot.html.mustache:1: no name that a tag can have"},
	    {{{"hello/html.mustache", "\n{{> gone}}"}},
	     "hello/html.mustache:2: there is no partials/gone.html.mustache"},
	    {{{"hello/html.mustache", "{{> inner}}"}},
	     "hello/html.mustache:1: there is no partials/inner.html.mustache"}, /* only as text */
	    {{{"partials/inner.text.mustache", NULL}},
	     "partials/foot.text.mustache:1: there is no partials/inner.text.mustache"},
	    {{{"hello/text.mustache", "\xff"}}, "hello/text.mustache: not UTF-8 text"},
	    {{{"Hello/text.mustache", ""}}, "Hello: a letter's folder is named with a-z, 0-9, _ and -"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct folder folder = make_folder(CASES[i].changes);
		struct templates *templates = NULL;
		struct err err = {0};
		assert_int_equal(templates_open(&templates, folder.path, &err), ERR_CONFIG);
		assert_string_equal(err.text, CASES[i].says);
		assert_null(templates);
		remove_folder(&folder, CASES[i].changes);
	}
}

/* The rest of the text is from io. */
static void missing_files_are_named(void **state)
{
	static const char *const PATHS[] = {"hello/subject.mustache", "hello/preheader.mustache",
					    "hello/text.mustache",    "hello/html.mustache",
					    "layout/text.mustache",   "layout/html.mustache"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(PATHS); i++) {
		const struct file changes[] = {{PATHS[i], NULL}, {NULL, NULL}};
		struct folder folder = make_folder(changes);
		struct templates *templates = NULL;
		struct err err = {0};
		assert_int_equal(templates_open(&templates, folder.path, &err), ERR_CONFIG);
		assert_memory_equal(err.text, PATHS[i], strlen(PATHS[i]));
		remove_folder(&folder, changes);
	}
	struct templates *templates = NULL;
	struct err err = {0};
	assert_int_equal(templates_open(&templates, "/nonexistent", &err), ERR_CONFIG);
	assert_non_null(strstr(err.text, "/nonexistent/fr"));
}

static struct letter_request request(const char *template, const json_t *data)
{
	return (struct letter_request){
	    .template = template,
	    .data = data,
	    .from_email = "partenariat@passerelle.example",
	    .to_email = "a@ml.example",
	    .message_id = "l1@passerelle.example",
	    .auto_submitted = "auto-generated",
	    .date = 1800000000,
	};
}

/* Joins soft line breaks of quoted-printable; other line ends become \n. */
static char *unfolded(struct arena *arena, struct bytes message)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < message.length; i++) {
		if (i + 2 < message.length && memcmp(message.data + i, "=\r\n", 3) == 0)
			i += 2;
		else if (message.data[i] != '\r')
			buf_addc(&out, (char)message.data[i]);
	}
	return buf_text(&out);
}

static void the_three_forms_are_set_into_their_layouts(void **state)
{
	struct folder folder = make_folder(NULL);
	json_t *data =
	    json_pack("{ssssss}", "name", "L'Épicerie & Cie", "place", "<Lyon>", "lines", "1\n2 <b>");
	struct letter_request letter = request("hello", data);
	struct letter_bytes out = {0};
	struct templates *templates = NULL;
	struct err err = {0};

	(void)state;
	assert_int_equal(templates_open(&templates, folder.path, &err), OK);
	assert_int_equal(render_letter(folder.arena, templates, &letter, &out, &err), OK);
	assert_string_equal(out.subject, "Bonjour L'Épicerie & Cie [<Lyon>]");
	const char *message = unfolded(folder.arena, out.message);
	assert_non_null(strstr(message, "\n\n<<Texte pour L'=C3=89picerie & Cie : 1\n2 <b>\n>>[<Lyon>]\n--"));
	assert_non_null(strstr(message,
			       "\n\n<html><title>Bonjour L&#39;=C3=89picerie &amp; Cie [&lt;Lyon&gt;]</title>"
			       "<p>L&#39;=C3=89picerie &amp; Cie : 1<br>\n2 &lt;b&gt;</p>"
			       "<i>&lt;Lyon&gt;</i></html>\n--"));
	letter = request("goodbye", data);
	assert_int_equal(render_letter(folder.arena, templates, &letter, &out, &err), ERR_NOT_FOUND);
	letter = request("layout", data);
	assert_int_equal(render_letter(folder.arena, templates, &letter, &out, &err), ERR_NOT_FOUND);
	templates_close(&templates);
	assert_null(templates);
	templates_close(&templates);
	json_decref(data);
	remove_folder(&folder, NULL);
}

/* Editors' backups and hidden files are ignored. */
static void other_files_are_left_alone(void **state)
{
	static const struct file MORE[] = {
	    {"hello/text.mustache~", "{{"}, {".git/x", "{{"}, {"partials/notes", "{{"}, {NULL, NULL}};
	struct folder folder = make_folder(MORE);
	struct templates *templates = NULL;
	struct err err = {0};

	(void)state;
	assert_int_equal(templates_open(&templates, folder.path, &err), OK);
	templates_close(&templates);
	for (const struct file *file = MORE; file->path; file++)
		remove_file(&folder, file->path);
	remove_folder(&folder, MORE);
}

/* The program's own layout and partials, with a letter that uses each; tests run in the top folder of the
 * source. */
static const struct file TRY[] = {
    {"try/subject.mustache", "[OFFRE] {{title}}"},
    {"try/preheader.mustache", "<!-- en bref"},
    {"try/text.mustache",
     "{{> facts}}\n{{> form}}\n{{> faults}}\n{{#buttons}}\n{{> button}}\n{{/buttons}}\n"},
    {"try/html.mustache",
     "{{> facts}}\n{{> form}}\n{{> faults}}\n{{#buttons}}\n{{> button}}\n{{/buttons}}\n"},
};

static char *render_try(const struct folder *folder, const json_t *data)
{
	struct templates *templates = NULL;
	struct letter_request letter = request("try", data);
	struct letter_bytes out = {0};
	struct err err = {0};

	if (templates_open(&templates, folder->path, &err) != OK ||
	    render_letter(folder->arena, templates, &letter, &out, &err) != OK)
		fail_msg("%s", err.text);
	templates_close(&templates);
	return unfolded(folder->arena, out.message);
}

static void our_own_layout_and_partials(void **state)
{
	static const char *const SHARED[] = {"layout", "partials"};
	static const char *const EXPECTED[] = {
	    "\nLieu=C2=A0: <b>Lyon</b>\n{{title}} & co\n", /* facts and form as text */
	    "Lieu=C2=A0: &lt;b&gt;Lyon&lt;/b&gt;<br>\n{{title}} &amp; co</div>\n", /* form as HTML */
	    "\n  Vous avez =C3=A9crit=C2=A0: =C2=AB=C2=A0</p>=C2=A0=C2=BB\n",
	    "=C2=AB=C2=A0&lt;/p&gt;=C2=A0=C2=BB</p>\n",
	    "\nR=C3=A9pondre=C2=A0:\n<mailto:a@x.example?subject=3Da&body=3D%22>\n",
	    "<a href=3D\"mailto:a@x.example?subject=3Da&amp;body=3D%22\"",
	    "<title>[OFFRE] &lt;script&gt;&#39;&quot;</title>",
	    "Pourquoi ce message=C2=A0? Vous nous avez =C3=A9crit.\n",
	    "color:#1B222C;\">&lt;!-- en bref&#847;",
	    "<html lang=3D\"fr\" dir=3D\"ltr\"",
	};
	struct folder folder = {.arena = arena_new(), .path = (char[]){"/tmp/render_templates.XXXXXX"}};
	char here[4096];

	(void)state;
	assert_non_null(mkdtemp(folder.path));
	assert_non_null(getcwd(here, sizeof here));
	for (size_t i = 0; i < ARRAY_SIZE(TRY); i++)
		write_file(&folder, &TRY[i]);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(symlink(arena_printf(folder.arena, "%s/templates/fr/%s", here, SHARED[i]),
					 arena_printf(folder.arena, "%s/fr/%s", folder.path, SHARED[i])),
				 0);
	json_t *data = json_pack("{ss ss ss sb s[{ss ss}] s[{ss ss}] s[{ss ss ss ss}] s[{ss ss}]}", "title",
				 "<script>'\"", "has_facts", "oui", "address", "p@x.example", "is_answer", 1,
				 "facts", "label", "Lieu", "value", "<b>Lyon</b>\n{{title}} & co", "form",
				 "label", "Lieu", "value", "<b>Lyon</b>\n{{title}} & co", "faults", "label",
				 "Date", "read", "</p>", "why", "non", "accepted", "oui", "buttons", "label",
				 "Répondre", "url", "mailto:a@x.example?subject=a&body=%22");
	const char *message = render_try(&folder, data);
	for (size_t i = 0; i < ARRAY_SIZE(EXPECTED); i++)
		if (!strstr(message, EXPECTED[i]))
			fail_msg("not in the letter: %s", EXPECTED[i]);
	assert_null(strstr(message, "\n-- \n"));
	assert_null(strstr(strstr(message, "text/html"), "<script"));
	json_decref(data);
	for (size_t i = 0; i < ARRAY_SIZE(TRY); i++)
		remove_file(&folder, TRY[i].path);
	for (size_t i = 0; i < 2; i++)
		unlink(arena_printf(folder.arena, "%s/fr/%s", folder.path, SHARED[i]));
	rmdir(arena_printf(folder.arena, "%s/fr", folder.path));
	assert_int_equal(rmdir(folder.path), 0);
	arena_free(&folder.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(faults_name_file_and_line),
	    cmocka_unit_test(missing_files_are_named),
	    cmocka_unit_test(the_three_forms_are_set_into_their_layouts),
	    cmocka_unit_test(other_files_are_left_alone),
	    cmocka_unit_test(our_own_layout_and_partials),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

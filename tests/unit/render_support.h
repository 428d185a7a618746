/* A folder of small templates, and letters from them. */
#ifndef RENDER_SUPPORT_H
#define RENDER_SUPPORT_H

#include "render.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/text.h"

#include <fcntl.h>
#include <gmime/gmime.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const FILES[][2] = {
    {"layout/text.mustache", "{{{body}}}"},
    {"layout/html.mustache", "<html lang=\"fr\">[{{preheader}}]{{{body}}}</html>"},
    {"letter/subject.mustache", "{{{subject}}}"},
    {"letter/preheader.mustache", "{{{text}}}"},
    {"letter/text.mustache", "{{{text}}}"},
    {"letter/html.mustache", "<p>{{text}}</p>"},
    {"titled/subject.mustache", "{{title}} – Lyon 7e [CV OFF-2026-0001]"},
    {"titled/preheader.mustache", "{{{text}}}"},
    {"titled/text.mustache", "{{{text}}}"},
    {"titled/html.mustache", "<p>{{text}}</p>"},
};

static const char *const FOLDERS[] = {"/fr/layout", "/fr/partials", "/fr/letter", "/fr/titled", "/fr", ""};

struct fixture {
	char path[40];
	struct arena *arena;
	struct templates *templates;
	json_t *data;
};

static inline int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct err err = {0};

	*fixture = (struct fixture){.path = "/tmp/render_message.XXXXXX", .arena = arena_new()};
	clock_set_zone("Europe/Paris");
	g_mime_init();
	assert_non_null(mkdtemp(fixture->path));
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(io_make_directories(
				     arena_printf(fixture->arena, "%s%s", fixture->path, FOLDERS[i]), &err),
				 OK);
	for (size_t i = 0; i < ARRAY_SIZE(FILES); i++) {
		int fd = open(arena_printf(fixture->arena, "%s/fr/%s", fixture->path, FILES[i][0]),
			      O_WRONLY | O_CREAT, 0600);
		assert_int_equal(io_write_all(fd, FILES[i][1], strlen(FILES[i][1]), 0, &err), OK);
		close(fd);
	}
	assert_int_equal(templates_open(&fixture->templates, fixture->path, &err), OK);
	*state = fixture;
	return 0;
}

static inline int tear_down(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_SIZE(FILES); i++)
		unlink(arena_printf(fixture->arena, "%s/fr/%s", fixture->path, FILES[i][0]));
	for (size_t i = 0; i < ARRAY_SIZE(FOLDERS); i++)
		assert_int_equal(rmdir(arena_printf(fixture->arena, "%s%s", fixture->path, FOLDERS[i])), 0);
	templates_close(&fixture->templates);
	json_decref(fixture->data);
	arena_free(&fixture->arena);
	free(fixture);
	return 0;
}

static inline struct letter_request request(struct fixture *fixture, const char *subject, const char *text)
{
	json_decref(fixture->data);
	fixture->data = json_pack("{ssss}", "subject", subject, "text", text);
	return (struct letter_request){
	    .template = "letter",
	    .data = fixture->data,
	    .from_name = "Passerelle – CNML et IMS",
	    .from_email = "partenariat@passerelle.example",
	    .reply_to = "partenariat+OFF-2026-0001.a1b2@passerelle.example",
	    .to_name = "Zoé Lefèvre",
	    .to_email = "z.lefevre@ml-lyon.example",
	    .message_id = "letter.42.abc@passerelle.example",
	    .auto_submitted = "auto-generated",
	    .date = 1800018000, /* 15 January 2027, 14:00 in Paris */
	};
}

static inline struct letter_bytes render(struct fixture *fixture, const struct letter_request *letter)
{
	struct letter_bytes out = {0};
	struct err err = {0};

	if (render_letter(fixture->arena, fixture->templates, letter, &out, &err) != OK)
		fail_msg("%s", err.text);
	return out;
}

static inline GMimeMessage *parse(struct bytes bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes.data, bytes.length);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	assert_non_null(message);
	return message;
}

static inline const char *header(GMimeMessage *message, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(message), name);
}

/* Safe for every relay: CRLF, 7 bits, short lines; *count_from: number of From fields. */
static inline void check_wire(struct bytes bytes, size_t longest)
{
	size_t column = 0;

	for (size_t i = 0; i < bytes.length; i++) {
		unsigned char c = bytes.data[i];
		assert_true(c < 0x7f && (c >= ' ' || c == '\r' || c == '\n' || c == '\t'));
		if (c == '\r')
			assert_true(i + 1 < bytes.length && bytes.data[i + 1] == '\n');
		if (c == '\n') {
			assert_true(i > 0 && bytes.data[i - 1] == '\r');
			column = 0;
		} else if (c != '\r') {
			column++;
		}
		if (column > longest)
			fail_msg("a line is longer than %zu columns", longest);
	}
	assert_true(bytes.length > 2 && bytes.data[bytes.length - 1] == '\n');
}

#endif

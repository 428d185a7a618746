/* The files that `setup` writes: the shipped configuration with answers, and a directory. */
#include "setup.h"

#include "base/text.h"

#include <string.h>

__asm__(".pushsection .rodata\n"
	".global setup_sample\n"
	".type setup_sample, %object\n"
	"setup_sample:\n"
	".incbin \"systemd/passerelle.conf\"\n"
	".byte 0\n"
	".popsection\n");

/* A line `key = value  # comment` of the sample; after a leading "#" it is a default. */
struct sample_line {
	const char *start, *key, *value, *comment, *end;
	size_t key_length;
};

/* Values in the sample contain no "#". */
static bool read_line(const char *start, struct sample_line *out)
{
	const char *at = start + (*start == '#');
	*out = (struct sample_line){.start = start, .end = start + strcspn(start, "\n")};
	out->key = at + strspn(at, " ");
	out->key_length = strspn(out->key, "abcdefghijklmnopqrstuvwxyz_");
	at = out->key + out->key_length;
	at += strspn(at, " ");
	if (!out->key_length || *at != '=')
		return false;
	at++;
	out->value = at + strspn(at, " ");
	out->comment = out->value + strcspn(out->value, "#\n");
	return true;
}

static const char *next_line(const struct sample_line *line)
{
	return *line->end ? line->end + 1 : line->end;
}

const char *setup_answer(const struct list *answers, const char *key)
{
	const struct answer *items = answers->items;
	for (size_t i = answers->count; i-- > 0;)
		if (!strcmp(items[i].key, key))
			return items[i].value;
	return NULL;
}

bool setup_is_key(const char *key)
{
	struct sample_line line;
	for (const char *at = setup_sample; *at; at = next_line(&line))
		if (read_line(at, &line) && strlen(key) == line.key_length &&
		    !strncmp(line.key, key, line.key_length))
			return true;
	return false;
}

/* Words separated by spaces or commas, as a list. */
static void add_list(struct buf *out, const char *words)
{
	static const char BETWEEN[] = " \t,";
	const char *separator = "{ ";
	for (words += strspn(words, BETWEEN); *words; words += strspn(words, BETWEEN)) {
		size_t length = strcspn(words, BETWEEN);
		buf_printf(out, "%s\"%.*s\"", separator, (int)length, words);
		words += length;
		separator = ", ";
	}
	buf_adds(out, *separator == '{' ? "{}" : " }");
}

static int add_line(struct buf *out, const struct sample_line *line, const char *value, struct err *err)
{
	enum { KEY_COLUMNS = 14, COMMENT_COLUMN = 64 };
	int length = (int)line->key_length;
	size_t start = out->length;
	/* libconfuse treats "\" and "${" specially, and a list can't contain a quotation mark. */
	if (strpbrk(value, "\"\\$\r\n"))
		return err_set(err, ERR_DATA, "%.*s: a value without the characters \" \\ $ is needed",
			       length, line->key);
	buf_printf(out, "%-*.*s = ", KEY_COLUMNS, length, line->key);
	if (*line->value == '{')
		add_list(out, value);
	else
		buf_printf(out, *line->value == '"' ? "\"%s\"" : "%s", value);
	if (line->comment < line->end) {
		do
			buf_addc(out, ' ');
		while (out->length - start < COMMENT_COLUMN);
		buf_add(out, line->comment, (size_t)(line->end - line->comment));
	}
	buf_addc(out, '\n');
	return OK;
}

int setup_configuration(struct arena *arena, const struct list *answers, char **out, struct err *err)
{
	struct buf text = {.arena = arena};
	struct sample_line line;
	int rc = OK;
	for (const char *at = setup_sample; *at && !rc; at = next_line(&line)) {
		const char *value = NULL;
		if (read_line(at, &line))
			value = setup_answer(answers, arena_strndup(arena, line.key, line.key_length));
		if (value)
			rc = add_line(&text, &line, value, err);
		else
			buf_add(&text, at, (size_t)(next_line(&line) - at));
	}
	*out = buf_text(&text);
	return rc;
}

char *setup_directory(struct arena *arena, const struct list *answers)
{
	static const struct {
		const char *key, *organisation, *type;
	} PARTNERS[] = {{"help_contact", "IMS", "ims"}, {"help_contact_ml", "CNML", "cnml"}};
	const char *former = "";
	struct buf out = {.arena = arena};
	buf_adds(&out, "organisation;type;contact;courriel;fonction;territoires;listes;frequence;signataire;"
		       "pilotage\n");
	for (size_t i = 0; i < ARRAY_SIZE(PARTNERS); i++) {
		const char *address = setup_answer(answers, PARTNERS[i].key);
		if (text_is_blank(address) || text_equal_ascii(address, former) ||
		    text_equal_ascii(address, setup_answer(answers, "operator")))
			continue; /* the operator is not a signatory */
		buf_printf(&out, "%s;%s;;%s;;;;;oui;oui\n", PARTNERS[i].organisation, PARTNERS[i].type,
			   address);
		former = address;
	}
	return buf_text(&out);
}

/* The consent as mail clients write it (specification section 5): phrases x clients x placements, through
 * decode and extract. The meaning of each phrase and placement is written by hand; a consent counts only when
 * both are valid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "decode.h"
#include "extract.h"

static const struct phrase {
	const char *text;
	bool is_given;
} phrases[] = {
    {"OUI", true},
    {"oui", true},
    {"Oui", true},
    {"OUI.", true},
    {"  OUI  ", true},
    {"\u00a0OUI\u00a0", true},
    {"\u202fOUI", true},
    {"oui .", true},
    {"OUÏ", true},
    {"OUI\u200b", true},
    {"", false},
    {" ", false},
    {"\u00a0", false},
    {"NON", false},
    {"non.", false},
    {"oui/non", false},
    {"OUI / NON", false},
    {"oui ou non", false},
    {"OUI NON", false},
    {"NON OUI", false},
    {"oui mais", false},
    {"oui, mais pas son téléphone", false},
    {"oui sauf Lyon", false},
    {"oui sous réserve", false},
    {"oui (à confirmer)", false},
    {"oui a priori", false},
    {"oui, oralement", false},
    {"OUI je pense", false},
    {"je crois que oui", false},
    {"OUI seulement si le jeune a donné son accord explicite", false},
    {"en cours", false},
    {"en attente", false},
    {"à venir", false},
    {"à recueillir", false},
    {"demandé", false},
    {"pas encore", false},
    {"bientôt oui", false},
    {"OUI ?", false},
    {"OUI!", false},
    {"OUI..", false},
    {"OUI…", false},
    {"OUI,", false},
    {"OUI;", false},
    {"OUI OUI", false},
    {"O U I", false},
    {"0UI", false},
    {"ОUI", false}, /* Cyrillic O */
    {"ＯＵＩ", false},
    {"ouii", false},
    {"ou", false},
    {"o", false},
    {"yes", false},
    {"ok", false},
    {"X", false},
    {"☑", false},
    {"☑ OUI", false},
    {"☐ OUI ☐ NON", false},
    {"[x] OUI [ ] NON", false},
    {"« OUI »", false},
    {"(OUI)", false},
    {"\"OUI\"", false},
    {"OUI (père)", false},
    {"le jeune : OUI", false},
    {"1", false},
    {"vrai", false},
    {"n/a", false},
    {"?", false},
    {"voir pièce jointe", false},
    {"voir ci-dessous", false},
};

enum place {
	OWN,
	QUOTED,
	REPLIED,
	SIGNATURE,
	CONTRADICTED,
	REPEATED_EMPTY,
	SUBJECT,
	FILE_NAME,
	NOWHERE,
	PLACES
};
static const struct {
	const char *name;
	bool counts;
} places[PLACES] = {
    [OWN] = {"a line of the form", true},
    [QUOTED] = {"in a quotation", false},
    [REPLIED] = {"below a reply header", false},
    [SIGNATURE] = {"in the signature", false},
    [CONTRADICTED] = {"with a NON further down", false},
    [REPEATED_EMPTY] = {"with an empty one further down", false},
    [SUBJECT] = {"in the subject", false},
    [FILE_NAME] = {"in the attachment's name", false},
    [NOWHERE] = {"without its label", false},
};

enum html { NONE, PARAGRAPHS, TABLE, DIVS, BOLD, SPANS };
enum coding { EIGHT_BIT, QUOTED_PRINTABLE, BASE64 };
static const struct client {
	const char *name;
	bool has_plain;
	enum html html;
	enum coding coding;
	const char *charset, *type_more;
	const char *before, *after; /* around the value in plain text */
	const char *colon;
} clients[] = {
    {"plain, 8bit", true, NONE, EIGHT_BIT, "utf-8", "", "", "", " : "},
    {"plain, quoted-printable", true, NONE, QUOTED_PRINTABLE, "utf-8", "", "", "", " : "},
    {"plain, base64", true, NONE, BASE64, "utf-8", "", "", "", ": "},
    {"plain, flowed", true, NONE, EIGHT_BIT, "utf-8", "; format=flowed", "", "", "\u00a0: "},
    {"plain, Windows-1252", true, NONE, QUOTED_PRINTABLE, "windows-1252", "", "", "", " : "},
    {"plain, asterisks for bold", true, NONE, QUOTED_PRINTABLE, "utf-8", "", "*", "*", " : "},
    {"plain, tab", true, NONE, EIGHT_BIT, "utf-8", "", "", "", "\t"},
    {"Outlook", false, PARAGRAPHS, QUOTED_PRINTABLE, "utf-8", "", "", "", "&nbsp;: "},
    {"a table", false, TABLE, QUOTED_PRINTABLE, "utf-8", "", "", "", ""},
    {"Gmail", false, DIVS, BASE64, "utf-8", "", "", "", " : "},
    {"bold in HTML", false, BOLD, QUOTED_PRINTABLE, "utf-8", "", "", "", " : "},
    {"spans of Word", false, SPANS, QUOTED_PRINTABLE, "utf-8", "", "", "", "&nbsp;: "},
    {"both parts", true, DIVS, QUOTED_PRINTABLE, "utf-8", "", "", "", " : "},
};

static void add_html(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '<' || *text == '>' || *text == '&' || *text == '"')
			buf_printf(out, "&#%d;", *text);
		else
			buf_addc(out, *text);
	}
}

static void add_html_field(struct buf *out, const struct client *client, const char *label, const char *value)
{
	static const char *const frames[][4] = {
	    [PARAGRAPHS] = {"<p class=MsoNormal>", "", "", "<o:p></o:p></p>\n"},
	    [TABLE] = {"<tr><td>", "</td><td>", "", "</td></tr>\n"},
	    [DIVS] = {"<div>", "", "", "</div>\n"},
	    [BOLD] = {"<p>", "<b>", "</b>", "</p>\n"},
	    [SPANS] = {"<p><span lang=FR style='font-family:Arial'>", "<span style='color:#1F497D'>",
		       "</span></span>", "</p>\n"},
	};
	const char *const *frame = frames[client->html];
	buf_printf(out, "%s%s%s%s", frame[0], label, client->colon, frame[1]);
	add_html(out, value);
	buf_printf(out, "%s%s", frame[2], frame[3]);
}

/* A client with format=flowed removes trailing spaces, which would join the line with the next one (RFC 3676
 * section 4.2). */
static const char *without_trailing_spaces(struct arena *arena, const char *value)
{
	size_t length = strlen(value);
	while (length && value[length - 1] == ' ')
		length--;
	return arena_strndup(arena, value, length);
}

static void add_field(struct buf *out, const struct client *client, bool is_html, const char *label,
		      const char *value)
{
	if (strstr(client->type_more, "flowed"))
		value = without_trailing_spaces(out->arena, value);
	if (is_html)
		add_html_field(out, client, label, value);
	else
		buf_printf(out, "%s%s%s%s%s\n", label,
			   strstr(client->colon, "&nbsp;") || !*client->colon ? " : " : client->colon,
			   client->before, value, client->after);
}

/* One part of the mail: the form, with the consent at the placement. */
static char *body_of(struct arena *arena, const struct client *client, bool is_html, const char *value,
		     enum place place)
{
	static const char *const fields[][2] = {
	    {"Prénom", "Inès"}, {"Nom", "HADDAD"}, {"Date de naissance", "14/05/2005"}};
	struct buf out = {.arena = arena};
	bool is_table = is_html && client->html == TABLE;
	if (is_html)
		buf_printf(&out, "<html><body>%s\n", is_table ? "<table>" : "");
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		add_field(&out, client, is_html, fields[i][0], fields[i][1]);
	if (place == OWN || place == CONTRADICTED || place == REPEATED_EMPTY)
		add_field(&out, client, is_html, "Consentement", value);
	add_field(&out, client, is_html, "Date du consentement", "20/11/2026");
	if (place == CONTRADICTED)
		add_field(&out, client, is_html, "Consentement", "NON");
	if (place == REPEATED_EMPTY)
		add_field(&out, client, is_html, "Consentement", "");
	if (is_table)
		buf_adds(&out, "</table>\n");
	if (place == NOWHERE)
		buf_printf(&out, is_html ? "<p>%s</p>\n" : "\n%s\n", value);
	if (place == QUOTED)
		buf_printf(&out,
			   is_html ? "<blockquote type=cite><p>Consentement : %s</p></blockquote>\n"
				   : "\n> Consentement : %s\n",
			   value);
	if (place == REPLIED)
		buf_printf(
		    &out,
		    is_html
			? "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>De :</b> Passerelle "
			  "&lt;partenariat@passerelle.example&gt;<br><b>Envoyé :</b> lundi 16 novembre 2026 "
			  "09:12<br><b>À :</b> Maëlle<br><b>Objet :</b> [CV]</p></div><p>Consentement : "
			  "%s</p>\n"
			: "\nDe : Passerelle <partenariat@passerelle.example>\nEnvoyé : lundi 16 novembre "
			  "2026 09:12\n"
			  "À : Maëlle\nObjet : [CV]\n\nConsentement : %s\n",
		    value);
	if (place == SIGNATURE)
		buf_printf(&out,
			   is_html ? "<p>-- <br>Maëlle<br>Consentement : %s</p>\n"
				   : "\n-- \nMaëlle\nConsentement : %s\n",
			   value);
	if (is_html)
		buf_adds(&out, "</body></html>\n");
	return buf_text(&out);
}

/* Converts UTF-8 to Latin-1; false when a character doesn't exist there. */
static bool to_latin(struct arena *arena, const char *text, char **out)
{
	struct buf latin = {.arena = arena};
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (*c >= 0xC4)
			return false;
		if (*c >= 0xC2) {
			buf_addc(&latin, (char)((*c & 3) << 6 | (c[1] & 0x3F)));
			c++;
		} else {
			buf_addc(&latin, (char)*c);
		}
	}
	*out = buf_text(&latin);
	return true;
}

static void add_quoted_printable(struct buf *out, const char *text)
{
	size_t column = 0;
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (column > 60 && *c != '\n') {
			buf_adds(out, "=\n");
			column = 0;
		}
		if (*c == '\n') {
			buf_addc(out, '\n');
			column = 0;
		} else if (*c < 0x21 || *c > 0x7E || *c == '=') {
			buf_printf(out, "=%02X", *c);
			column += 3;
		} else {
			buf_addc(out, (char)*c);
			column++;
		}
	}
}

static void add_base64(struct buf *out, const char *text)
{
	struct bytes bytes = bytes_of(text);
	char *coded = arena_alloc(out->arena, hash_base64_length(bytes.length) + 1);
	hash_base64(bytes, coded);
	for (size_t at = 0; at < strlen(coded); at += 76)
		buf_printf(out, "%.76s\n", coded + at);
}

static bool add_part(struct buf *out, const struct client *client, bool is_html, const char *value,
		     enum place place)
{
	static const char *const names[] = {"8bit", "quoted-printable", "base64"};
	char *text = body_of(out->arena, client, is_html, value, place);
	if (!strcmp(client->charset, "windows-1252") && !to_latin(out->arena, text, &text))
		return false;
	buf_printf(out, "Content-Type: text/%s; charset=%s%s\nContent-Transfer-Encoding: %s\n\n",
		   is_html ? "html" : "plain", client->charset, is_html ? "" : client->type_more,
		   names[client->coding]);
	if (client->coding == EIGHT_BIT)
		buf_adds(out, text);
	else if (client->coding == BASE64)
		add_base64(out, text);
	else
		add_quoted_printable(out, text);
	return true;
}

/* NULL when this client can't write it. */
static char *mail_of(struct arena *arena, const struct client *client, const char *value, enum place place)
{
	struct buf out = {.arena = arena};
	bool is_alternative = client->has_plain && client->html != NONE;
	buf_printf(&out, "From: maelle@mllyon.example\nSubject: [CV OFF-2026-0001]%s%s\nMIME-Version: 1.0\n",
		   place == SUBJECT ? " Consentement : " : "", place == SUBJECT ? value : "");
	buf_adds(&out, "Content-Type: multipart/mixed; boundary=m\n\n--m\n");
	if (is_alternative)
		buf_adds(&out, "Content-Type: multipart/alternative; boundary=a\n\n--a\n");
	if (client->has_plain && !add_part(&out, client, false, value, place))
		return NULL;
	if (is_alternative)
		buf_adds(&out, "\n--a\n");
	if (client->html != NONE && !add_part(&out, client, true, value, place))
		return NULL;
	if (is_alternative)
		buf_adds(&out, "\n--a--\n");
	buf_printf(&out,
		   "\n--m\nContent-Type: application/pdf\nContent-Disposition: attachment; "
		   "filename=\"%s.pdf\"\n\n%%PDF-1.4\n--m--\n",
		   place == FILE_NAME ? "Consentement OUI" : "cv");
	return buf_text(&out);
}

static bool is_taken(struct arena *arena, const char *raw)
{
	static const struct decode_options options = {.own_address = "partenariat@passerelle.example"};
	struct mail mail;
	struct form form;
	struct err err = {0};
	time_t now = date_at((struct date){2026, 11, 23}, 10, 0);
	if (decode_mail(arena, bytes_of(raw), &options, &mail, &err) ||
	    extract_form(arena, &mail, now, &form, &err))
		fail_msg("%s", err.text);
	extract_require(&form);
	const char *consent = form_get(&form, "consent");
	bool has_fault = false;
	for (size_t i = 0; i < form.fault_count; i++)
		has_fault |= !strcmp(form.faults[i].key, "consent");
	assert_int_equal(form.kind, KIND_CV);
	assert_true(has_fault != (consent && !strcmp(consent, "oui")));
	return !has_fault && !form.is_only_quoted;
}

static int setup(void **state)
{
	struct err err = {0};
	(void)state;
	clock_set_zone("Europe/Paris");
	return decode_init(&err) || extract_init(&err);
}

static size_t wrong_of(const struct client *client, const struct phrase *phrase, enum place place,
		       size_t *count)
{
	struct arena *arena = arena_new();
	bool expected = phrase->is_given && places[place].counts;
	char *raw = mail_of(arena, client, phrase->text, place);
	bool taken = raw ? is_taken(arena, raw) : expected;
	*count += raw != NULL;
	if (taken != expected)
		print_error("%s: '%s' %s, %s\n", taken ? "taken" : "refused", phrase->text,
			    places[place].name, client->name);
	arena_free(&arena);
	return taken != expected;
}

static void test_every_phrase_by_every_client(void **state)
{
	size_t wrong = 0, count = 0;
	(void)state;
	for (size_t c = 0; c < ARRAY_SIZE(clients); c++)
		for (size_t p = 0; p < ARRAY_SIZE(phrases); p++)
			wrong += wrong_of(&clients[c], &phrases[p], OWN, &count);
	print_message("# %zu mails\n", count);
	assert_true(count >= 500);
	assert_int_equal(wrong, 0);
}

/* A valid consent in a wrong place doesn't count. */
static void test_every_placement_by_every_client(void **state)
{
	size_t wrong = 0, count = 0;
	(void)state;
	for (size_t c = 0; c < ARRAY_SIZE(clients); c++)
		for (size_t p = 0; p < ARRAY_SIZE(phrases); p++)
			for (enum place place = QUOTED; phrases[p].is_given && place < PLACES; place++)
				wrong += wrong_of(&clients[c], &phrases[p], place, &count);
	print_message("# %zu mails\n", count);
	assert_true(count >= 500);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_phrase_by_every_client),
	    cmocka_unit_test(test_every_placement_by_every_client),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, setup, NULL);
}

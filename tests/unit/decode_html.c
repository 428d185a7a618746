/* HTML as a reader sees it. */
#include "decode_support.h"
#include "processor.h"

struct row {
	const char *what, *html, *lines;
};

static const struct row rows[] = {
    {"white space", "  Lieu\n\t :   <b> Lyon </b>  7e ", "O|Lieu : Lyon 7e\n"},
    {"line breaks", "a<br>b<br><br/>c<div>d</div><div>e<br></div>f", "O|a\nO|b\nO|\nO|c\nO|d\nO|e\nO|f\n"},
    {"a blank line of its own", "<div>a</div><div><br></div><div>b</div>", "O|a\nO|\nO|b\n"},
    {"paragraphs", "<p>a</p><p>b</p>", "O|a\nO|\nO|b\n"},
    {"paragraphs without margin", "<p style='margin:0'>a</p><p class=MsoNormal>b<p class=MsoNormal>c",
     "O|a\nO|b\nO|c\n"},
    {"paragraphs without end tags", "<p>a<p>b<div>c</div>", "O|a\nO|\nO|b\nO|\nO|c\n"},
    {"entities",
     "&Eacute;cole &amp; caf&eacute;&nbsp;: 1&#8239;&euro; &#xe9;&#233;&#146;&lt;b&gt;&apos;&foo; &amp",
     "O|École & café\xc2\xa0: 1\xe2\x80\xaf€ éé’<b>'&foo; &amp\n"},
    {"decomposed entities are composed", "e&#769;", "O|é\n"},
    {"preformatted", "<pre>a\n  b</pre><div style='white-space: pre-wrap'>c\nd</div>",
     "O|a\nO|b\nO|\nO|c\nO|d\n"},
    {"lists", "<ul><li>a<li>b</ul><ol><li>Lieu : x</li></ol>", "O|a\nO|b\nO|\nO|Lieu : x\n"},
    {"Outlook's list marks",
     "<p class=MsoNormal><![if !supportLists]>·<span>&nbsp;&nbsp; </span><![endif]>Lieu : Lyon</p>",
     "O|Lieu : Lyon\n"},
    {"struck out",
     "Lieu : <s>Paris</s><del>Metz</del><strike>Nice</strike><span style=\"text-decoration: "
     "line-through\">Lille</span> Lyon",
     "O|Lieu : Lyon\n"},
    {"hidden",
     "a<span style=\"display:none\">b<b>c</b></span><span style='color:red; VISIBILITY : hidden'>d</span><p "
     "style='font-size:0px'>e</p><div style=\"display: none\"><br>x</div><span "
     "style='mso-hide:all'>f</span><i hidden>g</i>h",
     "O|ah\n"},
    {"not hidden",
     "<span style='font-size:0.9em'>a</span><span style='font-size:10px;text-decoration:underline'>b</span>",
     "O|ab\n"},
    {"what is no text",
     "<html><head><title>t</title><style>s{}</style></head><body><script>if (a<b) x()</script>a<!-- c "
     "--><!--[if mso]>m<![endif]--><img alt=i src=x><input value=v></body></html>",
     "O|a\n"},
    {"a comment that doesn't end", "a<!-- b > c", "O|a\n"},
    {"comments with odd ends", "a<!-->b<!--->c<!---->d<!-- x->--->e", "O|abcde\n"},
    {"signs that are no tags", "a < b <3 c > d", "O|a < b <3 c > d\n"},
    {"a quote in an attribute", "<a title='x > y'>b</a><a title=\"<p>\">c</a>", "O|bc\n"},
    {"links show their text", "<a href=\"https://x.example/?a=1\">Postuler</a>", "O|Postuler\n"},
    {"two columns",
     "<table><tr><td>Intitulé :</td><td>Cariste</td></tr><tr><th>Lieu</th><td>Lyon</td></tr></table>",
     "O|Intitulé\tCariste\nO|Lieu\tLyon\n"},
    {"paragraphs in cells", "<table><tr><td><p>Lieu&nbsp;:</p></td><td><p>Lyon</p></td></tr></table>",
     "O|Lieu\tLyon\n"},
    {"further lines of a value",
     "<table><tr><td>Missions</td><td><p>Charger</p><p>Décharger</p></td></tr></table>",
     "O|Missions\tCharger\nO|\nO|Décharger\n"},
    {"empty cells don't count", "<table><tr><td>&nbsp;</td><td>Lieu</td><td></td><td>Lyon</td></tr></table>",
     "O|Lieu\tLyon\n"},
    {"a value that is missing",
     "<table><tr><td>Consentement</td><td>&nbsp;</td></tr><tr><td>Date</td><td>1</td></tr>"
     "</table>",
     "O|Consentement\t\nO|Date\t1\n"},
    {"three columns", "<table><tr><td>a</td><td>b</td><td>c</td></tr></table>",
     "O|\x1e"
     "a\tb\tc\n"},
    {"two pairs a row, one without a value",
     "<table><tr><td>Lieu :</td><td>Lyon</td><td>Salaire</td><td></td></tr></table>",
     "O|\x1eLieu :\tLyon\tSalaire\t\n"},
    {"a middle column that only keeps a distance",
     "<table><tr><td>Lieu</td><td></td><td>Lyon</td></tr></table>", "O|Lieu\tLyon\n"},
    {"a middle column without a value",
     "<table><tr><th>Champ</th><th>Valeur</th><th>Aide</th></tr><tr><td>Lieu</td><td></td><td>une "
     "ville</td></tr></table>",
     "O|\x1e"
     "Champ\tValeur\tAide\nO|\x1eLieu\t\tune ville\n"},
    {"boxes", "<input type=checkbox checked>CDI <input type='checkbox'>CDD<input name=x>", "O|☒CDI ☐CDD\n"},
    {"a cell for several rows",
     "<table><tr><th>Titre</th><th>Société</th><th>Lieu</th></tr><tr><td>a</td><td rowspan=2>ACME<br>SA</td>"
     "<td rowspan=\"3\">Lyon</td></tr><tr><td>b</td></tr><tr><td>c</td><td>Autre</td></tr></table>",
     "O|\x1e"
     "Titre\tSociété\tLieu\nO|\x1e"
     "a\tACME\x1fSA\tLyon\nO|\x1e"
     "b\tACME\x1fSA\tLyon\nO|\x1e"
     "c\tAutre\tLyon\n"},
    {"a cell for several columns",
     "<table><tr><th>Titre</th><th>Société</th><th>Lieu</th></tr><tr><td "
     "colspan=2>a</td><td>Lyon</td></tr></table>",
     "O|\x1e"
     "Titre\tSociété\tLieu\nO|\x1e"
     "a\t\tLyon\n"},
    {"a layout table is text", "<table><tr><td>Lieu : Lyon</td></tr></table>", "O|Lieu : Lyon\n"},
    {"two columns of labelled lines", "<table><tr><td>Lieu : Lyon</td><td>Date : 1</td></tr></table>",
     "O|Lieu : Lyon\nO|Date : 1\n"},
    {"a table inside of a layout table",
     "<table><tr><td>logo</td><td><table><tr><td>Lieu</td><td>Lyon</td></tr></table></td></tr></table>",
     "O|logo\nO|Lieu\tLyon\n"},
    {"a table without end tags", "<table><tr><td>Lieu<td>Lyon<tr><td>Date<td>1</table>x",
     "O|Lieu\tLyon\nO|Date\t1\nO|x\n"},
    {"stray end tags in a cell", "<div><table><tr><td>Lieu</div></td><td>Lyon</p></td></tr></table></div>",
     "O|Lieu\tLyon\n"},
    {"struck-out value", "<table><tr><td>Consentement</td><td><s>OUI</s></td></tr></table>",
     "O|Consentement\t\n"},
    {"bold labels", "<b>Lieu :</b> Lyon<br><strong>Date</strong> : 1", "O|Lieu : Lyon\nO|Date : 1\n"},
    {"NBSP alone is blank", "a<div>&nbsp;</div>b", "O|a\nO|\nO|b\n"},
};

static void shapes(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(
		    arena, support_message(arena, "x", "text/html; charset=utf-8", rows[i].html));
		const char *lines = support_lines(arena, &mail.html);

		if (strcmp(lines, rows[i].lines)) {
			print_error("%s:\n%s\ninstead of\n%s\n", rows[i].what, lines, rows[i].lines);
			failed++;
		}
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

/* A message whose HTML repeats `piece`. */
static char *repeated(struct arena *arena, const char *piece, size_t bytes)
{
	struct buf text = {.arena = arena};

	buf_adds(&text, "From: a@b.example\nContent-Type: text/html\n\n");
	while (text.length < bytes)
		buf_printf(&text, "%s%s", piece, text.length % 997 < strlen(piece) ? "\n" : "");
	return buf_text(&text);
}

/* Time for deep, unclosed and crossing markup is linear in its length. */
static void hostile(void **state)
{
	static const char *const pieces[] = {"<div>",
					     "<p>x<b>",
					     "<table><tr><td>",
					     "<blockquote><s>",
					     "</div><div></td>",
					     "<b></i></div>",
					     "<div><b><b></p>",
					     "<!--",
					     "<a b='",
					     "<script>",
					     "</script",
					     "&zwnj;",
					     "&#1;&#x10ffff;&#xd800;",
					     "<",
					     "*a ",
					     "_a* ",
					     "<div class=gmail_quote>a<br>",
					     "<td>a<td>b<tr>",
					     "cid:",
					     "e&#769;&#768;"};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pieces); i++) {
		struct arena *arena = arena_new();
		struct mail mail;
		struct err err;
		const char *raw = repeated(arena, pieces[i], 3500000);
		long long start = processor_ms();
		int rc = decode_mail(arena, bytes_of(raw), &support_options, &mail, &err);

		if (processor_ms() - start > 4000)
			fail_msg("%s took %lld ms", pieces[i], processor_ms() - start);
		assert_true(rc == OK || rc == ERR_LIMIT);
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shapes),
	    cmocka_unit_test(hostile),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}

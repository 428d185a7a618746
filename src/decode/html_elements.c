#include "html_elements.h"

#include "scan.h"

#include <strings.h>

/* Sorted by name. */
static const struct html_element elements[] = {
    {"address", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"area", LAYOUT_VOID},
    {"article", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"aside", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"base", LAYOUT_VOID},
    {"blockquote", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_QUOTE | LAYOUT_CLOSES_P},
    {"body", LAYOUT_BLOCK},
    {"br", LAYOUT_VOID | LAYOUT_BREAK},
    {"caption", LAYOUT_BLOCK},
    {"center", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"col", LAYOUT_VOID},
    {"dd", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"del", LAYOUT_HIDDEN},
    {"dir", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"div", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"dl", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"dt", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"embed", LAYOUT_VOID},
    {"fieldset", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"figcaption", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"figure", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"footer", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"form", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"h1", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"h2", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"h3", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"h4", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"h5", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"h6", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"head", LAYOUT_HIDDEN},
    {"header", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"hr", LAYOUT_VOID | LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"html", LAYOUT_BLOCK},
    {"img", LAYOUT_VOID},
    {"input", LAYOUT_VOID},
    {"li", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"link", LAYOUT_VOID},
    {"main", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"meta", LAYOUT_VOID},
    {"nav", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"object", LAYOUT_HIDDEN},
    {"ol", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"p", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"param", LAYOUT_VOID},
    {"pre", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_PRE | LAYOUT_CLOSES_P},
    {"s", LAYOUT_HIDDEN},
    {"section", LAYOUT_BLOCK | LAYOUT_CLOSES_P},
    {"select", LAYOUT_HIDDEN},
    {"source", LAYOUT_VOID},
    {"strike", LAYOUT_HIDDEN},
    {"svg", LAYOUT_HIDDEN},
    {"table", LAYOUT_BLOCK | LAYOUT_TABLE | LAYOUT_CLOSES_P},
    {"tbody", LAYOUT_BLOCK | LAYOUT_IN_TABLE},
    {"td", LAYOUT_BLOCK | LAYOUT_CELL | LAYOUT_IN_TABLE},
    {"template", LAYOUT_HIDDEN},
    {"tfoot", LAYOUT_BLOCK | LAYOUT_IN_TABLE},
    {"th", LAYOUT_BLOCK | LAYOUT_CELL | LAYOUT_IN_TABLE},
    {"thead", LAYOUT_BLOCK | LAYOUT_IN_TABLE},
    {"tr", LAYOUT_BLOCK | LAYOUT_ROW | LAYOUT_IN_TABLE},
    {"ul", LAYOUT_BLOCK | LAYOUT_MARGIN | LAYOUT_CLOSES_P},
    {"wbr", LAYOUT_VOID},
};

_Static_assert(ARRAY_SIZE(elements) < HTML_ELEMENTS, "an index for the unknown ones is left");

static int compare(const void *name, const void *element)
{
	return strcmp(name, ((const struct html_element *)element)->name);
}

const struct html_element *html_element(const char *name)
{
	return bsearch(name, elements, ARRAY_SIZE(elements), sizeof(*elements), compare);
}

size_t html_element_index(const struct html_element *element)
{
	return element ? (size_t)(element - elements) : HTML_ELEMENTS - 1;
}

/* Markup of mail clients: an attribute, a word in it, and its meaning. */
static const struct {
	const char *attribute, *word;
	unsigned style;
} marks[] = {
    {"class", "gmail_quote", STYLE_SOFT_QUOTE},
    {"class", "yahoo_quoted", STYLE_QUOTE},
    {"class", "moz-cite-prefix", STYLE_QUOTE},
    {"class", "protonmail_quote", STYLE_SOFT_QUOTE},
    {"class", "moz-forward-container", STYLE_FORWARD},
    {"class", "gmail_signature", STYLE_SIGNATURE},
    {"class", "moz-signature", STYLE_SIGNATURE},
    {"class", "protonmail_signature_block", STYLE_SIGNATURE},
    {"class", "msonormal", STYLE_NO_MARGIN},
    {"id", "divrplyfwdmsg", STYLE_HEADER},
    {"id", "appendonsend", STYLE_HEADER},
    {"id", "zwchr", STYLE_HEADER},
    {"data-marker", "__quoted_text__", STYLE_HEADER},
    {"data-marker", "__sig_p", STYLE_SIGNATURE},
    {"id", "ms-outlook-mobile-signature", STYLE_SIGNATURE},
};

/* Declarations in a style attribute, compared without white space. */
static const struct {
	const char *declaration;
	unsigned style;
} declarations[] = {
    {"display:none", STYLE_HIDDEN},
    {"visibility:hidden", STYLE_HIDDEN},
    {"mso-hide:all", STYLE_HIDDEN},
    {"text-decoration:line-through", STYLE_HIDDEN},
    {"text-decoration-line:line-through", STYLE_HIDDEN},
    {"text-decoration:underlineline-through", STYLE_HIDDEN},
    {"border-top:solid#e1e1e1", STYLE_HEADER},
    {"border-top:solid#b5c4df", STYLE_HEADER}, /* Outlook 2007 and 2010 */
    {"border-top-color:#e1e1e1", STYLE_HEADER},
    {"border-top-color:rgb(225,225,225)", STYLE_HEADER},
    {"border:none", STYLE_INDENT},
    {"border-style:none", STYLE_INDENT},
    {"margin:0", STYLE_NO_MARGIN},
    {"margin-top:0", STYLE_NO_MARGIN},
    {"margin-bottom:0", STYLE_NO_MARGIN},
    {"white-space:pre", STYLE_PRE},
};

/* The position of the declaration in the style, ignoring spaces and case, at the start of a declaration;
 * NULL: none. */
static const unsigned char *find_declaration(struct bytes style, const char *declaration)
{
	const unsigned char *end = style.data + style.length, *start = style.data;

	while (start && start < end) {
		const unsigned char *at = start;
		const char *want = declaration;

		for (; at < end && *want; at++) {
			if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
				continue;
			if ((*at >= 'A' && *at <= 'Z' ? *at + 32 : *at) != (unsigned char)*want)
				break;
			want++;
		}
		if (!*want)
			return at;
		start = memchr(start, ';', (size_t)(end - start));
		start = start ? start + 1 : NULL;
	}
	return NULL;
}

/* font-size:0, 0px, 0.0em ... but not 0.9em. */
static bool is_font_size_zero(struct bytes style)
{
	const unsigned char *at = find_declaration(style, "font-size:0"), *end = style.data + style.length;

	while (at && at < end && (*at == '0' || *at == '.'))
		at++;
	return at && (at == end || *at < '1' || *at > '9');
}

/* Outlook writes "border-top:solid #E1E1E1 1.0pt" after "border:none", with colour and width in either
 * order. */
static unsigned style_declarations(struct bytes style)
{
	if (!style.length)
		return 0;
	unsigned found = is_font_size_zero(style) ? STYLE_HIDDEN : 0;

	for (size_t i = 0; i < ARRAY_SIZE(declarations); i++)
		if (find_declaration(style, declarations[i].declaration))
			found |= declarations[i].style;
	return found;
}

/* Gmail's and Outlook's "increase indent" is a blockquote without a border; a quoting blockquote names its
 * source. */
static bool is_citing(const struct html_token *tag)
{
	return html_attribute(tag, "type").data || html_attribute(tag, "cite").data;
}

unsigned html_style(const struct html_token *tag)
{
	static const char *const names[] = {"class", "id", "data-marker"};
	unsigned found = 0;

	for (size_t n = 0; tag->attributes.length && n < ARRAY_SIZE(names); n++) {
		struct bytes value = html_attribute(tag, names[n]);

		for (size_t i = 0; value.length && i < ARRAY_SIZE(marks); i++)
			if (!strcmp(marks[i].attribute, names[n]) && scan_contains(value, marks[i].word))
				found |= marks[i].style;
	}
	if (!tag->attributes.length)
		return 0;
	found |= style_declarations(html_attribute(tag, "style"));
	if (html_attribute(tag, "hidden").data)
		found |= STYLE_HIDDEN;
	return is_citing(tag) ? found & ~(unsigned)STYLE_INDENT : found;
}

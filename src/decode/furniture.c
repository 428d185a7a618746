#include "furniture.h"

#include "base/text.h"
#include "scan.h"

#include <ctype.h>
#include <strings.h>

static const char *const types[] = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
    "application/pgp-encrypted",
    "application/applefile",
    "application/mac-binhex40",
    "text/vcard",
    "text/x-vcard",
    "text/directory",
    "text/x-amp-html",
    "text/x-watch-html",
    "text/x-pkcs7-signature",
};

static const char *const sealed_types[] = {"application/pkcs7-mime", "application/x-pkcs7-mime"};

static const char *const endings[] = {".vcf", ".p7s", ".sig", ".asc"};

/* Files that gateways add to a mail. */
static const char *const gateways[] = {"disclaimer.txt", "disclaimer.html", "interscan_disclaimer.txt",
				       "footer.txt", "footer.html"};

/* First lines of keys and signatures, whatever their type. */
static const char *const armours[] = {"-----BEGIN PGP PUBLIC KEY BLOCK", "-----BEGIN PGP SIGNATURE",
				      "-----BEGIN PKCS7", "BEGIN:VCARD"};

static const char *const body_names[] = {"message", "body",	"text",	    "texte",   "mail",
					 "corps",   "courriel", "untitled", "part",    "partie",
					 "msg",	    "textbody", "htmlbody", "noname",  "sans nom",
					 "content", "contenu",	"e-mail",   "courrier"};

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcasecmp(word, words[i]))
			return true;
	return false;
}

static bool begins_with(struct bytes content, const char *word)
{
	while (content.length && isspace(*content.data)) {
		content.data++;
		content.length--;
	}
	return content.length >= strlen(word) && !strncasecmp((const char *)content.data, word, strlen(word));
}

static bool has_ending(const char *name, const char *ending)
{
	size_t length = strlen(name), wanted = strlen(ending);

	return length >= wanted && !strcasecmp(name + length - wanted, ending);
}

/* "ATT00001.htm", "Untitled attachment 00012.txt", « Pièce jointe sans titre 00012.htm ». */
static bool is_numbered(const char *name)
{
	static const char *const starts[] = {"ATT", "Untitled attachment ", "Pièce jointe sans titre "};

	for (size_t i = 0; i < ARRAY_SIZE(starts); i++) {
		size_t length = strlen(starts[i]);
		const char *number = name + length;

		if (!strncasecmp(name, starts[i], length) && strspn(number, "0123456789") == 5 &&
		    (number[5] == '.' || !number[5]))
			return true;
	}
	return false;
}

/* Exchange's and Outlook's rests have a name of theirs and perhaps a line break. */
static bool is_blank(struct bytes content)
{
	while (content.length && isspace(content.data[content.length - 1]))
		content.length--;
	return !content.length;
}

bool furniture_is(const struct attachment_claim *claim, struct bytes content)
{
	if (is_one_of(claim->type, types, ARRAY_SIZE(types)) ||
	    is_one_of(claim->name, gateways, ARRAY_SIZE(gateways)) ||
	    (is_blank(content) && is_numbered(claim->name)))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (has_ending(claim->name, endings[i]))
			return true;
	for (size_t i = 0; i < ARRAY_SIZE(armours); i++)
		if (begins_with(content, armours[i]))
			return true;
	return false;
}

bool furniture_is_sealed(const struct attachment_claim *claim)
{
	return is_one_of(claim->type, sealed_types, ARRAY_SIZE(sealed_types)) ||
	       has_ending(claim->name, ".p7m");
}

bool furniture_is_continuation(const struct attachment_claim *claim)
{
	bool is_text = !strcmp(claim->type, "text/plain") || !strcmp(claim->type, "text/html");

	return is_text && is_numbered(claim->name);
}

/* Ignores number and ending: "part2.txt", "message-1.html". */
bool furniture_is_body_name(const char *name)
{
	char stem[32];
	size_t length = strcspn(name, ".");

	if (!length || length >= sizeof(stem))
		return false;
	while (length && strchr("0123456789-_ ", name[length - 1]))
		length--;
	memcpy(stem, name, length);
	stem[length] = '\0';
	return is_one_of(stem, body_names, ARRAY_SIZE(body_names));
}

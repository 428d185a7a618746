#include "defects.h"

#include "scan.h"
#include "zip.h"

#include <stdbool.h>
#include <string.h>

enum { END_BYTES = 1024, START_BYTES = 2048 };

static bool starts_with(struct bytes content, const char *bytes, size_t length)
{
	return content.length >= length && !memcmp(content.data, bytes, length);
}

/* The first match at or after `from`; content.length when there is none. */
static size_t find(struct bytes content, const char *word, size_t length, size_t from)
{
	while (from + length <= content.length) {
		const unsigned char *at =
		    memchr(content.data + from, word[0], content.length - length - from + 1);
		if (!at)
			break;
		from = (size_t)(at - content.data);
		if (!memcmp(at, word, length))
			return from;
		from++;
	}
	return content.length;
}

static bool holds(struct bytes content, const char *word)
{
	return find(content, word, strlen(word), 0) < content.length;
}

static struct bytes tail(struct bytes content, size_t length)
{
	size_t cut = content.length > length ? content.length - length : 0;
	return (struct bytes){content.data + cut, content.length - cut};
}

/* A PDF name ends at white space or a delimiter (ISO 32000-1 7.2.2): /JS is not /JSON. */
static bool has_name(struct bytes pdf, const char *name)
{
	size_t length = strlen(name);
	for (size_t at = 0; (at = find(pdf, name, length, at)) < pdf.length; at += length)
		if (at + length < pdf.length && strchr(" \t\r\n\f/<[(", pdf.data[at + length]))
			return true;
	return false;
}

static bool is_cut(struct bytes pdf)
{
	struct bytes end = tail(pdf, END_BYTES), last = tail(pdf, START_BYTES);
	size_t start = last.length, at = 0, offset = 0;
	if (!holds(end, "%%EOF"))
		return true;
	while ((at = find(last, "startxref", strlen("startxref"), at)) < last.length)
		start = at++;
	if (start == last.length)
		return false; /* readers rebuild the table then */
	for (at = start + strlen("startxref"); at < last.length && strchr(" \r\n", last.data[at]); at++)
		;
	for (; at < last.length && last.data[at] >= '0' && last.data[at] <= '9' && offset <= pdf.length; at++)
		offset = offset * 10 + (size_t)(last.data[at] - '0');
	return offset >= pdf.length;
}

static const char *pdf_defect(struct bytes pdf)
{
	if (has_name(pdf, "/Encrypt"))
		return "encrypted";
	if (has_name(pdf, "/JavaScript") || has_name(pdf, "/JS") || has_name(pdf, "/Launch"))
		return "executable";
	return is_cut(pdf) ? "truncated" : "";
}

static bool has_ending(struct bytes name, const char *ending)
{
	size_t length = strlen(ending);
	return name.length > length &&
	       scan_equals((struct bytes){name.data + name.length - length, length}, ending);
}

static bool is_program_name(struct bytes name)
{
	static const char *const endings[] = {".exe", ".dll", ".scr", ".com", ".bat", ".cmd", ".ps1",
					      ".vbs", ".js",  ".jar", ".lnk", ".msi", ".hta", ".class"};
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (has_ending(name, endings[i]))
			return true;
	return false;
}

static bool has_prefix(struct bytes name, const char *prefix)
{
	return starts_with(name, prefix, strlen(prefix));
}

/* OpenDocument 1.2 part 3 section 4.3: encrypted files are stored, not deflated. */
static bool is_cipher(struct bytes zip, const struct zip_entry *entry)
{
	return scan_equals(entry->name, "content.xml") && entry->method == 0 &&
	       !starts_with(zip_stored(zip, entry), "<", 1) &&
	       !starts_with(zip_stored(zip, entry), "\xef\xbb\xbf<", 4);
}

static const char *entry_defect(struct bytes zip, const struct zip_entry *entry)
{
	if (scan_contains(entry->name, "vbaProject.bin") || has_prefix(entry->name, "Basic/") ||
	    has_prefix(entry->name, "Scripts/"))
		return "macros";
	if ((entry->flags & 1) || is_cipher(zip, entry))
		return "encrypted";
	return is_program_name(entry->name) ? "executable" : "";
}

static const char *zip_defect(struct bytes zip)
{
	struct zip_walk walk = zip_walk(zip);
	struct zip_entry entry;
	if (!walk.at)
		return "truncated";
	while (zip_next(&walk, &entry)) {
		const char *defect = entry_defect(zip, &entry);
		if (*defect)
			return defect;
	}
	return "";
}

/* The word in UTF-16LE, as names stand in an OLE file. */
static const char *ole_defect(struct bytes ole)
{
	static const char word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	return find(ole, word, sizeof(word) - 1, 0) < ole.length ? "encrypted" : "";
}

static const char *rtf_defect(struct bytes rtf)
{
	return holds(rtf, "\\objdata") ? "executable" : "";
}

static const char *program_defect(struct bytes program)
{
	(void)program;
	return "executable";
}

static const struct {
	const char *magic;
	size_t length;
	const char *(*defect)(struct bytes content);
} kinds[] = {
    {"%PDF-", 5, pdf_defect},
    {"PK\3\4", 4, zip_defect},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, ole_defect},
    {"{\\rt", 4, rtf_defect},
    {"MZ", 2, program_defect},
    {"\x7f"
     "ELF",
     4, program_defect},
    {"#!", 2, program_defect},
    {"\xca\xfe\xba\xbe", 4, program_defect},
    {"\xcf\xfa\xed\xfe", 4, program_defect},
};

const char *defects_of(struct bytes content)
{
	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (starts_with(content, kinds[i].magic, kinds[i].length))
			return kinds[i].defect(content);
	return "";
}

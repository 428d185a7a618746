#include "decode/document.h"

#include "base/phrases.h"
#include "base/text.h"
#include "limits.h"
#include "office_readers.h"
#include "office_xml.h"
#include "scan.h"
#include "zip.h"

#include <string.h>
#include <strings.h>

/* Unsupported formats, by their first bytes. */
static const struct {
	const char *start;
	size_t length;
	const char *format;
} starts[] = {
    {"%PDF-", 5, "format.pdf"},		 {"{\\rt", 4, "format.rtf"},
    {"PK\3\4", 4, "format.zip"},	 {"PK\5\6", 4, "format.zip"},
    {"Rar!", 4, "format.rar"},		 {"7z\xbc\xaf\x27\x1c", 6, "format.seven_zip"},
    {"\x1f\x8b", 2, "format.gzip"},	 {"\x09\x08", 2, "format.old_excel"},
    {"\x09\x04", 2, "format.old_excel"}, {"\x09\x02", 2, "format.old_excel"},
};

/* Unsupported formats in compound files (MS-CFB), by a stream's name in UTF-16. */
static const struct {
	const char *stream, *format;
	enum document_fault fault;
} streams[] = {
    {"EncryptedPackage", "format.encrypted", DOCUMENT_ENCRYPTED},
    {"WordDocument", "format.doc", DOCUMENT_READ},
    {"Workbook", "format.xls", DOCUMENT_READ},
    {"Book", "format.excel_95", DOCUMENT_READ},
    {"PowerPoint Document", "format.ppt", DOCUMENT_READ},
};

static bool begins(struct bytes content, const char *start, size_t length)
{
	return content.length >= length && !memcmp(content.data, start, length);
}

static bool holds_wide(struct bytes content, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + 2 * length <= content.length; i++) {
		const unsigned char *at = memchr(content.data + i, word[0], content.length - i);
		size_t matched = 0;

		if (!at)
			return false;
		i = (size_t)(at - content.data);
		while (matched < length && i + 2 * matched + 1 < content.length &&
		       content.data[i + 2 * matched] == (unsigned char)word[matched] &&
		       !content.data[i + 2 * matched + 1])
			matched++;
		if (matched == length)
			return true;
	}
	return false;
}

static void refuse(struct document *out, const char *format, enum document_fault fault)
{
	out->kind = DOCUMENT_FOREIGN;
	out->format = phrase(format);
	out->fault = fault;
}

static void tell_compound(struct bytes content, struct document *out)
{
	refuse(out, "format.compound", DOCUMENT_READ);
	for (size_t i = 0; i < ARRAY_SIZE(streams); i++)
		if (holds_wide(content, streams[i].stream)) {
			refuse(out, streams[i].format, streams[i].fault);
			return;
		}
}

/* An XML file by Office 2003, or OpenDocument without an archive. */
static bool tell_xml(struct bytes content, struct document *out)
{
	enum { START_BYTES = 4096 };
	static const struct {
		const char *word, *format;
	} words[] = {
	    {"urn:schemas-microsoft-com:office:spreadsheet", "format.spreadsheet_xml"},
	    {"Excel.Sheet", "format.spreadsheet_xml"},
	    {"schemas.microsoft.com/office/word/2003", "format.word_2003_xml"},
	    {"Word.Document", "format.word_2003_xml"},
	    {"schemas.microsoft.com/office/2006/xmlPackage", "format.word_xml"},
	    {"oasis:names:tc:opendocument", "format.flat_odf"},
	};
	struct bytes start = {content.data, content.length < START_BYTES ? content.length : START_BYTES};

	if (!begins(content, "<", 1) && !begins(content, "\xef\xbb\xbf<", 4))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (scan_contains(start, words[i].word)) {
			refuse(out, words[i].format, DOCUMENT_READ);
			return true;
		}
	return false;
}

struct open_document {
	const char *body; /* the first element within office:body */
	bool is_in_body;
};

static void body_open(struct xml *xml, const char *name)
{
	struct open_document *found = xml_user(xml);

	if (found->is_in_body && !found->body) {
		static const char *const bodies[] = {"spreadsheet", "text", "presentation", "drawing"};

		found->body = "";
		for (size_t i = 0; i < ARRAY_SIZE(bodies); i++)
			if (!strcmp(name, bodies[i]))
				found->body = bodies[i];
		xml_fail(xml, DOCUMENT_DAMAGED); /* the body's first element is all that is needed */
	} else if (!strcmp(name, "body")) {
		found->is_in_body = true;
	} else if (strcmp(name, "document-content")) {
		xml_skip(xml);
	}
}

static void body_close(struct xml *xml, const char *name)
{
	(void)xml, (void)name;
}

struct opened {
	struct arena *arena;
	struct package *package;
	struct document_budget *budget;
	struct document *out;
};

static bool is_encrypted(struct opened *opened)
{
	struct bytes manifest;

	return package_has(opened->package, "META-INF/manifest.xml") &&
	       !package_part(opened->package, "META-INF/manifest.xml", &manifest) &&
	       scan_contains(manifest, "encryption-data");
}

static void read_open_document(struct opened *opened)
{
	struct open_document found = {0};
	struct xml_handler handler = {.open = body_open, .close = body_close, .user = &found};
	struct document *out = opened->out;
	struct bytes content;

	out->kind = DOCUMENT_WORKBOOK;
	out->format = "OpenDocument";
	if (is_encrypted(opened)) {
		out->fault = DOCUMENT_ENCRYPTED;
		return;
	}
	if ((out->fault = package_part(opened->package, "content.xml", &content)))
		return;
	enum document_fault fault = xml_read(opened->arena, content, &handler);

	if (!found.body) {
		out->fault = fault ? fault : DOCUMENT_DAMAGED;
	} else if (!strcmp(found.body, "spreadsheet")) {
		out->format = "OpenDocument (.ods)";
		out->fault = ods_read(opened->arena, opened->package, opened->budget, out);
	} else if (!strcmp(found.body, "text")) {
		out->kind = DOCUMENT_TEXT;
		out->format = "OpenDocument (.odt)";
		out->fault = odt_read(opened->arena, opened->package, opened->budget, out);
	} else {
		refuse(out, "format.other_odf", DOCUMENT_READ);
	}
}

struct root {
	struct arena *arena;
	const char *name;
};

static void root_open(struct xml *xml, const char *name)
{
	struct root *root = xml_user(xml);

	root->name = arena_strdup(root->arena, name);
	xml_fail(xml, DOCUMENT_DAMAGED); /* the root element is all that is needed */
}

/* Decides by the root element of the main part, because programs vary names and types of entries. */
static void read_open_xml(struct opened *opened, const char *main)
{
	struct root root = {opened->arena, ""};
	struct xml_handler handler = {.open = root_open, .close = body_close, .user = &root};
	struct document *out = opened->out;
	struct bytes part;

	out->kind = DOCUMENT_WORKBOOK;
	out->format = "Office Open XML";
	if (package_has_ending(opened->package, "workbook.bin")) {
		refuse(out, "format.xlsb", DOCUMENT_READ);
		return;
	}
	if ((out->fault = package_part(opened->package, main, &part)))
		return;
	enum document_fault fault = xml_read(opened->arena, part, &handler);

	if (!strcmp(root.name, "workbook")) {
		out->format = "Excel (.xlsx)";
		out->fault = xlsx_read(opened->arena, opened->package, main, opened->budget, out);
	} else if (!strcmp(root.name, "document")) {
		out->kind = DOCUMENT_TEXT;
		out->format = "Word (.docx)";
		out->fault = docx_read(opened->arena, opened->package, main, opened->budget, out);
	} else if (!strcmp(root.name, "presentation")) {
		refuse(out, "format.pptx", DOCUMENT_READ);
	} else {
		out->fault = fault == DOCUMENT_DECLARES ? fault : DOCUMENT_DAMAGED;
	}
}

/* Archives of other programs, by one of their entries. */
static bool tell_other_archive(struct opened *opened)
{
	static const struct {
		const char *ending, *format;
	} endings[] = {
	    {"Index/Document.iwa", "format.iwork"},
	    {"Index.zip", "format.iwork"},
	    {"index.apxl", "format.keynote"},
	    {"index.xml.gz", "format.pages_or_numbers"},
	};

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (package_has_ending(opened->package, endings[i].ending)) {
			refuse(opened->out, endings[i].format, DOCUMENT_READ);
			return true;
		}
	return false;
}

static void read_package(struct opened *opened)
{
	struct relationships roots;
	const char *main;
	struct document *out = opened->out;

	if ((out->fault = package_relationships(opened->package, "", &roots))) {
		out->kind = DOCUMENT_WORKBOOK;
		return;
	}
	main = relationship_by_type(&roots, "officeDocument");
	if (main && *main)
		read_open_xml(opened, main);
	else if (package_has(opened->package, "content.xml"))
		read_open_document(opened);
	else if (!tell_other_archive(opened))
		refuse(out, "format.zip", DOCUMENT_READ);
}

/* Whether a broken archive was meant as an office file. */
static bool promises_office(struct arena *arena, const struct attachment *attachment)
{
	static const char *const endings[] = {".xlsx", ".xlsm", ".docx", ".docm",
					      ".ods",  ".odt",	".ots",	 ".ott"};
	size_t length = strlen(attachment->name);

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (length > strlen(endings[i]) &&
		    !strcasecmp(attachment->name + length - strlen(endings[i]), endings[i]))
			return true;
	return zip_document_type(arena, attachment->content) != NULL;
}

static void read_archive(struct arena *arena, const struct attachment *attachment,
			 struct document_budget *budget, struct document *out)
{
	struct opened opened = {.arena = arena, .budget = budget, .out = out};

	out->format = "fichier Office";
	if (++budget->files > LIMIT_OFFICE_FILES) {
		out->kind = DOCUMENT_WORKBOOK;
		out->fault = DOCUMENT_MANY_FILES;
		return;
	}
	out->fault = package_open(&opened.package, arena, attachment->content, budget);
	if (!out->fault)
		read_package(&opened);
	else if (promises_office(arena, attachment))
		out->kind = DOCUMENT_WORKBOOK;
	else
		refuse(out, "format.zip", out->fault);
	package_close(&opened.package);
	if (out->fault)
		out->sheet_count = 0;
}

const struct cell *row_cell(const struct row *row, unsigned column)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].column == column)
			return &row->cells[i];
	return NULL;
}

void document_read(struct arena *arena, const struct attachment *attachment, struct document_budget *budget,
		   struct document *out)
{
	struct bytes content = attachment->content;

	*out = (struct document){.format = ""};
	if (begins(content, "PK\3\4", 4)) {
		read_archive(arena, attachment, budget, out);
		return;
	}
	if (begins(content, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8)) {
		tell_compound(content, out);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(starts); i++)
		if (begins(content, starts[i].start, starts[i].length)) {
			refuse(out, starts[i].format, DOCUMENT_READ);
			return;
		}
	tell_xml(content, out);
}

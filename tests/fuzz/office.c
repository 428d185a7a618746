/* An office file -> its rows and paragraphs -> forms. The first character selects: "z" takes the rest as a
 * file; "x" XLSX, "w" DOCX, "s" ODS and "t" ODT take it as parts, each up to a NUL: the main one, the styles,
 * the strings. */
#include "fuzz.h"

#include "base/date.h"
#include "base/text.h"
#include "decode/document.h"
#include "extract.h"

enum { NOW = 1795420800, MOST_CELLS = 200000, MOST_CELL_BYTES = 4 * 32767 };

struct entry {
	const char *name, *text;
	size_t at;
};

void fuzz_prepare(void)
{
	struct err err = {0};
	clock_set_zone("Europe/Paris");
	clock_set(NOW);
	fuzz_expect(!decode_init(&err) && !extract_init(&err), err.text);
}

static uint32_t checksum(const char *text, size_t length)
{
	uint32_t crc = 0xffffffffu;
	for (size_t i = 0; i < length; i++) {
		crc ^= (unsigned char)text[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (0xedb88320u & -(crc & 1u));
	}
	return ~crc;
}

static void number(struct buf *out, size_t value, int bytes)
{
	while (bytes--) {
		buf_addc(out, (char)(value & 0xff));
		value >>= 8;
	}
}

/* APPNOTE 4.3: the fields common to a local header and a directory entry, from the version on. */
static void describe(struct buf *out, const struct entry *entry)
{
	size_t length = strlen(entry->text);
	number(out, 20, 2);
	number(out, 0, 8); /* flags, method, time, day */
	number(out, checksum(entry->text, length), 4);
	number(out, length, 4);
	number(out, length, 4);
	number(out, strlen(entry->name), 2);
	number(out, 0, 2);
}

static struct bytes zipped(struct arena *arena, struct entry *entries, size_t count)
{
	struct buf out = {.arena = arena};
	for (size_t i = 0; i < count; i++) {
		entries[i].at = out.length;
		buf_add(&out, "PK\3\4", 4);
		describe(&out, &entries[i]);
		buf_adds(&out, entries[i].name);
		buf_adds(&out, entries[i].text);
	}
	size_t directory = out.length;
	for (size_t i = 0; i < count; i++) {
		buf_add(&out, "PK\1\2", 4);
		number(&out, 20, 2);
		describe(&out, &entries[i]);
		number(&out, 0, 10); /* comment, disk, attributes */
		number(&out, entries[i].at, 4);
		buf_adds(&out, entries[i].name);
	}
	size_t length = out.length - directory;
	buf_add(&out, "PK\5\6", 4);
	number(&out, 0, 4);
	number(&out, count, 2);
	number(&out, count, 2);
	number(&out, length, 4);
	number(&out, directory, 4);
	number(&out, 0, 2);
	return buf_bytes(&out);
}

#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"x/" type "\" Target=\"" target "\"/>"

static struct bytes file_of(struct arena *arena, char kind, struct bytes rest)
{
	const char *body = fuzz_piece(arena, &rest), *styles = fuzz_piece(arena, &rest),
		   *strings = fuzz_piece(arena, &rest);
	struct entry open_xml[] = {
	    {"_rels/.rels", "<R>" RELATION("a", "officeDocument", "main.xml") "</R>", 0},
	    {"main.xml",
	     kind == 'x' ? "<workbook><sheets><sheet name=\"F\" id=\"s\"/></sheets></workbook>" : body, 0},
	    {"_rels/main.xml.rels",
	     "<R>" RELATION("s", "worksheet", "sheet.xml") RELATION("t", "styles", "styles.xml")
		 RELATION("u", "sharedStrings", "strings.xml") "</R>",
	     0},
	    {"styles.xml", *styles ? styles : "<s/>", 0},
	    {"strings.xml", *strings ? strings : "<s/>", 0},
	    {"sheet.xml", body, 0},
	};
	struct entry open_document[] = {{"content.xml", body, 0},
					{"styles.xml", *styles ? styles : "<s/>", 0}};
	if (kind == 'x' || kind == 'w')
		return zipped(arena, open_xml, ARRAY_SIZE(open_xml));
	return kind == 's' || kind == 't' ? zipped(arena, open_document, ARRAY_SIZE(open_document)) : rest;
}

static void check_row(const struct row *row)
{
	fuzz_expect(row->count > 0, "a row has cells");
	for (size_t i = 0; i < row->count; i++)
		fuzz_expect((*row->cells[i].text || row->cells[i].lacks_value) &&
				strlen(row->cells[i].text) <= MOST_CELL_BYTES,
			    "a cell has text, and not too much");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct document_budget budget = {0};
	struct document document;
	struct form form = {0};
	struct err err = {0};
	if (!input.length)
		return;
	char kind = (char)input.data[0];
	struct bytes rest = {input.data + 1, input.length - 1};
	struct attachment attachment = {.name = "offres.xlsx",
					.type = "application/octet-stream",
					.defect = "",
					.content = kind == 'z' ? rest : file_of(arena, kind, rest)};
	document_read(arena, &attachment, &budget, &document);
	fuzz_expect(!document.fault || !document.sheet_count, "nothing is told of a file that is at fault");
	fuzz_expect(document.fault || budget.cells <= MOST_CELLS, "the cells are counted");
	for (size_t i = 0; i < document.sheet_count; i++)
		for (size_t j = 0; j < document.sheets[i].row_count; j++)
			check_row(&document.sheets[i].rows[j]);
	struct mail mail = {.subject = "[OFFRE]",
			    .date = "",
			    .proof = "",
			    .nature_reason = "",
			    .content_hash = "",
			    .attachments = &attachment,
			    .attachment_count = 1};
	if (extract_form(arena, &mail, NOW, &form, &err))
		return;
	fuzz_expect(form.part_count <= 500, "there are at most 500 forms");
	for (size_t i = 0; i < form.part_count; i++) {
		extract_require(&form.parts[i]);
		fuzz_expect(form.parts[i].origin && *form.parts[i].origin, "each says where it stands");
	}
}

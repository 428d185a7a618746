#include "office_package.h"

#include "base/text.h"
#include "limits.h"
#include "office_xml.h"
#include "scan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

/* An entry that was unpacked before. */
struct unpacked {
	zip_uint64_t index;
	struct bytes bytes;
};

struct package {
	struct arena *arena;
	struct bytes bytes;
	zip_t *zip;
	zip_int64_t entry_count;
	size_t unpacked_bytes;
	struct document_budget *budget;
	struct unpacked *unpacked;
	size_t unpacked_count;
};

enum {
	END_BYTES = 22,
	DIRECTORY_OFFSET = 16,
	DIRECTORY_BYTES = 12,
	COMMENT_LENGTH = 20,
	MOST_COMMENT = 65535
};

static size_t number_at(struct bytes bytes, size_t at, size_t length)
{
	return scan_little_endian((struct bytes){bytes.data + at, length});
}

/* Whether an end of central directory record (APPNOTE 4.3.16) is at this position, with a directory where it
 * says. */
static bool ends_directory(struct bytes zip, size_t at)
{
	if (memcmp(zip.data + at, "PK\5\6", 4))
		return false;
	size_t directory = number_at(zip, at + DIRECTORY_OFFSET, 4),
	       length = number_at(zip, at + DIRECTORY_BYTES, 4);

	return directory <= at && length <= at - directory &&
	       (!length || (length > 4 && !memcmp(zip.data + directory, "PK\1\2", 4)));
}

/* With two directories our program and the sender's could see different files, so exactly one record is
 * allowed, with no directory after it. */
static bool has_one_directory(struct bytes zip)
{
	size_t lowest = zip.length > END_BYTES + MOST_COMMENT ? zip.length - END_BYTES - MOST_COMMENT : 0;
	size_t count = 0;

	for (size_t at = zip.length < END_BYTES ? 0 : zip.length - END_BYTES + 1; at-- > lowest;) {
		if (ends_directory(zip, at))
			count++;
		else if (!count && !memcmp(zip.data + at, "PK\5\6", 4))
			return false;
	}
	return count == 1;
}

static enum document_fault check_entries(const struct package *package)
{
	size_t total = 0;

	if (package->entry_count > LIMIT_OFFICE_ENTRIES)
		return DOCUMENT_MANY_ENTRIES;
	for (zip_int64_t i = 0; i < package->entry_count; i++) {
		zip_stat_t stat;

		if (zip_stat_index(package->zip, (zip_uint64_t)i, ZIP_FL_UNCHANGED, &stat) ||
		    !(stat.valid & ZIP_STAT_SIZE))
			return DOCUMENT_DAMAGED;
		if (stat.size > LIMIT_OFFICE_BYTES || (total += stat.size) > LIMIT_OFFICE_BYTES)
			return DOCUMENT_LARGE;
	}
	return DOCUMENT_READ;
}

enum document_fault package_open(struct package **out, struct arena *arena, struct bytes zip,
				 struct document_budget *budget)
{
	struct package *package = arena_alloc(arena, sizeof(*package));
	zip_error_t error;

	*out = NULL;
	*package = (struct package){.arena = arena, .bytes = zip, .budget = budget};
	if (!has_one_directory(zip))
		return DOCUMENT_DAMAGED;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(zip.data, zip.length, 0, &error);

	if (source)
		package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	zip_error_fini(&error);
	if (!package->zip) {
		if (source)
			zip_source_free(source);
		return DOCUMENT_DAMAGED;
	}
	package->entry_count = zip_get_num_entries(package->zip, ZIP_FL_UNCHANGED);
	enum document_fault fault = check_entries(package);

	if (fault)
		package_close(&package);
	*out = package;
	return fault;
}

void package_close(struct package **package)
{
	if (*package)
		zip_discard((*package)->zip);
	*package = NULL;
}

static const char *entry_name(const struct package *package, zip_int64_t index)
{
	const char *name = zip_get_name(package->zip, (zip_uint64_t)index, ZIP_FL_ENC_RAW);

	return name ? name : "";
}

bool package_has_ending(const struct package *package, const char *ending)
{
	for (zip_int64_t i = 0; i < package->entry_count; i++) {
		const char *name = entry_name(package, i);

		if (strlen(name) >= strlen(ending) &&
		    !strcasecmp(name + strlen(name) - strlen(ending), ending))
			return true;
	}
	return false;
}

/* The number of entries with that name, and the last of them. */
static size_t find(const struct package *package, const char *name, zip_uint64_t *index)
{
	size_t count = 0;

	for (zip_int64_t i = 0; i < package->entry_count; i++) {
		if (strcasecmp(entry_name(package, i), name))
			continue;
		*index = (zip_uint64_t)i;
		count++;
	}
	return count;
}

bool package_has(const struct package *package, const char *name)
{
	zip_uint64_t index;

	return find(package, name, &index) > 0;
}

/* Reads one byte past the end: only then does libzip check size and checksum. */
static enum document_fault unpack(struct package *package, zip_uint64_t index, const zip_stat_t *stat,
				  struct bytes *out)
{
	size_t size = (size_t)stat->size, got = 0;
	unsigned char *data = arena_alloc(package->arena, size + 1), beyond;
	zip_file_t *file = zip_fopen_index(package->zip, index, ZIP_FL_UNCHANGED);
	zip_int64_t read = file ? 1 : -1;

	while (read > 0 && got < size) {
		read = zip_fread(file, data + got, size - got);
		got += read > 0 ? (size_t)read : 0;
	}
	if (file && read >= 0)
		read = zip_fread(file, &beyond, 1);
	if (file)
		zip_fclose(file);
	if (read || got != size)
		return DOCUMENT_DAMAGED;
	*out = (struct bytes){data, got};
	package->unpacked =
	    scan_grow(package->arena, package->unpacked, package->unpacked_count, sizeof(*package->unpacked));
	package->unpacked[package->unpacked_count++] = (struct unpacked){index, *out};
	return DOCUMENT_READ;
}

enum document_fault package_part(struct package *package, const char *name, struct bytes *out)
{
	const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
	zip_uint64_t index = 0;
	zip_stat_t stat;

	*out = (struct bytes){0};
	if (find(package, name, &index) != 1 ||
	    zip_stat_index(package->zip, index, ZIP_FL_UNCHANGED, &stat) || (stat.valid & needed) != needed)
		return DOCUMENT_DAMAGED;
	if (stat.encryption_method != ZIP_EM_NONE)
		return DOCUMENT_ENCRYPTED;
	if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
		return DOCUMENT_DAMAGED;
	for (size_t i = 0; i < package->unpacked_count; i++)
		if (package->unpacked[i].index == index) {
			*out = package->unpacked[i].bytes;
			return DOCUMENT_READ;
		}
	package->unpacked_bytes += (size_t)stat.size;
	package->budget->unpacked_bytes += (size_t)stat.size;
	if (package->unpacked_bytes > LIMIT_OFFICE_BYTES ||
	    package->budget->unpacked_bytes > LIMIT_OFFICE_MAIL_BYTES)
		return DOCUMENT_LARGE;
	return unpack(package, index, &stat, out);
}

/* Relative to the part's folder, or absolute when it starts with a slash. */
static const char *resolve(struct arena *arena, const char *part, const char *target)
{
	const char *slash = strrchr(part, '/');
	size_t folder = slash ? (size_t)(slash - part) : 0;

	if (*target == '/')
		return arena_strdup(arena, target + 1);
	while (true) {
		if (text_starts_with(target, "./")) {
			target += 2;
		} else if (text_starts_with(target, "../")) {
			target += 3;
			while (folder && part[--folder] != '/')
				;
		} else {
			break;
		}
	}
	return folder ? arena_printf(arena, "%.*s/%s", (int)folder, part, target)
		      : arena_strdup(arena, target);
}

struct reading {
	struct arena *arena;
	const char *part;
	struct relationships *out;
};

static void open_relationship(struct xml *xml, const char *name)
{
	struct reading *reading = xml_user(xml);
	struct relationships *out = reading->out;

	if (strcmp(name, "Relationship"))
		return;
	const char *id = xml_attribute(xml, "Id"), *type = xml_attribute(xml, "Type");
	const char *target = xml_attribute(xml, "Target"), *mode = xml_attribute(xml, "TargetMode");

	if (!id || !type || !target)
		return;
	out->items = scan_grow(reading->arena, out->items, out->count, sizeof(*out->items));
	out->items[out->count++] = (struct relationship){
	    .id = id,
	    .type = strrchr(type, '/') ? strrchr(type, '/') + 1 : type,
	    .target =
		mode && !strcasecmp(mode, "External") ? "" : resolve(reading->arena, reading->part, target),
	};
}

static void close_nothing(struct xml *xml, const char *name)
{
	(void)xml, (void)name;
}

enum document_fault package_relationships(struct package *package, const char *part,
					  struct relationships *out)
{
	struct reading reading = {package->arena, part, out};
	struct xml_handler handler = {.open = open_relationship, .close = close_nothing, .user = &reading};
	const char *slash = strrchr(part, '/'), *base = slash ? slash + 1 : part;
	const char *name = arena_printf(package->arena, "%.*s_rels/%s.rels", (int)(base - part), part, base);
	struct bytes xml;

	*out = (struct relationships){0};
	if (!package_has(package, name))
		return DOCUMENT_READ;
	enum document_fault fault = package_part(package, name, &xml);

	return fault ? fault : xml_read(package->arena, xml, &handler);
}

const char *relationship_by_id(const struct relationships *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i].id, id))
			return list->items[i].target;
	return NULL;
}

const char *relationship_by_type(const struct relationships *list, const char *type)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->items[i].type, type))
			return list->items[i].target;
	return NULL;
}

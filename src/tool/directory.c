#include "../config.h"
#include "print.h"
#include "tool.h"

#include "base/list.h"
#include "base/text.h"
#include "db/bounces.h"
#include "db/directory.h"
#include "extract.h"
#include "extract/directory.h"

enum { FILE_BYTES = 20 * 1024 * 1024 };

/* Prints all faults, or only the first ones if there are too many to correct one by one. ERR_DATA when there
 * are any. */
static int tell_faults(const char *path, const struct directory_fault *faults, size_t count, struct err *err)
{
	enum { MOST = 100, FEW = 20 };
	size_t told = count > MOST ? FEW : count;
	for (size_t i = 0; i < told; i++)
		fprintf(stderr, "%s:%zu: %s\n", path, faults[i].line, faults[i].what);
	if (told < count)
		fprintf(stderr, "%s: and %zu more\n", path, count - told);
	return count ? err_set(err, ERR_DATA, "%s: %zu fault%s; nothing was imported", path, count,
			       count == 1 ? "" : "s")
		     : OK;
}

static int read_file(struct program *program, const char *path, struct directory_row **rows, size_t *count,
		     struct list *faults, struct err *err)
{
	struct bytes file;
	struct directory_fault *found;
	size_t found_count;
	int rc;
	if ((rc = extract_init(err)) || (rc = program_input(program->arena, path, FILE_BYTES, &file, err)))
		return rc;
	if (directory_read(program->arena, file, rows, count, &found, &found_count, err))
		return err_prefix(err, "%s", path);
	if (!found_count && !*count)
		return err_set(err, ERR_DATA, "%s: no contact stands in it; nothing was imported", path);
	for (size_t i = 0; i < found_count; i++)
		*(struct directory_fault *)list_add(faults) = found[i];
	return OK;
}

/* Codes must exist: the register knows them, the file's reader checks only their syntax. */
static int check_territories(struct program *program, struct db *db, const struct directory_row *rows,
			     size_t count, struct list *faults, struct err *err)
{
	for (size_t i = 0; i < count; i++) {
		for (const char *at = rows[i].territories; *at;) {
			size_t length = strcspn(at, " ");
			const char *code = arena_strndup(program->arena, at, length);
			struct place place;
			int rc = places_by_code(db, program->arena, code, &place, err);
			if (rc == ERR_NOT_FOUND)
				*(struct directory_fault *)list_add(faults) = (struct directory_fault){
				    rows[i].line,
				    arena_printf(program->arena, "territoires: %s names no place", code)};
			else if (rc)
				return rc;
			at += length;
			at += strspn(at, " ");
		}
	}
	return OK;
}

static void print_changes(const struct directory_changes *changes)
{
	printf("%zu added, %zu updated, %zu unchanged, %zu deactivated\n", changes->added, changes->updated,
	       changes->unchanged, changes->deactivated);
	for (size_t i = 0; i < changes->renamed_count; i++)
		printf("renamed: %s -> %s\n", changes->renamed[i].before, changes->renamed[i].now);
}

/* A file that would deactivate most contacts is probably truncated or a mistake. */
static int check_gone(struct db *db, const char *path, const struct directory_row *rows, size_t count,
		      struct err *err)
{
	enum { FEW = 3, ONE_IN = 10 };
	size_t active, gone;
	int rc = directory_gone(db, rows, count, &active, &gone, err);
	if (rc || gone <= FEW || gone * ONE_IN <= active)
		return rc;
	return err_set(
	    err, ERR_DATA,
	    "%s: would deactivate %zu of %zu contacts; nothing was imported; --deactivate if that is meant",
	    path, gone, active);
}

static int import(struct program *program, const struct config *config, struct err *err)
{
	const char *path = program->argv[2];
	bool deactivates = program_option(program, "deactivate"),
	     welcomes = program_option(program, "welcome");
	int64_t welcomed = 0;
	struct directory_row *rows;
	struct list faults = {.arena = program->arena, .size_bytes = sizeof(struct directory_fault)};
	struct directory_changes changes;
	struct db *db;
	size_t count;
	int rc = read_file(program, path, &rows, &count, &faults, err);
	if (rc || (rc = program_make_register_folder(program, config, err)) ||
	    (rc = db_open(&db, config->database, DB_WRITE, err)))
		return rc;
	if (!(rc = check_territories(program, db, rows, count, &faults, err)) &&
	    !(rc = tell_faults(path, faults.items, faults.count, err)) &&
	    (deactivates || !(rc = check_gone(db, path, rows, count, err))) &&
	    !(rc = directory_import(db, program->arena, rows, count, &changes, err)) &&
	    (!welcomes || !(rc = contacts_owe_welcome(db, &welcomed, err))) &&
	    !(rc = db_erase_traces(db, err)))
		print_changes(&changes);
	if (!rc && welcomes)
		printf("%lld to welcome\n", (long long)welcomed);
	db_close(&db);
	db_wake_daemon(config->database);
	return rc;
}

static int list(const struct config *config, struct err *err)
{
	struct db *db;
	int rc = db_open(&db, config->database, DB_READ, err);
	if (rc)
		return rc;
	rc = print_rows(db, &(struct view_query){.view = "directory"}, NULL, PRINT_TABLE, err);
	db_close(&db);
	return rc;
}

static int resume(const struct config *config, const char *email, struct err *err)
{
	struct db *db;
	int rc = db_open(&db, config->database, DB_WRITE, err);
	if (rc)
		return rc;
	if (!(rc = contact_resume(db, email, err)))
		printf("resumed\n");
	db_close(&db);
	return rc;
}

enum { IMPORT, LIST, RESUME };

static const struct {
	const char *name;
	int argc;
	bool takes_options;
} ACTIONS[] = {[IMPORT] = {"import", 3, true}, [LIST] = {"list", 2, false}, [RESUME] = {"resume", 3, false}};

/* The index of the subcommand; -1: none, or wrong operands. */
static int action_of(const struct program *program)
{
	static const char *const OPTIONS[] = {"deactivate", "welcome", NULL};
	int i = 0, count = ARRAY_SIZE(ACTIONS);
	while (i < count && strcmp(ACTIONS[i].name, program->argv[1]) != 0)
		i++;
	return i < count && program->argc == ACTIONS[i].argc &&
		       (ACTIONS[i].takes_options || !program_options(program, OPTIONS))
		   ? i
		   : -1;
}

int cmd_directory(struct program *program, struct err *err)
{
	struct config config;
	int action = action_of(program);
	if (action < 0)
		return program_usage(program, err);
	int rc = program_config(program, &config, err);
	if (rc)
		return rc;
	if (action == RESUME)
		return resume(&config, program->argv[2], err);
	return action == IMPORT ? import(program, &config, err) : list(&config, err);
}

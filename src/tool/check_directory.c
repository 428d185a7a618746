/* `check` of the directory: required contacts, and shared domains. */
#include "check.h"

#include "base/text.h"
#include "db/directory.h"
#include "decode.h"

#include <stdlib.h>
#include <string.h>

struct owned_domain {
	const char *domain;
	int64_t organisation;
};

static void check_audience(struct program *program, struct db *db, const struct audience *audience,
			   const char *missing)
{
	struct contact *found;
	size_t count;
	struct err err = {0};
	if (!contacts_for(db, program->arena, audience, &found, &count, &err) && !count)
		check_warning("directory", missing);
}

static int compare_domains(const void *a, const void *b)
{
	const struct owned_domain *x = a, *y = b;
	int order = strcmp(x->domain, y->domain);
	return order ? order : (x->organisation > y->organisation) - (x->organisation < y->organisation);
}

/* One organisation could sign for another, so their mail needs proof for the exact domain. */
static void check_domains(struct program *program, const struct contact *contacts, size_t count)
{
	struct owned_domain *domains = arena_array(program->arena, count, sizeof *domains);
	size_t used = 0;
	const char *told = "";
	struct err ignored;
	if (decode_header_init(&ignored))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *at = strrchr(contacts[i].email, '@');
		if (contacts[i].is_active && at)
			domains[used++] =
			    (struct owned_domain){decode_organisational_domain(program->arena, at + 1),
						  contacts[i].organisation_id};
	}
	qsort(domains, used, sizeof *domains, compare_domains);
	for (size_t i = 1; i < used; i++) {
		if (strcmp(domains[i].domain, domains[i - 1].domain) ||
		    domains[i].organisation == domains[i - 1].organisation ||
		    !strcmp(domains[i].domain, told))
			continue;
		told = domains[i].domain;
		check_warning(
		    "directory",
		    arena_printf(program->arena,
				 "several organisations have addresses at or below %s: who signs for that "
				 "domain can write in the name of each of them",
				 told));
	}
}

/* A mission locale only gets what is in its territory, so without one it gets nothing. Contacts are sorted by
 * organisation. */
static void check_territories(struct program *program, const struct contact *contacts, size_t count)
{
	for (size_t i = 0, next; i < count; i = next) {
		bool has_any = false, is_active = false;
		for (next = i; next < count && contacts[next].organisation_id == contacts[i].organisation_id;
		     next++) {
			has_any |= contacts[next].is_active && *contacts[next].territories != '\0';
			is_active |= contacts[next].is_active;
		}
		if (is_active && !has_any && contacts[i].type == ORGANISATION_MISSION_LOCALE)
			check_warning("directory",
				      arena_printf(program->arena,
						   "%s has no territory: it is told of no offer or event",
						   contacts[i].organisation));
	}
}

static void check_signatories(const struct contact *contacts, size_t count)
{
	bool has[2] = {false, false};
	for (size_t i = 0; i < count; i++) {
		enum organisation_type type = contacts[i].type;
		bool is_ims = type == ORGANISATION_IMS || type == ORGANISATION_ANTENNE ||
			      type == ORGANISATION_ENTREPRISE;
		if (contacts[i].is_active && contacts[i].is_signatory)
			has[is_ims] = true;
	}
	if (!has[false])
		check_warning("directory", "the CNML's side has no signatory (signataire): it can't end the "
					   "agreement by mail");
	if (!has[true])
		check_warning(
		    "directory",
		    "the IMS's side has no signatory (signataire): it can't end the agreement by mail");
}

void check_directory(struct program *program, struct db *db, int *worst)
{
	struct contact *contacts;
	size_t count = 0;
	struct err err = {0};
	int rc = contacts_all(db, program->arena, &contacts, &count, &err);
	size_t active = 0;
	for (size_t i = 0; i < count; i++)
		active += contacts[i].is_active;
	check_finding(worst, "directory", rc, &err,
		      arena_printf(program->arena, "%zu contacts%s", active,
				   active == count ? ""
						   : arena_printf(program->arena, ", and %zu that have left",
								  count - active)));
	if (!rc) {
		check_domains(program, contacts, count);
		check_signatories(contacts, count);
		check_territories(program, contacts, count);
	}
	check_audience(program, db, &(struct audience){.type = ORGANISATION_MISSION_LOCALE, .list = "offres"},
		       "no mission locale takes offers (list offres)");
	check_audience(program, db, &(struct audience){.type = ORGANISATION_IMS, .list = "cv"},
		       "no IMS cell takes CVs (list cv): spontaneous CVs will be refused");
	check_audience(program, db, &(struct audience){.type = ORGANISATION_CNML, .list = "offres"},
		       "cnml has no contact for offers that no mission locale covers (list offres)");
}

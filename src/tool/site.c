/* `passerelle site DIR`: static pages without scripts and external resources. DIR is public: the partnership,
 * its published reports, its newsletters. DIR/operator is for the operator only. Changed pages are replaced
 * atomically; nothing is deleted, as published pages are never withdrawn. */
#include "site.h"
#include "page.h"
#include "report.h"

#include "base/date.h"
#include "base/io.h"
#include "base/phrases.h"
#include "db/agreement.h"
#include "db/reports.h"
#include "handle/present.h"
#include "kind/report.h"
#include "mailing.h"
#include "render.h"
#include "supervise/wiring.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_LOGO = 1 << 20 };

static int write_file(const struct site *site, const char *file, struct bytes content, mode_t mode,
		      struct err *err)
{
	return io_write_file(arena_printf(site->arena, "%s/%s", site->folder, file), content, mode, err);
}

int site_write_page(const struct site *site, const char *file, mode_t mode, const char *template,
		    const json_t *data, struct err *err)
{
	char *html;
	int rc = page_render(site->arena, site->config->templates, template, data, &html, err);
	return rc ? rc : write_file(site, file, bytes_of(html), mode, err);
}

/* --- the published reports --- */

static int write_report(const struct site *site, const struct report *report, const char *file,
			struct err *err)
{
	struct shown_report shown = {.document = json_loads(report->document, 0, NULL),
				     .status = report->status};
	char *html;
	int rc = report_view(site->db, site->arena, shown.document, &shown.view, err);
	if (!rc) {
		json_object_set_new(shown.view, "is_public", json_true());
		rc = report_page(site->arena, site->config->templates, &shown, &html, err);
	}
	if (!rc)
		rc = write_file(site, file, bytes_of(html), 0644, err);
	json_decref(shown.document);
	json_decref(shown.view);
	return rc;
}

/* --- newsletters sent --- */

/* The text without people's addresses: this page is public. */
static char *without_addresses(struct arena *arena, const char *text)
{
	static const char BLANK[] = " \t\r\n";
	struct buf out = {.arena = arena};
	while (*text) {
		size_t blank = strspn(text, BLANK), word = strcspn(text + blank, BLANK);
		buf_add(&out, text, blank);
		text += blank;
		if (memchr(text, '@', word))
			buf_adds(&out, phrase("site.address"));
		else
			buf_add(&out, text, word);
		text += word;
	}
	return buf_text(&out);
}

/* Only articles: offers, events and calls were sent to selected readers. */
static int write_newsletter(const struct site *site, const char *period, const char *file, struct err *err)
{
	const struct handle_options options = wiring_handle(site->config, NULL);
	struct task task = {.arena = site->arena,
			    .db = site->db,
			    .options = &options,
			    .now = clock_now(),
			    .garbage = json_array()};
	json_t *data, *article;
	size_t i;
	int rc = newsletter_preview(&task, period, NULL, &data, err);
	if (!rc) {
		json_array_foreach(json_object_get(data, "articles"), i, article)
		{
			const char *text = json_string_value(json_object_get(article, "text"));
			json_object_set_new(article, "text",
					    json_string(without_addresses(site->arena, text)));
		}
		rc = site_write_page(site, file, 0644, "newsletter.html", data, err);
	}
	json_decref(task.garbage);
	return rc;
}

/* --- lists --- */

static const char *text_of(const json_t *row, const char *column)
{
	const char *text = json_string_value(json_object_get(row, column));
	return text ? text : "";
}

/* Writes the page of a row: *file, and *name, its text in the list. *file stays NULL for a row without a
 * page. */
typedef int write_listed(const struct site *site, const json_t *row, const char **file, const char **name,
			 struct err *err);

static int list_report(const struct site *site, const json_t *row, const char **file, const char **name,
		       struct err *err)
{
	struct report report;
	if (strcmp(text_of(row, "status"), "published") != 0)
		return OK;
	int rc = report_get(site->db, site->arena, text_of(row, "ref"), 0, &report, err);
	if (rc)
		return rc;
	*name = arena_printf(site->arena, "%lld", (long long)report.year);
	*file = arena_printf(site->arena, "bilan-%s.html", *name);
	return write_report(site, &report, *file, err);
}

static int list_newsletter(const struct site *site, const json_t *row, const char **file, const char **name,
			   struct err *err)
{
	const char *period = text_of(row, "period");
	bool was_sent = json_integer_value(json_object_get(row, "is_done")) &&
			json_integer_value(json_object_get(row, "recipients"));
	struct date first;
	if (!was_sent || !date_parse_iso(arena_printf(site->arena, "%s-01", period), &first))
		return OK;
	*name = date_french_month(site->arena, first);
	*file = arena_printf(site->arena, "lettre-%s.html", period);
	return write_newsletter(site, period, *file, err);
}

/* Writes the pages of a view's rows; sets data's NAME, newest first, and has_NAME. */
static int add_pages(const struct site *site, json_t *data, const char *view, const char *name,
		     write_listed *write, struct err *err)
{
	json_t *rows = json_array(), *listed = json_array(), *row;
	size_t i;
	int rc = db_view(site->db, view, NULL, NULL, db_row_keep, rows, err);
	json_array_foreach(rows, i, row)
	{
		const char *file = NULL, *title = NULL;
		if (!rc && !(rc = write(site, row, &file, &title, err)) && file)
			json_array_insert_new(listed, 0, json_pack("{ss ss}", "href", file, "name", title));
	}
	present_list(data, name, listed);
	json_decref(rows);
	return rc;
}

/* --- the partners --- */

/* Copies it beside the pages; *out: its file name, "" when there is none. */
static int copy_logo(const struct site *site, const char *partner, const char *logo, const char **out,
		     struct err *err)
{
	struct bytes picture;
	*out = "";
	if (!logo)
		return OK;
	const char *ending = strrchr(logo, '.');
	*out = arena_printf(site->arena, "logo-%s%s", partner, ending && !strchr(ending, '/') ? ending : "");
	int rc = io_read_file(site->arena, logo, MOST_LOGO, &picture, err);
	return rc ? rc : write_file(site, *out, picture, 0644, err);
}

static int add_partners(const struct site *site, json_t *data, struct err *err)
{
	const struct config *config = site->config;
	const struct {
		const char *key, *logo;
		size_t first_site, end_site;
	} partners[] = {{"cnml", config->logo_cnml, config->site_count_ims, config->site_count},
			{"ims", config->logo_ims, 0, config->site_count_ims}};
	json_t *list = json_array();
	int rc = OK;
	for (size_t p = 0; !rc && p < ARRAY_SIZE(partners); p++) {
		const char *logo;
		json_t *sites = json_array();
		for (size_t i = partners[p].first_site; i < partners[p].end_site; i++)
			json_array_append_new(sites, json_string(config->sites[i]));
		rc = copy_logo(site, partners[p].key, partners[p].logo, &logo, err);
		json_array_append_new(list, json_pack("{ss ss so}", "name",
						      phrase_of("site.partner", partners[p].key), "logo",
						      logo, "sites", sites));
	}
	json_object_set_new(data, "partners", list);
	return rc;
}

/* --- the public index page --- */

static int add_agreement(const struct site *site, json_t *data, struct err *err)
{
	struct date signed_on, ended_on;
	const char *end;
	int rc = agreement_ended(site->db, site->arena, clock_now(), &end, err);
	if (rc)
		return rc;
	if (date_parse_iso(site->config->agreement_date, &signed_on))
		json_object_set_new(data, "signed_on", json_string(date_french(site->arena, signed_on)));
	if (end && date_parse_iso(end, &ended_on))
		json_object_set_new(data, "ended_on", json_string(date_french(site->arena, ended_on)));
	return OK;
}

static int write_public(const struct site *site, struct err *err)
{
	const struct config *config = site->config;
	json_t *data =
	    json_pack("{ss ss ss ss ss}", "address", config->address, "guide_url",
		      render_mailto(site->arena, config->address, "[AIDE]", ""), "privacy", config->privacy,
		      "telephone", config->telephone, "made_on", date_french(site->arena, date_today()));
	int rc;
	if (!(rc = add_agreement(site, data, err)) && !(rc = add_partners(site, data, err)) &&
	    !(rc = add_pages(site, data, "newest_reports", "reports", list_report, err)) &&
	    !(rc = add_pages(site, data, "newsletters", "newsletters", list_newsletter, err)))
		rc = site_write_page(site, "index.html", 0644, "site.html", data, err);
	json_decref(data);
	return rc;
}

/* --- the command --- */

static int make_folders(const struct site *site, struct err *err)
{
	const char *own = arena_printf(site->arena, "%s/operator", site->folder);
	if (mkdir(site->folder, 0755) && errno != EEXIST)
		return err_set(err, ERR_IO, "%s: %s", site->folder, strerror(errno));
	return mkdir(own, 0700) && errno != EEXIST ? err_set(err, ERR_IO, "%s: %s", own, strerror(errno))
						   : OK;
}

int cmd_site(struct program *program, struct err *err)
{
	struct config config;
	struct site site = {.arena = program->arena, .config = &config, .folder = program->argv[1]};
	int rc;
	if ((rc = program_config(program, &config, err)) || (rc = phrases_open(config.templates, err)) ||
	    (rc = db_open(&site.db, config.database, DB_READ, err)))
		return rc;
	if (!(rc = make_folders(&site, err)) && !(rc = write_public(&site, err)) &&
	    !(rc = site_write_operator(&site, err)))
		printf("%s/index.html is for everybody, %s/operator for you alone\n", site.folder,
		       site.folder);
	db_close(&site.db);
	return rc;
}

/* Articles for the newsletter (agreement Art. 4, specification section 7). */
#include "approvals.h"
#include "handlers.h"

#include "base/phrases.h"
#include "base/text.h"
#include "db/approvals.h"
#include "handle/present.h"
#include "kind/articles.h"

/* Things counted in results, and numbers in words; folded. */
static const char *const COUNTED[] = {"jeunes",	      "candidats", "candidates",   "candidatures",
				      "embauches",    "contrats",  "recrutements", "entretiens",
				      "participants", "cv",	   "stagiaires",   "apprentis"};
static const char *const NUMERALS[] = {
    "deux",	   "trois",	   "quatre",   "cinq",	   "six",	"sept",	     "huit",
    "neuf",	   "dix",	   "onze",     "douze",	   "treize",	"quatorze",  "quinze",
    "seize",	   "vingt",	   "trente",   "quarante", "cinquante", "soixante",  "cent",
    "cents",	   "mille",	   "dizaine",  "douzaine", "quinzaine", "vingtaine", "trentaine",
    "quarantaine", "cinquantaine", "centaine", "centaines"};

static bool is_among(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

static bool is_number(const char *word)
{
	return strspn(word, "0123456789%") == strlen(word) || is_among(NUMERALS, ARRAY_SIZE(NUMERALS), word);
}

/* "120 jeunes", "35 nouveaux contrats", "une vingtaine de jeunes", "CV transmis : 58": a number and the thing
 * counted, with at most one word between; the number comes last only after a colon. */
static bool has_figures(struct arena *arena, const char *text)
{
	static const char BETWEEN[] = " \n\t.,;:()'\"!?";
	enum { REACH = 2 };
	int since_number = REACH, since_counted = REACH;
	for (const char *at = text_fold(arena, text); *at;) {
		size_t gap = strspn(at, BETWEEN), length = strcspn(at + gap, BETWEEN);
		const char *word = arena_strndup(arena, at + gap, length);
		bool has_colon = memchr(at, ':', gap) != NULL;
		at += gap + length;
		since_number++;
		since_counted++;
		if (length && is_number(word)) {
			if (has_colon && since_counted <= REACH)
				return true;
			since_number = 0;
		} else if (is_among(COUNTED, ARRAY_SIZE(COUNTED), word)) {
			if (since_number <= REACH)
				return true;
			since_counted = 0;
		}
	}
	return false;
}

const char *side_of(enum organisation_type type)
{
	bool is_ims =
	    type == ORGANISATION_IMS || type == ORGANISATION_ANTENNE || type == ORGANISATION_ENTREPRISE;
	return is_ims ? "ims" : "cnml";
}

static json_t *article_data(struct task *task, const struct article *article)
{
	json_t *data = task_data(task);
	json_object_set_new(data, "ref", json_string(article->ref));
	json_object_set_new(data, "title", json_string(article->title));
	json_object_set_new(data, "text", json_string(article->text));
	json_object_set_new(data, "rubric", json_string(article->rubric ? article->rubric : ""));
	json_object_set_new(data, "link", json_string(article->link ? article->link : ""));
	return data;
}

/* --- review by the other side --- */

/* Asks the steering contacts of the other side. */
static int reviewers(struct task *task, struct contact **out, size_t *count, struct err *err)
{
	bool is_ims = !strcmp(side_of(task->sender.type), "ims");
	return contacts_steering(task->db, task->arena, is_ims ? "cnml" : "ims", out, count, err);
}

static int ask_reviewers(struct task *task, const struct article *article, const struct contact *asked,
			 size_t count, struct err *err)
{
	json_t *data = article_data(task, article);
	const char *subject = arena_printf(task->arena, "[ACCORD %s]", article->ref);
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	present_button(data, phrase("article.publish"), subject, phrase("body.publish"));
	present_button(data, phrase("article.decline"), subject, phrase("body.discard"));
	int rc = OK;
	for (size_t i = 0; !rc && i < count; i++) {
		struct draft draft = {.template = "article_review",
				      .data = data,
				      .to_email = asked[i].email,
				      .to_name = asked[i].name,
				      .contact = asked[i].id,
				      .about = article->ref};
		rc = task_emit(task, &draft, err);
	}
	return rc;
}

static int acknowledge(struct task *task, const struct article *article, struct err *err)
{
	json_t *data = article_data(task, article);
	bool is_over = !strcmp(article->status, "withdrawn");
	json_object_set_new(data, "is_withdrawn", json_boolean(is_over));
	json_object_set_new(data, "is_review", json_boolean(!strcmp(article->status, "submitted")));
	json_object_set_new(data, "notes", present_notes(task->form));
	present_button(data, phrase("article.another"), "[ARTICLE]",
		       present_form_text(task->arena, KIND_ARTICLE, false));
	/* The address of this letter's thread would turn the other article into a change of this one. */
	json_object_set_new(json_array_get(json_object_get(data, "buttons"), 0), "to",
			    json_string(task->options->address));
	if (!is_over)
		present_destructive_button(data, phrase("article.withdraw"),
					   arena_printf(task->arena, "[ARTICLE %s]", article->ref),
					   phrase("body.withdraw_article"));
	return task_answer(task, "article_acknowledgement", data, article->ref, err);
}

/* --- receiving --- */

static int add(struct task *task, struct err *err)
{
	struct form *form = task->form;
	const char *results = form_get(form, "results");
	bool is_results = results && !strcmp(results, "oui");
	bool is_reviewed = is_results && task->options->reviews_results;
	struct contact *asked = NULL;
	size_t count = 0;
	char *ref;
	int rc = is_reviewed ? reviewers(task, &asked, &count, err) : OK;
	if (rc)
		return rc;
	if (is_reviewed && !count)
		return task_hold(task, "nobody of the other side's steering committee can be asked", err);
	if ((rc = db_next_reference(task->db, task->arena, "ART", date_of(task->now).year, &ref, err)))
		return rc;
	struct article article = {.ref = ref,
				  .status = is_reviewed ? "submitted" : "accepted",
				  .title = form_get(form, "title"),
				  .text = form_get(form, "text"),
				  .rubric = form_get(form, "rubric"),
				  .link = form_get(form, "link"),
				  .is_results = is_results,
				  .author = task->sender.id,
				  .submitted_at = task->now,
				  .message = task->message};
	if ((rc = article_add(task->db, &article, err)) ||
	    (rc = ask_reviewers(task, &article, asked, count, err)))
		return rc;
	task_accept(task, ref, is_reviewed ? "article under review" : "article accepted");
	return acknowledge(task, &article, err);
}

static int refuse_reference(struct task *task, struct err *err)
{
	return task_refuse_because(task, "ref", phrase("article.ref"), task->form->ref,
				   phrase("article.unknown"), phrase("article.unknown.accepted"), err);
}

static int withdraw(struct task *task, struct article *article, struct err *err)
{
	if (!strcmp(article->status, "published"))
		return task_refuse_because(task, "status", phrase("article.ref"), article->ref,
					   phrase("article.published"), "", err);
	article->status = "withdrawn";
	int rc = article_update(task->db, article, err);
	if (rc)
		return rc;
	task_accept(task, article->ref, "article withdrawn");
	return acknowledge(task, article, err);
}

/* An article is withdrawn as a whole. A changed text is a new article, which may need approval again. */
static int change(struct task *task, struct err *err)
{
	struct article article;
	struct contact author;
	const char *status = form_get(task->form, "status");
	int rc = article_get(task->db, task->arena, task->form->ref, &article, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, article.author, &author, err);
	if (rc == ERR_NOT_FOUND || (!rc && author.organisation_id != task->sender.organisation_id))
		return refuse_reference(task, err);
	if (rc)
		return rc;
	if (!status || strcmp(status, "cancelled") != 0)
		return task_refuse_because(task, "status", phrase("article.ref"), article.ref,
					   phrase("article.change"), phrase("article.change.accepted"), err);
	return withdraw(task, &article, err);
}

int handle_article(struct task *task, struct err *err)
{
	struct form *form = task->form;
	const char *text = form_get(form, "text");
	extract_require(form);
	if (task->options->reviews_results && text && !form_get(form, "results") &&
	    has_figures(task->arena, text))
		form_fault(form, "results", phrase("article.results"));
	if (form->fault_count)
		return task_refuse(task, err);
	return form->ref ? change(task, err) : add(task, err);
}

/* --- [ACCORD ART-...] --- */

/* Tells the author the other side's answer. */
static int tell_author(struct task *task, const struct article *article, const char *why, struct err *err)
{
	struct contact author;
	int rc = contact_by_id(task->db, task->arena, article->author, &author, err);
	if (rc)
		return rc == ERR_NOT_FOUND ? OK : rc;
	json_t *data = article_data(task, article);
	bool is_accepted = !strcmp(article->status, "accepted");
	json_object_set_new(data, "is_accepted", json_boolean(is_accepted));
	json_object_set_new(data, "intent", json_string(is_accepted ? "done" : "stop"));
	json_object_set_new(data, "organisation", json_string(task->sender.organisation));
	json_object_set_new(data, "reason", json_string(why ? why : ""));
	struct draft draft = {.template = "article_decided",
			      .data = data,
			      .to_email = author.email,
			      .to_name = author.name,
			      .contact = author.id,
			      .about = article->ref};
	return task_emit(task, &draft, err);
}

static int decide(struct task *task, struct article *article, struct err *err)
{
	const char *answer = form_get(task->form, "answer"), *why = form_get(task->form, "description");
	bool is_accepted = !strcmp(answer, "yes");
	struct approval approval = {.about = article->ref,
				    .contact = task->sender.id,
				    .side = side_of(task->sender.type),
				    .answer = answer,
				    .text = why,
				    .answered_at = task->now,
				    .message = task->message};
	article->status = is_accepted ? "accepted" : "refused";
	int rc = approval_add(task->db, &approval, err);
	if (rc || (rc = article_update(task->db, article, err)) ||
	    (rc = tell_author(task, article, why, err)))
		return rc;
	json_t *data = article_data(task, article);
	json_object_set_new(data, "is_accepted", json_boolean(is_accepted));
	task_accept(task, article->ref, is_accepted ? "article approved" : "article declined");
	return task_answer(task, "approval_acknowledgement", data, article->ref, err);
}

int article_approval(struct task *task, struct err *err)
{
	struct article article;
	struct contact author;
	int rc = article_get(task->db, task->arena, task->form->ref, &article, err);
	if (!rc)
		rc = contact_by_id(task->db, task->arena, article.author, &author, err);
	if (rc && rc != ERR_NOT_FOUND)
		return rc;
	bool may =
	    !rc && task->sender.is_steering && strcmp(side_of(task->sender.type), side_of(author.type)) != 0;
	if (!may)
		return task_bar(task, "kind", phrase("rights.label"), kind_tag(KIND_APPROVAL),
				phrase("article.approval"), phrase("article.approval.accepted"), err);
	if (strcmp(article.status, "submitted") != 0)
		return task_refuse_because(task, "ref", phrase("article.ref"), article.ref,
					   phrase("article.not_submitted"), "", err);
	return approval_is_right(task) ? decide(task, &article, err) : task_refuse(task, err);
}

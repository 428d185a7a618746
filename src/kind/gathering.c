#include "gathering.h"

#include "base/phrases.h"
#include "kind/series.h"

static const struct series *digest_of(const char *frequency)
{
	if (!strcmp(frequency, "hebdomadaire"))
		return &SERIES_DIGEST_WEEKLY;
	return !strcmp(frequency, "quotidien") ? &SERIES_DIGEST_DAILY : NULL;
}

static bool is_before(const struct task *task, const struct offer *offer, const struct series *digest)
{
	struct date deadline;
	return offer->deadline && date_parse_iso(offer->deadline, &deadline) &&
	       date_compare(deadline, series_next(digest, task->now)) < 0;
}

bool gathering_takes(const struct task *task, const struct offer *offer, const char *frequency)
{
	const struct series *digest = digest_of(frequency);
	return digest && !is_before(task, offer, digest);
}

static const char *labels_of(struct task *task, const struct offer_news *news)
{
	struct buf labels = {.arena = task->arena};
	if (news->is_reopened)
		buf_adds(&labels, phrase("digest.reopened"));
	for (size_t i = 0; i < json_array_size(news->changes); i++)
		buf_printf(&labels, "%s%s", labels.length ? ", " : "",
			   json_string_value(json_object_get(json_array_get(news->changes, i), "label")));
	return labels.length ? buf_text(&labels) : "";
}

/* Removes the offer from the reader's digest, as the reader gets a letter with it. */
static int add_whole(struct task *task, const struct offer *offer, int64_t id, struct contact_list *list,
		     struct err *err)
{
	struct contact contact;
	int rc = contact_by_id(task->db, task->arena, id, &contact, err);
	if (rc || (rc = digest_shown(task->db, offer->ref, id, task->now, err)))
		return rc;
	return list_contact(task->arena, list, &contact);
}

/* Decides for a reader who was not shown the offer: it is new, whatever changed; and it is dropped when it
 * has ended. Queued news goes into the digest of the present frequency; the next daily digest also has news
 * for readers without any digest. */
static int settle_unread(struct task *task, const struct offer *offer, const struct offer_news *news,
			 const struct offer_reader *reader, struct gathering *out, struct err *err)
{
	const struct series *digest = digest_of(reader->frequency);
	bool waits = digest || reader->is_waiting;
	if (news->is_over)
		return OK;
	if (waits && !is_before(task, offer, digest ? digest : &SERIES_DIGEST_DAILY))
		return digest_note(task->db, offer->ref, reader->contact, false, "", task->now, err);
	return add_whole(task, offer, reader->contact, &out->whole, err);
}

static int settle(struct task *task, const struct offer *offer, const struct offer_news *news,
		  const char *labels, const struct offer_reader *reader, struct gathering *out,
		  struct err *err)
{
	if (!reader->is_shown)
		return settle_unread(task, offer, news, reader, out, err);
	if (gathering_takes(task, offer, reader->frequency))
		return digest_note(task->db, offer->ref, reader->contact, true, labels, task->now, err);
	out->at_once[out->at_once_count++] = *reader;
	/* A change queued since the reader had a digest is not part of this letter, unless the offer has
	 * ended. */
	return reader->is_waiting && (news->is_over || digest_of(reader->frequency))
		   ? digest_shown(task->db, offer->ref, reader->contact, task->now, err)
		   : OK;
}

int gathering_split(struct task *task, const struct offer *offer, const struct offer_news *news,
		    struct gathering *out, struct err *err)
{
	struct offer_reader *readers;
	const char *labels = labels_of(task, news);
	*out = (struct gathering){0};
	int rc = offer_readers(task->db, task->arena, offer->ref, &readers, &out->all_count, err);
	if (rc)
		return rc;
	out->at_once = arena_array(task->arena, out->all_count, sizeof *out->at_once);
	for (size_t i = 0; !rc && i < out->all_count; i++)
		rc = settle(task, offer, news, labels, &readers[i], out, err);
	return rc;
}

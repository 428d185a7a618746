/* Waiting for news: IDLE (RFC 2177) with our own loop. mailimap_idle misses an EXISTS that arrives with or
 * before the continuation, and can't be interrupted. */
#include "imap.h"

#include "base/io.h"

enum {
	RENEW_MS = 9 * 60 * 1000, /* below IDLE's 29 minutes, and below the 10 minutes of many routers */
	POLL_MS = 30 * 1000,	  /* polling interval without IDLE */
	SHORT_MS = 60 * 1000,	  /* an IDLE that the server ends sooner than this is useless */
	LINE_BYTES = 64 * 1024,	  /* most bytes of one batch of announcements */
};

enum event { EVENT_NONE, EVENT_NEWS, EVENT_READY, EVENT_DONE, EVENT_REFUSED, EVENT_BROKEN };

/* "* 23 EXISTS" or "* 1 RECENT": new messages. Other announcements are ignored. */
static bool is_news(const char *line)
{
	line += 2;
	line += strspn(line, "0123456789");
	return strncmp(line, " EXISTS", 7) == 0 || strncmp(line, " RECENT", 7) == 0;
}

static enum event read_event(struct imap *imap)
{
	const char *line = mailimap_read_line(imap->session);
	char tag[16];
	int length = snprintf(tag, sizeof tag, "%d ", imap->session->imap_tag);

	if (!line)
		return EVENT_BROKEN;
	if (*line == '+')
		return EVENT_READY;
	if (strncmp(line, "* ", 2) == 0)
		return is_news(line) ? EVENT_NEWS : EVENT_NONE;
	if (strncmp(line, tag, (size_t)length) == 0)
		return strncmp(line + length, "OK", 2) == 0 ? EVENT_DONE : EVENT_REFUSED;
	return EVENT_BROKEN;
}

/* Reads until the continuation. *news: something was announced before it. */
static enum event begin_idle(struct imap *imap, bool *news)
{
	enum event event = EVENT_NONE;

	imap_begin(imap, LINE_BYTES);
	if (imap_say(imap, "IDLE") != MAILIMAP_NO_ERROR)
		return EVENT_BROKEN;
	while (event == EVENT_NONE || event == EVENT_NEWS) {
		event = read_event(imap);
		*news = *news || event == EVENT_NEWS;
	}
	return event;
}

static enum event end_idle(struct imap *imap, bool *news)
{
	enum event event = EVENT_NONE;

	imap_begin(imap, LINE_BYTES);
	if (imap_say_line(imap, "DONE") != MAILIMAP_NO_ERROR)
		return EVENT_BROKEN;
	while (event == EVENT_NONE || event == EVENT_NEWS) {
		event = read_event(imap);
		*news = *news || event == EVENT_NEWS;
	}
	return event;
}

/* Reads what is available without waiting for a whole line; false when the connection is lost. */
static bool fill(struct imap *imap)
{
	ssize_t got;

	imap_begin(imap, LINE_BYTES);
	stream_set_patience(imap->stream, false);
	got = mailstream_feed_read_buffer(imap->session->imap_stream);
	stream_set_patience(imap->stream, true);
	return got >= 0;
}

/* Waits. EVENT_NONE: until news, a wakeup or the time; EVENT_DONE, EVENT_REFUSED: until the server ended
 * it. */
static enum event sit(struct imap *imap, int wake_fd, long long until_ms, bool *news, bool *woken)
{
	for (;;) {
		enum event event;
		int ready;

		/* poll() does not report bytes that came together with the last line; the end may be among
		 * them. */
		if (imap->session->imap_stream->read_buffer_len > 0) {
			event = read_event(imap);
			*news = *news || event == EVENT_NEWS;
			if (event == EVENT_DONE || event == EVENT_REFUSED || event == EVENT_BROKEN)
				return event;
			continue; /* also after another continuation, which means that it is still idle */
		}
		if (*news || *woken || io_now_ms() >= until_ms)
			return EVENT_NONE;
		ready = stream_await(imap->stream, wake_fd, until_ms);
		*woken = (ready & STREAM_WAKE) != 0;
		if ((ready & STREAM_DATA) && !fill(imap))
			return EVENT_BROKEN;
	}
}

static int idle(struct imap *imap, int wake_fd, long long until_ms, bool *news, bool *woken, struct err *err)
{
	long long begun_ms = io_now_ms();
	enum event event = begin_idle(imap, news);

	if (event == EVENT_READY)
		event = sit(imap, wake_fd, until_ms, news, woken);
	if (event == EVENT_NONE && end_idle(imap, news) != EVENT_DONE)
		event = EVENT_BROKEN;
	if (event == EVENT_BROKEN)
		return imap_result(imap, MAILIMAP_ERROR_STREAM, "IDLE", err);
	if (event != EVENT_NONE && io_now_ms() - begun_ms < SHORT_MS)
		imap->has_idle = false;
	return OK;
}

/* Announcements that came during other commands since the last list, which libetpan dropped, are news too. */
static int ask_for_news(struct imap *imap, bool *news, struct err *err)
{
	struct arena *scratch = arena_new();
	uint32_t *uids;
	size_t count = 0;
	int rc = imap_poll(imap, err);

	if (!rc && imap->listed_uid < UINT32_MAX)
		rc = imap_search_from(imap, scratch, imap->listed_uid + 1, &uids, &count, err);
	*news = count > 0;
	arena_free(&scratch);
	return rc;
}

int imap_wait(struct collect *collect, int wake_fd, int timeout_ms, struct err *err)
{
	struct imap *imap = collect->state;
	long long until_ms = io_now_ms() + timeout_ms;
	bool news = false, woken = false;
	int rc = imap_select_own(imap, err);

	while (!rc && !news && !woken) {
		long long now, slice;

		rc = ask_for_news(imap, &news, err);
		now = io_now_ms();
		if (rc || news || now >= until_ms)
			break;
		slice = now + (imap->has_idle ? RENEW_MS : POLL_MS);
		if (slice > until_ms)
			slice = until_ms;
		if (imap->has_idle)
			rc = idle(imap, wake_fd, slice, &news, &woken, err);
		else
			woken = stream_await(imap->stream, wake_fd, slice) & STREAM_WAKE;
	}
	return rc;
}

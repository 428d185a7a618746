#include "imap.h"

#include <stdlib.h>

void imap_begin(struct imap *imap, size_t budget_bytes)
{
	stream_begin(imap->stream, imap->collect->options.timeout_ms, budget_bytes);
}

const char *imap_response_code(const struct imap *imap)
{
	static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
	const struct mailimap_response_info *info = imap->session->imap_response_info;
	const char *code = info && info->rsp_atom ? info->rsp_atom : "";

	/* Anything but a code in capitals may be text that names people. */
	return strlen(code) > 30 || code[strspn(code, LETTERS)] ? "" : code;
}

/* libetpan has an error code for each command's NO; all other codes mean a broken connection. */
static bool is_refusal(int result)
{
	return (result >= MAILIMAP_ERROR_APPEND && result <= MAILIMAP_ERROR_STARTTLS) ||
	       result == MAILIMAP_ERROR_EXTENSION || result == MAILIMAP_ERROR_CUSTOM_COMMAND;
}

int imap_result(struct imap *imap, int result, const char *command, struct err *err)
{
	const char *host = imap->collect->url.host;
	const struct err *fault = stream_fault(imap->stream);
	const char *code;

	if (result == MAILIMAP_NO_ERROR)
		return OK;
	if (!fault && is_refusal(result)) {
		code = imap_response_code(imap);
		return err_set(err, ERR_UNAVAILABLE, "%s: %s: the server says no%s%s", host, command,
			       *code ? ": " : "", code);
	}
	if (!fault)
		stream_kill(imap->stream);
	fault = stream_fault(imap->stream);
	return err_set(err, fault->code, "%s: %s: %s", host, command, fault->text);
}

int imap_say_line(struct imap *imap, const char *line)
{
	mailstream *stream = imap->session->imap_stream;

	if (mailstream_write(stream, line, strlen(line)) < 0 || mailstream_write(stream, "\r\n", 2) < 0 ||
	    mailstream_flush(stream))
		return MAILIMAP_ERROR_STREAM;
	return MAILIMAP_NO_ERROR;
}

int imap_say(struct imap *imap, const char *command)
{
	int result = mailimap_send_current_tag(imap->session);

	return result == MAILIMAP_NO_ERROR ? imap_say_line(imap, command) : result;
}

int imap_answer_from(struct imap *imap)
{
	struct mailimap_response *answer = NULL;
	int state, result = mailimap_parse_response(imap->session, &answer);

	if (result != MAILIMAP_NO_ERROR)
		return result;
	state = answer->rsp_resp_done->rsp_data.rsp_tagged->rsp_cond_state->rsp_type;
	mailimap_response_free(answer);
	return state == MAILIMAP_RESP_COND_STATE_OK ? MAILIMAP_NO_ERROR : MAILIMAP_ERROR_CUSTOM_COMMAND;
}

int imap_answer(struct imap *imap)
{
	return mailimap_read_line(imap->session) ? imap_answer_from(imap) : MAILIMAP_ERROR_STREAM;
}

void imap_forget(struct imap *imap)
{
	struct mailimap_connection_info *info = imap->session->imap_connection_info;

	if (info && info->imap_capability) {
		mailimap_capability_data_free(info->imap_capability);
		info->imap_capability = NULL;
	}
}

int imap_learn(struct imap *imap, struct err *err)
{
	mailimap *session = imap->session;
	int rc, result;

	/* Written by hand: mailimap_capability crashes on an OK without data, and mailimap_custom_command
	 * adds a trailing space, which Cyrus rejects with BAD. */
	if (!session->imap_connection_info->imap_capability) {
		imap_begin(imap, IMAP_TEXT_BYTES);
		result = imap_say(imap, "CAPABILITY");
		if (result == MAILIMAP_NO_ERROR)
			result = imap_answer(imap);
		rc = imap_result(imap, result, "CAPABILITY", err);
		if (rc)
			return rc;
	}
	if (!session->imap_connection_info->imap_capability) {
		stream_kill(imap->stream);
		return err_set(err, ERR_IO, "%s: CAPABILITY: an answer without capabilities",
			       imap->collect->url.host);
	}
	imap->has_move = mailimap_has_extension(session, "MOVE");
	imap->has_uidplus = mailimap_has_extension(session, "UIDPLUS");
	imap->has_idle = mailimap_has_extension(session, "IDLE") && !imap->collect->options.polls;
	imap->has_namespace = mailimap_has_extension(session, "NAMESPACE");
	return OK;
}

int imap_select(struct imap *imap, const char *mailbox, struct err *err)
{
	int rc;

	if (imap->selected && strcmp(imap->selected, mailbox) == 0)
		return OK;
	imap->selected = NULL;
	imap_begin(imap, IMAP_TEXT_BYTES);
	rc = imap_result(imap, mailimap_select(imap->session, mailbox), "SELECT", err);
	if (rc)
		return rc;
	imap->selected = mailbox;
	imap->selected_uidvalidity = imap->session->imap_selection_info->sel_uidvalidity;
	return OK;
}

int imap_select_own(struct imap *imap, struct err *err)
{
	int rc = imap_select(imap, imap->mailbox, err);

	if (rc || imap->selected_uidvalidity == imap->collect->uidvalidity)
		return rc;
	stream_kill(imap->stream);
	return err_set(err, ERR_IO, "%s: the mailbox was made anew meanwhile", imap->collect->url.host);
}

static void imap_close(struct collect *collect)
{
	enum { FAREWELL_MS = 2000 };
	struct imap *imap = collect->state;

	if (imap->session) {
		/* Sends LOGOUT while it still has its stream; on a dead stream that fails at once. */
		if (imap->session->imap_stream)
			stream_begin(imap->stream, FAREWELL_MS, IMAP_TEXT_BYTES);
		mailimap_free(imap->session);
	}
	stream_close(&imap->stream);
	free(imap);
	collect->state = NULL;
}

static int imap_open(struct collect *collect, struct err *err)
{
	const struct url *url = &collect->url;
	struct imap *imap = calloc(1, sizeof *imap);
	int rc;

	if (!imap)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	collect->state = imap;
	imap->collect = collect;
	imap->marked = (struct list){.arena = collect->arena, .size_bytes = sizeof(uint32_t)};
	imap->mailbox = url_encode_mailbox(collect->arena, url->folder);
	imap->session = mailimap_new(0, NULL);
	if (!imap->session)
		return err_set(err, ERR_TEMPORARY, "out of memory");
	if ((rc = stream_open(&imap->stream, url->host, url->port, collect->options.timeout_ms, err)) ||
	    (rc = imap_login(imap, err)) || (rc = imap_select(imap, imap->mailbox, err)))
		return rc;
	collect->uidvalidity = imap->selected_uidvalidity;
	if (collect->uidvalidity == 0)
		return err_set(err, ERR_UNAVAILABLE, "%s: the server gives no UIDVALIDITY", url->host);
	return OK;
}

const struct backend imap_backend = {
    .open = imap_open,
    .close = imap_close,
    .list = imap_list,
    .fetch = imap_fetch,
    .file = imap_file,
    .mark = imap_mark,
    .find_copy = imap_find_copy,
    .erase = imap_erase,
    .wait = imap_wait,
};

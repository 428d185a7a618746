/* Finding and creating our folders on the server. */
#include "imap.h"

#include "base/log.h"

#include <strings.h>

/* Reads a quoted string at *at and advances it. NULL: no string, or a literal. */
static char *read_quoted(struct arena *arena, const char **at)
{
	struct buf text = {.arena = arena};

	if (*(*at)++ != '"')
		return NULL;
	for (; **at && **at != '"'; ++*at) {
		if (**at == '\\' && (*at)[1])
			++*at;
		buf_addc(&text, **at);
	}
	return **at == '"' ? buf_text(&text) : NULL;
}

/* RFC 2342: the first personal namespace of "* NAMESPACE ((prefix delimiter extension...)...) ..."; NULL:
 * none, or another line. */
static char *read_prefix(struct arena *arena, const char *line)
{
	static const char ANSWER[] = "* NAMESPACE ((";
	const char *at = line + sizeof ANSWER - 1;

	return strncasecmp(line, ANSWER, sizeof ANSWER - 1) == 0 ? read_quoted(arena, &at) : NULL;
}

/* Written by hand: libetpan accepts no extension data here. "" when there is none or the server refuses. */
static int ask_namespace(struct imap *imap, struct err *err)
{
	char tag[16], *prefix = NULL;
	const char *line = NULL;
	int result;

	imap_begin(imap, IMAP_TEXT_BYTES);
	result = imap_say(imap, "NAMESPACE");
	snprintf(tag, sizeof tag, "%d ", imap->session->imap_tag);
	while (result == MAILIMAP_NO_ERROR && (line = mailimap_read_line(imap->session)) &&
	       strncmp(line, tag, strlen(tag)) != 0)
		if (!prefix)
			prefix = read_prefix(imap->collect->arena, line);
	if (!line)
		return imap_result(imap, MAILIMAP_ERROR_STREAM, "NAMESPACE", err);
	imap->parent = prefix ? prefix : "";
	return OK;
}

static int ask_list(struct imap *imap, const char *mailbox, char *delimiter, bool *exists, struct err *err)
{
	clist *found = NULL;
	int rc;

	imap_begin(imap, IMAP_TEXT_BYTES);
	rc = imap_result(imap, mailimap_list(imap->session, "", mailbox, &found), "LIST", err);
	*delimiter = '\0';
	*exists = !rc && found && clist_begin(found);
	if (*exists) {
		const struct mailimap_mailbox_list *first = clist_content(clist_begin(found));

		*delimiter = first->mb_delimiter;
	}
	if (found)
		mailimap_list_result_free(found);
	return rc;
}

/* Siblings of INBOX are in the personal namespace; siblings of another mailbox share its own prefix. */
static int find_parent(struct imap *imap, struct err *err)
{
	const char *end;
	char delimiter;
	bool exists;
	int rc;

	if (strcmp(imap->mailbox, "INBOX") == 0) {
		if (imap->has_namespace)
			return ask_namespace(imap, err);
		imap->parent = "";
		return OK;
	}
	rc = ask_list(imap, imap->mailbox, &delimiter, &exists, err);
	if (rc)
		return rc;
	end = delimiter ? strrchr(imap->mailbox, delimiter) : NULL;
	imap->parent =
	    end ? arena_strndup(imap->collect->arena, imap->mailbox, (size_t)(end - imap->mailbox) + 1) : "";
	return OK;
}

int imap_find_folder(struct imap *imap, const char *name, struct folder **out, struct err *err)
{
	struct arena *arena = imap->collect->arena;
	struct folder *folder = imap->folders;
	int rc;

	while (folder && strcmp(folder->name, name) != 0)
		folder = folder->next;
	if (!folder) {
		if (!imap->parent && (rc = find_parent(imap, err)))
			return rc;
		folder = arena_alloc(arena, sizeof *folder);
		folder->name = arena_strdup(arena, name);
		folder->mailbox = arena_printf(arena, "%s%s", imap->parent, name);
		folder->next = imap->folders;
		imap->folders = folder;
	}
	*out = folder;
	return OK;
}

int imap_create_folder(struct imap *imap, struct folder *folder, struct err *err)
{
	int rc;

	folder->created = true;
	imap_begin(imap, IMAP_TEXT_BYTES);
	rc = imap_result(imap, mailimap_create(imap->session, folder->mailbox), "CREATE", err);
	if (rc && rc != ERR_UNAVAILABLE)
		return rc;
	if (!rc)
		log_event(LOG_LEVEL_NOTICE, "collect.folder_created", "folder=%s", folder->name);
	/* A folder that can't be subscribed, or that existed already, works as well. */
	imap_begin(imap, IMAP_TEXT_BYTES);
	rc = imap_result(imap, mailimap_subscribe(imap->session, folder->mailbox), "SUBSCRIBE", err);
	return rc == ERR_UNAVAILABLE ? OK : rc;
}

int imap_select_folder(struct imap *imap, const char *name, bool *exists, struct err *err)
{
	struct folder *folder;
	struct err ignored;
	char delimiter;
	int rc;

	*exists = true;
	if (!name)
		return imap_select_own(imap, err);
	rc = imap_find_folder(imap, name, &folder, err);
	if (rc)
		return rc;
	rc = imap_select(imap, folder->mailbox, &ignored);
	if (rc != ERR_UNAVAILABLE) {
		if (rc && err)
			*err = ignored;
		return rc;
	}
	rc = ask_list(imap, folder->mailbox, &delimiter, exists, err);
	if (!rc && *exists)
		rc = err_set(err, ERR_UNAVAILABLE, "%s: SELECT: the server refuses the folder %s",
			     imap->collect->url.host, name);
	return rc;
}

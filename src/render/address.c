#include "address.h"

#include "base/text.h"

#include <gmime/gmime.h>

enum { MAX_ADDRESS = 254, MAX_MESSAGE_ID = 250 }; /* RFC 5321 4.5.3.1.3 less <>; room for a header line */

#define ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static const char LOCAL[] = ALPHANUMERIC "!#$%&'*+-/=?^_`{|}~.";
static const char DOMAIN[] = ALPHANUMERIC "-.";

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* Through GMime, which calls libidn2 (IDNA 2008). */
static const char *ascii_domain(struct arena *arena, const char *email)
{
	InternetAddress *address = internet_address_mailbox_new(NULL, email);
	const char *ascii =
	    arena_strdup(arena, internet_address_mailbox_get_idn_addr(INTERNET_ADDRESS_MAILBOX(address)));

	g_object_unref(address);
	return ascii;
}

int address_check(struct arena *arena, const char *email, const char **out, struct err *err)
{
	const char *at = email ? strrchr(email, '@') : NULL;

	if (!at || strlen(email) > MAX_ADDRESS || strspn(email, LOCAL) != (size_t)(at - email) ||
	    at == email || at[1] == '\0')
		return err_set(err, ERR_DATA, "an address that can't be written to");
	if (!is_ascii(email) && text_is_utf8(email, strlen(email)))
		email = ascii_domain(arena, email);
	at = email ? strrchr(email, '@') : NULL;
	if (!at || strlen(email) > MAX_ADDRESS || at[1 + strspn(at + 1, DOMAIN)] != '\0')
		return err_set(err, ERR_DATA, "an address whose domain can't be written to");
	*out = email;
	return OK;
}

char *address_encode(struct arena *arena, const char *email)
{
	static const char PLAIN[] =
	    ALPHANUMERIC "-._~@!$'*+="; /* "+" as in every subaddress that readers' programs see */
	struct buf out = {.arena = arena};

	for (; *email; email++) {
		if (strchr(PLAIN, *email))
			buf_addc(&out, *email);
		else
			buf_printf(&out, "%%%02X", (unsigned)(unsigned char)*email);
	}
	return buf_text(&out);
}

bool address_is_message_id(const char *id)
{
	size_t length = id ? strlen(id) : 0;

	if (length == 0 || length > MAX_MESSAGE_ID)
		return false;
	for (size_t i = 0; i < length; i++)
		if (id[i] <= ' ' || id[i] >= 0x7f || id[i] == '<' || id[i] == '>')
			return false;
	return true;
}

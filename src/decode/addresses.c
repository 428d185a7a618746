#include "addresses.h"

#include "base/text.h"
#include "charset.h"
#include "encoded_word.h"
#include "limits.h"
#include "scan.h"

#include <gmime/gmime.h>
#include <strings.h>

enum { NAME_BYTES = 300, EMAIL_BYTES = 320 };

/* The address as the contract has it: domain in lower case; "" when it is none or not ASCII. */
static char *clean_email(struct arena *arena, const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	if (!at || at == address || !at[1] || strlen(address) > EMAIL_BYTES)
		return arena_strdup(arena, "");
	for (const char *c = address; *c; c++)
		if ((unsigned char)*c <= ' ' || (unsigned char)*c >= 127 || strchr("<>,;", *c))
			return arena_strdup(arena, "");
	char *email = arena_strdup(arena, address), *domain = email + (at - address) + 1;

	for (; *domain; domain++)
		*domain = (char)g_ascii_tolower(*domain);
	return email;
}

static struct address *add_mailbox(struct decoding *decoding, InternetAddress *mailbox, struct address *list,
				   size_t *count)
{
	const char *name = internet_address_get_name(mailbox);

	list = scan_grow(decoding->arena, list, *count, sizeof(*list));
	list[*count].name = encoded_word_decode(decoding, name ? name : "", NAME_BYTES);
	/* internationalised domains as A-labels (RFC 5890) */
	list[*count].email = clean_email(
	    decoding->arena, internet_address_mailbox_get_idn_addr((InternetAddressMailbox *)mailbox));
	++*count;
	return list;
}

/* Groups in groups are no syntax of RFC 5322; GMime returns them nested, at most as deep as limits_check lets
 * pass. */
static struct address *add_list(struct decoding *decoding, InternetAddressList *from, struct address *list,
				size_t *count, unsigned depth)
{
	int length = from ? internet_address_list_length(from) : 0;

	for (int i = 0; i < length; i++) {
		InternetAddress *entry = internet_address_list_get_address(from, i);

		if (*count >= LIMIT_ADDRESSES) {
			decoding_warn(decoding, "more than %d addresses, the rest is left out",
				      LIMIT_ADDRESSES);
			break;
		}
		if (INTERNET_ADDRESS_IS_MAILBOX(entry))
			list = add_mailbox(decoding, entry, list, count);
		else if (depth < LIMIT_DEPTH)
			list = add_list(decoding,
					internet_address_group_get_members((InternetAddressGroup *)entry),
					list, count, depth + 1);
	}
	return list;
}

struct address *addresses_read(struct decoding *decoding, const char *value, struct address *list,
			       size_t *count)
{
	/* GMime would read raw 8-bit names in a character set of its own choice. */
	bool is_utf8 = text_is_utf8(value, strlen(value));
	const char *text = is_utf8 ? value : charset_decode(decoding, bytes_of(value), NULL);
	InternetAddressList *parsed = internet_address_list_parse(NULL, text);

	list = add_list(decoding, parsed, list, count, 0);
	if (parsed)
		g_object_unref(parsed);
	return list;
}

const char *addresses_own(struct arena *arena, const char *email, const struct decode_options *options)
{
	const char *own = options->own_address, *separator = options->separator ? options->separator : "+";
	const char *own_at = own ? strrchr(own, '@') : NULL, *at = strrchr(email, '@');
	size_t local = own_at ? (size_t)(own_at - own) : 0;

	if (!own_at || !at || strcasecmp(at, own_at) || strncasecmp(email, own, local))
		return NULL;
	if (email[local] == '@')
		return "";
	return email[local] == *separator
		   ? arena_strndup(arena, email + local + 1, (size_t)(at - email) - local - 1)
		   : NULL;
}

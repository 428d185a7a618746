#include "handle/bounce.h"

#include "base/address.h"
#include "base/text.h"

enum { ID_DIGITS = 18 };

static const char PURPOSE[] = "bounce";

const char *bounce_address(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, int64_t letter)
{
	const char *at = strrchr(own_address, '@');
	const char *id = arena_printf(arena, "%lld", (long long)letter);
	char mac[KEY_MAC_BYTES];
	if (!at || !key)
		return own_address;
	key_mac(key, PURPOSE, id, mac);
	const char *local = arena_printf(arena, "%.*s%sb.%s.%s", (int)(at - own_address), own_address,
					 separator ? separator : "+", id, mac);
	return strlen(local) > LOCAL_PART_MAX_BYTES ? own_address : arena_printf(arena, "%s%s", local, at);
}

bool bounce_address_letter(struct arena *arena, const struct key *key, const char *own_address,
			   const char *separator, const char *address, int64_t *letter)
{
	const char *at = strrchr(own_address, '@');
	size_t local = at ? (size_t)(at - own_address) : 0;
	const char *prefix =
	    arena_printf(arena, "%.*s%sb.", (int)local, own_address, separator ? separator : "+");
	if (!at || !text_starts_with(text_lower_ascii(arena, address), text_lower_ascii(arena, prefix)))
		return false;
	const char *id = address + strlen(prefix);
	size_t digits = strspn(id, "0123456789");
	if (!digits || digits > ID_DIGITS || id[digits] != '.')
		return false;
	const char *mac = id + digits + 1, *end = strchr(mac, '@');
	if (!end || !text_equal_ascii(end, at) ||
	    !key_mac_is(key, PURPOSE, arena_strndup(arena, id, digits),
			arena_strndup(arena, mac, (size_t)(end - mac))))
		return false;
	*letter = strtoll(id, NULL, 10);
	return true;
}

static const char ID_PURPOSE[] = "message-id";

const char *letter_message_id(struct arena *arena, const struct key *key, const char *own_address,
			      const char *instance, int64_t letter)
{
	const char *at = strrchr(own_address, '@'), *domain = at ? at + 1 : own_address;
	const char *local = arena_printf(arena, "letter.%lld.%s", (long long)letter, instance);
	char mac[KEY_MAC_BYTES];
	if (!key)
		return arena_printf(arena, "%s@%s", local, domain);
	key_mac(key, ID_PURPOSE, local, mac);
	return arena_printf(arena, "%s.%s@%s", local, mac, domain);
}

bool letter_message_id_is_ours(struct arena *arena, const struct key *key, const char *message_id)
{
	const char *at = strrchr(message_id, '@');
	if (!key || !at || at - message_id < KEY_MAC_BYTES)
		return false;
	const char *dot = at - KEY_MAC_BYTES;
	return *dot == '.' &&
	       key_mac_is(key, ID_PURPOSE, arena_strndup(arena, message_id, (size_t)(dot - message_id)),
			  arena_strndup(arena, dot + 1, KEY_MAC_BYTES - 1));
}

#include "handle/token.h"

#include "base/address.h"
#include "base/text.h"

enum { DAY_S = 24 * 60 * 60 };

/* The text that the code covers. No part contains a newline. */
static const char *covered(struct arena *arena, const struct token *token, const char *email)
{
	return arena_printf(arena, "%s\n%s\n%d\n%s", kind_name(token->kind), token->ref, token->day,
			    text_lower_ascii(arena, email));
}

static char *written(struct arena *arena, const char *address, const char *separator,
		     const struct token *token)
{
	const char *at = strrchr(address, '@'), *text = token_write(arena, token);
	if (!text || !at)
		return NULL;
	const char *local =
	    arena_printf(arena, "%.*s%s%s", (int)(at - address), address, separator ? separator : "+", text);
	return strlen(local) > LOCAL_PART_MAX_BYTES ? NULL : arena_printf(arena, "%s%s", local, at);
}

char *token_thread_address(struct arena *arena, const char *address, const char *separator, enum kind kind,
			   const char *ref)
{
	return ref ? written(arena, address, separator, &(struct token){.kind = kind, .ref = ref}) : NULL;
}

char *token_address(struct arena *arena, const struct key *key, const char *address, const char *separator,
		    enum kind kind, const char *ref, const char *email, time_t now)
{
	char mac[KEY_MAC_BYTES];
	struct token token = {.kind = kind, .ref = ref, .day = (int)(now / DAY_S), .mac = mac};
	if (!key || !ref)
		return NULL;
	key_mac(key, "reply", covered(arena, &token, email), mac);
	return written(arena, address, separator, &token);
}

enum token_trust token_check(struct arena *arena, const struct key *key, const struct token *token,
			     const char *email, time_t now)
{
	int age = (int)(now / DAY_S) - token->day;
	if (!key || !key_mac_is(key, "reply", covered(arena, token, email), token->mac))
		return TOKEN_FOREIGN;
	return age > TOKEN_DAYS ? TOKEN_EXPIRED : TOKEN_GOOD;
}

/* Reply tokens (specification section 3): an address of the shared mailbox that names the thread which a
 * letter begins and is good for the contact to whom that letter went. A token is no login: it proves its
 * contact in its own thread only, and for TOKEN_DAYS. The code in it is made over purpose, reference, day and
 * contact with the register's key. */
#ifndef HANDLE_TOKEN_H
#define HANDLE_TOKEN_H

#include "db/key.h"
#include "extract.h"

enum { TOKEN_DAYS = 365 };

/* Where answers of this kind about `ref` (a record, or "MSG-17" for the message that a refusal answers) from
 * the contact with this address go. NULL: to `address` itself, because there is no key, no such answer, or no
 * room in the local part (64 bytes, RFC 5321 section 4.5.3.1.1). separator: NULL means "+". */
char *token_address(struct arena *arena, const struct key *key, const char *address, const char *separator,
		    enum kind kind, const char *ref, const char *email, time_t now);

/* The same thread without a code, for the body of a letter: it proves nothing. */
char *token_thread_address(struct arena *arena, const char *address, const char *separator, enum kind kind,
			   const char *ref);

enum token_trust {
	TOKEN_GOOD,
	TOKEN_FOREIGN, /* another contact's, or altered: the code can't tell which */
	TOKEN_EXPIRED,
};
/* key NULL: nothing is good. */
enum token_trust token_check(struct arena *arena, const struct key *key, const struct token *token,
			     const char *email, time_t now);

#endif

/* Reply tokens (specification section 3): addresses of the shared mailbox that name the thread a letter
 * starts, valid for the contact it was sent to. A token is no login: it proves its contact in its own thread
 * only, for TOKEN_DAYS. Its code covers purpose, reference, day and contact, and is made with the register's
 * key. */
#ifndef HANDLE_TOKEN_H
#define HANDLE_TOKEN_H

#include "db/key.h"
#include "extract.h"

enum { TOKEN_DAYS = 365 };

/* The address for answers of this kind about `ref` (a record, or "MSG-17" for the message that a refusal
 * answers) from the contact with this address. NULL: use `address` itself, because there is no key, no such
 * answer, or the local part would exceed 64 bytes (RFC 5321 section 4.5.3.1.1). separator: NULL means "+". */
char *token_address(struct arena *arena, const struct key *key, const char *address, const char *separator,
		    enum kind kind, const char *ref, const char *email, time_t now);

/* The same without a code, for the body of a letter: it proves nothing. */
char *token_thread_address(struct arena *arena, const char *address, const char *separator, enum kind kind,
			   const char *ref);

enum token_trust {
	TOKEN_GOOD,
	TOKEN_FOREIGN, /* another contact's, or altered; the code doesn't tell which */
	TOKEN_EXPIRED,
};
/* key NULL: no token is good. */
enum token_trust token_check(struct arena *arena, const struct key *key, const struct token *token,
			     const char *email, time_t now);

#endif

/* The configuration as the stages' options, in one place for the daemon and the commands. What the caller
 * alone knows (emit, the notice, who watches) it adds. */
#ifndef WIRING_H
#define WIRING_H

#include "handle.h"
#include "render/post.h"

struct config; /* src/config.h */

/* key may be NULL: then no code in an address is believed. */
struct handle_options wiring_handle(const struct config *config, const struct key *key);
struct post_options wiring_post(const struct config *config, const struct key *key);

#endif

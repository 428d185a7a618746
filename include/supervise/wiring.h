/* Translates the configuration into the stages' options, for the daemon and the commands. The caller adds
 * what depends on it: emit, the notice, in_hand. */
#ifndef WIRING_H
#define WIRING_H

#include "handle.h"
#include "render/post.h"

struct config; /* src/config.h */

/* key NULL: codes in addresses are never believed. */
struct handle_options wiring_handle(const struct config *config, const struct key *key);
struct post_options wiring_post(const struct config *config, const struct key *key);

#endif

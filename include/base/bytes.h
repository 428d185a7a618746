/* Memory of one message (arena), byte ranges, and text that grows (buf).
 * All of it lives until arena_free: no stage frees anything. Running out of memory ends the
 * process with one line; the supervisor starts it again and the message counts a failure. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

struct arena;

/* At the start of the program: what one message frees stays at hand for the next one, up to a few MiB a
 * process. */
void bytes_keep_memory(void);
/* Once a process has made what it needs for all messages: what its start alone needed is given back, and is
 * not copied when a process is forked. */
void bytes_return_memory(void);

struct arena *arena_new(void);
void arena_free(struct arena **arena); /* also wipes it with zeros: it held people's data */
void *arena_alloc(struct arena *arena, size_t size_bytes); /* zeroed, aligned for any type */
/* An array of count elements; ends the process when count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size_bytes);
/* Moves a block of old_bytes that arena_alloc gave into one of new_bytes (in place when it can). */
void *arena_grow(struct arena *arena, void *block, size_t old_bytes, size_t new_bytes);
/* The block of count items moved into room for one more, which is zeroed; nothing but the count is known of
 * it. */
void *arena_one_more(struct arena *arena, void *items, size_t count, size_t item_bytes);
char *arena_strdup(struct arena *arena, const char *text); /* NULL stays NULL */
/* At most length_bytes of text, up to its NUL when that comes before. */
char *arena_strndup(struct arena *arena, const char *text, size_t length_bytes);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct bytes {
	const unsigned char *data;
	size_t length;
};

/* Zeros that the compiler does not leave out; for what held a secret and is not in an arena. */
void bytes_wipe(void *memory, size_t size_bytes);

struct bytes bytes_of(const char *text); /* without the final NUL */
bool bytes_equal(struct bytes one, struct bytes other);
struct bytes bytes_without_mark(struct bytes file); /* behind the mark that Windows writes before UTF-8 */
struct bytes bytes_copy(struct arena *arena, struct bytes bytes);

/* Text that grows; data is always NUL-terminated. Start with: struct buf b = {.arena = arena}; */
struct buf {
	struct arena *arena;
	char *data;
	size_t length, capacity;
};

void buf_add(struct buf *buf, const void *data, size_t length_bytes);
void buf_adds(struct buf *buf, const char *text);
void buf_addc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *buf_text(struct buf *buf); /* its text, "" when nothing was added; owned by the arena */
struct bytes buf_bytes(const struct buf *buf);

#endif

/* Memory of one message (arena), byte ranges, and text that grows (buf). Everything lives until arena_free;
 * no stage frees single blocks. Running out of memory ends the process with one line on stderr; the
 * supervisor restarts it and counts a failure of the message. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

struct arena;

/* Call when the program starts: memory that one message frees is kept for the next one, up to a few MiB a
 * process. */
void bytes_keep_memory(void);
/* Call when a process has allocated what it needs for all messages: returns memory that only the start needed
 * to the system, so that a fork doesn't copy it. */
void bytes_return_memory(void);

struct arena *arena_new(void);
void arena_free(struct arena **arena);			   /* wiped with zeros first: it held people's data */
void *arena_alloc(struct arena *arena, size_t size_bytes); /* zeroed, aligned for any type */
/* An array of count zeroed elements; ends the process when count * size overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size_bytes);
/* Resizes a block of old_bytes from arena_alloc to new_bytes, in place when possible; returns its address. */
void *arena_grow(struct arena *arena, void *block, size_t old_bytes, size_t new_bytes);
/* Returns the array with room for one more, zeroed item at its end. The caller keeps the count only, no
 * capacity. */
void *arena_one_more(struct arena *arena, void *items, size_t count, size_t item_bytes);
/* The same for long arrays, which double when they are full: only for one that this function made. The items
 * behind count are zeroed, or left from before. */
void *arena_room(struct arena *arena, void *items, size_t count, size_t item_bytes);
char *arena_strdup(struct arena *arena, const char *text); /* NULL stays NULL */
/* At most length_bytes of text, or up to its NUL when that comes first. */
char *arena_strndup(struct arena *arena, const char *text, size_t length_bytes);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct bytes {
	const unsigned char *data;
	size_t length;
};

/* Zeros memory that held a secret and is not in an arena; the compiler doesn't optimise this away. */
void bytes_wipe(void *memory, size_t size_bytes);

struct bytes bytes_of(const char *text); /* without the final NUL */
bool bytes_equal(struct bytes one, struct bytes other);
struct bytes bytes_without_mark(struct bytes file); /* without the byte order mark of UTF-8 that Windows
						       writes */
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
char *buf_text(struct buf *buf); /* the text, "" when nothing was added; owned by the arena */
struct bytes buf_bytes(const struct buf *buf);

#endif

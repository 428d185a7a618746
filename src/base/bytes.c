#include "base/bytes.h"

#include <stdint.h>

/* Under AddressSanitizer a block of an arena is guarded like one of malloc: what lies behind it may not be
 * touched. */
#ifdef PASSERELLE_ASAN
#include <sanitizer/asan_interface.h>
enum { GUARD_BYTES = 16 };
#else
enum { GUARD_BYTES = 0 };
#define __asan_poison_memory_region(memory, size)   ((void)(memory), (void)(size))
#define __asan_unpoison_memory_region(memory, size) ((void)(memory), (void)(size))
#endif

enum { CHUNK_BYTES = 64 * 1024, ALIGNMENT = 16 };

/* A chunk is followed by its memory. Blocks of at least half a chunk get one of their own, so that a growing
 * text can be moved by realloc. */
struct chunk {
	struct chunk *next;
	size_t size, used;
	_Alignas(ALIGNMENT) unsigned char memory[];
};

struct arena {
	struct chunk *chunks; /* the first is the one being filled */
};

static _Noreturn void out_of_memory(void)
{
	fputs("passerelle: out of memory\n", stderr);
	abort();
}

/* Through a volatile pointer, so that the compiler keeps it although the memory is freed next. */
void bytes_wipe(void *memory, size_t size)
{
	static void *(*volatile const set)(void *, int, size_t) = memset;
	set(memory, 0, size);
}

static size_t padded(size_t size)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static struct chunk *chunk_new(size_t size)
{
	struct chunk *chunk = calloc(1, sizeof *chunk + size);
	if (!chunk)
		out_of_memory();
	chunk->size = size;
	__asan_poison_memory_region(chunk->memory, size);
	return chunk;
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);
	if (!arena)
		out_of_memory();
	return arena;
}

void arena_free(struct arena **arena)
{
	if (!*arena)
		return;
	for (struct chunk *chunk = (*arena)->chunks, *next; chunk; chunk = next) {
		next = chunk->next;
		__asan_unpoison_memory_region(chunk->memory, chunk->size);
		bytes_wipe(chunk->memory, chunk->used);
		free(chunk);
	}
	free(*arena);
	*arena = NULL;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size_t wanted = size ? size : 1;
	size = padded(wanted);
	struct chunk *first = arena->chunks;
	if (first && first->size - first->used >= size + GUARD_BYTES) {
		unsigned char *block = first->memory + first->used;
		first->used += size + GUARD_BYTES;
		__asan_unpoison_memory_region(block, wanted);
		return block;
	}
	struct chunk *chunk = chunk_new(size >= CHUNK_BYTES / 2 ? size : CHUNK_BYTES);
	chunk->used = size;
	if (first && size >= CHUNK_BYTES / 2) { /* keep filling the first one */
		chunk->next = first->next;
		first->next = chunk;
	} else {
		chunk->next = first;
		arena->chunks = chunk;
	}
	__asan_unpoison_memory_region(chunk->memory, wanted);
	return chunk->memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		out_of_memory();
	return arena_alloc(arena, count * size);
}

static struct chunk **chunk_of(struct arena *arena, const void *block)
{
	for (struct chunk **at = &arena->chunks; *at; at = &(*at)->next)
		if ((*at)->memory == block)
			return at;
	return NULL;
}

void *arena_grow(struct arena *arena, void *block, size_t old, size_t size)
{
	if (size >= CHUNK_BYTES / 2 && padded(old ? old : 1) >= CHUNK_BYTES / 2) {
		struct chunk **at = chunk_of(arena, block);
		if (at && (*at)->size == padded(old)) {
			size_t total = padded(size);
			__asan_unpoison_memory_region((*at)->memory, (*at)->size);
			struct chunk *moved = realloc(*at, sizeof *moved + total);
			if (!moved)
				out_of_memory();
			if (total > moved->size)
				memset(moved->memory + moved->size, 0, total - moved->size);
			moved->size = moved->used = total;
			__asan_poison_memory_region(moved->memory + size, total - size);
			*at = moved;
			return moved->memory;
		}
	}
	void *copy = arena_alloc(arena, size);
	if (old)
		memcpy(copy, block, old < size ? old : size);
	return copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);
	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

static void buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	char small[512];
	va_list again;
	va_copy(again, args);
	int length = vsnprintf(small, sizeof small, format, args);
	if (length < 0)
		abort();
	if ((size_t)length < sizeof small) {
		buf_add(buf, small, (size_t)length);
	} else {
		char *large = arena_alloc(buf->arena, (size_t)length + 1);
		vsnprintf(large, (size_t)length + 1, format, again);
		buf_add(buf, large, (size_t)length);
	}
	va_end(again);
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	struct buf buf = {.arena = arena};
	va_list args;
	va_start(args, format);
	buf_vprintf(&buf, format, args);
	va_end(args);
	return buf_text(&buf);
}

struct bytes bytes_of(const char *text)
{
	return (struct bytes){(const unsigned char *)text, text ? strlen(text) : 0};
}

struct bytes bytes_copy(struct arena *arena, struct bytes bytes)
{
	return (struct bytes){(unsigned char *)arena_strndup(arena, (const char *)bytes.data, bytes.length),
			      bytes.length};
}

void buf_add(struct buf *buf, const void *data, size_t length)
{
	size_t needed = buf->length + length + 1;
	if (needed <= length)
		out_of_memory();
	if (needed > buf->capacity) {
		size_t capacity = buf->capacity ? buf->capacity * 2 : 128;
		while (capacity < needed)
			capacity *= 2;
		buf->data = arena_grow(buf->arena, buf->data, buf->capacity, capacity);
		buf->capacity = capacity;
	}
	if (length)
		memcpy(buf->data + buf->length, data, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void buf_adds(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_addc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(buf, format, args);
	va_end(args);
}

char *buf_text(struct buf *buf)
{
	if (!buf->data)
		buf_add(buf, "", 0);
	return buf->data;
}

struct bytes buf_bytes(const struct buf *buf)
{
	return (struct bytes){(const unsigned char *)buf->data, buf->length};
}

#include "base/bytes.h"

#include <malloc.h>
#include <stdint.h>

/* Under AddressSanitizer a block of an arena is guarded like one of malloc: access past its end is an
 * error. */
#ifdef PASSERELLE_ASAN
#include <sanitizer/asan_interface.h>
enum { GUARD_BYTES = 16 };
__attribute__((noinline)) static void guard(void *memory, size_t size)
{
	__asan_poison_memory_region(memory, size);
}
#define unguard(memory, size) __asan_unpoison_memory_region(memory, size)
#else
enum { GUARD_BYTES = 0 };
#define guard(memory, size)   ((void)(memory), (void)(size))
#define unguard(memory, size) ((void)(memory), (void)(size))
#endif

enum {
	FIRST_CHUNK_BYTES = 1024,
	CHUNK_BYTES = 64 * 1024,
	ALIGNMENT = 16,
	MAPPED_BYTES =
	    2 * 1024 * 1024 /* malloc maps larger blocks each alone, and moves them without a copy */
};

/* A chunk is followed by its memory. Blocks of at least half the largest chunk get a chunk of their own, so
 * that realloc can move a growing text. */
struct chunk {
	struct chunk *next;
	size_t size, used;
	_Alignas(ALIGNMENT) unsigned char memory[];
};

struct arena {
	struct chunk *chunks; /* the first one is being filled */
	size_t next_bytes;    /* of the next chunk: starts small, for arenas with a few words */
};

static _Noreturn void out_of_memory(void)
{
	fputs("passerelle: out of memory\n", stderr);
	abort();
}

/* Through a volatile pointer: the compiler would otherwise drop the call, as the memory is freed next. */
void bytes_wipe(void *memory, size_t size)
{
	static void *(*volatile const set)(void *, int, size_t) = memset;
	set(memory, 0, size);
}

void bytes_keep_memory(void)
{
	enum { KEPT_BYTES = 4 * 1024 * 1024 };
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
}

void bytes_return_memory(void)
{
	malloc_trim(0);
}

static size_t padded(size_t size)
{
	if (size > SIZE_MAX / 2)
		out_of_memory();
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static struct chunk *chunk_new(size_t size)
{
	struct chunk *chunk = malloc(sizeof *chunk + size);
	if (!chunk)
		out_of_memory();
	*chunk = (struct chunk){.size = size};
	guard(chunk->memory, size);
	return chunk;
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);
	if (!arena)
		out_of_memory();
	arena->next_bytes = FIRST_CHUNK_BYTES;
	return arena;
}

void arena_free(struct arena **arena)
{
	if (!*arena)
		return;
	for (struct chunk *chunk = (*arena)->chunks, *next; chunk; chunk = next) {
		next = chunk->next;
		unguard(chunk->memory, chunk->size);
		bytes_wipe(chunk->memory, chunk->used);
		free(chunk);
	}
	free(*arena);
	*arena = NULL;
}

static struct chunk *add_chunk(struct arena *arena, size_t size)
{
	struct chunk *first = arena->chunks;
	if (size >= CHUNK_BYTES / 2) {
		struct chunk *chunk = chunk_new(size);
		chunk->next = first ? first->next : NULL; /* the first chunk goes on being filled */
		*(first ? &first->next : &arena->chunks) = chunk;
		return chunk;
	}
	while (arena->next_bytes < size)
		arena->next_bytes *= 2;
	arena->chunks = chunk_new(arena->next_bytes);
	arena->chunks->next = first;
	if (arena->next_bytes < CHUNK_BYTES)
		arena->next_bytes *= 2;
	return arena->chunks;
}

/* Takes a block of size bytes from the arena, aligned for any type. */
static void *take(struct arena *arena, size_t size)
{
	size_t wanted = size ? size : 1;
	size = padded(wanted) + GUARD_BYTES;
	struct chunk *chunk = arena->chunks;
	if (!chunk || chunk->size - chunk->used < size)
		chunk = add_chunk(arena, size);
	unsigned char *block = chunk->memory + chunk->used;
	chunk->used += size;
	unguard(block, wanted);
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
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

/* Whether the block is the last one in the chunk being filled, with room after it. */
static bool extend(struct chunk *chunk, const unsigned char *block, size_t was, size_t total)
{
	if (!chunk || block + was + GUARD_BYTES != chunk->memory + chunk->used ||
	    total > was + GUARD_BYTES + chunk->size - chunk->used)
		return false;
	chunk->used += total - was - GUARD_BYTES;
	return true;
}

void *arena_grow(struct arena *arena, void *block, size_t old, size_t size)
{
	size_t was = padded(old ? old : 1), total = padded(size) + GUARD_BYTES;
	struct chunk **at = was >= CHUNK_BYTES / 2 && size > old ? chunk_of(arena, block) : NULL;
	if (at && (*at)->used == was + GUARD_BYTES) {
		unguard((*at)->memory, (*at)->size);
		struct chunk *moved = realloc(*at, sizeof *moved + total);
		if (!moved)
			out_of_memory();
		memset(moved->memory + old, 0, total - old);
		moved->size = moved->used = total;
		guard(moved->memory + size, total - size);
		*at = moved;
		return moved->memory;
	}
	if (block && size > old && extend(arena->chunks, block, was, total)) {
		unguard(block, size);
		memset((unsigned char *)block + old, 0, size - old);
		return block;
	}
	void *copy = take(arena, size);
	size_t kept = old < size ? old : size;
	if (block && kept)
		memcpy(copy, block, kept);
	memset((unsigned char *)copy + kept, 0, size - kept);
	return copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	size_t kept = length ? strnlen(text, length) : 0;
	char *copy = take(arena, kept + 1);
	if (kept)
		memcpy(copy, text, kept);
	copy[kept] = '\0';
	return copy;
}

void *arena_one_more(struct arena *arena, void *items, size_t count, size_t item_bytes)
{
	return arena_grow(arena, items, count * item_bytes, (count + 1) * item_bytes);
}

void *arena_room(struct arena *arena, void *items, size_t count, size_t item_bytes)
{
	size_t room = count ? 2 * count : 1;
	bool is_full = !(count & (count - 1)); /* a power of two, or none */
	return is_full ? arena_grow(arena, items, count * item_bytes, room * item_bytes) : items;
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

bool bytes_equal(struct bytes one, struct bytes other)
{
	return one.length == other.length && (!one.length || !memcmp(one.data, other.data, one.length));
}

struct bytes bytes_without_mark(struct bytes file)
{
	static const unsigned char MARK[] = {0xEF, 0xBB, 0xBF};
	if (file.length < sizeof MARK || memcmp(file.data, MARK, sizeof MARK) != 0)
		return file;
	return (struct bytes){file.data + sizeof MARK, file.length - sizeof MARK};
}

struct bytes bytes_copy(struct arena *arena, struct bytes bytes)
{
	unsigned char *copy = take(arena, bytes.length + 1);
	if (bytes.length)
		memcpy(copy, bytes.data, bytes.length);
	copy[bytes.length] = '\0';
	return (struct bytes){copy, bytes.length};
}

void buf_add(struct buf *buf, const void *data, size_t length)
{
	size_t needed = buf->length + length + 1;
	if (needed <= length)
		out_of_memory();
	if (needed > buf->capacity) {
		size_t capacity = buf->capacity ? buf->capacity : 128;
		while (capacity < needed)
			capacity += capacity < MAPPED_BYTES ? capacity : capacity / 8;
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
	if (buf->length + 1 >= buf->capacity) {
		buf_add(buf, &c, 1);
		return;
	}
	buf->data[buf->length++] = c;
	buf->data[buf->length] = '\0';
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

#include "picture.h"

#include <stdint.h>
#include <string.h>

enum { LEAST_PIXELS = 600, LEAST_BYTES = 32 * 1024, LEAST_BYTES_UNMEASURED = 100 * 1024 };

struct size {
	uint32_t width, height; /* pixels; 0: unknown */
};

static uint32_t big_endian(const unsigned char *at, size_t length)
{
	uint32_t number = 0;

	while (length--)
		number = number << 8 | *at++;
	return number;
}

static bool starts_with(struct bytes picture, const char *mark, size_t length)
{
	return picture.length >= length && !memcmp(picture.data, mark, length);
}

/* PNG specification 11.2.2: IHDR is the first chunk. */
static struct size png_size(struct bytes png)
{
	return png.length < 24 ? (struct size){0}
			       : (struct size){big_endian(png.data + 16, 4), big_endian(png.data + 20, 4)};
}

static struct size gif_size(struct bytes gif)
{
	return gif.length < 10 ? (struct size){0}
			       : (struct size){gif.data[6] | (uint32_t)gif.data[7] << 8,
					       gif.data[8] | (uint32_t)gif.data[9] << 8};
}

/* ITU-T T.81 B.2.2: the frame header, SOF0 to SOF15 except DHT, JPG and DAC. */
static bool is_frame_header(unsigned char marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static struct size jpeg_size(struct bytes jpeg)
{
	size_t at = 2;

	while (at + 9 <= jpeg.length && jpeg.data[at] == 0xff) {
		if (is_frame_header(jpeg.data[at + 1]))
			return (struct size){big_endian(jpeg.data + at + 7, 2),
					     big_endian(jpeg.data + at + 5, 2)};
		at += 2 + big_endian(jpeg.data + at + 2, 2);
	}
	return (struct size){0};
}

static struct size size_of(struct bytes picture)
{
	if (starts_with(picture, "\x89PNG\r\n\x1a\n", 8))
		return png_size(picture);
	if (starts_with(picture, "GIF8", 4))
		return gif_size(picture);
	return starts_with(picture, "\xff\xd8", 2) ? jpeg_size(picture) : (struct size){0};
}

bool picture_is_page(struct bytes picture)
{
	struct size size = size_of(picture);

	if (!size.width || !size.height)
		return picture.length >= LEAST_BYTES_UNMEASURED;
	return size.width >= LEAST_PIXELS && size.height >= LEAST_PIXELS && picture.length >= LEAST_BYTES;
}

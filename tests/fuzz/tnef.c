/* A winmail.dat, after correcting its checksums -> its texts and files, each inside it; and its rich text. */
#include "fuzz.h"

#include "../../src/decode/rtf.h"
#include "../../src/decode/tnef.h"

enum { HEAD_BYTES = 6, ATTRIBUTE_BYTES = 11, MOST_TEXT = 1 << 20 };

void fuzz_prepare(void)
{
}

static size_t length_at(const unsigned char *at)
{
	return (size_t)at[0] | (size_t)at[1] << 8 | (size_t)at[2] << 16 | (size_t)at[3] << 24;
}

static void mend(unsigned char *data, size_t length)
{
	static const unsigned char signature[] = {0x78, 0x9f, 0x3e, 0x22};
	size_t at = HEAD_BYTES;
	if (length >= HEAD_BYTES)
		memcpy(data, signature, sizeof signature);
	while (at + ATTRIBUTE_BYTES <= length) {
		size_t content = length_at(data + at + 5);
		unsigned sum = 0;
		if (content > length - at - ATTRIBUTE_BYTES)
			return;
		for (size_t i = 0; i < content; i++)
			sum += data[at + 9 + i];
		data[at + 9 + content] = (unsigned char)sum;
		data[at + 10 + content] = (unsigned char)(sum >> 8);
		at += ATTRIBUTE_BYTES + content;
	}
}

static void check_within(struct bytes piece, struct bytes whole)
{
	fuzz_expect(!piece.length || (piece.data >= whole.data && piece.length <= whole.length &&
				      (size_t)(piece.data - whole.data) <= whole.length - piece.length),
		    "what comes out lies in what went in");
}

void fuzz_one(struct arena *arena, struct bytes input)
{
	struct bytes whole = bytes_copy(arena, input), rtf;
	struct tnef tnef;
	struct err err = {0};
	mend((unsigned char *)(uintptr_t)whole.data, whole.length);
	tnef_is(whole);
	tnef_read(arena, whole, &tnef, &err);
	check_within(tnef.plain.bytes, whole);
	check_within(tnef.html.bytes, whole);
	check_within(tnef.rtf, whole);
	for (size_t i = 0; i < tnef.file_count; i++) {
		check_within(tnef.files[i].name.bytes, whole);
		check_within(tnef.files[i].type.bytes, whole);
		check_within(tnef.files[i].content_id.bytes, whole);
		check_within(tnef.files[i].content, whole);
	}
	if (!rtf_decompress(arena, tnef.rtf.length ? tnef.rtf : input, MOST_TEXT, &rtf))
		return;
	fuzz_expect(rtf.length <= MOST_TEXT, "rich text does not outgrow its limit");
	fuzz_expect(strlen(rtf_text(arena, rtf)) <= 3 * rtf.length, "nor its text");
}

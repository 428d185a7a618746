#include "base/text.h"
#include "decode.h"

static const struct {
	const char *word; /* folded */
	enum subject_prefix prefix;
} prefixes[] = {
    {"re", SUBJECT_REPLY},   {"rep", SUBJECT_REPLY},	 {"aw", SUBJECT_REPLY},	   {"tr", SUBJECT_FORWARD},
    {"tf", SUBJECT_FORWARD}, {"fw", SUBJECT_FORWARD},	 {"fwd", SUBJECT_FORWARD}, {"wg", SUBJECT_FORWARD},
    {"rv", SUBJECT_FORWARD}, {"ref", SUBJECT_REFERENCE},
};

enum subject_prefix subject_prefix(const char *folded, const char **rest)
{
	*rest = folded;
	for (size_t i = 0; i < ARRAY_SIZE(prefixes); i++) {
		const char *behind = folded + strlen(prefixes[i].word);

		if (!text_starts_with(folded, prefixes[i].word))
			continue;
		behind += strspn(behind, " ");
		if (*behind != ':')
			continue;
		*rest = behind + 1 + strspn(behind + 1, " ");
		return prefixes[i].prefix;
	}
	return SUBJECT_PLAIN;
}

/* Included by the assembler, as compilers need not accept string literals of a megabyte. */
#include "embedded.h"

#define EMBED(name, path)                                                                                    \
	__asm__(".pushsection .rodata\n"                                                                     \
		".global " name "\n"                                                                         \
		".type " name ", %object\n" name ":\n"                                                       \
		".incbin \"" path "\"\n"                                                                     \
		".byte 0\n"                                                                                  \
		".size " name ", . - " name "\n"                                                             \
		".popsection\n")

EMBED("embedded_schema", "src/db/schema.sql");
EMBED("embedded_schema_2", "src/db/schema_2.sql");
EMBED("embedded_audience", "src/db/audience.sql");
EMBED("embedded_offers_match", "src/db/offers_match.sql");
EMBED("embedded_regions", "src/db/places/regions.tsv");
EMBED("embedded_former_regions", "src/db/places/former_regions.tsv");
EMBED("embedded_departments", "src/db/places/departments.tsv");
EMBED("embedded_communes", "src/db/places/communes.tsv");
EMBED("embedded_former_communes", "src/db/places/former_communes.tsv");
EMBED("embedded_usual_names", "src/db/places/usual_names.tsv");

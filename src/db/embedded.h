/* Private to db: files of src/db embedded in the program, each NUL-terminated. */
#ifndef DB_EMBEDDED_H
#define DB_EMBEDDED_H

extern const char embedded_schema[];
extern const char embedded_schema_2[];
extern const char embedded_audience[];
extern const char embedded_offers_match[];
extern const char embedded_regions[];
extern const char embedded_former_regions[];
extern const char embedded_departments[];
extern const char embedded_communes[];
extern const char embedded_former_communes[];
extern const char embedded_usual_names[];

#endif

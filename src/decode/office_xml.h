/* One XML part of an office file, element by element (libxml2, SAX). Names are told without their namespace:
 * programs choose prefixes as they like. */
#ifndef DECODE_OFFICE_XML_H
#define DECODE_OFFICE_XML_H

#include "decode/document.h"

struct xml;

struct xml_handler {
	void (*open)(struct xml *xml, const char *name);
	void (*close)(struct xml *xml, const char *name);
	void (*text)(struct xml *xml, const char *text, size_t length); /* NULL: of no interest */
	void *user;
};

/* Reads the part to its end or to the first fault. */
enum document_fault xml_read(struct arena *arena, struct bytes part, const struct xml_handler *handler);

void *xml_user(const struct xml *xml);
/* Within `open`: the value of the element's attribute, NULL when it has none. */
char *xml_attribute(const struct xml *xml, const char *name);
/* Within `open`: nothing of what stands within this element is handed over, nor its end. */
void xml_skip(struct xml *xml);
/* Ends the reading, unless there is no fault. */
void xml_fail(struct xml *xml, enum document_fault fault);

/* The attribute as a whole number; `missing` when there is none or it is something else. */
long xml_number(const struct xml *xml, const char *name, long missing);
/* xsd:boolean, as "1", "true" and "on"; `missing` when there is no such attribute. */
bool xml_flag(const struct xml *xml, const char *name, bool missing);

#endif

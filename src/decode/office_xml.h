/* Reads one XML part of an office file, element by element (libxml2, SAX). Names have no namespace prefix, as
 * programs choose prefixes freely. */
#ifndef DECODE_OFFICE_XML_H
#define DECODE_OFFICE_XML_H

#include "decode/document.h"

struct xml;

struct xml_handler {
	void (*open)(struct xml *xml, const char *name);
	void (*close)(struct xml *xml, const char *name);
	void (*text)(struct xml *xml, const char *text, size_t length); /* NULL: ignored */
	void *user;
};

/* Reads the part up to its end or the first fault. */
enum document_fault xml_read(struct arena *arena, struct bytes part, const struct xml_handler *handler);

void *xml_user(const struct xml *xml);
/* Inside `open`: the value of an attribute of the element, NULL when missing. */
char *xml_attribute(const struct xml *xml, const char *name);
/* Inside `open`: skips the content and the end of this element. */
void xml_skip(struct xml *xml);
/* Stops reading; no effect with DOCUMENT_OK. */
void xml_fail(struct xml *xml, enum document_fault fault);

/* The attribute as an integer; `missing` when there is none or it is not an integer. */
long xml_number(const struct xml *xml, const char *name, long missing);
/* xsd:boolean, as "1", "true" and "on"; `missing` when there is none. */
bool xml_flag(const struct xml *xml, const char *name, bool missing);

#endif

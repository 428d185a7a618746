#include "office_xml.h"

#include "limits.h"

#include <errno.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

struct xml {
	struct arena *arena;
	const struct xml_handler *handler;
	xmlParserCtxtPtr parser;
	const xmlChar **attributes; /* of the element being opened: five pointers each */
	int attribute_count;
	unsigned depth, skipped_from; /* 0: nothing is skipped */
	enum document_fault fault;
};

void *xml_user(const struct xml *xml)
{
	return xml->handler->user;
}

char *xml_attribute(const struct xml *xml, const char *name)
{
	for (size_t i = 0; i < (size_t)xml->attribute_count; i++) {
		const xmlChar **attribute = xml->attributes + 5 * i;

		if (!strcmp((const char *)attribute[0], name))
			return arena_strndup(xml->arena, (const char *)attribute[3],
					     (size_t)(attribute[4] - attribute[3]));
	}
	return NULL;
}

long xml_number(const struct xml *xml, const char *name, long missing)
{
	const char *text = xml_attribute(xml, name);
	char *end;

	if (!text || !*text)
		return missing;
	errno = 0;
	long number = strtol(text, &end, 10);

	return errno || *end ? missing : number;
}

bool xml_flag(const struct xml *xml, const char *name, bool missing)
{
	const char *text = xml_attribute(xml, name);

	return text ? !strcmp(text, "1") || !strcmp(text, "true") || !strcmp(text, "on") : missing;
}

void xml_skip(struct xml *xml)
{
	xml->skipped_from = xml->depth;
}

void xml_fail(struct xml *xml, enum document_fault fault)
{
	if (xml->fault || !fault)
		return;
	xml->fault = fault;
	xml->attribute_count = 0; /* the parser frees the values */
	xmlStopParser(xml->parser);
}

static void open_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
			 int namespace_count, const xmlChar **namespaces, int attribute_count,
			 int default_count, const xmlChar **attributes)
{
	struct xml *xml = user;

	(void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)default_count;
	if (xml->fault)
		return;
	if (++xml->depth > LIMIT_OFFICE_DEPTH) {
		xml_fail(xml, DOCUMENT_DEEP);
		return;
	}
	if (xml->skipped_from)
		return;
	xml->attributes = attributes;
	xml->attribute_count = attribute_count;
	xml->handler->open(xml, (const char *)name);
	xml->attribute_count = 0;
}

static void close_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml *xml = user;

	(void)prefix, (void)uri;
	if (xml->fault)
		return;
	if (!xml->skipped_from)
		xml->handler->close(xml, (const char *)name);
	else if (xml->skipped_from == xml->depth)
		xml->skipped_from = 0;
	xml->depth--;
}

static void take_text(void *user, const xmlChar *text, int length)
{
	struct xml *xml = user;

	if (!xml->fault && !xml->skipped_from && xml->handler->text)
		xml->handler->text(xml, (const char *)text, (size_t)length);
}

/* Office programs don't write document types, and nested entities grow without bound. */
static void declare_type(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name, (void)external, (void)system;
	xml_fail(user, DOCUMENT_DECLARES);
}

static xmlEntityPtr find_entity(void *user, const xmlChar *name)
{
	(void)user;
	return xmlGetPredefinedEntity(name);
}

enum document_fault xml_read(struct arena *arena, struct bytes part, const struct xml_handler *handler)
{
	xmlSAXHandler sax = {
	    .initialized = XML_SAX2_MAGIC,
	    .startElementNs = open_element,
	    .endElementNs = close_element,
	    .characters = take_text,
	    .cdataBlock = take_text,
	    .ignorableWhitespace = take_text,
	    .internalSubset = declare_type,
	    .getEntity = find_entity,
	};
	struct xml xml = {.arena = arena, .handler = handler};

	xml.parser = xmlCreatePushParserCtxt(&sax, &xml, NULL, 0, NULL);
	if (!xml.parser)
		abort();
	xmlCtxtUseOptions(xml.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	for (size_t at = 0; at < part.length && !xml.fault;) {
		enum { BLOCK_BYTES = 1 << 20 };
		size_t length = part.length - at < BLOCK_BYTES ? part.length - at : BLOCK_BYTES;

		if (xmlParseChunk(xml.parser, (const char *)part.data + at, (int)length, 0))
			break;
		at += length;
	}
	if (!xml.fault)
		xmlParseChunk(xml.parser, "", 0, 1);
	if (!xml.fault && !xml.parser->wellFormed)
		xml.fault = DOCUMENT_DAMAGED;
	if (xml.parser->myDoc)
		xmlFreeDoc(xml.parser->myDoc);
	xmlFreeParserCtxt(xml.parser);
	return xml.fault;
}

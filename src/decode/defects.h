/* Defects of a document that are visible without unpacking or interpreting it. */
#ifndef DECODE_DEFECTS_H
#define DECODE_DEFECTS_H

#include "base/bytes.h"

/* "" or one of
 *	macros      Office Open XML with vbaProject.bin, OpenDocument with Basic or Scripts
 *	encrypted   PDF with /Encrypt, OLE with EncryptedPackage, zip entries with the encryption flag,
 *	            OpenDocument whose content is stored as cipher
 *	executable  a program (MZ, ELF, Mach-O, Java, #!), one inside a zip, PDF with JavaScript or
 *	            Launch, RTF with an object
 *	truncated   PDF without %%EOF within its last KiB (ISO 32000-1 7.5.5, annex H) or whose startxref
 *	            lies past its end; zip without its central directory
 * Limits: what a PDF keeps in compressed object streams is not seen, nor damage in the middle of a file. */
const char *defects_of(struct bytes content);

#endif

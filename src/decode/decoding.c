#include "decoding.h"

#include "limits.h"
#include "scan.h"

#include <stdio.h>

void decoding_warn(struct decoding *decoding, const char *format, ...)
{
	struct mail *mail = decoding->mail;
	char text[200];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	if (mail->warning_count >= LIMIT_WARNINGS)
		return;
	for (size_t i = 0; i < mail->warning_count; i++)
		if (!strcmp(mail->warnings[i], text))
			return;
	mail->warnings =
	    scan_grow(decoding->arena, mail->warnings, mail->warning_count, sizeof(*mail->warnings));
	mail->warnings[mail->warning_count++] = arena_strdup(decoding->arena, text);
}

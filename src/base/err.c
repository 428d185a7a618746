#include "base/err.h"

#include <stdarg.h>

int err_set(struct err *err, int code, const char *format, ...)
{
	if (err) {
		va_list args;
		va_start(args, format);
		err->code = code;
		vsnprintf(err->text, sizeof err->text, format, args);
		va_end(args);
	}
	return code;
}

int err_prefix(struct err *err, const char *format, ...)
{
	char before[sizeof err->text], after[sizeof err->text];
	va_list args;
	va_start(args, format);
	vsnprintf(before, sizeof before, format, args);
	va_end(args);
	memcpy(after, err->text, sizeof after);
	size_t used = strnlen(before, sizeof before - 3);
	memcpy(err->text, before, used);
	snprintf(err->text + used, sizeof err->text - used, ": %s", after);
	return err->code;
}

int err_exit_status(int code)
{
	switch (code) {
	case ERR_NOT_FOUND:
	case ERR_LIMIT:
		return -ERR_DATA;
	case ERR_DENIED:
		return -ERR_UNAVAILABLE;
	default:
		return -code;
	}
}

/* Errors. Every function that can fail returns OK or a negative code of this enum and describes the error in
 * the caller's struct err; on success it leaves that untouched. Calls chain with ||:
 *
 *	if ((rc = first(x, err)) || (rc = second(x, err)))
 *		return rc;
 *
 * A code is the negated exit status of sysexits.h where there is one. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum {
	OK = 0,
	ERR_USAGE = -64,       /* the command line */
	ERR_DATA = -65,	       /* input that can't be understood */
	ERR_NOT_FOUND = -66,   /* no such row, file or folder */
	ERR_UNAVAILABLE = -69, /* a server refuses permanently */
	ERR_INTERNAL = -70,    /* a bug in this program */
	ERR_LIMIT = -71,       /* too large, too deep or too slow */
	ERR_IO = -74,	       /* disk or network */
	ERR_TEMPORARY = -75,   /* worth trying again later */
	ERR_DENIED = -77,      /* authentication or permission */
	ERR_CONFIG = -78,      /* the configuration file */
};

struct err {
	int code;	/* OK, or the code that was returned */
	char text[480]; /* one line in English: what failed and where; never personal data or a secret */
};

/* Fills *err (which may be NULL) and returns code. */
int err_set(struct err *err, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Prefixes the text of an error that was just set with "what: "; returns err->code. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The exit status for a code: its negation where sysexits.h has it, else the nearest one. */
int err_exit_status(int code);

#endif

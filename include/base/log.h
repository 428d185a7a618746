/* The log: one line an event on stderr, `event key=value ...`, prefixed with journald's <n> priority when
 * stderr is the journal; or fields of journald's own protocol. Log ids and references only: never a name, an
 * address, a subject, content of a CV or a secret. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level {
	LOG_LEVEL_ERROR = 3,
	LOG_LEVEL_WARNING = 4,
	LOG_LEVEL_NOTICE = 5,
	LOG_LEVEL_INFO = 6,
	LOG_LEVEL_DEBUG = 7
};

void log_open(const char *process, enum log_level most); /* process: "collect", "handle", ... */
/* When stderr is the journal, this process and those forked from it use the journal's own protocol from now
 * on: PASSERELLE_EVENT, PASSERELLE_PROCESS and each key are fields (systemd.journal-fields(7)). */
void log_with_fields(void);
/* event is a fixed word such as "message.decided"; format gives `key=value` pairs. */
void log_event(enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif

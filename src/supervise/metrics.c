#include "supervise/metrics.h"

#include <stddef.h>
#include <string.h>

#define ROW(name, type, member, help)                                                                        \
	{                                                                                                    \
		name, type, help, offsetof(struct health, member)                                            \
	}

static const struct metric METRICS[] = {
    ROW("messages_received_total", "counter", received, "Messages taken from the mailbox."),
    ROW("messages_undecided", "gauge", undecided, "Messages that wait to be decided."),
    ROW("messages_lag_seconds", "gauge", oldest_undecided_s, "Age of the oldest undecided message."),
    ROW("messages_to_file", "gauge", to_file, "Messages that are still to be filed in the mailbox."),
    ROW("messages_held", "gauge", held, "Messages that a person has to decide."),
    ROW("messages_quarantined", "gauge", quarantined, "Messages in quarantine."),
    ROW("erasures_owed", "gauge", erasures_owed, "Messages that are still to be erased in the mailbox."),
    ROW("letters_made_total", "counter", made, "Letters that were made."),
    ROW("letters_queued", "gauge", queued, "Letters that wait for the relay."),
    ROW("letters_lag_seconds", "gauge", oldest_queued_s, "Age of the oldest letter in the queue."),
    ROW("letters_to_make", "gauge", to_make, "Letters to many that are still to be made."),
    ROW("letters_failed_day", "gauge", failed, "Letters of the last 24 hours that failed."),
    ROW("contacts_suspended", "gauge", suspended, "Contacts that a delivery failure has suspended."),
    ROW("round_trip_age_seconds", "gauge", round_trip_s, "Since the mail server last answered."),
    ROW("relay_refuses", "gauge", is_relay_refusing, "1 while the relay refuses all letters."),
    ROW("register_held_back", "gauge", is_held_back, "1 while the register is older than its anchor."),
    ROW("register_bytes", "gauge", bytes, "Size of the register."),
    ROW("register_limit_bytes", "gauge", most_bytes, "Size that the register may have."),
    ROW("disk_free_bytes", "gauge", disk_free_bytes, "Room that is left on the register's disk."),
    ROW("agreement_ended", "gauge", is_agreement_ended, "1 once the agreement has ended."),
};

const struct metric *metric_at(size_t n)
{
	return n < ARRAY_SIZE(METRICS) ? &METRICS[n] : NULL;
}

static void add(struct buf *text, const char *name, const char *type, const char *help)
{
	buf_printf(text, "# HELP passerelle_%s %s\n# TYPE passerelle_%s %s\n", name, help, name, type);
}

char *metrics_text(struct arena *arena, const struct health *health, bool is_running)
{
	struct buf text = {.arena = arena};
	add(&text, "build_info", "gauge", "The version, as a label.");
	buf_printf(&text, "passerelle_build_info{version=\"%s\"} 1\n", PASSERELLE_VERSION);
	add(&text, "daemon_running", "gauge", "1 while a daemon holds the register.");
	buf_printf(&text, "passerelle_daemon_running %d\n", is_running);
	for (size_t i = 0; i < ARRAY_SIZE(METRICS); i++) {
		int64_t value;
		memcpy(&value, (const char *)health + METRICS[i].offset, sizeof value);
		if (value < 0)
			continue;
		add(&text, METRICS[i].name, METRICS[i].type, METRICS[i].help);
		buf_printf(&text, "passerelle_%s %lld\n", METRICS[i].name, (long long)value);
	}
	return buf_text(&text);
}

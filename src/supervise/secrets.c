#include "daemon.h"

#include "base/io.h"
#include "base/log.h"
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each stage's secret. A request does not name one: a stage only ever gets its own. */
static const struct {
	const char *key;
	size_t offset; /* offset in the configuration */
} SECRETS[STAGE_COUNT] = {
    [STAGE_COLLECT] = {"mailbox_secret", offsetof(struct config, mailbox_secret)},
    [STAGE_SUBMIT] = {"relay_secret", offsetof(struct config, relay_secret)},
};

static const char *source_of(const struct daemon *daemon, enum stage stage)
{
	const char *config = (const char *)daemon->config;
	return SECRETS[stage].key ? *(const char *const *)(config + SECRETS[stage].offset) : NULL;
}

static bool has_secret(const struct daemon *daemon, enum stage stage)
{
	const char *source = source_of(daemon, stage);
	return source && *source;
}

static void let_go(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* When a stage ends: kills its command and closes its lines. */
static void disconnect(struct errand *errand)
{
	if (errand->pid)
		secret_kill(errand->pid); /* reaped like any other child */
	errand->pid = 0;
	for (int end = 0; end < 2; end++) {
		let_go(&errand->line[end]);
		let_go(&errand->output[end]);
	}
}

void errands_init(struct daemon *daemon)
{
	for (int i = 0; i < PROCESSES_MAX; i++)
		daemon->errands[i] = (struct errand){.line = {-1, -1}, .output = {-1, -1}};
}

int errand_connect(struct daemon *daemon, int process, struct err *err)
{
	struct errand *errand = &daemon->errands[process];
	disconnect(errand);
	if (!has_secret(daemon, daemon_stage_of(process)))
		return OK;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, errand->line))
		return err_set(err, ERR_TEMPORARY, "socketpair: %s", strerror(errno));
	for (int end = 0; end < 2; end++)
		fcntl(errand->line[end], F_SETFD, FD_CLOEXEC);
	return secret_pipe(errand->output, err);
}

void errand_part(struct daemon *daemon, int process, bool is_stage)
{
	for (int i = 0; is_stage && i < PROCESSES_MAX; i++) {
		let_go(&daemon->errands[i].line[0]);
		let_go(&daemon->errands[i].output[1]);
		daemon->errands[i].pid = 0;
	}
	if (!is_stage) {
		let_go(&daemon->errands[process].line[1]);
		let_go(&daemon->errands[process].output[0]);
	}
}

/* If the stage does not read the answer, only that stage waits. */
static void tell(struct errand *errand, int status)
{
	errand->pid = 0;
	send(errand->line[0], &status, sizeof status, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void take_request(struct daemon *daemon, int process)
{
	struct errand *errand = &daemon->errands[process];
	struct err err = {0};
	char asked;
	ssize_t got = recv(errand->line[0], &asked, 1, MSG_DONTWAIT);
	if (!got)
		disconnect(errand);
	if (got <= 0 || errand->pid)
		return;
	errand->until_ms = io_now_ms() + SECRET_COMMAND_MS;
	errand->pid = secret_start(source_of(daemon, daemon_stage_of(process)), errand->output[1], &err);
	if (errand->pid < 0)
		tell(errand, -1);
}

void errand_ended(struct daemon *daemon, pid_t pid, int status)
{
	for (int i = 0; i < PROCESSES_MAX; i++)
		if (daemon->errands[i].pid == pid)
			tell(&daemon->errands[i], status);
}

void errands_serve(struct daemon *daemon)
{
	for (int i = 0; i < PROCESSES_MAX; i++) {
		struct errand *errand = &daemon->errands[i];
		int status;
		if (errand->pid && waitpid(errand->pid, &status, WNOHANG) == errand->pid) {
			tell(errand, status);
		} else if (errand->pid && io_now_ms() > errand->until_ms) {
			log_event(LOG_LEVEL_ERROR, "secret.hangs", "secret=%s seconds=%d",
				  SECRETS[daemon_stage_of(i)].key, SECRET_COMMAND_MS / 1000);
			secret_kill(errand->pid);
		}
		if (errand->line[0] >= 0)
			take_request(daemon, i);
	}
}

void errands_stop(struct daemon *daemon)
{
	for (int i = 0; i < PROCESSES_MAX; i++)
		disconnect(&daemon->errands[i]);
}

int daemon_secret(struct daemon *daemon, enum stage stage, struct arena *arena, char **out, struct err *err)
{
	enum { LOOK_MS = 1000 };
	struct errand *errand = &daemon->errands[(unsigned)stage + daemon->number];
	const char *source = source_of(daemon, stage);
	int status, rc;
	if (!has_secret(daemon, stage))
		return secret_read(arena, NULL, out, err);
	secret_forget(errand->output[0]);
	if (send(errand->line[1], "?", 1, MSG_NOSIGNAL) != 1)
		return err_set(err, ERR_TEMPORARY, "secret: %s", strerror(errno));
	do
		rc = io_read_all(errand->line[1], &status, sizeof status, io_now_ms() + LOOK_MS, err);
	while (rc == ERR_TEMPORARY && !daemon_is_stopping());
	return rc ? err_set(err, ERR_TEMPORARY, "secret: not waited for")
		  : secret_take(arena, source, status, errand->output[0], out, err);
}

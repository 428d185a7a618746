/* A real Dovecot for the tests of collect: on loopback, with its own directories and certificates, stopped by
 * its pid. */
#ifndef COLLECT_DOVECOT_H
#define COLLECT_DOVECOT_H

#include "base/io.h"
#include "collect_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct dovecot {
	char root[64];
	int imap_port, imaps_port;
	pid_t pid;
};

static inline int free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	int port = -1;

	if (bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
	    getsockname(fd, (struct sockaddr *)&address, &length) == 0)
		port = ntohs(address.sin_port);
	close(fd);
	return port;
}

static inline bool run(const char *root, const char *command)
{
	pid_t pid = fork();
	int status = 1;

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		if (null < 0 || chdir(root) || dup2(null, 1) < 0 || dup2(null, 2) < 0)
			_exit(1);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* A trusted authority and an untrusted one; the server's name is localhost, its address 127.0.0.1. */
static inline bool make_certificates(const char *root)
{
	return run(
	    root,
	    "for ca in ca other; do"
	    "  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=$ca"
	    "  -keyout $ca.key -out $ca.pem || exit 1; done;"
	    "printf 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:127.0.0.3,IP:127.0.0.4\\n' > ext;"
	    "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=server"
	    "  -keyout server.key -out server.csr &&"
	    "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2"
	    "  -extfile ext -out server.pem");
}

static inline bool write_configuration(const struct dovecot *dovecot, const char *more)
{
	static const char FORMAT[] =
	    "base_dir = %1$s/run\nstate_dir = %1$s/state\nlog_path = %1$s/log\nprotocols = imap\n"
	    "listen = 127.0.0.1, 127.0.0.2, 127.0.0.3, 127.0.0.4\nssl = yes\nssl_cert = <%1$s/server.pem\n"
	    "ssl_key = <%1$s/server.key\ndisable_plaintext_auth = no\nauth_mechanisms = plain login\n"
	    "mail_location = maildir:%1$s/mail/%%u\nfirst_valid_uid = 0\nmail_fsync = never\n%2$s"
	    "passdb {\n driver = static\n args = password=geheim\"é\n mechanisms = plain login\n}\n"
	    "userdb {\n driver = static\n args = uid=%3$u gid=%4$u home=%1$s/mail/%%u\n}\n"
	    "service anvil {\n chroot =\n}\nservice stats {\n chroot =\n}\n"
	    "service imap-login {\n chroot =\n inet_listener imap {\n  port = %5$d\n }\n"
	    " inet_listener imaps {\n  port = %6$d\n  ssl = yes\n }\n}\n%7$s"
	    "local 127.0.0.3 {\n imap_capability = IMAP4rev1 UIDPLUS\n}\n"
	    "local 127.0.0.4 {\n imap_capability = IMAP4rev1 LITERAL+\n}\n";
	char users[256] = "";
	char path[128];
	FILE *file;
	bool root = geteuid() == 0;
	const struct passwd *user = getpwuid(geteuid());
	const struct group *group = getgrgid(getegid());

	if (!root && user && group)
		snprintf(users, sizeof users,
			 "default_internal_user = %s\ndefault_login_user = %s\ndefault_internal_group = %s\n",
			 user->pw_name, user->pw_name, group->gr_name);
	snprintf(path, sizeof path, "%s/conf", dovecot->root);
	file = fopen(path, "w");
	if (!file)
		return false;
	fprintf(file, FORMAT, dovecot->root, users, root ? 65534 : (unsigned)geteuid(),
		root ? 65534 : (unsigned)getegid(), dovecot->imap_port, dovecot->imaps_port, more);
	return fclose(file) == 0;
}

static inline bool answers(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons((uint16_t)port),
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool good = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;

	close(fd);
	return good;
}

static inline void dovecot_stop(struct dovecot *dovecot)
{
	int status;

	if (dovecot->pid > 0) {
		kill(dovecot->pid, SIGTERM);
		waitpid(dovecot->pid, &status, 0);
	}
	remove_tree(dovecot->root);
}

static inline bool dovecot_start(struct dovecot *dovecot, const char *more)
{
	char path[128];

	*dovecot = (struct dovecot){.root = "/tmp/collect-XXXXXX"};
	if (!mkdtemp(dovecot->root) || chmod(dovecot->root, 0755) || !make_certificates(dovecot->root))
		return false;
	dovecot->imap_port = free_port();
	dovecot->imaps_port = free_port();
	snprintf(path, sizeof path, "%s/mail", dovecot->root);
	if (mkdir(path, 0777) || chmod(path, 0777) || !write_configuration(dovecot, more))
		return false;
	dovecot->pid = fork();
	if (dovecot->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM); /* in case the test crashes */
		snprintf(path, sizeof path, "%s/conf", dovecot->root);
		execl("/usr/sbin/dovecot", "dovecot", "-F", "-c", path, (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < 500; i++) {
		if (answers(dovecot->imap_port) && answers(dovecot->imaps_port))
			return true;
		if (waitpid(dovecot->pid, NULL, WNOHANG) == dovecot->pid)
			break;
		nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
	}
	fprintf(stderr, "dovecot does not start: see %s/log\n", dovecot->root);
	return false;
}

static inline void make_ours(const char *path)
{
	if (geteuid() == 0 && chown(path, 65534, 65534))
		perror(path);
}

/* Delivers a message to a user's mailbox. */
static inline void dovecot_deliver(const struct dovecot *dovecot, const char *user, int number,
				   const char *text, size_t length)
{
	static const char *const PARTS[] = {"", "/tmp", "/new", "/cur"};
	char from[256], to[256];
	int fd;

	for (size_t i = 0; i < ARRAY_SIZE(PARTS); i++) {
		snprintf(from, sizeof from, "%s/mail/%s%s", dovecot->root, user, PARTS[i]);
		if (mkdir(from, 0700) == 0)
			make_ours(from);
	}
	snprintf(from, sizeof from, "%s/mail/%s/tmp/%d.m", dovecot->root, user, 1000000 + number);
	snprintf(to, sizeof to, "%s/mail/%s/new/%d.m", dovecot->root, user, 1000000 + number);
	fd = open(from, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, text, length) != (ssize_t)length)
		perror(from);
	close(fd);
	make_ours(from);
	if (rename(from, to))
		perror(to);
}

#endif

#include "terminal.h"

#include "base/text.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_BYTES = 64 * 1024 };

char *terminal_read(struct arena *arena, const char *prompt)
{
	struct buf line = {.arena = arena};
	int c = EOF;
	fputs(prompt, stdout);
	fflush(stdout);
	while (line.length < LINE_BYTES && (c = getchar()) != EOF && c != '\n')
		buf_addc(&line, (char)c);
	return c == EOF && !line.length ? NULL : text_trim(arena, buf_text(&line));
}

/* Signals that would leave the terminal without echo are blocked until it is restored. */
char *terminal_read_hidden(struct arena *arena, const char *prompt)
{
	struct termios shown, hidden;
	sigset_t all, before;
	bool is_terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (is_terminal) {
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden);
	}
	char *line = terminal_read(arena, prompt);
	if (is_terminal) {
		tcsetattr(STDIN_FILENO, TCSADRAIN, &shown);
		putchar('\n');
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return line;
}

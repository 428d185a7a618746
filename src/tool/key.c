/* The register's key, from which the codes in addresses are made. */
#include "../config.h"
#include "tool.h"

#include "db/key.h"

int cmd_key(struct program *program, struct err *err)
{
	struct config config;
	if (program->argc != 2 || strcmp(program->argv[1], "rotate"))
		return program_usage(program, err);
	int rc = program_config(program, &config, err);
	if (rc || (rc = key_rotate(config.database, err)))
		return rc;
	printf("new key in use; addresses made with the former one are believed for %d days\n", KEY_DAYS);
	return OK;
}

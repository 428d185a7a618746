/* The table of letters and the folders of templates/fr match. */
#include "handle/letter_types.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char FOLDER[] = "templates/fr";

static void test_each_folder_has_its_row(void **state)
{
	(void)state;
	struct dirent *entry;
	int letters = 0;
	DIR *folder = opendir(FOLDER);
	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		char subject[600];
		snprintf(subject, sizeof subject, "%s/%s/subject.mustache", FOLDER, entry->d_name);
		if (access(subject, R_OK))
			continue;
		letters++;
		if (!letter_type_of(entry->d_name))
			fail_msg("%s has no row in the table of letters", entry->d_name);
	}
	closedir(folder);
	assert_true(letters >= 25);
}

static void test_rows(void **state)
{
	(void)state;
	assert_null(letter_type_of("nothing"));
	assert_int_equal(letter_type_of("offer")->invites, KIND_CV);
	assert_int_equal(letter_type_of("guide")->invites, KIND_NOTE);
	assert_int_equal(letter_type_of("summary")->invites, KIND_NONE);
	assert_int_equal(letter_type_of("cv")->flags, LETTER_PERSONAL);
	assert_int_equal(letter_type_of("withdrawal")->flags,
			 LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OWED | LETTER_OUTLIVES);
	assert_int_equal(letter_type_of("withdrawal_acknowledgement")->flags,
			 LETTER_PERSONAL | LETTER_SURVIVES_ERASURE | LETTER_OUTLIVES);
	assert_false(letter_type_of("newsletter")->flags & LETTER_OUTLIVES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_each_folder_has_its_row),
	    cmocka_unit_test(test_rows),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

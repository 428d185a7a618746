#include "files.h"
#include "base/phrases.h"
#include "handle/task.h"

/* Three files of 5 MB each; this also keeps the total limit of 15 MB. */
enum { MOST_FILES = 3, MOST_FILE_BYTES = 5 * 1024 * 1024 };

/* Types as detected by content; specification section 5. */
static const char *const TYPES[] = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "text/rtf",
    "application/rtf",
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/tiff",
    "image/webp",
    "image/heic",
    "image/heif",
    "image/heic-sequence",
    "image/heif-sequence",
    "image/avif",
};

/* Defects found by the reader (include/decode.h). */
static const struct {
	const char *defect, *why; /* a phrase */
} DEFECTS[] = {
    {"macros", "fault.cv_macros"},
    {"encrypted", "fault.cv_encrypted"},
    {"executable", "fault.cv_executable"},
    {"truncated", "fault.cv_truncated"},
};

static bool is_accepted_type(const char *type)
{
	for (size_t i = 0; i < ARRAY_SIZE(TYPES); i++)
		if (!strcmp(type, TYPES[i]))
			return true;
	return false;
}

static const char *why_not(const struct attachment *file)
{
	if (!file->content.length)
		return phrase("fault.cv_empty");
	if (file->content.length > MOST_FILE_BYTES)
		return phrase("fault.cv_large");
	for (size_t i = 0; i < ARRAY_SIZE(DEFECTS); i++)
		if (!strcmp(file->defect, DEFECTS[i].defect))
			return phrase(DEFECTS[i].why);
	return is_accepted_type(file->type) ? NULL : phrase("fault.cv_type");
}

static void file_fault(struct task *task, const char *read, const char *why)
{
	task_fault(task, "attachment", phrase("field.file"), read, why, phrase("fault.cv_file.accepted"));
}

size_t files_check(struct task *task, const char *missing)
{
	size_t count = 0;
	for (size_t i = 0; i < task->mail->attachment_count; i++) {
		const struct attachment *file = &task->mail->attachments[i];
		if (file->is_inline)
			continue;
		count++;
		const char *why = why_not(file);
		if (why)
			file_fault(task, file->name, why);
	}
	if (!count && missing)
		file_fault(task, "", missing);
	if (count > MOST_FILES)
		file_fault(task,
			   phrase_with(task->arena, "value.files", "count",
				       arena_printf(task->arena, "%zu", count), NULL),
			   phrase("fault.cv_many"));
	return count;
}

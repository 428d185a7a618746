#include "cv_files.h"
#include "handle/task.h"

/* Three files of 5 MB each: the total of 15 MB needs no rule of its own. */
enum { MOST_FILES = 3, MOST_FILE_BYTES = 5 * 1024 * 1024 };

static const char LABEL[] = "Pièce jointe";
static const char ACCEPTED[] = "Un à trois fichiers PDF, DOCX, ODT, RTF ou image (JPEG, PNG), de 5 Mo "
			       "chacun au plus, sans macro ni mot de passe.";

/* Types by content; specification section 5. */
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
    "image/avif",
};

/* What the reader found wrong in the content (include/decode.h). */
static const struct {
	const char *defect, *why;
} DEFECTS[] = {
    {"macros", "Ce document contient des macros."},
    {"encrypted",
     "Ce document est protégé par un mot de passe\u00a0: ses destinataires ne pourraient pas l’ouvrir."},
    {"executable", "Ce fichier est un programme, ou en contient un."},
    {"truncated", "Ce fichier est incomplet ou abîmé\u00a0: il ne s’ouvrirait pas."},
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
		return "Ce fichier est vide.";
	if (file->content.length > MOST_FILE_BYTES)
		return "Ce fichier dépasse 5 Mo.";
	for (size_t i = 0; i < ARRAY_SIZE(DEFECTS); i++)
		if (!strcmp(file->defect, DEFECTS[i].defect))
			return DEFECTS[i].why;
	return is_accepted_type(file->type)
		   ? NULL
		   : "Le contenu de ce fichier n’est pas d’un type accepté, quel que soit son nom.";
}

size_t cv_files_check(struct task *task)
{
	size_t count = 0;
	for (size_t i = 0; i < task->mail->attachment_count; i++) {
		const struct attachment *file = &task->mail->attachments[i];
		if (file->is_inline)
			continue;
		count++;
		const char *why = why_not(file);
		if (why)
			task_fault(task, "attachment", LABEL, file->name, why, ACCEPTED);
	}
	if (!count)
		task_fault(task, "attachment", LABEL, "",
			   "Le CV manque\u00a0: aucun fichier n’est joint au message.", ACCEPTED);
	if (count > MOST_FILES)
		task_fault(task, "attachment", LABEL, arena_printf(task->arena, "%zu fichiers", count),
			   "Il y a plus de trois fichiers.", ACCEPTED);
	return count;
}

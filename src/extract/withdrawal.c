#include "withdrawal.h"

#include "base/text.h"
#include "kinds.h"
#include "values.h"

/* Ignores marks that the mail client added around it. */
static bool is_withdrawal_line(struct arena *arena, const char *text)
{
	return strcmp(text_strip(text_fold(arena, text), "*_- \"'[", "*_ .!\"']"), "retrait") == 0;
}

static bool has_withdrawal_line(struct arena *arena, const struct body *body)
{
	for (size_t i = 0; i < body->count; i++)
		if (body->lines[i].zone == ZONE_OWN && is_withdrawal_line(arena, body->lines[i].text))
			return true;
	return false;
}

bool withdrawal_is_said(struct arena *arena, const struct mail *mail)
{
	return has_withdrawal_line(arena, &mail->plain) || has_withdrawal_line(arena, &mail->html);
}

void withdrawal_find(struct form *form, struct pattern_clock *clock, const struct mail *mail)
{
	char *ref = reference_find(form->arena, clock, text_fold(form->arena, mail->subject));
	bool is_about_candidate = ref && text_starts_with(ref, "CAN-");
	bool is_other = kind_row(form->kind)->is_personal && form->kind != KIND_WITHDRAWAL,
	     is_open = form->kind == KIND_NONE || (is_other && (form->kind != KIND_CV || is_about_candidate));

	if (!is_open || (!is_about_candidate && !mail->in_reply_to) || !withdrawal_is_said(form->arena, mail))
		return;
	form->kind = KIND_WITHDRAWAL;
	form->kind_source = "line";
	form->ref = is_about_candidate ? ref : NULL;
}

#include "partners.h"

#include "handle/present.h"

void partners_add_signature(struct task *task, json_t *data)
{
	const struct handle_options *options = task->options;
	struct date signed_on;
	if (options->agreement_date && date_parse_iso(options->agreement_date, &signed_on))
		json_object_set_new(data, "signed_on", json_string(date_french(task->arena, signed_on)));
}

void partners_add_sites(struct task *task, json_t *data)
{
	json_t *sites = json_array();
	for (size_t i = 0; i < task->options->site_count; i++)
		json_array_append_new(
		    sites, json_pack("{ss}", "url",
				     arena_printf(task->arena, "https://%s", task->options->sites[i])));
	present_list(data, "sites", sites);
}

#include "supervise/wiring.h"
#include "../config.h"

#include "kind.h"
#include "mailing.h"

struct handle_options wiring_handle(const struct config *config, const struct key *key)
{
	return (struct handle_options){
	    .kinds = KINDS,
	    .calendar = &CALENDAR,
	    .address = config->address,
	    .authserv_ids = config->authserv_ids,
	    .authserv_id_count = config->authserv_id_count,
	    .trusts_registered = config->trusts_registered,
	    .files_mail = config->moves,
	    .templates = config->templates,
	    .rules = config->rules,
	    .operator_address = config->operator_address,
	    .read_words = read_words,
	    .confirm_address = confirm_address,
	    .complete_for_reader = mailing_complete,
	    .outlives = refuse_after_end,
	    .help_contact = config->help_contact,
	    .help_contact_ml = config->help_contact_ml,
	    .separator = config->separator,
	    .key = key,
	    .answers_per_hour = config->answers_per_hour,
	    .agreement_date = config->agreement_date,
	    .sites = config->sites,
	    .site_count = config->site_count,
	    .reviews_results = config->reviews_results,
	    .broadcasts_per_day = config->broadcasts_per_day,
	    .max_message_bytes = config->max_message_bytes,
	    .keep = {config->keep.refused_days, config->keep.raw_days, config->keep.letter_days,
		     config->keep.consent_months},
	};
}

struct post_options wiring_post(const struct config *config, const struct key *key)
{
	return (struct post_options){
	    .address = config->address,
	    .separator = config->separator,
	    .key = key,
	    .privacy = config->privacy,
	    .telephone = config->telephone,
	};
}

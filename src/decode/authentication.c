#include "authentication.h"

#include "base/address.h"
#include "base/text.h"
#include "limits.h"
#include "results.h"
#include "scan.h"

#include <libpsl.h>

static const psl_ctx_t *suffixes;

int authentication_init(struct err *err)
{
	if (!suffixes && !(suffixes = psl_builtin()) && !(suffixes = psl_latest(NULL)))
		return err_set(err, ERR_UNAVAILABLE, "no public suffix list");
	return OK;
}

/* The host name in ASCII, lower case, without final dot; NULL when invalid or an IP address. RFC 8616 allows
 * internationalised names as text. */
static const char *host_name(struct arena *arena, const char *text)
{
	const char *fault;
	const char *address = text_is_ascii(text)
				  ? text
				  : address_to_ascii(arena, arena_printf(arena, "host@%s", text), &fault);
	char *domain = text_lower_ascii(arena, address ? address_domain(address) : "");
	size_t length = strlen(domain);
	bool has_letter = false;

	if (length && domain[length - 1] == '.')
		domain[--length] = '\0';
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)domain[i];
		bool is_letter = c >= 'a' && c <= 'z';

		if (!is_letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.')
			return NULL;
		if (c == '.' && (!i || domain[i - 1] == '.'))
			return NULL;
		has_letter = is_letter || (has_letter && c != '.'); /* of the last label, which tells an IP
								       address */
	}
	return length && length <= 253 && has_letter ? domain : NULL;
}

const char *decode_organisational_domain(struct arena *arena, const char *domain)
{
	const char *host = host_name(arena, domain);
	const char *organisational = host && suffixes ? psl_registrable_domain(suffixes, host) : NULL;

	return organisational ? organisational : host ? host : domain;
}

/* The alignment of a domain with the author's (RFC 7489 section 3.1). */
static enum mail_proof alignment(const char *domain, const char *author)
{
	if (!domain)
		return PROOF_NONE;
	if (!strcmp(domain, author))
		return PROOF_EXACT;
	const char *organisation = psl_registrable_domain(suffixes, domain);
	const char *of_author = psl_registrable_domain(suffixes, author);

	return organisation && of_author && !strcmp(organisation, of_author) ? PROOF_RELAXED : PROOF_NONE;
}

/* Which property of a passed result names the proven domain. */
enum domain_form { BARE, BEHIND_AT, EITHER };

static const struct vouching {
	const char *method, *property;
	enum domain_form form;
	enum mail_proof least;	/* least alignment with From's domain */
	const char *instead_of; /* this property counts only when that one is missing */
	bool is_of_path;	/* proves the envelope sender, not a signature */
} vouchings[] = {
    {"dmarc", "header.from", EITHER, PROOF_EXACT, NULL, false},
    {"dkim", "header.d", BARE, PROOF_RELAXED, NULL, false},
    {"dkim", "header.i", BEHIND_AT, PROOF_RELAXED, "header.d", false}, /* RFC 8601 section 2.7.1 */
    {"spf", "smtp.mailfrom", EITHER, PROOF_RELAXED, NULL, true},
};

enum { VOUCHINGS = ARRAY_SIZE(vouchings) };

/* The domain that the result names in this way; NULL: none, or not fully understood. */
static const char *named_domain(struct arena *arena, const struct result *result,
				const struct vouching *vouching)
{
	const char *value = results_property(result, vouching->property);
	const char *at = value ? strrchr(value, '@') : NULL;

	if (strcmp(result->method, vouching->method) || result->is_doubtful || !value ||
	    (at ? vouching->form == BARE : vouching->form == BEHIND_AT) ||
	    (vouching->instead_of && results_property(result, vouching->instead_of)))
		return NULL;
	return host_name(arena, at ? at + 1 : value);
}

/* The results of consecutive fields, combined. */
struct run {
	const char *authserv_id;
	bool is_understood;
	struct result *items;
	size_t count;
};

/* An explicit fail for the author's domain, or for a domain that the server doesn't name. */
static bool denies(struct arena *arena, const struct result *result, const char *author)
{
	bool is_known = false, is_named = false;

	if (strcmp(result->result, "fail") != 0)
		return false;
	if (!strcmp(result->method, "dmarc"))
		return true;
	for (size_t v = 0; v < VOUCHINGS; v++) {
		const char *domain = named_domain(arena, result, &vouchings[v]);

		is_known |= !strcmp(result->method, vouchings[v].method);
		is_named |= domain != NULL;
		if (domain && alignment(domain, author))
			return true;
	}
	return is_known && !is_named;
}

/* A field that is only allowed once (RFC 5322 section 3.6, RFC 2045) but occurs with two different values;
 * NULL: none. A signature covers the lower one (RFC 6376 section 8.15) while programs read the upper one, so
 * anybody could add another subject above a signed message. */
static const char *find_contradiction(struct arena *arena, const struct headers *headers)
{
	static const char *const names[] = {"Subject",	    "Date",	    "Message-ID",
					    "To",	    "Cc",	    "Reply-To",
					    "Sender",	    "In-Reply-To",  "References",
					    "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		const char *first = NULL, *value;
		size_t position = 0;

		while ((value = headers_next(headers, names[i], &position))) {
			value = text_one_line(arena, value, LIMIT_BLOCK_BYTES);
			if (first && strcmp(first, value) != 0)
				return names[i];
			first = value;
		}
	}
	return NULL;
}

/* The closest alignment that a passed result proves; *text: by which result. */
static enum mail_proof find_proof(struct arena *arena, const struct run *run, const char *author,
				  bool is_contradictory, const char **text)
{
	enum mail_proof best = PROOF_NONE;

	for (size_t v = 0; v < VOUCHINGS; v++)
		for (size_t i = 0; i < run->count && (vouchings[v].is_of_path || !is_contradictory); i++) {
			const struct result *result = &run->items[i];
			const char *domain = named_domain(arena, result, &vouchings[v]);
			enum mail_proof proof = alignment(domain, author);

			if (strcmp(result->result, "pass") || proof < vouchings[v].least || proof <= best)
				continue;
			best = proof;
			*text = arena_printf(arena, "%s=pass %s=%s (%s)", result->method,
					     vouchings[v].property, domain, run->authserv_id);
		}
	return best;
}

static bool is_trusted(const struct decode_options *options, const struct results *results)
{
	for (size_t i = 0; i < options->authserv_id_count; i++) {
		const char *id = options->authserv_ids[i];

		if (*id ? text_equal_ascii(id, results->authserv_id) : results->has_no_id)
			return true;
	}
	return false;
}

static bool has_method(const struct run *run, size_t count, const char *method)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(run->items[i].method, method))
			return true;
	return false;
}

/* Each filter reports its own methods. When a lower field repeats a method of a field above it, its result is
 * older or forged, and only counts when it is "fail". */
static bool add_field(struct arena *arena, const struct header *field, struct run *run)
{
	struct results results;
	size_t above = run->count;

	results_parse(arena, field->value, &results);
	if (run->authserv_id && !text_equal_ascii(results.authserv_id, run->authserv_id))
		return false;
	for (size_t i = 0; i < results.count; i++) {
		if (has_method(run, above, results.items[i].method) &&
		    strcmp(results.items[i].result, "fail") != 0)
			continue;
		run->items = scan_grow(arena, run->items, run->count, sizeof(*run->items));
		run->items[run->count++] = results.items[i];
	}
	run->is_understood &= results.is_understood && !field->has_nul;
	return true;
}

/* Other fields that filters of one server write between their results. */
static bool is_filter_field(const struct header *field)
{
	static const char *const names[] = {"DKIM-Filter", "DMARC-Filter", "Received-SPF"};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (text_equal_ascii(field->name, names[i]))
			return true;
	return false;
}

/* A field in obsolete syntax doesn't count: no server writes it, and a server that strips forged fields by
 * name may have missed it. */
static bool is_results_field(const struct header *field)
{
	return text_equal_ascii(field->name, "Authentication-Results") && !field->is_obsolete;
}

const char *decode_authserv_id(struct arena *arena, struct bytes block)
{
	struct headers headers;
	struct results results;

	headers_read(arena, block, &headers);
	for (size_t i = 0; i < headers.count; i++)
		if (is_results_field(&headers.fields[i])) {
			results_parse(arena, headers.fields[i].value, &results);
			return results.authserv_id;
		}
	return NULL;
}

/* Adds the fields below the first one while they are from the same server, without another server's in
 * between. */
static void extend_run(struct arena *arena, const struct headers *headers, size_t first, struct run *run)
{
	for (size_t i = first + 1; i < headers->count; i++) {
		const struct header *field = &headers->fields[i];

		if (is_filter_field(field))
			continue;
		if (!is_results_field(field) || !add_field(arena, field, run))
			return;
	}
}

static bool find_run(struct decoding *decoding, const struct headers *headers, struct run *run)
{
	struct arena *arena = decoding->arena;
	struct results results;

	*run = (struct run){.is_understood = true};
	for (size_t i = 0; i < headers->count; i++) {
		if (!is_results_field(&headers->fields[i]))
			continue;
		results_parse(arena, headers->fields[i].value, &results);
		if (!is_trusted(decoding->options, &results))
			continue;
		add_field(arena, &headers->fields[i], run);
		run->authserv_id = results.has_no_id ? "no id" : results.authserv_id;
		if (!results.has_no_id)
			extend_run(arena, headers, i, run);
		return true;
	}
	return false;
}

/* NULL with *proof filled, or the reason why the address is not proven. */
static const char *judge(struct decoding *decoding, const struct headers *headers, const char **proof)
{
	struct mail *mail = decoding->mail;
	struct run run;

	if (mail->from_count != 1)
		return mail->from_count ? "several From addresses" : "no From address";
	const char *at = strrchr(mail->from[0], '@');
	const char *domain = at ? host_name(decoding->arena, at + 1) : NULL;

	if (!domain)
		return "the From address is not valid";
	mail->organisational_domain = decode_organisational_domain(decoding->arena, domain);
	if (!find_run(decoding, headers, &run))
		return "no Authentication-Results of a configured server";
	for (size_t i = 0; i < run.count; i++) {
		mail->is_denied |= denies(decoding->arena, &run.items[i], domain);
		if (!strcmp(run.items[i].method, "dmarc") && !strcmp(run.items[i].result, "fail"))
			return "dmarc=fail";
	}
	if (!run.is_understood) {
		mail->is_denied = true; /* a field that is not understood may contain a fail */
		return "Authentication-Results not understood";
	}
	const char *doubled = find_contradiction(decoding->arena, headers);

	mail->proven = find_proof(decoding->arena, &run, domain, doubled, proof);
	return mail->proven ? NULL
	       : doubled    ? arena_printf(decoding->arena, "two fields %s, and no aligned spf pass", doubled)
			    : "no aligned dmarc, dkim or spf pass";
}

void authentication_tell(struct decoding *decoding, const struct headers *headers)
{
	struct mail *mail = decoding->mail;
	const char *proof = NULL, *reason = judge(decoding, headers, &proof);

	mail->is_denied &= !mail->proven;
	mail->proof = text_one_line(decoding->arena, reason ? reason : proof, 300);
}

#include "authentication.h"

#include "base/text.h"
#include "results.h"

#include <libpsl.h>

static const psl_ctx_t *suffixes;

int authentication_init(struct err *err)
{
	if (!suffixes && !(suffixes = psl_builtin()) && !(suffixes = psl_latest(NULL)))
		return err_set(err, ERR_UNAVAILABLE, "no public suffix list");
	return OK;
}

/* The domain of an address or of a bare domain in lower case without its final dot; NULL when it is no host
 * name. */
static const char *domain_of(struct arena *arena, const char *text)
{
	const char *at = text ? strrchr(text, '@') : NULL;
	char *domain = text_lower_ascii(arena, at ? at + 1 : text ? text : "");
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
		has_letter = is_letter || (has_letter && c != '.'); /* of the last label: no IP address */
	}
	return length && length <= 253 && has_letter ? domain : NULL;
}

/* Relaxed alignment (RFC 7489 section 3.1): the same organisational domain. */
static bool is_aligned(const char *a, const char *b)
{
	if (!a || !b)
		return false;
	if (!strcmp(a, b))
		return true;
	const char *organisation_a = psl_registrable_domain(suffixes, a);
	const char *organisation_b = psl_registrable_domain(suffixes, b);

	return organisation_a && organisation_b && !strcmp(organisation_a, organisation_b);
}

/* Which property of a passed result names the domain that it vouches for. */
static const struct {
	const char *method, *property;
	bool is_exact;	  /* the From domain itself, when the server says which one */
	bool is_optional; /* the result speaks of From even when it doesn't repeat it */
} proofs[] = {
    {"dmarc", "header.from", true, true},
    {"dkim", "header.d", false, false},
    {"spf", "smtp.mailfrom", false, false},
};

static bool proves(struct arena *arena, const struct result *result, size_t proof, const char *from_domain)
{
	const char *value = results_property(result, proofs[proof].property);
	const char *domain = domain_of(arena, value);

	if (strcmp(result->method, proofs[proof].method) || strcmp(result->result, "pass"))
		return false;
	if (!value)
		return proofs[proof].is_optional;
	return proofs[proof].is_exact ? domain && !strcmp(domain, from_domain)
				      : is_aligned(domain, from_domain);
}

/* The owner of the From domain asks for more than relaxed alignment, or the message is forged. */
static bool is_denied(const struct results *results)
{
	for (size_t i = 0; i < results->count; i++)
		if (!strcmp(results->items[i].method, "dmarc") && !strcmp(results->items[i].result, "fail"))
			return true;
	return false;
}

static const char *find_proof(struct arena *arena, const struct results *results, const char *from_domain)
{
	for (size_t p = 0; p < ARRAY_SIZE(proofs); p++)
		for (size_t i = 0; i < results->count; i++) {
			const struct result *result = &results->items[i];
			const char *value = results_property(result, proofs[p].property);

			if (!proves(arena, result, p, from_domain))
				continue;
			if (!value)
				return arena_printf(arena, "%s=pass (%s)", result->method,
						    results->authserv_id);
			return arena_printf(arena, "%s=pass %s=%s (%s)", result->method, proofs[p].property,
					    domain_of(arena, value), results->authserv_id);
		}
	return NULL;
}

static bool is_trusted(const struct decode_options *options, const char *authserv_id)
{
	for (size_t i = 0; i < options->authserv_id_count; i++)
		if (text_equal_ascii(options->authserv_ids[i], authserv_id))
			return true;
	return false;
}

/* The topmost field of a configured server; those of others, and older ones of the same, are anybody's words.
 * So is one in the obsolete syntax: no server writes it, and one that strips forged fields by their name may
 * have let it pass. */
static bool find_results(struct decoding *decoding, const struct headers *headers, struct results *out)
{
	size_t position = 0;
	const char *value;

	while ((value = headers_next(headers, "Authentication-Results", &position))) {
		if (headers->fields[position - 1].is_obsolete)
			continue;
		results_parse(decoding->arena, value, out);
		if (is_trusted(decoding->options, out->authserv_id))
			return true;
	}
	return false;
}

/* NULL and *proof filled, or why the address is not proven. */
static const char *judge(struct decoding *decoding, const struct headers *headers, const char **proof)
{
	const struct mail *mail = decoding->mail;
	struct results results;

	if (mail->from_count != 1)
		return mail->from_count ? "several From addresses" : "no From address";
	const char *domain = domain_of(decoding->arena, mail->from[0].email);

	if (!*mail->from[0].email || !domain)
		return "the From address is not valid";
	if (!find_results(decoding, headers, &results))
		return "no Authentication-Results of a configured server";
	if (!results.is_understood)
		return "Authentication-Results not understood";
	if (is_denied(&results))
		return "dmarc=fail";
	*proof = find_proof(decoding->arena, &results, domain);
	return *proof ? NULL : "no aligned dmarc, dkim or spf pass";
}

void authentication_tell(struct decoding *decoding, const struct headers *headers)
{
	struct mail *mail = decoding->mail;
	const char *proof = NULL, *reason = judge(decoding, headers, &proof);

	mail->is_proven = !reason;
	mail->proof = text_one_line(decoding->arena, reason ? reason : proof, 300);
}

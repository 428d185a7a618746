/* RFC 8601: which results prove the From address. The configured server is mx.passerelle.example. */
#include "decode_support.h"

#define FROM "From: RH <rh@emploi.entreprise.example>\n"
#define AR   "Authentication-Results: "
#define PASS "dmarc=pass header.from=emploi.entreprise.example"
#define MX   AR "mx.passerelle.example"

static const struct {
	const char *what, *headers;
	bool is_proven;
} rows[] = {
    {"nothing", FROM, false},
    {"dmarc", MX "; dmarc=pass header.from=emploi.entreprise.example\n" FROM, true},
    {"dmarc without header.from", MX "; dmarc=pass\n" FROM, false},
    {"dmarc of another domain", MX "; dmarc=pass header.from=attaquant.example\n" FROM, false},
    {"dmarc of the organisational domain only", MX "; dmarc=pass header.from=entreprise.example\n" FROM,
     false},
    {"an international domain in letters",
     MX "; dmarc=pass header.from=étampes.example\nFrom: rh@xn--tampes-9ua.example\n", true},
    {"another one's", MX "; dmarc=pass header.from=étampes.example\nFrom: rh@tampes.example\n", false},
    {"dmarc fails", MX "; dmarc=fail header.from=emploi.entreprise.example\n" FROM, false},
    {"dmarc fails, dkim passes", MX "; dkim=pass header.d=entreprise.example; dmarc=fail\n" FROM, false},
    {"dmarc none, dkim passes", MX "; dmarc=none; dkim=pass header.d=entreprise.example\n" FROM, true},
    {"dkim, same domain", MX "; dkim=pass header.d=emploi.entreprise.example\n" FROM, true},
    {"dkim, parent", MX "; dkim=pass header.d=entreprise.example\n" FROM, true},
    {"dkim, sibling", MX "; dkim=pass header.d=news.entreprise.example\n" FROM, true},
    {"dkim, case and final dot", MX "; DKIM=Pass Header.D=EMPLOI.Entreprise.EXAMPLE.\n" FROM, true},
    {"dkim, another domain", MX "; dkim=pass header.d=attaquant.example\n" FROM, false},
    {"dkim, a domain that ends alike", MX "; dkim=pass header.d=xentreprise.example\n" FROM, false},
    {"dkim, the public suffix", MX "; dkim=pass header.d=example\n" FROM, false},
    {"dkim, a shared public suffix", MX "; dkim=pass header.d=autre.asso.fr\nFrom: a@mission.asso.fr\n",
     false},
    {"dkim, below a public suffix", MX "; dkim=pass header.d=mission.asso.fr\nFrom: a@mail.mission.asso.fr\n",
     true},
    {"dkim, a private suffix", MX "; dkim=pass header.d=a.github.io\nFrom: x@b.github.io\n", false},
    {"dkim, without a domain", MX "; dkim=pass header.i=@emploi.entreprise.example\n" FROM, true},
    {"dkim fails", MX "; dkim=fail header.d=entreprise.example\n" FROM, false},
    {"dkim, the second signature",
     MX "; dkim=pass header.d=liste.example; dkim=pass header.d=entreprise.example\n" FROM, true},
    {"dkim, method version", MX "; dkim/1=pass header.d=entreprise.example\n" FROM, true},
    {"dkim, unknown method version", MX "; dkim/2=pass header.d=entreprise.example\n" FROM, false},
    {"spf", MX "; spf=pass smtp.mailfrom=rh@emploi.entreprise.example\n" FROM, true},
    {"spf, bare domain", MX "; spf=pass smtp.mailfrom=entreprise.example\n" FROM, true},
    {"spf, quoted local part", MX "; spf=pass smtp.mailfrom=\"r h\"@entreprise.example\n" FROM, true},
    {"spf, another domain", MX "; spf=pass smtp.mailfrom=x@attaquant.example\n" FROM, false},
    {"spf, From's domain as local part",
     MX "; spf=pass smtp.mailfrom=\"x@entreprise.example\"@attaquant.example\n" FROM, false},
    {"spf of the helo name", MX "; spf=pass smtp.helo=entreprise.example\n" FROM, false},
    {"spf softfail", MX "; spf=softfail smtp.mailfrom=entreprise.example\n" FROM, false},
    {"spf, null sender", MX "; spf=pass smtp.mailfrom=<>\n" FROM, false},
    {"no result", MX "; none\n" FROM, false},
    {"only the id", MX "\n" FROM, false},
    {"comments",
     MX
     " (serveur; dmarc=fail) 1 (v(1)) ; (x) dkim (y) = (z) pass (signature \\) bonne) header . d (a) = (b) "
     "entreprise.example (c)\n" FROM,
     true},
    {"a result inside of a comment",
     MX "; dkim=none (dmarc=pass header.from=emploi.entreprise.example)\n" FROM, false},
    {"a comment that doesn't end", MX "; dmarc=pass (oui\n" FROM, false},
    {"quoted id", AR "\"mx.passerelle.example\"; " PASS "\n" FROM, true},
    {"id in capitals", AR "MX.Passerelle.Example; " PASS "\n" FROM, true},
    {"version 1", MX " 1; " PASS "\n" FROM, true},
    {"version 2", MX " 2; " PASS "\n" FROM, false},
    {"reason", MX "; dkim=pass reason=\"bonne; dkim=fail\" header.d=entreprise.example\n" FROM, true},
    {"a result inside of a quoted string", MX "; dkim=fail reason=\"x; dmarc=pass\"\n" FROM, false},
    {"a quoted string that doesn't end", MX "; dkim=fail reason=\"x; dmarc=pass\n" FROM, false},
    {"folded", MX ";\n\tdkim=pass\n header.d=entreprise.example;\n spf=none\n" FROM, true},
    {"a final semicolon", MX "; " PASS ";\n" FROM, true},
    {"property without type",
     MX "; dmarc=pass action=none header.from=emploi.entreprise.example; compauth=pass reason=100\n" FROM,
     true},
    {"broken behind", MX "; dmarc=pass; =\n" FROM, false},
    {"broken before", MX "; dkim pass; " PASS "\n" FROM, false},
    {"a dot and nothing", MX "; dmarc=pass header.;\n" FROM, false},
    {"control character", MX "; dmarc=pass\001\n" FROM, false},
    {"another server", AR "mx.attaquant.example; " PASS "\n" FROM, false},
    {"an id that begins alike", AR "mx.passerelle.example.attaquant.example; " PASS "\n" FROM, false},
    {"an id inside of a comment", AR "(mx.passerelle.example) mx.attaquant.example; " PASS "\n" FROM, false},
    {"no id", AR "" PASS "\n" FROM, false},
    {"empty", AR "\n" FROM, false},
    {"topmost of ours says no", MX "; dmarc=fail\n" MX "; " PASS "\n" FROM, false},
    {"topmost of ours says yes, the next no", MX "; " PASS "\n" MX "; dmarc=fail\n" FROM, false},
    {"a method again, in a lower field",
     MX "; dmarc=pass header.from=attaquant.example\n" MX "; " PASS "\n" FROM, false},
    {"an older no, below another field", MX "; " PASS "\nReceived: x\n" MX "; dmarc=fail\n" FROM, true},
    {"an older yes, below another field", MX "; spf=none\nReceived: x\n" MX "; " PASS "\n" FROM, false},
    {"an older yes, below another server's",
     MX "; spf=none\n" AR "relais.example; none\n" MX "; " PASS "\n" FROM, false},
    {"one field a filter",
     MX "; spf=pass smtp.mailfrom=x@autre.example\n" MX "; " PASS "\n" MX "; dkim=none\n" FROM, true},
    {"one field a filter, dmarc last",
     MX "; dkim=pass header.d=entreprise.example\n" MX "; spf=none\n" MX "; dmarc=fail\n" FROM, false},
    {"with what the filters say of themselves",
     "DMARC-Filter: v1\n" MX "; dmarc=none\nDKIM-Filter: v2\n" MX
     "; dkim=pass header.d=entreprise.example\n" FROM,
     true},
    {"the same, dmarc=fail last",
     MX "; dkim=pass header.d=entreprise.example\nReceived-SPF: none\n" MX "; dmarc=fail\n" FROM, false},
    {"one of a run is not understood", MX "; " PASS "\n" MX "; dkim pass\n" FROM, false},
    {"dmarc fails by a policy of none",
     MX "; dkim=pass header.d=entreprise.example; dmarc=fail (p=none dis=none) "
	"header.from=emploi.entreprise.example\n" FROM,
     false},
    {"dkim by identity, as Gmail writes it",
     MX "; dkim=pass header.i=@entreprise.example header.s=s1 header.b=\"K1/x\"; spf=pass (mx: domain of "
	"x@r.example designates 192.0.2.1) smtp.mailfrom=x@r.example\n" FROM,
     true},
    {"dkim by identity of a person", MX "; dkim=pass header.i=rh@emploi.entreprise.example\n" FROM, true},
    {"dkim by identity, another domain", MX "; dkim=pass header.i=@attaquant.example\n" FROM, false},
    {"dkim by identity without @", MX "; dkim=pass header.i=entreprise.example\n" FROM, false},
    {"the domain goes before the identity",
     MX "; dkim=pass header.i=@entreprise.example header.d=attaquant.example\n" FROM, false},
    {"a domain that is an address", MX "; dkim=pass header.d=x@entreprise.example\n" FROM, false},
    {"a property twice", MX "; dkim=pass header.d=entreprise.example header.d=attaquant.example\n" FROM,
     false},
    {"a comment glued to the domain", MX "; dkim=pass header.d=entreprise.example(.attaquant.example)\n" FROM,
     false},
    {"the same, cut", MX "; dkim=pass header.d=entreprise.example(.attaquant.example\n" FROM, false},
    {"a comment glued in front of it", MX "; dkim=pass header.d=(attaquant.)entreprise.example\n" FROM,
     false},
    {"a comment glued to the result", MX "; dkim=pass(not) header.d=entreprise.example\n" FROM, false},
    {"a comment glued to a mailbox", MX "; spf=pass smtp.mailfrom=rh@entreprise.example(x)\n" FROM, false},
    {"a comment glued to header.from", MX "; " PASS "(.attaquant.example)\n" FROM, false},
    {"an empty quoted value, then a word", MX "; dkim=pass header.d=\"\"entreprise.example\n" FROM, false},
    {"topmost of ours is not understood", MX " 9; " PASS "\n" MX "; " PASS "\n" FROM, false},
    {"foreign above ours", AR "relais.example; " PASS "\n" MX "; dmarc=fail\n" FROM, false},
    {"foreign above ours, which says yes", AR "relais.example; dmarc=fail\n" MX "; " PASS "\n" FROM, true},
    {"field name in capitals", "AUTHENTICATION-RESULTS: mx.passerelle.example; " PASS "\n" FROM, true},
    {"space before the colon, which the receiving server may not have stripped",
     "Authentication-Results : mx.passerelle.example; " PASS "\n" FROM, false},
    {"another field", "ARC-Authentication-Results: i=1; mx.passerelle.example; " PASS "\n" FROM, false},
    {"two From addresses", MX "; " PASS "\nFrom: a@emploi.entreprise.example, b@x.example\n", false},
    {"two From fields", MX "; " PASS "\n" FROM "From: b@x.example\n", false},
    {"a hidden From field", MX "; " PASS "\n" FROM "x y\nfrom : b@x.example\n", false},
    {"no From", MX "; dmarc=pass\nTo: a@b.example\n", false},
    {"From is a group", MX "; " PASS "\nFrom: g: a@emploi.entreprise.example, b@x.example;\n", false},
    {"From without domain", MX "; dmarc=pass\nFrom: rh\n", false},
    {"From an IP address", MX "; dkim=pass header.d=2.3.4\nFrom: a@1.2.3.4\n", false},
    {"an address as name",
     MX "; dkim=pass header.d=entreprise.example\nFrom: \"a@entreprise.example\" <b@x.example>\n", false},
    {"an address as bare name",
     MX "; dkim=pass header.d=entreprise.example\nFrom: a@entreprise.example <b@x.example>\n", false},
    {"an address in an encoded word",
     MX "; dkim=pass header.d=entreprise.example\nFrom: =?utf-8?Q?=3Ca=40entreprise.example=3E?= "
	"<b@x.example>\n",
     false},
    {"two angle addresses",
     MX "; dmarc=pass header.from=entreprise.example\nFrom: <b@x.example> <a@entreprise.example>\n", false},
    {"a subject set over the signed one", MX "; " PASS "\nSubject: [AIDE]\n" FROM "Subject: Bonjour\n",
     false},
    {"the same by dkim", MX "; dkim=pass header.d=entreprise.example\nSubject: [AIDE]\n" FROM "Subject: x\n",
     false},
    {"a subject set below it in the obsolete syntax", MX "; " PASS "\n" FROM "Subject: x\nsubject : [AIDE]\n",
     false},
    {"another date over the signed one, which makes it another message",
     MX "; " PASS "\nDate: Tue, 12 Jan 2027 09:00:00 +0100\n" FROM "Date: Mon, 11 Jan 2027 09:00:00 +0100\n",
     false},
    {"another type of the body", MX "; " PASS "\nContent-Type: text/html\n" FROM "Content-Type: text/plain\n",
     false},
    {"another recipient",
     MX "; " PASS "\nTo: partenariat+OFF-2027-0001.o@passerelle.example\n" FROM
	"To: partenariat@passerelle.example\n",
     false},
    {"two subjects on the way of the domain's own server",
     MX "; " PASS "; spf=pass smtp.mailfrom=rh@entreprise.example\nSubject: a\n" FROM "Subject: b\n", true},
    {"two subjects on another way",
     MX "; " PASS "; spf=pass smtp.mailfrom=x@relais.example\nSubject: a\n" FROM "Subject: b\n", false},
    {"the same field twice",
     MX "; " PASS "\nMIME-Version: 1.0\nSubject: a\n b\n" FROM "Subject:  a b\nMIME-Version: 1.0\n", true},
    {"Exchange's best guess",
     MX "; dmarc=bestguesspass action=none header.from=emploi.entreprise.example\n" FROM, false},
    {"the same beside an aligned signature",
     MX "; dkim=pass header.d=entreprise.example; dmarc=bestguesspass action=none "
	"header.from=emploi.entreprise.example\n" FROM,
     true},
    {"a domain and 8-bit", MX "; dmarc=pass header.from=emploi.entreprise.example\xff\n" FROM, false},
    {"international domain", MX "; dkim=pass header.d=xn--socit-esab.example\nFrom: a@société.example\n",
     true},
};

static void proofs(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, arena_printf(arena, "%s\nx\n", rows[i].headers));

		if ((mail.proven != PROOF_NONE) != rows[i].is_proven) {
			print_error("%s: %s (%zu From)\n", rows[i].what, mail.proof, mail.from_count);
			failed++;
		}
		assert_true(*mail.proof && !strchr(mail.proof, '\n'));
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

static void inside_of_parts(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail = support_decode(arena, FROM "Content-Type: multipart/mixed; boundary=b\n\n--b\n" MX
						      "; dmarc=pass\nContent-Type: message/rfc822\n\n" MX
						      "; dmarc=pass\n" FROM "\nx\n--b--\n");

	(void)state;
	assert_int_equal(mail.proven, PROOF_NONE);
	assert_string_equal(mail.proof, "no Authentication-Results of a configured server");
	arena_free(&arena);
}

static void nul_in_from(void **state)
{
	static const char *const froms[] = {
	    "From: rh@emploi.entreprise.example\\.attaquant.example\n",
	    "From: rh\\@emploi.entreprise.example\n",
	    "From: RH \\ <rh@emploi.entreprise.example>\n",
	    "From: RH\n \\ <rh@emploi.entreprise.example>\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(froms); i++) {
		struct arena *arena = arena_new();
		char *raw = arena_printf(arena, "%s%s\nx\n", MX "; dmarc=pass\n", froms[i]);
		size_t length = strlen(raw);

		*strchr(raw, '\\') = '\0';
		struct mail mail =
		    support_decode_bytes(arena, (struct bytes){(const unsigned char *)raw, length});
		assert_int_equal(mail.proven, PROOF_NONE);
		for (size_t a = 0; a < mail.from_count; a++)
			assert_string_equal(mail.from[a], "");
		arena_free(&arena);
	}
}

static void says_what_proves(void **state)
{
	struct arena *arena = arena_new();
	struct mail mail = support_decode(arena, MX "; dkim=pass header.d=entreprise.example\n" FROM "\nx\n");

	(void)state;
	assert_string_equal(mail.proof, "dkim=pass header.d=entreprise.example (mx.passerelle.example)");
	assert_int_equal(mail.proven, PROOF_RELAXED);
	assert_string_equal(mail.organisational_domain, "entreprise.example");
	mail = support_decode(arena, MX "; dkim=pass header.d=entreprise.example; " PASS "\n" FROM "\nx\n");
	assert_string_equal(mail.proof, PASS " (mx.passerelle.example)");
	assert_int_equal(mail.proven, PROOF_EXACT);
	arena_free(&arena);
}

/* Against an explicit "fail" for From's domain no token helps. */
static void denials(void **state)
{
	static const struct {
		const char *headers;
		bool is_denied;
	} denied[] = {
	    {FROM, false},
	    {MX "; dmarc=fail\n" FROM, true},
	    {MX "; dmarc=none; spf=softfail smtp.mailfrom=rh@entreprise.example\n" FROM, false},
	    {MX "; spf=fail smtp.mailfrom=rh@entreprise.example\n" FROM, true},
	    {MX "; spf=fail\n" FROM, true},
	    {MX "; spf=fail smtp.mailfrom=x@relais.example\n" FROM, false},
	    {MX "; dkim=fail header.i=@entreprise.example\n" FROM, true},
	    {MX "; dkim=fail header.d=entreprise.example; " PASS "\n" FROM, false},
	    {MX "; arc=fail\n" FROM, false},
	    /* A result that is not understood may be a fail. */
	    {MX "; spf=pass smtp.mailfrom=a(b@relais.example; dmarc=fail\n" FROM, true},
	    {MX " 2; dmarc=fail\n" FROM, true},
	    {MX "; dmarc\n" FROM, true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(denied); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(arena, arena_printf(arena, "%s\nx\n", denied[i].headers));

		if (mail.is_denied != denied[i].is_denied)
			fail_msg("%s: %d", denied[i].headers, mail.is_denied);
		arena_free(&arena);
	}
}

/* Exchange Online: only the topmost field without an id counts. */
static void server_without_id(void **state)
{
	static const char *const ids[] = {""};
	const struct decode_options options = {ids, 1, NULL, NULL};
	static const struct {
		const char *headers;
		bool is_proven;
	} fields[] = {
	    {AR
	     "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; dkim=pass (signature was verified)\n"
	     " header.d=x.example;" PASS ";compauth=pass reason=100\n" FROM,
	     true},
	    {AR "dmarc = pass header.from=emploi.entreprise.example\n" FROM, true},
	    {AR "spf=none; dmarc=fail\n" AR PASS "\n" FROM, false},
	    {AR "spf=none\n" AR PASS "\n" FROM, false},
	    {AR PASS "\n" AR "dmarc=fail\n" FROM, true},
	    {AR "mx.attaquant.example; " PASS "\n" FROM, false},
	    {AR "\"\"; " PASS "\n" FROM, false},
	    {AR "; " PASS "\n" FROM, false},
	    {AR "\n" FROM, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++) {
		struct arena *arena = arena_new();
		struct mail mail;
		struct err err = {0};
		int rc = decode_header(arena, bytes_of(fields[i].headers), &options, &mail, &err);

		if (rc || (mail.proven != PROOF_NONE) != fields[i].is_proven)
			fail_msg("%s: %s", fields[i].headers, mail.proof);
		arena_free(&arena);
	}
}

static void no_server_configured(void **state)
{
	const struct decode_options none = {NULL, 0, NULL, NULL};
	struct arena *arena = arena_new();
	struct mail mail;
	struct err err;

	(void)state;
	assert_int_equal(decode_mail(arena, bytes_of(AR "; dmarc=pass\n" FROM "\nx"), &none, &mail, &err),
			 OK);
	assert_int_equal(mail.proven, PROOF_NONE);
	arena_free(&arena);
}

static void topmost_server_is_told(void **state)
{
	static const char *const told[][2] = {
	    {MX "; dmarc=pass\n" AR "mx.autre.example; spf=pass\n" FROM, "mx.passerelle.example"},
	    {"Received: x\n" AR "\n (folded) mx.autre.example 1; none\n" FROM, "mx.autre.example"},
	    {AR "spf=pass smtp.mailfrom=a.example; dkim=none\n" FROM, ""},
	    {FROM, NULL},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(told); i++) {
		const char *id = decode_authserv_id(arena, bytes_of(told[i][0]));

		if (told[i][1])
			assert_string_equal(id, told[i][1]);
		else
			assert_null(id);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(topmost_server_is_told), cmocka_unit_test(proofs),
	    cmocka_unit_test(inside_of_parts),	      cmocka_unit_test(nul_in_from),
	    cmocka_unit_test(says_what_proves),	      cmocka_unit_test(denials),
	    cmocka_unit_test(server_without_id),      cmocka_unit_test(no_server_configured),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}

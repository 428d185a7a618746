/* Which parts are the sender's text, in message structures of mail programs and gateways: lines of the text
 * and of the HTML version, attachments. */
#include "decode_support.h"

#define MIXED(parts)	   "multipart/mixed; boundary=b\n\n" parts "--b--\n"
#define PART(fields, text) "--b\n" fields "\n" text "\n"
#define PLAIN(text)	   PART("Content-Type: text/plain; charset=utf-8\n", text)
#define HTML(text)	   PART("Content-Type: text/html; charset=utf-8\n", text)
#define PDF		   PART("Content-Type: application/pdf; name=cv.pdf\n", "%PDF-1.4")

static const struct {
	const char *what, *raw, *plain, *html, *attachments;
} rows[] = {
    {"a gateway's HTML footer behind a plain text",
     MIXED(PLAIN("Lieu : 33000 Bordeaux")
	       PART("Content-Type: text/html\nContent-Disposition: inline\n", "<p>Lieu : 75001 Paris</p>")),
     "O|Lieu : 33000 Bordeaux\nB|Lieu : 75001 Paris\n", "", ""},
    {"a list's text footer", MIXED(PLAIN("Lieu : Brest") PLAIN("Contact : liste@y.example")),
     "O|Lieu : Brest\nB|Contact : liste@y.example\n", "", ""},
    {"a text footer behind HTML", MIXED(HTML("<p>Lieu : Brest") PLAIN("Lieu : Paris")), "",
     "O|Lieu : Brest\nB|Lieu : Paris\n", ""},
    {"a footer behind two versions",
     MIXED("--b\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nLieu : Brest\n--a\nContent-Type: "
	   "text/html\n\n<p>Lieu : <b>Brest</b>\n--a--\n" PLAIN("Lieu : Paris")),
     "O|Lieu : Brest\nB|Lieu : Paris\n", "O|Lieu : Brest\nB|Lieu : Paris\n", ""},
    {"a footer behind a file is inline",
     MIXED(PLAIN("Lieu : Brest") PDF PART("Content-Disposition: inline\n", "Lieu : Paris")),
     "O|Lieu : Brest\nB|Lieu : Paris\n", "", "cv.pdf\n"},
    {"Apple: a text around a file", MIXED(PLAIN("Lieu : Brest") PDF PLAIN("Contrat : CDI")),
     "O|Lieu : Brest\nO|Contrat : CDI\n", "", "cv.pdf\n"},
    {"Exchange makes the second half an attachment",
     MIXED(PLAIN("Lieu : Brest")
	       PDF PART("Content-Type: text/html; name=ATT00002.htm\nContent-Disposition: attachment; "
			"filename=ATT00002.htm\n",
			"<div>Contrat : CDI</div>")),
     "O|Lieu : Brest\nO|Contrat : CDI\n", "", "cv.pdf\n"},
    {"Outlook does, too",
     MIXED(PLAIN("Lieu : Brest") PDF PART(
	 "Content-Type: text/plain; name=\"Untitled attachment 00012.txt\"\nContent-Disposition: "
	 "attachment\n",
	 "Envoyé de mon iPad")),
     "O|Lieu : Brest\nS|Envoyé de mon iPad\n", "", "cv.pdf\n"},
    {"an empty text before the HTML", MIXED(PLAIN("") HTML("<p>Lieu : Brest")), "", "O|Lieu : Brest\n", ""},
    {"a body with a name",
     MIXED(PART("Content-Type: text/plain; name=message.txt\nContent-Disposition: inline; "
		"filename=message.txt\n",
		"Lieu : Brest") PDF),
     "O|Lieu : Brest\n", "", "cv.pdf\n"},
    {"a body with a name, and a footer",
     MIXED(PART("Content-Type: text/plain; name=\"part1.txt\"\n", "Lieu : Brest") HTML("<p>Lieu : Paris")),
     "O|Lieu : Brest\nB|Lieu : Paris\n", "", ""},
    {"a body that is attached",
     MIXED(PART("Content-Type: text/html\nContent-Disposition: attachment\n", "<p>Lieu : Brest") PDF), "",
     "O|Lieu : Brest\n", "cv.pdf\n"},
    {"an attached text beside a body",
     MIXED(PART("Content-Type: text/plain; name=notes.txt\nContent-Disposition: attachment\n", "Lieu : Paris")
	       PLAIN("Lieu : Brest")),
     "O|Lieu : Brest\n", "", "notes.txt\n"},
    {"a key, a visiting card, a signature",
     MIXED(PLAIN("Lieu : Brest") PDF PART(
	 "Content-Type: application/pgp-keys; name=\"0x1.asc\"\nContent-Disposition: attachment\n",
	 "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxsBN\n-----END PGP PUBLIC KEY BLOCK-----")
	       PART("Content-Type: text/x-vcard; name=a.vcf\nContent-Disposition: attachment\n",
		    "BEGIN:VCARD\nEND:VCARD") PART("Content-Type: application/octet-stream; name=cle.txt\n",
						   "-----BEGIN PGP PUBLIC KEY BLOCK-----\n")),
     "O|Lieu : Brest\n", "", "cv.pdf\n"},
    {"forwarded as base64",
     MIXED(PLAIN("Voir") PART("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n",
			      "RnJvbTogYUBiLmV4YW1wbGUKU3ViamVjdDogeAoKTGlldSA6IEJyZXN0Cg==")),
     "O|Voir\nF|Lieu : Brest\n", "", "piece-jointe-1.eml\n"},
    {"forwarded as quoted-printable",
     MIXED(PLAIN("Voir")
	       PART("Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n",
		    "From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=3Dutf-8\n\nLieu : "
		    "Orl=C3=A9ans")),
     "O|Voir\nF|Lieu : Orléans\n", "", "piece-jointe-1.eml\n"},
    {"forwarded as a file",
     MIXED(PLAIN("Voir") PART("Content-Type: application/octet-stream; name=offre.eml\n",
			      "Received: from x\nFrom: a@b.example\nSubject: x\n\nLieu : Brest")),
     "O|Voir\nF|Lieu : Brest\n", "", "offre.eml\n"},
    {"clear-signed",
     "text/plain\n\nBonjour\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nLieu : Brest\n- - a\n"
     "-----BEGIN PGP SIGNATURE-----\nVersion: x\n\nabc\n-----END PGP SIGNATURE-----\nFin\n",
     "O|Bonjour\nO|\nO|Lieu : Brest\nO|a\nO|Fin\n", "", ""},
    {"a key in the text",
     "text/plain\n\nLieu : Brest\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n-----END PGP PUBLIC KEY "
     "BLOCK-----\n",
     "O|Lieu : Brest\n", "", ""},
    {"an answer below a quoted signed text that was cut",
     "text/plain\n\n> -----BEGIN PGP SIGNATURE-----\n> abc\nLieu : Brest\n", "O|Lieu : Brest\n", "", ""},
    {"an own line above the attribution",
     "text/plain\n\nLe titulaire aura le permis B.\nLe 3/12/2026 à 9:12, A <a@b.example> a écrit :\n> x\n",
     "O|Le titulaire aura le permis B.\nQ|Le 3/12/2026 à 9:12, A <a@b.example> a écrit :\nQ|x\n", "", ""},
    {"an own line with a date above it",
     "text/plain\n\nLe 5 janvier au plus tard.\nLe lun. 30 nov. 2026 à 09:12, A\n<a@b.example> a écrit :\n> "
     "x\n",
     "O|Le 5 janvier au plus tard.\nQ|Le lun. 30 nov. 2026 à 09:12, A\nQ|<a@b.example> a écrit :\nQ|x\n", "",
     ""},
    {"an own line with an address above it",
     "text/plain\n\nContact : rh@b.example\nOn Mon, Nov 30, 2026 at 9:12 AM A <a@b.example> wrote:\n> x\n",
     "O|Contact : rh@b.example\nQ|On Mon, Nov 30, 2026 at 9:12 AM A <a@b.example> wrote:\nQ|x\n", "", ""},
    {"an event's own date above a quoted header",
     "text/plain\n\nTitre : Forum\nDate : 14/01/2027 à 9h\n\nDe : A <a@b.example>\nEnvoyé : lundi\nÀ : B\n"
     "Objet : Forum\n\nLieu : Paris\n",
     "O|Titre : Forum\nO|Date : 14/01/2027 à 9h\nO|\nQ|De : A <a@b.example>\nQ|Envoyé : lundi\nQ|À : "
     "B\nQ|Objet : Forum\nQ|\nQ|Lieu : Paris\n",
     "", ""},
    {"own lines between an own date and a quoted header",
     "text/plain\n\nDate : 14/01/2027 à 9h\nLieu : Brest\nDe : A <a@b.example>\nEnvoyé : lundi\nÀ : B\n"
     "Objet : Forum\n",
     "O|Date : 14/01/2027 à 9h\nO|Lieu : Brest\nQ|De : A <a@b.example>\nQ|Envoyé : lundi\nQ|À : B\nQ|Objet "
     ": Forum\n",
     "", ""},
    {"invisible characters", "text/plain; charset=utf-8\n\n\u200bLieu\u200b :\ufeff Br\u00adest\u200e\n",
     "O|Lieu : Brest\n", "", ""},
    {"invisible entities", "text/html\n\n<p>L&#8203;ieu&#65279; : Br&shy;est&lrm;", "", "O|Lieu : Brest\n",
     ""},
    {"UTF-8 that says it is Latin-1",
     "text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nIntitul\u00e9 : \u00c9lagueur "
     "\u2013 "
     "c\u2019est s\u00fbr\n",
     "O|Intitul\u00e9 : \u00c9lagueur \u2013 c\u2019est s\u00fbr\n", "", ""},
    {"UTF-8 that says it is Windows-1252",
     "text/html; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n<p>5 =E2=82=AC=C2=A0",
     "", "O|5 \u20ac\u00a0\n", ""},
    {"Latin-1 that says it is UTF-8",
     "text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nIntitul=E9 =E0 d=E9finir\n",
     "O|Intitul\u00e9 \u00e0 d\u00e9finir\n", "", ""},
    {"Latin-1 that is so",
     "text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n=C9t=E9 \xa0 =E0\n",
     "O|\u00c9t\u00e9 \u00a0 \u00e0\n", "", ""},
};

static char *names(struct arena *arena, const struct mail *mail)
{
	struct buf text = {.arena = arena};

	for (size_t i = 0; i < mail->attachment_count; i++)
		buf_printf(&text, "%s\n", mail->attachments[i].name);
	return buf_text(&text);
}

static void texts(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(
		    arena,
		    arena_printf(arena, "From: a@b.example\nSubject: x\nContent-Type: %s", rows[i].raw));
		const char *found[] = {support_lines(arena, &mail.plain), support_lines(arena, &mail.html),
				       names(arena, &mail)};
		const char *wanted[] = {rows[i].plain, rows[i].html, rows[i].attachments};

		for (size_t k = 0; k < 3; k++) {
			if (!strcmp(found[k], wanted[k]))
				continue;
			print_error("%s:\n%s\ninstead of\n%s\n", rows[i].what, found[k], wanted[k]);
			failed++;
		}
		arena_free(&arena);
	}
	assert_int_equal(failed, 0);
}

static const struct {
	const char *what, *raw;
	bool is_sealed;
} sealed[] = {
    {"opaque S/MIME", "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nx\n", true},
    {"encrypted S/MIME", "application/x-pkcs7-mime; name=smime.p7m\n\nx\n", true},
    {"a gateway's type", MIXED(PART("Content-Type: application/octet-stream; name=smime.p7m\n", "x")), true},
    {"PGP/MIME",
     "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\nContent-Type: "
     "application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nx\n--b--\n",
     true},
    {"PGP in the text", "text/plain\n\n-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----\n", true},
    {"signed only",
     "multipart/signed; boundary=b\n\n--b\n\na\n--b\nContent-Type: application/pkcs7-signature\n\nx\n"
     "--b--\n",
     false},
};

static void seals(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sealed); i++) {
		struct arena *arena = arena_new();
		struct mail mail = support_decode(
		    arena, arena_printf(arena, "From: a@b.example\nContent-Type: %s", sealed[i].raw));

		if (mail.is_sealed != sealed[i].is_sealed || mail.attachment_count)
			fail_msg("%s: sealed %d, %zu attachments", sealed[i].what, mail.is_sealed,
				 mail.attachment_count);
		arena_free(&arena);
	}
}

/* An image with that many pixels and bytes, shown by the HTML. */
static struct mail shown_picture(struct arena *arena, unsigned pixels, size_t bytes, const char *beside)
{
	struct buf raw = {.arena = arena};
	unsigned char start[24] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

	for (size_t i = 16; i < 24; i++)
		start[i] = i % 4 == 2 ? (unsigned char)(pixels >> 8) : i % 4 == 3 ? (unsigned char)pixels : 0;
	buf_printf(
	    &raw,
	    "From: a@b.example\nContent-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: "
	    "multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src='cid:i@x'>CV\n--b\n"
	    "Content-Type: image/png; name=photo.png\nContent-ID: <i@x>\nContent-Transfer-Encoding: "
	    "quoted-printable\n\n");
	for (size_t i = 0; i < sizeof(start); i++)
		buf_printf(&raw, "=%02X", (unsigned)start[i]);
	for (size_t i = 0; i < bytes; i++)
		buf_adds(&raw, i % 60 ? "a" : "=\na");
	buf_printf(&raw, "\n--b--\n%s--m--\n", beside);
	return support_decode_bytes(arena, buf_bytes(&raw));
}

static void shown_pictures(void **state)
{
	static const struct {
		unsigned pixels;
		size_t bytes;
		const char *beside;
		bool is_inline;
	} pictures[] = {
	    {120, 9000, "", true},
	    {120, 90000, "", true},
	    {1200, 90000, "", false},
	    {1200, 90000, "--m\nContent-Type: application/pdf; name=cv.pdf\n\n%PDF-1.4\n", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pictures); i++) {
		struct arena *arena = arena_new();
		struct mail mail =
		    shown_picture(arena, pictures[i].pixels, pictures[i].bytes, pictures[i].beside);

		assert_string_equal(mail.attachments[0].type, "image/png");
		assert_int_equal(mail.attachments[0].is_inline, pictures[i].is_inline);
		arena_free(&arena);
	}
}

/* A picture of some megabytes as a data: URI in the HTML. */
static void data_uri(void **state)
{
	struct arena *arena = arena_new();
	struct buf raw = {.arena = arena};

	(void)state;
	buf_adds(
	    &raw,
	    "From: a@b.example\nContent-Type: text/html\n\n<p>Lieu : Brest<img src=\"data:image/png;base64,");
	for (size_t i = 0; i < 8 << 20; i++)
		buf_addc(&raw, i % 76 ? 'a' : '\n');
	buf_adds(&raw, "\"><p>Contrat : CDI\n");
	struct mail mail = support_decode_bytes(arena, buf_bytes(&raw));

	assert_string_equal(support_lines(arena, &mail.html), "O|Lieu : Brest\nO|\nO|Contrat : CDI\n");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(texts),
	    cmocka_unit_test(seals),
	    cmocka_unit_test(shown_pictures),
	    cmocka_unit_test(data_uri),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, support_init, NULL);
}

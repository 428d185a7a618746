#include "language.h"

#include "base/text.h"

struct language {
	const char *words; /* folded, separated by single spaces; no words that are French too */
};

static const char FRENCH[] =
    " le les une des du et est sont au aux pour avec dans sur par vous nous votre vos notre nos qui cette "
    "ces "
    "ce son sa ses pas ne sans chez sous entre etre avoir avez etes ainsi afin tout tous toute toutes plus "
    "ou je il elle ils leur leurs mais donc comme d'un d'une c'est n'est qu'il lors selon dont depuis "
    "poste recherche recherchons salaire contrat horaires lieu semaine heures vendeur travail equipe "
    "entreprise selon debutant accepte souhaite exige brut mois annee jours matin soir sera serez ";

/* Words of two languages are in both lists. */
static const struct language foreign[] = {
    /* English */
    {" the of and to for with you your we our is are will be at this that have has from by an who must "
     "should can able skills work working required needed looking join their they it its which what when or "
     "any all more than other years full-time part-time please apply within about into also new good strong "
     "knowledge responsible including under up us salary company available weekends speak fluent english "
     "hiring hourly shifts shift wanted offer competitive friendly environment "
     "handle handling customers customer guests duties tasks provide day days week per great benefits "
     "lunch responsibilities include includes cleaning rooms serving worker workers warehouse night nights "
     "immediate requirements spirit driving now orders loading unloading trucks daily delivery picking "
     "packing "
     "need needs seeking seeks hire hires send contract department job jobs full time temporary month "
     "monthly weekly year pay paid wage wages vouchers provided meals holiday housing "
     "associate assist shop floor store team motivated punctual player waiter waitress cook kitchen "
     "speaks german housekeeper family live licence fashion areas apply driver cleaner experienced included "
     "accommodation "
     "but his her he she him was were been then "
     "there here some every both each before after during while because where how own help helping "
     "manage managing serve clean keep check answer phone welcome ensure "
     "provides providing reliable hard-working hardworking willing ready start starting asap summer "
     "winter season spoken written speaking french level role based weekend evening "
     "evenings morning mornings early late person opportunity opportunities growing "
     "flexible currently open apprentice builder bricklayer plumber carpenter "
     "electrician engineer nurse teacher previous least one two three learn enjoy attitude skilled "
     "basic tips call today interested don't we're you'll we'll you're "},
    /* Spanish */
    {" el los las y con para por del al una su sus como lo se esta este nuestro nuestra ano anos buscamos "
     "trabajo empresa experiencia persona jornada contrato ofrecemos requisitos conocimientos horario "
     "necesitamos busca necesita carnet conducir obra trabajar personas turno noche semana ganas "
     "requiere requieren imprescindible disponibilidad inmediata sueldo nivel enviar interesados "
     "camarero camareros camarera camareras cocinero cocineros cocinera cocina ayudante ayudantes "
     "segun convenio incorporacion precisa hoteles temporada verano alojamiento incluido seis meses peones "
     "albanil albaniles limpieza "
     "dependienta buen buena pagado almacen hablar ingles frances tiempo completo puesto "
     "hombre mujer muy tambien tener "},
    /* Portuguese */
    {" o com para uma um nao em do da dos das no na ao pela pelo nossa nosso anos procuramos trabalho "
     "empresa experiencia pessoa contrato horario requisitos "
     "disponibilidade imediata ordenado enviar interessados conhecimentos "
     "procura procura-se precisa precisa-se salario bom boa alojamento incluido pedreiro ajudante vaga carta "
     "horas semana fins obra "
     "trolhas pagamento empregada empregado limpeza pedreiros trabalhador trabalhadores cozinheiro verao "
     "meses "
     "seis servente tempo inteiro falar ingles frances muito tambem precisamos "},
    /* Italian */
    {" lo gli di che con per una uno del della dei delle al alla nel nella sono siamo nostro nostra "
     "cerca cercasi offriamo indeterminato buono nostri persona persone lavorare notte settimana "
     "automunito automunita "
     "cerchiamo lavoro azienda esperienza anni offerta contratto orario "
     "aiuto cuoco stagione estiva estate vitto alloggio inclusi "
     "richiesta richiesto disponibilita immediata ricerchiamo stipendio inviare conoscenza settore "
     "offro come badante personale raccolta dell cameriere camerieri cameriera cuochi ristorante mesi sei "
     "determinato "
     "lavapiatti muratore "
     "muratori autista operai operaio buona paga retribuzione pieno tempo parlare inglese francese "
     "anche molto devono zona giorni ore impresa ditta "},
    /* German */
    {" der die das und mit fur wir sie ist sind ein eine einen einer im zu zum zur von bei auf als oder "
     "nicht "
     "ihre ihr unser unsere suchen arbeit erfahrung jahre auch haben werden den dem "
     "gesucht kenntnisse erforderlich bewerbung bitte stelle mitarbeiter vollzeit teilzeit "
     "zimmermadchen unterkunft vorhanden senden verkaufer verkauferin koche koch kochin kellner kellnerin "
     "gute guter gutes bezahlung "
     "deutschkenntnisse fuhrerschein klasse teamfahigkeit setzen voraus sommersaison stunden woche "
     "lohn gehalt wohnung werkstatt mechaniker fahrer lagerarbeiter reinigungskraft verstarkung team "
     "wunschen bieten sofort abend wochenende deutsch franzosisch sprechen sollten kann konnen "
     "mussen dich dein deine gerne nach uns "},
    /* Dutch */
    {" het een van voor wij zijn ons onze jij als of op naar bij ook niet wordt werk ervaring jaar "
     "zoeken bent hebt om aan dat die "
     "gezocht vereist kennis vacature medewerker "
     "kok kelner ober seizoen zomer goed loon uur week vanaf huisvesting magazijn wie ben jouw hulp "
     "vaste baan "},
    /* Polish */
    {" i w z na do dla jest oraz praca pracy nie sie od po jako lub firma szukamy doswiadczenie umowa lat "
     "oferujemy wymagania poszukujemy zatrudnimy pracownikow pracownika przez firme dobra stawka mieszkanie "
     "zakwaterowanie zapewnione zarobki jezyk budowe "
     "zatrudnie kierowce pracownik kierowca kierowcow kucharz kelner magazyn paryzu francji paryz zaraz "
     "osoby godzin "
     "tygodniu wymagane mile widziane mezczyzn kobiety ciebie "},
    /* Romanian */
    {" in cu pentru din este sunt pe nu ca experienta cautam munca firma angajam ani "
     "salariu oferim "
     "caut muncitori muncitor constructii franta salariul cazare lucru oferita soferi bucatar ospatar "
     "cauta persoana persoane luna program asigurata "},
    /* Turkish */
    {" ve bir icin ile olarak bu da olan calisma deneyim yil ariyoruz eleman tecrube maas "
     "insaat iscisi isci aranıyor calısacak calısma yıl arıyoruz ascı garson temizlik sofor lokanta "
     "var is "},
};

enum {
	LANGUAGES = ARRAY_SIZE(foreign),
	FEWEST = 2,
	FACTOR = 2,
	SENTENCE_WORDS = 7,
	SENTENCE_FOREIGN = 4,
	SENTENCE_FACTOR = 4,
	SHORT_WORDS = 5, /* of a sentence without any French word */
	SHORT_FOREIGN = 3,
	SCRIPT_WORDS = 3 /* in other letters than Latin ones */
};

static bool is_word(const char *words, const char *word, size_t length)
{
	char spaced[40];

	if (length + 3 > sizeof(spaced))
		return false;
	spaced[0] = ' ';
	memcpy(spaced + 1, word, length);
	spaced[length + 1] = ' ';
	spaced[length + 2] = '\0';
	return strstr(words, spaced) != NULL;
}

struct language_tally {
	size_t words, french, foreign; /* words of the foreign language with the most matches */
};

static struct language_tally tally_of(struct arena *arena, const char *folded)
{
	static const char MARKS[] = " \n\t.,;:!?()[]/\"+*|";
	struct language_tally tally = {0};
	size_t others[LANGUAGES] = {0};
	const char *text = arena_strdup(arena, folded);

	while (*(text += strspn(text, MARKS))) {
		size_t length = strcspn(text, MARKS);
		/* "l'equipe", "d'une": an elided word counts as French. */
		const char *elided = memchr(text, '\'', length);

		tally.words++;
		tally.french += is_word(FRENCH, text, length) || (elided && elided - text <= 2);
		for (size_t i = 0; i < LANGUAGES; i++)
			others[i] += is_word(foreign[i].words, text, length);
		text += length;
	}
	for (size_t i = 0; i < LANGUAGES; i++)
		tally.foreign = others[i] > tally.foreign ? others[i] : tally.foreign;
	return tally;
}

bool language_is_foreign(struct arena *arena, const char *folded)
{
	struct language_tally tally;

	if (!text_is_latin(folded))
		return true;
	tally = tally_of(arena, folded);
	return tally.foreign >= FEWEST && tally.foreign > FACTOR * tally.french;
}

bool language_is_foreign_sentence(struct arena *arena, const char *folded)
{
	struct language_tally tally = tally_of(arena, folded);

	if (tally.words >= SCRIPT_WORDS && !text_is_latin(folded))
		return true;
	if (tally.words >= SHORT_WORDS && tally.foreign >= SHORT_FOREIGN && tally.french == 0 &&
	    2 * tally.foreign > tally.words)
		return true;
	return tally.words >= SENTENCE_WORDS && tally.foreign >= SENTENCE_FOREIGN &&
	       tally.foreign >= SENTENCE_FACTOR * tally.french;
}

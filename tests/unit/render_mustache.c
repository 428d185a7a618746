/* The Mustache renderer with every case of the specification's core modules (version 1.4), written anew, and
 * with what the specification leaves open: faulty and endless templates, values that look like tags. */
#include "render.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct spec_case {
	const char *name, *data, *template, *partials,
	    *expected; /* data and partials: JSON; partials may be NULL */
};

static const struct spec_case COMMENTS[] = {
    {"Inline", "{}", "avant{{! une remarque }}après", NULL, "avantaprès"},
    {"Multiline", "{}", "avant{{!\n  une remarque\n  de deux lignes...\n}}après\n", NULL, "avantaprès\n"},
    {"Standalone", "{}", "Un.\n{{! une remarque }}\nDeux.\n", NULL, "Un.\nDeux.\n"},
    {"Indented Standalone", "{}", "Un.\n  {{! en retrait }}\nDeux.\n", NULL, "Un.\nDeux.\n"},
    {"Standalone Line Endings", "{}", "[\r\n{{! seule }}\r\n]", NULL, "[\r\n]"},
    {"Standalone Without Previous Line", "{}", "  {{! seule aussi }}\n;", NULL, ";"},
    {"Standalone Without Newline", "{}", ";\n  {{! seule aussi }}", NULL, ";\n"},
    {"Multiline Standalone", "{}", "Un.\n{{!\nil y a du monde...\n}}\nDeux.\n", NULL, "Un.\nDeux.\n"},
    {"Indented Multiline Standalone", "{}", "Un.\n  {{!\n    il y a du monde...\n  }}\nDeux.\n", NULL,
     "Un.\nDeux.\n"},
    {"Indented Inline", "{}", "  a {{! b }}\n", NULL, "  a \n"},
    {"Surrounding Whitespace", "{}", "a {{! une remarque }} b", NULL, "a  b"},
    {"Variable Name Collision", "{\"! note\": 1, \"! note \": 2, \"!note\": 3, \"note\": 4}",
     "rien :>{{! note }}<", NULL, "rien :><"},
};

static const struct spec_case DELIMITERS[] = {
    {"Pair Behavior", "{\"mot\": \"Oui\"}", "{{=<% %>=}}(<%mot%>)", NULL, "(Oui)"},
    {"Special Characters", "{\"mot\": \"Oui\"}", "({{=[ ]=}}[mot])", NULL, "(Oui)"},
    {"Sections", "{\"s\": true, \"mot\": \"Oui.\"}",
     "[\n{{#s}}\n  {{mot}}\n  |mot|\n{{/s}}\n\n{{= | | =}}\n|#s|\n  {{mot}}\n  |mot|\n|/s|\n]\n", NULL,
     "[\n  Oui.\n  |mot|\n\n  {{mot}}\n  Oui.\n]\n"},
    {"Inverted Sections", "{\"s\": false, \"mot\": \"Oui.\"}",
     "[\n{{^s}}\n  {{mot}}\n  |mot|\n{{/s}}\n\n{{= | | =}}\n|^s|\n  {{mot}}\n  |mot|\n|/s|\n]\n", NULL,
     "[\n  Oui.\n  |mot|\n\n  {{mot}}\n  Oui.\n]\n"},
    {"Partial Inheritence", "{\"mot\": \"oui\"}", "[ {{>p}} ]\n{{= | | =}}\n[ |>p| ]\n",
     "{\"p\": \".{{mot}}.\"}", "[ .oui. ]\n[ .oui. ]\n"},
    {"Post-Partial Behavior", "{\"mot\": \"oui\"}", "[ {{>p}} ]\n[ .{{mot}}.  .|mot|. ]\n",
     "{\"p\": \".{{mot}}. {{= | | =}} .|mot|.\"}", "[ .oui.  .oui. ]\n[ .oui.  .|mot|. ]\n"},
    {"Surrounding Whitespace", "{}", "[ {{=@ @=}} ]", NULL, "[  ]"},
    {"Outlying Whitespace (Inline)", "{}", " [ {{=@ @=}}\n", NULL, " [ \n"},
    {"Standalone Tag", "{}", "Un.\n{{=@ @=}}\nDeux.\n", NULL, "Un.\nDeux.\n"},
    {"Indented Standalone Tag", "{}", "Un.\n  {{=@ @=}}\nDeux.\n", NULL, "Un.\nDeux.\n"},
    {"Standalone Line Endings", "{}", "[\r\n{{= @ @ =}}\r\n]", NULL, "[\r\n]"},
    {"Standalone Without Previous Line", "{}", "  {{=@ @=}}\n;", NULL, ";"},
    {"Standalone Without Newline", "{}", ";\n  {{=@ @=}}", NULL, ";\n"},
    {"Pair with Padding", "{}", "[{{= @   @ =}}]", NULL, "[]"},
};

#define SIGNS "{\"signes\": \"& \\\" < >\"}"

static const struct spec_case INTERPOLATION[] = {
    {"No Interpolation", "{}", "Bonjour {Passerelle} !\n", NULL, "Bonjour {Passerelle} !\n"},
    {"Basic Interpolation", "{\"qui\": \"Lyon\"}", "Bonjour, {{qui}} !\n", NULL, "Bonjour, Lyon !\n"},
    {"No Re-interpolation", "{\"modèle\": \"{{ville}}\", \"ville\": \"Lyon\"}", "{{modèle}} : {{ville}}",
     NULL, "{{ville}} : Lyon"},
    {"HTML Escaping", SIGNS, "échappés : {{signes}}\n", NULL, "échappés : &amp; &quot; &lt; &gt;\n"},
    {"Triple Mustache", SIGNS, "tels quels : {{{signes}}}\n", NULL, "tels quels : & \" < >\n"},
    {"Ampersand", SIGNS, "tels quels : {{&signes}}\n", NULL, "tels quels : & \" < >\n"},
    {"Basic Integer Interpolation", "{\"n\": 35}", "« {{n}} heures »", NULL, "« 35 heures »"},
    {"Triple Mustache Integer Interpolation", "{\"n\": 35}", "« {{{n}}} heures »", NULL, "« 35 heures »"},
    {"Ampersand Integer Interpolation", "{\"n\": 35}", "« {{&n}} heures »", NULL, "« 35 heures »"},
    {"Basic Decimal Interpolation", "{\"n\": 11.07}", "« {{n}} euros »", NULL, "« 11.07 euros »"},
    {"Triple Mustache Decimal Interpolation", "{\"n\": 11.07}", "« {{{n}}} euros »", NULL, "« 11.07 euros »"},
    {"Ampersand Decimal Interpolation", "{\"n\": 11.07}", "« {{&n}} euros »", NULL, "« 11.07 euros »"},
    {"Basic Null Interpolation", "{\"nul\": null}", "({{nul}}) rien", NULL, "() rien"},
    {"Triple Mustache Null Interpolation", "{\"nul\": null}", "({{{nul}}}) rien", NULL, "() rien"},
    {"Ampersand Null Interpolation", "{\"nul\": null}", "({{&nul}}) rien", NULL, "() rien"},
    {"Basic Context Miss Interpolation", "{}", "({{nul}}) rien", NULL, "() rien"},
    {"Triple Mustache Context Miss Interpolation", "{}", "({{{nul}}}) rien", NULL, "() rien"},
    {"Ampersand Context Miss Interpolation", "{}", "({{&nul}}) rien", NULL, "() rien"},
    {"Dotted Names - Basic Interpolation", "{\"a\": {\"nom\": \"Léa\"}}", "{{a.nom}} = {{#a}}{{nom}}{{/a}}",
     NULL, "Léa = Léa"},
    {"Dotted Names - Triple Mustache Interpolation", "{\"a\": {\"nom\": \"Léa\"}}",
     "{{{a.nom}}} = {{#a}}{{{nom}}}{{/a}}", NULL, "Léa = Léa"},
    {"Dotted Names - Ampersand Interpolation", "{\"a\": {\"nom\": \"Léa\"}}",
     "{{&a.nom}} = {{#a}}{{&nom}}{{/a}}", NULL, "Léa = Léa"},
    {"Dotted Names - Arbitrary Depth", "{\"a\": {\"b\": {\"c\": {\"d\": {\"e\": {\"nom\": \"Léa\"}}}}}}",
     "{{a.b.c.d.e.nom}} = Léa", NULL, "Léa = Léa"},
    {"Dotted Names - Broken Chains", "{\"a\": {}}", "({{a.b.c}})", NULL, "()"},
    {"Dotted Names - Broken Chain Resolution", "{\"a\": {\"b\": {}}, \"c\": {\"nom\": \"Max\"}}",
     "({{a.b.c.nom}})", NULL, "()"},
    {"Dotted Names - Initial Resolution",
     "{\"a\": {\"b\": {\"c\": {\"d\": {\"e\": {\"nom\": \"Léa\"}}}}}, \"b\": {\"c\": {\"d\": {\"e\": "
     "{\"nom\": "
     "\"faux\"}}}}}",
     "{{#a}}{{b.c.d.e.nom}}{{/a}} = Léa", NULL, "Léa = Léa"},
    {"Dotted Names - Context Precedence", "{\"a\": {\"b\": {}}, \"b\": {\"c\": \"faux\"}}",
     "{{#a}}{{b.c}}{{/a}}", NULL, ""},
    {"Dotted Names are never single keys", "{\"a.b\": \"c\"}", "{{a.b}}", NULL, ""},
    {"Dotted Names - No Masking", "{\"a.b\": \"c\", \"a\": {\"b\": \"d\"}}", "{{a.b}}", NULL, "d"},
    {"Implicit Iterators - Basic Interpolation", "\"Lyon\"", "Bonjour, {{.}} !\n", NULL, "Bonjour, Lyon !\n"},
    {"Implicit Iterators - HTML Escaping", "\"& \\\" < >\"", "échappés : {{.}}\n", NULL,
     "échappés : &amp; &quot; &lt; &gt;\n"},
    {"Implicit Iterators - Triple Mustache", "\"& \\\" < >\"", "tels quels : {{{.}}}\n", NULL,
     "tels quels : & \" < >\n"},
    {"Implicit Iterators - Ampersand", "\"& \\\" < >\"", "tels quels : {{&.}}\n", NULL,
     "tels quels : & \" < >\n"},
    {"Implicit Iterators - Basic Integer Interpolation", "35", "« {{.}} heures »", NULL, "« 35 heures »"},
    {"Interpolation - Surrounding Whitespace", "{\"t\": \"***\"}", "[ {{t}} ]", NULL, "[ *** ]"},
    {"Triple Mustache - Surrounding Whitespace", "{\"t\": \"***\"}", "[ {{{t}}} ]", NULL, "[ *** ]"},
    {"Ampersand - Surrounding Whitespace", "{\"t\": \"***\"}", "[ {{&t}} ]", NULL, "[ *** ]"},
    {"Interpolation - Standalone", "{\"t\": \"***\"}", "  {{t}}\n", NULL, "  ***\n"},
    {"Triple Mustache - Standalone", "{\"t\": \"***\"}", "  {{{t}}}\n", NULL, "  ***\n"},
    {"Ampersand - Standalone", "{\"t\": \"***\"}", "  {{&t}}\n", NULL, "  ***\n"},
    {"Interpolation With Padding", "{\"t\": \"***\"}", "[{{ t }}]", NULL, "[***]"},
    {"Triple Mustache With Padding", "{\"t\": \"***\"}", "[{{{ t }}}]", NULL, "[***]"},
    {"Ampersand With Padding", "{\"t\": \"***\"}", "[{{& t }}]", NULL, "[***]"},
};

static const struct spec_case INVERTED[] = {
    {"Falsey", "{\"b\": false}", "({{^b}}ceci se lit{{/b}})", NULL, "(ceci se lit)"},
    {"Truthy", "{\"b\": true}", "({{^b}}ceci ne se lit pas{{/b}})", NULL, "()"},
    {"Null is falsey", "{\"b\": null}", "({{^b}}ceci se lit{{/b}})", NULL, "(ceci se lit)"},
    {"Context", "{\"a\": {\"nom\": \"Léa\"}}", "({{^a}}Salut {{nom}}.{{/a}})", NULL, "()"},
    {"List", "{\"l\": [{\"n\": 1}, {\"n\": 2}, {\"n\": 3}]}", "({{^l}}{{n}}{{/l}})", NULL, "()"},
    {"Empty List", "{\"l\": []}", "({{^l}}vide{{/l}})", NULL, "(vide)"},
    {"Doubled", "{\"b\": false, \"t\": \"deux\"}", "{{^b}}\n* un\n{{/b}}\n* {{t}}\n{{^b}}\n* trois\n{{/b}}\n",
     NULL, "* un\n* deux\n* trois\n"},
    {"Nested (Falsey)", "{\"b\": false}", "[ A {{^b}}B {{^b}}C{{/b}} D{{/b}} E ]", NULL, "[ A B C D E ]"},
    {"Nested (Truthy)", "{\"b\": true}", "[ A {{^b}}B {{^b}}C{{/b}} D{{/b}} E ]", NULL, "[ A  E ]"},
    {"Context Misses", "{}", "[{{^manque}}il n'y a pas de « manque »{{/manque}}]", NULL,
     "[il n'y a pas de « manque »]"},
    {"Dotted Names - Truthy", "{\"a\": {\"b\": {\"c\": true}}}", "({{^a.b.c}}non{{/a.b.c}})", NULL, "()"},
    {"Dotted Names - Falsey", "{\"a\": {\"b\": {\"c\": false}}}", "({{^a.b.c}}non{{/a.b.c}})", NULL, "(non)"},
    {"Dotted Names - Broken Chains", "{\"a\": {}}", "({{^a.b.c}}non{{/a.b.c}})", NULL, "(non)"},
    {"Surrounding Whitespace", "{\"b\": false}", " [ {{^b}}\t|\t{{/b}} ] \n", NULL, " [ \t|\t ] \n"},
    {"Internal Whitespace", "{\"b\": false}", " [ {{^b}} {{! des blancs qui comptent }}\n {{/b}} ] \n", NULL,
     " [  \n  ] \n"},
    {"Indented Inline Sections", "{\"b\": false}", " {{^b}}UN{{/b}}\n {{^b}}DEUX{{/b}}\n", NULL,
     " UN\n DEUX\n"},
    {"Standalone Lines", "{\"b\": false}", "- Une\n{{^b}}\n-\n{{/b}}\n- Ligne\n", NULL,
     "- Une\n-\n- Ligne\n"},
    {"Standalone Indented Lines", "{\"b\": false}", "- Une\n  {{^b}}\n-\n  {{/b}}\n- Ligne\n", NULL,
     "- Une\n-\n- Ligne\n"},
    {"Standalone Line Endings", "{\"b\": false}", "[\r\n{{^b}}\r\n{{/b}}\r\n]", NULL, "[\r\n]"},
    {"Standalone Without Previous Line", "{\"b\": false}", "  {{^b}}\n^{{/b}}\n/", NULL, "^\n/"},
    {"Standalone Without Newline", "{\"b\": false}", "^{{^b}}\n/\n  {{/b}}", NULL, "^\n/\n"},
    {"Padding", "{\"b\": false}", "[{{^ b }}={{/ b }}]", NULL, "[=]"},
};

static const struct spec_case PARTIALS[] = {
    {"Basic Behavior", "{}", "({{>t}})", "{\"t\": \"venu d'ailleurs\"}", "(venu d'ailleurs)"},
    {"Failed Lookup", "{}", "({{>t}})", "{}", "()"},
    {"Context", "{\"t\": \"mot\"}", "({{>p}})", "{\"p\": \"*{{t}}*\"}", "(*mot*)"},
    {"Recursion", "{\"t\": \"X\", \"l\": [{\"t\": \"Y\", \"l\": []}]}", "{{>n}}",
     "{\"n\": \"{{t}}<{{#l}}{{>n}}{{/l}}>\"}", "X<Y<>>"},
    {"Nested", "{\"a\": \"bonjour\", \"b\": \"Lyon\"}", "{{>dehors}}",
     "{\"dehors\": \"*{{a}} {{>dedans}}*\", \"dedans\": \"{{b}}!\"}", "*bonjour Lyon!*"},
    {"Surrounding Whitespace", "{}", "[ {{>p}} ]", "{\"p\": \"\\t|\\t\"}", "[ \t|\t ]"},
    {"Inline Indentation", "{\"t\": \"|\"}", "  {{t}}  {{> p}}\n", "{\"p\": \"#\\n#\"}", "  |  #\n#\n"},
    {"Standalone Line Endings", "{}", "[\r\n{{>p}}\r\n]", "{\"p\": \"#\"}", "[\r\n#]"},
    {"Standalone Without Previous Line", "{}", "  {{>p}}\n#", "{\"p\": \"#\\n#\"}", "  #\n  ##"},
    {"Standalone Without Newline", "{}", "#\n  {{>p}}", "{\"p\": \"#\\n#\"}", "#\n  #\n  #"},
    {"Standalone Indentation", "{\"t\": \"<\\n->\"}", "\\\n {{>p}}\n/\n", "{\"p\": \"#\\n{{{t}}}\\n#\\n\"}",
     "\\\n #\n <\n->\n #\n/\n"},
    {"Padding Whitespace", "{\"b\": true}", "[{{> p }}]", "{\"p\": \"()\"}", "[()]"},
};

static const struct spec_case SECTIONS[] = {
    {"Truthy", "{\"b\": true}", "({{#b}}ceci se lit{{/b}})", NULL, "(ceci se lit)"},
    {"Falsey", "{\"b\": false}", "({{#b}}ceci ne se lit pas{{/b}})", NULL, "()"},
    {"Null is falsey", "{\"b\": null}", "({{#b}}ceci ne se lit pas{{/b}})", NULL, "()"},
    {"Context", "{\"a\": {\"nom\": \"Léa\"}}", "({{#a}}Salut {{nom}}.{{/a}})", NULL, "(Salut Léa.)"},
    {"Parent contexts",
     "{\"a\": \"un\", \"b\": \"faux\", \"s\": {\"b\": \"deux\"}, \"c\": {\"d\": \"trois\"}}",
     "({{#s}}{{a}}, {{b}}, {{c.d}}{{/s}})", NULL, "(un, deux, trois)"},
    {"Variable test", "{\"t\": \"mot\"}", "({{#t}}{{.}} est {{t}}{{/t}})", NULL, "(mot est mot)"},
    {"List Contexts",
     "{\"h\": [{\"n\": {\"maj\": \"A\", \"min\": \"a\"}, \"m\": [{\"o\": \"1\", \"b\": [{\"p\": \"x\"}, "
     "{\"p\": "
     "\"y\"}]}]}]}",
     "{{#h}}{{#m}}{{n.min}}{{o}}.{{#b}}{{n.maj}}{{o}}{{p}}.{{/b}}{{/m}}{{/h}}", NULL, "a1.A1x.A1y."},
    {"Deeply Nested Contexts",
     "{\"a\": {\"un\": 1}, \"b\": {\"deux\": 2}, \"c\": {\"trois\": 3, \"d\": {\"quatre\": 4, \"cinq\": 5}}}",
     "{{#a}}\n{{un}}\n{{#b}}\n{{un}}{{deux}}{{un}}\n{{#c}}\n{{un}}{{deux}}{{trois}}{{deux}}{{un}}\n{{#d}}\n"
     "{{un}}{{deux}}{{trois}}{{quatre}}{{trois}}{{deux}}{{un}}\n{{#cinq}}\n"
     "{{un}}{{deux}}{{trois}}{{quatre}}{{cinq}}{{quatre}}{{trois}}{{deux}}{{un}}\n"
     "{{un}}{{deux}}{{trois}}{{quatre}}{{.}}6{{.}}{{quatre}}{{trois}}{{deux}}{{un}}\n"
     "{{un}}{{deux}}{{trois}}{{quatre}}{{cinq}}{{quatre}}{{trois}}{{deux}}{{un}}\n{{/cinq}}\n"
     "{{un}}{{deux}}{{trois}}{{quatre}}{{trois}}{{deux}}{{un}}\n{{/d}}\n"
     "{{un}}{{deux}}{{trois}}{{deux}}{{un}}\n{{/c}}\n{{un}}{{deux}}{{un}}\n{{/b}}\n{{un}}\n{{/a}}\n",
     NULL, "1\n121\n12321\n1234321\n123454321\n12345654321\n123454321\n1234321\n12321\n121\n1\n"},
    {"List", "{\"l\": [{\"n\": 1}, {\"n\": 2}, {\"n\": 3}]}", "({{#l}}{{n}}{{/l}})", NULL, "(123)"},
    {"Empty List", "{\"l\": []}", "({{#l}}rien{{/l}})", NULL, "()"},
    {"Doubled", "{\"b\": true, \"t\": \"deux\"}", "{{#b}}\n* un\n{{/b}}\n* {{t}}\n{{#b}}\n* trois\n{{/b}}\n",
     NULL, "* un\n* deux\n* trois\n"},
    {"Nested (Truthy)", "{\"b\": true}", "[ A {{#b}}B {{#b}}C{{/b}} D{{/b}} E ]", NULL, "[ A B C D E ]"},
    {"Nested (Falsey)", "{\"b\": false}", "[ A {{#b}}B {{#b}}C{{/b}} D{{/b}} E ]", NULL, "[ A  E ]"},
    {"Context Misses", "{}", "[{{#manque}}il y a un « manque »{{/manque}}]", NULL, "[]"},
    {"Implicit Iterator - String", "{\"l\": [\"a\", \"b\", \"c\", \"d\"]}", "{{#l}}({{.}}){{/l}}", NULL,
     "(a)(b)(c)(d)"},
    {"Implicit Iterator - Integer", "{\"l\": [1, 2, 3, 4]}", "{{#l}}({{.}}){{/l}}", NULL, "(1)(2)(3)(4)"},
    {"Implicit Iterator - Decimal", "{\"l\": [1.1, 2.2, 3.3, 4.4]}", "{{#l}}({{.}}){{/l}}", NULL,
     "(1.1)(2.2)(3.3)(4.4)"},
    {"Implicit Iterator - Array", "{\"l\": [[1, 2, 3], [\"a\", \"b\", \"c\"]]}",
     "{{#l}}({{#.}}{{.}}{{/.}}){{/l}}", NULL, "(123)(abc)"},
    {"Implicit Iterator - HTML Escaping", "{\"l\": [\"&\", \"\\\"\", \"<\", \">\"]}", "{{#l}}({{.}}){{/l}}",
     NULL, "(&amp;)(&quot;)(&lt;)(&gt;)"},
    {"Implicit Iterator - Triple mustache", "{\"l\": [\"&\", \"\\\"\", \"<\", \">\"]}",
     "{{#l}}({{{.}}}){{/l}}", NULL, "(&)(\")(<)(>)"},
    {"Implicit Iterator - Ampersand", "{\"l\": [\"&\", \"\\\"\", \"<\", \">\"]}", "{{#l}}({{&.}}){{/l}}",
     NULL, "(&)(\")(<)(>)"},
    {"Implicit Iterator - Root-level", "[{\"n\": \"a\"}, {\"n\": \"b\"}]", "{{#.}}({{n}}){{/.}}", NULL,
     "(a)(b)"},
    {"Dotted Names - Truthy", "{\"a\": {\"b\": {\"c\": true}}}", "({{#a.b.c}}ici{{/a.b.c}})", NULL, "(ici)"},
    {"Dotted Names - Falsey", "{\"a\": {\"b\": {\"c\": false}}}", "({{#a.b.c}}ici{{/a.b.c}})", NULL, "()"},
    {"Dotted Names - Broken Chains", "{\"a\": {}}", "({{#a.b.c}}ici{{/a.b.c}})", NULL, "()"},
    {"Surrounding Whitespace", "{\"b\": true}", " [ {{#b}}\t|\t{{/b}} ] \n", NULL, " [ \t|\t ] \n"},
    {"Internal Whitespace", "{\"b\": true}", " [ {{#b}} {{! des blancs qui comptent }}\n {{/b}} ] \n", NULL,
     " [  \n  ] \n"},
    {"Indented Inline Sections", "{\"b\": true}", " {{#b}}UN{{/b}}\n {{#b}}DEUX{{/b}}\n", NULL,
     " UN\n DEUX\n"},
    {"Standalone Lines", "{\"b\": true}", "- Une\n{{#b}}\n-\n{{/b}}\n- Ligne\n", NULL, "- Une\n-\n- Ligne\n"},
    {"Indented Standalone Lines", "{\"b\": true}", "- Une\n  {{#b}}\n-\n  {{/b}}\n- Ligne\n", NULL,
     "- Une\n-\n- Ligne\n"},
    {"Standalone Line Endings", "{\"b\": true}", "[\r\n{{#b}}\r\n{{/b}}\r\n]", NULL, "[\r\n]"},
    {"Standalone Without Previous Line", "{\"b\": true}", "  {{#b}}\n#{{/b}}\n/", NULL, "#\n/"},
    {"Standalone Without Newline", "{\"b\": true}", "#{{#b}}\n/\n  {{/b}}", NULL, "#\n/\n"},
    {"Padding", "{\"b\": true}", "[{{# b }}={{/ b }}]", NULL, "[=]"},
};

/* Left open by the specification, or only in its text. */
static const struct spec_case OURS[] = {
    {"an apostrophe can't leave an attribute", "{\"t\": \"' x='\"}", "<a b='{{t}}'>", NULL,
     "<a b='&#39; x=&#39;'>"},
    {"an empty text is falsy", "{\"t\": \"\"}", "{{#t}}un{{/t}}{{^t}}rien{{/t}}", NULL, "rien"},
    {"zero is a number like others", "{\"n\": 0}", "{{#n}}{{n}} place{{/n}}", NULL, "0 place"},
    {"lists and objects have no text", "{\"l\": [1], \"o\": {\"a\": 1}}", "({{l}}{{o}})", NULL, "()"},
    {"truth values", "{\"o\": true, \"n\": false}", "{{o}} {{n}}", NULL, "true false"},
    {"large, small and negative numbers", "{\"a\": -9007199254740993, \"b\": 1e300, \"c\": -0.1, \"d\": 2.0}",
     "{{a}} {{b}} {{c}} {{d}}", NULL, "-9007199254740993 1e+300 -0.1 2"},
    {"a null hides an outer value", "{\"t\": \"dehors\", \"o\": {\"t\": null}}", "{{#o}}({{t}}){{/o}}", NULL,
     "()"},
    {"a value is no tag", "{\"t\": \"{{#a}}{{{b}}}{{> p}}{{=<% %>=}}\"}", "{{{t}}}", "{\"p\": \"faux\"}",
     "{{#a}}{{{b}}}{{> p}}{{=<% %>=}}"},
    {"nor are two values together", "{\"a\": \"{\", \"b\": \"{t}\", \"t\": \"faux\"}", "{{a}}{{b}}", NULL,
     "{{t}"},
    {"triple mustache with other delimiters", "{\"t\": \"<\"}", "{{=<% %>=}}<%{t}%><%&t%>", NULL, "<<"},
    {"braces around a tag", "{\"t\": \"x\"}", "{ {{t}} } {{{t}}}}", NULL, "{ x } x}"},
    {"indentation adds up", "{\"l\": [1, 2]}", " {{>a}}\n",
     "{\"a\": \"[\\n  {{>b}}\\n]\\n\", \"b\": \"{{#l}}\\n{{.}};\\n{{/l}}\\n\"}", " [\n   1;\n   2;\n ]\n"},
    {"a partial between words is not indented", "{}", " {{>a}}\n",
     "{\"a\": \"x {{>b}}\\n\", \"b\": \"1\\n2\"}", " x 1\n2\n"},
    {"lines in an indented section", "{\"l\": [1, 2]}", " {{>a}}", "{\"a\": \"{{#l}}<{{.}}>\\n{{/l}}fin\"}",
     " <1>\n <2>\n fin"},
};

/* The article of a name by its first words, and none for other names. */
#define FORMS_OF(name) "{\"o\": \"" name "\"}", "{{o.Le}} / {{o.le}} / {{o.de}} / {{o.a}}", NULL

static const struct spec_case NAMES[] = {
    {"A mission locale", FORMS_OF("Mission locale du Rhône"),
     "La Mission locale du Rhône / la Mission locale du Rhône / de la Mission locale du Rhône / "
     "à la Mission locale du Rhône"},
    {"In capitals", FORMS_OF("MISSION LOCALE DU PAYS MESSIN"),
     "La MISSION LOCALE DU PAYS MESSIN / la MISSION LOCALE DU PAYS MESSIN / de la MISSION LOCALE DU PAYS "
     "MESSIN / "
     "à la MISSION LOCALE DU PAYS MESSIN"},
    {"An elision", FORMS_OF("Antenne de Nice"),
     "L’Antenne de Nice / l’Antenne de Nice / de l’Antenne de Nice / à l’Antenne de Nice"},
    {"A contraction", FORMS_OF("Conseil national des missions locales"),
     "Le Conseil national des missions locales / le Conseil national des missions locales / "
     "du Conseil national des missions locales / au Conseil national des missions locales"},
    {"An article of its own", FORMS_OF("La Mission Locale Rurale"),
     "La Mission Locale Rurale / la Mission Locale Rurale / de la Mission Locale Rurale / "
     "à la Mission Locale Rurale"},
    {"An elided one", FORMS_OF("L'Antenne de Nice"),
     "L’Antenne de Nice / l’Antenne de Nice / de l’Antenne de Nice / à l’Antenne de Nice"},
    {"One that is part of a company's name", FORMS_OF("La Poste"),
     "La Poste / La Poste / de La Poste / à La Poste"},
    {"One word", FORMS_OF("PAIO"), "La PAIO / la PAIO / de la PAIO / à la PAIO"},
    {"A company", FORMS_OF("Boulangeries Morel"),
     "Boulangeries Morel / Boulangeries Morel / de Boulangeries Morel / à Boulangeries Morel"},
    {"A vowel", FORMS_OF("Éclats & Cie"),
     "Éclats &amp; Cie / Éclats &amp; Cie / d’Éclats &amp; Cie / à Éclats &amp; Cie"},
    {"IMS", FORMS_OF("IMS – antenne de Lyon"),
     "IMS – antenne de Lyon / IMS – antenne de Lyon / d’IMS – antenne de Lyon / à IMS – antenne de Lyon"},
    {"Several, which no verb of ours agrees with", FORMS_OF("Missions locales d’Île-de-France"),
     "Missions locales d’Île-de-France / Missions locales d’Île-de-France / de Missions locales "
     "d’Île-de-France / "
     "à Missions locales d’Île-de-France"},
    {"A longer word", FORMS_OF("Associations Réunies"),
     "Associations Réunies / Associations Réunies / d’Associations Réunies / à Associations Réunies"},
    {"A name that holds such words", FORMS_OF("Groupe Mission locale"),
     "Groupe Mission locale / Groupe Mission locale / de Groupe Mission locale / à Groupe Mission locale"},
    {"Small letters", FORMS_OF("l’employeur"), "L’employeur / l’employeur / de l’employeur / à l’employeur"},
    {"Capitals of its own", FORMS_OF("eBay"), "eBay / eBay / d’eBay / à eBay"},
    {"Blank", FORMS_OF(""), " /  /  / "},
    {"No form, and no text", "{\"o\": \"Acme\", \"n\": 3}", "[{{o.other}}{{o.la}}{{n.le}}{{x.le}}]", NULL,
     "[]"},
    {"A member goes first", "{\"o\": {\"le\": \"ici\"}}", "{{o.le}}", NULL, "ici"},
};

static const char *partial_of(void *user, const char *name)
{
	return json_string_value(json_object_get(user, name));
}

static int run(struct arena *arena, const struct spec_case *test, char **out, struct err *err)
{
	json_t *data = json_loads(test->data, JSON_DECODE_ANY, NULL);
	json_t *partials = json_loads(test->partials ? test->partials : "{}", 0, NULL);

	assert_non_null(data);
	assert_non_null(partials);
	int rc = mustache_render(arena, test->template, data, true, partial_of, partials, out, err);
	json_decref(data);
	json_decref(partials);
	return rc;
}

static void check(const char *module, const struct spec_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct err err = {0};
		char *out = NULL;
		if (run(arena, &cases[i], &out, &err) != OK)
			fail_msg("%s: %s: %s", module, cases[i].name, err.text);
		if (strcmp(out, cases[i].expected) != 0)
			fail_msg("%s: %s: \"%s\" instead of \"%s\"", module, cases[i].name, out,
				 cases[i].expected);
		arena_free(&arena);
	}
}

#define MODULE(name, cases, expected_count)                                                                  \
	static void name(void **state)                                                                       \
	{                                                                                                    \
		(void)state;                                                                                 \
		assert_int_equal(ARRAY_SIZE(cases), expected_count);                                         \
		check(#name, cases, ARRAY_SIZE(cases));                                                      \
	}

MODULE(comments, COMMENTS, 12)
MODULE(delimiters, DELIMITERS, 14)
MODULE(interpolation, INTERPOLATION, 42)
MODULE(inverted, INVERTED, 22)
MODULE(partials, PARTIALS, 12)
MODULE(sections, SECTIONS, 34)
MODULE(beyond_the_specification, OURS, ARRAY_SIZE(OURS))
MODULE(names_in_sentences, NAMES, ARRAY_SIZE(NAMES))

static void faulty_templates_are_named_by_line(void **state)
{
	static const struct {
		const char *template, *partials, *says;
	} CASES[] = {
	    {"a\nb {{c", NULL, "template:2: this tag is not closed"},
	    {"{{{c}}", NULL, "template:1: this tag is not closed"},
	    {"{{", NULL, "template:1: this tag is not closed"},
	    {"\n\n{{#a}}\n{{/b}}", NULL, "template:4: this closes another section than the one of line 3"},
	    {"\n{{#a}}\n{{#b}}{{/b}}\n", NULL, "template:2: this section is not closed"},
	    {"{{/a}}", NULL, "template:1: no section is open here"},
	    {"x {{! a\n b\n }}{{ }}", NULL, "template:3: no name that a tag can have"},
	    {"{{a b}}", NULL, "template:1: no name that a tag can have"},
	    {"{{a..b}}", NULL, "template:1: no name that a tag can have"},
	    {"{{.a}}", NULL, "template:1: no name that a tag can have"},
	    {"{{<parent}}{{/parent}}", NULL, "template:1: no name that a tag can have"},
	    {"{{=a=}}", NULL, "template:1: new delimiters are two words without \"=\""},
	    {"{{= a b c =}}", NULL, "template:1: new delimiters are two words without \"=\""},
	    {"{{= =}}", NULL, "template:1: new delimiters are two words without \"=\""},
	    {"{{>p}}", "{\"p\": \"un\\n{{#deux}}\"}", "p:2: this section is not closed"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct spec_case test = {"", "{}", CASES[i].template, CASES[i].partials, ""};
		struct arena *arena = arena_new();
		struct err err = {0};
		char *out = NULL;
		assert_int_equal(run(arena, &test, &out, &err), ERR_DATA);
		assert_string_equal(err.text, CASES[i].says);
		assert_null(out);
		arena_free(&arena);
	}
}

static char *repeated(struct arena *arena, const char *text, size_t times)
{
	struct buf buf = {.arena = arena};

	while (times--)
		buf_adds(&buf, text);
	return buf_text(&buf);
}

static void nothing_goes_on_for_ever(void **state)
{
	struct arena *arena = arena_new();
	char *large = arena_printf(arena, "[\"%s\"]", repeated(arena, "0123456789", 200 * 1000));
	const struct {
		struct spec_case test;
		int rc;
	} CASES[] = {
	    {{"a partial within itself", "{}", "{{>p}}", "{\"p\": \"x{{>p}}\"}", ""}, ERR_DATA},
	    {{"two partials in a circle", "{}", "{{>p}}", "{\"p\": \"{{>q}}\", \"q\": \"{{>p}}\"}", ""},
	     ERR_DATA},
	    {{"sections inside each other", "{\"a\": 1}", repeated(arena, "{{#a}}", 200), NULL, ""},
	     ERR_DATA},
	    {{"a large value", large, "{{#.}}{{.}}{{.}}{{/.}}", NULL, ""}, ERR_LIMIT},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(CASES); i++) {
		struct err err = {0};
		char *out = NULL;
		int rc = run(arena, &CASES[i].test, &out, &err);
		if (rc != CASES[i].rc)
			fail_msg("%s: %d %s", CASES[i].test.name, rc, err.text);
	}
	arena_free(&arena);
}

/* 60 partials that each include the next twice: 2^60 steps without output. */
static void doubling_partials_end(void **state)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	json_t *partials = json_object();
	char *out = NULL;

	(void)state;
	for (int i = 0; i < 60; i++)
		json_object_set_new(partials, arena_printf(arena, "p%d", i),
				    json_string(arena_printf(arena, "{{>p%d}}{{>p%d}}", i + 1, i + 1)));
	assert_int_equal(mustache_render(arena, "{{>p0}}", partials, true, partial_of, partials, &out, &err),
			 ERR_LIMIT);
	json_decref(partials);
	arena_free(&arena);
}

static void text_is_not_escaped(void **state)
{
	struct arena *arena = arena_new();
	struct err err = {0};
	json_t *data = json_pack("{ss%}", "t", "a\0<b> & c", (size_t)9);
	char *out = NULL;

	(void)state;
	assert_int_equal(mustache_render(arena, "{{t}}\n{{{t}}}{{>p}}", data, false, NULL, NULL, &out, &err),
			 OK);
	assert_string_equal(out, "a<b> & c\na<b> & c");
	json_decref(data);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(comments),
	    cmocka_unit_test(delimiters),
	    cmocka_unit_test(interpolation),
	    cmocka_unit_test(inverted),
	    cmocka_unit_test(partials),
	    cmocka_unit_test(sections),
	    cmocka_unit_test(beyond_the_specification),
	    cmocka_unit_test(names_in_sentences),
	    cmocka_unit_test(faulty_templates_are_named_by_line),
	    cmocka_unit_test(nothing_goes_on_for_ever),
	    cmocka_unit_test(doubling_partials_end),
	    cmocka_unit_test(text_is_not_escaped),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

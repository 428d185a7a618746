"""Checks of a letter that need no browser. Each check yields its faults; its name says what must hold."""

import re
from email import policy
from email.parser import BytesParser
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

NBSP = "\u00a0"
REFERENCE = re.compile(r"\b[A-Z]{3}-\d{4}(?:-\d{4})?\b")
FRENCH = {
    "a space that breaks": re.compile(r"\S [:;?!»%€](?!\w)|« |n° |\d (?:h|min|km|ans|mois|jours?|Mo|Ko|postes?|personnes?|jeunes?|réponses?)\b"
                                      r"|\d (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b|\dh\b|h \d\d\b"),
    "a space that breaks a number": re.compile(r"(?<![\d ])\d{1,3} \d{3}\b(?! \d)"),
    "a space where none belongs": re.compile(r" [.,](?=\s|$)|\( | \)"),
    "a capital without its accent": re.compile(r"(?m)^A(?= )|(?<![\w@.-])(?:Etat|Etes|Echue?|Evénement|Ecrivez|DECIDER|RECOIT|NECESSAIRE)\b"),
    "a straight apostrophe": re.compile(r"\w'\w"),
    "a guessed gender": re.compile(r"\brecruté\b|\binvité\(e\)|\(e\)(?=[ ,.])"),
}
RAW = re.compile(r"\b(?:offer|rsvp|withdrawal|null|true|false|queued|octets|code INSEE)\b|\b\d{4}-\d\d-\d\d\b")
TO_OPERATOR = {"address_suspended", "operator_summary", "suspensions_stopped"}
WORDS_THAT_DIFFER = {"bouton", "boutons", "lien", "liens", "premier"}  # the HTML has buttons, the text links


def split_tag(subject):
    found = re.fullmatch(r"(.*?) ?(\[[^\[\]]+\])?", subject)
    return found[1], found[2] or ""


def headers_of(letter):
    return BytesParser(policy=policy.default).parsebytes(letter.message, headersonly=True)


def preheaders_say_something(letters):
    seen = {}
    for letter in letters:
        text = letter.preheader
        if not 40 <= len(text) <= 110:
            yield f"{letter.name}: {len(text)} characters: {text}"
        if text == letter.subject or "Bonjour" in text:
            yield f"{letter.name}: {text}"
        if seen.setdefault(text, letter.template) != letter.template:
            yield f"{letter.name}: the same as that of {seen[text]}"
        if letter.preheader not in unescape(letter.html):
            yield f"{letter.name}: not in the HTML"


def subjects_fit(letters):
    for letter in letters:
        before, tag = split_tag(letter.subject)
        words = [word.lower() for word in re.findall(r"[^\W\d_]{5,}", before)]
        if len(before) > 60 or len(letter.subject) > 78:
            yield f"{letter.name}: {len(before)} and {len(letter.subject)} characters: {letter.subject}"
        if len(re.findall(r"\s:", before)) > 1:
            yield f"{letter.name}: two colons: {letter.subject}"
        if len(words) != len(set(words)):
            yield f"{letter.name}: a word twice: {letter.subject}"
        reply_to = headers_of(letter)["Reply-To"]
        ref = re.search(r"[A-Z]{3}-\d{4}-\d{4}", tag)
        if ref and reply_to and "+MSG-" not in str(reply_to) and ref[0].lower() not in str(reply_to).lower():
            yield f"{letter.name}: {tag} is answered to {reply_to}"


def styles_are_inline(letters):
    for letter in letters:
        page = letter.page
        for element in page.all("h1", "h2", "h3", "p", "td", "th", "li", "a", "div"):
            if element.text.strip(NBSP) and element.own and "font-family:Arial,Helvetica,sans-serif" not in element.style:
                yield f"{letter.name}: <{element.tag}> « {element.text[:40]} » has no font of its own"
        for element in page.all("p", "div", "ul", "h1", "h2", "h3"):
            if re.search(r"padding(?:-\w+)?:(?!0[;\"]|0$)", element.style):
                yield f"{letter.name}: <{element.tag}> has padding, which Word ignores"
        for element in page.elements:
            if re.search(r"\b(?:flex|grid|float|position)\b\s*:|display:\s*(?:flex|grid)", element.style):
                yield f"{letter.name}: <{element.tag}> style {element.style}"
            widest = re.search(r"max-width:(\d+)px", element.style)
            if widest and not re.search(rf'<!--\[if mso\]><table [^>]*width="{widest[1]}"[^>]*><tr><td><!\[endif\]-->\n<{element.tag} [^>]*max-width', letter.html):
                yield f"{letter.name}: max-width that Outlook does not know"
        sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", letter.html.split("</head>")[1])]
        if any(size < 14 and size != 1 for size in sizes):
            yield f"{letter.name}: font-size {min(size for size in sizes if size != 1)}"


def structure_is_sound(letters):
    for letter in letters:
        page = letter.page
        for table in page.all("table"):
            if table.attributes.get("role") != "presentation" and not any(
                    th.attributes.get("scope") and is_within(th, table) for th in page.all("th")):
                yield f"{letter.name}: a table that is neither layout nor data"
        levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3")]
        if levels.count(1) != 1 or levels[0] != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:])):
            yield f"{letter.name}: headings {levels}"
        targets = {}
        for link in page.all("a"):
            if targets.setdefault(link.text, link.attributes["href"]) != link.attributes["href"]:
                yield f"{letter.name}: two links « {link.text} »"
        for element in page.all("p", "ul", "li", "table", "h1", "h2", "h3", "a"):
            if not element.text.replace(NBSP, "").strip():
                yield f"{letter.name}: an empty <{element.tag}>"


def is_within(element, other):
    while element:
        if element is other:
            return True
        element = element.parent
    return False


def mailto_parts(url):
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True))
    return unquote(parts.path), query.get("subject", ""), query.get("body", "")


def links_open(letters):
    for letter in letters:
        filled = 0
        about = set(REFERENCE.findall(letter.subject + letter.page.visible))
        for link in letter.page.all("a"):
            url = link.attributes["href"]
            if re.fullmatch(r"https://[!-~]+", url) and url == link.text:
                continue
            if not re.fullmatch(r"mailto:[!-~]+", url) or len(url) > 1900 or re.search(r"%0A", url.replace("%0D%0A", "")):
                yield f"{letter.name}: {url[:80]}"
            _, subject, body = mailto_parts(url)
            if foreign := set(REFERENCE.findall(subject + body)) - about:
                yield f"{letter.name}: a button names {foreign}, which the letter is not about"
            if re.search(r"(?m)^(?:Consentement|Date de naissance) : *\S", body):
                yield f"{letter.name}: a consent filled in"
            filled += "background-color:#174A84" in link.parent.style
        if filled > 1:
            yield f"{letter.name}: {filled} filled buttons"


def counts_are_those_of_the_lists(letters):
    for letter in letters:
        page = letter.page
        listed = [int(found[1]) for item in page.all("li") if (found := re.search(rf" : ?(\d+)[ {NBSP}]personnes?$", item.text.replace(NBSP, " ")))]
        said = re.search(r"\b(\d+) personnes", page.all("p")[0].text.replace(NBSP, " "))
        if listed and said and sum(listed) != int(said[1]):
            yield f"{letter.name}: {said[1]} persons, and {sum(listed)} in the list"


def french_is_set_as_french(letters):
    for letter in letters:
        for text in (letter.page.visible, re.sub(r"<[^>]*>", "", letter.text), letter.preheader, letter.subject):
            for name, pattern in FRENCH.items():
                # A header field contains plain spaces only.
                if text is letter.subject and name == "a space that breaks":
                    continue
                if found := pattern.search(text):
                    yield f"{letter.name}: {name}: {text[max(0, found.start() - 20):found.end() + 20]!r}"


def values_are_said(letters):
    for letter in letters:
        for text in (letter.page.visible, re.sub(r"<[^>]*>", "", letter.text), letter.preheader, letter.subject):
            yield from (f"{letter.name}: {found}" for found in RAW.findall(text))


def texts_say_the_same(letters):
    for letter in letters:
        text = letter.text
        if "\n\n\n" in text:
            yield f"{letter.name}: two blank lines in a row"
        if re.search(r"(?m)^<mailto:", text) and re.search(r"(?m)^(?!.*:$).*\n<mailto:", text):
            yield f"{letter.name}: a link without its label"
        words = {word.lower() for word in re.findall(r"[^\W_]+", re.sub(r"<[^>]*>", " ", text))}
        shown = {word.lower() for word in re.findall(r"[^\W_]+", letter.page.visible)}
        for where, missing in (("HTML", shown - words - WORDS_THAT_DIFFER), ("text", words - shown - WORDS_THAT_DIFFER)):
            if missing:
                yield f"{letter.name}: only in the {where}: {sorted(missing)[:8]}"
        for label, value in re.findall(r"(?m)^(Prénom|Nom|Date de naissance|Consentement|Date du consentement)\s: (.+)$", text):
            if re.search(r"\b(?:ou|par exemple|nom de|seulement)\b|\*", value):
                yield f"{letter.name}: a hint on a line to copy: {label} : {value}"


def reason_of(letter):
    """The reason in the headers why the reader gets it; reasons of other letters are not allowed."""
    headers = headers_of(letter)
    if letter.template in TO_OPERATOR:
        return "Vous exploitez ce service"
    if headers["List-Id"]:
        return r"Vous recevez les .* de votre territoire"
    if headers["Auto-Submitted"] == "auto-replied":
        return "Vous nous avez écrit"
    return {"cv": "Vous recevez les candidatures", "withdrawal": "Ce CV vous avait été envoyé",
            "contact_confirmation": "Une offre d’emploi donne votre adresse"}.get(letter.template, "Votre organisme fait partie du partenariat")


def footers_say_why(letters):
    for letter in letters:
        reason = re.search(r"Pourquoi ce message\s\? (.*)", letter.text)
        if not reason:
            yield f"{letter.name}: no reason"
            continue
        if not re.match(reason_of(letter), reason[1]):
            yield f"{letter.name}: {reason[1]}"
        links = re.findall(r"(?m)^(?:Ne plus recevoir|Changer mes réglages|Recevoir le guide)", letter.text)
        if len(links) not in (0, 3) or (len(links) == 3) != ("Vous recevez les" in reason[1] and "de votre territoire" in reason[1]):
            yield f"{letter.name}: {len(links)} links for « {reason[1]} »"


# Templates that may show an address, and whose (specification section 9: the person whom the reader must
# write to).
ADDRESSES = {
    "access": "who received the CV (GDPR 15)", "address_suspended": "the address that the operator looks after", "call_chosen": "who asked",
    "call_summary": "who said yes", "cv": "the adviser", "note": "who asks for help", "offer_acknowledgement": "where its own CVs go",
    "response": "who said yes", "welcome": "the reader's own", "withdrawal_reminder": "the adviser",
}
SERVICE = {"partenariat@passerelle.example", "donnees@passerelle.example"}


def nobody_elses_address_is_shown(letters):
    for letter in letters:
        text = re.sub(r"<[^>]*>", "", letter.text)
        published = set(re.findall(r"(?m)^Contact\s: (\S+@\S+)$", text))  # an organiser's own words
        foreign = set(re.findall(r"[\w.+-]+@[\w.-]+\w", text)) - SERVICE - published
        if foreign and letter.template not in ADDRESSES:
            yield f"{letter.name}: {foreign}"


def letters_are_small(letters):
    for letter in letters:
        if len(letter.html.encode()) > 30 * 1024 or len(letter.message) > 60 * 1024:
            yield f"{letter.name}: {len(letter.html.encode())} bytes of HTML, {len(letter.message)} in all"


# The questions of a hurried reader, and where a letter answers them: what is asked of me, until when, whom do
# I call?
MINUTE = {
    "offer": ("proposer une candidature", "jusqu’au vendredi 15 janvier 2027", "(?:Logistique Étoile|l’employeur|Société coopérative.*) lira"),
    "offer_changed": ("a changé|de nouveau ouverte", "jusqu’au vendredi 15 janvier 2027", "(?:Logistique Étoile|l’employeur) lira"),
    "cv": ("Prenez contact, puis dites-nous la suite", "Le CV est joint", "Karim Benali lira|Écrivez à Karim Benali, conseil@ml-lyon.example"),
    "invitation": ("vous invite le (?:jeudi 10|mardi 15) décembre 2026", "Répondez jusqu’au vendredi 4 décembre 2026|Bâtir Ensemble vous invite", "IMS – antenne de Lyon lira.* lyon@ims.example|Bâtir Ensemble lira"),
    "event_pending": ("n’a pas encore votre réponse", "jusqu’au vendredi 4 décembre 2026", "IMS – antenne de Lyon lira.* lyon@ims.example"),
    "call": ("vous demande si vous pouvez aider", "jusqu’au (?:lundi 15 février|vendredi 12 mars|mardi 9 mars) 2027", "Mission locale.* lira|IMS – antenne de Lyon lira"),
    "refusal": ("à corriger", "Rien n’a été fait", "Diversité lira"),
    "withdrawal": ("À effacer maintenant", "aujourd’hui", "Diversité lira"),
    "withdrawal_reminder": ("À effacer", "aujourd’hui", "Diversité lira|Écrivez à"),
    "erasure_unanswered": ("Appelez", "", "Diversité lira"),
    "consent_reminder": ("Demandez à cette personne", "prend fin le samedi 20 novembre 2027", "Diversité lira"),
    "report_draft": ("Dites si la version", "personne n’a dit non", "Diversité lira"),
    "cv_acknowledgement": ("Vous n’avez rien d’autre à faire", "jusqu’au samedi 20 novembre 2027", "Diversité lira"),
    "rsvp_acknowledgement": ("enregistrée|liste d’attente|confirmée", "", "IMS – antenne de Lyon lira.* lyon@ims.example"),
    "offer_acknowledgement": ("part aujourd’hui à", "jusqu’au vendredi 15 janvier 2027", "Diversité lira"),
}


def the_answer_comes_first(letters):
    """The first 600 characters say what is asked, until when and whom to ask."""
    for letter in letters:
        if letter.template in TO_OPERATOR:
            continue
        start = letter.text[:600].replace(NBSP, " ")
        if not re.search(r"(?m)^Une question \? .*\b01 00 00 00 00\.$", start) or letter.text.count(f"Une question{NBSP}?") != 1:
            yield f"{letter.name}: whom to ask"
        for answer in MINUTE.get(letter.template, ()):
            if not re.search(answer, start):
                yield f"{letter.name}: {answer}"


# Whatever people write, and of the samples besides.
ALWAYS = (preheaders_say_something, subjects_fit, styles_are_inline, structure_is_sound, links_open, counts_are_those_of_the_lists,
          values_are_said, texts_say_the_same, footers_say_why, nobody_elses_address_is_shown)
CHECKS = (*ALWAYS, french_is_set_as_french, letters_are_small, the_answer_comes_first)

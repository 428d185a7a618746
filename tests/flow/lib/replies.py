"""Answers to letters in the formats of mail programs: what they quote and add."""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from html import escape

from mails import SHARED

WHEN = {"long": "lundi 11 janvier 2027 09:31", "short": "11/01/2027 09:31", "gmail": "lun. 11 janv. 2027 à 09:31",
        "apple": "11 janv. 2027 à 09:31", "mobile": "11 janvier 2027 09:31:12 GMT+01:00"}
FROM = f"Passerelle – CNML et IMS <{SHARED}>"


def _quoted(text):
    return "".join(f"> {line}".rstrip() + "\n" for line in text.splitlines())


def _header(letter, labels, when, mark=""):
    values = (FROM, when, str(letter["To"]), str(letter["Subject"]))
    return "".join(f"{mark}{label} {value}\n" for label, value in zip(labels, values))


def _page(text):
    return "".join(f"<div>{escape(line) or '<br>'}</div>\n" for line in text.splitlines())


OUTLOOK = ("De :", "Envoyé :", "À :", "Objet :")

# Each takes the answer, the letter, its text and its HTML, and returns the text part and the HTML part (or
# None).
STYLES = {
    "outlook": lambda answer, letter, text, page: (
        f"{answer}\n\n\n{_header(letter, OUTLOOK, WHEN['long'])}\n{text}",
        f"<html><body><div class=WordSection1>{_page(answer)}<div><div style='border:none;border-top:solid #E1E1E1 1.0pt'>"
        f"<p class=MsoNormal><b>De :</b> {escape(FROM)}<br><b>Envoyé :</b> {WHEN['long']}<br><b>À :</b> {escape(str(letter['To']))}<br>"
        f"<b>Objet :</b> {escape(str(letter['Subject']))}</p></div></div>{page}</div></body></html>"),
    "outlook web": lambda answer, letter, text, page: (
        f"{answer}\n\n________________________________\n{_header(letter, OUTLOOK, WHEN['long'])}\n{text}",
        f"<html><body>{_page(answer)}<div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\">"
        f"<div id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri\"><b>De :</b> {escape(FROM)}<br><b>Envoyé :</b> {WHEN['long']}<br>"
        f"<b>À :</b> {escape(str(letter['To']))}<br><b>Objet :</b> {escape(str(letter['Subject']))}</font></div>{page}</body></html>"),
    "outlook android": lambda answer, letter, text, page: (
        f"{answer}\n\nTélécharger Outlook pour Android<https://aka.ms/AAb9ysg>\n________________________________\n"
        f"{_header(letter, ('From:', 'Sent:', 'To:', 'Subject:'), WHEN['long'])}\n{text}", None),
    "gmail": lambda answer, letter, text, page: (
        f"{answer}\n\nLe {WHEN['gmail']}, Passerelle – CNML et IMS <\n{SHARED}> a écrit :\n\n{_quoted(text)}",
        f"<div dir=\"ltr\">{_page(answer)}</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Le {WHEN['gmail']}, "
        f"Passerelle – CNML et IMS &lt;<a href=\"mailto:{SHARED}\">{SHARED}</a>&gt; a écrit&nbsp;:<br></div>"
        f"<blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\">{page}</blockquote></div>"),
    "thunderbird": lambda answer, letter, text, page: (
        f"{answer}\n\nLe {WHEN['short']}, Passerelle – CNML et IMS a écrit :\n{_quoted(text)}\n", None),
    "thunderbird below": lambda answer, letter, text, page: (
        f"Le {WHEN['short']}, Passerelle – CNML et IMS a écrit :\n{_quoted(text)}\n{answer}\n\n-- \nMaëlle Lefèvre\n", None),
    "apple": lambda answer, letter, text, page: (
        f"{answer}\n\n> Le {WHEN['apple']}, Passerelle – CNML et IMS <{SHARED}> a écrit :\n> \n{_quoted(text)}",
        f"<html><body style=\"overflow-wrap: break-word;\">{_page(answer)}<div><br><blockquote type=\"cite\"><div>Le {WHEN['apple']}, "
        f"Passerelle – CNML et IMS &lt;{SHARED}&gt; a écrit :</div><br><div>{page}</div></blockquote></div></body></html>"),
    "iphone": lambda answer, letter, text, page: (
        f"{answer}\n\nEnvoyé de mon iPhone\n\n> Le {WHEN['apple']}, Passerelle – CNML et IMS <{SHARED}> a écrit :\n> \n> \n{_quoted(text)}", None),
    "zimbra": lambda answer, letter, text, page: (
        f"{answer}\n\n----- Mail original -----\n{_header(letter, ('De:', 'À:', 'Envoyé:', 'Objet:'), WHEN['long'])}\n{text}", None),
    "orange": lambda answer, letter, text, page: (
        f"{answer}\n\n\n\n> Message du 11/01/27 09:31\n{_header(letter, ('De :', 'A :', 'Copie à :', 'Objet :'), '', '> ')}> \n{_quoted(text)}", None),
    "samsung": lambda answer, letter, text, page: (
        f"{answer}\n\n\n\nEnvoyé depuis mon appareil Galaxy\n\n\n-------- Message d'origine --------\n"
        f"{_header(letter, ('De :', 'Date :', 'À :', 'Objet :'), WHEN['mobile'])}\n{text}", None),
    "yahoo": lambda answer, letter, text, page: (
        f"{answer}\n\n    Le lundi 11 janvier 2027 à 09:31:12 UTC+1, Passerelle – CNML et IMS <{SHARED}> a écrit :  \n \n {_quoted(text)}", None),
    "roundcube": lambda answer, letter, text, page: (
        f"{answer}\n\nCordialement,\nMaëlle Lefèvre\nConseillère\nMission locale de Lyon\n12 rue du Lac - 69003 Lyon\nTél. : 04 72 00 00 00\n\n"
        f"Le {WHEN['short']}, Passerelle – CNML et IMS a écrit :\n{_quoted(text)}", None),
    "notes": lambda answer, letter, text, page: (
        f"{answer}\n\n\n\nDe :    {FROM}\nA :     {letter['To']}\nDate :  {WHEN['short']}\nObjet : {letter['Subject']}\n\n\n{text}\n\n"
        "Ce message et toutes les pièces jointes sont confidentiels et établis à l'intention exclusive de leurs destinataires.\n"
        "Toute utilisation non conforme à leur destination est interdite.\n", None),
    "bare": lambda answer, letter, text, page: (f"{answer}\n", None),
}


def reply(letter, sender, answer, style, *, to=None, subject=None, attachments=()):
    """A mail from `sender` that answers the letter, in the format of that program."""
    text = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = letter.get_body(("html",))
    page = html.get_content() if html else ""
    plain, rich = STYLES[style](answer, letter, text, page)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to or (str(letter["Reply-To"]) if letter["Reply-To"] else SHARED)
    message["Subject"] = subject if subject is not None else f"RE: {letter['Subject']}"
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.split("@")[1])
    message["In-Reply-To"] = letter["Message-ID"]
    message["References"] = letter["Message-ID"]
    message.set_content(plain, cte="quoted-printable")
    if rich:
        message.add_alternative(rich, subtype="html", cte="quoted-printable")
    for name, content_type, data in attachments:
        main, sub = content_type.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message

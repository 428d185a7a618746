"""The letters of `passerelle preview`, as their readers get them."""

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

TREE = Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("PASSERELLE", str(TREE / "build/passerelle"))
CONFIGURATION = f"""address = "partenariat@passerelle.example"
mailbox = "maildir:boite"
relay = "maildir:relais"
privacy = "donnees@passerelle.example"
telephone = "01 00 00 00 00"
templates = "{TREE}/templates"
"""
VOID = {"meta", "br", "link", "img", "hr"}


@dataclass
class Letter:
    name: str
    subject: str
    preheader: str
    html: str
    text: str
    message: bytes

    @classmethod
    def that_went_out(cls, template, message):
        text, html = (message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
        preheader = unescape(re.search(r'<div style="display:none[^>]*>(.*?)&#847;', html)[1])
        return cls(template, str(message["Subject"]), preheader, html, text, message.as_bytes())

    @property
    def template(self):
        return self.name.split("-")[0]

    @cached_property
    def page(self):
        page = Page()
        page.feed(self.html)
        return page


@dataclass
class Element:
    tag: str
    attributes: dict
    parent: object
    words: list = field(default_factory=list)  # text of the element and its children

    @property
    def style(self):
        return self.attributes.get("style", "")

    @property
    def text(self):
        return re.sub(r"[ \n]+", " ", "".join(self.words)).strip()

    def has_own_text(self):
        return any(isinstance(word, str) for word in self.own)


class Page(HTMLParser):
    """The elements in order, without hidden blocks (the preheader)."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.hidden, self.body = [], [], 0, []

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.open[-1] if self.open else None)
        element.own = []
        self.elements.append(element)
        if tag == "br":
            self._add("\n")
        if tag in VOID:
            return
        self.open.append(element)
        if tag in ("head", "style", "title") or "display:none" in element.style:
            self.hidden += 1

    def handle_endtag(self, tag):
        while self.open:
            element = self.open.pop()
            if element.tag in ("head", "style", "title") or "display:none" in element.style:
                self.hidden -= 1
            if element.tag == tag:
                break
        if tag in ("p", "h1", "h2", "h3", "td", "th", "li", "div", "tr"):
            self._add("\n")

    def handle_data(self, data):
        if self.open and data.strip(" \n"):
            self.open[-1].own.append(data)
        self._add(data)

    def _add(self, data):
        if self.hidden:
            return
        self.body.append(data)
        for element in self.open:
            element.words.append(data)

    def all(self, *tags):
        return [element for element in self.elements if element.tag in tags and not self._is_hidden(element)]

    @staticmethod
    def _is_hidden(element):
        while element:
            if "display:none" in element.style or element.tag == "head":
                return True
            element = element.parent
        return False

    @property
    def visible(self):
        return "".join(self.body)


def make_letters(folder):
    """Writes all previews below the folder and reads them."""
    folder = Path(folder)
    configuration = folder / "passerelle.conf"
    configuration.write_text(CONFIGURATION, encoding="utf-8")
    done = subprocess.run([PROGRAM, "-c", configuration, "preview", folder / "letters"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    manifest = json.loads((folder / "letters/letters.json").read_text(encoding="utf-8"))
    letters = []
    for row in manifest:
        path = folder / "letters" / row["name"]
        letters.append(Letter(row["name"], row["subject"], row["preheader"], path.with_suffix(".html").read_text(encoding="utf-8"),
                              path.with_suffix(".txt").read_text(encoding="utf-8"), path.with_suffix(".eml").read_bytes()))
    return letters

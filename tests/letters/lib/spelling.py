"""Spelling by hunspell's French dictionary, with the words of tests/letters/words."""

import re
import subprocess
from pathlib import Path

WORDS = Path(__file__).resolve().parents[1] / "words"
# Not prose: links, addresses, file names, references, subject tags, digests and anything with digits.
NO_PROSE = re.compile(r"<[^>]*>|\S+@\S+|\bmailto:\S+|\bhttps?:\S+|\bwww\.\S+|\S*\d\S*|\[[^\]]*\]|\{[^}]*\}|\S*\.[a-z]{3,7}\b|\S+…")
ELISION = re.compile(r"^(?:[cdjlmnst]|qu)'", re.IGNORECASE)


def known_words():
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def misspelt(text):
    """The words of a text that are in neither the dictionary nor our list, sorted."""
    prose = NO_PROSE.sub(" ", text).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    found = subprocess.run(["hunspell", "-d", "fr_FR", "-i", "UTF-8", "-l"], input=prose, capture_output=True, text=True, check=True)
    return sorted({ELISION.sub("", word).rstrip(".") for word in found.stdout.split()} - known_words())

"""Papers made of lines, for tests."""

from extract.model import Block, Document, Paper, Parsed
from extract.reading import paper


def parsed(text: str) -> Parsed:
    """A parsed file with one paragraph a line."""
    return Parsed(tuple(Block(line.strip()) for line in text.splitlines() if line.strip()), "text")


def document(text: str) -> Document:
    return Document.of(parsed(text))


def paper_of(text: str) -> Paper:
    return paper(parsed(text))

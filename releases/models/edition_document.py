"""What the document of an edition holds: contacts, boilerplates, organisations as they stood."""

from collections.abc import Iterator

from common.analysis import lines_of, text_of
from common.search import Level, Text


def without_people(document: dict, ids: set[int]) -> dict:
    """The document with `{"removed": true}` in the place of these contacts, and without these directors."""
    contacts = [{"removed": True} if c.get("id") in ids else c for c in document.get("contacts", [])]
    organisations = [
        {**line, "director": None} if (line.get("director") or {}).get("id") in ids else line
        for line in document.get("organisations", [])
    ]
    return {**document, "contacts": contacts, "organisations": organisations}


def texts_around(document: dict, language: str) -> Iterator[Text]:
    """What the edition is found by besides its own texts."""
    for boilerplate in document.get("boilerplates", []):
        yield Text(Level.OTHER, language, boilerplate["title"])
        yield Text(Level.OTHER, language, text_of(boilerplate["body"]))
    for name in _names(document):
        yield Text(Level.OTHER, None, name)
    for line in document.get("organisations", []):
        yield Text(Level.OTHER, None, organisation_word(line["slug"]))


def shown_texts(document: dict) -> Iterator[str]:
    """The same as pages show it."""
    for boilerplate in document.get("boilerplates", []):
        yield f"{boilerplate['title']}. {lines_of(boilerplate['body'])}"
    yield from _names(document)


def organisation_word(slug: str) -> str:
    """Stands for an organisation whatever it was called on the day, and is called now; nobody writes it."""
    return "0" + slug.replace("-", "").replace("_", "")


def _names(document):
    """Of organisations and people, each once.

    An institute's schools are not among them: the release is not about each of these.
    """
    organisations = document.get("organisations", [])
    directors = [line["director"] for line in organisations if line.get("director")]
    contacts = document.get("contacts", [])
    names = [line.get("name") for line in (*organisations, *directors, *contacts)]
    return list(dict.fromkeys(filter(None, [*names, *(line.get("organisation") for line in contacts)])))

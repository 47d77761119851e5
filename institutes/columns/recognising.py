import re
from collections.abc import Iterator, Mapping, Sequence

from common.characters import normalise
from common.languages import column_in

from . import other_program_headers as headers
from .answers import OBJECTION_VALUES
from .objections import is_plain_objection

# Of digits and what may stand between them; a room number has fewer.
_MIN_DIGITS = 6
# In words.
_MAX_PREFIX, _MAX_NAME = 4, 12
# In characters.
_MAX_HEADER = 200


def spelling(header: str) -> str:
    """Without case, accents and signs; any number is one number."""
    return re.sub(r"\d+", "#", normalise(header.replace("_", " ")))


def table(names: Mapping[str, str]) -> dict[str, str]:
    return {spelling(name): key for key, words in names.items() for name in words.split(",") if name.strip()}


NAMES = table(headers.NAMES)
IGNORED = table({"ignored": headers.IGNORED})
PRIVATE = table({"private": headers.PRIVATE})
JOB_TITLES, TITLES = table(headers.JOB_TITLES), table(headers.TITLES)
TITLE_OR_EXTENSION = table(headers.TITLE_OR_EXTENSION)
LAST_OR_FULL = table({"name": headers.LAST_OR_FULL})
PHONE_OR_PLACE = table(headers.PHONE_OR_PLACE)
PHONE_KINDS = table(headers.PHONE_KINDS)
COURTESY = table({"courtesy": headers.COURTESY})
PREFIXES = table(headers.PREFIXES)
NUMBERS = table({"number": headers.NUMBERS})
WORDS = table(headers.WORDS)
NOT_EMAIL_OBJECTION_WORDS = frozenset(table({"": headers.NOT_EMAIL_OBJECTION_WORDS}))
ANSWER_OR_LINK = table({"objected_on": headers.ANSWER_OR_LINK})
UNCERTAIN = (ANSWER_OR_LINK, TITLES, TITLE_OR_EXTENSION, LAST_OR_FULL, PHONE_OR_PLACE)
_WHOSE = re.compile(
    r" (?:du|de la|de l) (?:journaliste|contact|personne|interlocuteur|interlocutrice|correspondante?)$"
)
_EXTENSION = re.compile(
    r"(?:(?:poste|p|extension|ext|interne|int|n)\b[\s.:°]*|[px#]\s?)?(\d{1,7})(?:\.0)?", re.IGNORECASE
)


def known_as(header: str, *tables: Mapping[str, str]) -> str:
    """What the first of the tables that has the name says of it; a number at its end may be left out, and so
    may whose it is: “Nom du journaliste”."""
    name = spelling(header)
    names = (name, name.removesuffix(" #"), _WHOSE.sub("", name))
    return next((table[name] for name in names for table in tables if name in table), "")


def column_by_alias(header: str) -> str:
    """The key of the column here, "ignored" or "private"; nothing for what no table has."""
    if key := known_as(header, NAMES, IGNORED, PRIVATE):
        return key
    if language := known_as(header, JOB_TITLES):
        return column_in(language, "job_title")
    words = spelling(header).split()
    if key := next((PREFIXES[start] for start in _runs(words, 0) if start in PREFIXES), ""):
        return key
    return _objection_within(words) or _by_words(words) or _by_parts(header)


def _runs(words: list[str], start: int) -> Iterator[str]:
    for end in range(min(len(words), start + _MAX_PREFIX), start, -1):
        yield " ".join(words[start:end])


def _objection_within(words: list[str]) -> str:
    if len(words) > _MAX_NAME or NOT_EMAIL_OBJECTION_WORDS & set(words):
        return ""
    found = {PREFIXES.get(run) for start in range(len(words)) for run in _runs(words, start)}
    return "objected_on" if "objected_on" in found else ""


def _by_words(words: list[str]) -> str:
    """“Tél. (travail)” and “Courriel pro.”: what reaches somebody, and where."""
    said = {WORDS.get(word, "") for word in words} - {"stopword"}
    if len(said & {"telephone", "email"}) != 1 or "" in said or len(said) > 2:
        return ""
    (place,) = said - {"telephone", "email"} or {""}
    if "email" in said:
        return "email_other" if place == "private" else "email"
    return {"": "phone", "private": "private"}.get(place, f"phone_{place}")


def _by_parts(header: str) -> str:
    """“Organisme / Média” where both are the same; not “Fonction / Service”."""
    parts = [part for part in re.split(r"[/|]", header[:_MAX_HEADER]) if part.strip()]
    if not 1 < len(parts) <= _MAX_PREFIX:
        return ""
    keys = {column_by_alias(part) for part in parts if not known_as(part, TITLES)}
    return keys.pop() if len(keys) == 1 else ""


def is_alias(header: str) -> bool:
    return bool(column_by_alias(header) or known_as(header, *UNCERTAIN))


def is_id_header(header: str) -> bool:
    return header.strip() == "#" or bool(known_as(header, NUMBERS))


def refine_by_content(texts: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The keys, with those that the name alone could not give; `rows` are cells as text."""
    settled = list(keys)
    for place, header in enumerate(texts):
        if keys[place] and not known_as(header, *UNCERTAIN):
            continue
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
        others = [*keys[:place], *keys[place + 1 :]]
        if known_as(header, TITLES):
            settled[place] = _title(spelling(header), list(map(spelling, texts)), place, others, cells)
        elif known_as(header, TITLE_OR_EXTENSION):
            settled[place] = _title_or_extension(keys[place], cells)
        elif known_as(header, ANSWER_OR_LINK):
            settled[place] = (
                "objected_on" if any(normalise(cell) in OBJECTION_VALUES for cell in cells) else ""
            )
        elif known_as(header, LAST_OR_FULL):
            settled[place] = _name(others, cells)
        elif sum(map(_is_number, cells)) * 2 > len(cells):
            settled[place] = known_as(header, PHONE_OR_PLACE)
    return _settled_by_others(settled, rows)


def _settled_by_others(settled: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    for place, key in enumerate(settled):
        # A second column of e-mails fills in where the first is empty.
        if key == "email" and "email" in settled[:place]:
            settled[place] = "email_other"
        # An objection counts wherever it is said.
        elif not key and any(is_plain_objection(row[place]) for row in rows if place < len(row)):
            settled[place] = "status"
    # Which of several addresses is taken, their labels say.
    if not {"email", "email_label"} & set(settled) and "email_other" in settled:
        settled[settled.index("email_other")] = "email"
    return settled


def _title(name: str, names: Sequence[str], place: int, others: Sequence[str], cells: Sequence[str]) -> str:
    """Outlook has two columns “Titre”: Mme, then the job."""
    is_second = name in names[:place]
    is_elsewhere = name in names[place + 1 :] or any(key.startswith("job_title") for key in others)
    if not is_second and (is_elsewhere or all(spelling(cell) in COURTESY for cell in cells)):
        return ""
    return column_in(known_as(name, TITLES), "job_title")


def _title_or_extension(title: str, cells: Sequence[str]) -> str:
    if sum(1 for cell in cells if extension_in(cell)) * 2 > len(cells):
        return "phone_extension"
    return "phone" if sum(map(_is_number, cells)) * 2 > len(cells) else title


def extension_in(cell: str) -> str:
    """“4212” of “poste 4212”; nothing where the cell says anything else."""
    found = _EXTENSION.fullmatch(cell.strip())
    return found[1] if found else ""


def _name(others: Sequence[str], cells: Sequence[str]) -> str:
    if "first_name" in others:
        return "full_name" if "last_name" in others else "last_name"
    whole = sum(1 for cell in cells if len(cell.split()) > 1)
    return "full_name" if whole * 2 > len(cells) else "last_name"


def _is_number(cell: str) -> bool:
    digits = sum(character.isdecimal() for character in cell)
    return digits >= _MIN_DIGITS and digits * 2 >= len(cell.replace(" ", ""))

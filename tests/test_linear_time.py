"""Whatever reads the text of a stranger takes twice the time for twice the text, and not four times.

By the clock of this thread alone, which other programs do not touch; what is done at once is not measured.
"""

import csv
import gc
import io
from contextlib import suppress
from time import thread_time
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from common import analysis, characters, email_parsing, mail_addresses, slugs, telephones, uploads
from common.search import document, typed
from exchange import dates, spelling, spoken_languages, vcards, widgets
from exchange.importing import cells, spelling_changes
from exchange.spreadsheets import (
    Column,
    Kind,
    UnreadableFile,
    header,
    markup,
    mojibake,
    open_table,
    quoting,
    sheets,
    table,
    write_csv,
    write_ods,
    write_xlsx,
    xlsx_reader,
)
from exchange.spreadsheets import guard as guards
from institutes.columns import email_remarks, full_names, objections, recognising
from institutes.models import Organisation
from institutes.people import first_names, surnames
from releases.templatetags import press_room
from releases.texts import addresses as links
from releases.texts import checks, memory, parity, richtext, terms, typographer, typography
from releases.texts.parity.speakers import speakers
from releases.texts.sentences import sentences

pytestmark = pytest.mark.one_database

# {what somebody could repeat: the text that is repeated}
HOSTILE = {
    "accents of one letter": "\u0301\u0323",
    # Of three kinds, and none in its place.
    "accents out of order": "\u0315\u0300\u05ae\u0300",
    "signs that become accents": "\uff9e\u0315",
    "accents that are two": "\u0f73",
    "spaces": " ",
    "lines": "\n",
    "escapes": "_x0041_",
    "halves of escapes": "_x",
    "brackets": "[",
    "angles": "<",
    "pictures": "<img ",
    "pictures in words": '<img alt="<img',
    "figures": "<figure>",
    "quotation marks": '"',
    "apostrophes": "'",
    "slashes": " / ",
    "semicolons": " ;",
    "numbers": "01 75 31 40 82 ; ",
    "digits": "1",
    "thousands": "1 000 ",
    "dates": "12 mars ",
    "words": "janvier ",
    "addresses": "a@b.c ",
    "at signs": "@",
    "dots": "a.",
    "entities": "&amp;",
    "no-break spaces": "\xa0",
    "entities of no-break spaces": "&nbsp;",
    "marks of French": "« a » ; ",
    "backslashes": "\\",
    "letters": "a",
    "capitals": "A",
    "hyphens": "a-",
    "mojibake": "Ã©",
    "colons": "a:",
    "numbers in words": "deux million ",
    "ranges": "1 et ",
    "paragraphs": "<p>1",
}

COLUMNS = [Column("a", "A", Kind.EMAIL), Column("b", "B", Kind.URL)]


def read(content):
    return list(open_table(io.BytesIO(content), "t").rows)


def as_csv(text):
    return read(f"Nom;Note\n{text};b\n".encode())


def as_bytes(text):
    return read(text.encode("cp1252", "replace"))


def as_vcard(text):
    return read(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{text}\r\nTEL;{text}:1\r\nEND:VCARD\r\n".encode())


def written(write):
    def run(text):
        file = io.BytesIO()
        write(file, COLUMNS, [[text, text]], title=text)

    return run


def as_header(text):
    rows = iter([(1, [text, "x"]), (2, [text, "y"])])
    return header.read_header(rows, sheets.Merges(), characters.normalise)


def as_written_vcard(text):
    card = vcards.VCard(uid="1", first_name=text, last_name=text, titles={"fr": text}, emails=[text])
    return list(vcards.write_vcards([card]))


SAID = SimpleNamespace(remarks=[], doubts=[])
NAMES = SimpleNamespace(shortens=lambda _key, *names: first_names.shortens(*names), name_columns=("name",))
WIDGETS = {
    "a text": widgets.Text(),
    "a whole number": widgets.WholeNumber(),
    "yes or no": widgets.YesNo(),
    "a day": widgets.Day(["fr", "en"]),
    "an e-mail": widgets.Email(),
    "a website": widgets.Website(),
    "a choice": widgets.Choice(Organisation.Kind, ["fr", "en"]),
    "telephone numbers": widgets.PhoneNumbers(),
    "languages": widgets.SpokenLanguages(),
    "several texts": widgets.TextList(),
}
TERMS = terms.Terms(
    [terms.Term((("fr", "Carnot A"),), (("fr", ("Carnot Mines", "a", "1", "A a")),))], [], "fr"
)
PERSON = parity.Names((parity.name("Aa", {"fr": "A A", "en": "A-A A"}),))


def compare(text):
    # Of a text that is known, nothing would be read a second time.
    parity.blocks._facts.cache_clear()
    translation = {"title": f"{text}2", "body": richtext.clean_html(f"{text}2")}
    parity.differences({"title": text, "body": richtext.clean_html(text)}, "fr", translation, "en", PERSON)


READERS = {
    "sentences": sentences,
    **{f"a cell with {name}": widget.clean for name, widget in WIDGETS.items()},
    "names in any form": characters.normalise,
    "names without accents": characters.fold,
    "characters": characters.clean,
    "the beginning of a text": lambda text: characters.shortened(text, 100),
    "a new spelling": lambda text: spelling_changes.is_change(SAID, NAMES, "name", f"Zoé {text}", text),
    "lost letters": lambda text: spelling.lost_letters(text, f"{text}?"),
    "an objection": lambda text: objections.may_be_objection("", text),
    "a quoted cell": quoting.are_quotes_followed_by_blanks,
    "a likeness": lambda text: surnames.likeness(text, text, "Zoé", f"{text}?"),
    "a proposed slug": slugs.propose_slug,
    "spaces": characters.tidy,
    "words of the search": lambda text: document.document([document.Text(1, "fr", text)]),
    "what is searched for": typed.read,
    "text of markup": analysis.text_of,
    "a telephone number": telephones.numbers_in,
    "an address": email_parsing.one_address,
    "words beside an address": email_parsing.words_beside_address,
    "words of an address out of use": email_remarks.may_be_out_of_use,
    "a mailbox": mail_addresses.validate_address,
    "a date": lambda text: dates.read(text, ["fr", "en"]),
    "languages": spoken_languages.parse_spoken_languages,
    "a full name": full_names.split_full_name,
    "an alias of a header": recognising.is_alias,
    "what columns hold": lambda text: recognising.refine_by_content([text, ""], ["", ""], [[text, text]]),
    "a cell": cells.text,
    "a header": as_header,
    "a guard": guards.guard,
    "no guard": lambda text: guards.unguard(f"'{text}"),
    "escapes of XLSX": markup.unescape_excel,
    "escapes for XLSX": markup.escape_excel,
    "escapes of ODS": markup.unescape_odf,
    "escapes for ODS": markup.escape_odf,
    "text for XML": markup.xml,
    "mojibake": mojibake.repair,
    "a number format": xlsx_reader._shows,
    "merged cells": lambda text: xlsx_reader._merges_in(text.encode(), sheets.Merges()),
    "a name of a sheet": table.sheet_names,
    "a link of a cell": lambda text: table.link(text, Kind.URL),
    "a CSV": as_csv,
    "a CSV in an unknown encoding": as_bytes,
    "an address book": as_vcard,
    "a vCard that is written": as_written_vcard,
    "a CSV that goes out": lambda text: list(write_csv(COLUMNS, [[text, text]])),
    "an XLSX that goes out": written(write_xlsx),
    "an ODS that goes out": written(write_ods),
    "rich text": richtext.clean_html,
    "pictures of a rich text": richtext.pictures_in,
    "addresses in a rich text": checks.address_problems,
    "a link": links.normalise_link,
    "the host of a link": lambda text: links.normalise_link(f"https://{text}"),
    "a link to this site": lambda text: links.own_path(f"https://{text}"),
    "facts of a French text": lambda text: parity.facts_of(text, "fr", PERSON),
    "speakers": lambda text: speakers(
        parity.blocks.blocks_of({"title": text}, "fr", PERSON, None), parity.reading.grammar_of("fr")
    ),
    "facts of an English text": lambda text: parity.facts_of(text, "en", PERSON),
    "facts of two texts": compare,
    "typography": typography.unbroken,
    "typography of a rich text": typography.unbroken_html,
    "corrections of French": lambda text: typographer.corrections(text, "fr", is_rich=False),
    "corrections of English": lambda text: typographer.corrections(text, "en", is_rich=False),
    "corrections of a rich text": lambda text: typographer.corrected(text, "fr", is_rich=True),
    "terms": TERMS.uses,
    "corrections of terms": lambda text: TERMS.uses(f"Carnot {text} Mines"),
    "a sentence of a rich text": lambda text: memory.with_sentence(richtext.clean_html(text), 3, "A."),
    "pairs of two texts": lambda text: memory.pairs({"title": text}, "fr", {"title": f"{text}2"}, "en"),
    "keys of a sentence": lambda text: memory.keys(text, "fr", "en"),
    "rich text on a page": press_room.rich_text,
    "a file": lambda text: uploads.sniff(io.BytesIO(text.encode())),
}
READ = (ValidationError, UnreadableFile, table.UnwritableCell, csv.Error)
# In characters, and in seconds.
SMALL, TIMES = 4_000, 4
AT_ONCE = 0.02


@pytest.fixture(autouse=True)
def nothing_is_collected():
    """Looking for what is in use no more takes the longer the more tests ran before."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(read_it, text):
    started = thread_time()
    with suppress(*READ):
        read_it(text)
    return thread_time() - started


@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_takes_twice_the_time(reader, settings):
    settings.DEBUG = False
    read_it = READERS[reader]
    seconds(read_it, "a")
    slow = {}
    for name, piece in HOSTILE.items():
        small, large = (piece * (size // len(piece)) for size in (SMALL, SMALL * TIMES))
        # The least of several turns: what disturbs one of them is no part of it.
        took = seconds(read_it, large)
        if took < AT_ONCE:
            continue
        took = min(took, seconds(read_it, large))
        few = min(seconds(read_it, small) for _turn in range(3))
        if took >= AT_ONCE and took > 2 * TIMES * few:
            slow[name] = (round(few, 4), round(took, 4))
    assert slow == {}

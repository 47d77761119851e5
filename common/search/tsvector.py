"""The index on PostgreSQL: a GIN index of the words as a tsvector.

Of rows that have a day, each word begins with the row's language, whose words alone are read then; year and
month are words as well (months.py). A GIN index does not tell which words there are: they stand in a table of
their own, which triggers add to. No two writers wait for each other there, so a word may stand twice.
"""

import re
from collections.abc import Iterator

from django.db.models import Model

from ..languages import LANGUAGES
from .naming import day_of, table_of, terms_of, without_days

WORDS, WORDS_BY_DAY = "press_words", "press_words_by_day"
# Their cost has the planner walk over no table with them; to share it out between processes would take longer
# than the index does.
_KIND = "LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL RESTRICTED COST 2000"
_FUNCTIONS = f"""
    CREATE OR REPLACE FUNCTION {WORDS}(words text) RETURNS tsvector {_KIND} AS $$ BEGIN
        RETURN words::tsvector;
    END $$;
    CREATE OR REPLACE FUNCTION {WORDS_BY_DAY}(words text, language text, day date) RETURNS tsvector
    {_KIND} AS $$
    DECLARE year text := language || '-' || extract(year FROM day);
    BEGIN
        RETURN replace(translate(' ' || words, E'\n', ' '), ' ', ' ' || language)::tsvector
            || array_to_tsvector(ARRAY[year, year || '-' || extract(month FROM day)]);
    END $$
"""
_WORD = re.compile("[a-z0-9_]+")
# By the index alone: a planner that takes a word for one that most rows have would walk over the table, and
# make the words of each row anew.
_FIND = """
    CREATE OR REPLACE FUNCTION {find}(wanted tsquery) RETURNS TABLE (key bigint, day date)
    LANGUAGE sql STABLE PARALLEL RESTRICTED SET enable_seqscan = off AS $$
        SELECT {key}, {day} FROM {table} WHERE {words} @@ wanted
    $$
"""
_TERMS = """
    CREATE TABLE IF NOT EXISTS {terms} (term text COLLATE "C" NOT NULL);
    CREATE INDEX IF NOT EXISTS {terms}_in_order ON {terms} (term);
    CREATE OR REPLACE FUNCTION {terms}_add() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO {terms}
        SELECT DISTINCT word FROM written, unnest(tsvector_to_array({words})) AS word
        WHERE NOT EXISTS (SELECT FROM {terms} WHERE term = word);
        RETURN NULL;
    END $$;
    CREATE OR REPLACE TRIGGER {terms}_inserted AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION {terms}_add();
    CREATE OR REPLACE TRIGGER {terms}_updated AFTER UPDATE ON {table}
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION {terms}_add()
"""
_ALL_TERMS = """
    INSERT INTO {terms} SELECT word FROM ts_stat('SELECT {words} FROM {table}')
"""


def statements(model: type[Model], there: set[str]) -> Iterator[str]:
    """What makes it, or leaves what is there; of a model without a table, what takes it away."""
    table, index, terms = model._meta.db_table, table_of(model), terms_of(model)
    if table not in there:
        yield f"DROP TABLE IF EXISTS {terms}"
        yield f"DROP FUNCTION IF EXISTS {find_of(model)}"
        return
    yield _FUNCTIONS
    if day_of(model):
        yield f"DROP INDEX IF EXISTS {without_days(model)}"
        yield _TERMS.format(terms=terms, table=table, words=vector(model, "written"))
        if terms not in there:
            yield _ALL_TERMS.format(terms=terms, table=table, words=vector(model, table))
    yield f"CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin ({vector(model, table)})"
    yield _FIND.format(
        find=find_of(model),
        table=table,
        key=model._meta.pk.column,
        day=day_of(model) or "NULL::date",
        words=vector(model, table),
    )


def anew(model: type[Model]) -> Iterator[str]:
    yield f"REINDEX INDEX {table_of(model)}"
    if day_of(model):
        table, terms = model._meta.db_table, terms_of(model)
        yield f"DELETE FROM {terms}"  # noqa: S608
        yield _ALL_TERMS.format(terms=terms, table=table, words=vector(model, table))


def purge(model: type[Model]) -> Iterator[str]:
    """Words that no row has any more."""
    if day_of(model):
        table, terms = model._meta.db_table, terms_of(model)
        having = f"SELECT FROM {table} WHERE {vector(model, table)} @@ quote_literal(term)::tsquery"
        yield f"DELETE FROM {terms} WHERE NOT EXISTS ({having})"  # noqa: S608


def vector(model: type[Model], row: str) -> str:
    """SQL for the words of a row."""
    if day := day_of(model):
        return f"{WORDS_BY_DAY}({row}.search_text, {row}.language, {row}.{day})"
    return f"{WORDS}({row}.search_text)"


def find_of(model: type[Model]) -> str:
    """A function of a tsquery: keys and days of the rows that have it."""
    return f"{table_of(model)}_find"


def wanted(model: type[Model], tsquery: str) -> str:
    """As the words of the model's rows are written, in whatever language."""
    if not day_of(model):
        return tsquery
    return " | ".join(f"({in_language(tsquery, code)})" for code in LANGUAGES)


def in_language(tsquery: str, language: str) -> str:
    return _WORD.sub(lambda word: language + word[0], tsquery)

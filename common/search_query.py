from functools import reduce
from operator import or_

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Func, Model, Q, QuerySet, TextField

from .analysis import APOSTROPHES, LETTERS, fold, phrases
from .search import keep_words
from .typing_bases import ModelAdminMixinBase

# Each is one more condition for each column that is searched; a database takes 1,000 at most.
MAX_WORDS = 20
WORDS = "search_text"


class FoldText(Func):
    """A short text as `analysis.fold` leaves it: for logs, which keep no second copy of the names in them."""

    function = "press_fold"
    arity = 1
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        apostrophes = {chr(code): sign for code, sign in APOSTROPHES.items()}
        single = {chr(code): sign for code, sign in LETTERS.items() if len(sign) == 1}
        single |= {sign.upper(): letter for sign, letter in single.items() if len(sign.upper()) == 1}
        double = {chr(code): sign for code, sign in LETTERS.items() if len(sign) > 1}
        double |= {sign.upper(): letters for sign, letters in double.items() if len(sign.upper()) == 1}
        # Before normalize(), which takes some apostrophes for accents.
        template = f"translate(%(expressions)s, {_quoted(apostrophes)}, {_quoted(apostrophes.values())})"
        template = f"regexp_replace(normalize({template}, NFKD), '[\u0300-\u036f]', '', 'g')"
        # Before lower(), which in a database of the locale C knows ASCII alone.
        template = f"translate({template}, {_quoted(single)}, {_quoted(single.values())})"
        for sign, letters in double.items():
            template = f"replace({template}, '{sign}', '{letters}')"
        return self.as_sql(compiler, connection, template=f"lower({template})", **context)


def _quoted(signs):
    return "'" + "".join(signs).replace("'", "''").replace("%", "%%") + "'"


def register(connection, **kwargs):
    """For SQLite, at each new connection: it has no normalisation of its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("press_fold", 1, _fold_or_null, deterministic=True)


def _fold_or_null(text):
    return text if text is None else fold(str(text))


class WordSearchMixin(ModelAdminMixinBase):
    """For an admin class: `search_fields` are paths to columns, best to the `search_text` of a row."""

    def get_search_results(self, request, queryset, search_term):
        found = find(queryset, list(self.get_search_fields(request)), search_term)
        spawns = any(lookup_spawns_duplicates(self.opts, path) for path in self.get_search_fields(request))
        return found, spawns


def find(queryset: QuerySet, paths: list[str], typed: str) -> QuerySet:
    """The rows in which every word, or phrase in quotes, stands in one of the columns."""
    if not paths or not typed.strip():
        return queryset
    _complete(queryset.model, paths)
    kept = [path for path in paths if path.endswith(WORDS)]
    folded = {f"folded_{number}": FoldText(path) for number, path in enumerate(paths) if path not in kept}
    wanted = phrases(typed) if kept else fold(typed).split()
    if not wanted:
        return queryset.none()
    queryset = queryset.alias(**folded)
    for words in wanted[:MAX_WORDS]:
        queryset = queryset.filter(
            reduce(or_, (Q(**{f"{path}__contains": words}) for path in [*kept, *folded]))
        )
    return queryset


def _complete(model: type[Model], paths: list[str]) -> None:
    """Rows that came in raw, from a fixture, get their words the first time that somebody searches."""
    for path in paths:
        if path.endswith(WORDS):
            owner = _model_at(model, path)
            if owner._base_manager.filter(search_text=None).exists():
                keep_words(owner, search_text=None)


def _model_at(model, path):
    for part in path.split("__")[:-1]:
        model = model._meta.get_field(part).related_model
    return model._meta.get_field(WORDS).model

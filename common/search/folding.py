"""Short texts of logs, folded while they are searched: they keep no second copy of the names in them."""

from django.db.models import Func, TextField

from ..analysis import APOSTROPHES, LETTERS, fold


class FoldText(Func):
    """A text as `analysis.fold` leaves it."""

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

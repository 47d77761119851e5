"""What was stored before texts were cleaned on their way in; for migrations, whose models clean nothing."""

from collections.abc import Callable, Iterator, Mapping

from django.db import IntegrityError, models, transaction

from .characters import clean, tidy

Columns = Mapping[str, Callable[[str], str]]


def clean_stored(model: type[models.Model], names: tuple[str, ...] = (), texts: tuple[str, ...] = ()) -> None:
    """`names` lose their no-break spaces, `texts` keep them; in each of their languages.

    What would be left empty, or be somebody else's already, stays as it is: that is for a person to decide.
    """
    columns = dict(_columns(model, names, tidy)) | dict(_columns(model, texts, clean))
    for pk, *values in list(model._base_manager.order_by("pk").values_list("pk", *columns)):
        for (column, cleaned), value in zip(columns.items(), values, strict=True):
            if value and (new := cleaned(value)) and new != value:
                _replace(model, pk, column, new)


def clean_copies(kept: object) -> object:
    """Texts within JSON, as `clean` leaves those that they are compared with."""
    if isinstance(kept, dict):
        return {key: clean_copies(value) for key, value in kept.items()}
    return clean(kept) if isinstance(kept, str) else kept


def _columns(model, names, cleaned) -> Iterator[tuple[str, Callable[[str], str]]]:
    for field in model._meta.concrete_fields:
        name, _mark, language = field.name.rpartition("_")
        if field.name in names or (name in names and len(language) == 2):
            yield field.name, cleaned


def _replace(model, pk, column, new):
    has_words = any(field.name == "search_text" for field in model._meta.concrete_fields)
    # They are kept anew where they are missing.
    words = {"search_text": None} if has_words else {}
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=pk).update(**{column: new}, **words)
    except IntegrityError:
        # The list of likely duplicates shows the two.
        return

"""What the database calls the parts of an index."""

from django.db.models import Model


def table_of(model: type[Model]) -> str:
    """The index. Its name says what it is made of: another kind of index is made anew."""
    return without_days(model) + ("_by_day" if day_of(model) else "")


def without_days(model: type[Model]) -> str:
    """As earlier versions called every index."""
    return f"{model._meta.db_table}_words"


def terms_of(model: type[Model]) -> str:
    """The words that stand in an index by day."""
    return f"{table_of(model)}_terms"


def day_of(model: type[Model]) -> str:
    """The column by which the newest rows are found first; such a model has a language as well."""
    return getattr(model, "SEARCH_DAY", "")

from django.contrib.admin.utils import label_for_field
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def selection_in_words(shown) -> str:
    """The search and the filters of a ChangeList: “Search “telecom”; press contact: Yes”."""
    parts = [_("search “%(words)s”") % {"words": shown.query}] if shown.query else []
    parts += [*_filters(shown), *_dates(shown)]
    return capfirst("; ".join(parts)) or _("All rows")


def _filters(shown):
    for spec in shown.filter_specs:
        if any(value not in (None, []) for value in spec.used_parameters.values()):
            chosen = [str(choice["display"]) for choice in spec.choices(shown) if choice["selected"]]
            yield _labelled(spec.title, ", ".join(chosen))


def _dates(shown):
    parts = [shown.params.get(f"{shown.date_hierarchy}__{part}") for part in ("year", "month", "day")]
    if any(parts):
        label = label_for_field(shown.date_hierarchy, shown.model, shown.model_admin)
        yield _labelled(label, "-".join(part.zfill(2) for part in parts if part))


def _labelled(label, value):
    return _("%(label)s: %(value)s") % {"label": label, "value": value}

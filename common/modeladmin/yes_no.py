from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _


def yes_no(model, name):
    """A column of a list that says it in words, where Django has a green and a red picture."""

    @admin.display(description=model._meta.get_field(name).verbose_name, ordering=name)
    def column(row):
        is_so = getattr(row, name)
        return format_html(
            '<span class="{}">{}</span>', "yes" if is_so else "no", _("yes") if is_so else _("no")
        )

    column.__name__ = name
    return column

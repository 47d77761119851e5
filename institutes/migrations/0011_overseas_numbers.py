from django.db import migrations
from django.db.models import CharField
from django.db.models.functions import Cast

# Guadeloupe, Guyane, Martinique, La Réunion and Mayotte, by what their numbers begin with after +33.
CODES = {
    "590": ("590", "690", "691"),
    "594": ("594", "694"),
    "596": ("596", "696", "697"),
    "262": ("262", "263", "269", "639", "692", "693"),
}


def by_their_own_codes(apps, schema_editor):
    """+33 596 60 00 24 can be dialled from nowhere; +596 596 60 00 24 can."""
    numbers = apps.get_model("institutes", "PhoneNumber").objects
    for code, beginnings in CODES.items():
        for beginning in beginnings:
            _rewrite(numbers, f"+33{beginning}", f"+{code}{beginning}")
    _rewrite(numbers, "+33508", "+508")


def _rewrite(numbers, wrong, right):
    written = numbers.annotate(written=Cast("number", CharField()))
    for pk, number in written.filter(written__startswith=wrong).values_list("pk", "written"):
        numbers.filter(pk=pk).update(number=right + number.removeprefix(wrong))


class Migration(migrations.Migration):
    dependencies = [("institutes", "0010_texts_are_clean")]

    operations = [migrations.RunPython(by_their_own_codes, migrations.RunPython.noop)]

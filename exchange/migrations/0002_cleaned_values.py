from django.db import migrations

CHUNK = 1000


def rename(old, new):
    def code(apps, schema_editor):
        lines = apps.get_model("exchange", "ImportLine").objects.filter(values__has_key=old).order_by("pk")
        last = 0
        while chunk := list(lines.filter(pk__gt=last)[:CHUNK]):
            for line in chunk:
                line.values[new] = line.values.pop(old)
            lines.model.objects.bulk_update(chunk, ["values"])
            last = chunk[-1].pk

    return code


class Migration(migrations.Migration):
    """What was read from the cells of a row, under the name that Django's forms give it."""

    dependencies = [("exchange", "0001_initial")]

    operations = [migrations.RunPython(rename("given", "cleaned"), rename("cleaned", "given"))]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("institutes", "0003_merged_schools")]

    operations = [migrations.RemoveField(model_name="import", name="cancel_requested")]

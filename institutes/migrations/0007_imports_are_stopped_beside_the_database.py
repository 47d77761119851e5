from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("institutes", "0006_answers_have_labels")]

    operations = [migrations.RemoveField(model_name="import", name="cancel_requested")]

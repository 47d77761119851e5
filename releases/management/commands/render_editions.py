from django.core.management.base import BaseCommand

from ...public import rendering


class Command(BaseCommand):
    help = (
        "Renders what pages show of each edition, where other templates have made it. After an upgrade; "
        "until then it is made at each reading, which takes longer."
    )

    def handle(self, *args, **options):
        count = 0
        for count in rendering.render_behind():
            self.stdout.write(f"{count} editions", ending="\r" if self.stdout.isatty() else "\n")
        self.stdout.write(f"{count} editions rendered.")

"""What it takes to make the documents of a demonstration: seconds, processor, memory, size.

    python benchmarks/documents.py [--keep FOLDER]

Makes each document of every live edition, in both languages, and those of a text of 30,000 words.
"""

import argparse
import os
import resource
import time
from pathlib import Path
from tempfile import TemporaryFile

import archive

ORIGIN = "https://press.example"
WORDS = 30_000


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    archive.add_options(parser)
    parser.add_argument("--keep", type=Path, help="a folder for what is made")
    parser.set_defaults(releases=0)
    options = parser.parse_args()
    os.environ |= archive.prepare(options)
    import django

    django.setup()
    from releases.models import Edition

    editions = list(Edition.objects.live().select_related("address").order_by("reference", "language"))
    for edition in [*editions, _long(Edition, max(editions, key=lambda each: len(each.body)))]:
        _measure(edition, options.keep)


def _long(model, edition):
    fields = {field.attname: getattr(edition, field.attname) for field in edition._meta.concrete_fields}
    times = WORDS // len(edition.body.split()) + 1
    return model(**fields | {"reference": f"{WORDS}-words", "body": edition.body * times})


def _measure(edition, folder):
    from django.utils.translation import override

    from releases.documents import offered
    from releases.documents.kinds import Source

    source = Source(edition, ORIGIN)
    # The pack is made of the others.
    for kind in offered()[:-1]:
        with TemporaryFile() as file, override(edition.language):
            started, before = time.monotonic(), _processor()
            kind.write(source, file)
            seconds, processor, size = time.monotonic() - started, _processor() - before, file.tell()
            if folder:
                file.seek(0)
                (folder / kind.file_name(source)).write_bytes(file.read())
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(
            f"{source.file_name:16}{kind.name:6}{seconds:6.1f} s, of a processor {processor:6.1f} s", end=""
        )
        print(f"{size / 1000:9.0f} kB; largest process so far {memory} MB")


def _processor():
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main()

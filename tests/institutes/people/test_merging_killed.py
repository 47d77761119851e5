import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from common.exceptions import Refused
from institutes.models import Contact, Merge
from institutes.people import merging
from tests.builders import attach, make_contact, make_institute, make_release, make_user

ROOT = Path(__file__).resolve().parents[3]


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def kill_at_every_step(*arguments):
    """What `tests.institutes.people.kill` prints."""
    environment = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "DEBUG": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.institutes.people.kill", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.django_db(transaction=True)
def test_a_merge_and_its_undo_are_whole_wherever_the_process_dies():
    manager = make_user("contacts")
    keep = make_contact("Durand", phones=("+33141113789", "+33612345678"))
    drop = make_contact("Durant", phones=("+33612345678", "+33175314082"))
    make_institute(director=drop)
    attach(make_release(), drop)
    attach(make_release(in_languages=["en"]), keep, drop)

    told = kill_at_every_step("merge", keep.pk, drop.pk, manager.pk)
    check(told)
    assert not Contact.objects.filter(pk=drop.pk).exists()
    merge = Merge.objects.get()

    told = kill_at_every_step("undo", merge.pk, manager.pk)
    check(told)
    assert Contact.objects.get(pk=drop.pk).release_lines.count() == 2
    with pytest.raises(Refused):
        merging.undo(merge, manager)


def check(told):
    """Nothing at all happened until the commit, and everything with it."""
    *before_commit, last = told["attempts"]
    assert len(before_commit) > 20
    assert all(one["killed"] and one["state"] == told["before"] for one in before_commit)
    assert last["killed"]
    assert last["state"] != told["before"]

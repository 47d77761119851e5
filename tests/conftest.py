import copy
import gc
import os
import shutil
from unittest import mock

import hypothesis
import pytest
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.test import override_settings
from django.utils import translation
from zeal import zeal_context

from common import clock
from common.pictures import keeping
from tests import databases
from tests.builders import make_contact, make_leaks, make_organisation, make_user
from tests.examples import FUZZ, examples
from tests.world import World

# Looking for garbage after every 700 objects, as Python does, takes a seventh of a run.
gc.set_threshold(50_000, 20, 100)

# No database of examples: a failure prints what repeats it. No deadline: machines differ.
hypothesis.settings.register_profile(
    "press", max_examples=examples(40), derandomize=not FUZZ, database=None, deadline=None
)
hypothesis.settings.load_profile("press")


def pytest_report_header():
    return f"database: {databases.version(os.environ['DATABASE_URL'])}"


def pytest_ignore_collect(collection_path, config):
    """On the second database, whole files in which it can change nothing."""
    path = collection_path.relative_to(config.rootpath).as_posix()
    return True if databases.is_second() and not databases.needs_both(path) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    if databases.is_second():
        _leave_to_the_first_database(config, items)
    for item in filter(_empties_the_database, items):
        marker = item.get_closest_marker("django_db")
        options = dict(marker.kwargs) if marker else {}
        # The roles that a migration made are emptied too.
        options |= {"transaction": True, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(**options), append=False)
    yield
    # After what other plugins make of the order, as one parameter of many tests: an emptied database is
    # of no use to the tests that follow.
    items.sort(key=_empties_the_database)


def _empties_the_database(item):
    marker = item.get_closest_marker("django_db")
    emptied = marker is not None and marker.kwargs.get("transaction")
    return bool(emptied or {"live_server", "transactional_db"} & set(item.fixturenames))


def _leave_to_the_first_database(config, items):
    """What the second database cannot change: tests without one, and those marked `one_database`."""
    again, left = [], []
    for item in items:
        (again if _may_differ(item) else left).append(item)
    items[:] = again
    config.hook.pytest_deselected(items=left)


def _may_differ(item):
    reads = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames)
    return reads and not item.get_closest_marker("one_database")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        kept = vars(connections[DEFAULT_DB_ALIAS]).get("_test_serialized_contents")
    if kept is not None:
        # Beside the event loop of a browser Django opens another connection, which has to restore them too.
        type(connections[DEFAULT_DB_ALIAS])._test_serialized_contents = kept


# No test makes pictures beside itself, in a folder that may be gone; some call keeping.work().
mock.patch.object(keeping, "start").start()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    clock.forget()


@pytest.fixture(autouse=True)
def own_language():
    """A request leaves its language behind; the next test begins without one."""
    yield
    translation.deactivate()


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """Calls what makes rows and files for a whole module, and undoes it after the module."""
    folder = tmp_path_factory.mktemp("made")

    def make(function):
        with override_settings(MEDIA_ROOT=folder):
            made = function()
        translation.deactivate()
        return made, folder

    with django_db_blocker.unblock(), transaction.atomic():
        yield make
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def made_world(made_once):
    return made_once(World)


@pytest.fixture(scope="module")
def made_leaks(made_once):
    return made_once(make_leaks)[0]


@pytest.fixture
def shared_leaks(made_leaks, db):
    """What no visitor may see, made once for a module all of whose tests ask for it."""
    return copy.deepcopy(made_leaks)


@pytest.fixture
def world(db):
    """One of everything."""
    return World()


@pytest.fixture
def shared_world(made_world, own_files, db, settings):
    """The same, made once for a module all of whose tests ask for it; what a test does to it is undone."""
    made, folder = made_world
    shutil.copytree(folder, settings.MEDIA_ROOT)
    return copy.deepcopy(made)


@pytest.fixture
def no_n_plus_one():
    """For code called without a request; each request is watched by the middleware of the tests."""
    with zeal_context():
        yield


@pytest.fixture
def unwatched(settings):
    """For walks over every address: tests/test_hostile.py looks for repeated queries in the same ones."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not each.startswith("zeal.")]


@pytest.fixture
def manager(client):
    client.force_login(make_user("contacts"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def in_english():
    """For refusals that are compared in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def imt():
    return make_organisation("Institut Mines-Télécom", short_name_fr="IMT")


@pytest.fixture
def zoe(imt):
    return make_contact("Durand", email="Zoe.Durand@example.org", organisation=imt)

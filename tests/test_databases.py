from pathlib import Path

import pytest

from tests import databases

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("pattern", databases.ON_THE_FIRST_ALONE)
def test_every_pattern_names_files_of_tests(pattern):
    assert list(ROOT.glob(pattern))


@pytest.mark.parametrize(
    ("path", "both"),
    [
        ("tests/releases/test_intervals.py", True),
        ("tests/releases/test_admin_once.py", True),
        ("tests/test_hostile.py", True),
        ("tests/a_new_folder/test_new.py", True),
        ("tests/releases/test_richtext.py", False),
        ("tests/carnot_site/test_urls.py", False),
    ],
)
def test_a_file_runs_on_both_databases_unless_it_is_named(path, both):
    assert databases.needs_both(path) is both

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from carnot_site import environment

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def read(tmp_path, monkeypatch):
    def read(text, **variables):
        path = tmp_path / "env"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        monkeypatch.setattr(os, "environ", {"ENV_FILE": str(path), **variables})
        monkeypatch.setattr(environment.environ.Env, "ENVIRON", os.environ)
        environment.read_file()
        return os.environ

    return read


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NAME=Salle de presse <presse@example.org>", "Salle de presse <presse@example.org>"),
        ("NAME=a;b&c|d(e)", "a;b&c|d(e)"),
        ("NAME=$HOME `id` * ?", "$HOME `id` * ?"),
        ("NAME='Salle de presse'", "Salle de presse"),
        ('NAME="Salle de presse"', "Salle de presse"),
        ("NAME=a#b", "a#b"),
        ("NAME=l'École", "l'École"),
        ("NAME=value\r", "value"),
        ("NAME=", ""),
    ],
)
def test_a_line_means_what_stands_behind_the_sign_and_no_shell_reads_it(read, line, value):
    assert read(f"# a comment\n\n{line}\n")["NAME"] == value


def test_what_the_environment_says_already_goes_before_the_file(read):
    assert read("NAME=file\n", NAME="environment")["NAME"] == "environment"


def test_a_line_that_says_nothing_is_refused_by_its_number_and_not_repeated(read):
    with pytest.raises(ImproperlyConfigured, match=r"line 2 of .* is not NAME=value") as refused:
        read("NAME=value\nhalf of a secret\n")
    assert "secret" not in str(refused.value)


def test_a_file_that_is_not_there_is_an_error_and_not_an_empty_file(monkeypatch, tmp_path):
    monkeypatch.setenv("ENV_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        environment.read_file()


def test_a_file_in_another_encoding_is_an_error(read):
    with pytest.raises(ImproperlyConfigured, match="UTF-8"):
        read("NAME=École".encode("latin-1"))


def test_a_command_reads_the_file_of_the_service(tmp_path):
    path = tmp_path / "env"
    path.write_text(f"""SECRET_KEY={"0123456789" * 5}qwertyuiop
ALLOWED_HOSTS=press.example.org
DATABASE_URL=sqlite:///{tmp_path}/db.sqlite3
VAR_DIR={tmp_path}
DEFAULT_FROM_EMAIL=Salle de presse <presse@example.org>
""")
    ask = "from django.conf import settings; print(settings.DEFAULT_FROM_EMAIL)"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", ask],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": str(path)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "Salle de presse <presse@example.org>\n", done.stderr

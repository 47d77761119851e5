import ast
import contextlib
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Read whether or not the demonstration is meant: they change neither its data nor its safety.
HARMLESS = {"DEMO", "LANGUAGE_CODES", "LOG_LEVEL", "VAR_DIR"}
# Seconds: beside other tests the demonstration is made slowly.
PATIENCE = 240


def python(code, **variables):
    """Runs code beside the scripts, with this Python in place of .venv's."""
    prelude = (
        "import sys; sys.path.insert(0, 'scripts')\n"
        "import run; run.environment = lambda _requirements: sys.executable\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", prelude + code],
        cwd=ROOT,
        env=os.environ | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(**variables):
    process = python("run.main()", **variables)
    output, errors = process.communicate(timeout=60)
    return process.returncode, output, errors


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_an_old_python_can_read_what_tells_it_that_it_is_old():
    text = (ROOT / "scripts" / "require_python.py").read_text()
    tree = ast.parse(text, feature_version=(3, 4))
    assert text.isascii()
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


def test_every_command_asks_for_the_version_of_python_first():
    recipes = re.findall(r"^\w+:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    scripts = [re.findall(r"scripts/(\w+)", recipe) for recipe in recipes]
    assert [names[0] for names in scripts if names] == ["require_python"] * 4


def test_an_old_python_is_told_in_one_line():
    code = "import sys; sys.version_info = (3, 10, 0); sys.path.insert(0, 'scripts'); import require_python"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80"])
def test_a_port_that_is_no_port_is_refused_in_one_line(port, tmp_path):
    status, output, errors = run(PORT=port, VAR_DIR=str(tmp_path))
    assert (status, output) == (1, "")
    assert errors == f"PORT must be a number from 1 to 65535, not {port!r}: make run PORT=8000\n"


def test_a_port_that_is_taken_is_refused_with_one_that_is_free(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        status, output, errors = run(PORT=str(taken), VAR_DIR=str(tmp_path))
    assert (status, output) == (1, "")
    assert re.fullmatch(rf"Port {taken} of 127.0.0.1 is taken\. Choose another: make run PORT=\d+\n", errors)


def test_a_folder_that_cannot_be_written_is_refused_in_one_line(tmp_path, free_port):
    (tmp_path / "file").touch()
    status, output, errors = run(PORT=free_port, VAR_DIR=str(tmp_path / "file" / "var"))
    assert (status, output) == (1, "")
    assert errors.startswith(f"Nothing can be written in {tmp_path}/file/var")
    assert errors.count("\n") == 1


def test_a_python_that_cannot_make_environments_says_what_to_install():
    code = (
        "import importlib.util, console, install\n"
        "importlib.util.find_spec = lambda name: None\n"
        "with console.command(): install._create()"
    )
    _output, errors = python(code).communicate(timeout=30)
    assert "install its venv package" in errors
    assert errors.count("\n") == 1


@pytest.fixture
def bare_machine(tmp_path):
    """Looks for a program where there is none; returns what is output, and whether apt-get was called."""
    called = tmp_path / "called"
    (tmp_path / "apt-get").write_text(f"#!/bin/sh\n: > {called}\nexit 1\n")
    (tmp_path / "apt-get").chmod(0o755)

    def look(code, **variables):
        asked = {"CI": "", "INSTALL": "", "CHROMIUM": "", "PATH": str(tmp_path), **variables}
        code = f"import programs; programs.os.geteuid = lambda: 0; print({code})"
        output, errors = python(code, **asked).communicate(timeout=30)
        assert not errors
        return output, called.exists()

    return look


@pytest.mark.parametrize(
    ("code", "package"),
    [
        ("programs.browser('/bin/false')[1]", "chromium"),
        ("programs.no_office()", "libreoffice-calc"),
        ("programs.no_pango('/bin/false')", "libpangoft2-1.0-0"),
    ],
)
def test_a_program_is_installed_only_where_that_is_asked_for(bare_machine, code, package):
    output, called = bare_machine(code)
    assert f"apt-get install {package}" in output
    assert "make test INSTALL=1" in output
    assert not called
    assert bare_machine(code, CHROMIUM="no-such-program")[1] is False
    for variable in ("CI", "INSTALL"):
        assert bare_machine(code, **{variable: "true"})[1]


def test_what_checks_pages_is_fetched_only_where_that_is_asked_for(bare_machine, tmp_path):
    look = (
        f"[setattr(programs, 'VALIDATORS', programs.ROOT / {str(tmp_path)!r}), programs.no_validators()][1]"
    )
    assert "NO JAVA OR NO NODE.JS" in bare_machine(look)[0]
    for program in ("java", "node", "npm"):
        shutil.copy(tmp_path / "apt-get", tmp_path / program)
    output, called = bare_machine(look)
    assert "make test INSTALL=1" in output
    assert not called
    for variable in ("CI", "INSTALL"):
        assert bare_machine(look, **{variable: "true"})[1]


def test_the_secret_key_is_made_once_and_is_the_owners_alone(tmp_path):
    path = tmp_path / "secret_key"
    code = f"import checks, pathlib; checks.secret_key(pathlib.Path({str(path)!r}))"
    assert python(code).wait(timeout=30) == 0
    key = path.read_text()
    assert python(code).wait(timeout=30) == 0
    assert path.read_text() == key
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def variables_of_the_settings():
    settings = (ROOT / "carnot_site" / "settings.py").read_text()
    return set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', settings))


def test_the_environment_of_a_real_installation_does_not_reach_the_demonstration():
    foreign, _errors = python("print(*run.FOREIGN)").communicate(timeout=30)
    assert variables_of_the_settings() - HARMLESS <= set(foreign.split())


def test_every_variable_of_the_settings_is_in_the_operators_page():
    page = (ROOT / "docs" / "operations.md").read_text()
    assert {name for name in variables_of_the_settings() if f"| `{name}` |" not in page} == set()


@pytest.fixture
def new_tree(tmp_path):
    """The scripts alone, with nothing to install."""
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    return tmp_path


def install(tree, **variables):
    code = (
        "import sys, pathlib; sys.path.insert(0, 'scripts'); import console, install\n"
        "install.ROOT = pathlib.Path.cwd(); install.VENV = install.ROOT / '.venv'\n"
        "install.PYTHON = install.VENV / 'bin' / 'python'\n"
        "with console.command(): install.environment('requirements.txt')"
    )
    environment = os.environ | {"PIP_NO_INDEX": "1", **variables}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=tree, env=environment, capture_output=True, text=True
    )


def test_an_environment_is_made_once_and_again_when_it_is_broken(new_tree):
    (new_tree / "requirements.txt").touch()
    assert "Creating .venv" in install(new_tree).stdout
    assert "Creating .venv" not in install(new_tree).stdout

    (new_tree / "requirements.txt").write_text("no-such-package==1.0\n")
    done = install(new_tree)
    assert done.returncode == 1
    assert done.stderr.endswith(
        "requirements.txt could not be installed: see above. Is a package index reachable?\n"
    )

    (new_tree / "requirements.txt").write_text("")
    (new_tree / ".venv" / "bin" / "python").unlink()
    done = install(new_tree)
    assert "Creating .venv" in done.stdout
    assert done.returncode == 0


def _wait_until_served(process, port):
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
        except OSError:
            time.sleep(0.2)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return pytest.fail("\n".join(process.communicate()))


def _wait_until_gone(group):
    end = time.monotonic() + 20
    while left := _running(group):
        assert time.monotonic() < end, left
        time.sleep(0.2)


def _running(group):
    """Processes of it; one that has ended counts no more, though the system may still list it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _parent, its_group = path.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                found.append(path.parent.joinpath("cmdline").read_text())
    return found


@pytest.fixture
def served(tmp_path, free_port):
    """Starts the demonstration; ends it with Ctrl-C and returns what it printed."""

    def serve():
        process = python("run.main()", PORT=free_port, VAR_DIR=str(tmp_path), DEMO_PASSWORD="for a test")
        _wait_until_served(process, free_port)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=20)
        _wait_until_gone(process.pid)
        return output + errors

    return serve


def test_the_demonstration_is_served_twice_and_ctrl_c_ends_it(served, free_port):
    for printed in (served(), served()):
        assert f"http://127.0.0.1:{free_port}/" in printed
        assert "Traceback" not in printed

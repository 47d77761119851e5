"""The project's own Python environment."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from console import Failure, command, quietly, step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def environment(requirements):
    """The path of a Python that has everything the file of requirements names."""
    if not _works():
        with step("Creating .venv"):
            _create()
    # Where all is there already, pip says so in a second, without an index.
    with step(f"Installing {requirements}"):
        _install(requirements)
    return str(PYTHON)


def _works():
    version = "import sys, pip; print(sys.version_info[:2])"
    try:
        found = subprocess.run([PYTHON, "-c", version], capture_output=True, text=True)
    except OSError:
        return False
    return found.stdout.strip() == str(sys.version_info[:2])


def _create():
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Failure(
            f"{sys.executable} cannot make a virtual environment: install its venv package "
            f"(Debian, Ubuntu: apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv)."
        )
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        raise Failure(f"{VENV} is broken and cannot be replaced: {error.strerror}. Remove it.") from None
    quietly([sys.executable, "-m", "venv", VENV], f"{VENV} could not be created: see above.")


def _install(requirements):
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    quietly(
        [*pip, "--requirement", ROOT / requirements],
        f"{requirements} could not be installed: see above. Is a package index reachable?",
        cwd=ROOT,
    )


if __name__ == "__main__":
    with command():
        environment(sys.argv[1])

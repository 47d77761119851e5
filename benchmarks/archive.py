"""The demonstration with an archive of releases, which the benchmarks of public pages read."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402

HOST = "127.0.0.1"


def add_options(parser):
    parser.add_argument("--releases", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "press-benchmarks"))
    parser.add_argument(
        "--postgres",
        action="store_true",
        help="a PostgreSQL of its own; DATABASE_URL names another, empty or filled by an earlier run",
    )
    parser.add_argument(
        "--not-rendered",
        action="store_true",
        help="without render_editions, which takes long for 100,000: lists and results then cost more, "
        "unless this version of the templates rendered them before",
    )


def prepare(options) -> dict[str, str]:
    """The variables of a site that is filled; made once for each number of releases and each database."""
    variables = os.environ | {
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "carnot_site.settings",
        "PYTHONPATH": str(ROOT),
    }
    if options.postgres:
        variables["DATABASE_URL"] = postgres.start()
    folder = _folder(options, variables.get("DATABASE_URL", ""))
    variables["VAR_DIR"] = str(folder)
    if not (folder / "ready").exists():
        _fill(folder, variables, options.releases)
    # The code may be another since.
    manage(variables, "migrate", "--verbosity=0")
    manage(variables, "collectstatic", "--no-input", "--verbosity=0")
    if not options.not_rendered:
        manage(variables, "render_editions")
    return variables


def _folder(options, database):
    if options.postgres:
        folder = Path(tempfile.mkdtemp(prefix="press-benchmark-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return folder
    name = f"archive-{options.releases}"
    return options.folder / (f"{name}-{blake2b(database.encode()).hexdigest()[:8]}" if database else name)


def _fill(folder, variables, releases):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "secret_key").write_text("for-a-benchmark-only-" * 4)
    manage(variables, "migrate", "--verbosity=0")
    manage(variables, "demo")
    manage(variables, "make_archive", str(releases))
    (folder / "ready").touch()


def manage(variables, *arguments) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def release_addresses(variables) -> list[str]:
    query = (
        "from releases.models import Edition; "
        "live = Edition.objects.live(language='fr').select_related('address').order_by('-id')[:200]; "
        "print('\\n'.join(edition.get_absolute_url() for edition in live))"
    )
    return manage(variables, "shell", "--no-imports", "--command", query).split()

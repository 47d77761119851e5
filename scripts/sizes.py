"""Median, 90th percentile and longest of files and functions, without tests and migrations."""

import ast
import statistics
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def main():
    named = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in named.stdout.split() if not name.startswith("tests/")]
    sources = [path.read_text(encoding="utf-8") for path in paths if "migrations" not in path.parts]
    _tell("files", [source.count("\n") for source in sources if source])
    _tell("functions", [length for source in sources for length in _lengths(source)])


def _lengths(source):
    """Of the bodies: a name and its arguments are no length of their own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS):
            yield (node.end_lineno or 0) - node.body[0].lineno + 1


def _tell(what, lengths):
    tenth = statistics.quantiles(lengths, n=10)[-1]
    middle = statistics.median(lengths)
    print(f"{len(lengths)} {what}: median {middle:g}, 90th percentile {tenth:.0f}, longest {max(lengths)}")


main()

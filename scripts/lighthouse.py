"""Lighthouse over home, list, results and release, as a telephone sees them: `python scripts/lighthouse.py`.

A fresh demonstration behind nginx with deploy/nginx.conf, HTTPS and HTTP/2; of each page the median run.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import programs
from console import Failure
from demonstration import look_with_browser, served
from install import ROOT

RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = [
    *("/fr/", "/fr/communiques/", "/fr/communiques/?q=laboratoires"),
    "/fr/communiques/2020/label-carnot-renouvele-deux-instituts-imt/",
    *("/en/", "/en/press-releases/", "/en/press-releases/?q=laboratories"),
    "/en/press-releases/2020/carnot-label-renewed-both-imt-institutes/",
]
FLAGS = (
    "--headless=new --no-sandbox --ignore-certificate-errors "
    "--disable-background-networking --disable-component-update --disable-gpu --no-first-run"
)


def measure(chromium):
    sys.path.insert(0, str(ROOT))
    # Needs Django, which the Python that started this may not have.
    from tests import nginx

    if not nginx.PROGRAM:
        raise Failure("nginx is wanted: apt-get install nginx-light")
    program = programs.lighthouse()
    with tempfile.TemporaryDirectory(prefix="press-lighthouse-") as name, served(name) as port:
        folder = Path(name, "nginx")
        folder.mkdir()
        _make_certificate(folder)
        with nginx.running(folder, port, Path(name), https=True) as proxy:
            print("| page | " + " | ".join(CATEGORIES) + " |\n" + "|---" * 5 + "|", flush=True)
            for page in PAGES:
                scores = _median(program, chromium, f"https://127.0.0.1:{proxy.port}{page}", folder)
                print(f"| {page} | " + " | ".join(f"{score:.0f}" for score in scores) + " |", flush=True)


def _make_certificate(folder):
    files = ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    request = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=127.0.0.1",
    ]
    subprocess.run([*request, *files], check=True, capture_output=True)


def _median(program, chromium, address, folder):
    """Of several runs, since other programs take the processor now and then: (performance, …) of 100."""
    return sorted(_scores(program, chromium, address, folder) for _run in range(RUNS))[RUNS // 2]


def _scores(program, chromium, address, folder):
    # Results of a search are not for search engines, and say so.
    skipped = ["--skip-audits=is-crawlable"] if "?q=" in address else []
    report = folder / "report.json"
    arguments = ["--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}", *skipped]
    environment = os.environ | {"CHROME_PATH": chromium}
    subprocess.run(["node", program, address, *arguments], check=True, env=environment, capture_output=True)
    found = json.loads(report.read_text())
    for audit in found["audits"].values():
        if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
            print(f"  {address}: {audit['title']}", file=sys.stderr)
    return [100 * found["categories"][name]["score"] for name in CATEGORIES]


if __name__ == "__main__":
    look_with_browser(__file__, measure)

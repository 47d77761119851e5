"""Finds the programs that some tests need, and installs them where that was asked for."""

import os
import shutil
import subprocess

from console import CI, INSTALL, Failure, quietly, step
from install import ROOT

# Without a window to draw, the first two take half as long for a page.
BROWSERS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
OFFICES = ("soffice", "libreoffice")
NO_BROWSER = (
    "NO CHROMIUM WAS FOUND. Install it (Debian, Ubuntu: apt-get install chromium-headless-shell), "
    "name it in CHROMIUM, or let this command install it: make test INSTALL=1"
)
NO_OFFICE = (
    "NO LIBREOFFICE WAS FOUND. Install it (Debian, Ubuntu: apt-get install libreoffice-calc), "
    "or let this command install it: make test INSTALL=1"
)
NO_WRITER = (
    "NO LIBREOFFICE WRITER WAS FOUND, and no Word document is opened by another program. "
    "Install it (Debian, Ubuntu: apt-get install libreoffice-writer)."
)

# What stands before and beside an installed site: its program, and the package of Debian's.
SERVERS = {"nginx": "nginx-light", "redis-server": "redis-server"}
NO_SERVER = (
    "NO {name} WAS FOUND, and nothing is tested with a running one. "
    "Install it (Debian, Ubuntu: apt-get install {package})."
)
# What WeasyPrint draws letters with, and letters of other scripts for it.
PANGO = "libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
NO_PANGO = (
    f"NO PANGO WAS FOUND. Install it (Debian, Ubuntu: apt-get install {PANGO}), "
    "or let this command install it: make test INSTALL=1"
)
VALIDATORS = ROOT / "tests" / "validators"
NPM_CI = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
NO_VALIDATORS = (
    "NO JAVA OR NO NODE.JS WAS FOUND, or their packages could not be installed: pages are not checked "
    "against the standards of HTML and schema.org. Install default-jre-headless, nodejs and npm, then let "
    "this command fetch the packages: make test INSTALL=1"
)


def browser(python):
    """The path of a Chromium, or none and what to do."""
    if chosen := os.environ.get("CHROMIUM"):
        return (chosen, "") if shutil.which(chosen) else ("", f"CHROMIUM={chosen} is no program")
    found = _browser(python) or (INSTALL and _install_browser(python) and _browser(python))
    return (found, "") if found else ("", NO_BROWSER)


def no_office():
    """Nothing where there is a LibreOffice, else what to do."""
    installed = _on_path(OFFICES) or (INSTALL and _install_of_debian("libreoffice-calc", "LibreOffice"))
    return "" if installed else NO_OFFICE


def no_writer():
    """The same for the part of it that opens Word documents."""
    package = "libreoffice-writer"
    installed = shutil.which("lowriter") or (INSTALL and _install_of_debian(package, "LibreOffice Writer"))
    return "" if installed else NO_WRITER


def no_servers():
    """A sentence for each that is missing."""
    missing = [name for name in SERVERS if not _server(name)]
    return [NO_SERVER.format(name=name.upper(), package=SERVERS[name]) for name in missing]


def no_pango(python):
    """Nothing where PDFs can be made, else what to do."""
    installed = _pango(python) or (INSTALL and _install_of_debian(PANGO, "Pango") and _pango(python))
    return "" if installed else NO_PANGO


def _pango(python):
    return subprocess.run([python, "-c", "import weasyprint"], capture_output=True).returncode == 0


def no_validators():
    """Nothing where pages can be checked against standards, else what to do."""
    if not all(map(shutil.which, ("java", "node"))):
        return NO_VALIDATORS
    return "" if _packages_of_npm("--omit=dev") else NO_VALIDATORS


def lighthouse():
    """The path of its program, fetched if need be: whoever calls this has asked for it."""
    program = VALIDATORS / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        with step("Installing Lighthouse"):
            quietly(NPM_CI, "It could not be installed: see above.", cwd=VALIDATORS)
    return str(program)


def _packages_of_npm(*options):
    """Those of the lock file; the file that npm leaves says whether they are there."""
    lock, there = VALIDATORS / "package-lock.json", VALIDATORS / "node_modules" / ".package-lock.json"
    if there.exists() and (not INSTALL or there.stat().st_mtime >= lock.stat().st_mtime):
        return True
    if not INSTALL or not shutil.which("npm"):
        return False
    return _attempt("Installing what checks pages", [[*NPM_CI, *options]], 120, cwd=VALIDATORS)


def _server(name):
    # Debian starts a server that it installs: only where the machine is thrown away afterwards.
    return _of_the_system(name) or (CI and _install_of_debian(SERVERS[name], name) and _of_the_system(name))


def _of_the_system(name):
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def _on_path(names):
    return next(filter(None, map(shutil.which, names)), "")


def browser_on_path() -> str:
    return _on_path(BROWSERS)


def _browser(python):
    return browser_on_path() or _playwrights_own(python)


def _playwrights_own(python):
    done = subprocess.run([python, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True)
    path = done.stdout.strip()
    return path if path and _starts(path) else ""


def _starts(path):
    # A browser that was downloaded may lack the system's libraries.
    try:
        return subprocess.run([path, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _install_browser(python):
    download = [python, "-m", "playwright", "install", "chromium"]
    if _attempt("Downloading Chromium", [download], seconds=180) and _playwrights_own(python):
        return True
    packages = ("chromium-headless-shell", "chromium")
    return any(_install_of_debian(package, f"Debian's {package}") for package in packages)


def _install_of_debian(packages, title):
    """Whether packages of Debian's could be installed; only root can, and only where there is apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages.split()]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return _attempt(f"Installing {title}", [["apt-get", "update"], install], 600, env=environment)


def _attempt(title, commands, seconds, **options):
    try:
        with step(title):
            for command in commands:
                quietly(command, f"{command[0]} failed.", timeout=seconds, **options)
    except (Failure, subprocess.TimeoutExpired):
        print(f"{title}: not possible here.", flush=True)
        return False
    return True

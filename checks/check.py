"""``make check-real``: the demo looked at by programs that others wrote, figures and faults printed.

Needs java, node with npm, nginx and chromium, and for ``trips`` a server of PostgreSQL (``DATABASE_URL``). What Python packages and npm packages it takes beside
ours are installed in a folder of its own (``--tools DIR`` keeps it for the next time).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import browsing  # noqa: E402 - the tests' server is found from the root
import fuzzing  # noqa: E402
import matrix as pages_matrix  # noqa: E402
import moving  # noqa: E402
import reading  # noqa: E402
import site_copy  # noqa: E402
import validating  # noqa: E402
import vocabulary  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from tests.journeys.conftest import ARGUMENTS, CHROMIUM  # noqa: E402
from tests.journeys.server import free_port, served_demo  # noqa: E402

PROGRAMS = {"java": "default-jre-headless", "npm": "npm", "nginx": "nginx-light"}
FEEDS = ("rss.xml", "atom.xml", "feed.json")
LANGS = ("zh", "en")
ANSWERED = {200, 404, 410}
"""A page that was withdrawn answers 410, one that is not there in a language yet 404: both are pages to be read."""
SCOPES = ("account", "unit", "body")
_HTMX = re.compile(r"^Attribute “hx-[a-z-]+” not allowed")


@dataclass(frozen=True, slots=True)
class Bench:
    """What the checks work with: the demo's address and home, tools, a folder for what is made, and a server of PostgreSQL where one was named."""

    address: str
    home: Path
    tools: Path
    work: Path
    pages: list[reading.Page]
    server: str

    def python(self, *words: str) -> str:
        """Run the Python that has the packages of others, and give what it prints."""
        return _said([str(self.tools / "venv" / "bin" / "python"), *words])

    def ours(self, *words: str, **other: str) -> str:
        """Run our own Python on the demo's home, unless the environment says otherwise; give what it prints."""
        environment = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PLENARY_HOME": str(self.home),
            "PLENARY_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "plenary.config.settings.dev",
            "LC_ALL": "C.UTF-8",
            **other,
        }
        command = [sys.executable, *words]
        ended = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return ended.stdout


def main() -> int:
    """Run every check on one demo; 1 where one of them found a fault."""
    parser = argparse.ArgumentParser(prog="check.py")
    parser.add_argument("--tools", type=Path, help="keep the tools in this folder")
    parser.add_argument("--only", default="", help=f"of {', '.join(CHECKS)}")
    options = parser.parse_args()
    for program, package in PROGRAMS.items():
        if not shutil.which(program):
            raise SystemExit(f"{program} is not here: apt-get install {package}")
    wanted = options.only.split(",") if options.only else list(CHECKS)
    if unknown := set(wanted) - set(CHECKS):
        raise SystemExit(f"no such check: {', '.join(sorted(unknown))}")
    server = os.environ.pop("DATABASE_URL", "")  # the demo itself is served from SQLite
    with tempfile.TemporaryDirectory(prefix="plenary-real-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        tools = options.tools or work / "tools"
        _install(tools)
        (work / "demo").mkdir()
        with served_demo(work / "demo") as address:
            pages = reading.every_page(address)
            home = work / "demo" / "var"
            bench = Bench(address, home, tools.resolve(), work, pages, server)
            print(f"{len(pages)} pages of every kind in two languages", flush=True)
            return max(_run(name, bench) for name in wanted)


def _run(name: str, bench: Bench) -> int:
    """Run one check and print what it found; one that breaks off is a fault, and the others go on."""
    start = time.perf_counter()
    try:
        said, faults = CHECKS[name](bench)
    except Exception as error:  # noqa: BLE001 - whatever ends one check must not end the run
        traceback.print_exc()
        said, faults = "broken off", [f"{type(error).__name__}: {error}"[:500]]
    print(f"{name}: {said}; {len(faults)} faults, {time.perf_counter() - start:.0f} s", flush=True)
    for fault in faults[:50]:
        print(f"  - {fault}", flush=True)
    return int(bool(faults))


def _install(tools: Path) -> None:
    """Install what is named in ``pyproject.toml`` (group ``real``) and ``package.json``, unless just that is there."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        packages = tomllib.load(file)["dependency-groups"]["real"]
    tools.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "calendars.mjs", tools)
    wanted, note = f"{packages} {(HERE / 'package.json').read_text()}", tools / "installed.txt"
    if note.exists() and note.read_text() == wanted:
        return
    venv.create(tools / "venv", with_pip=True)
    pip = [str(tools / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", *packages], check=True)
    shutil.copy(HERE / "package.json", tools)
    subprocess.run(["npm", "install", "--silent", "--no-audit"], cwd=tools, check=True)
    note.write_text(wanted)


def html(bench: Bench) -> tuple[str, list[str]]:
    """Send every kind of page through the Nu validator; HTMX's own attributes are meant."""
    jar = bench.tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    found = validating.faults(bench.pages, jar, bench.work / "html")
    broken = [
        f"{one.path} answers {one.status}" for one in bench.pages if one.status not in ANSWERED
    ]
    kept = [one for one in found if not _HTMX.match(one)]
    return f"{len(bench.pages)} pages through the Nu validator", [*broken, *kept]


def machines(bench: Bench) -> tuple[str, list[str]]:
    """Let feeds, structured data and calendars be read by programs of others."""
    folder = bench.work / "machines"
    folder.mkdir()
    reader = reading.Reader(bench.address, "en")
    for lang in LANGS:
        for name in FEEDS:
            (folder / f"{lang}-{name}").write_bytes(reader.open(f"/portal/{lang}/{name}")[2])
    for number, page in enumerate(bench.pages):
        if page.path.startswith("/portal/") and "ld+json" in page.html:
            (folder / f"{number}.html").write_text(page.html, encoding="utf-8")
    for language in LANGS:
        for scope in SCOPES:
            (folder / f"{language}-{scope}.ics").write_bytes(_calendar(bench, language, scope))
    bench.ours(str(HERE / "invitations.py"), str(folder))
    found = json.loads(
        bench.python(str(HERE / "machines.py"), str(folder), str(bench.tools / vocabulary.FILE))
    )
    calendars = [str(one) for one in sorted(folder.glob("*.ics"))]
    again = json.loads(_said(["node", str(bench.tools / "calendars.mjs"), *calendars]))
    answers = json.loads(bench.ours(str(HERE / "replying.py"), str(folder)))
    otherwise = [
        f"{path}: icalendar and ical.js read different entries"
        for path in calendars
        if found["entries"].get(path) != again["entries"].get(path)
    ]
    if not answers["read"] == again["answered"] > 0:
        otherwise.append(f"{again['answered']} answers of ical.js, {answers['read']} read")
    counts = ", ".join(f"{count} in {kind} files" for kind, count in found["counts"].items())
    said = f"{counts} by feedparser, schemas, extruct, PyLD, schema.org's vocabulary and icalendar, {again['count']} by ical.js, {answers['read']} answers of its read back"
    return said, [*found["faults"], *again["faults"], *answers["faults"], *otherwise]


def _calendar(bench: Bench, language: str, scope: str) -> bytes:
    """Make a link to the office's own calendar, a unit's or a body's as a person does, and read it."""
    reader = reading.Reader(bench.address, language)
    reader.sign_in(0)
    html_of_form = reader.open("/calendar/feeds/")[2].decode()
    token = reading.TOKEN.findall(html_of_form)[0]
    form = {"csrfmiddlewaretoken": token, "scope": scope, "months": "3"}
    if chosen := re.search(rf'<select[^>]*name="{scope}".*?value="(\d+)"', html_of_form, re.DOTALL):
        form[scope] = chosen[1]
    form["language"] = "zh-hans" if language == "zh" else "en"
    html_of_link = reader.open("/calendar/feeds/", form)[2].decode()
    path = re.findall(r"/calendar/feed/[\w-]+\.ics", html_of_link)[0]
    return reading.Reader(bench.address, language).open(path)[2]


def copy(bench: Bench) -> tuple[str, list[str]]:
    """Write each practice's portal out as files for a folder of nginx's, and follow every link of it there."""
    council = {"PLENARY_HOME": str(bench.work / "council"), "PLENARY_PROFILE": "city-council"}
    bench.ours("-m", "plenary", "demo", "--load-only", **council)
    copies = [_copied(bench, "site", {}), _copied(bench, "council-site", council)]
    counts = " and ".join(str(count) for count, _found in copies)
    faults = [fault for _count, found in copies for fault in found]
    return f"{counts} addresses of the exported portals in a folder behind nginx", faults


def _copied(bench: Bench, name: str, environment: dict[str, str]) -> tuple[int, list[str]]:
    site, port = bench.work / name, free_port()
    address = site_copy.address_at(port)
    words = ("-m", "plenary", "site", "export", str(site), "--address", address)
    bench.ours(*words, **environment)
    with site_copy.served(site, bench.work / f"{name}-nginx", port):
        return site_copy.faults(address)


def browser(bench: Bench) -> tuple[str, list[str]]:
    """Look at the portal in Chromium: slow line, no scripts, every width."""
    portal = {one.path for one in bench.pages if one.path.startswith("/portal/")}
    articles = sorted(one for one in portal if one.endswith("-cpc/"))
    visited = ["/portal/zh/", "/portal/en/", *articles]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        paints = {
            path: browsing.largest_paint(chromium, f"{bench.address}{path}") for path in visited
        }
        faults = [
            fault
            for lang in LANGS
            for look in (browsing.without_scripts, browsing.aloud)
            for fault in look(chromium, bench.address, lang)
        ]
        faults += browsing.barriers(chromium, [f"{bench.address}{path}" for path in sorted(portal)])
        chromium.close()
    late = [
        f"{path} is seen after {ms:.0f} ms" for path, ms in paints.items() if ms > browsing.GOAL
    ]
    said = ", ".join(f"{path} {ms:.0f} ms" for path, ms in paints.items())
    return f"{len(portal)} pages at four widths; largest paint on slow 4G: {said}", [*faults, *late]


def matrix(bench: Bench) -> tuple[str, list[str]]:
    """Look at every kind of bilingual page in both languages at three widths, and go through it by keyboard."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        count, found = pages_matrix.faults(chromium, bench.address, bench.pages)
        chromium.close()
    return f"{count} pages at three widths and with text at 400 %, and by keyboard", found


def interface(bench: Bench) -> tuple[str, list[str]]:
    """Let Schemathesis ask the programs' interface whatever its description allows and forbids."""
    return fuzzing.faults(bench.address, bench.tools / "venv" / "bin" / "st", bench.work)


def trips(bench: Bench) -> tuple[str, list[str]]:
    """Take each practice's demo out, into PostgreSQL and back, and back both databases up and restore them."""
    if not bench.server:
        return "no trip", ["DATABASE_URL names no server of PostgreSQL to take the demo to"]
    return moving.faults(bench.work / "trips", bench.server)


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


CHECKS: dict[str, Callable[[Bench], tuple[str, list[str]]]] = {
    "html": html,
    "machines": machines,
    "copy": copy,
    "browser": browser,
    "matrix": matrix,
    "interface": interface,
    "trips": trips,
}

if __name__ == "__main__":
    raise SystemExit(main())

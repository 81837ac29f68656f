"""One demo and one browser for all journeys; where no chromium is found, one loud line."""

import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.server import served_demo
from tests.journeys.visitor import PATIENCE, visiting

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
NOT_RUN = "browser journeys did not run: no chromium found"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Run the journeys last: while the browser is open, an event loop runs in this thread.

    Of them first those that take longest, or need more of what the demo's units owe than others
    leave over.
    """
    journeys = [item for item in items if item.path.is_relative_to(HERE)]
    if not journeys:
        return
    journeys.sort(key=lambda item: item.get_closest_marker("first") is None)
    items[:] = [item for item in items if not item.path.is_relative_to(HERE)] + journeys
    for item in journeys:
        item.add_marker("browser")
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason=NOT_RUN))


def pytest_terminal_summary(terminalreporter):
    """Say it once and loudly where the journeys did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NOT_RUN in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NOT_RUN, red=True, bold=True)


@pytest.fixture(scope="package")
def demo(tmp_path_factory):
    """The address of a demo that is served for the journeys alone."""
    with served_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    """Debian's chromium; closed, and its event loop with it, before a process goes on to what is no journey."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where a browser is

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(demo, browser):
    """Open windows: ``visit(language="zh")`` gives a visitor; no window may tell of a fault."""
    with ExitStack() as windows:
        yield lambda **how: windows.enter_context(visiting(browser, demo, **how))

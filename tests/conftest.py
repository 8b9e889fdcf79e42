"""Fixtures: the database built from data/, a Datasette over it, a server, and a browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from datasette.app import Datasette  # noqa: F401  (before datasette_graphql, or that registers without hooks)

sys.path.insert(0, str(Path(__file__).parent))

from browsers import FLAGS, find_chromium

from datasette_claims import compat
from datasette_claims.store import build_database

# Where the tests are started in the background, Ctrl-C is ignored by them and by every program they start, and tests that send it fail.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Where rich is installed (spaCy brings it) Datasette prints every 404 with it, and fails where no exception is being handled.
sys.modules["datasette.handle_exception"].rich = None

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"  # material of the makers; a user's clone has none, and no test may need it
skipped_for_browser: list[str] = []


@pytest.fixture(scope="session")
def data() -> Path:
    """The repository's data/ folder."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def database(data, tmp_path_factory) -> Path:
    """claims.db as built from data/; tests only read it."""
    path = tmp_path_factory.mktemp("built") / "claims.db"
    build_database(data, path)
    return path


@pytest.fixture(scope="session")
def metadata() -> dict:
    """The site's metadata.yml."""
    import yaml

    return yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))


@pytest.fixture
def make_site(metadata):
    """Makes a Datasette over database files with the site's metadata and any settings; closed after the test."""
    made = []

    def make(*files, metadata=metadata, **settings):
        site = compat.make_datasette([str(file) for file in files], metadata, **settings)
        made.append(site)
        return site

    yield make
    for site in made:
        if hasattr(site, "close"):
            site.close()


@pytest.fixture
def site(make_site, database):
    """The site as served."""
    return make_site(database)


@pytest.fixture(autouse=True)
def clear_graphql_cache():
    """datasette-graphql keeps schemas per process, bound to the first Datasette that asked."""
    from datasette_graphql.utils import _schema_cache

    _schema_cache.clear()
    yield
    _schema_cache.clear()


def pytest_addoption(parser):
    parser.addoption("--rewrite-examples", action="store_true", help="write the answers of docs/graphql and docs/schema.graphql anew")


@pytest.fixture(scope="session")
def origin(tmp_path_factory) -> Path:
    """A git repository that holds the working tree as it stands, to be cloned."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("origin") / "datasette-claims"
    # Caches too: another run of the tests may be writing its own at the same time.
    kept_out = shutil.ignore_patterns(".git", ".venv*", "*.db", "*.db-*", "__pycache__", ".*_cache", ".hypothesis", "build", "dist", "*.egg-info", "screenshots")
    shutil.copytree(ROOT, folder, ignore=kept_out)
    git = ["git", "-c", "user.name=Maker", "-c", "user.email=maker@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "As it stands"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="session")
def clone(origin, tmp_path_factory) -> Path:
    """A clone as a user has it; scripts run there make their own environment, once for all tests."""
    folder = tmp_path_factory.mktemp("user") / "claims-desk"
    subprocess.run(["git", "clone", "--quiet", str(origin), str(folder)], check=True)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def server(database):
    """Address of a real server over claims.db, with the command line and settings of scripts/serve.py."""
    sys.path.insert(0, str(ROOT / "scripts"))
    from serve import SETTINGS

    port = free_port()
    files = ["-m", str(ROOT / "metadata.yml"), *(["-c", str(ROOT / "metadata.yml")] if compat.IS_1X else [])]
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    command = [sys.executable, "-m", "datasette", "serve", str(database), *files, "--cors", "--port", str(port), *settings]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=database.parent)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str, process: subprocess.Popen) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped: {process.stdout.read().decode()}")
        try:
            urllib.request.urlopen(address + "/-/versions.json", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"no server at {address} after 30 s")


@pytest.fixture(scope="module")
def chromium():
    """A headless Chromium, for one module: while it runs, Playwright's event loop keeps asyncio tests from running."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        except Error as error:
            if os.environ.get("CI"):
                pytest.fail(f"No Chromium could be started, and in CI the browser tests must run: {error}")
            pytest.skip("no Chromium on this machine")
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A fresh page, 1280 pixels wide."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def pytest_runtest_logreport(report):
    if report.skipped and "no Chromium" in str(report.longrepr):
        skipped_for_browser.append(report.nodeid.split("::")[-1])


def pytest_terminal_summary(terminalreporter):
    if skipped_for_browser:
        names = ", ".join(skipped_for_browser)
        terminalreporter.write_line(f"Not run, because no Chromium was found and none could be downloaded: {names}")

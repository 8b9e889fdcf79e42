"""The site without a server: build/lite/ in a real Chromium, with Datasette running in Pyodide."""

import functools
import http.server
import shutil
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from conftest import ROOT, free_port

from datasette_claims import compat

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(compat.IS_1X, reason="built with the default line of Datasette"),
    pytest.mark.skipif(shutil.which("npm") is None, reason="no npm on this machine, from which Pyodide comes"),
]


class Files(http.server.SimpleHTTPRequestHandler):
    """A host of static files below a folder of its own, that notes what it was asked for."""

    asked: list[str] = []

    def do_GET(self):
        self.asked.append(self.path)
        if not self.path.startswith("/desk/"):
            return self.send_error(404)
        self.path = self.path.removeprefix("/desk")
        return super().do_GET()

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    target = tmp_path_factory.mktemp("lite") / "lite"
    result = subprocess.run([sys.executable, str(ROOT / "scripts/lite.py"), "--target", str(target)], capture_output=True, text=True, timeout=500)
    if "Pyodide could not be fetched" in result.stderr:
        pytest.skip("Pyodide could not be fetched with npm")
    assert result.returncode == 0, result.stderr
    return target


@pytest.fixture(scope="module")
def address(built):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(built)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/desk/"
    server.shutdown()


@pytest.fixture(scope="module")
def desk(chromium, address):
    """The opened desk: its tab, and the frame in which the site stands."""
    context = chromium.new_context()
    tab = context.new_page()
    asked, faults = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.goto(address + "#/claims/-/claim/nk-volunteers-ready")
    tab.frame_locator("#desk").locator("h1").wait_for(timeout=240_000)
    yield tab
    assert faults == []
    assert [url for url in asked if not url.startswith(address)] == [], "nothing is fetched from anywhere else"
    context.close()


def open_page(desk, path):
    """Goes where a reader would by a link, and waits for the page's heading."""
    desk.evaluate("path => { window.location.hash = path }", path)
    frame = desk.frame_locator("#desk")
    desk.wait_for_function("path => document.getElementById('desk').contentWindow.location.href.endsWith('/app' + path)", arg=path, timeout=60_000)
    frame.locator("h1").first.wait_for(timeout=60_000)
    return frame


def test_a_link_to_a_claim_opens_its_page_with_its_style(desk, address):
    frame = desk.frame_locator("#desk")
    assert "North Korean volunteers" in frame.locator("h1").inner_text()
    assert "North Korean volunteers" in desk.title()
    assert frame.locator("h1").evaluate("node => getComputedStyle(node).fontFamily") != ""
    assert frame.locator("link[rel=stylesheet]").evaluate_all("nodes => nodes.map(node => node.sheet && node.sheet.cssRules.length)")[0] > 20
    assert not [path for path in Files.asked if "/app/" in path], "the host of static files is asked for no page"


def test_links_lead_on_and_the_address_follows(desk):
    frame = open_page(desk, "/claims/-/claim/nk-volunteers-ready")
    link = frame.locator("main a[href*='/-/actor/']").first
    target = link.get_attribute("href").split("/app")[1]
    link.click()
    desk.wait_for_function("path => decodeURI(window.location.hash) === '#' + path", arg=target, timeout=60_000)
    assert "Position" in frame.locator("body").inner_text() or "position" in frame.locator("body").inner_text()


def test_a_source_opens_in_a_tab_of_its_own(desk):
    """Clicked for real but for its last effect, since nothing outside is to be fetched."""
    frame = open_page(desk, "/claims/-/claim/nk-volunteers-ready")
    click = "link => { link.addEventListener('click', event => event.preventDefault()); link.click(); return link.target }"
    assert frame.locator("main a[href^='https://']").first.evaluate(click) == "_blank"
    assert frame.locator("main a[href*='/-/actor/']").first.evaluate(click) == ""


def test_search_finds_in_the_browser(desk):
    frame = open_page(desk, "/")
    frame.locator("form.large input[name=q]").first.fill("nechaev")
    frame.locator("form.large input[name=q]").first.press("Enter")
    frame.locator("text=Ivan Nechaev").first.wait_for(timeout=60_000)


@pytest.mark.parametrize("path, expected", [
    ("/claims/-/positions.csv?stance=denies", "denies"),
    ("/claims/-/claim/nk-volunteers-ready.json", "North Korean volunteers"),
    ("/claims/denials_of_reported_troop_deployments.json?_shape=array", "Russian Foreign Ministry"),
    ("/graphql/claims?query={claims_row(id:%22nk-volunteers-ready%22){text}}", "North Korean volunteers"),
    ("/claims/positions?_size=5", "positions"),
    ("/claims/", "denials_of_reported_troop_deployments"),  # by a redirect to /claims
    ("/-/versions.json", "MAX_WORKER_THREADS=0"),  # the SQLite of the browser
])
def test_files_and_queries_are_answered(desk, path, expected):
    frame = desk.frames[1]
    status, text = frame.evaluate("async path => { const r = await fetch(location.href.split('/app/')[0] + '/app' + path); return [r.status, await r.text()] }", path)
    assert status == 200 and expected in text


def test_a_post_to_graphql_is_answered(desk):
    ask = """async () => { const r = await fetch(location.href.split('/app/')[0] + '/app/graphql/claims', {method: 'POST',
      headers: {'content-type': 'application/json'}, body: JSON.stringify({query: '{ claims { totalCount } }'})}); return await r.json() }"""
    assert desk.frames[1].evaluate(ask)["data"]["claims"]["totalCount"] > 90


def test_what_is_not_there_is_404(desk):
    status = desk.frames[1].evaluate("async () => (await fetch(location.href.split('/app/')[0] + '/app/claims/-/claim/none')).status")
    assert status == 404


def test_a_link_opened_in_a_tab_of_its_own_starts_a_desk(chromium, desk, address):
    """Once the service worker is there, an address below app/ leads to the start page, which opens that page."""
    desk.goto("about:blank")
    tab = desk.context.new_page()
    tab.goto(address + "app/claims/-/about")
    tab.wait_for_url(address + "#/claims/-/about", timeout=60_000)
    tab.close()


def test_the_command_of_the_page_serves_what_was_built(built):
    page = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
    port = free_port()
    command = "python3 -m http.server --bind 127.0.0.1 --directory build/lite 8002"
    assert f"$ python3 scripts/lite.py\n$ {command}\n" in page
    words = command.replace("python3", sys.executable).replace("build/lite", str(built)).replace("8002", str(port)).split()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/pyodide/pyodide.mjs", timeout=5)
                break
            except OSError:
                time.sleep(0.1)
        assert answer.headers["content-type"] == "text/javascript"  # a browser runs no module sent as anything else
    finally:
        process.terminate()
        process.wait(10)

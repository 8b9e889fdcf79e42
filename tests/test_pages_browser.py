"""The pages in a real Chromium: for everyone, at every width, without script, and light."""

import http.server
import sqlite3
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

LIMIT = 100_000  # bytes of a page with everything it loads
KINDS = {
    "home": "select 'home'",
    "claim": "select 'claim/' || claim from stances group by claim order by count(*) desc limit 1",
    "actor": "select 'actor/' || actor from stances where actor is not null group by actor order by count(*) desc limit 1",
    "article": "select 'article/' || article from quotes group by article order by count(*) desc limit 1",
    "topic": "select 'topic/' || topic from stances group by topic order by count(distinct actor) desc limit 1",
    "publisher": "select 'publisher/' || publisher from articles group by publisher order by count(*) desc limit 1",
    "compare": "select 'compare?a=' || actor_a || '&b=' || actor_b from shared_claims group by 1 order by count(*) desc limit 1",
    "pairs": "select 'compare'",
    "about": "select 'about'",
    "positions": "select 'positions?review=any'",
    "filtered": "select 'positions?stance=denies&topic=' || topic from stances group by topic order by count(*) desc limit 1",
    "nothing": "select 'positions?year=1900&stance=denies'",
    "question": "select 'question/what_an_actor_said'",
    "answered": "select 'question/changed_positions'",
    "which": "select 'question/what_an_actor_said?actor=kim'",
    "search": "select 'search?q=korea'",
    "mistyped": "select 'search?q=korrea'",
    "position": "select 'position/' || s.id from stances s join relays r on r.quote = s.quote where s.is_counted group by 1 order by count(*) desc limit 1",
    "card": "select 'embed/claim/' || claim from stances group by claim order by count(*) desc limit 1",
}


@pytest.fixture(scope="module")
def paths(database):
    """The fullest page of every kind."""
    connection = sqlite3.connect(database)
    found = {kind: "/claims/-/" + connection.execute(sql).fetchone()[0] for kind, sql in KINDS.items()}
    connection.close()
    return found


@pytest.fixture
def open_page(chromium, server):
    """Opens an address in a fresh context with any options, and fails on what the browser complains about."""
    contexts = []

    def open_page(path, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(server + path, wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


SMALL = """() => [...document.querySelectorAll("button, input, select, summary, .take a, .links a, .matrix td a, nav a")]
    .filter(element => element.offsetParent && !element.closest(".hidden"))
    .map(element => [element.getBoundingClientRect(), element.textContent.trim()])
    .filter(([box]) => box.height && (box.height < 24 || box.width < 24))
    .map(([box, text]) => `${text}: ${box.width} x ${box.height}`)"""


WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, entry) => sum + entry.decodedBodySize, 0)"""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_for_everyone(open_page, paths, kind):
    page = open_page(paths[kind])
    assert page.complaints == []  # of the content security policy, above all
    assert page.evaluate(WEIGHT) < LIMIT
    for width in (1280, 640, 390, 320):  # 640 is what 200 % zoom leaves of 1280
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width} px scroll sideways"
    assert page.evaluate(SMALL) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('main details').forEach((details, i) => { details.open = i < 3 })")
    # Lines after the eighth of a list are made like those before; without them axe takes a third of the time.
    page.evaluate("document.querySelectorAll('main tr:nth-child(n+9), main li:nth-child(n+9), main option:nth-child(n+9)').forEach(line => line.remove())")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        result = Axe().run(page)
        assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"


@pytest.mark.parametrize("kind", KINDS)
def test_letters_of_twice_the_size_fit_a_phone(open_page, paths, kind):
    page = open_page(paths[kind], width=195)  # what 390 px hold then, since every width is told in letters
    assert page.evaluate("document.documentElement.scrollWidth") <= 195


@pytest.mark.parametrize("width", [1280, 390])
def test_what_the_search_box_suggests_is_not_cut(open_page, paths, width):
    page = open_page(paths["claim"], width=width)
    assert page.evaluate("(box => { box.value = box.placeholder; return box.scrollWidth <= box.clientWidth })(document.getElementById('find'))")


def test_the_first_key_press_offers_to_skip_to_the_content(open_page, paths):
    page = open_page(paths["claim"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_slash_goes_to_the_search_box(open_page, paths):
    page = open_page(paths["claim"])
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_everything_is_there_without_script(open_page, paths):
    page = open_page(paths["claim"], java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator(".timeline .strip").count() >= 1
    page.locator("td.what summary").first.click()
    assert page.locator("td.what details[open] p").first.is_visible()


def test_a_denial_is_followed_to_its_claim(open_page, server):
    page = open_page("/claims/-/topic/troop-deployments")
    page.locator(".claims a").first.click()
    page.wait_for_url("**/-/claim/**")
    page.locator(".counts a", has_text="denied").first.wait_for()
    assert "stance=denies" in page.locator(".counts a", has_text="denied").first.get_attribute("href")


def test_printing_shows_the_address_and_the_day_of_the_build(open_page, paths, server):
    page = open_page(paths["claim"])
    page.emulate_media(media="print")
    assert page.locator(".print-only").inner_text().startswith(server + paths["claim"] + " · built ")
    assert not page.locator(".top nav").is_visible()


@pytest.fixture
def frame_page(chromium, server):
    """Shows an address of ours in a frame of a page that another host serves."""
    with http.server.ThreadingHTTPServer(("127.0.0.2", 0), FramingHandler) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        contexts = []

        def frame_page(path, scripts=True):
            contexts.append(chromium.new_context(java_script_enabled=scripts))
            page = contexts[-1].new_page()
            page.goto(f"http://127.0.0.2:{host.server_port}/?{server}{path}", wait_until="load")
            return page.frame_locator("iframe")

        yield frame_page
        for context in contexts:
            context.close()
        host.shutdown()


class FramingHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        framed = self.path.partition("?")[2]
        self.wfile.write(f'<!doctype html><title>An article</title><iframe src="{framed}" width="600" height="300"></iframe>'.encode())

    def log_message(self, *parts):
        pass


@pytest.mark.parametrize("scripts", [True, False])
def test_a_card_stands_in_the_page_of_somebody_else(frame_page, paths, scripts):
    card = frame_page(paths["card"], scripts)
    link = card.locator("h1 a")
    link.wait_for()
    assert "/-/claim/" in link.get_attribute("href")
    assert card.locator("base").get_attribute("target") == "_blank"  # or the claim would open inside the frame
    assert "denied by" in card.locator(".counts").inner_text()


def test_other_pages_stand_in_no_frame(frame_page, paths):
    page = frame_page(paths["claim"])
    assert page.locator("h1.sentence").count() == 0

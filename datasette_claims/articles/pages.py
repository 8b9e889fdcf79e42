"""HTML pages: main text and metadata."""

from __future__ import annotations

import logging
import re

from ..text import normalise_text
from .addresses import canonicalise_url, find_url_date, read_address
from .credits import find_credit
from .dates import parse_date
from .drafts import Draft, clean_line, clean_text, join_notes
from .encodings import decode_bytes, repair_twice_decoded
from .markup import choose_url, find_saved_url, read_markup
from .plain import REPAIRED, begin_with_title
from .refusals import Refused, require_library

MAX_BYTES = 10_000_000
MAX_ELEMENTS = 40_000  # lists, tables, links and paragraphs of that many take 2 to 4 s; more is no article
# Trafilatura compares its result with two other methods. One of them takes time with the square of the number of blocks:
# 3 s for 2,000 and a quarter of an hour for 29,000, so that large pages are read by its own method only.
MAX_COMPARED = 1_500
BLOCKS = ("p", "div", "li", "td", "th", "br", "blockquote", "dd", "dt", "section", "h1", "h2", "h3", "h4", "h5", "h6")
MAX_DEPTH = 200
OPENING_MARKS = ("“", "‘", "„", "‚", "«", "‹", "»", '"', "「", "『")
HIDDEN = ".//template | .//body//*[@hidden and @hidden != 'until-found' and not(self::time)]"
POST_BREAKS = ".//blockquote[contains(@class, 'twitter-tweet') or contains(@class, '-embed')]/p//br"
# Under these names a page says when it was last changed; what Trafilatura takes for want of a date is none of publication.
LAST_CHANGED = re.compile(r"modif|updated?|last-?(?:mod|date)|revision|^utime$", re.IGNORECASE)
DATE_MODIFIED = re.compile(r'(?<="dateModified")(\s{0,9}:\s{0,9}")[^"]{0,99}')
META_NAMES = ("name", "property", "itemprop", "http-equiv")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_page(raw: bytes, url: str | None = None, content_type: str = "") -> Draft:
    """A draft from the bytes of a page; Refused when no article can be made out."""
    if len(raw) > MAX_BYTES:
        raise Refused(f"the page is larger than {MAX_BYTES:,} bytes")
    charset = CHARSET.search(content_type)
    html, repaired = repair_twice_decoded(decode_bytes(raw, charset[1] if charset else None))
    html = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", html)
    tree = parse_html(html)
    mark_quotations(tree)
    join_posts(tree)
    archived_url = read_address(url).archived_url if url else None
    page_url = canonicalise_url(url) if url else find_saved_url(html)
    markup = read_markup(tree, page_url)
    own_url, copied_url = choose_url(page_url, *markup.canonicals)
    remove_hidden(tree)
    remove_last_change(tree)
    document = extract_article(tree, own_url)
    text = clean_text(re.sub(r"\n+", "\n\n", normalise_text(document.text or "")))
    publisher = clean_line(markup.publisher or document.sitename, 100)
    title = strip_site_name(clean_line(markup.headline or document.title), publisher)
    published, basis = choose_date(markup.published, own_url, document.date)
    return Draft(
        text=begin_with_title(title, text) if text else "",
        title=title,
        url=own_url,
        publisher=publisher,
        author=markup.author or (document.author or "").replace("; ", ", ") or markup.byline,
        language=markup.language,
        published=published,
        published_basis=basis,
        archived_url=archived_url,
        credit=find_credit("", (markup.byline or "").split(", ")[0]),
        copied_url=copied_url or markup.origin,
        note=join_notes(REPAIRED.format(repaired) if repaired else None),
    )


def parse_html(html: str):
    """The tree of a page; Refused when there is none, or one that would take minutes to walk."""
    trafilatura = require_library("trafilatura")
    # Its messages name neither file nor address; what it cannot read becomes a refusal that does.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if not re.search(r"<(?:html|head|body)\b", html, re.IGNORECASE):
        html = f"<html><body><article>{html}</article></body></html>"  # a piece copied out of a page
    tree = trafilatura.load_html(html)
    if tree is None:
        raise Refused("it is not a page: no HTML elements were found")
    etree = require_library("lxml.etree")
    count = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        count, depth = (count + 1, depth + 1) if event == "start" else (count, depth - 1)
        if count > MAX_ELEMENTS:
            raise Refused(f"the page has more than {MAX_ELEMENTS:,} elements")
        if depth > MAX_DEPTH:
            raise Refused(f"elements are nested more than {MAX_DEPTH} deep")
    return tree


def mark_quotations(tree) -> None:
    """Writes the quotation marks that browsers draw around <q>, unless the page has them there too."""
    etree = require_library("lxml.etree")
    parents = {element.getparent() for element in tree.iter("q")} - {None}
    for element in tree.iter("q"):
        previous, parent = element.getprevious(), element.getparent()
        before = previous.tail if previous is not None else parent.text if parent is not None else None
        if (before or "").endswith(OPENING_MARKS) or (element.text or "").lstrip().startswith(OPENING_MARKS):
            continue
        is_nested = sum(1 for _ in element.iterancestors("q")) % 2
        element.text = ("‘" if is_nested else "“") + (element.text or "")
        closing = "’" if is_nested else "”"
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing
    etree.strip_tags(tree, "q")
    for parent in parents:  # leaves pieces of text side by side, which cost seconds where there are thousands
        parent.text = parent.text
        for child in parent:
            child.tail = child.tail


def join_posts(tree) -> None:
    """Makes one paragraph of an embedded post that has line breaks: its signature is below the last of them."""
    for line_break in tree.xpath(POST_BREAKS):
        line_break.tail = f" {line_break.tail or ''}"
        line_break.drop_tag()


def remove_hidden(tree) -> None:
    """Takes out what no reader sees, after the markup was read, which is often hidden; "until-found" unfolds."""
    for element in tree.xpath(HIDDEN):
        element.drop_tree()


def remove_last_change(tree) -> None:
    """Takes out the dates on which a page says it was changed, which can be years after its publication."""
    for element in list(tree.iter("meta", "time")):
        if any(LAST_CHANGED.search(element.get(name, "")) for name in META_NAMES):
            element.attrib.pop("content", None)
            element.attrib.pop("datetime", None)
    for script in tree.iter("script"):
        script.text = DATE_MODIFIED.sub(r"\1", script.text or "")


def count_blocks(tree) -> int:
    return sum(1 for _ in tree.iter(*BLOCKS))


def extract_article(tree, url: str | None):
    """Main text and metadata of a tree; Refused when there is no main text."""
    trafilatura = require_library("trafilatura")
    document = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, with_metadata=True, fast=count_blocks(tree) > MAX_COMPARED,
        # Without the extensive search: it makes 1 January out of the year of a copyright line.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )  # fmt: skip
    if document is None or not document.text:
        raise Refused("no main text was found on the page")
    return document


def choose_date(marked: str | None, url: str | None, found: str | None) -> tuple[str | None, str]:
    """The date of publication and its basis: the page's markup, its address, or a date standing on the page."""
    if marked:
        return marked, "page"
    if in_url := find_url_date(url or ""):
        return in_url, "url"
    if found := parse_date(found):
        return found, "inferred"
    return None, "unknown"


def strip_site_name(title: str | None, site_name: str | None) -> str | None:
    """A headline without the site's name that templates put behind it."""
    if not title or not site_name:
        return title
    return re.sub(rf"\s+[-–—|·:]\s+{re.escape(site_name)}\s*$", "", title, flags=re.IGNORECASE) or title

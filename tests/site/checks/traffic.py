"""What a page asks of the network and keeps in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from checks.browser import PALETTE_BUTTON, SEARCH_BUTTON, SETTLE, open_search, visible

INDEX = ("/search/index.js", "/minisearch.js", "/search-engine.js", "/search.js")
# Material's record of the chosen colors, below the path of the site.
KEPT = (".__palette",)

STORES = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: 'caches' in window ? await caches.keys() : [],
  workers: 'serviceWorker' in navigator ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""


@dataclass
class Traffic:
    """The requests of a visit in their order, with the bytes that came over the line for each, head included."""

    urls: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Give the sum of all bytes."""
        return sum(self.sizes.values())

    def figures(self) -> str:
        """Give count and sizes, largest first, for people to read."""
        parts = sorted(self.sizes.items(), key=lambda item: -item[1])
        each = ", ".join(
            f"{urlsplit(url).path.rsplit('/', 2)[-1] or urlsplit(url).path} {size / 1000:.1f}" for url, size in parts
        )
        return f"{len(self.urls)} requests, {self.size / 1000:.1f} kB ({each})"


def watch(page: Page) -> Traffic:
    """Log from now on what the page, its frames and its workers ask for; data: and blob: addresses ask nobody."""
    traffic = Traffic()
    session = page.context.new_cdp_session(page)
    names: dict[str, str] = {}

    def sent(event: dict) -> None:
        url = event["request"]["url"]
        if not url.startswith(("data:", "blob:")):
            names[event["requestId"]] = url

    def finished(event: dict) -> None:
        if url := names.get(event["requestId"]):
            traffic.sizes[url] = traffic.sizes.get(url, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.context.on(
        "request", lambda request: traffic.urls.append(request.url) if request.url.startswith("http") else None
    )
    return traffic


def foreign(traffic: Traffic, base: str) -> list[str]:
    """Find requests to another origin."""
    own = urlsplit(base)
    others = [url for url in traffic.urls if (urlsplit(url).scheme, urlsplit(url).netloc) != (own.scheme, own.netloc)]
    return [f"asks another origin for {url}" for url in others]


def kept(page: Page) -> tuple[list[str], list[str]]:
    """Look at cookies and stores.

    Returns:
        What should not be there, and the keys of the stores.
    """
    stores = page.evaluate(STORES)
    keys = [*stores["local"], *stores["session"]]
    found = [f"sets the cookie {cookie['name']}" for cookie in page.context.cookies()]
    found += [f"keeps the undocumented key {key}" for key in keys if not key.endswith(KEPT)]
    found += [f"opens the database {name}" for name in stores["databases"]]
    found += [f"fills the cache {name}" for name in stores["caches"]]
    found += ["installs a service worker"] * bool(stores["workers"])
    return found, keys


def indexes(traffic: Traffic) -> list[str]:
    """Give the requests that serve the search."""
    return [url for url in traffic.urls if any(part in url for part in INDEX)]


def visit(browser: Browser, url: str) -> Traffic:
    """Open a page with an empty cache and leave it alone until the network is quiet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        traffic = watch(page)
        page.goto(url, wait_until="networkidle")
        _favicon(page, traffic)
    finally:
        context.close()
    return traffic


def use(page: Page) -> None:
    """Do what a reader does: scroll to the end, search, change the colors twice."""
    page.mouse.wheel(0, 100_000)
    page.evaluate(SETTLE)
    page.evaluate("() => scrollTo(0, 0)")
    if visible(page, SEARCH_BUTTON):
        open_search(page)
        page.keyboard.type("security")
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Escape")
    button = visible(page, PALETTE_BUTTON)
    if button:
        button.click()
    page.wait_for_load_state("networkidle")


def _favicon(page: Page, traffic: Traffic) -> None:
    """Count the icon, which a headless browser leaves out."""
    icon = page.evaluate("() => document.querySelector('link[rel~=icon]')?.href ?? ''")
    if icon and icon not in traffic.urls:
        traffic.urls.append(icon)
        answer = page.request.get(icon, headers={"Accept-Encoding": "gzip"})
        length = int(answer.headers.get("content-length", "0"))
        traffic.sizes[icon] = length + sum(len(name) + len(value) + 4 for name, value in answer.headers.items())

"""Measure the site beside plain Material for MkDocs, in one run, and report ratios.

Run by ``make bench``. Both build the same staged Markdown. Machines differ and are noisy, so the
ratio of the two is what counts; nothing is asserted here.
"""

import functools
import gzip
import http.server
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import ClassVar

import setup

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
READ = "article/"
COMPRESSED = {".woff2", ".png", ".jpg", ".webp"}
STOCK = """\
site_name: Stock
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-sunny, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-night, name: Light}}
plugins: [search]
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables]
"""


def run(*arguments: str | Path, cwd: Path = ROOT) -> tuple[float, float]:
    """Run a Python module of the environment; return wall seconds and peak memory in MB.

    A command that fails ends the run with its output.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *map(str, arguments)], cwd=cwd, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(map(str, arguments))} failed:\n{output.read().decode()}")
    # Linux counts in kilobytes, macOS in bytes.
    return time.perf_counter() - start, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


class Recorder(http.server.SimpleHTTPRequestHandler):
    """Serve a folder and remember the files that were asked for; workers' requests are among them."""

    asked: ClassVar[list[Path]] = []

    def do_GET(self) -> None:
        """Serve one file."""
        file = Path(self.translate_path(self.path))
        self.asked.append(file / "index.html" if file.is_dir() else file)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing: the report is the output."""


def first_visit(site: Path) -> tuple[int, int, list[str]]:
    """Visit Read with an empty cache; return compressed bytes, number of requests, third-party addresses.

    Bytes are those of gzip -9, or of the file where its format is compressed already.
    """
    # Not before: on Linux the peak of a child is never below what its parent held when starting it.
    from playwright.sync_api import sync_playwright

    Recorder.asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Recorder, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    own = f"http://127.0.0.1:{server.server_port}/"
    others: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=setup.browser_on_path())
        page = browser.new_page()
        page.on(
            "request", lambda request: request.url.startswith((own, "data:", "blob:")) or others.append(request.url)
        )
        page.goto(own + READ, wait_until="networkidle")
        browser.close()
    server.shutdown()
    server.server_close()
    files = [file for file in Recorder.asked if file.is_file()]
    sizes = [
        file.stat().st_size if file.suffix in COMPRESSED else len(gzip.compress(file.read_bytes(), 9)) for file in files
    ]
    return sum(sizes), len(Recorder.asked) + len(others), others


def median(samples: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the median time and the largest memory of some runs."""
    return statistics.median(seconds for seconds, _ in samples), max(memory for _, memory in samples)


def line(what: str, ours: float, stock: float, unit: str) -> None:
    """Print one row of the report."""
    print(f"{what:<34}{ours:>10.2f}{stock:>10.2f}{ours / stock:>8.2f}  {unit}")


def main() -> None:
    """Stage, build both sites in turn, and report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("edition", "stage", folder / "stock/docs")
        (folder / "stock/mkdocs.yml").write_text(STOCK, "utf-8")
        ours, stock = [], []
        for _ in range(RUNS):
            ours.append(run("mkdocs", "build", "--site-dir", folder / "ours"))
            stock.append(run("mkdocs", "build", "--site-dir", folder / "plain", cwd=folder / "stock"))
        check = median([run("edition", "check") for _ in range(RUNS)])
        pages = len(list((folder / "ours").rglob("*.html")))
        print(f"{pages} pages; median of {RUNS} builds of each, in turn\n")
        print(f"{'':<34}{'ours':>10}{'stock':>10}{'ratio':>8}")
        (our_time, our_memory), (stock_time, stock_memory) = median(ours), median(stock)
        line("mkdocs build", our_time, stock_time, "s")
        line("mkdocs build, peak memory", our_memory, stock_memory, "MB")
        our_visit, stock_visit = first_visit(folder / "ours"), first_visit(folder / "plain")
        line(f"first visit to /{READ}, gzip", our_visit[0] / 1000, stock_visit[0] / 1000, "kB")
        line("requests of that visit", our_visit[1], stock_visit[1], "")
        for address in our_visit[2]:
            print(f"our page asks a third party: {address}")
        print(f"\nedition check: {check[0]:.2f} s, peak memory {check[1]:.0f} MB")


if __name__ == "__main__":
    main()

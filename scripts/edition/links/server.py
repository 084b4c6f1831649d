"""The local server of the gate and the browser tests: what a good static host does, and nothing more."""

from __future__ import annotations

import gzip
import io
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".tmx": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".gift": "text/plain; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".epub": "application/epub+zip",
    ".apkg": "application/octet-stream",
    ".imscc": "application/zip",
}
PACKED = (".html", ".css", ".js", ".mjs", ".json", ".map", ".webmanifest", ".svg", ".xml", ".tmx", ".txt", ".tsv")


@contextmanager
def serve(site: Path, prefix: str = "") -> Iterator[str]:
    """Serve a built site on a free port of the loopback address while the block runs.

    Arguments:
        site: the folder of the built site.
        prefix: a path below which it stands, such as ``/two-oceans``; empty for the root.

    Yields:
        The address of the site without a closing slash, such as ``http://127.0.0.1:40001/two-oceans``.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    folder = site.resolve()
    if not folder.is_dir():
        raise NotADirectoryError(f"{site}: no built site here; run 'make build'.")
    handler = type("SiteHandler", (_Handler,), {"folder": folder, "prefix": prefix.rstrip("/")})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix.rstrip('/')}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@lru_cache(maxsize=4096)
def packed(path: str, state: tuple[int, int]) -> bytes:
    """Give a file as gzip, the same bytes each time; ``state``, its time and size, tells one from the next."""
    del state  # it is only a part of the cache's key
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write(Path(path).read_bytes())
    return out.getvalue()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser hangs up in the middle of an answer."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    folder: Path
    prefix: str

    def do_GET(self) -> None:
        """Answer with the file, the page of its folder, a redirect to it, or 404.html."""
        path = unquote(urlsplit(self.path).path)
        below = path.removeprefix(self.prefix) if path.startswith(self.prefix + "/") else None
        if below is None:
            self._missing()
            return
        file = (self.folder / below.lstrip("/")).resolve()
        if not file.is_relative_to(self.folder) or "\0" in path:
            self._missing()
        elif file.is_dir() and not path.endswith("/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", {"Location": path + "/"})
        elif (page := file / "index.html" if path.endswith("/") else file).is_file():
            self._file(HTTPStatus.OK, page)
        else:
            self._missing()

    do_HEAD = do_GET  # noqa: N815  the name that http.server calls

    def _missing(self) -> None:
        page = self.folder / "404.html"
        if page.is_file():
            self._file(HTTPStatus.NOT_FOUND, page)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"Not found", "text/plain", {})

    def _file(self, status: HTTPStatus, file: Path) -> None:
        suffix = file.suffix.lower()
        kind = TYPES.get(suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Cache-Control": "max-age=600", "Vary": "Accept-Encoding"}
        if suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            state = file.stat()
            self._send(
                status,
                packed(str(file), (state.st_mtime_ns, state.st_size)),
                kind,
                {**headers, "Content-Encoding": "gzip"},
            )
        else:
            self._send(status, file.read_bytes(), kind, headers)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        # linkchecker throttles itself to about three requests a second unless the server names it.
        self.send_header("LinkChecker", "welcome")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet: the callers report."""

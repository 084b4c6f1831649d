"""Links of a built site: the internal gate, which reads the finished folder and knows nothing of its maker.

A folder of HTML goes in, findings come out: ``check_site`` reads the files, ``run_linkchecker`` asks an
independent program over http, and ``gate`` is both with the address registry. ``serve`` is the local server
that the gate and the browser tests share.
"""

from __future__ import annotations

from edition.links.crawl import run_linkchecker
from edition.links.internal import check_site
from edition.links.server import serve
from edition.links.whole import gate

__all__ = ["check_site", "gate", "run_linkchecker", "serve"]

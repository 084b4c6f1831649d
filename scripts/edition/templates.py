"""The templates of the blocks: where they are, what they may use, and how one is filled for a page."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from edition import citations, dates
from edition.markdown import literal, relative
from edition.model import Edition

TEMPLATES = Path(__file__).resolve().parents[2] / "overrides" / "blocks"
READ = "article/index.md"
COMPARE = "article/compare.md"
CORRECTIONS = "article/corrections.md"
GLOSSARY = "glossary.md"
CLAIMS = "article/claims.md"
SINCE = "since-2023.md"
SOURCES = "sources.md"
LMS = "teach/lms.md"


def _kept_templates() -> FileSystemBytecodeCache | None:
    """Give the folder where compiled templates are kept, or None where none can be made."""
    try:
        citations.CACHE.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(citations.CACHE))


ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    # Compiled templates are kept beside the citations: they are the same for every run.
    bytecode_cache=_kept_templates(),
)
# The page that is being filled: templates, and the macros they import, link from it.
_HERE: ContextVar[str] = ContextVar("page")
ENVIRONMENT.filters["from_page"] = lambda target: relative(target, _HERE.get())
ENVIRONMENT.filters["spoken"] = dates.spoken
# Text that goes through Markdown and must come out as it is.
ENVIRONMENT.filters["md"] = lambda text: Markup(literal(text))  # noqa: S704  literal() escapes HTML too


def render(name: str, page: str, edition: Edition, context: dict[str, Any]) -> str:
    """Render one block for one page; the filter ``from_page`` turns a file of docs/ into a relative address."""
    pages = {
        "read": READ,
        "compare": COMPARE,
        "corrections_page": CORRECTIONS,
        "glossary_page": GLOSSARY,
        "sources_page": SOURCES,
        "claims_page": CLAIMS,
        "since_page": SINCE,
        "lms_page": LMS,
    }
    token = _HERE.set(page)
    try:
        template = ENVIRONMENT.get_template(f"{name}.html")
        return template.render(**pages, withdrawn=edition.article.withdrawn, **context)
    finally:
        _HERE.reset(token)

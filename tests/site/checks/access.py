"""axe-core on a page as it stands: WCAG 2.0 to 2.2, levels A and AA; best practice is told apart."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from checks.browser import SETTLE

GATED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RUN = """(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })"""


def violations(page: Page) -> tuple[list[str], list[str]]:
    """Run axe.

    Returns:
        The violations of A and AA, and those of best practice, each with its rule, place and reason.
    """
    page.evaluate(SETTLE)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, [*GATED, "best-practice"])["violations"]
    gated: list[str] = []
    advised: list[str] = []
    for rule in found:
        into = gated if set(rule["tags"]) & set(GATED) else advised
        for node in rule["nodes"]:
            reason = " ".join((node.get("failureSummary") or rule["help"]).split())
            into.append(f"{rule['id']}: {' '.join(map(str, node['target']))}: {reason}")
    return gated, advised

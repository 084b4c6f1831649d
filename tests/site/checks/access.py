"""axe-core on a page as it stands: WCAG 2.0 to 2.2, levels A and AA; best practice is told apart."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from checks.browser import SETTLE

GATED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
LOOK_RULES = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
RUN = """([type, values]) => axe.run(document, { runOnly: { type, values }, resultTypes: ['violations'] })"""


def violations(page: Page, *, look_only: bool = False) -> tuple[list[str], list[str]]:
    """Run axe: all of its rules, or those of colors and sizes, for a page whose other rules ran in another setting.

    Returns:
        The violations of A and AA, and those of best practice, each with its rule, place and reason.
    """
    page.evaluate(SETTLE)
    page.evaluate(AXE_SCRIPT)
    chosen = ["rule", LOOK_RULES] if look_only else ["tag", [*GATED, "best-practice"]]
    found = page.evaluate(RUN, chosen)["violations"]
    gated: list[str] = []
    advised: list[str] = []
    for rule in found:
        into = gated if set(rule["tags"]) & set(GATED) else advised
        for node in rule["nodes"]:
            reason = " ".join((node.get("failureSummary") or rule["help"]).split())
            into.append(f"{rule['id']}: {' '.join(map(str, node['target']))}: {reason}")
    return gated, advised

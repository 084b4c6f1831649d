"""The page for a reader without JavaScript: all text, every link, no control that does nothing."""

from __future__ import annotations

from playwright.sync_api import Page

from checks.browser import MENU_BUTTON, visible

# A question can be filled in, and a link leads from it to its answer: its fields are no dead controls.
ANSWERED = "form.q:has(a[href^='#a-'])"
# Evaluation works from outside although the page's own scripts do not run.
DEAD = """() => {
  const seen = (node) => node.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    && node.getBoundingClientRect().width > 1;
  const name = (node) => `${node.localName}${node.id ? '#' + node.id : ''} "${(node.getAttribute('aria-label') || node.textContent).trim().slice(0, 40)}"`;
  const found = [];
  for (const node of document.querySelectorAll('button, [role=button], input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea')) {
    if (!seen(node) || node.closest("ANSWERED")) continue;
    const opens = node.popoverTargetElement || node.getAttribute('commandfor');
    const sends = node.form?.hasAttribute('action');
    if (!opens && !sends) found.push(`${name(node)} does nothing without JavaScript`);
  }
  for (const node of document.querySelectorAll('a[href^="javascript:"], a:not([href])[onclick]'))
    if (seen(node)) found.push(`${name(node)} does nothing without JavaScript`);
  return found;
}""".replace("ANSWERED", ANSWERED)

LOOKS = """() => [...document.querySelectorAll('body *:not(input)')].map((node) => {
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  return [style.display, style.visibility, style.textDecorationLine, style.textDecorationStyle, style.backgroundColor,
    style.borderBottomStyle, style.borderBottomColor, Math.round(box.width), Math.round(box.height)].join(' ');
}).join('\\n')"""


def dead_controls(page: Page) -> list[str]:
    """Find controls that can be seen but do nothing: buttons, fields, and boxes whose tick changes nothing."""
    found = page.evaluate(DEAD)
    for box in page.locator("input:is([type=checkbox], [type=radio])").all():
        if not box.is_visible() or box.evaluate("(box, answered) => box.closest(answered)", ANSWERED):
            continue
        before = page.evaluate(LOOKS)
        box.click()
        if page.evaluate(LOOKS) == before:
            found.append(f"{box.get_attribute('id') or box.get_attribute('name')}: its tick changes nothing")
        if box.get_attribute("type") == "checkbox":
            box.click()
    return found


def text(page: Page, selector: str = "article") -> str:
    """Give the text that is shown, with single spaces; what checks answers, or is a link in its place, is left out."""
    page.evaluate("document.querySelectorAll('.q-do, #choose, noscript').forEach((node) => node.remove())")
    return " ".join(page.locator(selector).first.inner_text().split())


def hidden_links(page: Page) -> list[str]:
    """Find links of the site's navigation that cannot be reached, opening the menu where there is one."""
    wanted = page.locator("header nav a[href]").evaluate_all("(links) => links.map((link) => link.href)")
    if not wanted:
        return ["the header has no navigation"]
    shown = (
        "(links) => links.filter((link) => link.checkVisibility({ checkVisibilityCSS: true })).map((link) => link.href)"
    )
    reached = page.locator("header nav a[href]").evaluate_all(shown)
    if len(reached) < len(wanted) and (button := visible(page, MENU_BUTTON)):
        button.click()
        reached = page.locator("header nav a[href]").evaluate_all(shown)
        page.keyboard.press("Escape")
    return [f"{link} cannot be reached" for link in wanted if link not in reached]

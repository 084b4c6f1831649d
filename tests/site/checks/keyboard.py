"""The page as someone without a mouse meets it: every stop of the Tab key, the skip link, menu and search."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

from checks.browser import MENU_BUTTON, SEARCH_BUTTON, SEARCH_DIALOG, SETTLE, thin, visible

LIMIT = 3000

# How each element looks before anything has the focus, and which controls can be seen.
PREPARE = """() => {
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex], [contenteditable]';
  const looks = (node) => {
    const style = getComputedStyle(node);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(' ');
  };
  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }) && box.width > 0 && box.height > 0;
  };
  const name = (node) => {
    const words = (node.getAttribute('aria-label') || node.innerText || node.title || node.id || '').trim().slice(0, 40);
    return `${node.localName}${node.id ? '#' + node.id : ''} "${words.replace(/\\s+/g, ' ')}"`;
  };
  const calm = new Map();
  for (const node of document.querySelectorAll('body *')) calm.set(node, looks(node));
  window.walked = { looks, seen, name, calm, controls, settle: SETTLE, stops: new Set() };
  document.activeElement?.blur();
  scrollTo({ top: 0, behavior: 'instant' });
}""".replace("SETTLE", SETTLE)

# What is wrong with the element that has the focus.
PROBE = """async () => {
  await window.walked.settle(['color', 'background-color', 'text-decoration-color']);
  const { looks, seen, name, calm, stops } = window.walked;
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return { end: true };
  if (stops.has(node)) return { end: true };
  stops.add(node);
  const faults = [];
  const shown = [node, ...(node.labels ?? [])].filter(seen);
  const marked = shown.some((one) => {
    const style = getComputedStyle(one);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
      && !/^(transparent|rgba\\(.*, 0\\))$/.test(style.outlineColor);
    return (outline || style.boxShadow !== 'none') && looks(one) !== calm.get(one);
  });
  if (!marked) faults.push('no visible focus indicator');
  const box = shown[0]?.getClientRects()[0];
  if (!box) faults.push('takes focus but is not visible');
  else {
    const { clientWidth: width } = document.documentElement;
    const height = innerHeight;
    const tall = box.height > height;
    if (box.left < -1 || box.right > width + 1 || box.top < -1 || (!tall && box.bottom > height + 1))
      faults.push(`outside the viewport (${Math.round(box.left)}, ${Math.round(box.top)})`);
    else {
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, height) / 2);
      const own = shown.some((one) => one.contains(hit));
      const around = hit && hit.contains(node) && !hit.matches('html, body, main, article');
      if (!own && !around) faults.push(`covered by ${hit ? name(hit) : 'nothing'}`);
    }
  }
  return { end: false, name: name(node), faults, inside: !!node.closest('dialog[open], [role=dialog]') };
}"""

# Controls that can be seen, but that the walk did not reach.
MISSED = """() => {
  const { seen, name, controls, stops } = window.walked;
  const missed = [];
  for (const node of document.querySelectorAll(controls)) {
    if (stops.has(node) || !seen(node) || node.disabled || node.closest('[inert]')) continue;
    if (node.matches('[tabindex^="-"]') && !node.matches('a, button, input, select, textarea, summary')) continue;
    const group = node.type === 'radio' && [...stops].some((one) => one.type === 'radio' && one.name === node.name);
    if (!group) missed.push(name(node));
  }
  for (const label of document.querySelectorAll('label[for]')) {
    const input = document.getElementById(label.htmlFor);
    if (seen(label) && input && !input.checkVisibility({ checkVisibilityCSS: true })) missed.push(name(label));
  }
  return missed;
}"""


@dataclass
class Walk:
    """The stops of a walk by their names, and what is wrong with them."""

    stops: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)


def walk(page: Page, *, indicator_only: bool = False) -> Walk:
    """Press Tab from the top of the page to its end; of a long filtered list the first and last rows are kept.

    Arguments:
        page: an open page on which nothing has been pressed yet.
        indicator_only: look for the focus indicator alone.

    Returns:
        All stops; findings for each stop that is unmarked, out of sight or covered, and for each visible
        control that is no stop.
    """
    thin(page)
    page.evaluate(SETTLE)
    page.evaluate(PREPARE)
    result = Walk()
    for _ in range(LIMIT):
        stop = press(page, "Tab")
        if stop["end"]:
            break
        result.stops.append(stop["name"])
        faults = [fault for fault in stop["faults"] if not indicator_only or "indicator" in fault]
        result.findings += [f"{stop['name']}: {fault}" for fault in faults]
    else:
        result.findings.append(f"the walk does not end within {LIMIT} stops")
    if not indicator_only:
        result.findings += [f"{name}: cannot be reached with Tab" for name in page.evaluate(MISSED)]
    return result


def press(page: Page, key: str) -> dict:
    """Press a key, let the page come to rest, and give what is said of the element with the focus."""
    page.keyboard.press(key)
    return page.evaluate(PROBE)


def skip_link(page: Page) -> list[str]:
    """Test that the first stop is a skip link that moves the focus into the content."""
    page.evaluate(SETTLE)
    page.evaluate(PREPARE)
    stop = press(page, "Tab")
    if stop["end"]:
        return ["no stop at all"]
    findings = [f"skip link: {fault}" for fault in stop["faults"]]
    target = page.evaluate(
        "() => document.activeElement.matches('a[href^=\"#\"]') && document.activeElement.hash.slice(1)"
    )
    if not target:
        return [*findings, f"the first stop, {stop['name']}, is no skip link"]
    page.keyboard.press("Enter")
    page.evaluate(SETTLE)
    found = page.evaluate(
        """(id) => {
          const target = document.getElementById(decodeURIComponent(id));
          if (!target) return 'leads nowhere';
          if (!target.closest('main, article')) return 'does not lead into the content';
          const box = target.getBoundingClientRect();
          if (box.top < -1 || box.top >= innerHeight) return 'leaves its target out of sight';
          return '';
        }""",
        target,
    )
    findings += [f"skip link {found}"] if found else []
    after = press(page, "Tab")
    if not found and not after["end"]:
        follows = page.evaluate(
            """(id) => {
              const target = document.getElementById(decodeURIComponent(id));
              return target === document.activeElement || target.contains(document.activeElement)
                || Boolean(target.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING);
            }""",
            target,
        )
        findings += [] if follows else [f"after the skip link comes {after['name']}, which stands before its target"]
    return findings


def tab_to(page: Page, selector: str) -> bool:
    """Press Tab until the first visible element that fits has the focus; say whether it ever has."""
    wanted = visible(page, selector)
    if wanted is None:
        return False
    page.evaluate(PREPARE)
    for _ in range(LIMIT):
        if press(page, "Tab")["end"]:
            return False
        if has_focus(page, selector):
            return True
    return False


def has_focus(page: Page, selector: str) -> bool:
    """Say whether the element with the focus fits."""
    return page.evaluate("(fits) => document.activeElement.matches(fits)", selector)


def menu(page: Page) -> list[str]:
    """Test that the menu of a narrow page opens and closes by Enter, Space and Escape, and gives the focus back."""
    if not tab_to(page, MENU_BUTTON):
        return ["the menu button cannot be reached with Tab"]
    shown = """() => [...document.querySelectorAll('header nav a[href]')].filter((link) => window.walked.seen(link)).length"""
    findings = []
    if page.evaluate(shown):
        findings.append("the menu is open before anyone opened it")
    for opening in ("Enter", "Space"):
        for closing in (opening, "Escape"):
            page.keyboard.press(opening)
            page.evaluate(SETTLE)
            if not page.evaluate(shown):
                findings.append(f"{opening} does not open the menu")
                continue
            if closing == "Escape":
                findings += _menu_stop(page)
            page.keyboard.press(closing)
            page.evaluate(SETTLE)
            if page.evaluate(shown):
                findings.append(f"{closing} does not close the menu")
                return findings
            if not has_focus(page, MENU_BUTTON):
                findings.append(f"after {closing} the focus is not on the menu button")
                page.locator(MENU_BUTTON).first.focus()
    return findings


def _menu_stop(page: Page) -> list[str]:
    """Test that the next stop after the opened menu's button is one of its links."""
    page.evaluate("() => window.walked.stops.clear()")
    stop = press(page, "Tab")
    if stop["end"] or not page.evaluate("() => !!document.activeElement.closest('header nav')"):
        return ["the stop after the menu button is not in the menu"]
    return [f"menu: {stop['name']}: {fault}" for fault in stop["faults"]]


def search(page: Page, words: str) -> list[str]:
    """Test that the search opens by its button, holds the focus, and gives it back to a page that is not covered."""
    if not tab_to(page, SEARCH_BUTTON):
        return ["the search button cannot be reached with Tab"]
    findings = []
    page.keyboard.press("Enter")
    page.evaluate(SETTLE)
    if not visible(page, SEARCH_DIALOG):
        return ["Enter does not open the search"]
    if not has_focus(page, "input"):
        findings.append("the open search does not put the focus in its field")
    page.keyboard.type(words)
    page.locator(f":is({SEARCH_DIALOG}) a[href]").filter(visible=True).first.wait_for()
    page.evaluate("() => window.walked.stops.clear()")
    for _ in range(LIMIT):
        stop = press(page, "Tab")
        if stop["end"]:
            break
        findings += [f"search: {stop['name']}: {fault}" for fault in stop["faults"]]
        if not stop["inside"]:
            findings.append(f"search: {stop['name']}: outside the open dialog")
    page.keyboard.press("Escape")
    page.evaluate(SETTLE)
    if visible(page, SEARCH_DIALOG):
        return [*findings, "Escape does not close the search"]
    if not has_focus(page, SEARCH_BUTTON):
        findings.append("after Escape the focus is not on the search button")
    page.evaluate("() => window.walked.stops.clear()")
    stop = press(page, "Tab")
    findings += [f"after the search: {stop.get('name')}: {fault}" for fault in stop.get("faults", [])]
    return findings

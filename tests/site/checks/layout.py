"""What a page looks like where it is narrow, enlarged, printed, or shown in the reader's own colors."""

from __future__ import annotations

from playwright.sync_api import Page

from checks.browser import SETTLE

# Shared by the scripts below.
TOOLS = """
  const name = (node) => {
    const own = node.id ? '#' + node.id : node.classList.length ? '.' + [...node.classList].join('.') : '';
    return `${node.localName}${own} "${(node.textContent || '').trim().replace(/\\s+/g, ' ').slice(0, 40)}"`;
  };
  const seen = (node) => node.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const hidden = (node) => {
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || style.clipPath === 'inset(50%)';
  };
"""

OVERFLOW = (
    "() => {"
    + TOOLS
    + """
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter((node) => seen(node)
    && node.getBoundingClientRect().right > root.clientWidth + 1 && !node.querySelector('*'));
  return [`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`,
    ...wide.slice(0, 5).map((node) => `${name(node)} reaches past the edge`)];
}"""
)

CLIPPED = (
    "() => {"
    + TOOLS
    + """
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    if (!seen(node) || hidden(node) || node.closest('svg') || !node.textContent.trim()) continue;
    const style = getComputedStyle(node);
    const cut = (value) => value === 'hidden' || value === 'clip';
    const across = cut(style.overflowX) && node.scrollWidth > node.clientWidth + 1;
    const down = cut(style.overflowY) && node.scrollHeight > node.clientHeight + 1;
    if (across || down || style.textOverflow === 'ellipsis') found.push(`${name(node)} is clipped`);
  }
  return found;
}"""
)

# Scroll boxes are no help on paper.
PRINTED = (
    "() => {"
    + TOOLS
    + """
  const found = [];
  for (const node of document.querySelectorAll('body > header, header.top, .md-header, nav, dialog, .md-skip, header button'))
    if (seen(node) && !hidden(node)) found.push(`${name(node)} is printed`);
  if (!document.querySelector('h1')?.checkVisibility()) found.push('the main heading is not printed');
  for (const node of document.querySelectorAll('body *')) {
    if (!seen(node) || hidden(node) || !node.textContent.trim()) continue;
    const style = getComputedStyle(node);
    if (/auto|scroll/.test(style.overflowX + style.overflowY)
      && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1))
      found.push(`${name(node)} scrolls, so its text is cut off on paper`);
    if (/fixed|sticky/.test(style.position)) found.push(`${name(node)} is ${style.position}, so it is printed over every page`);
  }
  return found;
}"""
)

MOVING = (
    "() => {"
    + TOOLS
    + """
  const seconds = (value) => Math.max(...value.split(',').map((one) => parseFloat(one) * (one.trim().endsWith('ms') ? .001 : 1)));
  const found = new Set();
  for (const node of document.querySelectorAll('html, body, body *')) {
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(node, part);
      if (part && style.content === 'none') continue;
      const where = name(node).split(' "')[0] + (part ?? '');
      if (style.transitionProperty !== 'none' && seconds(style.transitionDuration) > .01)
        found.add(`${where} has a transition of ${style.transitionDuration}`);
      if (style.animationName !== 'none' && seconds(style.animationDuration) > .01)
        found.add(`${where} has an animation of ${style.animationDuration}`);
    }
    if (getComputedStyle(node).scrollBehavior === 'smooth') found.add(`${name(node).split(' "')[0]} scrolls smoothly`);
  }
  return [...found];
}"""
)

OBLIQUE = (
    "() => {"
    + TOOLS
    + """
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!/\\p{Script=Han}/u.test(texts.currentNode.data) || parent.closest('script, style')) continue;
    const style = getComputedStyle(parent).fontStyle;
    if (style !== 'normal') found.push(`${name(parent)} is ${style}`);
  }
  return found;
}"""
)

# A link in a text block: the block has letters outside its links.
PLAIN_LINKS = (
    "() => {"
    + TOOLS
    + """
  const found = [];
  for (const link of document.querySelectorAll('article :is(p, li, dd, td, th, figcaption, blockquote) a[href]')) {
    if (!seen(link) || hidden(link) || !link.textContent.trim()) continue;
    const block = link.closest('p, li, dd, td, th, figcaption, blockquote').cloneNode(true);
    block.querySelectorAll('a, ul, ol').forEach((node) => node.remove());
    if (!/\\p{L}{2}/u.test(block.textContent)) continue;
    if (!getComputedStyle(link).textDecorationLine.includes('underline')) found.push(`${name(link)} is not underlined`);
  }
  return found;
}"""
)

WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput)
      window.shifts.push(`${entry.value.toFixed(5)}: ${entry.sources.map((one) => one.node?.nodeName + '.' + (one.node?.className ?? '')).join(', ')}`);
  }).observe({ type: 'layout-shift', buffered: true });
"""

# Spacing that a reader may set, WCAG 2.2, success criterion 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""


def overflow(page: Page) -> list[str]:
    """Find what makes the page scroll sideways."""
    return page.evaluate(OVERFLOW)


def clipped(page: Page) -> list[str]:
    """Find text that its box cuts off."""
    return page.evaluate(CLIPPED)


def printed(page: Page) -> list[str]:
    """Find what is wrong with the page on A4 paper (794 px wide): chrome that is printed, text that is cut off."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.evaluate(SETTLE)
    return page.evaluate(PRINTED) + overflow(page) + clipped(page)


def moving(page: Page) -> list[str]:
    """Find what moves for longer than 0.01 s."""
    return page.evaluate(MOVING)


def oblique(page: Page) -> list[str]:
    """Find Chinese that does not stand upright."""
    return page.evaluate(OBLIQUE)


def plain_links(page: Page) -> list[str]:
    """Find links in a text block that only their color tells from it."""
    return page.evaluate(PLAIN_LINKS)


def shifts(page: Page) -> list[str]:
    """Reload the page, scroll through it, and give every shift of its layout."""
    page.add_init_script(WATCH_SHIFTS)
    page.reload(wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.evaluate(
        """async () => {
          await new Promise((done) => setTimeout(done, 100));
          for (let at = 0; at < document.body.scrollHeight; at += innerHeight) {
            scrollTo({ top: at, behavior: 'instant' });
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
          }
          await new Promise((done) => setTimeout(done, 150));
        }"""
    )
    return page.evaluate("() => window.shifts")

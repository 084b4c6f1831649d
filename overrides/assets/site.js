// @ts-check
// Every page: the color switch and the search button.
// A classic script, because browsers refuse modules on file://.

(() => {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  document.documentElement.classList.replace("no-js", "js");

  // Colors: Material's inline script reads the same record before the first paint.
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("dark"));
  const system = matchMedia("(prefers-color-scheme: dark)");
  const key = new URL(JSON.parse(document.getElementById("__config")?.textContent ?? "{}").base ?? ".", location.href).pathname + ".__palette";

  const dark = () => {
    const scheme = document.body.dataset.mdColorScheme;
    return scheme === "auto" ? system.matches : scheme === "slate";
  };
  const show = () => button.setAttribute("aria-pressed", String(dark()));

  button.addEventListener("click", () => {
    const next = !dark();
    // A choice that agrees with the system is no choice, so the page follows the system again.
    const scheme = next === system.matches ? "auto" : next ? "slate" : "default";
    document.body.dataset.mdColorScheme = scheme;
    show();
    try {
      if (scheme === "auto") localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ color: { scheme } }));
    } catch {
      // Without storage the choice lasts for this page.
    }
  });
  system.addEventListener("change", show);
  show();

  // Quiet reading can be part of an address.
  const quiet = /** @type {HTMLInputElement | null} */ (document.getElementById("quiet-reading"));
  if (quiet) {
    if (new URLSearchParams(location.search).has("quiet")) quiet.checked = true;
    quiet.addEventListener("change", () => {
      const address = new URL(location.href);
      address.searchParams.delete("quiet");
      const rest = address.searchParams.toString();
      address.search = quiet.checked ? (rest ? rest + "&" : "") + "quiet" : rest;
      history.replaceState(history.state, "", address);
    });
  }

  // Folded notes and corrections open for whoever follows a link to them, in every browser.
  const reveal = () => {
    let fold = document.getElementById(location.hash.slice(1))?.closest("details");
    for (; fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Previews: what a note, a term or a source says, shown where it is named; the words are cloned from this page.
  const preview = document.createElement("div");
  preview.id = "preview";
  preview.className = "preview";
  preview.setAttribute("role", "tooltip");
  preview.hidden = true;
  document.body.append(preview);
  /** @type {HTMLAnchorElement | null} */
  let owner = null;
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    preview.hidden = true;
    owner?.removeAttribute("aria-describedby");
    owner = null;
  };
  /** @param {EventTarget | null} node */
  const named = (node) =>
    quiet?.checked || !(node instanceof Element)
      ? null
      : /** @type {HTMLAnchorElement | null} */ (node.closest(".edition :is(.mark-ref, .term), .cite"));
  /** @param {HTMLAnchorElement} link */
  const present = (link) => {
    const key = link.dataset.t ?? link.hash.slice(1);
    const from = link.matches(".term") ? document.getElementById("t-" + key) : document.getElementById(key)?.closest(".note, li");
    hide();
    if (!from) return;
    preview.replaceChildren(
      ...[...from.querySelectorAll("summary, p, dt, dd")].map((part) => {
        const line = document.createElement("p");
        line.append(...part.cloneNode(true).childNodes);
        for (const inner of line.querySelectorAll("a")) inner.replaceWith(...(part.matches("dt, .source-entry") ? inner.childNodes : []));
        return line;
      }),
    );
    owner = link;
    link.setAttribute("aria-describedby", "preview");
    preview.hidden = false;

    // Over the line, inside the column: so the text to come, the notes and the next stop of the Tab key stay free.
    const column = (link.closest("p, h2, li, dd") ?? document.body).getBoundingClientRect();
    const place = link.getClientRects()[0];
    preview.style.width = Math.min(column.width, 26 * parseFloat(getComputedStyle(document.documentElement).fontSize)) + "px";
    const { width, height } = preview.getBoundingClientRect();
    const stops = [...document.querySelectorAll("a[href], button, input, summary")].filter((stop) => stop.checkVisibility());
    const next = [...(link === document.activeElement ? (stops[stops.indexOf(link) + 1]?.getClientRects() ?? []) : [])];
    // The next stop can be taller than the link that it stands beside.
    let top = Math.min(place.top, ...next.filter((box) => box.bottom > place.top).map((box) => box.top)) - height - 4;
    if (top < 0) {
      const below = place.bottom;
      const free = Math.max(below, ...next.map((box) => box.bottom));
      top = next.some((box) => box.top < below + height && box.bottom > below) ? free : below;
    }
    const left = Math.max(column.left, Math.min(place.left, column.right - width));
    preview.style.insetBlockStart = top + scrollY + "px";
    preview.style.insetInlineStart = left + scrollX + "px";
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const link = named(event.target);
    if (link) {
      if (link !== owner) timer = setTimeout(present, 150, link);
    } else if (owner && owner !== document.activeElement && !preview.contains(/** @type {Node} */ (event.target))) {
      timer = setTimeout(hide, 300);
    }
  });
  document.addEventListener("focusin", (event) => {
    const link = named(event.target);
    if (link?.matches(":focus-visible")) present(link);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === owner) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("click", (event) => {
    if (named(event.target)) hide();
  });

  // Search: the dialog opens at once, its code and index come when it first does.
  const find = document.getElementById("find");
  const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("search"));
  let asked = false;

  find?.addEventListener("click", () => {
    dialog?.showModal();
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = new URL("search.js", here).href;
    document.head.append(script);
  });
  document.getElementById("search-close")?.addEventListener("click", () => dialog?.close());
  dialog?.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
})();

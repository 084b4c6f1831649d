// @ts-check
// Pages with filters: choices combine, and the query string keeps them.
// Without this script one choice at a time works through the fragment and :target.

(() => {
  const box = document.getElementById("filters");
  const status = document.getElementById("shown");
  if (!box || !status) return;

  const links = /** @type {HTMLAnchorElement[]} */ ([...box.querySelectorAll("a")]);
  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-values]:not([data-group], svg *)")]);
  const marks = /** @type {SVGElement[]} */ ([...document.querySelectorAll("svg [data-values]")]);
  const groups = [...document.querySelectorAll("[data-group]")];
  const noun = box.dataset.noun;
  const facets = [...new Set(links.flatMap((link) => link.dataset.facet ?? []))];
  /** @type {Record<string, string>} */
  let chosen = {};

  box.dataset.scripted = "";
  // Choices no longer go by :target, which would hide on its own.
  for (const target of document.querySelectorAll(".choice")) target.remove();

  // An item lists its values of all facets; no two facets share a value, and an item can have several of one.
  /** @param {HTMLElement | SVGElement} item */
  const matches = (item) => {
    const values = (item.dataset.values ?? "").split(" ");
    return Object.values(chosen).every((value) => values.includes(value));
  };

  function show() {
    let count = 0;
    for (const item of items) {
      const on = matches(item);
      item.classList.toggle("off", !on);
      if (on) count += 1;
    }
    for (const mark of marks) mark.classList.toggle("off", !matches(mark));
    for (const group of groups) group.classList.toggle("off", !group.querySelector("[data-values]:not(.off)"));
    const words = [];
    for (const link of links) {
      const { facet, value } = link.dataset;
      const on = facet && chosen[facet] === value;
      if (on) {
        link.setAttribute("aria-current", "true");
        words.push((link.textContent ?? "").replace(/ \(\d+\)$/, ""));
      } else link.removeAttribute("aria-current");
    }
    const said = words.length
      ? `${count} of ${items.length} ${noun} shown: ${words.join(", ")}.`
      : `There are ${items.length} ${noun} in all.`;
    if (status && status.textContent !== said) status.textContent = said;
  }

  /** @param {"pushState" | "replaceState"} how */
  function keep(how) {
    const query = new URLSearchParams(chosen).toString();
    try {
      history[how](null, "", query ? `?${query}` : location.pathname);
    } catch {
      // A browser that keeps no query on file:// filters all the same.
    }
  }

  function read() {
    const query = new URLSearchParams(location.search);
    const at = links.find((link) => link.dataset.facet && link.hash === location.hash);
    chosen = {};
    for (const facet of facets) {
      const value = at?.dataset.facet === facet ? at.dataset.value : query.get(facet);
      if (value && links.some((link) => link.dataset.facet === facet && link.dataset.value === value)) chosen[facet] = value;
    }
    // An item that is asked for by its address is never hidden.
    const asked = /** @type {HTMLElement | null} */ (
      location.hash ? document.getElementById(location.hash.slice(1))?.closest("[data-values]:not([data-group])") : null
    );
    const away = asked && !matches(asked);
    if (asked) for (const inner of asked.querySelectorAll("details")) inner.open = true;
    if (away) chosen = {};
    show();
    if (away) asked.scrollIntoView();
    else if (!asked && Object.keys(chosen).length) status?.scrollIntoView({ block: "center" });
    if (at) keep("replaceState");
  }

  box.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { facet, value } = link.dataset;
    if (!facet || !value) chosen = {};
    else if (chosen[facet] === value) delete chosen[facet];
    else chosen[facet] = value;
    show();
    // The list may lie below the screen; what has been found is told where the choice was made.
    status?.scrollIntoView({ block: "nearest" });
    keep("pushState");
  });
  addEventListener("popstate", read);
  addEventListener("hashchange", read);
  read();
})();

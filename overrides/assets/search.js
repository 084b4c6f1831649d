// @ts-check
// Loaded when the search dialog first opens: asks Material's search worker and lists its answers.

(() => {
  /**
   * What the worker returns for one page or section.
   * @typedef {{location: string, title: string, text: string, score: number}} Hit
   */

  // Message types of Material's search worker (integrations/search/worker/message).
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const PAGES = 12, SECTIONS = 3, SNIPPET = 180;

  const config = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");
  const base = new URL(config.base.replace(/\/?$/, "/"), location.href);
  const field = /** @type {HTMLInputElement} */ (document.getElementById("search-field"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));

  /**
   * Copy marked-up text as plain text and `<mark>`, at most SNIPPET characters around the first mark.
   * @param {string} html
   * @param {HTMLElement} into
   * @param {number} [limit]
   */
  function copy(html, into, limit = Infinity) {
    const body = new DOMParser().parseFromString(html, "text/html").body;
    const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    /** @type {{text: string, hit: boolean}[]} */
    const parts = [];
    while (texts.nextNode()) {
      const node = texts.currentNode;
      parts.push({ text: node.textContent ?? "", hit: Boolean(node.parentElement?.closest("mark")) });
    }
    const first = parts.findIndex((part) => part.hit);
    let skip = parts.slice(0, Math.max(first, 0)).reduce((sum, part) => sum + part.text.length, 0);
    const before = skip - limit / 3;
    // A snippet that does not begin the text begins with a whole word.
    skip = before > 0 ? parts.map((part) => part.text).join("").indexOf(" ", before) + 1 : 0;
    if (skip > 0) into.append("… ");
    let left = limit;
    for (const part of parts) {
      const text = part.text.slice(skip, skip + left);
      skip = Math.max(0, skip - part.text.length);
      left -= text.length;
      if (!text) continue;
      const mark = part.hit ? document.createElement("mark") : null;
      mark?.append(text);
      into.append(mark ?? text);
    }
    if (left <= 0) into.append(" …");
  }

  /**
   * One link with its snippet.
   * @param {Hit} hit
   * @param {boolean} withText
   */
  function entry(hit, withText) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(hit.location, base).href;
    copy(hit.title, link);
    // On the page itself the link only moves the view, so the dialog must go.
    link.addEventListener("click", () => field.closest("dialog")?.close());
    item.append(link);
    if (withText && hit.text) {
      const text = document.createElement("p");
      copy(hit.text, text, SNIPPET);
      item.append(text);
    }
    return item;
  }

  /** @param {Hit[]} hits the page and its sections, best first */
  function group(hits) {
    const page = hits.find((hit) => !hit.location.includes("#")) ?? hits[0];
    const sections = hits.filter((hit) => hit !== page && hit.score > 0).slice(0, SECTIONS);
    const item = entry(page, sections.length === 0);
    if (sections.length) {
      const inner = document.createElement("ul");
      inner.append(...sections.map((hit) => entry(hit, true)));
      item.append(inner);
    }
    return item;
  }

  /** @param {Hit[][]} items */
  function render(items) {
    const say = config.translations;
    list.replaceChildren(...(field.value.trim() ? items.slice(0, PAGES).map(group) : []));
    status.textContent = !field.value.trim() ? say["search.result.placeholder"]
      : items.length === 0 ? say["search.result.none"]
      : items.length === 1 ? say["search.result.one"]
      : say["search.result.other"].replace("#", String(items.length));
  }

  async function start() {
    status.textContent = "Loading the index …";
    const answer = await fetch(new URL("search/search_index.json", base));
    if (!answer.ok) throw new Error(`search index: ${answer.status}`);
    const { config: setup, docs } = await answer.json();
    const worker = new Worker(new URL(config.search, location.href));
    const ask = () => worker.postMessage({ type: QUERY, data: field.value });
    worker.addEventListener("message", ({ data }) => {
      if (data.type === READY) {
        field.addEventListener("input", ask);
        ask();
      }
      if (data.type === RESULT) render(data.data.items);
    });
    worker.postMessage({ type: SETUP, data: { config: setup, docs, options: { suggest: false } } });
  }

  field.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  start().catch(() => {
    status.textContent = "The search index could not be loaded.";
  });
})();

// @ts-check
// Loaded when the search dialog first opens: gets library, engine and index, and lists what is found.
// All of it comes as classic scripts, because browsers refuse modules, fetch and workers on file://.
// The types Entry, Page and Hit are those of search-engine.js.

(() => {
  const PAGES = 12, SECTIONS = 3, NAMES = 3, SNIPPET = 240;
  const FILES = ["assets/vendor/minisearch.js", "assets/search-engine.js", "search/index.js"];

  const base = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const field = /** @type {HTMLInputElement} */ (document.getElementById("search-field"));
  const status = /** @type {HTMLElement} */ (document.getElementById("search-status"));
  const list = /** @type {HTMLElement} */ (document.getElementById("search-results"));
  const dialog = /** @type {HTMLDialogElement} */ (field.closest("dialog"));

  /** @param {string} file */
  const load = (file) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(file, base).href;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });

  /**
   * Give the address of a page or section; without a server a folder does not stand for the page in it.
   * @param {Page} page
   * @param {Entry} entry
   */
  function address(page, entry) {
    const folder = page.path.replace(/(^|\/)index$/, "$1").replace(/([^/])$/, "$1/");
    const path = dialog.dataset.addresses === "files" ? page.path + ".html" : folder + (location.protocol === "file:" ? "index.html" : "");
    return new URL(path + (entry.id ? "#" + entry.id : ""), base).href;
  }

  /**
   * Give where the words stand, without overlap.
   * @param {string} text
   * @param {Set<string>} words
   */
  function places(text, words) {
    /** @type {[number, number][]} */
    const found = [];
    for (const { parts, joined } of searchEngine.read(text)) {
      const whole = [{ start: parts[0].start, end: parts[parts.length - 1].end }];
      for (const { start, end } of words.has(joined) ? whole : parts.filter((part) => words.has(part.term))) {
        const last = found[found.length - 1];
        if (last && start <= last[1]) last[1] = Math.max(end, last[1]);
        else found.push([start, end]);
      }
    }
    return found;
  }

  /**
   * Choose SNIPPET characters of a text, from where most of the words stand close together.
   * @param {string} text
   * @param {[number, number][]} marks
   * @returns {[number, number]}
   */
  function excerpt(text, marks) {
    let first = 0, most = 0;
    for (const [start] of marks) {
      const near = marks.filter(([other, end]) => other >= start && end < start + SNIPPET / 2);
      const told = new Set(near.map(([other, end]) => text.slice(other, end).toLowerCase())).size;
      if (told > most) [first, most] = [start, told];
    }
    const space = text.indexOf(" ", Math.max(0, first - SNIPPET / 3));
    const from = first <= SNIPPET / 3 ? 0 : space >= 0 && space < first ? space + 1 : first;
    const last = text.lastIndexOf(" ", from + SNIPPET);
    return [from, text.length <= from + SNIPPET ? text.length : last > first ? last : from + SNIPPET];
  }

  /**
   * Give where the stretches that are not English begin and end, with their languages, in the order of the text.
   * @param {string} text
   * @param {Record<string, string>} foreign
   */
  function stretches(text, foreign) {
    /** @type {[number, number, string][]} */
    const found = [];
    for (const [words, language] of Object.entries(foreign)) {
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) found.push([at, at + words.length, language]);
    }
    return found.sort(([a], [b]) => a - b);
  }

  /**
   * Write a text with its languages, and with the words that were looked for marked.
   * @param {HTMLElement} into
   * @param {string} text
   * @param {Set<string>} words
   * @param {{foreign?: Record<string, string>, cut?: boolean}} [how] the languages of stretches; whether to shorten
   */
  function write(into, text, words, { foreign = {}, cut = false } = {}) {
    const marks = places(text, words);
    const [from, to] = cut ? excerpt(text, marks) : [0, text.length];
    /** @type {(here: HTMLElement, start: number, end: number) => void} */
    const copy = (here, start, end) => {
      for (const [first, last] of marks) {
        if (last <= start || first >= end) continue;
        const mark = document.createElement("mark");
        mark.append(text.slice(Math.max(first, start), Math.min(last, end)));
        here.append(text.slice(start, Math.max(first, start)), mark);
        start = Math.min(last, end);
      }
      here.append(text.slice(start, end));
    };
    let at = from;
    if (from) into.append("… ");
    for (const [start, end, language] of stretches(text, foreign)) {
      if (start >= to || end <= at) continue;
      const other = document.createElement("span");
      other.lang = language;
      other.translate = false;
      copy(into, at, Math.max(start, at));
      copy(other, Math.max(start, at), Math.min(end, to));
      into.append(other);
      at = Math.min(end, to);
    }
    copy(into, at, to);
    if (to < text.length) into.append(" …");
  }

  /**
   * Say whether a name answers to the query in a way that the title does not.
   * @param {string} name
   * @param {string} title
   * @param {Set<string>} words
   * @param {string} asked
   */
  function tells(name, title, words, asked) {
    const told = searchEngine.terms(title);
    if (searchEngine.key(name) === asked) return searchEngine.key(title) !== asked;
    return searchEngine.terms(name).some((term) => words.has(term) && !told.some((other) => other.startsWith(term)));
  }

  /**
   * One link with the names and the text that answer to the query.
   * @param {Page} page
   * @param {Entry} entry
   * @param {Set<string>} words
   * @param {string} asked
   * @param {boolean} withText
   */
  function item(page, entry, words, asked, withText) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = address(page, entry);
    write(link, entry.title, words);
    // On the page itself the link only moves the view, so the dialog must go.
    link.addEventListener("click", () => dialog.close());
    row.append(link);

    const called = Object.entries(entry.names ?? {}).flatMap(([language, names]) =>
      names.filter((name) => tells(name, entry.title, words, asked)).map((name) => ({ language, name })),
    );
    const also = document.createElement("p");
    for (const { language, name } of called.slice(0, NAMES)) {
      const machine = language === "en-x-mt";
      const part = document.createElement(machine ? "q" : "span");
      if (language) part.translate = false;
      if (language && !machine) part.lang = language;
      write(part, name, words);
      also.append(also.hasChildNodes() ? " · " : "", machine ? "machine: " : "", part);
    }
    if (called.length) row.append(also);

    if (withText && entry.text) {
      const text = document.createElement("p");
      write(text, entry.text, words, { foreign: entry.foreign, cut: true });
      row.append(text);
    }
    return row;
  }

  /**
   * A page and the sections of it that answer best.
   * @param {{page: Page, hits: Hit[]}} found
   * @param {string} asked
   */
  function group({ page, hits }, asked) {
    const sections = hits.filter((hit) => hit.entry !== page).slice(0, SECTIONS);
    const words = new Set(hits.flatMap((hit) => [...hit.words]));
    const row = item(page, page, words, asked, sections.length === 0);
    if (sections.length) {
      const inner = document.createElement("ul");
      inner.append(...sections.map((hit) => item(page, hit.entry, hit.words, asked, true)));
      row.append(inner);
    }
    return row;
  }

  async function start() {
    status.textContent = "Loading the index …";
    await Promise.all(FILES.map(load));
    const { MiniSearch, searchIndex } = /** @type {any} */ (globalThis);
    const find = searchEngine.build(MiniSearch, searchIndex);
    const { empty = "", none = "", one = "", several = "" } = status.dataset;
    const show = () => {
      const asked = searchEngine.key(field.value);
      const found = find(field.value);
      list.replaceChildren(...found.slice(0, PAGES).map((each) => group(each, asked)));
      status.textContent = !asked ? empty : found.length === 0 ? none : found.length === 1 ? one : several.replace("#", String(found.length));
    };
    field.addEventListener("input", show);
    show();
  }

  field.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  start().catch(() => {
    status.textContent = "The search index could not be loaded.";
  });
})();

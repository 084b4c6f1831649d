// @ts-check
// The search without its dialog: how text is cut into words, what is found, and in which order. It touches no page.
// The index is written by scripts/edition/exports/search.py; words are scored by MiniSearch (BM25+).

/**
 * What the index holds: an entry for a page, and for each of its sections.
 * @typedef {{id?: string, title: string, names?: Record<string, string[]>, text?: string,
 *   foreign?: Record<string, string>, light?: boolean}} Entry
 * @typedef {Entry & {path: string, sections: Entry[]}} Page
 */
/**
 * A unit of text: a word, a hyphenated compound or a run of Han characters; its parts with their places.
 * @typedef {{parts: {term: string, start: number, end: number}[], joined: string, han: number}} Unit
 */
/**
 * What an entry answers to a part of the query: whether in its names, and with which of its own words.
 * @typedef {{score: number, named: boolean, words: string[]}} Answer
 */
/**
 * An entry that was found. Rank 3 is called what was asked for, 2 has such a heading, 1 has all words of the query in
 * its names, or three and more of them in this order in its text, 0 has some of them; `units` are the words of the
 * query that it has, `words` its own words that answer to them.
 * @typedef {{entry: Entry, page: Page, rank: number, units: Set<number>, score: number, words: Set<string>}} Hit
 */
/**
 * What we need of MiniSearch.
 * @typedef {{id: number, score: number, match: Record<string, string[]>}} Scored
 * @typedef {{addAll(documents: object[]): void, search(query: string, options: object): Scored[]}} Library
 * @typedef {{fields: string[], tokenize(text: string, field?: string): string[], processTerm(term: string): string}} Setup
 */
const searchEngine = (() => {
  const WORD = /[\p{L}\p{N}\p{M}'’ʼ]+(?:[-‐‑][\p{L}\p{N}\p{M}'’ʼ]+)*/gu;
  const HAN = /\p{Script=Han}/u;
  const SCRIPTS = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;
  const NAMES = ["title", "heading", "names"];
  const FIELDS = [...NAMES, "text"];
  const BOOST = { title: 6, names: 5, heading: 3, text: 1 };
  const STOP = new Set(
    ("a an and are as at be by did do does for from has have how in is it its of on or that the this to was were what " +
      "when where which who why with").split(" "),
  );

  // Characters that Hong Kong and Taiwan write in two ways.
  const VARIANTS = new Map(["臺台", "裏裡", "羣群", "衞衛", "峯峰", "爲為", "説說"].map(([one, other]) => [one, other]));

  /**
   * Give letters without case, marks (the tones of pinyin too) and apostrophes.
   * @param {string} text
   */
  const fold = (text) => {
    if (/^[a-z0-9]+$/.test(text)) return text;
    const bare = text.normalize("NFKD").toLowerCase().replace(/[\p{M}'’ʼ]/gu, "");
    return bare.replace(/\p{Script=Han}/gu, (sign) => VARIANTS.get(sign) ?? sign);
  };

  /**
   * Give a name in one piece, whatever stands between its letters.
   * @param {string} name
   */
  const key = (name) => fold(name).replace(/[^\p{L}\p{N}]+/gu, "");

  /**
   * Give the ways in which a name may be asked for as one word: itself, and its initials where it has three words or more.
   * @param {string} name
   */
  function keys(name) {
    const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
    const initials = (/** @type {string[]} */ all) => (all.length > 2 ? key(all.map((word) => word[0]).join("")) : "");
    return [key(name), initials(words), initials(words.filter((word) => !STOP.has(word)))];
  }

  /**
   * Cut a text into units.
   * @param {string} text
   * @returns {Generator<Unit>}
   */
  function* read(text) {
    for (const found of text.matchAll(WORD)) {
      const runs = HAN.test(found[0]) ? found[0].matchAll(SCRIPTS) : [{ 0: found[0], index: 0 }];
      for (const run of runs) yield* cut(run[0], found.index + run.index);
    }
  }

  /**
   * Cut a run of one script: a compound at its hyphens, Han characters into single ones and pairs.
   * @param {string} run
   * @param {number} start its place in the text
   * @returns {Generator<Unit>}
   */
  function* cut(run, start) {
    const han = HAN.test(run);
    const pieces = han ? [...run] : run.split(/[-‐‑]/u);
    const parts = [];
    for (const [place, piece] of pieces.entries()) {
      // China’s is a form of China.
      const word = piece.replace(/['’ʼ]s$/i, "");
      const term = fold(word);
      const end = start + word.length;
      if (term) parts.push({ term, start, end });
      const next = han && pieces[place + 1];
      if (next) parts.push({ term: fold(piece + next), start, end: end + next.length });
      start += piece.length + (han ? 0 : 1);
    }
    const joined = !han && parts.length > 1 ? parts.map((part) => part.term).join("") : "";
    if (parts.length) yield { parts, joined, han: han ? pieces.length : 0 };
  }

  /** @param {string} text */
  const terms = (text) =>
    [...read(text)].flatMap(({ parts, joined }) => [...parts.map((part) => part.term), ...(joined ? [joined] : [])]);

  /**
   * Give the ways in which an entry may have a unit of the query: all terms of one of them.
   * @param {Unit} unit
   */
  function ways({ parts, joined, han }) {
    const own = parts.map((part) => part.term);
    if (han > 1) return [own.filter((term) => [...term].length > 1)];
    return joined ? [[joined], own] : [own];
  }

  /**
   * Give the other number of an English noun, or nothing.
   * @param {string} term
   */
  function sibling(term) {
    if (term.length < 4 || /ss$|[^a-z]/.test(term)) return "";
    if (/ies$/.test(term)) return term.slice(0, -3) + "y";
    if (/y$/.test(term)) return term.slice(0, -1) + "ies";
    return /s$/.test(term) ? term.slice(0, -1) : "";
  }

  /**
   * Give how many letters of a term may be wrong.
   * @param {string} term
   */
  const typos = (term) => (HAN.test(term) || term.length < 5 ? false : term.length < 7 ? 1 : 2);

  /**
   * Bring answers together any of which will do.
   * @param {[number, Answer][]} answers with the entries that give them
   */
  function either(answers) {
    /** @type {Map<number, Answer>} */
    const all = new Map();
    for (const [id, one] of answers) {
      const had = all.get(id);
      const words = [...(had?.words ?? []), ...one.words];
      all.set(id, { score: Math.max(had?.score ?? 0, one.score), named: had?.named || one.named, words });
    }
    return all;
  }

  /**
   * Bring answers together that an entry must give both.
   * @param {Map<number, Answer>} first
   * @param {Map<number, Answer>} second
   */
  function both(first, second) {
    /** @type {Map<number, Answer>} */
    const all = new Map();
    for (const [id, one] of second) {
      const had = first.get(id);
      if (!had) continue;
      const words = [...had.words, ...one.words];
      all.set(id, { score: had.score + one.score, named: had.named && one.named, words });
    }
    return all;
  }

  /**
   * Make the index.
   * @param {new (setup: Setup) => Library} MiniSearch
   * @param {Page[]} pages
   * @returns {(query: string) => {page: Page, hits: Hit[]}[]} a function that gives the pages found, best first
   */
  function build(MiniSearch, pages) {
    const all = pages.flatMap((page) => [page, ...page.sections].map((/** @type {Entry} */ entry) => ({ page, entry })));
    const index = new MiniSearch({
      fields: ["key", ...FIELDS],
      tokenize: (text, field) => (field === "key" ? text.split(" ") : terms(text)),
      processTerm: (term) => term,
    });
    index.addAll(
      all.map(({ page, entry }, id) => {
        const names = Object.values(entry.names ?? {}).flat();
        return {
          id,
          key: [...new Set([entry.title, ...names].flatMap(keys))].join(" "),
          [entry === page ? "title" : "heading"]: entry.title,
          names: names.join("\n"),
          text: entry.text,
        };
      }),
    );

    /** @param {number} id */
    const weight = (id) => (all[id].entry.light ? 0.5 : all[id].entry === all[id].page ? 1.5 : 1);
    const plain = {
      tokenize: (/** @type {string} */ term) => [term],
      fields: FIELDS,
      boost: BOOST,
      boostDocument: weight,
    };

    /**
     * Look for one term: as it is or as a beginning; spelled in another way only where there is nothing.
     * @param {string} term
     * @param {boolean} unfinished
     */
    function answers(term, unfinished) {
      const other = sibling(term);
      const prefix = !HAN.test(term) && term.length > (unfinished ? 1 : 2);
      let found = index.search(term, { ...plain, prefix });
      if (other) found.push(...index.search(other, plain));
      if (!found.length) found = index.search(term, { ...plain, fuzzy: typos(term) });
      return either(
        found.map(({ id, score, match }) => {
          const named = Object.values(match).flat().some((field) => NAMES.includes(field));
          return [id, { score, named, words: Object.keys(match) }];
        }),
      );
    }

    return (query) => {
      const asked = key(query);
      if (!asked) return [];
      const every = [...read(query)];
      const telling = every.filter(({ parts, joined }) => joined || !STOP.has(parts[0].term));
      const units = telling.length ? telling : every;
      /** @type {Map<number, Hit>} */
      const hits = new Map();
      /** @param {number} id */
      const hit = (id) => {
        const one = hits.get(id) ?? { ...all[id], rank: 0, units: new Set(), score: 0, words: new Set() };
        hits.set(id, one);
        return one;
      };

      const found = units.map((unit, place) => {
        const unfinished = place === units.length - 1;
        return either(ways(unit).flatMap((way) => [...way.map((term) => answers(term, unfinished)).reduce(both)]));
      });
      for (const [place, answer] of found.entries()) {
        for (const [id, { score, words }] of answer) {
          const one = hit(id);
          one.score += score;
          one.units.add(place);
          for (const word of words) one.words.add(word);
          if (found.every((other) => other.get(id)?.named)) one.rank = 1;
        }
      }

      for (const one of units.length > 2 ? hits.values() : []) {
        if (one.units.size === units.length && key(one.entry.text ?? "").includes(asked)) one.rank = 1;
      }

      const byKey = { ...plain, fields: ["key"] };
      const called = [asked, sibling(asked)].flatMap((name) => (name ? index.search(name, byKey) : []));
      for (const { id } of called) hit(id).rank = all[id].entry.id && !all[id].entry.names ? 2 : 3;
      const nearly = called.length ? [] : index.search(asked, { ...byKey, fuzzy: typos(asked) });
      for (const { id } of nearly) hit(id).rank = Math.max(hit(id).rank, 1);
      return ordered([...hits.values()], units.length);
    };
  }

  /**
   * Group what was found by pages, best first; a page that has less than half as many of the words as another is left out.
   * @param {Hit[]} hits
   * @param {number} count how many words there are
   */
  function ordered(hits, count) {
    /** @param {Hit[]} of */
    const covered = (...of) => (of[0].rank ? count : new Set(of.flatMap((hit) => [...hit.units])).size);
    /** @type {(a: Hit, b: Hit) => number} */
    const order = (a, b) => b.rank - a.rank || covered(b) - covered(a) || b.score - a.score;
    /** @type {Map<Page, {page: Page, hits: Hit[]}>} */
    const groups = new Map();
    for (const hit of hits.sort(order)) {
      const group = groups.get(hit.page);
      if (group) group.hits.push(hit);
      else groups.set(hit.page, { page: hit.page, hits: [hit] });
    }
    const most = Math.max(...[...groups.values()].map((group) => covered(...group.hits)));
    return [...groups.values()].filter((group) => covered(...group.hits) * 2 >= most);
  }

  return { build, read, terms, key };
})();

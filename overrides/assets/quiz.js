// @ts-check
// Only where there are questions: checks answers, keeps them in the browser, and puts a quiz together.
// What is right, and why, is read from the answers on the page. A classic script, as modules fail on file://.
// Focus stays on the button that was pressed; "Try again" moves it to the question's first field.

(() => {
  const base = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const KEY = base.pathname + ".__quiz";
  const COUNT = 10;

  /** @param {string} id */
  const byId = (id) => document.getElementById(id);
  /** @type {(where: ParentNode, selector: string) => HTMLElement[]} */
  const all = (where, selector) => [...where.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));
  /** @param {string} name @param {string} words @param {string} [kind] */
  const make = (name, words, kind = "") => {
    const element = document.createElement(name);
    element.textContent = words;
    element.className = kind;
    return element;
  };

  // What is kept: for each question its hash, the fields and values chosen, and 1 once it was checked.
  let keeps = true;
  /** @type {Record<string, [string, [string, string][], number]>} */
  let memory = {};
  function recall() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      memory = found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch (error) {
      // Damaged records are dropped; a closed storage is told.
      if (error instanceof SyntaxError) memory = {};
      else keeps = false;
    }
  }
  /** @param {string} id @param {typeof memory[string] | null} state */
  function keep(id, state) {
    recall();
    if (state) memory[id] = state;
    else delete memory[id];
    try {
      localStorage.setItem(KEY, JSON.stringify(memory));
    } catch {
      keeps = false;
    }
    if (!keeps) for (const line of all(document, ".q-kept")) line.textContent = "Your browser keeps nothing here: answers last until you leave the page.";
  }

  /** As the bank's own fold: case, accents, width, spaces and signs do not count. @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  /** @param {HTMLFormElement} form */
  const field = (form) => /** @type {HTMLElement} */ (form.querySelector("input, select"));
  /** @param {HTMLFormElement} form */
  const answersOf = (form) => /** @type {HTMLElement} */ (byId("a-" + form.id.slice(2)));
  /** @param {HTMLFormElement} form */
  const chosen = (form) => [...new FormData(form)].map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]));

  /** Take away what the last check wrote. @param {HTMLFormElement} form */
  function unmark(form) {
    for (const mark of all(form, ".q-mark")) mark.remove();
    for (const label of all(form, ".is-right, .is-wrong")) label.classList.remove("is-right", "is-wrong");
    /** @type {HTMLElement} */ (form.querySelector(".q-said")).replaceChildren();
    delete form.dataset.result;
    form.querySelector("[type=reset]")?.toggleAttribute("hidden", true);
  }

  /** @param {Element} field @param {boolean} right @param {string} words */
  function mark(field, right, words) {
    const label = field.closest("label, .q-row");
    label?.classList.add(right ? "is-right" : "is-wrong");
    label?.append(" ", make("span", words, "q-mark"));
  }

  /** Say whether an answer is right, and why; gives false where something is missing. @param {HTMLFormElement} form */
  function check(form) {
    const notes = all(answersOf(form), "li");
    const said = /** @type {HTMLElement} */ (form.querySelector(".q-said"));
    const fields = all(form, "fieldset:first-of-type :is(input, select)").map((one) => /** @type {HTMLInputElement | HTMLSelectElement} */ (one));
    const boxes = fields.filter((field) => field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)).map((field) => /** @type {HTMLInputElement} */ (field));
    const sure = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=sure]:checked"));
    const lacks = boxes.length ? !boxes.some((box) => box.checked) : fields.some((field) => !fold(field.value));
    unmark(form);
    if (lacks || (form.dataset.type === "repair" && !sure)) {
      said.append(make("p", lacks ? (boxes.length || fields.length === 1 ? "Give an answer first." : "Answer every row first.") : "Say first how sure you are."));
      return false;
    }
    /** @type {HTMLElement[]} */
    let told = [];
    let right = true;
    if (boxes.length) {
      for (const box of boxes) {
        const note = notes.find((one) => one.dataset.for === box.value);
        const key = note?.dataset.right === "1";
        if (box.checked !== key) right = false;
        if (box.checked) mark(box, key, key ? "your answer, right" : "your answer, not right");
        else if (key) mark(box, !box.type.startsWith("c"), box.type.startsWith("c") ? "right answer, missed" : "right answer");
        if (note && (box.checked || key)) told.push(note);
      }
    } else if (fields[0] instanceof HTMLSelectElement) {
      for (const field of fields) {
        const note = notes.find((one) => one.dataset.for === field.name);
        const key = note?.dataset.right === field.value;
        if (!key) right = false;
        mark(field, key, key ? "your answer, right" : "your answer, not right");
        if (note) told.push(note);
      }
    } else {
      const given = fold(fields[0].value);
      const note = notes.find((one) => one.dataset.for?.split("|").includes(given)) ?? notes[notes.length - 1];
      right = note.dataset.right === "1";
      mark(fields[0], right, right ? "your answer, right" : "your answer, not right");
      told = right ? [note] : [note, ...notes.filter((one) => one.dataset.right === "1")];
    }
    form.dataset.result = right ? "right" : "wrong";
    const verdict = make("p", "");
    verdict.append(make("b", right ? "Correct." : "Not correct."));
    const list = make("ul", "");
    list.append(...told.map((note) => note.cloneNode(true)));
    said.append(verdict, list);
    if (sure) {
      const score = (Number(sure.value) / 100 - Number(right)) ** 2;
      said.append(make("p", `You were ${sure.value} % sure. Penalty for your confidence: ${score.toFixed(2)}, where 0 is best and 1 worst (Brier score).`));
    }
    for (const more of all(answersOf(form), ".a-grade, .a-see")) said.append(more.cloneNode(true));
    form.querySelector("[type=reset]")?.toggleAttribute("hidden", false);
    return true;
  }

  /** Bring a question to what is kept of it; an answer to another text of it is dropped. @param {HTMLFormElement} form */
  function restore(form) {
    const state = memory[form.id];
    form.dataset.quiet = "";
    form.reset();
    delete form.dataset.quiet;
    unmark(form);
    if (!Array.isArray(state) || state[0] !== form.dataset.hash || !Array.isArray(state[1])) return;
    for (const [name, value] of state[1]) {
      for (const field of all(form, "input, select").map((one) => /** @type {HTMLInputElement} */ (one))) {
        if (field.name !== name) continue;
        if (/radio|checkbox/.test(field.type)) field.checked ||= field.value === value;
        else field.value = value;
      }
    }
    if (state[2]) check(form);
  }

  /** Say how it stands, what to reread, and offer the wrong ones again. @param {HTMLElement} quiz */
  function tell(quiz) {
    const forms = all(quiz, "form.q").map((one) => /** @type {HTMLFormElement} */ (one));
    const done = forms.filter((form) => form.dataset.result);
    const wrong = done.filter((form) => form.dataset.result === "wrong");
    const box = /** @type {HTMLElement} */ (quiz.querySelector(".q-result"));
    box.hidden = !done.length;
    quiz.querySelector(".q-clear")?.toggleAttribute("hidden", !done.length);
    if (!done.length) return;
    box.replaceChildren(make("p", `${done.length} of ${forms.length} answered, ${done.length - wrong.length} correct.`, "q-score"));
    if (!wrong.length) return;
    /** @type {Map<string, Node>} */
    const places = new Map();
    for (const form of wrong) for (const link of all(answersOf(form), ".a-see a")) places.set(/** @type {HTMLAnchorElement} */ (link).href, link.cloneNode(true));
    const reread = make("p", "Reread: ");
    [...places.values()].forEach((link, index) => reread.append(index ? ", " : "", link));
    const again = make("button", wrong.length > 1 ? `Try the ${wrong.length} wrong ones again` : "Try the wrong one again");
    again.addEventListener("click", () => {
      for (const form of wrong) form.reset();
      field(wrong[0]).focus();
    });
    box.append(reread, again);
  }

  /** @param {HTMLElement} quiz */
  function start(quiz) {
    const box = make("div", "", "q-result");
    box.setAttribute("aria-label", "Result");
    box.setAttribute("role", "group");
    quiz.querySelector(".q-note")?.before(box);
    const forms = all(quiz, "form.q").map((one) => /** @type {HTMLFormElement} */ (one));
    for (const form of forms) {
      const button = /** @type {HTMLButtonElement} */ (form.querySelector("[type=submit]"));
      button.hidden = button.disabled = false;
      restore(form);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        keep(form.id, [form.dataset.hash ?? "", chosen(form), Number(check(form))]);
        tell(quiz);
      });
      // Whoever changes an answer takes back the last check.
      form.addEventListener("input", () => {
        unmark(form);
        keep(form.id, [form.dataset.hash ?? "", chosen(form), 0]);
        tell(quiz);
      });
      form.addEventListener("reset", () => {
        if ("quiet" in form.dataset) return;
        unmark(form);
        keep(form.id, null);
        tell(quiz);
      });
      form.querySelector("[type=reset]")?.addEventListener("click", () => field(form).focus());
    }
    quiz.querySelector(".q-clear")?.addEventListener("click", () => {
      for (const form of forms) form.reset();
      field(forms[0]).focus();
    });
    tell(quiz);
    // A page that comes back from the browser's own memory may have been answered elsewhere meanwhile.
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      recall();
      forms.forEach(restore);
      tell(quiz);
    });
  }

  // The hub: chooses questions, names them in the address, and asks those that the address names.
  /** @typedef {{form: string, answer: string, keys: string[]}} Banked */
  /** @type {Promise<Record<string, Banked>> | undefined} */
  let bank;
  const load = () =>
    (bank ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("exports/quiz/bank.js", base).href;
      script.onload = () => done(/** @type {any} */ (globalThis).quizBank);
      script.onerror = failed;
      document.head.append(script);
    }));

  /** Give the address of a page; without a server a folder does not stand for the page in it. @param {string} to */
  function address(to) {
    const [path, mark] = to.split("#");
    const page = path.replace(/\.md$/, "");
    const folder = page.replace(/(^|\/)index$/, "$1").replace(/([^/])$/, "$1/") + (location.protocol === "file:" ? "index.html" : "");
    const files = document.querySelector("dialog[data-addresses=files]");
    return new URL((files ? page + ".html" : folder) + (mark ? "#" + mark : ""), base).href;
  }

  /** Ask the questions that are named. @param {string[]} ids @param {HTMLElement} run */
  async function ask(ids, run) {
    const known = await load();
    const found = ids.filter((id, index) => known["q-" + id] && ids.indexOf(id) === index);
    const quiz = /** @type {HTMLElement} */ (run.querySelector(".quiz"));
    const answers = /** @type {HTMLElement} */ (run.querySelector(".answers"));
    const note = /** @type {HTMLElement} */ (quiz.querySelector(".q-note"));
    found.forEach((id, index) => {
      const { form, answer } = known["q-" + id];
      note.insertAdjacentHTML("beforebegin", form);
      answers.insertAdjacentHTML("beforeend", answer);
      for (const number of [...all(/** @type {HTMLElement} */ (byId("q-" + id)), ".q-n"), ...all(/** @type {HTMLElement} */ (byId("a-" + id)), ".q-n")]) number.textContent = String(index + 1);
    });
    for (const link of all(answers, "a[data-to]")) /** @type {HTMLAnchorElement} */ (link).href = address(link.dataset.to ?? "");
    const lost = ids.length - found.length;
    /** @type {HTMLElement} */ (run.querySelector("h2")).textContent = `${found.length} question${found.length === 1 ? "" : "s"}`;
    /** @type {HTMLElement} */ (run.querySelector(".q-lost")).textContent = lost ? `${lost} of the questions in this address ${lost === 1 ? "is" : "are"} not asked any more.` : "";
    run.hidden = false;
    if (found.length) start(quiz);
    /** @type {HTMLElement} */ (run.querySelector("h2")).focus();
  }

  recall();
  keeps &&= (() => {
    try {
      localStorage.setItem(KEY + "-", "");
      localStorage.removeItem(KEY + "-");
      return true;
    } catch {
      return false;
    }
  })();
  if (!keeps) for (const line of all(document, ".q-kept")) line.textContent = "Your browser keeps nothing here: answers last until you leave the page.";
  for (const quiz of all(document, ".quiz:not([data-run])")) start(quiz);

  const choose = /** @type {HTMLFormElement | null} */ (byId("choose"));
  const run = byId("run");
  if (!choose || !run) return;
  const failed = () => (/** @type {HTMLElement} */ (byId("choose-said")).textContent = "The questions could not be loaded. The sets and pages below have them too.");
  const asked = new URLSearchParams(location.search);
  const from = /** @type {HTMLSelectElement} */ (choose.elements.namedItem("from"));
  choose.hidden = false;
  if ([...from.options].some((option) => option.value === asked.get("from"))) from.value = asked.get("from") ?? "";
  choose.addEventListener("submit", (event) => {
    event.preventDefault();
    load().then((known) => {
      const pool = Object.keys(known).filter((id) => from.value === "all" || known[id].keys.includes(from.value));
      const some = new FormData(choose).get("count") !== "all";
      if (some) {
        for (let at = pool.length - 1; at > 0; at--) {
          const other = Math.floor(Math.random() * (at + 1));
          [pool[at], pool[other]] = [pool[other], pool[at]];
        }
        // Those not yet answered come first; the others are asked anew.
        pool.sort((one, other) => Number(Boolean(memory[one]?.[2])) - Number(Boolean(memory[other]?.[2])));
        pool.length = Math.min(pool.length, COUNT);
        for (const id of pool) if (memory[id]?.[2]) keep(id, null);
      }
      const next = new URL(location.href);
      next.search = "?ask=" + pool.map((id) => id.slice(2)).join(".");
      next.hash = "";
      location.assign(next);
    }, failed);
  });
  const ids = (asked.get("ask") ?? "").split(".").filter(Boolean);
  if (ids.length) ask(ids, run).catch(failed);
})();

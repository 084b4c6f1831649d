// @ts-check
// Only where there are questions: checks answers, keeps them in the browser, and puts a quiz together.
// What is right, and why, is read from the answers on the page. A classic script, as modules fail on file://.
// Focus stays where it was when something is checked; "Try again" moves it to the question's first field.

(() => {
  const base = new URL("..", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const KEY = base.pathname + ".__quiz";
  const COUNT = 10;

  /** @type {(id: string) => any} */
  const byId = (id) => document.getElementById(id);
  /** @type {(where: ParentNode, selector: string) => any[]} */
  const all = (where, selector) => [...where.querySelectorAll(selector)];
  /** @type {(where: ParentNode, selector: string) => any} */
  const one = (where, selector) => where.querySelector(selector);
  /** @param {string} name @param {string} words @param {string} [kind] */
  const make = (name, words, kind = "") => {
    const element = document.createElement(name);
    element.textContent = words;
    element.className = kind;
    return element;
  };

  // What is kept: for each question its hash, the fields and values chosen, and how often they were checked.
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
    store(KEY, JSON.stringify(memory));
  }
  /** Keep a text, or nothing under the name; say so where that cannot be. @param {string} name @param {string} text */
  function store(name, text) {
    try {
      if (text) localStorage.setItem(name, text);
      else localStorage.removeItem(name);
    } catch {
      keeps = false;
    }
    if (!keeps) for (const line of all(document, ".q-kept")) line.textContent = "Your browser keeps nothing here: answers last until you leave the page.";
  }

  /** As the bank's own fold: case, accents, width, spaces and signs do not count. @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
  /** @param {HTMLFormElement} form */
  const field = (form) => one(form, "input, select");
  /** @param {HTMLFormElement} form */
  const answersOf = (form) => byId("a-" + form.id.slice(2));
  /** @param {HTMLFormElement} form */
  const chosen = (form) => [...new FormData(form)].map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]));

  /** Take away what the last check wrote. @param {HTMLFormElement} form */
  function unmark(form) {
    for (const mark of all(form, ".q-mark")) mark.remove();
    for (const label of all(form, ".is-right, .is-wrong")) label.classList.remove("is-right", "is-wrong");
    for (const one of all(form, "[aria-invalid]")) for (const name of ["aria-invalid", "aria-describedby"]) one.removeAttribute(name);
    one(form, ".q-said").replaceChildren();
    delete form.dataset.result;
    form.querySelector("[type=reset]")?.toggleAttribute("hidden", true);
  }

  /** @param {Element} field @param {boolean} right @param {string} words */
  function mark(field, right, words) {
    const label = field.closest("label, .q-row");
    const told = make("span", words, "q-mark");
    // For whoever hears the label, the words of the mark stand apart from those of the option.
    told.prepend(make("span", ", ", "visually-hidden"));
    label?.classList.add(right ? "is-right" : "is-wrong");
    label?.append(" ", told);
    if (!label?.matches(".q-row")) return;
    told.id = field.id + "-mark";
    field.setAttribute("aria-describedby", told.id);
    field.setAttribute("aria-invalid", String(!right));
  }

  /**
   * Say whether an answer is right, and why; what is typed gets a hint at the first time, and the answer at the second.
   * @param {HTMLFormElement} form
   * @param {number} times how often it is checked with this one
   * @returns {number} the same, or 0 where something is missing
   */
  function check(form, times) {
    const notes = all(answersOf(form), "li");
    const said = one(form, ".q-said");
    const fields = all(form, "fieldset:first-of-type :is(input, select)");
    const boxes = fields.filter((field) => /radio|checkbox/.test(field.type));
    const sure = one(form, "[name=sure]:checked");
    const empty = boxes.length ? (boxes.some((box) => box.checked) ? undefined : boxes[0]) : fields.find((field) => !fold(field.value));
    unmark(form);
    if (empty || (form.dataset.type === "repair" && !sure)) {
      const row = fields.length > 1 && !boxes.length ? ` Not yet answered: “${empty?.labels?.[0].textContent}”.` : "";
      said.append(make("p", empty ? (row ? "Answer every row first." + row : "Give an answer first.") : "Say first how sure you are."));
      return 0;
    }
    const pieces = form.dataset.type === "mark";
    let hint = "";
    /** @type {HTMLElement[]} */
    let told = [];
    let right = true;
    if (boxes.length) {
      for (const box of boxes) {
        const note = notes.find((node) => node.dataset.for === box.value);
        const key = note?.dataset.right === "1";
        if (box.checked !== key) right = false;
        if (box.checked) mark(box, key, (key ? "your answer, right" : "your answer, not right") + (pieces ? (key ? ": wrong words" : ": sound words") : ""));
        else if (key) mark(box, box.type === "radio", box.type === "radio" ? "right answer" : pieces ? "missed: wrong words" : "right answer, missed");
        if (note && (box.checked || key)) told.push(note);
      }
    } else if (fields[0] instanceof HTMLSelectElement) {
      /** @type {HTMLElement[]} */
      const known = [];
      for (const field of fields) {
        const note = notes.find((node) => node.dataset.for === field.name);
        const key = note?.dataset.right === field.value;
        if (!key) right = false;
        mark(field, key, key ? "your answer, right" : "your answer, not right");
        if (!note) continue;
        const copy = note.cloneNode(true);
        if (key) one(copy, "b").textContent = "Right:";
        (key ? known : told).push(copy);
      }
      hint = right ? "" : `${known.length} of ${fields.length} rows are right.`;
      told.push(...known);
    } else {
      const given = fold(fields[0].value);
      const note = notes.find((node) => node.dataset.for?.split("|").includes(given)) ?? notes[notes.length - 1];
      right = note.dataset.right === "1";
      mark(fields[0], right, right ? "your answer, right" : "your answer, not right");
      const copy = note.cloneNode(true);
      if (!right) one(copy, ".a-text").textContent = fields[0].value.trim();
      told = right || times < 2 ? [copy] : [copy, ...notes.filter((node) => node.dataset.right === "1")];
      if (!right && times < 2) hint = "Try another word, or check once more to see the answer.";
    }
    form.dataset.result = right ? "right" : "wrong";
    const verdict = make("p", "");
    verdict.append(make("b", right ? "Correct." : "Not correct."), hint && " " + hint);
    const list = make("ul", "");
    list.append(...told.map((note) => note.cloneNode(true)));
    said.append(verdict, list);
    if (sure) {
      const score = (Number(sure.value) / 100 - Number(right)) ** 2;
      said.append(make("p", `You were ${sure.value} % sure. Penalty for your confidence: ${score.toFixed(2)}, where 0 is best and 1 worst (Brier score).`));
    }
    for (const more of all(answersOf(form), ".a-grade, .a-see")) said.append(more.cloneNode(true));
    form.querySelector("[type=reset]")?.toggleAttribute("hidden", false);
    return times;
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
      for (const field of all(form, "input, select")) {
        if (field.name !== name) continue;
        if (/radio|checkbox/.test(field.type)) field.checked ||= field.value === value;
        else field.value = value;
      }
    }
    if (state[2]) form.dataset.times = String(check(form, Number(state[2])));
  }

  /** Say how it stands, what to reread, and offer the wrong ones again. @param {HTMLElement} quiz */
  function tell(quiz) {
    const forms = all(quiz, "form.q");
    const done = forms.filter((form) => form.dataset.result);
    const wrong = done.filter((form) => form.dataset.result === "wrong");
    const box = one(quiz, ".q-result");
    box.hidden = !done.length;
    quiz.querySelector(".q-clear")?.toggleAttribute("hidden", !done.length);
    if (!done.length) return;
    box.replaceChildren(make("p", `${done.length} of ${forms.length} answered, ${done.length - wrong.length} correct.`, "q-score"));
    if (!wrong.length) return;
    /** @type {Map<string, Node>} */
    const places = new Map();
    for (const form of wrong) for (const link of all(answersOf(form), ".a-see a")) places.set(link.href, link.cloneNode(true));
    const reread = make("ul", "");
    // A page is left out where one of its sections is named.
    for (const href of [...places.keys()].sort()) {
      if ([...places.keys()].some((other) => other.startsWith(href + "#"))) continue;
      const item = make("li", "");
      item.append(/** @type {Node} */ (places.get(href)));
      reread.append(item);
    }
    const again = make("button", wrong.length > 1 ? `Try the ${wrong.length} wrong ones again` : "Try the wrong one again");
    again.addEventListener("click", () => {
      for (const form of wrong) form.reset();
      if ("run" in quiz.dataset && wrong.length < forms.length) go(wrong.map((form) => form.id));
      else field(wrong[0]).focus();
    });
    box.append(make("p", "Reread:"), reread, again);
  }
  /** Ask these questions on this page. @param {string[]} ids */
  function go(ids) {
    const next = new URL(location.href);
    next.searchParams.set("ask", ids.map((id) => id.slice(2)).join("."));
    next.hash = "";
    location.assign(next);
  }

  /** @param {HTMLElement} quiz */
  function start(quiz) {
    const box = make("div", "", "q-result");
    box.setAttribute("aria-label", "Result");
    box.setAttribute("role", "group");
    quiz.querySelector(".q-note")?.before(box);
    const forms = all(quiz, "form.q");
    for (const form of forms) {
      const button = one(form, "[type=submit]");
      button.hidden = button.disabled = false;
      restore(form);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const times = check(form, Number(form.dataset.times ?? 0) + 1);
        form.dataset.times = String(times);
        keep(form.id, [form.dataset.hash ?? "", chosen(form), times]);
        tell(quiz);
      });
      // Whoever changes an answer takes back the last check.
      form.addEventListener("input", () => {
        delete form.dataset.times;
        unmark(form);
        keep(form.id, [form.dataset.hash ?? "", chosen(form), 0]);
        tell(quiz);
      });
      form.addEventListener("reset", () => {
        if ("quiet" in form.dataset) return;
        delete form.dataset.times;
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
    const quiz = one(run, ".quiz");
    const answers = one(run, ".answers");
    const note = one(quiz, ".q-note");
    found.forEach((id, index) => {
      const { form, answer } = known["q-" + id];
      note.insertAdjacentHTML("beforebegin", form);
      answers.insertAdjacentHTML("beforeend", answer);
      for (const number of [...all(byId("q-" + id), ".q-n"), ...all(byId("a-" + id), ".q-n")]) number.textContent = String(index + 1);
    });
    for (const link of all(answers, "a[data-to]")) link.href = address(link.dataset.to);
    const lost = ids.length - found.length;
    one(run, "h2").textContent = `${found.length || "No"} question${found.length === 1 ? "" : "s"}`;
    one(run, ".q-lost").textContent = lost ? `${lost} of the questions in this address ${lost === 1 ? "is" : "are"} not asked any more.` : "";
    run.hidden = false;
    quiz.hidden = answers.hidden = !found.length;
    if (found.length) start(quiz);
    one(run, "h2").focus();
  }

  recall();
  // A storage that is full or closed is found before the first answer.
  store(KEY + "-", "-");
  store(KEY + "-", "");
  for (const quiz of all(document, ".quiz:not([data-run])")) start(quiz);

  const choose = byId("choose");
  const run = byId("run");
  if (!choose || !run) return;
  /** @param {string} words */
  const say = (words) => (byId("choose-said").textContent = words);
  const failed = () => say("The questions could not be loaded. The sets and pages below have them too.");
  const asked = new URLSearchParams(location.search);
  const from = choose.elements.namedItem("from");
  const wanted = asked.get("from") ?? "all";
  choose.hidden = false;
  // An objective is no choice of the list, but the page about coverage links here with one.
  if (/^o-[a-z0-9-]+$/.test(wanted)) from.append(new Option("one objective", wanted));
  if ([...from.options].some((/** @type {any} */ option) => option.value === wanted)) from.value = wanted;
  choose.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    say("Loading the questions…");
    load().then((known) => {
      const pool = Object.keys(known).filter((id) => from.value === "all" || known[id].keys.includes(from.value));
      const some = new FormData(choose).get("count") !== "all";
      if (some) {
        for (let at = pool.length - 1; at > 0; at--) {
          const other = Math.floor(Math.random() * (at + 1));
          [pool[at], pool[other]] = [pool[other], pool[at]];
        }
        // Those not yet answered come first.
        pool.sort((one, other) => Number(Boolean(memory[one]?.[2])) - Number(Boolean(memory[other]?.[2])));
        pool.length = Math.min(pool.length, COUNT);
      }
      if (!pool.length) return say("No question is for this.");
      const next = new URL(location.href);
      next.search = from.value === "all" ? "" : "?from=" + from.value;
      history.replaceState(history.state, "", next);
      go(pool);
    }, failed);
  });
  // The last quiz that was put together can be gone on with.
  const LAST = KEY + ".last";
  const ids = (asked.get("ask") ?? "").split(".").filter(Boolean);
  if (ids.length) {
    store(LAST, ids.join("."));
    ask(ids, run).catch(failed);
    return;
  }
  let last = "";
  try {
    last = localStorage.getItem(LAST) ?? "";
  } catch {
    // Nothing is kept, so there is nothing to go on with.
  }
  const count = last.split(".").filter(Boolean).length;
  if (!count) return;
  const link = byId("choose-last");
  link.href = "?ask=" + encodeURIComponent(last);
  link.textContent = `Go on with your last quiz (${count} question${count === 1 ? "" : "s"})`;
  link.parentElement.hidden = false;
})();

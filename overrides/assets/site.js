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

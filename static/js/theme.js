/* Light, dark or the system's: remembered on this machine, set before the first paint.
   Loaded in <head> without `defer` for that reason. Buttons: [data-theme-choice="light|dark|system"]
   inside [data-theme-choices], which is hidden where this script does not run. */
"use strict";
(() => {
  const KEY = "theme";
  const root = document.documentElement;
  let kept = null;
  try { kept = localStorage.getItem(KEY); } catch { /* storage is switched off: the system decides */ }

  function apply(choice) {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === (choice || "system")));
    }
  }

  apply(kept);
  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll("[data-theme-choices]")) group.hidden = false;
    apply(kept);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (!button) return;
    kept = button.dataset.themeChoice;
    try {
      if (kept === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, kept);
    } catch { /* the choice holds for this page only */ }
    apply(kept);
  });
})();

/* <button type="button" data-copy="#address" data-copy-said="Link copied">Copy the link</button>
   Copies the value (or the text) of the element named by data-copy and says so.
   A button with data-copy is hidden by `hidden` in the page and shown here: without script it can do nothing. */
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;

  const labels = new Map();

  /* For pages that are not served over https, where the clipboard is closed to scripts. */
  function copyTheOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    event.preventDefault();
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    const text = ("value" in source ? source.value : source.textContent).trim();
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch { done = copyTheOldWay(text); }
    if (!done) {
      if (source.select) source.select();
      page.say("Your browser did not let us copy. The text is selected; copy it with the keyboard.");
      return;
    }
    const said = button.dataset.copySaid || "Copied";
    page.say(said);
    if (labels.has(button)) return;
    labels.set(button, [...button.childNodes]);
    button.replaceChildren(page.icon("check-lg"), said);
    setTimeout(() => {
      button.replaceChildren(...labels.get(button));
      labels.delete(button);
    }, 2500);
  });
})();

/* form[data-dirty]: leaving the page with unsent changes asks first. Sending it, or autosave.js confirming
   that everything is kept (the event "kept" on the form), makes it clean again. */
"use strict";
(() => {
  const changed = new Set();
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      const form = event.target.form;
      if (form && form.matches("[data-dirty]")) changed.add(form);
    });
  }
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) changed.delete(event.target); });
  document.addEventListener("kept", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    for (const form of changed) {
      if (form.isConnected) return event.preventDefault();
    }
    return undefined;
  });
})();

/* The writer's own sample pages.

   - After a drop of one file: its page opens. After several: the library on the page is fetched anew, or a link to it
     appears ([data-upload-several]).
   - button[data-plain] is for pages without script. It stays the form's first button, so that Enter in a field sends
     that one and never the one that publishes.
   - A small form that is open is never replaced by what arrives: nobody loses what they typed.
   - After a piece of the page was swapped by a press, its [data-focus] gets the focus: a keyboard is not thrown back to
     the top, and a screen reader hears the new verdict. */
"use strict";
(() => {
  for (const button of document.querySelectorAll("button[data-plain]")) {
    button.classList.add("visually-hidden");
    button.tabIndex = -1;
    button.setAttribute("aria-hidden", "true");
  }

  let timer = 0;
  document.addEventListener("uploaded", (event) => {
    const rows = event.target.querySelectorAll("[data-upload-list] > li").length;
    const library = document.getElementById("library");
    const several = document.querySelector("[data-upload-several]");
    if (rows === 1) window.location.assign(event.detail.url);
    else if (library && window.htmx) {
      clearTimeout(timer);
      timer = setTimeout(() => htmx.ajax("GET", location.href, { target: "#library", select: "#library", swap: "outerHTML" }), 400);
    }
    else if (several) several.hidden = false;
  });

  document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.matches("details[open]")) event.detail.shouldSwap = false;
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    const pressed = event.detail.requestConfig && event.detail.requestConfig.verb === "post";
    const target = pressed && document.getElementById(event.detail.target.id);
    const focus = target && target.querySelector("[data-focus]");
    if (focus) focus.focus({ preventScroll: true });
  });
})();

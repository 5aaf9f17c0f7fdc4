/* Asks before something vanishes, in a dialog instead of on a page of its own.

   <form method="post" data-confirm="Delete this sample?" data-confirm-text="Two links show it." data-confirm-verb="Delete">

   The attributes may also stand on the pressed button. Agreeing sends the form with confirmed=1.
   Without script the form arrives without `confirmed`, and the server answers with templates/confirm.html. */
"use strict";
(() => {
  function ask(words) {
    const dialog = page.element("dialog", "ask");
    const title = page.element("h2", "", words.confirm);
    title.id = "ask-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const yes = page.element("button", "btn btn-danger", words.confirmVerb || "Yes, go on");
    const no = page.element("button", "btn btn-quiet", words.confirmKeep || "Keep it");
    yes.type = no.type = "button";
    no.autofocus = true;
    const buttons = page.element("div", "acts");
    buttons.append(yes, no);
    dialog.append(title);
    if (words.confirmText) dialog.append(page.element("p", "muted", words.confirmText));
    dialog.append(buttons);
    document.body.append(dialog);
    return new Promise((resolve) => {
      yes.addEventListener("click", () => dialog.close("yes"));
      no.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue === "yes");
      });
      dialog.showModal();
    });
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const source = event.submitter && event.submitter.dataset.confirm ? event.submitter : form;
    if (!source.dataset.confirm || form.elements.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(source.dataset))) return;
    const field = page.element("input");
    field.type = "hidden";
    field.name = "confirmed";
    field.value = "1";
    form.append(field);
    form.requestSubmit(event.submitter || undefined);
  }, true);
})();

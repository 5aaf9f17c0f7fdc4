/* Keeps what is typed, without a button.

   <form method="post" data-autosave-url="/samples/7/keep/" data-dirty> … <p class="kept" data-autosave-status></p></form>

   Sends the whole form 1.5 seconds after the last key. Answers: 200 {} or {"version": "…"}, which is written into
   the form's field `version`; 409 {"error": "sentence"} when another tab saved something newer (it stops then, and
   the words stay on the page); 400 {"error": "sentence"} for what a person must put right.
   Until an answer says that it is kept, a copy lies in this tab's sessionStorage, under the account's number, and is
   offered when the page is opened again: a session that ran out, or a broken connection, loses nothing.
   Passwords, files and hidden fields are never copied. */
"use strict";
(() => {
  const WAIT = 1500;

  function words(form) {
    const kept = {};
    for (const field of form.elements) {
      if (!field.name || ["hidden", "password", "file", "submit", "button"].includes(field.type)) continue;
      if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
      if (field.type === "select-multiple") {
        kept[field.name] = [...field.selectedOptions].map((option) => option.value);
        continue;
      }
      (kept[field.name] ||= []).push(field.value);
    }
    return kept;
  }

  function putBack(form, kept) {
    for (const field of form.elements) {
      if (!field.name || ["hidden", "password", "file", "submit", "button"].includes(field.type)) continue;
      const values = kept[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = values.includes(option.value);
      else if (field.name in kept) field.value = values.shift() ?? "";
    }
  }

  function bind(form) {
    const url = form.dataset.autosaveUrl;
    const key = "kept:" + document.body.dataset.who + ":" + url;
    const status = form.querySelector("[data-autosave-status]") || form.appendChild(page.element("p", "kept"));
    let timer = 0;
    let sending = false;
    let stopped = false;
    let revision = 0;

    function show(sentence, bad) {
      status.textContent = sentence;
      status.classList.toggle("is-error", Boolean(bad));
    }

    function store(kept) {
      try {
        if (kept) sessionStorage.setItem(key, JSON.stringify(kept));
        else sessionStorage.removeItem(key);
      } catch { /* no storage: the warning before leaving is what remains */ }
    }

    async function send() {
      if (stopped) return;
      if (sending) { timer = setTimeout(send, WAIT); return; }
      sending = true;
      const sent = revision;
      show("Saving…");
      const answer = await page.post(url, new FormData(form), form);
      sending = false;
      if (answer.ok) {
        if (answer.data.version !== undefined && form.elements.version) form.elements.version.value = answer.data.version;
        if (sent !== revision) return;
        store(null);
        form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
        show("Saved " + new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
        return;
      }
      if (answer.status === 409) stopped = true;
      if (answer.status === 401 || answer.status === 403) {
        show("You are logged out. What you typed is kept in this tab. ", true);
        const link = page.element("a", "", "Log in again");
        link.href = "/accounts/login/?next=" + encodeURIComponent(location.pathname + location.search);
        status.append(link);
        form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
        page.say(status.textContent);
        return;
      }
      show(page.sentence(answer), true);
      page.say(status.textContent);
      if (answer.status === 0 || answer.status >= 500) timer = setTimeout(send, 10 * WAIT);
    }

    function changed() {
      revision += 1;
      store(words(form));
      clearTimeout(timer);
      timer = setTimeout(send, WAIT);
    }

    let old = null;
    try { old = JSON.parse(sessionStorage.getItem(key) || "null"); } catch { /* unreadable: as if none */ }
    if (old && JSON.stringify(old) !== JSON.stringify(words(form))) {
      const offer = page.element("div", "quiet-note");
      const back = page.element("button", "btn btn-quiet btn-sm", "Put it back");
      const drop = page.element("button", "btn btn-quiet btn-sm", "Throw it away");
      back.type = drop.type = "button";
      back.addEventListener("click", () => { putBack(form, old); offer.remove(); changed(); form.querySelector("input:not([type=hidden]), textarea, select").focus(); });
      drop.addEventListener("click", () => { store(null); offer.remove(); });
      offer.append(page.element("span", "", "What you typed last time was not saved. It is still here."), back, drop);
      form.prepend(offer);
      page.say("What you typed last time was not saved. It is still here.");
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", () => { clearTimeout(timer); stopped = true; });
  }

  for (const form of document.querySelectorAll("form[data-autosave-url]")) bind(form);
})();

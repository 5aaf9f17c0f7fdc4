/* What the other files here share: the form token, a spoken sentence, an icon, a POST. */
"use strict";

window.page = {
  /* The CSRF token: the form's own hidden field, or the one every signed-in page carries for htmx. */
  token(form) {
    const field = (form || document).querySelector("input[name=csrfmiddlewaretoken]");
    return field ? field.value : JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  },

  /* Said aloud by a screen reader. Emptied first, so that the same sentence is heard twice. */
  say(sentence) {
    const region = document.getElementById("said");
    if (!region) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = sentence; }, 60);
  },

  icon(name, className) {
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    const use = document.createElementNS(ns, "use");
    svg.setAttribute("class", "i" + (className ? " " + className : ""));
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", document.body.dataset.sprite + "#" + name);
    svg.append(use);
    return svg;
  },

  element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  },

  /* POST form data and answer {ok, status, data}. Being sent to the log-in page counts as status 401. */
  async post(url, body, form) {
    let answer;
    try {
      answer = await fetch(url, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { "X-CSRFToken": page.token(form), "X-Requested-With": "XMLHttpRequest", Accept: "application/json" },
      });
    } catch {
      return { ok: false, status: 0, data: {} };
    }
    const signedOut = answer.redirected && new URL(answer.url).pathname.startsWith("/accounts/");
    const data = signedOut ? {} : await answer.json().catch(() => ({}));
    return { ok: answer.ok && !signedOut, status: signedOut ? 401 : answer.status, data };
  },

  /* A sentence for an answer that was no success. */
  sentence({ status, data }) {
    if (data && data.error) return data.error;
    if (status === 0) return "The connection broke. Nothing was lost on this page; try again.";
    if (status === 401 || status === 403) return "You were logged out in the meantime. Load this page again and log in.";
    if (status === 413) return "That is larger than this site takes.";
    if (status === 429) return "That was tried too often. Wait a few minutes and try again.";
    return "Something broke on our side. Try again in a minute.";
  },
};

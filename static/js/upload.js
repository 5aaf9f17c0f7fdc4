/* Turns a plain form with several files into a drop zone where each file goes on its own.

   <form data-upload data-upload-url="/samples/upload/" data-max-mb="50" data-room-bytes="900000000"
         data-types=".docx,.pptx,.pdf,.png,.jpg,.jpeg"> … <label data-upload-choose hidden>…</label>
         <input type="file" name="file" multiple> <button data-upload-plain>Upload</button> <ul class="files" data-upload-list hidden></ul></form>

   Each file: one POST to data-upload-url with the field `file` (and the form's other fields), Accept: application/json.
   201 {"id": 1, "url": "/samples/1/", "title": "…", "deliverable": "…"}, or 4xx {"error": "sentence"}.
   Size, kind and room are looked at before sending, to spare the wait; the server decides.
   The event "uploaded" (detail: the answer) is sent from the form for each file that was stored.
   See templates/partials/upload.html. */
"use strict";
(() => {
  const AT_ONCE = 2;

  function size(bytes) {
    const mb = bytes / 1048576;
    return mb < 1 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : mb.toFixed(mb < 10 ? 1 : 0) + " MB";
  }

  function bind(form) {
    const input = form.querySelector("input[type=file]");
    const list = form.querySelector("[data-upload-list]");
    const types = (form.dataset.types || "").split(",").map((type) => type.trim().toLowerCase()).filter(Boolean);
    const most = Number(form.dataset.maxMb) * 1048576 || Infinity;
    let room = form.dataset.roomBytes === undefined ? Infinity : Number(form.dataset.roomBytes);
    const waiting = [];
    let active = 0;
    let stored = 0;
    let refused = 0;

    form.querySelector("[data-upload-plain]").hidden = true;
    form.querySelector("[data-upload-choose]").hidden = false;
    input.classList.add("visually-hidden");

    function refusal(file) {
      const ending = file.name.includes(".") ? "." + file.name.split(".").pop().toLowerCase() : "";
      if (types.length && !types.includes(ending)) {
        return `Files ending in ${ending || "nothing"} are not taken here. These are: ${types.join(", ")}.`;
      }
      if (file.size === 0) return "This file is empty.";
      if (file.size > most) return `This file has ${size(file.size)}; the most for one file is ${size(most)}.`;
      if (file.size > room) return `This file has ${size(file.size)} and you have room for ${size(room)}. Delete something first, or make it smaller.`;
      return "";
    }

    function row(file) {
      const item = page.element("li");
      const slides = /\.pptx$/i.test(file.name);
      item.append(page.icon(slides ? "file-earmark-slides" : "file-earmark-text"), page.element("span", "name", file.name), page.element("span", "fine nums"));
      list.hidden = false;
      list.append(item);
      return item;
    }

    function settle(item, iconName, meaning, right, sentence, bad) {
      const old = item.querySelector("svg");
      const picture = page.icon(iconName, bad ? "block" : "ok");
      picture.removeAttribute("aria-hidden");
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", meaning);
      old.replaceWith(picture);
      for (const part of item.querySelectorAll("progress, small")) part.remove();
      item.children[2].replaceWith(right);
      item.append(page.element("small", bad ? "block" : "", sentence));
    }

    function fail(item, file, sentence, again) {
      refused += 1;
      let right = page.element("span");
      if (again) {
        right = page.element("button", "btn btn-quiet btn-sm", "Try again");
        right.type = "button";
        right.addEventListener("click", () => { refused -= 1; item.remove(); take([file]); });
      }
      settle(item, "exclamation-octagon-fill", "Not stored", right, sentence, true);
      page.say(file.name + ": " + sentence);
    }

    function succeed(item, file, data) {
      stored += 1;
      room -= file.size;
      const link = page.element("a", "btn btn-quiet btn-sm", "Open");
      link.href = data.url;
      const name = item.querySelector(".name");
      if (data.title) name.textContent = data.title;
      settle(item, "check-circle-fill", "Stored", link, `Stored${data.deliverable ? ". Looks like: " + data.deliverable : ""}. The check is running.`, false);
      page.say((data.title || file.name) + " is stored.");
      form.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: data }));
    }

    function send({ file, item }) {
      active += 1;
      const bar = page.element("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", "Uploading " + file.name);
      item.append(bar);
      const figure = item.children[2];
      const body = new FormData(form);
      body.delete(input.name);
      body.append("file", file, file.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.dataset.uploadUrl);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", page.token(form));
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        bar.value = Math.round((100 * event.loaded) / event.total);
        figure.textContent = bar.value < 100 ? `${bar.value} %, ${size(event.loaded)} of ${size(event.total)}` : "Storing…";
      });
      request.addEventListener("loadend", () => {
        active -= 1;
        const data = request.response || {};
        if (request.status === 201 && data.url) succeed(item, file, data);
        else {
          const loggedOut = request.status === 200 || request.status === 401;
          const status = loggedOut ? 401 : request.status;
          fail(item, file, page.sentence({ status, data }), status === 0 || status === 401 || status === 429 || status >= 500);
        }
        next();
      });
      request.send(body);
    }

    function next() {
      while (active < AT_ONCE && waiting.length) send(waiting.shift());
      if (active === 0 && waiting.length === 0 && stored + refused > 1) {
        page.say(`${stored} of ${stored + refused} files stored.`);
      }
    }

    function take(files) {
      for (const file of files) {
        const item = row(file);
        const sentence = refusal(file);
        if (sentence) fail(item, file, sentence, false);
        else waiting.push({ file, item });
      }
      next();
    }

    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      take(files);
    });

    let depth = 0;
    const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    form.addEventListener("dragenter", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth += 1;
      form.classList.add("is-over");
    });
    form.addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
    form.addEventListener("dragleave", () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) form.classList.remove("is-over");
    });
    form.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      form.classList.remove("is-over");
      take([...event.dataTransfer.files]);
    });
    form.addEventListener("submit", (event) => event.preventDefault());

    /* A file that misses the zone must not replace the page. */
    for (const name of ["dragover", "drop"]) {
      window.addEventListener(name, (event) => { if (carriesFiles(event) && !form.contains(event.target)) event.preventDefault(); });
    }
    window.addEventListener("beforeunload", (event) => { if (active || waiting.length) event.preventDefault(); });
  }

  for (const form of document.querySelectorAll("form[data-upload]")) bind(form);
})();

/* Puts a list in order, by dragging or by buttons.

   <ol data-order-url="/collections/3/order/">
     <li data-id="12" data-name="The Refill"> <span class="grip" data-grip></span> …
       <button name="move" value="up" data-move="up">…</button> <button name="move" value="down" data-move="down">…</button>

   Sends order=12&order=7&… (every id, top first) to data-order-url; any 2xx means kept, anything else puts the list
   back as it was and says why. Without script the buttons belong to small forms that the server handles one move at a
   time. Needs vendor/sortablejs for dragging; the buttons work without it. */
"use strict";
(() => {
  function bind(list) {
    const items = () => [...list.children].filter((item) => item.dataset.id);
    let before = items();

    function place(item) {
      const all = items();
      return (item.dataset.name || "It") + " is now number " + (all.indexOf(item) + 1) + " of " + all.length;
    }

    function tidy() {
      const all = items();
      all.forEach((item, index) => {
        for (const button of item.querySelectorAll("[data-move]")) {
          button.disabled = button.dataset.move === "up" ? index === 0 : index === all.length - 1;
        }
      });
    }

    async function send(item) {
      const body = new URLSearchParams();
      for (const each of items()) body.append("order", each.dataset.id);
      const answer = await page.post(list.dataset.orderUrl, body, list.closest("form"));
      if (answer.ok) {
        before = items();
        page.say(place(item) + ".");
      } else {
        list.append(...before);
        page.say("The order was not kept. " + page.sentence(answer));
      }
      tidy();
    }

    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (!button) return;
      event.preventDefault();
      const item = button.closest("[data-id]");
      const up = button.dataset.move === "up";
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (!other || !other.dataset.id) return;
      if (up) other.before(item); else other.after(item);
      tidy();
      const next = button.disabled ? item.querySelector(`[data-move=${up ? "down" : "up"}]`) : button;
      if (next) next.focus();
      send(item);
    });

    if (window.Sortable) {
      for (const grip of list.querySelectorAll("[data-grip]")) grip.hidden = false;
      Sortable.create(list, {
        handle: list.querySelector("[data-grip]") ? "[data-grip]" : undefined,
        draggable: "[data-id]",
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
        ghostClass: "is-ghost",
        chosenClass: "is-lifted",
        onEnd: (event) => { if (event.oldIndex !== event.newIndex) send(event.item); },
      });
    }
    tidy();
  }

  for (const list of document.querySelectorAll("[data-order-url]")) bind(list);
})();

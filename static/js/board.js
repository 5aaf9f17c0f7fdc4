/* Moves people between the columns of a board.

   <div data-board>
     <section> <h2>Talking <span data-board-count>2</span></h2>
       <ul data-board-column="in-conversation" data-board-name="Talking">
         <li data-id="7" data-name="Theo Brandvold"> …
           <form method="post" action="/contacts/7/move/" data-board-move> … <select name="stage"> … <button>Move</button>

   Each card carries its own plain form, which is how keyboards, phones and browsers without script move it. Dropping a
   card in another column sends that same form with `stage` set to the column; a column that stands for several stages
   (data-board-column="contacted connected") keeps the card's stage when it is one of them, else takes the first.
   2xx means moved, and {"words": {"stage": "…"}} in the answer goes into the card's [data-word="stage"]; anything else
   puts the card back and says why. data-board-more on a count is how many more the column has than it shows.
   Needs vendor/sortablejs. */
"use strict";
(() => {
  if (!window.Sortable) return;

  function count(board) {
    for (const column of board.querySelectorAll("[data-board-column]")) {
      const shown = column.closest("section").querySelector("[data-board-count]");
      const more = Number(shown && shown.dataset.boardMore) || 0;
      if (shown) shown.textContent = column.querySelectorAll(":scope > [data-id]").length + more;
      const empty = column.parentElement.querySelector("[data-board-empty]");
      if (empty) empty.hidden = Boolean(column.querySelector(":scope > [data-id]"));
    }
  }

  async function moved(board, event) {
    if (event.from === event.to) return;
    const form = event.item.querySelector("form[data-board-move]");
    const stages = event.to.dataset.boardColumn.split(" ");
    const before = form.elements.stage.value;
    form.elements.stage.value = stages.includes(before) ? before : stages[0];
    count(board);
    const answer = await page.post(form.action, new FormData(form), form);
    if (answer.ok) {
      for (const [name, words] of Object.entries(answer.data.words || {})) {
        const place = event.item.querySelector(`[data-word="${name}"]`);
        if (place) place.textContent = words;
      }
      page.say(`${event.item.dataset.name} is now under ${event.to.dataset.boardName}.`);
      return;
    }
    form.elements.stage.value = before;
    event.from.insertBefore(event.item, event.from.children[event.oldIndex] || null);
    count(board);
    page.say("Not moved. " + page.sentence(answer));
  }

  for (const board of document.querySelectorAll("[data-board]")) {
    for (const column of board.querySelectorAll("[data-board-column]")) {
      Sortable.create(column, {
        group: "board",
        draggable: "[data-id]",
        filter: "a, button, select, input, summary",
        preventOnFilter: false,
        delay: 180,
        delayOnTouchOnly: true,
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
        ghostClass: "is-ghost",
        chosenClass: "is-lifted",
        onEnd: (event) => moved(board, event),
      });
    }
    count(board);
  }
})();

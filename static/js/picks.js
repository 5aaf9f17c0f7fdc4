/* details[data-picks]: several from a long list of checkboxes. Says what is picked while the list is closed, says when
   it is too much (data-most), and finds rows by a few letters. Without script the list is whole and the server counts. */
"use strict";
(() => {
  function bind(picks) {
    const said = picks.querySelector("[data-picks-said]");
    const search = picks.querySelector("[data-picks-search]");
    const most = Number(picks.dataset.most) || Infinity;
    const rows = [...picks.querySelectorAll("label")];
    const name = (row) => row.textContent.trim();

    function tell() {
      const picked = rows.filter((row) => row.querySelector("input").checked).map(name);
      const over = picked.length > most;
      said.textContent = (picked.join(", ") || "None picked") + (over ? ` (${picked.length}; at most ${most})` : "");
      said.classList.toggle("block", over);
      return over;
    }

    picks.addEventListener("change", (event) => {
      if (event.target === search) return;
      if (tell()) page.say(`That is one more than ${most}. Take one away.`);
    });

    if (rows.length > 12) search.hidden = false;
    search.addEventListener("input", () => {
      const typed = search.value.trim().toLowerCase();
      for (const row of rows) row.hidden = Boolean(typed) && !name(row).toLowerCase().includes(typed);
      for (const group of picks.querySelectorAll("fieldset")) group.hidden = !group.querySelector("label:not([hidden])");
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }

  for (const picks of document.querySelectorAll("[data-picks]")) bind(picks);
})();

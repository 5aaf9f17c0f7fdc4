/* The receipt. <body data-beacon-url="…">, pages to read marked data-page="7-2" (any short name the server gave).
   POSTs, as a form: what=open once the page was in view for 2 seconds; then, whenever it goes out of view,
   what=read with a read=7-2:14 (name:seconds) for each page read since. Time stops a minute after the last touch.
   fetch in its default mode, not sendBeacon: it sends a true Origin, which the server checks, there being no token. */
"use strict";
(() => {
  const url = document.body.dataset.beaconUrl, seen = new Set(), spent = {};
  let view = 0, touched = Date.now(), opened = false;
  const send = (fields) => fetch(url, { method: "POST", keepalive: true, body: new URLSearchParams(fields) }).catch(() => {});
  const watch = new IntersectionObserver((all) => {
    for (const one of all) seen[one.isIntersecting ? "add" : "delete"](one.target.dataset.page);
  }, { rootMargin: "-15% 0px" });
  for (const page of document.querySelectorAll("[data-page]")) watch.observe(page);
  for (const name of ["scroll", "pointermove", "keydown"]) addEventListener(name, () => { touched = Date.now(); }, { passive: true });
  setInterval(() => {
    if (document.hidden || Date.now() - touched > 60000) return;
    if (++view >= 2 && !opened) { opened = true; send([["what", "open"]]); }
    for (const page of seen) spent[page] = (spent[page] || 0) + 1;
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    const read = Object.entries(spent).filter((page) => page[1] > 1);
    if (!document.hidden || !opened || !read.length) return;
    send([["what", "read"], ...read.map((page) => ["read", page.join(":")])]);
    for (const page in spent) delete spent[page];
  });
})();

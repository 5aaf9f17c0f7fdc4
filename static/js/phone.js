/* <button type="button" data-phone="/collections/3/preview/" hidden>On a phone</button>
   Opens the address in a small window, as wide as a phone. Without script the button stays hidden. */
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-phone]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      window.open(button.dataset.phone, "phone", "popup,width=390,height=844");
    });
  }
})();

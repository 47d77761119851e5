// Django's lists of what is chosen describe themselves on an element without a role, where no screen reader looks.
"use strict";

const nameSigns = () => {
  for (const help of document.querySelectorAll("span[aria-label]:not([role])")) help.setAttribute("role", "img");
};

// Django makes them at the same event, before this file or after.
window.addEventListener("load", () => setTimeout(nameSigns));

// Django's lists of what is chosen describe themselves on an element without a role, where no screen reader looks.
"use strict";

window.addEventListener("load", () => {
  for (const help of document.querySelectorAll("span[aria-label]:not([role])")) help.setAttribute("role", "img");
});

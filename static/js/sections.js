// On a telephone the sections of the desk are one line that moves under the finger: it begins where one is.
(() => {
  const sections = document.querySelector(".desk-sections ul");
  const current = sections?.querySelector("[aria-current]");
  if (current) sections.scrollLeft = current.offsetLeft - sections.offsetLeft - sections.clientWidth / 3;
})();

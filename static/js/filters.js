// An opened filter above a list is closed by Escape, which gives the focus back, and by a click beside it.
(() => {
  const open = () => document.querySelector(".desk-filters details[open]");

  document.addEventListener("keydown", (event) => {
    const filter = event.key === "Escape" && !event.defaultPrevented && open();
    if (!filter) return;
    const isWithin = filter.contains(document.activeElement);
    filter.open = false;
    if (isWithin) filter.querySelector("summary").focus();
  });

  document.addEventListener("click", ({ target }) => {
    const filter = open();
    if (filter && !filter.contains(target)) filter.open = false;
  });
})();

// Which languages of a release stand beside one another: chosen once, and remembered in this browser. It runs
// where the columns end, so that none is drawn to go again. On a telephone the choice is a row of tabs.
(() => {
  const KEY = "desk-languages";
  const narrow = matchMedia("(max-width: 767px)");
  const choice = document.querySelector(".columns-choice");
  const buttons = [...choice.querySelectorAll("button")];
  const columns = [...document.querySelectorAll(".text-column")];
  const source = columns.find((column) => "source" in column.dataset) ?? columns[0];

  // A browser may be told to keep nothing.
  const read = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const keep = (code) => {
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // It counts on this page.
    }
  };

  let chosen = columns.some((column) => column.dataset.language === read()) ? read() : "all";
  // What a telephone shows where all are chosen: the source, or what one writes where that is only read.
  const written = columns.filter((column) => "writes" in column.dataset);
  let tab = (written.includes(source) ? source : (written[0] ?? source)).dataset.language;

  const show = () => {
    const shown = narrow.matches && chosen === "all" ? tab : chosen;
    for (const column of columns) column.hidden = shown !== "all" && column.dataset.language !== shown;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.shows === shown));
    document.dispatchEvent(new CustomEvent("desk:columns", { detail: shown }));
  };

  choice.hidden = columns.length < 2;
  choice.addEventListener("click", ({ target }) => {
    const code = target.closest("button")?.dataset.shows;
    if (!code) return;
    if (narrow.matches) tab = code;
    if (!narrow.matches || chosen !== "all") {
      chosen = code;
      keep(code);
    }
    show();
  });
  narrow.addEventListener("change", show);

  // What a list or an address leads to is shown first.
  document.addEventListener("desk:reveal", ({ target }) => {
    const hidden = target.closest?.(".text-column[hidden]");
    if (!hidden) return;
    if (narrow.matches && chosen === "all") tab = hidden.dataset.language;
    else chosen = narrow.matches ? hidden.dataset.language : "all";
    show();
  });
  show();
})();

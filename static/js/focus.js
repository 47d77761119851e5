// Django opens, adds and takes away, and leaves the focus where it was, or nowhere: here it goes along.
(() => {
  const FIELDS = "input, select, textarea";
  const BOXES = ".calendarbox, .clockbox";
  const DAYS = [".selected a", ".today a", "td a", ".timelist a"];

  // Lines of a form.
  document.addEventListener("formset:added", ({ target }) => {
    [...target.querySelectorAll(FIELDS)].find((field) => field.checkVisibility())?.focus();
  });
  document.addEventListener("formset:removed", ({ detail }) => {
    document.querySelector(`#${detail.formsetName}-group .addlink`)?.focus();
  });

  // Calendars and clocks stand at the end of the page, however near to their sign they are shown.
  const opens = (box) => document.getElementById(box.id.replace("box", "link"));

  const enter = (box) => {
    if (!box.checkVisibility()) return;
    const days = DAYS.map((days) => box.querySelector(days));
    days.find(Boolean)?.focus();
  };

  const leave = (box) => {
    if (document.activeElement === document.body) opens(box).focus();
  };

  document.addEventListener(
    "click",
    ({ target }) => {
      const sign = target.closest("[id^=calendarlink], [id^=clocklink]");
      const box = sign ? document.getElementById(sign.id.replace("link", "box")) : target.closest(BOXES);
      // Django's own listeners come after this one.
      if (box) setTimeout(sign ? enter : leave, 0, box);
    },
    { capture: true },
  );
  document.addEventListener("keydown", ({ target, key }) => {
    const box = key === "Escape" && target.closest(BOXES);
    // Django closes it when the key is let go.
    if (box) opens(box).focus();
  });
})();

// A form that is larger than the desk takes is not sent: its page stays, with all that was written and chosen.
// Without this file the answer says so, and the browser's "Back" brings the words back.
(() => {
  const bytes = new TextEncoder();
  const lengthOf = (value) => (typeof value === "string" ? bytes.encode(value).length : value.size);
  // Names, borders and headers of each field.
  const AROUND_FIELD = 300;

  const excess = (form, notice) => {
    let texts = 0;
    let all = 0;
    for (const [, value] of new FormData(form)) {
      const length = lengthOf(value);
      if (typeof value === "string") texts += length + AROUND_FIELD;
      all += length + AROUND_FIELD;
    }
    if (texts > Number(notice.dataset.texts)) return "texts";
    return all > Number(notice.dataset.all) ? "all" : null;
  };

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const notice = document.getElementById("too-large");
      if (!notice || form.getAttribute("method") !== "post") return;
      const reason = excess(form, notice);
      notice.hidden = !reason;
      for (const text of notice.children) text.hidden = text.dataset.reason !== reason;
      if (!reason) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      notice.scrollIntoView({ block: "center" });
      notice.tabIndex = -1;
      notice.focus();
    },
    true,
  );
})();

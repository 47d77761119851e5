// Counts the characters of fields with a limit, and says how many are too many. Nothing is cut off: the
// field refuses what is too long when it is saved, with or without this file.
(() => {
  const DEBOUNCE_MS = 800; // until the typist rests: a screen reader says the number once

  const message = (name) => document.querySelector(`#js-messages [data-message="${name}"]`)?.textContent ?? "{number}";
  const number = (value) => value.toLocaleString(document.documentElement.lang || undefined);
  // As the server counts: one for a letter beyond the first 65,536, and for the end of a line.
  const length = (value) => [...value].length;

  const count = (input) => {
    const limit = Number(input.dataset.limit);
    if (!limit || input.type === "hidden" || input.disabled || input.closest(".empty-form")) return;
    const always = Boolean(input.closest(".texts"));
    const output = document.createElement("span");
    output.className = "counter";
    const figures = document.createElement("span");
    figures.setAttribute("aria-hidden", "true");
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    output.append(figures, status);

    let timer;
    const show = () => {
      const used = length(input.value);
      const over = used - limit;
      const excess = over > 0 ? message("too-many").replace("{number}", number(over)) : "";
      figures.textContent = `${number(used)} / ${number(limit)}${excess && ` – ${excess}`}`;
      figures.hidden = !always && over <= 0;
      output.classList.toggle("too-long", over > 0);
      if (over > 0) input.setAttribute("aria-invalid", "true");
      else if (status.textContent) input.removeAttribute("aria-invalid");
      clearTimeout(timer);
      timer = setTimeout(() => { status.textContent = excess; }, DEBOUNCE_MS);
    };
    input.addEventListener("input", show);
    show();
    input.after(output);
  };

  const countIn = (container) => container.querySelectorAll("[data-limit]").forEach(count);

  document.addEventListener("DOMContentLoaded", () => countIn(document));
  document.addEventListener("formset:added", (event) => countIn(event.target));
})();

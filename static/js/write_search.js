// The box below contacts and boilerplates: who is found by name is added as a line at once.
import { message } from "press-room/messages";
import { addLine, say, takeOut } from "press-room/write_lines";

const DEBOUNCE_MS = 120;
const SHOWN = 8;

const linesOf = (list) => [...list.querySelectorAll(":scope > .line")];
const chosenIn = (line, choice) => line.querySelector(`[name$="-${choice}"]`).value;

const start = (box) => {
  const section = box.closest("[data-lines]");
  const list = section.querySelector(".line-list");
  const results = box.querySelector("[role=listbox]");
  const field = box.querySelector("[role=combobox]");
  const address = new URL(field.dataset.searches, location.href);
  const choice = address.searchParams.get("field_name");
  const status = section.querySelector(":scope > [role=status]");

  let answered = "";
  let asking;
  let timer;

  const options = () => [...results.children];
  const current = () => results.querySelector("[aria-selected=true]");

  const select = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    field.setAttribute("aria-activedescendant", option?.id ?? "");
  };

  const show = (found) => {
    results.replaceChildren(
      ...found.slice(0, SHOWN).map(({ id, text }, place) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${results.id}-${place}`, textContent: text });
        option.setAttribute("role", "option");
        option.dataset.key = id;
        return option;
      }),
    );
    results.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    select(options()[0]);
  };

  const ask = async () => {
    const typed = field.value.trim();
    if (typed === answered) return;
    asking?.abort();
    asking = new AbortController();
    address.searchParams.set("term", typed);
    const found = typed ? (await (await fetch(address, { signal: asking.signal })).json()).results : [];
    show(found);
    if (typed && !found.length) status.textContent = message("line-none", { words: typed });
    answered = typed;
  };

  const close = () => {
    answered = "";
    field.value = "";
    show([]);
  };

  const add = ({ dataset: { key }, textContent }) => {
    close();
    const there = linesOf(list).find((line) => chosenIn(line, choice) === key);
    if (there?.matches(".is-out")) takeOut(there, false);
    if (there) say(list, "line-there", there);
    else addLine(section, choice, key, textContent);
  };

  const choose = async () => {
    clearTimeout(timer);
    try {
      await ask();
    } catch {
      return;
    }
    if (current()) add(current());
  };

  box.hidden = false;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    // The newer question has aborted this one, or the server is away.
    timer = setTimeout(() => ask().catch(() => {}), DEBOUNCE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") {
      event.preventDefault();
      choose();
    } else if (event.key === "Escape") close();
    else if (step && current()) {
      event.preventDefault();
      select(options().at((options().indexOf(current()) + step) % options().length));
    }
  });
  field.addEventListener("blur", () => {
    show([]);
    answered = "";
  });
  // Before the field loses the focus, and its list with it.
  results.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) add(option);
  });
};

document.querySelectorAll(".line-search").forEach(start);

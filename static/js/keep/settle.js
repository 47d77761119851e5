// Two people changed one text: for each text, and for each paragraph of a body, which words are to stay. What is
// chosen goes into the form at once; both versions stay on the page until it is saved.
import { fieldNamed } from "press-room/keep/fields";

// Until somebody has chosen, nobody's words go.
const choiceOf = (group) => group?.querySelector("input:checked")?.value ?? "both";

const joined = (choice, { mine, theirs }, between) => {
  if (choice === "both") return [mine, theirs].filter(Boolean).join(between);
  return choice === "theirs" ? theirs : mine;
};

const chosen = (box) => {
  const between = box.dataset.markup === "yes" ? "" : " ";
  const groups = [...box.querySelectorAll("fieldset")];
  const parts = JSON.parse(box.querySelector("script").textContent);
  return parts.map((part) => ("same" in part ? part.same : joined(choiceOf(groups.shift()), part, between))).join("");
};

const start = (form, box) => {
  const field = fieldNamed(form, box.dataset.name);
  let put = field.value;
  box.querySelectorAll("fieldset").forEach((group) => { group.hidden = false; });
  box.addEventListener("change", () => {
    // What was written below since is not replaced unseen.
    if (field.value !== put && !window.confirm(box.dataset.question)) return;
    put = chosen(box);
    field.write(put);
  });
};

const isOpen = (group) => !group.querySelector("input:checked");

// What is not settled is not saved.
const refuse = (event) => {
  if (event.defaultPrevented) return;
  const boxes = [...document.querySelectorAll("[data-conflict]")];
  for (const box of boxes) box.querySelector("[data-unsettled]").hidden = ![...box.querySelectorAll("fieldset")].some(isOpen);
  const first = boxes.flatMap((box) => [...box.querySelectorAll("fieldset")]).find(isOpen);
  if (!first) return;
  event.preventDefault();
  first.scrollIntoView({ block: "center" });
  first.querySelector("input").focus({ preventScroll: true });
};

export const startSettling = (form) => {
  document.querySelectorAll("[data-conflict]").forEach((box) => start(form, box));
  form.addEventListener("submit", refuse);
};

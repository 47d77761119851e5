// What is said of saving, in the bar. The hour is seen at each save; a screen reader hears what changed: that it is
// saved now, or why it is not.
const bar = () => document.getElementById("saving");
let said = "";

const sentence = (name, values) =>
  Object.entries(values).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, () => value),
    bar().querySelector(`[data-sentence="${name}"]`)?.textContent ?? "",
  );

export const show = (state, values = {}) => {
  const box = bar();
  const text = sentence(state, values);
  box.dataset.state = state;
  box.querySelector("[data-shown]").textContent = text;
  box.querySelector("[data-sign-in]").hidden = state !== "signed-out";
  box.querySelector("[data-settle]").hidden = state !== "conflict";
  // “Saving…” and “Saved 14:33” after “Saved 14:32” are no news.
  if (state === "saving" || state === said) return;
  said = state;
  box.querySelector("[role=status]").textContent = text;
};

export const showPeople = (people) => {
  const list = bar().querySelector("[data-people]");
  if (list.dataset.people === JSON.stringify(people)) return;
  list.dataset.people = JSON.stringify(people);
  list.hidden = !people.length;
  list.replaceChildren(
    ...people.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
  );
};

// What is said of saving, in the bar: in few words, and below it why something is not saved. A screen reader hears
// what changed, not each hour.
const SHORT = { saving: "saving", saved: "saved", rest: "rest", taken: "saved", "refused-alone": "rest" };
// Nobody there, or somebody else: whoever asks the desk then asks first who is.
export const TROUBLES = ["away", "signed-out", "other-account"];
const bar = () => document.getElementById("saving");
let said = "";

const isNoticed = () => document.getElementById("session-notice")?.hidden === false;

export const isTroubled = () => isNoticed() || TROUBLES.some((trouble) => bar()?.dataset.state?.startsWith(trouble));

const sentence = (kind, name, values) =>
  Object.entries(values).reduce(
    (text, [key, value]) => text.replace(`{${key}}`, () => value),
    bar().querySelector(`[data-${kind}="${name}"]`)?.textContent ?? "",
  );

const showMore = () => {
  const more = bar().querySelector(".saving-more");
  more.hidden = [...more.children].every((part) => part.hidden);
};

export const show = (state, values = {}) => {
  const box = bar();
  const few = sentence("sentence", SHORT[state] ?? "unsaved", values);
  const why = sentence("why", state, values);
  box.dataset.state = state;
  box.querySelector("[data-shown]").textContent = few;
  box.querySelector("[data-why='']").textContent = why;
  box.querySelector(".saving-why").hidden = !why;
  box.querySelector("[data-sign-in]").hidden = !state.startsWith("signed-out");
  box.querySelector("[data-settle]").hidden = !state.startsWith("conflict");
  showMore();
  // “Saving…” and “Saved 14:33” after “Saved 14:32” are no news.
  if (state === "saving" || state === said) return;
  said = state;
  box.querySelector("[role=status]").textContent = `${few}. ${why}`;
};

export const showPeople = (people) => {
  const list = bar().querySelector("[data-people]");
  if (list.dataset.people === JSON.stringify(people)) return;
  list.dataset.people = JSON.stringify(people);
  list.hidden = !people.length;
  list.replaceChildren(
    ...people.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
  );
  showMore();
};

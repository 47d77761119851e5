// Which sentence the bar says of what is saved and what is not.
import { hasFiles } from "press-room/keep/files";
import { show } from "press-room/keep/status";

const labelOf = (autosave, name) => autosave.field(name)?.label ?? name;

const sayConflict = (autosave) => {
  const names = [...autosave.stopped].filter(([, why]) => why === "conflict").map(([name]) => name);
  const values = { who: autosave.who ?? "" };
  if (names.some((name) => autosave.texts.includes(name))) show("conflict", values);
  else show("conflict-choice", { ...values, what: labelOf(autosave, names[0]) });
};

const sayRefused = (autosave, name, why) => {
  const { time } = autosave;
  const isAlone = time && autosave.dirty.size === 1;
  show(isAlone ? "refused-alone" : "refused", { what: labelOf(autosave, name), why, time });
};

const sayTime = (autosave) => {
  const { form, keeper, taken, time } = autosave;
  const isAll = !keeper.unsaved.size && !hasFiles(form);
  if (isAll && taken) show("taken", { time, ...taken });
  else if (time) show(isAll ? "saved" : "rest", { time });
  else if (!isAll) show("kept");
  if (isAll) form.dispatchEvent(new CustomEvent("press-room:all-saved"));
};

export const say = (autosave) => {
  if (autosave.trouble) return;
  const names = [...autosave.dirty];
  const stops = [...autosave.stopped.values()];
  if (stops.includes("conflict")) sayConflict(autosave);
  else if (stops.length) show(stops.includes("settling") ? "settling" : "wrong");
  else if (autosave.refused) sayRefused(autosave, ...autosave.refused);
  else if (names.some((name) => !autosave.isDraft(name))) show("held");
  // What is chosen in a form to add waits for its first words.
  else if (!names.length || !autosave.bar.dataset.presence) sayTime(autosave);
};

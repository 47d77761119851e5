// The panel of find and replace (templates/admin/_find_panel.html): one for all texts of a page.
import { message } from "press-room/messages";

const panel = document.getElementById("find-panel");
const part = (name) => panel.querySelector(`[data-find="${name}"]`);

let text = null;

const say = (sentence) => {
  part("status").textContent = sentence;
};

const tell = () => {
  const { typed, found, current } = text.state();
  if (!typed) say("");
  else if (!found.length) say(message("find-none"));
  else say(message("find-place", { place: String(current + 1), number: String(found.length) }));
};

const seek = () => {
  text.seek(part("sought").value, part("case").checked);
  tell();
};

const close = () => {
  panel.hidden = true;
  text?.leave();
  text = null;
};

const go = (step) => {
  text.go(step);
  tell();
};

const ACTS = {
  next: () => go(1),
  previous: () => go(-1),
  replace() {
    text.replace(part("words").value);
    tell();
  },
  all() {
    const number = text.replaceAll(part("words").value);
    say(message("find-replaced", { number: String(number) }));
  },
  close,
};

export const open = (finder, name, selected) => {
  if (text && !panel.hidden) text.seek("", false);
  text = finder;
  panel.hidden = false;
  part("name").textContent = name;
  for (const act of ["replace", "all"]) part(act).disabled = !finder.canReplace();
  if (selected && !selected.includes("\n")) part("sought").value = selected;
  part("sought").focus();
  part("sought").select();
  seek();
};

const onKey = (event) => {
  if (event.isComposing || !["Escape", "Enter"].includes(event.key)) return;
  if (event.key === "Enter" && event.target.matches("button, [type=checkbox]")) return;
  event.preventDefault();
  if (event.key === "Escape") close();
  else if (event.target === part("words")) ACTS.replace();
  else go(event.shiftKey ? -1 : 1);
};

if (panel) {
  part("sought").addEventListener("input", seek);
  part("case").addEventListener("change", seek);
  panel.addEventListener("keydown", onKey);
  for (const [name, act] of Object.entries(ACTS)) part(name).addEventListener("click", act);
}

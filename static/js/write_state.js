// When texts have been saved by themselves, here or by others, the bar and the side say again where the release stands.
import { nameNextStep } from "press-room/write_next_step";

const REST_MS = 5_000;
const form = document.querySelector("#content-main > form");

let waiting = null;
let lastAt = 0;

const parts = (within) => [...within.querySelectorAll("[data-state-part]")];
const points = () => document.querySelector("[data-state-part=points]");

// What has the focus stays as it is, until the next time.
const replace = (fresh) => {
  const old = document.querySelector(`[data-state-part="${fresh.dataset.statePart}"]`);
  if (!old || old.contains(document.activeElement)) return;
  if (old.matches("details")) fresh.open = old.open;
  old.replaceWith(fresh);
};

// Redlines and their boxes belong to the form: what is new since it was loaded is shown when it is loaded again.
const sayChanges = (fresh) => {
  const place = document.querySelector(`[data-state-part="${fresh.dataset.statePart}"]`);
  if (!place) return;
  const shown = place.dataset.changes.split(" ");
  place.hidden = fresh.dataset.changes.split(" ").every((key) => shown.includes(key));
};

const markMain = () => {
  const isMain = !document.querySelector("[data-state-part=next] .button");
  form.querySelector("button[name=_continue]")?.classList.toggle("desk-main", isMain);
};

// The points above a field of the side come and go while somebody is in it: the window goes along.
const keepInSight = (change) => {
  const field = document.activeElement;
  const { top, bottom } = field.getBoundingClientRect();
  change();
  if (field === document.body || bottom < 0 || top > innerHeight) return;
  scrollBy({ top: field.getBoundingClientRect().top - top, behavior: "instant" });
};

export const show = (html) => {
  const before = points().textContent;
  const fresh = parts(new DOMParser().parseFromString(html, "text/html"));
  keepInSight(() => fresh.forEach((part) => (part.dataset.changes === undefined ? replace(part) : sayChanges(part))));
  nameNextStep();
  markMain();
  if (points().textContent !== before) document.querySelector("[data-points-said]").textContent = points().textContent;
};

const ask = async () => {
  waiting = null;
  lastAt = Date.now();
  try {
    // A form to add has the address of its release by now.
    const response = await fetch(new URL("../state/", location.href), { cache: "no-store" });
    if (response.ok && !response.redirected) show(await response.text());
  } catch {
    // It is asked for again after the next save.
  }
};

for (const type of ["press-room:texts-saved", "press-room:texts-taken-in"]) {
  form?.addEventListener(type, () => {
    waiting ??= setTimeout(ask, Math.max(0, lastAt + REST_MS - Date.now()));
  });
}

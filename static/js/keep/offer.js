// Words that an earlier page could not save: offered above the form, never put into it by themselves.
import { fieldNamed, find, isEmpty, isSame, textOf } from "press-room/keep/fields";
import { livePages } from "press-room/keep/keeper";
import { tokenOf } from "press-room/keep/server";
import * as store from "press-room/keep/store";

const NEW = "new/";

// By the clock of the desk.
const moment = (at, timeZone) => {
  const written = (when, style) =>
    new Intl.DateTimeFormat(document.documentElement.lang || undefined, { ...style, timeZone, hourCycle: "h23" }).format(when);
  const isToday = written(at, { dateStyle: "long" }) === written(Date.now(), { dateStyle: "long" });
  return written(at, isToday ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "long", timeStyle: "short" });
};

// Those of pages that are gone, for this release or, in a form to add, for any that was never saved.
const left = async (keeper) => {
  const isHere = ({ place }) => place === keeper.place || (place.startsWith(NEW) && keeper.place.startsWith(NEW));
  const live = await livePages();
  const entries = await store.all(keeper.account);
  return entries.filter((entry) => isHere(entry) && entry.page !== keeper.page && !live.has(entry.page));
};

// The words of the form that was sent, and refused, are in this one.
const wasSent = (box, entry) => {
  const sent = JSON.parse(localStorage.getItem(`kept-sent:${box.dataset.sent}`));
  return sent && entry.page === sent.page && entry.place === sent.place && entry.at <= sent.at;
};

// What stands in the form already is saved, or belongs to this page now: of a form that was refused, and of one that
// the browser has filled in again, as after Back.
const isToOffer = (form, keeper, autosave, entry) => {
  const field = fieldNamed(form, entry.name);
  const isHere = field && (isSame(field.value, entry.value) || wasSent(document.getElementById("kept"), entry));
  if (!isHere) return true;
  keeper.note(field, entry.base);
  if (keeper.unsaved.has(field.name)) autosave.note(field);
  store.remove(entry);
  return false;
};

// As if typed over: one Undo brings back what was there.
const retype = (field, value) => {
  const { control } = field;
  const isText = typeof value === "string" && control.matches("textarea, input[type=text]") && !field.holdsMarkup;
  if (isText && value && control.checkVisibility()) {
    control.focus();
    control.select();
    if (document.execCommand("insertText", false, value)) return;
  }
  field.write(value);
};

const redline = async (form, address, entry, saved) => {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": tokenOf(form).value },
      body: JSON.stringify({ before: saved, after: entry.value, markup: entry.isMarkup }),
    });
    return response.ok ? (await response.json()).html : "";
  } catch {
    return "";
  }
};

const show = async (form, box, entry, item) => {
  const field = fieldNamed(form, entry.name);
  const text = item.querySelector("[data-text]");
  const plain = new DOMParser().parseFromString(entry.isMarkup ? entry.value : "", "text/html");
  text.textContent = entry.isMarkup ? [...plain.body.children].map((block) => block.textContent).join("\n\n") : textOf(entry.value);
  if (typeof entry.value !== "string" || !field) return;
  const marked = await redline(form, box.dataset.redline, entry, field.value);
  if (!marked) return;
  text.innerHTML = marked; // cleaned by the server
  text.classList.add("redline");
};

class Offer {
  constructor(form, keeper, autosave, entries) {
    Object.assign(this, { form, keeper, autosave, entries, box: document.getElementById("kept") });
    this.list = this.box.querySelector("[data-list]");
  }

  start() {
    const { box } = this;
    const title = box.querySelector("h2");
    title.textContent = title.dataset.title.replace("{when}", moment(this.entries.at(-1).at, box.dataset.zone));
    this.on("show", () => this.toggle());
    this.on("take", () => this.take(this.entries));
    this.on("discard", () => this.discard());
    this.on("undo", () => this.undo());
    this.entries.forEach((entry) => this.addItem(entry));
    box.hidden = false;
    this.form.addEventListener("press-room:all-saved", () => this.dropWhatStands());
  }

  on(name, act) {
    this.box.querySelector(`[data-${name}]`).addEventListener("click", act);
  }

  addItem(entry) {
    const item = this.box.querySelector("template").content.cloneNode(true).firstElementChild;
    item.querySelector("h3").textContent = entry.label;
    entry.stood = fieldNamed(this.form, entry.name)?.value;
    item.querySelector("[data-newer]").hidden = !this.isNewer(entry);
    item.querySelector("[data-take-one]").addEventListener("click", () => this.take([entry], item));
    this.list.append(item);
    entry.item = item;
  }

  // Saved otherwise since these words were typed.
  isNewer({ name, base }) {
    const saved = this.autosave.known.digests[name];
    return Boolean(base && saved && base !== saved);
  }

  // What is to stand there. What was typed or saved since does not go unasked: a body gets the words below it.
  wanted(field, entry) {
    const now = field.value;
    const isUntouched = isSame(now, entry.stood) && !this.isNewer(entry);
    if (isUntouched || isEmpty(now) || isSame(now, entry.value)) return entry.value;
    if (entry.isMarkup) return now + entry.value;
    return window.confirm(this.box.dataset.question.replace("{what}", entry.label)) ? entry.value : null;
  }

  // Somebody has typed these words again, or the browser has filled them in late, which it tells nobody.
  dropWhatStands() {
    const { form, keeper, autosave } = this;
    for (const { item, ...entry } of this.entries) if (!isToOffer(form, keeper, autosave, entry)) item.remove();
    this.showRest();
  }

  showRest() {
    this.entries = this.entries.filter(({ item }) => item.isConnected);
    this.box.hidden = !this.entries.length;
  }

  toggle() {
    const button = this.box.querySelector("[data-show]");
    this.list.hidden = !this.list.hidden;
    button.setAttribute("aria-expanded", String(!this.list.hidden));
    if (this.list.hidden || this.isShown) return;
    this.isShown = true;
    this.entries.forEach((entry) => show(this.form, this.box, entry, entry.item));
  }

  async take(entries) {
    this.adoptToken(entries);
    let first = null;
    for (const { item, ...entry } of entries) {
      const field = find(this.form, entry.name);
      if (!field || field.isDisabled) continue;
      const value = this.wanted(field, entry);
      if (value === null) continue;
      retype(field, value);
      first ??= field;
      item.remove();
      await store.remove(entry);
    }
    this.showRest();
    first?.focus();
  }

  // A draft may have been made of it, though no answer came: it is the same one then.
  adoptToken([{ place }]) {
    const token = this.form.elements.namedItem("submission_token");
    if (token && place.startsWith(NEW) && !this.keeper.unsaved.size) {
      token.value = place.slice(NEW.length);
      this.keeper.place = place;
    }
  }

  async discard() {
    this.setDiscarded(true);
    this.box.querySelector("[data-undo]").focus();
    for (const { item: _item, ...entry } of this.entries) await store.remove(entry);
  }

  async undo() {
    this.setDiscarded(false);
    this.box.querySelector("[data-show]").focus();
    for (const { item: _item, ...entry } of this.entries) await store.put(entry);
  }

  setDiscarded(isDiscarded) {
    this.box.querySelector("[data-offered]").hidden = isDiscarded;
    this.box.querySelector("[data-discarded]").hidden = !isDiscarded;
  }
}

export const offer = async (form, keeper, autosave) => {
  const entries = (await left(keeper)).filter((entry) => isToOffer(form, keeper, autosave, entry));
  if (entries.length) new Offer(form, keeper, autosave, entries).start();
};

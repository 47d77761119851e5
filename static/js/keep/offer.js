// Words that an earlier page could not save: offered above the form, never put into it by themselves.
import { find, isSame, textOf, valueOf, write } from "press-room/keep/fields";
import { livePages } from "press-room/keep/keeper";
import { tokenOf } from "press-room/keep/server";
import * as store from "press-room/keep/store";

const NEW = "new/";

const moment = (at) => {
  const when = new Date(at);
  const isToday = when.toDateString() === new Date().toDateString();
  const style = isToday ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { dateStyle: "long", timeStyle: "short", hourCycle: "h23" };
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, style).format(when);
};

// Those of pages that are gone, for this release or, in a form to add, for any that was never saved.
const left = async (keeper) => {
  const isHere = ({ place }) => place === keeper.place || (place.startsWith(NEW) && keeper.place.startsWith(NEW));
  const live = await livePages();
  const entries = await store.all(keeper.account);
  return entries.filter((entry) => isHere(entry) && entry.page !== keeper.page && !live.has(entry.page));
};

// What stands in the form already is saved, or, in a form that was refused, belongs to this page now.
const isToOffer = (form, keeper, entry) => {
  const control = form.querySelector(`[name="${CSS.escape(entry.name)}"]`);
  if (!control || !isSame(valueOf(control), entry.value)) return true;
  if (keeper.isRefused) keeper.note(control, entry.base);
  store.remove(entry);
  return false;
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
  const control = form.querySelector(`[name="${CSS.escape(entry.name)}"]`);
  const text = item.querySelector("[data-text]");
  const plain = new DOMParser().parseFromString(entry.isMarkup ? entry.value : "", "text/html");
  text.textContent = entry.isMarkup ? [...plain.body.children].map((block) => block.textContent).join("\n\n") : textOf(entry.value);
  if (typeof entry.value !== "string" || !control) return;
  const marked = await redline(form, box.dataset.redline, entry, control.value);
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
    title.textContent = title.dataset.title.replace("{when}", moment(this.entries.at(-1).at));
    this.on("show", () => this.toggle());
    this.on("take", () => this.take(this.entries));
    this.on("discard", () => this.discard());
    this.on("undo", () => this.undo());
    this.entries.forEach((entry) => this.addItem(entry));
    box.hidden = false;
  }

  on(name, act) {
    this.box.querySelector(`[data-${name}]`).addEventListener("click", act);
  }

  addItem(entry) {
    const item = this.box.querySelector("template").content.cloneNode(true).firstElementChild;
    item.querySelector("h3").textContent = entry.label;
    const saved = this.autosave.opened[entry.name];
    item.querySelector("[data-newer]").hidden = !entry.base || !saved || entry.base === saved;
    item.querySelector("[data-take-one]").addEventListener("click", () => this.take([entry], item));
    this.list.append(item);
    entry.item = item;
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
      const control = find(this.form, entry.name);
      if (!control || control.disabled) continue;
      write(control, entry.value);
      first ??= control;
      item.remove();
      await store.remove(entry);
    }
    this.entries = this.entries.filter(({ item }) => item.isConnected);
    this.box.hidden = !this.entries.length;
    const shown = first?.closest(".prose-editor")?.querySelector("[contenteditable]") ?? first;
    shown?.focus();
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
  const entries = (await left(keeper)).filter((entry) => isToOffer(form, keeper, entry));
  if (entries.length) new Offer(form, keeper, autosave, entries).start();
};

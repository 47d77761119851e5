// What was typed on this page and is not saved: kept in the browser at each keystroke, forgotten when it is saved.
import { isSame } from "press-room/keep/fields";
import * as store from "press-room/keep/store";

// Tells other windows which pages are still there; what they keep is offered to nobody.
const LOCK = "press-room-page:";

export const livePages = async () => {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map(({ name }) => name).filter((name) => name.startsWith(LOCK)).map((name) => name.slice(LOCK.length)));
};

export class Keeper {
  // {name of a field: its copy}
  unsaved = new Map();
  // Somebody has signed out on this machine: nothing is written there.
  isSignedOut = false;

  constructor({ account, place, page, keeps, isRefused }) {
    Object.assign(this, { account, place, page, keeps, isRefused });
    navigator.locks?.request(LOCK + page, () => new Promise(() => {}));
  }

  get writes() {
    return this.keeps && !this.isSignedOut;
  }

  stopWriting() {
    this.isSignedOut = true;
  }

  writeAgain() {
    if (!this.isSignedOut) return;
    this.isSignedOut = false;
    if (this.keeps) this.unsaved.forEach((entry) => store.put(entry));
  }

  entryOf(field, base) {
    return {
      account: this.account,
      place: this.place,
      page: this.page,
      name: field.name,
      label: field.label,
      isMarkup: field.holdsMarkup,
      value: field.value,
      base: base ?? "",
      at: Date.now(),
    };
  }

  // Of a refused form nobody knows what it was before it was typed into.
  isAsSaved(field) {
    return !this.isRefused && isSame(field.value, field.valueAtFirst);
  }

  note(field, base) {
    if (this.isAsSaved(field)) {
      this.forget(field.name);
      return;
    }
    const entry = this.entryOf(field, base);
    this.unsaved.set(field.name, entry);
    if (this.writes) store.put(entry);
  }

  forget(name) {
    const entry = this.unsaved.get(name);
    this.unsaved.delete(name);
    if (entry && this.writes) store.remove(entry);
  }

  // Of a form to add: it is a release now.
  async moveTo(place) {
    const entries = [...this.unsaved.values()];
    this.place = place;
    for (const entry of entries) {
      this.unsaved.set(entry.name, { ...entry, place });
      if (!this.writes) continue;
      await store.put({ ...entry, place });
      await store.remove(entry);
    }
  }

  // The form is being sent: what was kept until now goes when a page says that it was saved.
  mark() {
    const mark = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const { account, place, page } = this;
    try {
      localStorage.setItem(`kept-sent:${mark}`, JSON.stringify({ account, place, page, at: Date.now() }));
    } catch {
      // It is offered once more than needed.
    }
    return mark;
  }
}

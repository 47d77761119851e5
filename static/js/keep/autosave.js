// Saves drafts a moment after typing stops, and asks every few seconds what others do with the release.
// What cannot be saved so, it leaves on this machine and says why.
import { takeAnswer } from "press-room/keep/answers";
import { fieldNamed, isSame, plain } from "press-room/keep/fields";
import { Known } from "press-room/keep/known";
import { say } from "press-room/keep/saying";
import { ask, leave } from "press-room/keep/server";
import { show, TROUBLES } from "press-room/keep/status";

const REST_MS = 2_000;
const BEAT_MS = 15_000;
const AGAIN_MS = 5_000;
// So long after the last key somebody still writes in that language.
const WRITES_FOR_MS = 5 * 60_000;

const words = (text) => text.split(" ").filter(Boolean);

export class Autosave {
  // Names of texts and choices that are not saved.
  dirty = new Set();
  // {name: why it is not saved by itself}
  stopped = new Map();
  asking = null;
  // What somebody else changed and this page shows now: {who, what}.
  taken = null;
  trouble = "";
  // Whether something was perhaps saved, though no answer came.
  isUncertain = false;
  writesIn = { language: "", at: 0 };

  constructor(form, bar, keeper, page, before) {
    Object.assign(this, { form, bar, keeper, page, before });
    const { texts, choices, drafts, languages, conflicts, wrong, refused } = bar.dataset;
    Object.assign(this, { texts: words(texts), choices: words(choices), drafts: words(drafts), languages: words(languages) });
    this.known = new Known(form, bar);
    for (const name of words(wrong)) this.stopped.set(name, "wrong");
    for (const name of words(conflicts)) this.stopped.set(name, "settling");
    if (refused === "yes") for (const name of [...this.texts, ...this.choices]) this.dirty.add(name);
  }

  field(name) {
    return fieldNamed(this.form, name);
  }

  isChoice(name) {
    return this.choices.includes(name);
  }

  // What a body was when it was last as it is saved; of a refused form nobody knows.
  seenBodies(names = [...this.dirty]) {
    const known = names.filter((name) => name.startsWith("body_") && !this.keeper.isRefused);
    return Object.fromEntries(known.map((name) => [name, this.field(name).valueAtFirst]));
  }

  start() {
    setInterval(() => this.beat(), BEAT_MS);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save();
      else this.goOn();
    });
    // Somebody comes back to this window: what others did meanwhile is there at once.
    for (const type of ["online", "focus"]) window.addEventListener(type, () => this.goOn());
    const { page } = this;
    window.addEventListener("pagehide", () => {
      leave(this.form, this.bar.dataset.presence, this.page);
      // What is still sent says of nobody that they are here.
      this.page = "";
    });
    // The browser has kept the page as it was.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      Object.assign(this, { page, isLeaving: false });
      this.goOn();
    });
    this.beat();
  }

  note(field) {
    const { name } = field;
    if (this.isChoice(name) ? !this.isChanged(field) : !this.texts.includes(name)) {
      say(this);
      return;
    }
    this.dirty.add(name);
    this.taken = null;
    if (!this.isChoice(name)) this.writesIn = { language: name.split("_").pop(), at: Date.now() };
    this.saveSoon();
  }

  isChanged(field) {
    return this.dirty.has(field.name) || !isSame(field.value, field.valueAtFirst);
  }

  saveSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), REST_MS);
  }

  get language() {
    return Date.now() - this.writesIn.at < WRITES_FOR_MS ? this.writesIn.language : "";
  }

  // A choice is of all languages, but for the text of a file in one of them.
  isDraft(name) {
    const own = this.languages.filter((code) => name.endsWith(`_${code}`));
    const codes = own.length || !this.isChoice(name) ? own : this.languages;
    return codes.length > 0 && codes.every((code) => this.drafts.includes(code));
  }

  // One after another.
  async one(work) {
    while (this.asking) await this.asking;
    this.asking = work().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  save() {
    clearTimeout(this.timer);
    return this.one(() => this.saveNow());
  }

  beat() {
    if (this.asking || !this.bar.dataset.presence || this.isLeaving) return;
    this.one(() => this.beatNow());
  }

  goOn() {
    clearTimeout(this.again);
    if (this.trouble && this.dirty.size) this.save();
    else this.beat();
  }

  ask(address, sent = {}) {
    const { page, before, language, known } = this;
    const chosen = Object.entries(sent).filter(([name]) => this.isChoice(name));
    const texts = Object.fromEntries(Object.entries(sent).filter(([name]) => !this.isChoice(name)));
    const choices = Object.fromEntries(chosen.map(([name, value]) => [name, plain(value)]));
    // A page that goes away sends little.
    const seen = document.visibilityState === "hidden" ? {} : this.seenBodies(Object.keys(texts));
    const { revision, digests: opened } = known;
    const all = { page, before, language, revision, opened, texts, choices, seen, ...this.ofNewRelease() };
    return ask(this.form, address, all, { isTroubled: Boolean(this.trouble) });
  }

  ofNewRelease() {
    if (this.bar.dataset.presence) return {};
    const names = ["submission_token", "kind", "source_language"];
    return Object.fromEntries(names.map((name) => [name, this.form.elements.namedItem(name)?.value]));
  }

  // A form to add becomes a draft by its texts, also by those that it was begun with: of a template, or a copy.
  toSave() {
    const mayBeSaved = (name) => !this.stopped.has(name) && this.isDraft(name);
    if (this.bar.dataset.presence) return [...this.dirty].filter(mayBeSaved);
    return this.dirty.size ? this.texts.filter((name) => mayBeSaved(name) && this.field(name)?.value.trim()) : [];
  }

  async saveNow() {
    if (this.isLeaving) return;
    const names = this.toSave();
    const sent = Object.fromEntries(names.map((name) => [name, this.field(name).value]));
    if (!names.length) {
      say(this);
      return;
    }
    show("saving");
    this.isUncertain = !this.bar.dataset.presence || names.some((name) => this.isChoice(name));
    const { answer, reason } = await this.ask(this.bar.dataset.autosave, sent);
    if (answer) {
      this.isUncertain = false;
      await takeAnswer(this, answer, sent);
      say(this);
    } else this.failed(reason);
  }

  async beatNow() {
    const { answer, reason } = await this.ask(this.bar.dataset.presence);
    if (!answer) {
      this.failed(reason);
      return;
    }
    const wasTrouble = this.trouble;
    await takeAnswer(this, answer, {});
    say(this);
    if (wasTrouble && this.dirty.size) setTimeout(() => this.save());
  }

  failed(reason) {
    this.trouble = TROUBLES.includes(reason) ? reason : "";
    const isMeant = reason === "signed-out" && this.keeper.isSignedOut;
    show(reason === "refused" ? "not-saved" : isMeant ? "signed-out-here" : reason);
    clearTimeout(this.again);
    if (this.trouble) this.again = setTimeout(() => this.goOn(), AGAIN_MS);
  }

  // Before the form itself is sent: nothing may be on its way that it does not know of.
  async settle() {
    if (this.isUncertain) await this.save();
    while (this.asking) await this.asking;
  }

  isSettled() {
    return !this.asking && !this.isUncertain;
  }
}

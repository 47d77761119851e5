// Saves texts of drafts a moment after typing stops, and asks every few seconds what others do with the release.
// What cannot be saved so, it leaves on this machine and says why.
import { labelOf, writeSaved } from "press-room/keep/fields";
import { ask, leave } from "press-room/keep/server";
import { show, showPeople } from "press-room/keep/status";

const REST_MS = 2_000;
const BEAT_MS = 15_000;
const AGAIN_MS = 5_000;
// So long after the last key somebody still writes in that language.
const WRITES_FOR_MS = 5 * 60_000;
const TROUBLES = ["away", "signed-out", "other-account"];

export class Autosave {
  dirty = new Set();
  // {name: why it is not saved by itself}
  stopped = new Map();
  opened = {};
  asking = null;
  // What somebody else changed and this page shows now: {who, what}.
  taken = null;
  trouble = "";
  // Whether a draft was perhaps made, though no answer came.
  isUncertain = false;
  writesIn = { language: "", at: 0 };

  constructor(form, bar, keeper, page, before) {
    Object.assign(this, { form, bar, keeper, page, before });
    this.texts = bar.dataset.texts.split(" ").filter(Boolean);
    this.drafts = bar.dataset.drafts.split(" ");
    this.opened = this.digestsIn(this.field("initial_digests"));
    for (const name of bar.dataset.conflicts.split(" ").filter(Boolean)) this.stopped.set(name, "settling");
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  // What a body was when it was last as it is saved; of a refused form nobody knows.
  seenBodies(names = [...this.dirty]) {
    const known = names.filter((name) => name.startsWith("body_") && !this.keeper.isRefused);
    return Object.fromEntries(known.map((name) => [name, this.field(name).defaultValue]));
  }

  get revision() {
    return Number(this.field("opened_revision")?.value ?? 0);
  }

  digestsIn(field) {
    return field?.value ? JSON.parse(field.value).digests : {};
  }

  start() {
    setInterval(() => this.beat(), BEAT_MS);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save();
      else this.goOn();
    });
    // Somebody comes back to this window: what others did meanwhile is there at once.
    for (const type of ["online", "focus"]) window.addEventListener(type, () => this.goOn());
    window.addEventListener("pagehide", () => {
      leave(this.form, this.bar.dataset.presence, this.page);
      // What is still sent says of nobody that they are here.
      this.page = "";
    });
    this.beat();
  }

  note(control) {
    if (!this.texts.includes(control.name)) {
      this.say();
      return;
    }
    this.dirty.add(control.name);
    this.taken = null;
    this.writesIn = { language: control.lang || control.name.split("_").pop(), at: Date.now() };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), REST_MS);
  }

  get language() {
    return Date.now() - this.writesIn.at < WRITES_FOR_MS ? this.writesIn.language : "";
  }

  isDraft(name) {
    return this.drafts.some((code) => name.endsWith(`_${code}`));
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

  ask(address, texts = {}) {
    const { page, before, language, revision, opened } = this;
    // A page that goes away sends little.
    const seen = document.visibilityState === "hidden" ? {} : this.seenBodies(Object.keys(texts));
    const sent = { page, before, language, revision, opened, texts, seen, ...this.ofNewRelease() };
    return ask(this.form, address, sent, { isTroubled: Boolean(this.trouble) });
  }

  ofNewRelease() {
    if (this.bar.dataset.presence) return {};
    const names = ["submission_token", "kind", "source_language"];
    return Object.fromEntries(names.map((name) => [name, this.field(name)?.value]));
  }

  // Of a form to add, whatever it was begun with, too: a template, or a copy.
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
      this.say();
      return;
    }
    show("saving");
    this.isUncertain = !this.bar.dataset.presence;
    const { answer, reason } = await this.ask(this.bar.dataset.autosave, sent);
    if (answer) {
      this.isUncertain = false;
      await this.take(answer, sent);
    } else this.failed(reason);
  }

  async beatNow() {
    const { answer, reason } = await this.ask(this.bar.dataset.presence);
    if (!answer) {
      this.failed(reason);
      return;
    }
    const wasTrouble = this.trouble;
    await this.take(answer, {});
    if (wasTrouble && this.dirty.size) setTimeout(() => this.save());
  }

  failed(reason) {
    this.trouble = TROUBLES.includes(reason) ? reason : "";
    const isMeant = reason === "signed-out" && this.keeper.isSignedOut;
    show(reason === "refused" ? "not-saved" : isMeant ? "signed-out-here" : reason);
    clearTimeout(this.again);
    if (this.trouble) this.again = setTimeout(() => this.goOn(), AGAIN_MS);
  }

  async take(answer, sent) {
    this.trouble = "";
    this.keeper.writeAgain();
    document.getElementById("session-notice").hidden = true;
    if (answer.change) await this.becomeRelease(answer);
    this.drafts = answer.drafts ?? this.drafts;
    this.time ??= Object.keys(answer.newer ?? {}).length ? answer.time : undefined;
    if (Object.keys(sent).length) [this.refused] = Object.entries(answer.refused);
    if (answer.pk) {
      this.takeSaved(answer, sent);
      this.takeNewer(answer, sent);
      this.writeWhatIsKnown(answer);
      showPeople(answer.people);
    }
    this.say();
  }

  takeSaved({ saved, digests, time, merged, who }, sent) {
    for (const name of saved) {
      const control = this.field(name);
      const isTypedOn = control.value !== sent[name];
      control.defaultValue = sent[name];
      // What was typed since is brought together with it at the next save.
      this.opened[name] = isTypedOn ? (merged[name]?.typed ?? digests[name]) : digests[name];
      if (isTypedOn) continue;
      this.dirty.delete(name);
      this.keeper.forget(name);
      if (merged[name]) this.takeIn(control, merged[name].text, who);
    }
    if (!saved.length) return;
    this.time = time;
    this.form.dispatchEvent(new CustomEvent("press-room:texts-saved"));
  }

  // Shown at once where nothing was typed; what was typed is sent first. Where both changed the same, or it waits for
  // the button, it is for the person to settle.
  takeNewer({ newer, digests, conflicts, who }, sent) {
    for (const [name, text] of Object.entries(newer)) {
      const control = this.field(name);
      if (!control) {
        this.showRead(name, text);
        this.opened[name] = digests[name];
      } else if (name in sent ? conflicts.includes(name) : this.dirty.has(name) && !this.isDraft(name)) {
        this.stopped.set(name, "conflict");
        this.who = who || this.who;
      } else if (!this.dirty.has(name) && !this.stopped.has(name)) {
        this.takeIn(control, text, who);
        this.opened[name] = digests[name];
      }
    }
  }

  takeIn(control, text, who) {
    writeSaved(control, text);
    if (who) this.taken = { who, what: labelOf(control) };
  }

  // A text that this person may only read.
  showRead(name, text) {
    const place = document.getElementById(`id_${name}`);
    if (!place) return;
    if (name.startsWith("body_")) place.innerHTML = text; // cleaned by the server
    else place.textContent = text;
  }

  // For the form itself: what it showed last, so that a save is refused only for what was not seen.
  writeWhatIsKnown({ digests, revision }) {
    const field = this.field("initial_digests");
    if (!field) return;
    const known = JSON.parse(field.value);
    field.value = JSON.stringify({ ...known, digests: { ...known.digests, ...this.opened } });
    const isAllSeen = Object.entries(digests).every(([name, digest]) => this.opened[name] === digest);
    if (isAllSeen) this.field("opened_revision").value = String(revision);
  }

  // The first save of a form to add: from now on it is the form of that release.
  async becomeRelease(answer) {
    Object.assign(this.bar.dataset, { autosave: answer.autosave, presence: answer.presence });
    history.replaceState(null, "", answer.change);
    this.field("submission_token")?.remove();
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "initial_digests" });
    field.value = answer.initial_digests;
    this.form.append(field);
    this.opened = { ...answer.digests };
    this.field("opened_revision").value = String(answer.revision);
    for (const place of document.querySelectorAll("[data-reference]")) place.textContent = answer.reference;
    await this.keeper.moveTo(`release/${answer.pk}`);
  }

  say() {
    if (this.trouble) return;
    const names = [...this.dirty];
    const stops = [...this.stopped.values()];
    if (stops.includes("conflict")) show("conflict", { who: this.who ?? "" });
    else if (stops.length) show("settling");
    else if (this.refused) this.sayRefused(...this.refused);
    else if (names.some((name) => !this.isDraft(name))) show("held");
    else if (!names.length) this.sayTime();
  }

  sayRefused(name, why) {
    const isAlone = this.time && this.dirty.size === 1;
    show(isAlone ? "refused-alone" : "refused", { what: labelOf(this.field(name)), why, time: this.time });
  }

  sayTime() {
    const isAll = !this.keeper.unsaved.size;
    if (isAll && this.taken) show("taken", { time: this.time, ...this.taken });
    else if (this.time) show(isAll ? "saved" : "texts-saved", { time: this.time });
    else if (!isAll) show("kept");
    if (isAll) this.form.dispatchEvent(new CustomEvent("press-room:all-saved"));
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

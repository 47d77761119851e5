// What an answer of the desk changes on the page: what is saved now, and what others have saved.
import { isEmpty, isSame } from "press-room/keep/fields";
import { showPeople } from "press-room/keep/status";

// Where nobody has typed, what others saved is shown at once.
const takeIn = (autosave, field, value, who) => {
  field.writeSaved(value);
  if (who) autosave.taken = { who, what: field.label };
};

// A text that this person may only read.
const showRead = (autosave, name, text, who) => {
  const place = document.getElementById(`id_${name}`);
  if (!place) return;
  if (name.startsWith("body_")) place.innerHTML = text; // cleaned by the server
  else place.textContent = text;
  const language = place.closest("[data-language]")?.querySelector("h2 > span").textContent;
  if (who) autosave.taken = { who, what: `${place.dataset.name} (${language})` };
};

const takeSaved = (autosave, { saved, digests, lines, time, merged, who }, sent) => {
  for (const name of saved) {
    const field = autosave.field(name);
    const isTypedOn = !isSame(field.value, sent[name]);
    field.markSaved(lines[name] ?? sent[name], isTypedOn);
    // What was typed since is brought together with it at the next save.
    autosave.known.digests[name] = isTypedOn ? (merged[name]?.typed ?? digests[name]) : digests[name];
    if (isTypedOn) continue;
    autosave.dirty.delete(name);
    autosave.keeper.forget(name);
    if (merged[name]) takeIn(autosave, field, merged[name].text, who);
  }
  if (!saved.length) return;
  autosave.time = time;
  autosave.form.dispatchEvent(new CustomEvent("press-room:texts-saved"));
};

// What was typed here is sent first. Where both changed the same, or it waits for the button, it is for the person
// to settle.
const takeNewer = (autosave, { newer, digests, conflicts, who }, sent) => {
  const { dirty, stopped, known } = autosave;
  for (const [name, value] of Object.entries(newer)) {
    const field = autosave.field(name);
    if (!field) {
      showRead(autosave, name, value, who);
      known.digests[name] = digests[name];
    } else if (name in sent ? conflicts.includes(name) : dirty.has(name) && !autosave.isDraft(name)) {
      stopped.set(name, "conflict");
      autosave.who = who || autosave.who;
    } else if (!dirty.has(name) && !stopped.has(name)) {
      takeIn(autosave, field, value, who);
      known.digests[name] = digests[name];
    }
  }
  if (Object.keys(newer).length) autosave.form.dispatchEvent(new CustomEvent("press-room:texts-taken-in"));
};

// The first save of a form to add: from now on it is the form of that release. What was chosen in it is sent next.
const becomeRelease = async (autosave, answer) => {
  const { bar, choices, dirty, keeper, known } = autosave;
  Object.assign(bar.dataset, { autosave: answer.autosave, presence: answer.presence });
  history.replaceState(null, "", answer.change);
  known.begin(answer);
  for (const place of document.querySelectorAll("[data-reference]")) place.textContent = answer.reference;
  for (const name of choices) if (!isEmpty(autosave.field(name).value)) dirty.add(name);
  await keeper.moveTo(`release/${answer.pk}`);
  autosave.saveSoon();
};

export const takeAnswer = async (autosave, answer, sent) => {
  autosave.trouble = "";
  autosave.keeper.writeAgain();
  document.getElementById("session-notice").hidden = true;
  if (answer.change) await becomeRelease(autosave, answer);
  autosave.drafts = answer.drafts ?? autosave.drafts;
  autosave.time ??= Object.keys(answer.newer ?? {}).length ? answer.time : undefined;
  if (Object.keys(sent).length) [autosave.refused] = Object.entries(answer.refused);
  if (!answer.pk) return;
  takeSaved(autosave, answer, sent);
  takeNewer(autosave, answer, sent);
  autosave.known.write(answer);
  showPeople(answer.people);
};

// Beside the button of a language: what a dialog changed in its texts, and the way back.
import { controlsOf, readAll, sentence, write } from "press-room/typographer_texts";

const said = (language) => {
  const notes = document.querySelector(`[data-notes="${language}"]`);
  let note = notes.querySelector(".typography-done");
  if (!note) {
    note = document.createElement("p");
    note.className = "typography-done";
    note.setAttribute("role", "status");
    notes.append(note);
  }
  return note;
};

const undo = (language, before, after) => {
  const changed = controlsOf(language).filter(({ name }) => name in after);
  const same = changed.filter(({ name, value }) => value === after[name]);
  for (const control of same) write(control, before[control.name]);
  said(language).textContent = sentence(same.length === changed.length ? "undone" : "partly");
};

const tell = (language, before, after, made, button) => {
  const back = document.createElement("button");
  back.type = "button";
  back.className = "remark-act";
  back.textContent = sentence("undo");
  back.addEventListener("click", () => {
    undo(language, before, after);
    button.focus();
  });
  said(language).replaceChildren(`${made} `, back);
};

// `texts` as they stood when they were asked about; what somebody typed since stays. `made`: the sentence about it.
export const makeTexts = (language, texts, answer, made, button) => {
  const controls = controlsOf(language).filter(({ name, value }) => name in answer && value === texts[name]);
  for (const control of controls) write(control, answer[control.name]);
  // As the editor writes it.
  if (controls.length) tell(language, texts, readAll(controls), made, button);
};

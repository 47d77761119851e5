// What the memory is asked about: the texts as they stand in the form. One question after the other.
import { askAt, controlsOf, readAll } from "press-room/typographer_texts";

const dialog = document.getElementById("memory");

export const templateOf = (language) => dialog.querySelector(`template[data-language="${language}"]`);

let last = Promise.resolve();

// `texts`: those of the translation; `more`: pairs of a name and a value.
export const askAbout = ({ language, source, release }, texts, more = []) => {
  const sent = [["from", source], ["release", release], ...Object.entries({ ...readAll(controlsOf(source)), ...texts })];
  last = last.then(() => askAt(templateOf(language).dataset.address, [...sent, ...more]));
  return last;
};

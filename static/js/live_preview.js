// Beside the text, the public page as it would be with what is typed: asked for when typing stops, and kept nowhere.
// The frame runs no script and sends nothing; it has our origin for our letters and pictures.
import { coverPage } from "press-room/alone";
import { hasFiles } from "press-room/keep/files";
import { keepPlace } from "press-room/place";
import { typedIn } from "press-room/typed_form";

const DEBOUNCE_MS = 600;
const SETTING = "desk-preview";

const pane = document.getElementById("live-preview");
const form = document.querySelector("#content-main > form");
const openers = [...document.querySelectorAll("[data-opens=live-preview]")];
const languages = [...(pane?.querySelectorAll("[data-language]") ?? [])];
const frame = pane?.querySelector("iframe");
const status = pane?.querySelector("[role=status]");

let chosen = null;
let asking = null;
let timer;
// Where there is no room beside the text it covers the page.
const beside = matchMedia("(min-width: 1024px)");
let uncover = () => {};
// Said once for each language: a screen reader need not hear every refresh.
let said = "";

// A browser may be told to keep nothing.
const remembered = () => {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null;
  }
};
const remember = (code) => {
  try {
    if (code) localStorage.setItem(SETTING, code);
    else localStorage.removeItem(SETTING);
  } catch {
    // It counts on this page.
  }
};

const say = (sentence) => {
  if (sentence !== said) status.textContent = sentence;
  said = sentence;
};
const sentence = (name) => pane.querySelector(`[data-says=${name}]`).content.textContent.replace("{language}", chosen.textContent);

// The page that is there takes the new words, and stays where it is scrolled to.
const show = (html) => {
  const shown = frame.contentDocument;
  if (!shown?.querySelector("main")) {
    frame.srcdoc = html;
    return;
  }
  const fresh = new DOMParser().parseFromString(html, "text/html");
  shown.documentElement.lang = fresh.documentElement.lang;
  shown.body.replaceChildren(...fresh.body.childNodes);
};

const ask = async () => {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const body = typedIn(form, pane.dataset.fields.split(" "), chosen.dataset.language);
  const token = form.elements.csrfmiddlewaretoken.value;
  try {
    const response = await fetch(chosen.dataset.address, { method: "POST", body, headers: { "X-CSRFToken": token }, signal });
    const answer = await response.text();
    // To the page for signing in.
    const shows = response.ok && !response.redirected;
    if (shows) show(answer);
    if (shows) say(sentence(hasFiles(form) ? "shown-without-files" : "shown"));
    else say(response.status === 400 ? answer : sentence("unreachable"));
  } catch {
    if (!signal.aborted) say(sentence("unreachable"));
  }
};

const refresh = () => {
  if (pane.hidden) return;
  clearTimeout(timer);
  timer = setTimeout(ask, DEBOUNCE_MS);
};

const choose = (button) => {
  chosen = button;
  for (const each of languages) each.setAttribute("aria-pressed", String(each === button));
  remember(button.dataset.language);
  ask();
};

const fit = () => {
  uncover();
  const covers = !pane.hidden && !beside.matches;
  uncover = covers ? coverPage(pane) : () => {};
  if (covers && !pane.contains(document.activeElement)) chosen?.focus();
};

const setOpen = (open) => {
  keepPlace(form, () => {
    pane.hidden = !open;
    fit();
    document.body.classList.toggle("with-live-preview", open);
  });
  for (const opener of openers) opener.setAttribute("aria-expanded", String(open));
};

const open = (code) => {
  setOpen(true);
  choose(languages.find((each) => each.dataset.language === code) ?? languages[0]);
};

const close = () => {
  const within = pane.contains(document.activeElement);
  asking?.abort();
  clearTimeout(timer);
  setOpen(false);
  remember(null);
  said = "";
  if (within) openers[0].focus();
};

// Links of the page lead away from the words that are being typed.
const holdLinks = () => {
  frame.contentDocument.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
  frame.contentDocument.addEventListener("keydown", ({ key }) => key === "Escape" && close());
};

const start = () => {
  for (const opener of openers) {
    opener.hidden = false;
    // The mouse leaves the focus in the text.
    opener.addEventListener("mousedown", (event) => event.preventDefault());
    opener.addEventListener("click", () => {
      if (!pane.hidden) return close();
      const code = remembered() ?? document.activeElement.closest("[data-language]")?.dataset.language;
      open(code);
      if (!beside.matches) chosen.focus();
    });
  }
  for (const button of languages) button.addEventListener("click", () => choose(button));
  pane.querySelector("[data-close]").addEventListener("click", close);
  // Opened by a click, it leaves the focus in the text.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !pane.hidden) close();
  });
  frame.addEventListener("load", holdLinks);
  form.addEventListener("input", refresh);
  form.addEventListener("change", refresh);
  beside.addEventListener("change", fit);
  if (remembered() && beside.matches) open(remembered());
};

if (pane && form && openers.length) start();

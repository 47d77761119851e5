// Nothing that is typed into the form of a release is lost: docs/keeping.md.
import { Autosave } from "press-room/keep/autosave";
import { fieldOf, isSame } from "press-room/keep/fields";
import { watchFiles } from "press-room/keep/files";
import { forget } from "press-room/keep/forget";
import { Keeper } from "press-room/keep/keeper";
import { offer } from "press-room/keep/offer";
import { startSettling } from "press-room/keep/settle";
import { watchSigningOut } from "press-room/keep/signing_out";
import * as store from "press-room/keep/store";

const bar = document.getElementById("saving");
const form = bar?.closest("form");

const placeOf = () => bar.dataset.place || `new/${form.elements.namedItem("submission_token")?.value}`;
const randomMark = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join("");

// The mark of the page that this one follows in its window: it goes away, and is nobody who has the form open.
// Kept between two pages alone: a window that is a copy of this one has another.
const BEFORE = "press-room-page-before";
const follow = (page) => {
  try {
    const before = sessionStorage.getItem(BEFORE) ?? "";
    sessionStorage.removeItem(BEFORE);
    window.addEventListener("pagehide", () => sessionStorage.setItem(BEFORE, page));
    return before;
  } catch {
    return ""; // not allowed
  }
};

const sendAfter = (autosave, keeper) => {
  let isWaiting = false;
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    if (!autosave.isSettled() && !isWaiting) {
      event.preventDefault();
      isWaiting = true;
      await autosave.settle();
      form.requestSubmit(event.submitter);
      return;
    }
    isWaiting = false;
    autosave.isLeaving = true;
    // Still here: no answer came.
    setTimeout(() => {
      autosave.isLeaving = false;
      autosave.save();
    }, 20_000);
    form.elements.namedItem("saved_form").value = keeper.mark();
    form.elements.namedItem("seen_texts").value = JSON.stringify(autosave.seenBodies());
  });
};

const start = async () => {
  const { account } = document.getElementById("session-notice").dataset;
  const keeps = bar.dataset.keeps === "yes";
  const isRefused = bar.dataset.refused === "yes";
  const page = randomMark();
  const keeper = new Keeper({ account, place: placeOf(), page, keeps, isRefused });
  const autosave = new Autosave(form, bar, keeper, page, follow(page));
  const note = ({ target }) => {
    const field = fieldOf(target);
    if (!field) return;
    keeper.note(field, autosave.known.digests[field.name]);
    autosave.note(field);
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  // Select2 tells jQuery alone.
  window.django?.jQuery(form).on("change", "select", (event) => event.originalEvent ?? note(event));
  // Django's calendar and clock write into a field, give it the focus, and say nothing.
  form.addEventListener("focusin", ({ target }) => {
    if (!target.matches(".vDateField, .vTimeField")) return;
    const field = fieldOf(target);
    const known = field && (keeper.unsaved.get(field.name)?.value ?? field.valueAtFirst);
    if (field && !isSame(field.value, known)) target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  watchFiles(form);
  startSettling(form);
  sendAfter(autosave, keeper);
  watchSigningOut(form, bar, keeper, autosave);
  bar.querySelector("[data-settle]").addEventListener("click", () => {
    // The answer to a form that is refused shows both versions.
    form.requestSubmit(form.querySelector("input[name=_continue], button[name=_continue]"));
  });
  autosave.start();
  try {
    await forget(store);
    if (keeps) await offer(form, keeper, autosave);
    else await store.removeAll(account);
  } catch {
    // A browser may be told to keep nothing.
  }
};

if (form && bar.dataset.autosave) start();

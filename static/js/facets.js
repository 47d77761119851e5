// A list is narrowed in place: its other parts stay, and what came of it is said. Without it, links are links.

// Parts of the page that a choice changes: the list, the choices that the search form sends along, and the
// number of results, which stands above the list where nothing is chosen.
const PARTS = ["list", "chosen", "number"];

async function show(address, facet) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of PARTS) document.getElementById(id)?.replaceWith(page.getElementById(id));
  document.title = page.title;
  const found = document.getElementById("found") || document.querySelector(".empty");
  document.getElementById("announced").textContent = found ? found.textContent.trim() : document.title;
  focusOn(facet);
}

function focusOn(facet) {
  const chosen = facet && document.querySelector(`[data-facet="${facet}"] summary`);
  (chosen || document.querySelector(".facet summary, .chip") || document.body).focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".facet a, .chips a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href, link.closest("[data-facet]")?.dataset.facet)
    .then(() => history.pushState(null, "", link.href))
    .catch(() => location.assign(link.href));
});

window.addEventListener("popstate", () => show(location.href).catch(() => location.reload()));

// One is open at a time; Escape closes it.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest(".facet[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

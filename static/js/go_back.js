// “Back” on a page that asks leads to the page before as it was left: what was typed, ticked and scrolled to is there.
const cameFrom = (link) => {
  if (!document.referrer || history.length < 2) return false;
  const before = new URL(document.referrer);
  return before.origin === location.origin && before.pathname === link.pathname;
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-back]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !cameFrom(link)) return;
  event.preventDefault();
  history.back();
});

// At the side of a wide window everything is open; where it stands below the texts, each part is a drawer.
const beside = matchMedia("(min-width: 1100px)");
const sections = () => document.querySelectorAll(".write-side > .side-section");
const asks = (section) => section.matches(".to-see") || section.querySelector(".errorlist, .errors");

const arrange = () => {
  for (const section of sections()) section.open = beside.matches || Boolean(asks(section));
};

beside.addEventListener("change", arrange);
arrange();

const menu = document.querySelector(".bar-menu");
document.addEventListener("click", ({ target }) => {
  if (menu?.open && !menu.contains(target)) menu.open = false;
});
menu?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// The export page works without this file; it ticks all columns, or none, at once.
(() => {
  const group = document.querySelector(".export-columns");
  if (!group) return;
  const boxes = [...group.querySelectorAll("input[name=columns]")];
  const row = document.createElement("p");
  row.className = "export-all";
  for (const [wanted, label] of [[true, group.dataset.all], [false, group.dataset.none]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", () => boxes.forEach((box) => { box.checked = wanted; }));
    row.append(button);
  }
  group.querySelector("legend").after(row);
})();

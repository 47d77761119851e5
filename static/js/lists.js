// On a narrow screen each row of a list, or of lines in a form, is a block: its cells say what they are, as the
// head of the table did.
(() => {
  for (const table of document.querySelectorAll("#result_list, .tabular table")) {
    const heads = [...table.querySelectorAll("thead th")];
    const labels = heads.map((head) => (head.querySelector(".text") ?? head).textContent.trim());
    for (const row of table.querySelectorAll("tbody tr")) {
      if (row.cells.length !== heads.length) continue;
      [...row.cells].forEach((cell, place) => {
        if (labels[place]) cell.dataset.label = labels[place];
      });
    }
  }
})();

// On a narrow screen each row of a list is a block: its cells say what they are, as the head of the table did.
(() => {
  const rows = document.querySelectorAll("#result_list tbody tr");
  const heads = document.querySelectorAll("#result_list thead th");
  const labels = [...heads].map((head) => head.querySelector(".text")?.textContent.trim() ?? "");
  for (const row of rows) {
    [...row.cells].forEach((cell, place) => {
      if (labels[place]) cell.dataset.label = labels[place];
    });
  }
})();

// The page of a running import works without this file: it reloads. With it, the bar moves by itself.
(() => {
  const bar = document.querySelector(".import-progress");
  const text = document.querySelector(".import-progress-text");
  if (!bar) return;

  const ask = async () => {
    try {
      const answer = await fetch(bar.dataset.address, { headers: { Accept: "application/json" } });
      const report = await answer.json();
      if (!report.running) {
        window.location.reload();
        return;
      }
      if (text.textContent !== report.text) text.textContent = report.text;
      if (report.total > report.done) {
        bar.max = report.total;
        bar.value = report.done;
      } else {
        bar.removeAttribute("value");
      }
    } catch {
      // The network or the server rests for a moment: the next question may be answered.
    }
    window.setTimeout(ask, 1000);
  };
  window.setTimeout(ask, 500);
})();

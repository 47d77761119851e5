// On every page of the desk, without an import map of its own.
(() => {
  const { store, forget } = document.currentScript.dataset;
  Promise.all([import(store), import(forget)])
    .then(([kept, module]) => module.forget(kept))
    .catch(() => {}); // a browser may be told to keep nothing
})();

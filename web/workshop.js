// Keeps a workshop in the browser, so that it goes on without a network: the service
// worker keeps every page of it that passes by.
(() => {
  "use strict";

  const keep = document.getElementById("keep");
  const kept = document.getElementById("kept");
  if (!keep || !("serviceWorker" in navigator)) {
    if (kept) {
      kept.textContent = "This browser keeps no pages.";
    }
    return;
  }
  keep.hidden = false;
  keep.addEventListener("click", async () => {
    const paths = keep.dataset.keep.split(" ");
    keep.disabled = true;
    try {
      await navigator.serviceWorker.register("/app-worker.js");
      await controlled();
      let done = 0;
      for (const path of paths) {
        const response = await fetch(path, { cache: "reload" });
        if (!response.ok) {
          throw new Error(`${path} answered ${response.status}`);
        }
        await response.arrayBuffer();
        done++;
        kept.textContent = `${done} of ${paths.length} kept…`;
      }
      kept.textContent = `All ${paths.length} are kept in this browser.`;
    } catch (error) {
      kept.textContent = `Not kept: ${error.message}. Is there a network?`;
    }
    keep.disabled = false;
  });

  // controlled waits until the worker sees what this page asks for.
  function controlled() {
    if (navigator.serviceWorker.controller) {
      return Promise.resolve();
    }
    return new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  }
})();

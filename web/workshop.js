// Keeps a workshop in the browser, so that it goes on without a network: the service
// worker keeps every page of it that passes by.
(() => {
  "use strict";

  const keep = document.getElementById("keep");
  const kept = document.getElementById("kept");
  if (!keep || !("serviceWorker" in navigator)) {
    if (kept) {
      kept.textContent = isSecureContext ? "This browser keeps no pages." : "Browsers keep pages only of addresses with https, and of localhost.";
    }
    return;
  }
  keep.hidden = false;
  keep.addEventListener("click", async () => {
    const paths = keep.dataset.keep.split(" ");
    keep.disabled = true;
    try {
      await controlled(await navigator.serviceWorker.register(`${document.documentElement.dataset.base ?? ""}/app-worker.js`));
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
      const lost = await missing(paths);
      if (lost) {
        throw new Error(`there was no room for ${lost} of ${paths.length}`);
      }
      kept.textContent = `All ${paths.length} are kept in this browser.`;
    } catch (error) {
      kept.textContent = `Not kept: ${error.message}.${error instanceof TypeError ? " Is there a network?" : ""}`;
    }
    keep.disabled = false;
  });

  // missing counts what the worker did not keep. It may still be at it.
  async function missing(paths) {
    let lost = paths;
    for (let tries = 0; lost.length && tries < 20; tries++) {
      await new Promise((go) => setTimeout(go, tries * 20));
      const found = await Promise.all(lost.map((path) => caches.match(path, { ignoreVary: true })));
      lost = lost.filter((_, n) => !found[n]);
    }
    return lost.length;
  }

  // controlled waits until the worker sees what this page asks for. It never does
  // where the page was reloaded past it, as with Shift.
  function controlled({ installing, waiting, active }) {
    const workers = navigator.serviceWorker;
    const worker = installing ?? waiting ?? active;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (workers.controller) {
          resolve();
        } else if (worker.state === "redundant") {
          reject(new Error("the browser could not load all of it"));
        } else if (worker.state === "activated") {
          setTimeout(() => (workers.controller ? resolve() : reject(new Error("reload this page first"))), 1000);
        }
      };
      workers.addEventListener("controllerchange", look);
      worker.addEventListener("statechange", look);
      look();
    });
  }
})();

// Runs before the first paint, as an external file because the
// Content-Security-Policy allows no inline script.
(() => {
  "use strict";

  // In a frame on another site nothing is kept and nothing read that is kept, and
  // no service worker is registered.
  const root = document.documentElement;
  const embedded = /\/embed\/?$/.test(location.pathname.slice((root.dataset.base ?? "").length));
  if (embedded) {
    delete Navigator.prototype.serviceWorker;
    // WordPress puts a secret behind the # of the frames it shows: no scenario.
    if (location.hash.startsWith("#?secret=")) {
      history.replaceState(null, "", location.pathname + location.search);
    }
  }

  // Where storage is refused, merely naming it throws, and that would end the
  // app at its start. This stand-in keeps nothing and refuses to be written to,
  // so that the page can say so and go on.
  const refused = {
    length: 0,
    key: () => null,
    getItem: () => null,
    removeItem: () => {},
    clear: () => {},
    setItem: () => {
      throw new Error("storage is refused");
    },
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    let there = false;
    try {
      there = !embedded && window[name].getItem("") !== undefined;
    } catch {}
    if (!there) {
      Object.defineProperty(window, name, { value: refused });
    }
  }

  // The theme, before anything is painted: the address has the first word,
  // then what was chosen here, then the system.
  const asked = (part) => new URLSearchParams(part.slice(1)).get("theme");
  const kept = () => localStorage.getItem("hopscope.theme");
  const theme = asked(location.hash) || asked(location.search) || kept();
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }

  // A page of a site of files has one scenario in it. Where the address has another,
  // it is not shown until the WebAssembly has put that in its place.
  const isFile = "static" in root.dataset;
  const elsewhere = isFile && /=/.test(location.search + location.hash);
  root.classList.toggle("elsewhere", elsewhere);

  // go-app takes a click on any link for one of its own pages. Links to those that
  // are written as a whole never reach its listener, which is the window's; of a
  // site of files that is every other page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (link && ("own" in link.dataset || (isFile && link.pathname !== location.pathname))) {
      event.stopPropagation();
    }
  });

  // The dialog about embedding is no part of the app, and loaded when it is asked
  // for: neither the first visit nor app.wasm pays for it.
  window.hopscopeEmbed = async (text) => {
    const urls = document.querySelector("meta[name=hopscope-embed]").dataset;
    try {
      const { open } = await import(urls.dialog);
      await open(text, urls);
    } catch {
      const dialog = document.createElement("dialog");
      dialog.setAttribute("aria-labelledby", "embed-missing");
      const line = document.createElement("p");
      line.className = "in";
      line.id = "embed-missing";
      line.textContent = "The part about embedding could not be loaded. Everything else works on: try again when you are online, after a reload of the page.";
      const close = document.createElement("button");
      close.className = "btn primary";
      close.textContent = "Close";
      const bar = document.createElement("div");
      bar.className = "in btns";
      bar.append(close);
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => dialog.remove());
      dialog.addEventListener("keydown", (event) => event.stopPropagation());
      dialog.append(line, bar);
      document.body.append(dialog);
      dialog.showModal();
    }
  };

  // The WebAssembly may never come: it is switched off, or a download fails.
  // Then the page is what the server wrote, and says so in its own place.
  const fail = () => {
    if (root.classList.contains("still")) {
      return;
    }
    root.classList.add("still");
    const loader = document.getElementById("app-wasm-loader");
    if (loader) {
      loader.hidden = true;
    }
    const text = document.createElement("p");
    text.className = "grow";
    text.textContent = elsewhere
      ? "The interactive part could not be loaded, and without it the scenario of this address cannot be shown."
      : "The interactive part could not be loaded: the journey can be read, not stepped through.";
    const again = document.createElement("button");
    again.className = "btn small";
    again.type = "button";
    again.textContent = "Reload";
    again.addEventListener("click", () => location.reload());
    const notice = document.createElement("div");
    notice.className = "notice bad";
    notice.setAttribute("role", "alert");
    notice.append(text, again);
    (document.querySelector(".notices") ?? document.body).prepend(notice);
  };

  const missing = typeof WebAssembly !== "object";
  if (missing) {
    // go-app uses it without asking whether it is there.
    addEventListener("unhandledrejection", (e) => {
      if (e.reason instanceof ReferenceError) {
        e.preventDefault();
      }
    });
  }
  addEventListener("error", (e) => e.target instanceof HTMLScriptElement && whenRead(fail), true);
  whenRead(() => {
    const label = document.getElementById("app-wasm-loader-label");
    if (missing) {
      fail();
    } else if (label) {
      // go-app writes how far it is, and in the end the error, if any.
      const look = () => label.textContent.startsWith("Loading") || fail();
      new MutationObserver(look).observe(label, { childList: true, characterData: true, subtree: true });
    }
  });

  // whenRead calls f once the document is there, before the scripts that wait
  // for that.
  function whenRead(f) {
    if (document.readyState !== "loading") {
      f();
      return;
    }
    document.addEventListener("readystatechange", f, { once: true });
  }
})();

// Runs before the first paint, as an external file because the
// Content-Security-Policy allows no inline script.
(() => {
  "use strict";

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
    try {
      window[name].getItem("");
    } catch {
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

  if (typeof WebAssembly !== "object") {
    document.addEventListener("DOMContentLoaded", () => {
      document.getElementById("app-wasm-loader-icon").remove();
      document.getElementById("app-wasm-loader-label").textContent =
        "WebAssembly is switched off in this browser: the journey can be read, not stepped through.";
    });
  }
})();

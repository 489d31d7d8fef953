// Runs before the first paint, as an external file because the
// Content-Security-Policy allows no inline script.
(() => {
  "use strict";

  // The theme, before anything is painted: the address has the first word,
  // then what was chosen here, then the system.
  const asked = (part) => new URLSearchParams(part.slice(1)).get("theme");
  const kept = () => {
    try {
      return localStorage.getItem("hopscope.theme");
    } catch {
      return null; // storage is refused
    }
  };
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

// The pages about the clients: they can be read without this. It finds a client
// by its name.
(() => {
  "use strict";

  const find = document.getElementById("find");
  if (!find) {
    return;
  }
  document.getElementById("find-field").hidden = false;
  const found = document.getElementById("found");
  const rows = [...document.querySelectorAll("tr.one")].map((row) => [row, row.dataset.name.toLowerCase()]);
  const search = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const names = new Set();
    for (const [row, name] of rows) {
      row.hidden = !words.every((word) => name.includes(word));
      if (!row.hidden) {
        names.add(name);
      }
    }
    found.textContent = words.length ? `${names.size} rows` : "";
  };
  find.addEventListener("input", search);
  document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
  search();
})();

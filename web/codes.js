// The pages of the reference: they can be read without this. It opens what an
// address names, and copies commands.
(() => {
  "use strict";

  const open = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!named) {
      return;
    }
    for (let box = named.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    named.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  if (!navigator.clipboard) {
    return;
  }
  const said = document.getElementById("copied");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied: select the text";
      }
      said.textContent = button.textContent;
      setTimeout(() => {
        button.textContent = name;
        said.textContent = "";
      }, 2000);
    });
  }
})();

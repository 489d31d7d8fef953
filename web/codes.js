// The pages of the reference: they can be read without this. It copies commands.
(() => {
  "use strict";

  if (!navigator.clipboard) {
    return;
  }
  const said = document.getElementById("copied");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const box = document.getElementById(button.dataset.copy).closest("details");
      if (box) {
        box.open = true; // what was copied, and the note on it
      }
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

// Opens what an address names, where it is folded away.
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
    named.focus();
  };
  addEventListener("hashchange", open);
  open();
})();

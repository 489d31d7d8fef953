// The page that stands in for the live runs where there is no server: what the
// address says of a scenario goes along to where its links lead.
(() => {
  "use strict";

  const scenario = location.search + location.hash;
  for (const link of document.querySelectorAll("a[data-along]")) {
    link.href += scenario;
  }
})();

// The page in a frame on another site: it tells the page around it how high it is
// and which step it shows, and takes theme, step and scenario from it. It talks to
// nobody else.
"use strict";

(() => {
  const around = window.parent;
  const framed = around !== window;
  const post = (message) => framed && around.postMessage(message, "*"); // nothing in it is a secret

  // What is taken, as the app has it. Whatever is otherwise is silently no message.
  const takes = {
    "hopscope:scenario": ({ address }) => typeof address === "string" && { what: "scenario", text: address, step: 0 },
    "hopscope:step": ({ step }) => Number.isSafeInteger(step) && { what: "step", text: "", step },
    "hopscope:theme": ({ theme }) => typeof theme === "string" && { what: "theme", text: theme, step: 0 },
  };
  const hand = (detail) => document.dispatchEvent(new CustomEvent("hopscope:told", { detail }));

  // What comes before the app is there waits for it, the last of each kind.
  let early = {};
  addEventListener("message", ({ source, data }) => {
    const told = framed && source === around && Object.hasOwn(takes, data?.type) && takes[data.type](data);
    if (!told) {
      return;
    }
    if (early) {
      early[told.what] = told;
    } else {
      hand(told);
    }
  });

  // The app calls this, and first when it listens.
  window.hopscopeTell = (what, step, steps) => {
    if (what === "step") {
      post({ type: "hopscope:step", step, steps });
      return;
    }
    post({ type: "hopscope:ready", version: 1 });
    const { scenario, step: at, theme } = early; // the step is one of the scenario's
    early = undefined;
    setTimeout(() => [scenario, at, theme].forEach((told) => told && hand(told)));
  };

  let height;
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now !== height) {
      height = now;
      post({ type: "hopscope:height", height });
    }
  }).observe(document.body);

  // A browser brings a step into view in pages of the same origin around it, too.
  // Where their readers are is not the frame's business.
  const bring = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function (how) {
    if (!this.closest("#diagram")) {
      bring.call(this, how);
      return;
    }
    const { top, bottom } = this.getBoundingClientRect();
    const bar = document.querySelector(".transport").offsetHeight;
    scrollBy(0, Math.min(top - bar, Math.max(0, bottom - innerHeight)));
  };
})();

// The page in a frame on another site: it tells the page around it how high it is
// and which step it shows, and takes theme, step and scenario from it. It talks to
// nobody else.
"use strict";

(() => {
  const around = window.parent;
  const framed = around !== window;
  const post = (message) => framed && around.postMessage(message, "*"); // nothing in it is a secret

  // What is taken, and what it has to be. The rest is silently no message.
  const takes = {
    "hopscope:theme": ({ theme }) => typeof theme === "string",
    "hopscope:step": ({ step }) => Number.isSafeInteger(step),
    "hopscope:scenario": ({ address }) => typeof address === "string",
  };

  // What comes before the app is there waits for it, the last of each kind.
  let waiting = new Map();
  const hand = (detail) => document.dispatchEvent(new CustomEvent("hopscope:told", { detail }));
  addEventListener("message", ({ source, data }) => {
    if (!framed || source !== around || !Object.hasOwn(takes, data?.type) || !takes[data.type](data)) {
      return;
    }
    if (waiting) {
      waiting.set(data.type, data);
    } else {
      hand(data);
    }
  });

  // The app calls this, once it listens.
  window.hopscopeTell = (what, step, steps) => {
    if (what === "ready") {
      post({ type: "hopscope:ready", version: 1 });
      const early = waiting;
      waiting = undefined;
      // The step is of the scenario, so the scenario goes first.
      for (const type of Object.keys(takes).reverse()) {
        if (early?.has(type)) {
          setTimeout(hand, 0, early.get(type));
        }
      }
    } else {
      post({ type: "hopscope:step", step, steps });
    }
  };

  let height;
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now !== height) {
      height = now;
      post({ type: "hopscope:height", height });
    }
  }).observe(document.body);

  // A browser brings a step into view in every page around it, too. Where their
  // readers are is not the frame's business.
  Element.prototype.scrollIntoView = function () {
    const { top, bottom } = this.getBoundingClientRect();
    const bar = document.querySelector(".transport").offsetHeight;
    scrollBy(0, Math.min(top - bar, Math.max(0, bottom - innerHeight)));
  };
})();

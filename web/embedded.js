// The page in a frame on another site: it tells the page around it how high it is
// and which step it shows, and takes theme, step and scenario from it. It talks to
// nobody else.
"use strict";

(() => {
  const around = window.parent;
  const framed = around !== window;
  const post = (message) => framed && around.postMessage(message, "*"); // nothing in it is a secret

  // What is taken, as the app has it. Whatever is otherwise is silently no message.
  const longest = 1 << 20; // of an address, as the app reads no more
  const takes = {
    "hopscope:scenario": ({ address }) => typeof address === "string" && address.length <= longest && { what: "scenario", text: address, step: 0 },
    "hopscope:step": ({ step }) => Number.isSafeInteger(step) && { what: "step", text: "", step },
    "hopscope:theme": ({ theme }) => typeof theme === "string" && { what: "theme", text: theme, step: 0 },
  };
  const hand = (detail) => document.dispatchEvent(new CustomEvent("hopscope:told", { detail }));

  // What comes before the app is there waits for it; later, until what else has come is
  // heard. Of each kind the last is taken: a page that says much is no burden, and what
  // it asked for meanwhile nobody would have seen.
  let waiting = {};
  let ready = false;
  let due = false;
  const handLater = () => {
    if (due || !ready) {
      return;
    }
    due = true;
    setTimeout(() => {
      const { scenario, step, theme } = waiting; // the step is one of the scenario's
      waiting = {};
      due = false;
      [scenario, step, theme].forEach((told) => told && hand(told));
    });
  };
  addEventListener("message", ({ source, data }) => {
    const told = framed && source === around && Object.hasOwn(takes, data?.type) && takes[data.type](data);
    if (!told) {
      return;
    }
    if (told.what === "scenario" && ready) {
      delete waiting.step; // it was one of another
    }
    waiting[told.what] = told;
    handLater();
  });

  // The app calls this, and first when it listens.
  window.hopscopeTell = (what, step, steps) => {
    if (what === "step") {
      post({ type: "hopscope:step", step, steps });
      return;
    }
    post({ type: "hopscope:ready", version: 1 });
    ready = true;
    handLater();
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

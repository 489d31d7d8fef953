// A journey that is stepped through: the groups of its pictures get the classes
// that the server gives them (package diagram, StepClass), and a live region says
// the sentence of the step.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});
  kit.walks = new WeakMap(); // how each journey is walked by others than its buttons
  const maxDecisions = 6; // that are shown one by one: a loop has enough of them to tire a room

  // walk makes the journey walkable, from a step on. end is called once the last
  // step is reached.
  kit.walk = (journey, from, end) => {
    const pictures = [...journey.querySelectorAll("svg.seq")];
    const told = [...journey.querySelectorAll(".told > li")];
    const sentences = told.map((li) => li.textContent.trim());
    const last = sentences.length - 1;
    let at = -1;
    const saying = kit.make("p", { class: "saying", role: "status" });
    const counting = kit.make("span", { class: "count" });

    const current = () => pictures.map((p) => p.querySelector(".now")).find((g) => g?.getClientRects().length);
    const show = (step, follow) => {
      const to = Math.min(Math.max(step, 0), last);
      if (to === at) {
        return;
      }
      at = to;
      for (const picture of pictures) {
        for (const group of picture.querySelectorAll("[data-step]")) {
          const n = Number(group.dataset.step);
          group.setAttribute("class", `step ${n < at ? "done" : n === at ? "now" : "future"}`);
        }
        const desc = picture.querySelector("desc");
        if (desc) {
          desc.textContent = `Step ${at + 1} of ${last + 1}. ${sentences[at]}`;
        }
      }
      told.forEach((li, n) => (n === at ? li.setAttribute("aria-current", "step") : li.removeAttribute("aria-current")));
      saying.textContent = sentences[at];
      counting.textContent = `step ${at + 1} of ${last + 1}`;
      for (const [button, off] of [[first, at === 0], [back, at === 0], [next, at === last], [ending, at === last]]) {
        // A disabled button would lose the focus.
        button.setAttribute("aria-disabled", String(off));
        button.classList.toggle("off", off);
      }
      if (follow) {
        current()?.scrollIntoView({ block: "nearest" });
      }
      if (at === last) {
        end?.();
      }
    };
    const to = (step) => () => show(step(), true);
    const first = kit.button("First", "btn", to(() => 0));
    const back = kit.button("Back", "btn", to(() => at - 1));
    const next = kit.button("Step", "btn primary", to(() => at + 1));
    const ending = kit.button("End", "btn", to(() => last));
    const bar = kit.make("div", { class: "transport", role: "group", "aria-label": "Step through the journey" }, first, back, next, ending, counting);
    journey.prepend(kit.make("div", { class: "pilot" }, bar, saying));
    journey.classList.add("live-walk");

    const keys = { ArrowRight: () => at + 1, ArrowLeft: () => at - 1, Home: () => 0, End: () => last };
    journey.addEventListener("keydown", (event) => {
      const step = keys[event.key];
      if (step && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        show(step(), true);
      }
    });
    const words = journey.querySelector("details.words");
    if (words) {
      words.open = false;
    }
    show(from, false);
    // on goes to the next decision, or to the end; it is false where that is
    // reached already, and so is back at the step that the journey began with.
    const decisions = told.flatMap((li, n) => (li.dataset.phase === "decided" && n >= from ? [n] : [])).slice(0, maxDecisions);
    const jump = (to) => {
      const moved = to !== at;
      show(to, true);
      return moved;
    };
    // look brings the step into sight that the journey began with; it is false where
    // that is done or was not needed.
    let looked = from === 0;
    const look = () => {
      const needed = !looked && current()?.getBoundingClientRect().bottom > innerHeight;
      looked = true;
      if (needed) {
        current().scrollIntoView({ block: "nearest" });
      }
      return Boolean(needed);
    };
    kit.walks.set(journey, {
      look,
      on: () => jump(decisions.find((n) => n > at) ?? last),
      back: () => jump(Math.max(decisions.findLast((n) => n < at) ?? from, from)),
    });
  };
})();

// The teacher's window: the notes of the step on the wall, the right answer, what
// comes next, and the clock. This page writes it, so that it needs no network.
(() => {
  "use strict";
  const kit = window.lessonKit;
  const { steps, at, quiz } = kit.lesson;
  const present = kit.present;
  const page = document.querySelector(".course");
  const minutes = Number(page.dataset.minutes);
  const two = (n) => String(n).padStart(2, "0");
  const span = (seconds) => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  let other = null; // the window
  let began = 0; // when the clock was started, in milliseconds

  const heading = (n) => steps[n]?.querySelector("h2").textContent ?? "";
  const copies = (selector, n) => [...(steps[n]?.querySelectorAll(selector) ?? [])].map((e) => {
    const copy = e.cloneNode(true);
    copy.hidden = false;
    return copy;
  });

  // pace compares the clock with where the room is.
  const pace = () => {
    const gone = Math.round((Date.now() - began) / 1000);
    const due = Math.round((minutes * 60 * at()) / steps.length);
    const late = Math.round((gone - due) / 60);
    const words = late > 0 ? `${late} min behind` : late < 0 ? `${-late} min ahead` : "on time";
    return `${span(gone)} of ${minutes}:00, ${words}`;
  };

  const open = () => other && !other.closed;

  const tick = () => {
    if (!open()) {
      return;
    }
    if (!other.document.getElementById("now")) { // somebody reloaded it, and it is empty
      fill();
      draw();
      return;
    }
    const day = new Date();
    other.document.getElementById("clock").textContent = `${two(day.getHours())}:${two(day.getMinutes())}:${two(day.getSeconds())}`;
    other.document.getElementById("pace").textContent = pace();
  };

  const draw = () => {
    if (!open()) {
      return;
    }
    const n = at();
    const into = other.document.getElementById("now");
    const answer = copies(".replies > .right", n);
    const notes = copies(".teacher ul", n);
    if (n === 0) {
      notes.unshift(...[...page.querySelectorAll(".about .teacher ul")].map((e) => e.cloneNode(true)));
    }
    into.replaceChildren(
      kit.make("p", { class: "muted" }, `Step ${n + 1} of ${steps.length}`),
      kit.make("h1", {}, heading(n)),
      ...(notes.length ? notes : [kit.make("p", { class: "muted" }, "There are no notes on this step.")]),
      ...(answer.length ? [kit.make("h2", {}, quiz(n)?.found() ? "The answer, shown" : "The answer, not shown yet"), kit.make("ul", {}, ...answer)] : []),
      kit.make("h2", {}, "Next"),
      kit.make("p", {}, n + 1 < steps.length ? heading(n + 1) : "This is the end of the lesson."),
    );
    tick();
  };

  const fill = () => {
    const d = other.document;
    d.documentElement.lang = "en";
    d.documentElement.dataset.theme = document.documentElement.dataset.theme ?? "";
    d.head.replaceChildren(...[...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => {
      const copy = d.createElement("link");
      copy.rel = "stylesheet";
      copy.href = link.href;
      return copy;
    }));
    d.title = `Notes: ${document.title}`;
    const restart = kit.button("Start the clock again", "btn small", () => {
      began = Date.now();
      tick();
    });
    const bar = kit.make("p", { class: "btns" }, kit.button("← Back", "btn", present.back), kit.button("Next →", "btn primary", present.next), restart);
    const clock = kit.make("p", { class: "notes-clock" }, kit.make("b", { id: "clock" }), kit.make("span", { id: "pace" }));
    d.body.className = "notes-window";
    d.body.replaceChildren(kit.make("main", {}, clock, bar, kit.make("div", { id: "now" })));
    d.addEventListener("keydown", present.key, true);
  };

  kit.notes = () => {
    if (open()) {
      other.focus();
      return;
    }
    other = window.open("", "hopscope-notes", "popup,width=640,height=720");
    if (!other) {
      document.getElementById("course-notes").textContent = "The browser did not open the window with the notes: allow it to open windows for this page.";
      return;
    }
    began ||= Date.now();
    fill();
    draw();
  };
  present.changed = draw;
  setInterval(tick, 1000);
  addEventListener("pagehide", () => open() && other.close());
})();

// A lesson, one step at a time. Without this the steps stand below each other.
// What the step is stands in the address, so that Back and links work.
(() => {
  "use strict";
  const kit = window.lessonKit;
  const page = document.querySelector(".course");
  const id = page.dataset.lesson; // empty: not ours, and not kept
  const steps = [...page.querySelectorAll(".lesson-step")];
  const links = [...page.querySelectorAll(".course-nav a")];
  const signs = links.map((link) => link.querySelector(".tick").textContent);
  const about = page.querySelector(".about");
  const quizzes = new Map();
  const firsts = new Map(); // whether the first answer was right, by step
  const own = { steps: {}, done: [], challenge: false };
  let now = 0;

  const known = () => (id ? kit.progress.of(id) : own);

  // tick shows what is done.
  const tick = () => {
    const { done, challenge } = known();
    links.forEach((link, n) => {
      const kind = steps[n].dataset.kind;
      const yes = kind === "challenge" ? challenge : done.includes(n);
      link.parentElement.classList.toggle("done", yes);
      link.querySelector(".tick").textContent = yes ? "✓" : signs[n];
      const word = link.querySelector(".done-word");
      if (word) {
        word.hidden = !yes;
      }
      if (kind === "challenge") {
        steps[n].querySelector(".met").hidden = !challenge;
      }
    });
    const problem = id ? kit.progress.problem() : "";
    const notes = document.getElementById("course-notes");
    if (notes.textContent !== problem) {
      notes.textContent = problem;
      notes.className = problem ? "course-notes notice" : "course-notes";
    }
  };

  const isDone = (n, how) => {
    if (id) {
      kit.progress.done(id, n, how);
    } else if (!own.done.includes(n)) {
      own.done.push(n);
    }
    tick();
    kit.present?.changed?.();
  };

  // byItself is a step that is done when one goes on; the others have to be
  // answered, or a request has to arrive.
  const byItself = (n) => ["read", "step", "explain", "try"].includes(steps[n].dataset.kind);

  const show = (n, arrive) => {
    now = n;
    steps.forEach((s, i) => {
      s.hidden = i !== n;
    });
    about.hidden = n !== 0;
    links.forEach((link, i) => (i === n ? link.setAttribute("aria-current", "step") : link.removeAttribute("aria-current")));
    const item = links[n].parentElement; // where the list is a row, it may be out of sight
    item.parentElement.scrollLeft = item.offsetLeft - (item.parentElement.clientWidth - item.offsetWidth) / 2;
    if (steps[n].dataset.kind === "end") {
      score();
    }
    if (arrive) {
      steps[n].querySelector("h2").focus({ preventScroll: true });
      (n === 0 ? page : page.querySelector(".course-steps")).scrollIntoView({ block: "start", behavior: "instant" });
    }
  };

  const score = () => {
    const line = document.getElementById("score");
    const asked = quizzes.size;
    const right = [...firsts.values()].filter(Boolean).length;
    line.hidden = !firsts.size;
    line.textContent = `You answered ${right} of ${asked} ${asked === 1 ? "question" : "questions"} right at the first try.`;
  };

  // The address names the step. What it names otherwise is the first one.
  const fromAddress = (arrive) => {
    const n = steps.findIndex((s) => `#${s.id}` === location.hash);
    // A step that go has shown already would take the focus back from whoever has
    // gone on with the keyboard meanwhile.
    if ((n >= 0 || arrive) && !(arrive && Math.max(n, 0) === now)) {
      show(Math.max(n, 0), arrive);
    }
  };
  const go = (n) => {
    location.hash = steps[n].id;
    show(n, true); // at once: the next key may come before the address is said to have changed
  };

  steps.forEach((section, n) => {
    if (section.querySelector(".quiz")) {
      quizzes.set(n, kit.quiz(section, (first) => {
        firsts.set(n, first);
        isDone(n, first ? "right" : "later");
        section.querySelector(".next-step")?.classList.add("primary");
      }));
    }
    // Journeys that are not hidden behind a question.
    for (const journey of section.querySelectorAll(".in > .walked")) {
      kit.walk(journey, 0);
    }
    if (section.querySelector(".real")) {
      kit.real(section, () => isDone(n));
    }
    const bar = kit.make("p", { class: "btns step-nav" });
    if (n > 0) {
      bar.append(kit.button("← Back", "btn", () => go(n - 1)));
    }
    if (n + 1 < steps.length) {
      const what = byItself(n) ? "" : " quiet-next";
      bar.append(kit.button("Next →", `btn next-step${what || " primary"}`, () => {
        if (byItself(n)) {
          isDone(n);
        }
        go(n + 1);
      }));
    }
    section.append(bar);
  });

  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-6]$/.test(event.key)) {
      return;
    }
    if (quizzes.get(now)?.key(Number(event.key))) {
      event.preventDefault();
    }
  });
  addEventListener("hashchange", () => fromAddress(location.hash !== "#main"));
  kit.progress.watch(tick);
  page.classList.add("on"); // first: the list of the steps scrolls to the one that is shown
  show(0, false);
  fromAddress(false);
  tick();
  kit.lesson = { steps, go, at: () => now, quiz: (n) => quizzes.get(n), isDone: (n) => byItself(n) && isDone(n) };
})();

// The list of the lessons: what is done of each, where to go on, and what to do
// with the progress.
(() => {
  "use strict";
  const kit = window.lessonKit;
  const { progress } = kit;
  const by = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".lesson-cards > li")];

  // standing is how far a lesson is: which of its steps are done, and whether that
  // is all but what can be left out.
  const standing = (card) => {
    const { done, challenge } = progress.of(card.dataset.lesson);
    const count = Number(card.dataset.steps);
    const left = card.dataset.left.split(" ").filter(Boolean).map(Number);
    const all = [...Array(count).keys()];
    const missing = all.filter((n) => !done.includes(n));
    return { count, done: count - missing.length, challenge, next: missing[0], whole: missing.every((n) => left.includes(n)), begun: missing.length < count || challenge };
  };

  const show = () => {
    let whole = 0;
    let resume = null;
    for (const card of cards) {
      const s = standing(card);
      const got = card.querySelector(".got");
      got.hidden = !s.begun;
      const bar = kit.make("progress", { max: s.count, value: s.done, "aria-hidden": "true" });
      got.replaceChildren(bar, `${s.whole ? "✓ " : ""}${s.done} of ${s.count} steps${s.challenge ? " · ✓ challenge met" : ""}`);
      card.classList.toggle("whole", s.whole);
      whole += s.whole ? 1 : 0;
      if (s.begun && !s.whole && !resume) {
        resume = { card, step: s.next + 1 };
      }
    }
    by("keep").hidden = false;
    const begun = cards.filter((c) => standing(c).begun).length;
    by("keep-sum").textContent = begun ? `${whole} of ${cards.length} lessons done${begun > whole ? `, ${begun - whole} begun` : ""}.` : "Nothing yet: begin with the first one.";
    const link = by("keep-resume");
    link.hidden = !resume;
    if (resume) {
      const title = resume.card.querySelector("h2 a");
      link.href = `${title.pathname}#step-${resume.step}`;
      link.textContent = `Resume: ${title.textContent}, step ${resume.step}`;
    }
    if (progress.problem()) {
      say(progress.problem());
    }
  };
  const say = (text) => {
    by("keep-said").textContent = text;
  };

  by("keep-export").addEventListener("click", () => {
    const url = URL.createObjectURL(new Blob([progress.text()], { type: "application/json" }));
    kit.make("a", { href: url, download: "hopscope-lessons.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    say("Exported as hopscope-lessons.json.");
  });
  by("keep-import").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) {
      return;
    }
    try {
      if (file.size > 256 * 1024) {
        throw new Error(`it has ${file.size} bytes, and may have ${256 * 1024}`);
      }
      const n = progress.take(await file.text());
      show();
      say(progress.problem() || `Imported: the progress in ${n} ${n === 1 ? "lesson" : "lessons"} was added to what was here.`);
    } catch (error) {
      say(`${file.name} was not imported: ${error.message}. What is here is as it was.`);
    }
  });
  const ask = by("keep-ask");
  by("keep-clear").addEventListener("click", () => {
    ask.returnValue = "";
    ask.showModal();
  });
  ask.addEventListener("close", () => {
    if (ask.returnValue === "clear") {
      progress.clear();
      show();
      say(progress.problem() || "Your progress is cleared.");
    }
  });
  progress.watch(show);
  show();
})();

// A question: its options become buttons, each with its own reply. A wrong answer
// may be followed by another one. What was hidden is shown after the right one.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});

  // quiz makes the question of a step answerable. answered is called once, with
  // whether the first answer was right.
  kit.quiz = (section, answered) => {
    const quiz = section.querySelector(".quiz");
    const answers = quiz.querySelector(".answers");
    const replies = [...answers.querySelectorAll(".replies > li")];
    const buttons = [];
    let tries = 0;
    let found = false;

    quiz.querySelectorAll(".opts > li").forEach((item, n) => {
      const text = item.querySelector(".opt > span");
      const said = kit.make("div", { class: "said", role: "status" });
      const right = replies[n].classList.contains("right");
      const b = kit.button("", "opt", () => {
        tries++;
        item.className = right ? "good" : "bad";
        const reply = replies[n].querySelector(".reply").cloneNode(true);
        reply.prepend(kit.make("b", {}, right ? "✓ Right. " : "✕ Not so. "));
        const belief = replies[n].querySelector(".belief-of");
        said.replaceChildren(reply, ...(belief ? [belief.cloneNode(true)] : []));
        if (right && !found) {
          found = true;
          section.classList.add("answered");
          reveal();
          answered(tries === 1);
        }
      });
      b.append(kit.make("kbd", { class: "kbd", "aria-hidden": "true" }, String(n + 1)), text);
      b.setAttribute("aria-keyshortcuts", String(n + 1));
      item.replaceChildren(b, said);
      buttons.push(b);
    });
    answers.hidden = true;

    // reveal lets the journey go on from what was hidden.
    const reveal = () => {
      quiz.querySelector(".veiled")?.remove();
      const journey = answers.querySelector(".walked");
      if (journey) {
        quiz.append(journey);
        kit.walk(journey, Number(journey.dataset.from));
      }
    };
    return {
      // key answers a digit; it is false where there is no such option.
      key: (digit) => {
        const b = buttons[digit - 1];
        b?.focus();
        b?.click();
        return Boolean(b);
      },
      found: () => found,
      // answer shows the right one; it is false where that has been found.
      answer: () => {
        const hidden = !found;
        if (hidden) {
          tries++; // nobody has tried: it was shown
          buttons[replies.findIndex((r) => r.classList.contains("right"))].click();
        }
        return hidden;
      },
    };
  };
})();

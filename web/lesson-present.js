// A lesson on a wall: large type, one thing at a time, and one key for the next. A
// question stands there alone first; the key after it shows the answer, the ones
// after that the journey, decision by decision.
(() => {
  "use strict";
  const kit = window.lessonKit;
  const { steps, go, at, quiz, isDone } = kit.lesson;
  const root = document.documentElement;
  const page = document.querySelector(".course");
  const on = () => root.classList.contains("on-stage");

  // walk is the journey of the step that can be seen.
  const walk = () => {
    const journey = [...steps[at()].querySelectorAll(".live-walk")].find((j) => j.getClientRects().length);
    return journey && kit.walks.get(journey);
  };

  const present = {
    on,
    next: () => {
      const n = at();
      if (quiz(n)?.answer()) {
        steps[n].querySelector(".opts > .good").scrollIntoView({ block: "nearest" });
        present.changed?.();
        return;
      }
      if (walk()?.look() || walk()?.on()) {
        present.changed?.();
        return;
      }
      isDone(n);
      if (n + 1 < steps.length) {
        go(n + 1);
      }
    },
    back: () => {
      if (walk()?.back()) {
        present.changed?.();
      } else if (at() > 0) {
        go(at() - 1);
      }
    },
  };
  kit.present = present;

  // The address says so, for a reload; what else it says stays.
  const turn = (yes) => {
    root.classList.toggle("on-stage", yes);
    const address = new URL(location.href);
    if (yes) {
      address.searchParams.set("present", "1");
    } else {
      address.searchParams.delete("present");
    }
    history.replaceState(history.state, "", address);
    help.hidden = !yes;
    if (yes) {
      steps[at()].querySelector("h2").focus({ preventScroll: true });
      scrollTo(0, 0);
    } else {
      start.focus();
    }
  };

  const start = kit.button("Present", "btn small", () => turn(true));
  page.querySelector(".course-head").append(kit.make("p", { class: "btns" }, start));
  const help = kit.make("p", { class: "stage-help muted" });
  help.append(kit.button("Next", "btn small", present.next), kit.button("Notes", "btn small", () => kit.notes()), kit.button("End", "btn small", () => turn(false)),
    " → or Space: next · ←: back · N: notes · Esc: end");
  page.append(help);
  help.hidden = true;

  const keys = {
    ArrowRight: present.next, " ": present.next, PageDown: present.next, Enter: present.next,
    ArrowLeft: present.back, PageUp: present.back,
    n: () => kit.notes(), N: () => kit.notes(), Escape: () => turn(false),
  };
  // key is that of either window. It is for the whole page, before a button or a
  // journey takes it: the buttons of a clicker know nothing of where the focus is.
  present.key = (event) => {
    const does = keys[event.key];
    const own = event.target.closest?.("input, textarea, select") || (event.key === "Enter" && event.target.closest?.("button, a, summary"));
    if (!on() || !does || own || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) { // a key that is held down is one press
      does();
    }
  };
  document.addEventListener("keydown", present.key, true);
  addEventListener("hashchange", () => on() && present.changed?.());

  if (new URLSearchParams(location.search).get("present") === "1") {
    turn(true);
  }
})();

// The learner's progress in the lessons. It is in this browser's storage alone:
// no server hears of it.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});
  const key = "hopscope.lessons";
  const solvedKey = "hopscope.solved"; // the playground writes it: the lessons whose challenge is met
  const most = 256 * 1024;
  const isID = (id) => /^[a-z0-9-]{1,100}$/.test(id);
  const isStep = (n) => Number.isInteger(n) && n >= 0 && n < 100;
  const isObject = (v) => v !== null && typeof v === "object" && !Array.isArray(v);

  // read makes a progress of a text. The error says in words what is wrong.
  const read = (text) => {
    if (text.length > most) {
      throw new Error(`it has ${text.length} characters, and may have ${most}`);
    }
    let given;
    try {
      given = JSON.parse(text);
    } catch {
      throw new Error("it is not JSON");
    }
    if (!isObject(given) || given.progress !== 1 || !isObject(given.lessons)) {
      throw new Error('it is no progress in the lessons: that begins with "progress": 1 and has "lessons"');
    }
    const lessons = {};
    for (const [id, l] of Object.entries(given.lessons)) {
      const { steps = {}, done = [], challenge = false } = isObject(l) ? l : { done: null };
      const good = isID(id) && isObject(steps) && Array.isArray(done) && done.every(isStep) && typeof challenge === "boolean" &&
        Object.entries(steps).every(([n, how]) => isStep(Number(n)) && (how === "right" || how === "later"));
      if (!good) {
        throw new Error(`what it says of lesson ${JSON.stringify(id).slice(0, 60)} cannot be read`);
      }
      lessons[id] = { steps, done, challenge };
    }
    return { progress: 1, lessons };
  };

  const union = (a, b) => [...new Set([...a, ...b])].sort((x, y) => x - y);
  // merge takes from both: what is done in either is done.
  const merge = (a, b) => {
    const lessons = { ...a.lessons };
    for (const [id, l] of Object.entries(b.lessons)) {
      const mine = lessons[id] ?? { steps: {}, done: [], challenge: false };
      lessons[id] = { steps: { ...l.steps, ...mine.steps }, done: union(mine.done, l.done), challenge: mine.challenge || l.challenge };
    }
    return { progress: 1, lessons };
  };

  let problem = ""; // why nothing is kept
  let held = { progress: 1, lessons: {} };
  const load = () => {
    const text = localStorage.getItem(key);
    try {
      if (text !== null) {
        held = read(text);
      }
    } catch (error) {
      // It may be of a later version: it is left as it is.
      problem = `The progress kept in this browser cannot be read: ${error.message}. It is left alone, and nothing new is kept. Clear it at the list of lessons to begin anew.`;
    }
  };
  load();
  try {
    localStorage.setItem(`${key}.try`, "1");
    localStorage.removeItem(`${key}.try`);
  } catch {
    problem ||= "This browser keeps nothing for this page: everything works, and your progress is forgotten when you leave.";
  }

  const save = () => {
    if (problem) {
      return;
    }
    try {
      localStorage.setItem(key, JSON.stringify(held));
    } catch {
      problem = "This browser has no room to keep your progress: it is forgotten when you leave.";
    }
  };
  const change = (f) => {
    if (!problem) {
      load(); // another tab may have gone on
    }
    f();
    save();
  };
  const solved = () => {
    try {
      const ids = JSON.parse(localStorage.getItem(solvedKey) ?? "[]");
      return Array.isArray(ids) ? ids.filter((id) => typeof id === "string" && isID(id)) : [];
    } catch {
      return [];
    }
  };
  // takeSolved notes the challenges that were met in the playground.
  const takeSolved = () => {
    const news = solved().filter((id) => !held.lessons[id]?.challenge);
    if (news.length) {
      change(() => {
        held = merge(held, { lessons: Object.fromEntries(news.map((id) => [id, { steps: {}, done: [], challenge: true }])) });
      });
    }
  };

  kit.progress = {
    problem: () => problem,
    // of is what is known of a lesson.
    of: (id) => {
      takeSolved();
      return held.lessons[id] ?? { steps: {}, done: [], challenge: false };
    },
    // done notes that a step is done; how says of a question whether the first
    // answer was right. The word of the first time stays.
    done: (id, step, how) => change(() => {
      held = merge(held, { lessons: { [id]: { steps: how ? { [step]: how } : {}, done: [step], challenge: false } } });
    }),
    text: () => {
      takeSolved();
      return `${JSON.stringify(held, null, 2)}\n`;
    },
    // take adds what another browser exported.
    take: (text) => {
      const more = read(text);
      change(() => {
        held = merge(held, more);
      });
      return Object.keys(more.lessons).length;
    },
    clear: () => {
      held = { progress: 1, lessons: {} };
      localStorage.removeItem(key);
      localStorage.removeItem(solvedKey);
      problem = problem.includes("cannot be read") ? "" : problem;
    },
    // watch calls f when there is news from another tab, or from the playground.
    watch: (f) => {
      addEventListener("storage", (event) => {
        if (event.key === key || event.key === solvedKey || event.key === null) {
          if (event.newValue === null) {
            held = { progress: 1, lessons: {} };
          }
          load();
          f();
        }
      });
      addEventListener("pageshow", f);
    },
  };

  // make makes an element with attributes and children.
  kit.make = (name, attributes = {}, ...children) => {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attributes)) {
      e.setAttribute(k, v);
    }
    e.append(...children);
    return e;
  };
  kit.button = (label, className, press) => {
    const b = kit.make("button", { type: "button", class: className }, label);
    b.addEventListener("click", press);
    return b;
  };
})();

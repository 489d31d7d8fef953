// Makes the file of a lesson of what stands in the author's form. places are the
// fields, by the path in the file: the server names those.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});
  const field = (id) => document.getElementById(`a-${id}`);

  // What says how the playground shows a scenario is no part of it.
  const view = ["step", "predict", "present", "theme", "readonly", "goal", "hint", "lesson"];
  kit.scenarioIn = (address) =>
    address
      .trim()
      .replace(/^[^?#]*[?#]/, "")
      .split("&")
      .filter((part) => part && !view.includes(part.split("=")[0]))
      .join("&");

  kit.lessonFile = () => {
    const places = [];
    const note = (path, id) => places.push([path, field(id)]);
    const line = (path, id) => {
      note(path, id);
      return field(id).value.trim();
    };
    const lines = (path, id) => {
      note(path, id);
      return field(id).value.split("\n").map((l) => l.trim()).filter(Boolean);
    };
    const some = (list) => (list.length ? list : undefined);

    const minutes = line("minutes", "minutes");
    const lesson = {
      lesson: 1,
      title: line("title", "title"),
      minutes: /^\d+$/.test(minutes) ? Number(minutes) : minutes,
      objectives: lines("objectives", "objectives"),
      misconception: { says: line("misconception.says", "says"), true: line("misconception.true", "true") },
      notes: some(lines("notes", "notes")),
      scenarios: { a: kit.scenarioIn(line("scenarios.a", "address")) },
      steps: [],
    };

    const options = [];
    const right = document.querySelector("input[name=right]:checked")?.value;
    for (const answer of document.querySelectorAll("[data-answer]")) {
      const n = answer.dataset.answer;
      const [text, reply, mis] = ["text", "reply", "mis"].map((part) => field(`${part}-${n}`).value.trim());
      const at = `steps[0].options[${options.length}]`;
      const goals = field(`holds-${n}`).value.trim();
      if (!text && !reply && !mis && !goals) {
        continue;
      }
      note(`${at}.misconception`, `mis-${n}`);
      note(at, `text-${n}`);
      options.push({
        text: line(`${at}.text`, `text-${n}`),
        right: n === right || undefined,
        reply: line(`${at}.reply`, `reply-${n}`),
        misconception: mis || undefined,
        holds: some(lines(`${at}.holds`, `holds-${n}`)),
      });
    }
    note("steps[0].options", "text-0");
    lesson.steps.push({ kind: "predict", title: "Predict", scenario: "a", ask: line("steps[0].ask", "ask"), options });
    lesson.steps.push({ kind: "step", title: "Step through it", scenario: "a", text: some(lines("steps[1].text", "step")) });
    const sources = lines("steps[2].sources", "sources").map((l) => {
      const [url, ...title] = l.split(/\s+/);
      return { title: title.join(" ") || url, url };
    });
    lesson.steps.push({ kind: "explain", title: "Why", text: lines("steps[2].text", "why"), sources: some(sources) });

    if (["task", "goals", "hints", "solution", "how"].some((id) => field(id).value.trim())) {
      lesson.challenge = {
        text: lines("challenge.text", "task"),
        start: "a",
        goals: lines("challenge.goals", "goals"),
        hints: some(lines("challenge.hints", "hints")),
        solution: kit.scenarioIn(line("challenge.solution", "solution")),
        why: lines("challenge.why", "how"),
      };
      note("challenge.start", "goals");
    }
    return { text: `${JSON.stringify(lesson, null, 2)}\n`, title: lesson.title, places };
  };
})();

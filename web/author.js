// The author's page: the file follows the form, and the server says what is wrong
// with it. The draft is kept in this tab alone.
(() => {
  "use strict";
  const kit = window.lessonKit;
  const main = document.getElementById("main");
  const form = document.getElementById("author-form");
  const out = document.getElementById("a-json");
  const state = document.getElementById("a-state");
  const faults = document.getElementById("a-faults");
  const said = document.getElementById("a-said");
  const fields = [...form.querySelectorAll("input, textarea")];
  const key = "hopscope.author";
  let file = kit.lessonFile();

  // ---- Answers: as many as are wanted ----
  const answers = [...form.querySelectorAll("[data-answer]")];
  const more = document.getElementById("a-more");
  answers.forEach((a, n) => {
    a.querySelector(".n").textContent = n + 1;
  });
  const used = (a) => [...a.querySelectorAll("input:not([type=radio]), textarea")].some((f) => f.value);
  let least = Number(main.dataset.answers);
  const showAnswers = () => {
    const last = answers.findLastIndex(used) + 1;
    answers.forEach((a, n) => {
      a.hidden = n >= Math.max(least, last);
    });
    more.hidden = !answers.at(-1).hidden;
  };
  more.addEventListener("click", () => {
    const next = answers.find((a) => a.hidden);
    least = answers.indexOf(next) + 1;
    showAnswers();
    next.querySelector("input").focus();
  });

  // ---- The draft ----
  // A field is marked once somebody has been in it.
  const left = new Set();
  form.addEventListener("focusout", (event) => {
    left.add(event.target);
    mark();
  });

  const save = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(fields.map((f) => (f.type === "radio" ? f.checked : f.value))));
    } catch {
      // It is lost with the page, then.
    }
  };
  const restore = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      if (!Array.isArray(kept) || kept.length !== fields.length) {
        return;
      }
      fields.forEach((f, n) => {
        if (f.type === "radio") {
          f.checked = kept[n] === true;
        } else {
          f.value = String(kept[n]);
        }
      });
    } catch {
      // A draft that cannot be read is none.
    }
  };

  // ---- What is wrong ----
  const select = (line) => {
    const before = file.text.split("\n").slice(0, line - 1).join("\n");
    const start = before.length + (line > 1 ? 1 : 0);
    const end = file.text.indexOf("\n", start);
    out.focus();
    out.setSelectionRange(start, end);
    out.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(out).lineHeight));
  };
  // placeOf is the field for a path, or for what stands around it.
  const placeOf = (path) => file.places.filter(([at]) => path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`)).sort((a, b) => b[0].length - a[0].length)[0]?.[1];

  let wrong = new Set();
  const mark = () => {
    for (const f of fields) {
      if (wrong.has(f) && left.has(f)) {
        f.setAttribute("aria-invalid", "true");
      } else {
        f.removeAttribute("aria-invalid");
      }
    }
  };

  const show = ({ errors, untrue }) => {
    const all = [...errors, ...untrue];
    wrong = new Set(all.map((fault) => placeOf(fault.path)));
    mark();
    faults.replaceChildren(
      ...all.map((fault) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "link wire", textContent: fault.said });
        button.addEventListener("click", () => {
          const place = placeOf(fault.path);
          if (place && !place.closest("[hidden]")) {
            place.focus();
          } else if (fault.line) {
            select(fault.line);
          }
        });
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    const count = `${all.length} ${all.length === 1 ? "thing" : "things"}`;
    if (errors.length) {
      state.textContent = `${count} to mend before it can be opened:`;
    } else {
      state.textContent = untrue.length ? `It can be opened. ${count} in it ${all.length === 1 ? "is" : "are"} not so:` : "✓ It can be opened, and what it says of the scenario holds.";
    }
    state.classList.toggle("good", !all.length);
  };

  let waiting = 0;
  let asking = null;
  const check = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch("/lessons/own", { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: file.text, signal: asking.signal });
      show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") {
        state.textContent = "The server could not be reached: the file is not checked.";
        faults.replaceChildren();
      }
    }
  };
  const update = () => {
    file = kit.lessonFile();
    out.value = file.text;
    said.textContent = "";
    showAnswers();
    save();
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  };

  // ---- What is done with the file ----
  document.getElementById("a-download").addEventListener("click", () => {
    const name = file.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "lesson";
    const link = Object.assign(document.createElement("a"), { download: `${name}.json`, href: URL.createObjectURL(new Blob([file.text], { type: "application/json" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    said.textContent = `Saved as ${link.download}.`;
  });
  document.getElementById("a-copy").addEventListener("click", async () => {
    const packed = await kit.pack(file.text);
    if (!packed) {
      said.textContent = "This browser cannot put the lesson into a link. Download the file instead.";
      return;
    }
    const link = `${location.origin}/lessons/own#lesson=${packed}`;
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = `Copied: a link of ${link.length} characters, with the whole lesson in it.`;
    } catch {
      said.textContent = `The clipboard cannot be reached. The link is: ${link}`;
    }
  });
  document.getElementById("a-clear").addEventListener("click", () => {
    form.reset();
    least = Number(main.dataset.answers);
    update();
    said.textContent = "The draft is gone.";
    fields[0].focus();
  });

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  restore();
  const brought = () => {
    if (location.hash.includes("=")) {
      document.getElementById("a-address").value = kit.scenarioIn(location.hash);
      update();
    }
  };
  addEventListener("hashchange", brought);
  update();
  brought();
})();

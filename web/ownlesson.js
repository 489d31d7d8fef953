// A lesson of one's own: opens one that stands in the address, and puts one that is
// opened into it, so that a reload keeps it. Without this the form works all the
// same.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});
  const most = () => Number(document.querySelector("[data-own]").dataset.max);
  let current = ""; // the lesson that is shown, packed
  let shown = false;
  let step = ""; // the one that was last in the address

  const say = (text, bad) => {
    const place = document.getElementById("own-said");
    place.textContent = text;
    place.className = text ? `own-said notice${bad ? " bad" : ""}` : "own-said";
  };

  const inAddress = () => new URLSearchParams(location.hash.slice(1));
  const addressOf = (packed, step) => `#lesson=${packed}${step ? `&at=${step}` : ""}`;
  const isStep = (id) => Boolean(id && document.getElementById(id)?.classList.contains("lesson-step"));
  const rename = (hash) => history.replaceState(history.state, "", hash);

  // load adds a style sheet or a script that the page does not have yet.
  const load = (made) =>
    new Promise((loaded, failed) => {
      made.onload = loaded;
      made.onerror = () => failed(new Error("a part of the page could not be loaded"));
      document.head.append(made);
    });

  // put takes the answer's content, and what it needs, in place of this page's.
  const put = async (doc) => {
    const has = (kind, name, url) => [...document.querySelectorAll(kind)].some((e) => e.getAttribute(name) === url);
    const loads = [];
    for (const link of doc.querySelectorAll('head link[rel="stylesheet"]')) {
      const href = link.getAttribute("href");
      if (!has("link", "href", href)) {
        loads.push(load(Object.assign(document.createElement("link"), { rel: "stylesheet", href })));
      }
    }
    await Promise.all(loads);
    document.title = doc.title;
    const main = document.adoptNode(doc.querySelector("main"));
    document.querySelector("main").replaceWith(main);
    const scripts = [...doc.querySelectorAll("head script[src]")].map((s) => s.getAttribute("src")).filter((src) => !has("script", "src", src));
    const at = inAddress().get("at");
    if (isStep(at)) {
      step = at;
      rename(`#${step}`); // where the lesson's own script looks for it
    }
    await Promise.all(scripts.map((src) => load(Object.assign(document.createElement("script"), { src, async: false }))));
    shown = main.classList.contains("course");
    if (step) {
      rename(addressOf(current, step));
    }
    bind();
  };

  // open sends a lesson to the server, which makes a page of it. asked is whether
  // somebody has just asked for it: then the focus goes along.
  const open = async (text, asked) => {
    say("Opening the lesson…");
    let answer, page;
    try {
      answer = await fetch("/lessons/own", { method: "POST", headers: { "Content-Type": "application/json", Accept: "text/html" }, body: text });
      page = await answer.text();
    } catch {
      say("The server could not be reached, so the lesson is not opened.", true);
      return;
    }
    const doc = new DOMParser().parseFromString(page, "text/html");
    if (!doc.querySelector("main")) {
      say(`The lesson is not opened: the server answers ${answer.status}.`, true);
      return;
    }
    try {
      await put(doc);
    } catch (error) {
      say(`The lesson is there, but ${error.message}. Reload the page.`, true);
      return;
    }
    const faults = document.querySelector(".own-faults[role=alert]");
    if (faults) {
      faults.tabIndex = -1;
      faults.focus();
      document.getElementById("own-text").value = text; // where it was too large, the server has not said it again
    } else if (asked) {
      document.querySelector("main h1").tabIndex = -1;
      document.querySelector("main h1").focus({ preventScroll: true });
    }
  };

  // take opens what is in the form, and puts it into the address.
  const take = async (form) => {
    const file = form.querySelector("input[type=file]").files[0];
    const field = form.querySelector("textarea");
    const limit = most();
    if (file && file.size > limit) {
      say(`The file has ${file.size} bytes: a lesson has at most ${limit}.`, true);
      return;
    }
    let text = field.value;
    try {
      text = file ? await file.text() : text;
    } catch {
      say("The file could not be read.", true);
      return;
    }
    if (!text.trim()) {
      say("There is no lesson yet: choose a file, or write one into the field.", true);
      return;
    }
    const packed = await kit.pack(text);
    if (packed) {
      history.pushState(null, "", addressOf(packed));
      current = packed;
      if (shown) {
        location.reload(); // the scripts of a lesson are made for one
        return;
      }
    }
    await open(text, true);
  };

  const bind = () => {
    const form = document.querySelector("[data-own-form]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take(form);
    });
  };

  const fromAddress = async () => {
    const packed = inAddress().get("lesson");
    if (packed === null) {
      return;
    }
    try {
      const text = await kit.unpack(packed, most());
      current = packed;
      await open(text, false);
    } catch (error) {
      say(`The lesson in the address is not opened: ${error.message}.`, true);
    }
  };

  // The steps of a lesson are in the address, too, as #step-2: this comes before the
  // lesson's own listener, shows it what it looks for, and gives the address the
  // lesson again after it.
  addEventListener("hashchange", (event) => {
    const packed = inAddress().get("lesson");
    if (!location.hash || (packed !== null && (packed !== current || !shown))) {
      event.stopImmediatePropagation();
      location.reload();
      return;
    }
    if (!current) {
      return; // this browser cannot pack it
    }
    const id = packed === null ? location.hash.slice(1) : (inAddress().get("at") ?? document.querySelector(".lesson-step").id);
    step = isStep(id) ? id : step;
    if (packed !== null) {
      rename(`#${step}`);
    }
    setTimeout(() => rename(addressOf(current, step)));
  });

  bind();
  if (document.querySelector("main").classList.contains("course")) {
    // The server wrote the lesson's page in answer to a form.
    shown = true;
    kit.pack(document.getElementById("own-text").value).then((packed) => {
      if (packed) {
        current = packed;
        history.replaceState(null, "", addressOf(packed));
      }
    });
  } else {
    fromAddress();
  }
})();

// "Do it for real": makes a live run of the step's scenario, shows the command of
// its client, and ticks off each request as it arrives.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});
  const make = kit.make;
  const { base = "", ...site } = document.documentElement.dataset;

  // copy puts a text on the clipboard, also where the page came over plain HTTP.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = make("textarea", { class: "sr", "aria-hidden": "true" });
      const active = document.activeElement;
      field.value = text;
      document.body.append(field);
      field.select();
      const ok = document.execCommand("copy");
      field.remove();
      active?.focus();
      return ok;
    }
  };

  // refused says in words why there is no run.
  const refused = async (answer) => {
    const kind = answer.headers.get("Content-Type") ?? "";
    const text = kind.startsWith("text/plain") ? (await answer.text()).trim() : "";
    if (!text) {
      return `Nothing makes live runs at this address (status ${answer.status}).`;
    }
    const after = Number(answer.headers.get("Retry-After"));
    return `The server makes no run of this (status ${answer.status}): ${text}.${after > 0 ? ` Try again in ${after} s.` : ""}`;
  };

  const requestWords = (r) => {
    const url = new URL(r.original);
    const body = r.body ? ` with ${r.body.bytes} ${r.body.bytes === 1 ? "byte" : "bytes"}` : ", no body";
    return `${r.preflight ? "preflight " : ""}${r.method} ${url.pathname}${url.search}${body}`;
  };

  // tools are those that a run has commands for, as the server names them.
  const tools = [["curl", "curl"], ["wget", "Wget"], ["httpie", "HTTPie"], ["go", "Go"], ["python-requests", "Python requests"], ["node", "Node.js"], ["powershell", "PowerShell"]];

  // real makes the step work. done is called when the chain has arrived.
  kit.real = (section, done) => {
    const box = section.querySelector(".real");
    const expected = [...box.querySelectorAll(".expected li")];
    const client = box.dataset.client;
    if ("static" in site) {
      const link = box.querySelector(".btns a");
      link.className = "btn";
      link.textContent = "How to do it for real";
      link.parentElement.before(make("p", { class: "help" }, "This site is files alone: nothing here answers with a redirect. With the program on your own machine this step makes it happen."));
      return;
    }
    const start = kit.button("Do it for real", "btn primary", () => run());
    const said = make("p", { class: "real-said", role: "status" });
    const place = make("div", { class: "real-run" });
    const link = box.querySelector(".btns a");
    link.className = "btn";
    link.textContent = "On the page for live runs";
    link.before(start, " ");
    box.append(place, said);
    let source = null;
    const frame = `answer-${section.id}`;

    const untick = () => expected.forEach((li) => {
      li.className = "";
      li.querySelector(".came")?.remove();
    });

    const run = async () => {
      source?.close();
      untick();
      place.replaceChildren();
      start.setAttribute("aria-disabled", "true");
      said.textContent = "Making the run…";
      try {
        const answer = await fetch(`${base}/live`, { method: "POST", headers: { "Content-Type": "application/json" }, body: box.dataset.scenario });
        if (!answer.ok) {
          said.textContent = await refused(answer);
          return;
        }
        const made = await answer.json();
        show(made);
        watch(made.id);
      } catch {
        said.textContent = "The server could not be reached, so there is no run. The simulation works without it.";
      } finally {
        start.removeAttribute("aria-disabled");
        start.textContent = "Make a new run";
        start.className = "btn";
      }
    };

    const show = (made) => {
      if (client === "fetch") {
        place.append(make("p", {}, "This page can send it: the client is your browser."),
          kit.button("Send it from this browser", "btn primary", () => send(made)));
      } else if (client === "form") {
        place.append(make("p", {}, "This page can send it: the client is your browser. What the last server answers stands below."),
          make("p", { class: "btns" }, kit.button("Send it from this browser", "btn primary", () => submit(made))),
          make("iframe", { class: "frame", name: frame, title: "The answer to the form or link" }));
      } else {
        commands(made);
      }
      for (const note of made.notes ?? []) {
        place.append(make("p", { class: "help" }, note.text));
      }
      said.textContent = `The run waits for its first request, of ${expected.length}.`;
    };

    // commands shows that of the lesson's client, and those of the others.
    const commands = (made) => {
      const help = make("p", { class: "help" });
      const pre = make("pre", { tabindex: "0", role: "region", "aria-label": "Command" });
      const b = kit.button("Copy the command", "btn small", async () => {
        b.textContent = (await copy(pre.textContent)) ? "✓ Copied" : "Select it, and copy it by hand";
      });
      const pick = make("select", { class: "inp" }, ...tools.filter(([id]) => made.commands[id]).map(([id, name]) => make("option", { value: id }, name)));
      const choose = () => {
        pre.textContent = made.commands[pick.value];
        b.textContent = "Copy the command";
        help.textContent = pick.value === client ? "" : "What is expected above is of another client: this one may do otherwise.";
        help.hidden = !help.textContent;
      };
      pick.value = made.commands[client] ? client : "curl";
      pick.addEventListener("change", choose);
      choose();
      place.append(make("label", { class: "real-tool" }, "Command for", pick), help, make("p", {}, "Paste this into a terminal, or into a file where it is a program:"),
        make("div", { class: "cmd" }, pre), make("p", { class: "btns" }, b));
    };

    // send is what the page's own browser does. What arrives says more than the
    // answer, which a script may not even see.
    const send = async (made) => {
      const { missing, ...init } = made.fetch;
      await fetch(made.start, init).catch(() => {});
    };

    // submit sends a form, or follows a link, into the frame. The names of the
    // fields may hide what a form has of its own, such as submit.
    const submit = (made) => {
      const { method, enctype, entries } = made.form;
      const link = method === "get" && !entries.length;
      const sent = link ? make("a", { hidden: "", target: frame, href: made.start })
        : make("form", { hidden: "", target: frame, method, enctype, action: made.start },
          ...entries.map(([name, value]) => make("input", { type: "hidden", name, value })));
      document.body.append(sent);
      (link ? HTMLElement.prototype.click : HTMLFormElement.prototype.submit).call(sent);
      document.body.removeChild(sent);
    };

    // watch ticks off what arrives. The browser connects again by itself, also when
    // all has arrived: the command may be run a second time, or another one.
    const watch = (id) => {
      source = new EventSource(`${base}/live/${id}/events`);
      let pass = 0;
      let count = 0;
      let seen = 0;
      let off = false; // something came otherwise than predicted
      const finish = (text) => {
        source.close();
        said.textContent = text;
      };
      source.addEventListener("exchange", (event) => {
        const x = JSON.parse(event.data);
        if (x.n <= seen) {
          return; // sent again after a break in the connection
        }
        seen = x.n;
        if (x.pass !== pass) {
          untick();
          pass = x.pass;
          count = 0;
          off = false;
        }
        count++;
        const words = requestWords(x.request);
        const same = x.compared?.equal;
        off ||= !same;
        const differs = (x.compared?.parts ?? []).filter((p) => !p.equal).map((p) => p.label).join(", ");
        const item = expected[count - 1];
        if (item) {
          item.className = same ? "came-right" : "came-other";
          item.append(make("span", { class: "came" }, same ? " ✓ arrived" : ` ✕ arrived as ${words}${differs ? `: other than predicted in ${differs}` : ""}`));
        }
        said.textContent = `${count} of ${expected.length} requests arrived: ${words}.`;
        if (count >= expected.length) {
          said.textContent = `${count} of ${expected.length} requests arrived, ${off ? "not all as predicted" : "as predicted"}: ${words}.`;
          done();
        }
      });
      source.addEventListener("end", (event) => {
        const { reason } = JSON.parse(event.data);
        if (reason === "arrived") {
          if (count < expected.length) {
            said.textContent = `It ended after ${count} of ${expected.length} requests.`;
          }
          done();
        } else {
          finish(reason === "full" ? "The run is full: make a new one." : "The time of this run is over: make a new one.");
        }
      });
      source.addEventListener("error", async () => {
        if (source.readyState !== EventSource.CLOSED) {
          return; // it tries again
        }
        const answer = await fetch(`${base}/live/${id}/events`, { method: "HEAD" }).catch(() => null);
        finish(!answer ? "The server cannot be reached, so nothing more is seen of the run."
          : answer.status === 429 ? "Too many watch this run already: make a new one."
          : "The run is gone: its time is over, or the server was started anew. Make a new one.");
      });
    };
  };
})();

// The dialog about embedding: what to paste into each system, and how a reader will
// see it. start.js loads it when the button Embed is pressed.

const element = (name, properties = {}, ...children) => {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in e && key !== "list" && key !== "height" && key !== "width") e[key] = value;
    else if (value !== false) e.setAttribute(key, value === true ? "" : value);
  }
  e.append(...children);
  return e;
};
const link = (href, text) => element("a", { href, target: "_blank", rel: "noopener", textContent: text });
const help = (text) => element("p", { className: "help", textContent: text });

const shows = [
  ["picture", "A picture"],
  ["lazy", "Picture, then playground"],
  ["element", "Playground at once"],
  ["frame", "Plain frame"],
];
const tierOf = (show) => (show === "lazy" ? "element" : show);

// What was chosen last is chosen again.
const chosen = { system: "github", show: "lazy", theme: "auto", step: false, readonly: false, predict: false, height: 640 };

// open shows the dialog. text has a line each for the scenario's address, the step
// shown, whether placeholders stand for secrets, and the title; urls says where the
// scripts are.
export async function open(text, urls) {
  const [address, step, secrets, title] = text.split("\n");
  const [snippets] = await Promise.all([import(urls.snippets), styled(urls.sheet)]);
  const base = location.origin + (document.documentElement.dataset.base ?? "");
  const site = { base, script: new URL(urls.script, location.href).href, integrity: urls.integrity, server: urls.server === "true" };
  const opener = document.activeElement;
  const ends = new AbortController();

  const heading = element("h2", { id: "embed-h", textContent: "Embed" });
  const close = element("button", { type: "button", className: "btn quiet small icon", textContent: "✕", "aria-label": "Close" });
  const said = element("p", { className: "sr", role: "status" });
  const tabs = element("div", { className: "embed-tabs", role: "tablist", "aria-label": "What your page is written with" });
  const panel = element("div", { className: "embed-panel", id: "embed-panel", role: "tabpanel" });
  const dialog = element("dialog", { className: "embed", "aria-labelledby": "embed-h", closedby: "any" },
    element("header", {}, heading, element("span", { className: "embed-of cut muted", textContent: title }), close),
    element("div", { className: "in" }, tabs, panel, said),
  );

  let diagram; // the text for Mermaid, once it has come
  const what = () => ({
    address: chosen.step ? address + "&step=" + step : address,
    title,
    tier: tierOf(chosen.show),
    lazy: chosen.show === "lazy",
    theme: chosen.theme,
    height: chosen.height,
    readonly: chosen.readonly,
    predict: chosen.predict,
    mermaid: diagram,
  });
  const systems = () => snippets.snippets(site, what());
  const view = { site, snippets, what, say: (words) => (said.textContent = words), step: Number(step), secrets, urls };

  for (const { id, name } of systems()) {
    tabs.append(element("button", { type: "button", role: "tab", id: "embed-tab-" + id, className: "embed-tab", textContent: name, "aria-controls": "embed-panel" }));
  }
  const select = (id, moved) => {
    chosen.system = id;
    for (const tab of tabs.children) {
      const on = tab.id === "embed-tab-" + id;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      if (on && moved) tab.focus();
    }
    panel.setAttribute("aria-labelledby", "embed-tab-" + id);
    if (id === "mermaid" && site.server && diagram === undefined) {
      fetch(`${base}/trace.mmd?${address}`, { signal: ends.signal })
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((text) => {
          diagram = text;
          if (chosen.system === "mermaid") draw();
        })
        .catch(() => {}); // the commands stay
    }
    draw();
  };
  const draw = () => {
    const system = systems().find(({ id }) => id === chosen.system);
    const focused = panel.contains(document.activeElement) ? document.activeElement.id : "";
    panel.replaceChildren(
      element("div", { className: "embed-paste" },
        element("p", { textContent: system.about }),
        choices(system, view, draw),
        ...system.files.map((file) => fileView(file, view)),
        ...notes(system, view),
      ),
      element("section", { className: "embed-see", "aria-labelledby": "embed-see-h" },
        element("h3", { id: "embed-see-h", textContent: "What a reader sees" }),
        preview(system, view),
        otherWays(view),
      ),
    );
    if (focused) document.getElementById(focused)?.focus();
  };

  tabs.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) select(tab.id.slice("embed-tab-".length), true);
  });
  tabs.addEventListener("keydown", (event) => {
    const all = [...tabs.children];
    const now = all.indexOf(document.activeElement);
    const to = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || now < 0) return;
    event.preventDefault();
    select(all[(to + all.length) % all.length].id.slice("embed-tab-".length), true);
  });
  // The page behind has keys of its own.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  close.addEventListener("click", () => dialog.close());
  addEventListener("hashchange", () => dialog.close(), { signal: ends.signal }); // it is about another scenario now
  dialog.addEventListener("close", () => {
    ends.abort();
    dialog.remove();
    (opener?.isConnected && opener !== document.body ? opener : document.getElementById("embed.open"))?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  select(chosen.system, true);
}

// styled loads the dialog's style sheet, once.
let sheet;
const styled = (href) =>
  (sheet ??= new Promise((loaded, failed) => {
    document.head.append(element("link", { rel: "stylesheet", href, onload: loaded, onerror: () => { sheet = undefined; failed(new Error("no style sheet")); } }));
  }));

// choices is what can be chosen for a system.
function choices(system, { snippets, what, step }, draw) {
  const tier = snippets.nearest(system.tiers, tierOf(chosen.show));
  const set = (name) => (event) => {
    chosen[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    draw();
  };
  const pick = (id, label, options, value, name, off) =>
    element("div", { className: "field" },
      element("label", { className: "label", htmlFor: id, textContent: label }),
      element("select", { id, className: "inp", onchange: set(name), disabled: Boolean(off) },
        ...options.map(([of, words, out]) => element("option", { value: of, textContent: words, selected: of === value, disabled: Boolean(out) })),
      ),
    );
  const check = (id, label, name) =>
    element("label", { className: "check" }, element("input", { type: "checkbox", id, checked: chosen[name], onchange: set(name) }), label);
  const able = shows.map(([show, words]) => [show, words, !system.tiers.includes(tierOf(show))]);
  const show = system.tiers.includes(tierOf(chosen.show)) ? chosen.show : able.find(([of]) => tierOf(of) === tier)[0];
  const rows = [];
  if (system.id !== "mermaid") {
    rows.push(element("div", { className: "embed-picks" },
      pick("embed-show", "Show", able, show, "show", system.tiers.length === 1),
      pick("embed-theme", "Theme", [["auto", "The reader's"], ["light", "Light"], ["dark", "Dark"]], chosen.theme, "theme"),
      ...(tier === "picture" || system.id === "oembed" ? [] : [heightField(draw)]),
    ));
  }
  const checks = [];
  if (step > 0) checks.push(check("embed-step", `Open at step ${step + 1}, the one shown now`, "step"));
  if (system.id !== "mermaid") {
    checks.push(check("embed-predict", "Ask before each decision", "predict"));
    if (tier !== "picture") checks.push(check("embed-readonly", "Fix the client", "readonly"));
  }
  if (checks.length > 0 && system.id !== "mermaid") rows.push(element("div", { className: "embed-checks" }, ...checks));
  return element("div", { className: "embed-choices", role: "group", "aria-label": "What is embedded" }, ...rows);
}

function heightField(draw) {
  const least = 200, most = 2000;
  const input = element("input", { id: "embed-height", className: "inp", type: "number", min: least, max: most, step: 20, value: chosen.height });
  input.addEventListener("change", () => {
    chosen.height = Math.min(most, Math.max(least, Math.round(Number(input.value)) || chosen.height));
    draw();
  });
  return element("div", { className: "field embed-height" }, element("label", { className: "label", htmlFor: "embed-height", textContent: "Height" }), input);
}

// fileView is a file, or part of one, to copy.
let files = 0;
function fileView({ name, text }, { say }) {
  const id = "embed-file-" + (files = (files + 1) % 100);
  const code = element("code", { textContent: text });
  const pre = element("pre", { id, tabIndex: 0, role: "region", "aria-label": name }, code);
  const button = element("button", { type: "button", className: "btn small", textContent: "Copy", "aria-label": "Copy " + name });
  button.addEventListener("click", async () => {
    const done = await copy(text, code);
    button.textContent = done ? "Copied" : "Copy";
    say("");
    say(done ? `Copied: ${name}.` : "This browser does not let the page copy. The text is selected: copy it with the keys.");
  });
  return element("div", { className: "cmd" }, element("div", { className: "bar" }, element("span", { className: "wire", textContent: name }), button), pre);
}

// copy puts a text on the clipboard. Where the browser keeps that from the page it
// selects the text in code, and asks the old way.
async function copy(text, code) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const selection = getSelection();
    selection.selectAllChildren(code);
    const done = document.execCommand("copy");
    if (done) selection.removeAllRanges();
    return done;
  }
}

// notes say what of the scenario others will see.
function notes({ id }, { site, secrets }) {
  const asks = site.server && id !== "mermaid" && id !== "oembed"; // whose words say it
  return [
    help("The URLs and the body of the scenario go into the page of whoever pastes this, as they are."),
    ...(secrets ? [help("Placeholders stand for what looks secret, as in the link that Share makes.")] : []),
    ...(asks ? [help("Pictures and playgrounds come from this server, which sees the scenario in their address. A link to the playground keeps it behind the #, which no server sees.")] : []),
  ];
}

// preview is the very thing, where it can be shown here.
function preview(system, view) {
  const { site, snippets, what } = view;
  const tier = snippets.nearest(system.tiers, what().tier);
  const asked = { ...what(), tier };
  if (system.id === "mermaid") return help("The site that the text is pasted into draws it, with Mermaid. This page does not.");
  if (system.id === "oembed") return oembedView(site, snippets, asked);
  const box = element("div", { className: "embed-shown" });
  if (tier === "picture") {
    if (!site.server && !snippets.ready(site, asked)) {
      drawn(view.urls, asked, !chosen.step).then(({ svg, missing }) => box.append(svg ? element("img", { src: "data:image/svg+xml," + encodeURIComponent(svg), alt: asked.title }) : help(missing)));
      return box;
    }
    box.append(element("a", { href: snippets.playground(site, asked), target: "_blank", rel: "noopener" },
      element("picture", {},
        ...snippets.sources(site, asked).map(([media, srcset]) => element("source", { media, srcset })),
        element("img", { src: snippets.firstPicture(site, asked), alt: asked.title || "The journey" }),
      ),
    ));
  } else if (tier === "frame") {
    box.append(frame(snippets.framed(site, asked), asked.title, asked.height));
  } else {
    if (!customElements.get("hop-scope") && !document.querySelector("script[data-embed]")) {
      document.head.append(element("script", { src: site.script, "data-embed": "" }));
    }
    const scope = document.createElement("hop-scope");
    for (const [name, value] of snippets.attributes(site, asked)) scope.setAttribute(name, value);
    scope.append(link(snippets.playground(site, asked), asked.title || "Open it in Hopscope"));
    box.append(scope);
  }
  return box;
}

function frame(src, title, height) {
  const e = element("iframe", { src, title: title || "Hopscope", loading: "lazy", allow: "clipboard-write" });
  e.style.height = height + "px";
  return e;
}

// oembedView asks as a program would that was given the link.
function oembedView(site, snippets, what) {
  const box = element("div", { className: "embed-shown" });
  if (!site.server) {
    box.append(help("A static site answers no questions: what knows oEmbed shows the link alone."));
    return box;
  }
  const fail = () => box.append(help("The answer could not be fetched."));
  fetch(snippets.oembed(site, what)).then(async (answer) => {
    if (!answer.ok) return box.append(help(await answer.text()));
    const told = await answer.json();
    const inside = /\ssrc="([^"]+)"/.exec(String(told.html));
    const src = inside && new URL(inside[1].replaceAll("&amp;", "&"), location.href);
    if (src?.origin !== location.origin) return fail();
    box.append(
      help(`They are told: ${told.type}, ${told.width} by ${told.height} pixels, “${told.title}”. WordPress puts it into a sandbox.`),
      frame(src.href, told.title, Math.min(2000, Number(told.height) || 480)),
    );
  }).catch(fail);
  return box;
}

// drawn is the picture of the page, or says why there is none. It shows the scenario as
// it is, and a password of a URL in it would go where the picture goes.
async function drawn(urls, what, whole) {
  const svg = await import(urls.picture).then((made) => made.picture(what.theme, whole), () => null);
  if (!svg) return { missing: "The picture is drawn on the page with the journey: open that one." };
  if (/\/\/[^\s/?#@]*:(?!placeholder@)[^\s/?#@]*@/.test(svg)) return { missing: "The picture would show the password that is in a URL. Write placeholder in its place, and there is a picture." };
  return { svg };
}

// otherWays are the ways to take the scenario along that no page is needed for.
function otherWays({ site, snippets, what, say, urls }) {
  const asked = what();
  const name = snippets.saved;
  const links = [];
  if (site.server) {
    links.push(element("a", { className: "btn small", href: snippets.picture(site, asked, asked.theme, 0), download: name, textContent: "Save the picture" }));
  } else {
    links.push(element("button", { type: "button", className: "btn small", textContent: "Save the picture", onclick: async () => {
      const { svg, missing } = await drawn(urls, asked, !chosen.step);
      if (!svg) return say(missing);
      const href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      element("a", { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 10_000);
      say("Saved as " + name + ".");
    } }));
  }
  const address = snippets.asked(site, asked);
  const shown = element("code", { className: "sr", textContent: address });
  links.push(element("button", { type: "button", className: "btn small", textContent: "Copy a link with a preview", onclick: async () => {
    const done = await copy(address, shown);
    say("");
    say(done ? "Copied: the link with a preview." : "This browser does not let the page copy. The link is " + address);
  } }), shown);
  if (site.server) {
    const data = (path, text) => Object.assign(link(site.base + path + "?" + asked.address, text), { className: "btn small" });
    links.push(data("/trace.json", "Trace as JSON"), data("/trace.md", "Trace as Markdown"));
  }
  return element("div", { className: "embed-ways" },
    element("h3", { textContent: "Other ways to show it" }),
    element("div", { className: "btns" }, ...links),
    help(site.server
      ? "A link with a preview shows its picture in a chat. The scenario stands behind its ?, and is sent to this server when it is opened."
      : "A static site has no preview of a scenario for chats: such a link shows that of the site. The scenario stands behind its ?, and is sent to whoever hosts it."),
  );
}

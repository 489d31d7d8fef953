// <hop-scope>, version 1: what a redirect does to a request, on anybody's page. A
// picture first, then the playground in a frame. What stands inside the element is
// shown where there is neither.
//
// Pages pin this file by its hash: once released it is never edited. What changes
// becomes embed-2.js.
"use strict";
(() => {
  const minHeight = 120, maxHeight = 4000, firstHeight = 480; // of the frame, in CSS pixels
  const narrowest = 280, widest = 1240, widthStep = 80; // of the picture: few widths, so that caches share them
  const near = "300px"; // from the window: there a playground begins to load by itself
  const slow = 8000; // milliseconds: then a playground that has not started is said to have not
  const settling = 100; // so many to tell its height, in sight
  const begin = "Step through it";

  // The parameters of an address that do not repeat.
  const parameters = ["scenario", "client", "method", "url", "body", "kind", "title", "cors", "s", "step", "predict", "readonly"];
  const flags = ["predict", "readonly"];
  const others = ["hops", "address", "theme", "lazy", "height", "picture", "base"];

  // The frame cannot lead the page away. One of the page's own origin gets none: it
  // could take it off, and browsers warn.
  const sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-modals allow-downloads";

  // Where this script is from: there are the pictures and the playground. A module
  // has no current script.
  const script = document.currentScript || document.querySelector('script[src*="/embed-1.js"], script[src*="/embed.js"]');
  const home = (/^(.*)\/embed(-1)?\.js([?#]|$)/.exec(script?.src) || [])[1];

  const style = `
:host { display: block; margin-block: 1em; font: 15px/1.5 system-ui, sans-serif; }
:host([hidden]), [hidden], p:empty, img, .drawn slot { display: none; }
.box { position: relative; --accent: #1d4ea3; --on: #fff; --edge: #8b8a83; --card: #fff; }
.dark { --accent: #8db4ff; --on: #101318; --edge: #6b7482; --card: #181c23; }
img, iframe { box-sizing: border-box; width: 100%; border: 1px solid var(--edge); border-radius: 10px; background: var(--card); }
.drawn img { display: block; height: auto; cursor: pointer; }
iframe { display: block; position: absolute; inset: 0 0 auto; opacity: 0; }
button { display: block; max-width: 100%; min-height: 36px; margin: 8px 0 0; padding: 6px 14px; border: 1px solid var(--accent); border-radius: 8px; background: var(--accent); color: var(--on); font: inherit; font-weight: 600; cursor: pointer; }
button[aria-disabled] { cursor: progress; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
p { margin: 8px 0 0; overflow-wrap: anywhere; }
.quiet { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
a { color: var(--accent); }
@media screen {
  .live slot, .live img, .live button { display: none; }
  .live iframe { position: static; opacity: 1; max-height: max(90vh, 480px); }
}
@media print {
  button, p, .drawn iframe { display: none; }
}`;
  let sheet; // one for all

  // hopsOf reads "302 /a, 307 https://b/". A comma that no status follows is part
  // of a Location.
  const hopsOf = (text) => text.split(/,\s*(?=\d{3}(?:[\s,]|$))/).map((hop) => hop.trim().replace(/^(\d+)\s+/, "$1,")).filter(Boolean);

  // isDark tells of a colour as browsers compute it; of one that is not to be seen
  // it tells nothing.
  function isDark(color, probe) {
    if (!color.startsWith("rgb")) { // oklch() and such, and the names of the system's
      probe.style.color = `color-mix(in srgb, ${color}, ${color})`;
      color = getComputedStyle(probe).color;
    }
    const most = color.startsWith("rgb") ? 255 : 1;
    const [r, g, b, alpha = 1] = (color.replace("srgb", "").match(/-?[\d.]+(e-?\d+)?/g) || []).map(Number);
    return alpha < 0.5 ? undefined : (0.2126 * r + 0.7152 * g + 0.0722 * b) / most < 0.5;
  }

  // above is the element around one, through shadow roots.
  const above = (e) => e.assignedSlot || e.parentElement || e.getRootNode().host;

  // At once means one after the other: what the first downloads the others find in
  // the browser's cache.
  let turn = Promise.resolve();

  class HopScope extends HTMLElement {
    static observedAttributes = [...parameters, ...others];

    #box; #picture; #button; #note; #probe;
    #source = ""; // of the picture
    #width = 0; // of the picture; 0: not known yet
    #frame; // while there is one
    #ready = false; // the frame has said so
    #high = false; // and how high it is
    #shown; // what the frame shows: base, address without step, step, theme
    #held; // what had the focus when a person asked for the playground
    #timer;
    #done; // gives the turn to the next
    #ends; // the listeners' end
    #seen; // tells when it comes near
    #queued = false; // an update is

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
      }
      root.adoptedStyleSheets = [sheet];
      const make = (name, part, to) => {
        const e = document.createElement(name);
        if (part) Object.assign(e, { part, lang: "en", dir: "ltr" }); // our words; those inside are the page's
        return to.appendChild(e);
      };
      this.#probe = make("span", "", root);
      this.#probe.hidden = true;
      this.#box = make("div", "", root);
      this.#box.className = "box";
      make("slot", "", this.#box).onslotchange = () => this.#later();
      this.#picture = make("img", "picture", this.#box);
      this.#picture.referrerPolicy = "no-referrer";
      this.#picture.onload = () => this.#box.classList.add("drawn");
      this.#picture.onerror = () => this.#explain();
      this.#button = make("button", "button", this.#box);
      this.#button.type = "button";
      this.#button.textContent = begin;
      this.#picture.onclick = this.#button.onclick = () => this.start();
      this.#note = make("p", "note", this.#box);
      this.#note.role = "status";
    }

    connectedCallback() {
      this.#ends = new AbortController();
      const { signal } = this.#ends;
      const later = () => this.#later();
      addEventListener("message", (e) => this.#hear(e), { signal });
      // A theme is an attribute of anything around it, or the system's; a colour may
      // take its time, and a style sheet come late.
      addEventListener("load", later, { signal });
      document.addEventListener("transitionend", (e) => e.target.contains(this) && later(), { signal });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later, { signal });
      const around = new MutationObserver(later);
      for (let e = above(this); e; e = above(e)) around.observe(e, { attributes: true });
      // Behind a tab it has no width until it is shown.
      const sized = new ResizeObserver(() => {
        if (!this.clientWidth) return;
        sized.disconnect();
        const width = Math.min(widest, Math.max(narrowest, this.clientWidth));
        this.#width = width - ((width - narrowest) % widthStep);
        later();
      });
      sized.observe(this);
      signal.addEventListener("abort", () => [around, sized, this.#seen].forEach((o) => o?.disconnect()));
      later();
    }

    disconnectedCallback() {
      this.#ends.abort();
      this.#stop();
    }

    attributeChangedCallback() {
      this.#later();
    }

    // start loads the playground because a person wants it: the focus goes there.
    start() {
      if (this.#button.ariaDisabled || this.#ready || !this.#base) return;
      this.#stop(); // one that has not started
      this.#held = document.activeElement;
      this.#load();
    }

    // later updates, once for all that changes together.
    #later() {
      if (this.#queued) return;
      this.#queued = true;
      setTimeout(() => {
        this.#queued = false;
        if (this.isConnected) this.#update();
      });
    }

    #update() {
      const theme = this.#theme;
      this.#box.classList.toggle("dark", theme === "dark");
      this.#name();
      if (this.#width) this.#draw(theme);
      if (this.#frame) {
        if (this.#shown.base === this.#base) return this.#tell();
        this.#stop();
      }
      this.#button.hidden = !this.#base || !this.#lazy;
      this.#seen?.disconnect();
      if (this.#base && !this.#lazy) this.#watch(near, () => this.#queue());
    }

    // watch waits until it is in sight, or as near.
    #watch(rootMargin, then) {
      this.#seen?.disconnect();
      this.#seen = new IntersectionObserver((all, seen) => {
        if (!all.at(-1).isIntersecting) return;
        seen.disconnect();
        then();
      }, { rootMargin });
      this.#seen.observe(this);
    }

    get #lazy() {
      return (this.getAttribute("lazy") ?? "false") !== "false"; // frameworks write false as a word
    }

    get #base() {
      const base = (this.getAttribute("base") || home || "").replace(/\/+$/, "");
      return /^(https?:|[^:]*$)/i.test(base) ? base : ""; // no script
    }

    // theme is that of what it stands on.
    get #theme() {
      const asked = this.getAttribute("theme");
      if (asked === "light" || asked === "dark") return asked;
      let dark;
      for (let e = this; e && dark === undefined; e = above(e)) dark = isDark(getComputedStyle(e).backgroundColor, this.#probe);
      // Below all stands the Canvas: of the page's color-scheme or, where that leaves
      // the choice, of the system's.
      return dark ?? isDark("Canvas", this.#probe) ? "dark" : "light";
    }

    // address is the scenario's; its step is apart.
    get #address() {
      const query = new URLSearchParams((this.getAttribute("address") || "").replace(/^[^=]*[?#]/, ""));
      for (const name of parameters) {
        const value = this.getAttribute(name);
        if (value !== null) query.set(name, value || (flags.includes(name) ? "1" : ""));
      }
      if (this.hasAttribute("hops")) {
        query.delete("hop");
        for (const hop of hopsOf(this.getAttribute("hops"))) query.append("hop", hop);
      }
      query.delete("theme");
      const step = query.get("step");
      query.delete("step");
      return { address: query.toString(), step };
    }

    #link(path, more) {
      const { address, step } = this.#address;
      const query = new URLSearchParams(address);
      if (step !== null) query.set("step", step);
      for (const name in more) query.set(name, more[name]);
      return `${this.#base}${path}?${query}`;
    }

    // name gives everything the scenario's name.
    #name() {
      const inside = this.textContent.replace(/\s+/g, " ").trim().slice(0, 200);
      const name = this.title || inside || this.getAttribute("scenario");
      const of = name ? ": " + name : "";
      this.#picture.alt = "Diagram of a request and its redirects" + of;
      if (this.#frame) this.#frame.title = "Hopscope" + of;
      this.#button.ariaLabel = this.#button.textContent + of;
    }

    #draw(theme) {
      const own = this.getAttribute("picture");
      const source = own === "none" ? "" : own || (this.#base && this.#link("/diagram.svg", { theme, width: this.#width }));
      if (source === this.#source) return;
      this.#source = source;
      if (!this.#frame) this.#say("");
      if (source) this.#picture.src = source;
      else this.#box.classList.remove("drawn");
    }

    // explain says why there is no picture: of an address that it cannot read the
    // server says what is wrong.
    async #explain() {
      this.#box.classList.remove("drawn");
      const source = this.#source;
      const answer = this.hasAttribute("picture") ? null : await fetch(source, { credentials: "omit" }).catch(() => null);
      const wrong = answer?.status === 400 ? ": " + (await answer.text().catch(() => "")).trim().replace(/^(.{200}).+/s, "$1…") : "";
      if (source !== this.#source || this.#ready || !this.isConnected) return;
      this.#say(wrong ? `This scenario cannot be read${wrong}.` : "The picture could not be loaded.", true);
    }

    // say writes the one line below, with a way out.
    #say(text, out) {
      this.#note.className = out ? "" : "quiet";
      this.#note.replaceChildren(text);
      if (!out || !this.#base) return;
      const link = document.createElement("a");
      Object.assign(link, { href: this.#link("/"), target: "_blank", rel: "noopener", textContent: "Open it in Hopscope" });
      this.#note.append(" ", link);
    }

    #queue() {
      turn = turn.then(() => new Promise((done) => {
        if (!this.isConnected || this.#frame || this.#lazy) return done();
        this.#done = done;
        this.#load();
      }));
    }

    #load() {
      const { address, step } = this.#address;
      const theme = this.#theme;
      this.#shown = { base: this.#base, address, step, theme };
      const frame = document.createElement("iframe");
      this.#frame = frame;
      frame.part = "frame";
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "no-referrer";
      frame.inert = true; // until it is to be seen
      const height = parseInt(this.getAttribute("height"), 10);
      this.#size(height > 0 ? height : firstHeight);
      frame.src = this.#link("/embed/", { theme });
      if (new URL(frame.src).origin !== location.origin) frame.setAttribute("sandbox", sandbox);
      this.#label("Loading…", true);
      if (this.#held) this.#say("The playground is loading.");
      this.#box.append(frame);
      this.#timer = setTimeout(() => {
        this.#say("The playground has not started yet.", true);
        this.#label("Try again");
        this.#button.hidden = false;
        this.#done?.();
      }, slow);
    }

    // stop takes the playground away.
    #stop() {
      clearTimeout(this.#timer);
      this.#frame?.remove();
      this.#frame = this.#held = null;
      this.#ready = this.#high = false;
      this.#box.classList.remove("live");
      this.#say("");
      this.#label(begin);
      this.#done?.();
    }

    #label(text, busy) {
      this.#button.textContent = text;
      this.#button.ariaDisabled = busy ? "true" : null;
      this.#name();
    }

    #size(height) {
      const edges = 2; // its border
      this.#frame.style.height = Math.min(maxHeight, Math.max(minHeight, Math.ceil(height))) + edges + "px";
    }

    #hear({ source, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow) return;
      switch (data?.type) {
        case "hopscope:ready":
          clearTimeout(this.#timer);
          this.#ready = true;
          this.#tell();
          this.#done?.();
          this.#await();
          this.#send("hopscope-ready", { version: data.version });
          break;
        case "hopscope:height":
          if (!Number.isFinite(data.height)) break;
          this.#size(data.height);
          this.#high = true;
          if (this.#ready) this.#show();
          break;
        case "hopscope:step":
          if (Number.isInteger(data.step) && Number.isInteger(data.steps)) this.#send("hopscope-step", { step: data.step, steps: data.steps });
      }
    }

    // await waits for the height of a frame that is ready. Browsers do not lay out a
    // frame that is out of sight: the picture stays until it is in sight.
    #await() {
      const soon = () => (this.#timer = setTimeout(() => this.#show(), settling));
      if (this.#high) soon();
      else this.#watch("0px", soon);
    }

    // show puts the frame in the picture's place. The focus goes there where a
    // person asked for it, and has not gone elsewhere since.
    #show() {
      clearTimeout(this.#timer);
      if (this.#box.classList.contains("live")) return;
      const follow = this.#held && this.#held === document.activeElement;
      this.#box.classList.add("live");
      this.#frame.inert = false;
      this.#say("");
      if (follow) this.#frame.focus();
    }

    // tell tells the frame what has changed since it was asked for. That goes to any
    // origin, as that of a sandbox has no name: it is no secret.
    #tell() {
      if (!this.#ready) return;
      const { address, step } = this.#address, theme = this.#theme, before = this.#shown;
      const post = (type, rest) => this.#frame.contentWindow.postMessage({ type: "hopscope:" + type, ...rest }, "*");
      this.#shown = { ...before, address, step, theme };
      if (address !== before.address) post("scenario", { address: address + (step === null ? "" : "&step=" + step) });
      else if (step !== before.step && step !== null) post("step", { step: Number(step) });
      if (theme !== before.theme) post("theme", { theme });
    }

    #send(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
    }
  }

  // A second script leaves the first be.
  if (!customElements.get("hop-scope") && "adoptedStyleSheets" in document) customElements.define("hop-scope", HopScope);
})();

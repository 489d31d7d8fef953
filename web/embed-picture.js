// The diagram that the page shows, as a picture that stands alone: what the server
// does at /diagram.svg, for where there is none.

// picture returns the diagram as the text of an SVG, with its style inside. theme is
// auto, light or dark; whole shows every step. It is null where no diagram is shown.
export function picture(theme, whole) {
  const shown = document.querySelector("#diagram svg");
  if (!shown) return null;
  const svg = shown.cloneNode(true);
  const box = shown.viewBox.baseVal;
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve"); // or librsvg leaves spaces out
  svg.setAttribute("width", box.width);
  svg.setAttribute("height", box.height);
  if (whole) {
    for (const step of svg.querySelectorAll(".step")) step.classList.remove("now", "future");
  }
  for (const e of svg.querySelectorAll("[tabindex], [data-step]")) {
    e.removeAttribute("tabindex");
    e.removeAttribute("data-step");
  }
  const make = (name, attributes) => {
    const e = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) e.setAttribute(key, attributes[key]);
    return e;
  };
  const style = make("style", {});
  style.textContent = styles(theme);
  const paper = make("rect", { class: "paper", x: box.x, y: box.y, width: box.width, height: box.height, rx: 10 });
  const told = svg.querySelector(":scope > desc") ?? svg.querySelector(":scope > title");
  if (told) told.after(style, paper);
  else svg.prepend(style, paper);
  return new XMLSerializer().serializeToString(svg) + "\n";
}

// styles is what the page's style sheets say of the diagram, but for what moves, in
// the colours of a theme.
function styles(theme) {
  const rules = [".seq{max-width:100%;height:auto}", ".seq .paper{fill:var(--card)}"];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule.selectorText?.startsWith(".seq ")) rules.push(selectors(rule.selectorText) + "{" + rule.style.cssText + "}");
    }
  }
  const text = rules.join("\n");
  const light = coloured(text, 1), dark = coloured(text, 2);
  if (theme === "dark") return dark;
  return theme === "light" ? light : `${light}\n@media screen and (prefers-color-scheme:dark){\n${dark}\n}`;
}

// selectors writes :is(a, b) out: not every program that draws SVG knows it.
function selectors(text) {
  const found = /^(.*?):is\(([^()]*)\)(.*)$/.exec(text);
  return found ? found[2].split(",").map((one) => selectors(found[1] + one.trim() + found[3])).join(",") : text;
}

// coloured puts what a custom property stands for in its place: which is 1 for the
// light of the two colours, 2 for the dark.
function coloured(text, which) {
  const root = getComputedStyle(document.documentElement);
  return text.replace(/var\((--[\w-]+)\)/g, (_, name) => {
    const value = root.getPropertyValue(name).trim();
    return /^light-dark\(([^,]+),([^,]+)\)$/.exec(value)?.[which].trim() ?? value;
  });
}

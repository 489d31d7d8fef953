// What an author pastes to embed a scenario, for each system that pages are written
// with. Functions alone, of what they are given: no page, no network.
//
// site: {base: "https://host/sub", script: "https://host/sub/embed-1.js",
//   integrity: "sha384-…", server: true or false (a static site)}
// what: {address, title, tier: "picture" | "element" | "frame", theme: "auto" | "light" |
//   "dark", height, readonly, predict, lazy, mermaid}
//
// Title and address are anybody's: each syntax below escapes them for itself, and
// what every syntax could trip over never leaves plain() and safe().

// The widest screen that is given the narrow picture, and the width of the other.
const narrow = 640;
const wide = 720;

// plain is a text on one line, without what turns its direction or is no character.
function plain(text) {
  return String(text ?? "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim();
}

// safe is an address with nothing in it but what no syntax takes for its own; what
// stood for something still does, as the rest is percent-encoded.
function safe(address) {
  const percent = (c) => Array.from(new TextEncoder().encode(c), (b) => "%" + b.toString(16).toUpperCase().padStart(2, "0")).join("");
  return plain(address)
    .replace(/%(?![0-9A-Fa-f]{2})/g, "%25")
    .replace(/[^A-Za-z0-9\-._~/:,@?=&%+#]/gu, percent)
    .replace(/_$/, "%5F"); // at the end it makes a name of an address, in reStructuredText
}

const references = (text, those) => text.replace(those, (c) => "&#" + c.codePointAt(0) + ";");

// html is a text in HTML, in quotes or not; inMarkdown one that Markdown and the
// templates of generators leave alone, too.
const html = (text) => references(text, /[&<>"']/g).replaceAll("&#38;", "&amp;");
const inMarkdown = (text) => references(text, /[&<>"'`*_{}[\]|\\$~]/g);

// The parts of an address that say how a scenario is shown.
const shown = ["theme", "readonly", "predict"];
const nameOf = (part) => decode(part.split("=", 1)[0]);
const valueOf = (part) => decode(part.slice(part.split("=", 1)[0].length + 1));

// decode returns null for what is no text.
function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

const partsOf = (address) =>
  safe(String(address ?? "").replace(/^[?#]/, ""))
    .replaceAll("#", "%23")
    .split("&")
    .filter((part) => part !== "");
const scenarioParts = (what) => partsOf(what.address).filter((part) => !shown.includes(nameOf(part)));

// embedded is the address of what is shown: the scenario, and how.
export function embedded(what) {
  const parts = scenarioParts(what);
  if (what.readonly) parts.push("readonly=1");
  if (what.predict) parts.push("predict=1");
  if (what.theme === "light" || what.theme === "dark") parts.push("theme=" + what.theme);
  return parts.join("&");
}

// playground leads to the scenario in the whole playground. What is behind the # is
// sent to no server.
export const playground = (site, what) => safe(site.base) + "/#" + safe(scenarioParts(what).join("&"));

// asked is the same in a form that a server is sent, so that it can say what is there.
export const asked = (site, what) => safe(site.base) + "/?" + safe(embedded(what));

// framed is the address of the compact playground.
export const framed = (site, what) => safe(site.base) + embedPath(site) + "?" + safe(embedded(what));

// A host of files has the page as the index of a directory, and would redirect to it.
const embedPath = (site) => (site.server ? "/embed" : "/embed/");

// oembed is where a program asks how to embed a link.
export const oembed = (site, what) => safe(site.base) + "/oembed?format=json&url=" + encodeURIComponent(asked(site, what));

// picture is the address of the picture in a theme, narrow or wide. On a static site
// there are those of the scenarios to start from; of any other, the file that the
// dialog saves.
export function picture(site, what, theme, width) {
  if (site.server) {
    const parts = scenarioParts(what);
    if (what.predict) parts.push("predict=1");
    if (width) parts.push("width=" + width);
    return safe(site.base) + "/diagram.svg?" + parts.concat("theme=" + theme).join("&");
  }
  const id = ready(site, what);
  return id ? safe(site.base) + "/pictures/" + id + (theme === "auto" ? "" : "." + theme) + ".svg" : saved;
}

// saved is the name of the picture that the dialog saves.
export const saved = "hopscope.svg";

// ready is the scenario of which a static site has a picture; empty: there is none.
export function ready(site, what) {
  const parts = scenarioParts(what);
  const id = parts.length === 1 && nameOf(parts[0]) === "scenario" ? valueOf(parts[0]) ?? "" : "";
  return !site.server && !what.predict && /^[a-z0-9-]+$/.test(id) ? id : "";
}

const titleOf = (what) => plain(what.title) || "What happens to a request that is redirected";
const heightOf = (what) => (Number.isInteger(what.height) && what.height >= 200 && what.height <= 2000 ? what.height : 480);
const themeOf = (what) => (what.theme === "light" || what.theme === "dark" ? what.theme : "auto");

// single are the parameters of an address that an attribute of the element stands for.
const single = ["scenario", "client", "method", "url", "body", "kind", "title", "cors", "s", "step"];

// attributes are those of the element: names that a person can read, where the
// address has nothing that needs more.
export function attributes(site, what) {
  const parts = scenarioParts(what);
  const names = parts.map(nameOf);
  const values = parts.map(valueOf);
  const hops = values.filter((_, i) => names[i] === "hop");
  const readable = names.every((name, i) =>
    values[i] !== null && values[i] === plain(values[i]) &&
    (name === "hop" ? /^\d{3}(,[^\s,]+)?$/.test(values[i]) : single.includes(name) && names.indexOf(name) === i));
  const list = readable ? names.map((name, i) => [name, values[i]]).filter(([name]) => name !== "hop") : [["address", safe(parts.join("&"))]];
  if (readable && hops.length > 0) list.push(["hops", hops.map((hop) => hop.replace(",", " ")).join(", ")]);
  return list.concat(settings(site, what));
}

// settings are the attributes that say how the element shows it.
function settings(site, what) {
  const list = [];
  if (what.readonly) list.push(["readonly", ""]);
  if (what.predict) list.push(["predict", ""]);
  if (themeOf(what) !== "auto") list.push(["theme", what.theme]);
  if (what.lazy) list.push(["lazy", ""]);
  list.push(["height", String(heightOf(what))]);
  if (!site.server) list.push(["picture", ready(site, what) ? picture(site, what, themeOf(what)) : "none"]);
  return list;
}

// The three in HTML. escape is html or inMarkdown.
const attribute = (escape) => ([name, value]) => (value === "" ? name : `${name}="${escape(value)}"`);

function elementHTML(site, what, escape) {
  return [
    `<hop-scope ${attributes(site, what).map(attribute(escape)).join(" ")}>`,
    `  <a href="${html(playground(site, what))}">${escape(titleOf(what))}</a>`,
    `</hop-scope>`,
  ];
}

function frameHTML(site, what, escape) {
  return [
    `<iframe src="${html(framed(site, what))}" title="${escape(titleOf(what))}"`,
    `  width="100%" height="${heightOf(what)}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>`,
  ];
}

// sources are the pictures beside the first: for narrow screens, and where both
// themes are wished for. GitHub looks for the theme in a media query and then
// ignores whatever else it says, so that no query has both.
export function sources(site, what) {
  const theme = themeOf(what);
  const list = [];
  if (site.server) list.push([`(max-width: ${narrow}px)`, picture(site, what, theme)]);
  if (theme === "auto" && (site.server || ready(site, what))) list.push(["(prefers-color-scheme: dark)", picture(site, what, "dark", wide)]);
  // A srcset lists addresses with commas between: Vue, for one, parts it at each.
  return list.map(([media, src]) => [media, src.replaceAll(",", "%2C")]);
}

export const firstPicture = (site, what) => picture(site, what, themeOf(what) === "auto" && (site.server || ready(site, what)) ? "light" : themeOf(what), wide);

function pictureHTML(site, what, escape) {
  return [
    `<a href="${html(playground(site, what))}">`,
    `  <picture>`,
    ...sources(site, what).map(([media, src]) => `    <source media="${media}" srcset="${html(src)}">`),
    `    <img src="${html(firstPicture(site, what))}" alt="${escape(titleOf(what))}">`,
    `  </picture>`,
    `</a>`,
  ];
}

const checks = (site) => (site.integrity ? [["integrity", plain(site.integrity)], ["crossorigin", "anonymous"]] : []);

function scriptHTML(site) {
  const list = [["src", safe(site.script)], ...checks(site), ["defer", ""]];
  return `<script ${list.map(attribute(html)).join(" ")}></script>`;
}

// tierHTML is what is chosen, with the script that the element needs where loads says
// so. It has no empty line, which would end it in Markdown.
function tierHTML(site, what, escape, loads) {
  if (what.tier === "picture") return pictureHTML(site, what, escape);
  if (what.tier === "frame") return frameHTML(site, what, escape);
  return [...(loads ? [scriptHTML(site)] : []), ...elementHTML(site, what, escape)];
}

const text = (lines) => lines.join("\n") + "\n";
const indented = (lines, by) => lines.map((line) => by + line);
const wrapped = (open, lines, close) => [open, ...indented(lines, "  "), close];
const script = (value) => JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

// JSX: a value is a JavaScript string in braces, unless nothing in it could be more
// than text.
const jsxValue = (value) => (/^[\w .,:;/?=@%+#()-]*$/.test(value) ? `"${value}"` : `{${script(value)}}`);
const jsx = (list) => list.map(([name, value]) => `${name}=${jsxValue(value)}`).join(" ");

function tierJSX(site, what) {
  const link = `<a href=${jsxValue(playground(site, what))}>`;
  const title = `{${script(titleOf(what))}}`;
  switch (what.tier) {
    case "picture":
      return [
        link,
        `  <picture>`,
        ...sources(site, what).map(([media, srcSet]) => `    <source ${jsx([["media", media], ["srcSet", srcSet]])} />`),
        `    <img ${jsx([["src", firstPicture(site, what)], ["alt", titleOf(what)]])} />`,
        `  </picture>`,
        `</a>`,
      ];
    case "frame":
      return [
        `<iframe ${jsx([["src", framed(site, what)], ["title", titleOf(what)]])}`,
        `  ${jsx([["width", "100%"], ["height", String(heightOf(what))], ["loading", "lazy"], ["allow", "clipboard-write"]])} style={{border: 0}}></iframe>`,
      ];
  }
  return [`<hop-scope ${jsx(attributes(site, what).map(([name, value]) => [name, value || "1"]))}>`, `  ${link}${title}</a>`, `</hop-scope>`];
}

// shortcode is a template of Hugo's: one for every embed of a site. Its parameters
// come with references for what a shortcode's quotes could trip over; html/template
// escapes them again for where they stand.
function shortcode(site) {
  const base = safe(site.base);
  return [
    `{{- $address := .Get "address" -}}`,
    `{{- $title := .Get "title" | htmlUnescape -}}`,
    `{{- $show := .Get "show" | default "element" -}}`,
    `{{- $theme := .Get "theme" | default "auto" -}}`,
    `{{- $height := .Get "height" | default "480" -}}`,
    `{{- $link := printf "${base}/#%s" (.Get "link" | default $address) -}}`,
    `{{- if eq $show "picture" -}}`,
    ...(site.server
      ? [
          `{{- $src := printf "${base}/diagram.svg?%s" (.Get "link" | default $address) -}}`,
          `{{- $first := $theme }}{{ if eq $theme "auto" }}{{ $first = "light" }}{{ end -}}`,
          `<a href="{{ $link }}"><picture>`,
          `  <source media="(max-width: ${narrow}px)" srcset="{{ printf "%s&theme=%s" $src $theme | safeURL }}">`,
          `  {{ if eq $theme "auto" }}<source media="(prefers-color-scheme: dark)" srcset="{{ printf "%s&width=${wide}&theme=dark" $src | safeURL }}">{{ end }}`,
          `  <img src="{{ printf "%s&width=${wide}&theme=%s" $src $first }}" alt="{{ $title }}">`,
          `</picture></a>`,
        ]
      : [`<a href="{{ $link }}"><img src="{{ .Get "picture" }}" alt="{{ $title }}"></a>`]),
    `{{- else if eq $show "frame" -}}`,
    `<iframe src="{{ printf "${base}${embedPath(site)}?%s" $address }}" title="{{ $title }}"`,
    `  width="100%" height="{{ $height }}" loading="lazy" allow="clipboard-write" style="border: 0"></iframe>`,
    `{{- else -}}`,
    scriptHTML(site),
    `<hop-scope address="{{ $address }}" theme="{{ $theme }}" height="{{ $height }}"{{ with .Get "picture" }} picture="{{ . }}"{{ end }}{{ if .Get "lazy" }} lazy{{ end }}>`,
    `  <a href="{{ $link }}">{{ $title }}</a>`,
    `</hop-scope>`,
    `{{- end -}}`,
  ];
}

function shortcodeUse(site, what) {
  const shows = { ...what, theme: "auto" }; // it has a parameter of its own
  const list = [["address", embedded(shows)]];
  if (embedded(shows) !== scenarioParts(what).join("&")) list.push(["link", scenarioParts(what).join("&")]);
  list.push(["title", titleOf(what)], ["show", what.tier]);
  if (themeOf(what) !== "auto") list.push(["theme", what.theme]);
  if (what.tier !== "picture") list.push(["height", String(heightOf(what))]);
  if (what.tier === "element" && what.lazy) list.push(["lazy", "1"]);
  if (!site.server && what.tier !== "frame") list.push(["picture", what.tier === "element" && !ready(site, what) ? "none" : picture(site, what, themeOf(what))]);
  const value = (v) => references(v, /["'`<>{}\\*_[\]|$~]/g);
  return `{{< hopscope ${list.map(([name, v]) => `${name}="${name === "title" ? value(v.replaceAll("&", "&#38;")) : safe(v)}"`).join(" ")} >}}`;
}

// AsciiDoc reads references in a text, but those of two letters.
function imageAsciiDoc(site, what) {
  const alt = references(titleOf(what), /[&<>"'`*_{}[\]|\\$~#+^=:(),.-]/g);
  return `image::${picture(site, what, themeOf(what), wide)}["${alt}",link="${playground(site, what)}"]`;
}

function imageRST(site, what) {
  return [`.. image:: ${picture(site, what, themeOf(what), wide)}`, `   :alt: ${titleOf(what)}`, `   :target: ${playground(site, what)}`];
}

const rawRST = (lines) => [`.. raw:: html`, ``, ...indented(lines, "   ")];

// GitHub takes a picture and a link, as Markdown or as HTML.
function github(site, what) {
  if (sources(site, what).length === 0) {
    const alt = titleOf(what).replace(/[\\`*_{}[\]()<>#+\-.!|~&"']/g, "\\$&").replaceAll("\\|", "&#124;");
    return [`[![${alt}](${firstPicture(site, what)})](${playground(site, what)})`];
  }
  return wrapped("<p>", pictureHTML(site, what, inMarkdown), "</p>");
}

function mermaid(site, what) {
  const lines = String(what.mermaid ?? "").trimEnd();
  if (lines === "") return null;
  const fence = "`".repeat(Math.max(3, ...Array.from(lines.matchAll(/`+/g), ([run]) => run.length + 1)));
  const title = titleOf(what).replace(/[\\`*_{}[\]()<>#+\-.!|~&"']/g, "\\$&").replaceAll("\\|", "&#124;");
  return [fence + "mermaid", lines, fence, "", `[${title}](${playground(site, what)})`];
}

const file = (name, language, lines) => ({ name, language, text: text(lines) });

// systems is what there is to say about each. tiers are what it can carry; files are
// made of what is chosen, with such a tier.
const all = ["picture", "element", "frame"];
const systems = [
  {
    id: "github",
    name: "GitHub Markdown",
    tiers: ["picture"],
    about: "GitHub takes scripts and frames out of Markdown, so this is a picture that leads to the playground.",
    files: (site, what) => [file("README.md", "markdown", github(site, what))],
  },
  {
    id: "html",
    name: "HTML",
    tiers: all,
    about: "Any page that you write yourself. The script is needed once a page, however many embeds there are.",
    files: (site, what) => [file("page.html", "html", tierHTML(site, what, html, true))],
  },
  {
    id: "iframe",
    name: "iframe",
    tiers: ["frame"],
    about: "Where a page may hold frames but no scripts of others. It keeps the height it is given; the element grows with what is in it.",
    files: (site, what) => [file("page.html", "html", tierHTML(site, what, html, false))],
  },
  {
    id: "docusaurus",
    name: "Docusaurus",
    tiers: all,
    about: "Pages are MDX, where HTML is written as JSX. The configuration loads the script for every page.",
    files: (site, what) => [
      ...(what.tier === "element"
        ? [
            file("docusaurus.config.js", "javascript", [
              `export default {`,
              `  // …`,
              `  scripts: [`,
              `    {${[["src", safe(site.script)], ...checks(site)].map(([name, value]) => `${name}: ${script(value)}`).join(", ")}, defer: true},`,
              `  ],`,
              `};`,
            ]),
          ]
        : []),
      file("page.mdx", "mdx", tierJSX(site, what)),
    ],
  },
  {
    id: "mkdocs",
    name: "MkDocs",
    tiers: all,
    about: "HTML in a page is kept as it is. The script stands in the page, as extra_javascript has no way to give its integrity hash.",
    files: (site, what) => [file("page.md", "markdown", wrapped("<div>", tierHTML(site, what, inMarkdown, true), "</div>"))],
  },
  {
    id: "vitepress",
    name: "VitePress",
    tiers: all,
    about: "Vue compiles every page: the configuration loads the script and tells Vue that the element is none of its own; v-pre keeps it from the text.",
    files: (site, what) => [
      ...(what.tier === "element"
        ? [
            file(".vitepress/config.mjs", "javascript", [
              `export default {`,
              `  // …`,
              `  head: [`,
              `    ["script", {${[["src", safe(site.script)], ...checks(site), ["defer", ""]].map(([name, value]) => `${name}: ${script(value)}`).join(", ")}}],`,
              `  ],`,
              `  vue: {template: {compilerOptions: {isCustomElement: (tag) => tag === "hop-scope"}}},`,
              `};`,
            ]),
          ]
        : []),
      file("page.md", "markdown", wrapped("<div v-pre>", tierHTML(site, what, inMarkdown, false), "</div>")),
    ],
  },
  {
    id: "hugo",
    name: "Hugo",
    tiers: all,
    about: "Hugo leaves HTML out of Markdown unless it is told otherwise, so this is a shortcode: one file for the site, one line for each embed. Newer versions look in layouts/_shortcodes, too.",
    files: (site, what) => [
      file("layouts/shortcodes/hopscope.html", "html", shortcode(site)),
      file("page.md", "markdown", [shortcodeUse(site, what)]),
    ],
  },
  {
    id: "sphinx",
    name: "Sphinx",
    tiers: all,
    about: "The configuration loads the script; the page holds the HTML.",
    files: (site, what) =>
      what.tier === "picture"
        ? [file("page.rst", "rst", imageRST(site, what))]
        : [
            ...(what.tier === "element"
              ? [
                  file("conf.py", "python", [
                    `html_js_files = [`,
                    `    (${script(safe(site.script))}, {${[...checks(site), ["defer", "defer"]].map(([name, value]) => `${script(name)}: ${script(value)}`).join(", ")}}),`,
                    `]`,
                  ]),
                ]
              : []),
            file("page.rst", "rst", rawRST(tierHTML(site, what, html, false))),
          ],
  },
  {
    id: "asciidoc",
    name: "AsciiDoc",
    tiers: all,
    about: "A picture is an image with a link; the others are HTML that is passed through, in output that is HTML. GitHub shows the picture alone.",
    files: (site, what) => [
      file("page.adoc", "asciidoc", what.tier === "picture" ? [imageAsciiDoc(site, what)] : [`++++`, ...tierHTML(site, what, html, true), `++++`]),
    ],
  },
  {
    id: "rst",
    name: "reStructuredText",
    tiers: all,
    about: "A picture works everywhere. Raw HTML, for the other two, is switched off on some sites, GitHub and PyPI among them.",
    files: (site, what) => [file("page.rst", "rst", what.tier === "picture" ? imageRST(site, what) : rawRST(tierHTML(site, what, html, true)))],
  },
  {
    id: "mermaid",
    name: "Mermaid",
    tiers: ["picture"],
    about: "GitHub, GitLab and many generators draw this text themselves: it can be read and reviewed like any other, and needs nothing of this site.",
    files: (site, what) => {
      const diagram = mermaid(site, what);
      if (diagram) return [file("page.md", "markdown", diagram)];
      const commands = [`hopscope trace -format mermaid scenario.json`];
      if (site.server) commands.push(`curl -s '${safe(site.base)}/trace.mmd?${safe(scenarioParts(what).join("&"))}'`);
      return [file("a terminal", "shell", commands)];
    },
  },
  {
    id: "oembed",
    name: "oEmbed",
    tiers: ["frame"],
    about: "WordPress and others that know oEmbed: paste the link on a line of its own. They ask this site what to show, so that the scenario is sent to it.",
    files: (site, what) => [
      file("the link to paste", "text", [asked(site, what)]),
      ...(site.server ? [file("what they ask for", "text", [oembed(site, what)])] : []),
    ],
  },
];

// nearest is the tier that a system can carry in place of one it cannot.
export function nearest(tiers, tier) {
  if (tiers.includes(tier)) return tier;
  const order = { picture: ["element", "frame"], element: ["frame", "picture"], frame: ["element", "picture"] }[tier] ?? all;
  return order.find((other) => tiers.includes(other));
}

// aboutStatic is what a static site adds: it makes no picture of a scenario.
function aboutStatic(id, site, what, tier) {
  if (site.server) return "";
  if (id === "oembed") return " This is a static site, which cannot answer them: the link stays a link.";
  if (id === "mermaid" || tier === "frame" || ready(site, what)) return "";
  if (tier === "element") return " This is a static site, which has no picture of this scenario: the playground is loaded without one first.";
  return ` This is a static site, which has no picture of this scenario: save it here, put it beside your page as ${saved}, and mend the path.`;
}

// snippets returns what to paste, for each system.
export function snippets(site, what) {
  return systems.map(({ id, name, tiers, about, files }) => {
    const tier = nearest(tiers, what.tier);
    if (tier === "picture" && id === "github" && site.server) about += themeOf(what) === "auto" ? " It follows the reader's theme, and phones get the narrow drawing." : " Phones get the narrow drawing.";
    return { id, name, tiers: [...tiers], about: about + aboutStatic(id, site, what, tier), files: files(site, { ...what, tier }) };
  });
}

// The page that makes the requests of the cases, one after the other: it asks
// the harness for a job, does it as a page's author would, and tells how it ended.
const session = new URLSearchParams(location.search).get("session");
const own = new URL("/.measure/", location).href;
history.replaceState(null, "", "/"); // so that Referer shows a page of the origin

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

async function byFetch(job) {
  const { redirect, credentials, mode } = job.options ?? {};
  const init = { method: job.method, headers: job.headers, redirect, credentials, mode };
  switch (job.body?.kind) {
    case "text":
      init.body = job.body.text;
      break;
    case "form":
      init.body = new URLSearchParams(job.body.text);
      break;
    case "multipart":
      init.body = new FormData();
      for (const [name, value] of job.form.entries) init.body.append(name, value);
      break;
    case "stream":
      init.body = new Blob([job.body.text]).stream();
      init.duplex = "half";
  }
  const response = await fetch(job.url, init);
  await response.arrayBuffer();
  // response.url has no fragment, and so nothing that the last request does not say.
  return response.status ? { status: response.status } : { hidden: response.type };
}

// What a browser shows is a page or an error page, or nothing new at all.
const errorPage = { error: "the browser shows an error page" };

// How long, in ms, nothing has to happen: until a foreign page counts as one of
// an error, since its script would have told, and until nothing more is to come.
const untold = 1000,
  over = 4000;

// byForm submits a form into a new window, or follows a link there. The page
// that comes says so itself: it may be another origin's.
async function byForm(job) {
  const shown = window.open("about:blank", "case");
  if (!shown) throw new Error("no window was opened");
  let told, tells;
  const message = new Promise((come) => {
    tells = (event) => {
      if (event.source === shown) come((told = event.data));
    };
  });
  addEventListener("message", tells);
  try {
    send(job.form, job.url);
    for (const begun = performance.now(); !told; await Promise.race([message, sleep(50)])) {
      if (performance.now() - begun < untold) continue;
      const quiet = await (await fetch(own + "quiet")).json();
      if (quiet > untold && showsError(shown)) return errorPage;
      if (quiet > over) break;
    }
    if (told) return told;
    const address = shown.location.href;
    if (address === "about:blank") return { hidden: "the page stays" };
    // An answer without content is shown as an empty page, which has a status.
    const [entry] = shown.performance.getEntriesByType("navigation");
    return entry?.responseStatus ? { status: entry.responseStatus, url: address } : errorPage;
  } finally {
    removeEventListener("message", tells);
    shown.close();
  }
}

// showsError tells an error page: it is foreign, or, in WebKitGTK, a text in place
// of the page before.
function showsError(shown) {
  try {
    return shown.document.body?.textContent !== "" && shown.location.href === "about:blank";
  } catch {
    return true;
  }
}

function send(form, url) {
  const link = form.method === "get" && !form.entries.length;
  const made = document.createElement(link ? "a" : "form");
  made.target = "case";
  document.body.append(made);
  if (link) {
    made.href = url;
    made.click();
  } else {
    Object.assign(made, { method: form.method, enctype: form.enctype, action: url });
    for (const [name, value] of form.entries) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      made.append(input);
    }
    HTMLFormElement.prototype.submit.call(made);
  }
  made.remove();
}

const ways = { fetch: byFetch, form: byForm };

for (let answer = ""; ; ) {
  const next = await fetch(own + "next?session=" + session, { method: "POST", body: answer });
  const job = await next.json();
  await fetch(own + "cookies?session=" + session, { cache: "no-store" });
  try {
    answer = JSON.stringify(await ways[job.way](job));
  } catch (error) {
    answer = JSON.stringify({ error: String(error).replaceAll("\n", " ") });
  }
}

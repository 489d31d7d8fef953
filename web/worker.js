// The service worker: the page works offline after the first visit. Version
// and Assets are filled in by the server; they change together.
"use strict";

const base = "{{.Base}}"; // what comes before every path of the site
const shell = `${base}/`;
const ours = `hopscope${base && shell}-`; // other sites may share the origin, and its caches
const cacheName = `${ours}{{.Version}}`;
const pages = [shell{{if not .Static}}, "/live"{{end}}]; // one program draws them all
const assets = {{.Assets}};

// What is read is kept as it passes by, for when there is no network: a workshop
// goes on without one. It outlives a new version; what is kept longest goes first.
const readings = `${ours}readings`;
const maxReadings = 200;
const isReading = (path) => path.startsWith(shell) && /^\/(lessons|workshop|codes|web)(\/|$)/.test(path.slice(base.length));

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...assets, new Request(shell, { cache: "reload" })]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(ours) && name !== cacheName && name !== readings).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// Everything that is not named here goes to the network as if there were no
// worker: other methods, other origins, live runs.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  if (request.mode === "navigate" && pages.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => cached(shell)));
  } else if (assets.includes(url.pathname)) {
    event.respondWith(cached(url.pathname).then((response) => response || fetch(request)));
  } else if (isReading(url.pathname)) {
    event.respondWith(reading(event, url.pathname));
  }
});

// reading asks the network first, and keeps a copy under the path: the query says
// only how a page is shown.
async function reading(event, path) {
  let response;
  try {
    response = await fetch(event.request);
  } catch (error) {
    const cache = await caches.open(readings);
    const copy = await cache.match(path, { ignoreVary: true });
    if (copy) {
      return copy;
    }
    throw error;
  }
  // A part is not the page, and what was led elsewhere is kept where it was found.
  if (response.status === 200 && response.type === "basic" && !response.redirected) {
    event.waitUntil(keepReading(path, response.clone()));
  }
  return response;
}

async function keepReading(path, response) {
  const cache = await caches.open(readings);
  await response.clone().blob(); // one that breaks off takes no place
  await cache.delete(path); // what is put last is then last in keys()
  await cache.put(path, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - maxReadings)).map((key) => cache.delete(key)));
}

// The responses vary by Accept-Encoding, which a worker cannot see; what is
// kept is already decoded.
async function cached(path) {
  const cache = await caches.open(cacheName);
  return cache.match(path, { ignoreVary: true });
}

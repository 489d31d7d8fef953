// The service worker: the page works offline after the first visit. Version
// and Assets are filled in by the server; they change together.
"use strict";

const cacheName = "hopscope-{{.Version}}";
const shell = "/";
const pages = [shell, "/live"]; // one program draws them all
const assets = {{.Assets}};

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
      .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))))
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
  }
});

// The responses vary by Accept-Encoding, which a worker cannot see; what is
// kept is already decoded.
async function cached(path) {
  const cache = await caches.open(cacheName);
  return cache.match(path, { ignoreVary: true });
}

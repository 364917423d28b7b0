/* Keeps the phone page on the phone. Before this stands `SHELL`: its version, its page, and each file with its hash.
   A version is taken whole or not at all; a newer one takes over at once, and the open page says so and goes on. */
"use strict";

const CACHE = `samma-shell-${SHELL.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(takeAll().then(() => self.skipWaiting()));
});

async function takeAll() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Object.entries(SHELL.files).map(async ([address, integrity]) => {
      // The hash refuses what a hotspot puts in a file's place; then the version before goes on. What the page has just
      // loaded is not asked for twice.
      const response = await fetch(address, { cache: "default", credentials: "omit", redirect: "error", integrity });
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      await cache.put(address, response);
    }));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith("samma-shell-") && name !== CACHE);
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname in SHELL.files) event.respondWith(kept(pathname, request));
  // Who opens the first page without a signal gets his households: nothing else opens without one.
  else if (pathname === "/" && request.mode === "navigate") event.respondWith(fetch(request).catch(() => Response.redirect(SHELL.page)));
});

async function kept(pathname, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(pathname, { ignoreVary: true })) || fetch(request);
}

// The service worker: keeps the empty page and its files, and nothing else. No page of anybody's and no
// answer of the server is ever put into the cache; what people type never passes here.
// KEPT, before this line: {version, home, shell, files}.

const CACHE = `field-${KEPT.version}`;
const PATIENCE = 4000; // milliseconds for the page itself, before the kept one is shown

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([KEPT.shell, ...KEPT.files])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("field-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// The page says so after each contact: its language, or its look, may be another now.
self.addEventListener("message", (event) => {
  if (event.data === "fresh") event.waitUntil(caches.open(CACHE).then((cache) => cache.add(KEPT.shell)).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === KEPT.home) event.respondWith(home(request));
  else if (KEPT.files.includes(address.pathname)) event.respondWith(file(request));
});

async function home(request) {
  const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.status < 500) return answer;
  } catch { /* no network, or hardly any */ }
  return (await caches.match(KEPT.shell)) ?? Response.error();
}

async function file(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

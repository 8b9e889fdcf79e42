// The service worker: what is asked for below app/ is answered by the Python of an open tab, and nothing by a server.
const START = new URL("./", self.location);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (new URL(event.request.url).origin === START.origin) event.respondWith(answer(event.request));
});

async function answer(request) {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find((client) => new URL(client.url).pathname === START.pathname);
  const asked = new URL(request.url);
  const path = asked.pathname.slice(START.pathname.length + "app".length) + asked.search;
  // A link that was opened in a tab of its own, or after the desk was closed: start there.
  if (!tab) return Response.redirect(`${START.href}#${path}`);
  const body = new Uint8Array(await request.arrayBuffer());
  // Accept and the like; a browser adds cookies itself and shows them to nobody.
  const message = { method: request.method, url: request.url, headers: [...request.headers], body };
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise((resolve) => { port1.onmessage = (event) => resolve(event.data); });
  tab.postMessage(message, [port2]);
  const { status, headers, body: content } = await answered;
  const isEmpty = [204, 304].includes(status);
  return new Response(isEmpty ? null : content, { status, headers: new Headers(headers) });
}

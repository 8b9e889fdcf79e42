// The page around the desk: starts Python, shows the site in a frame, and keeps its address after the #.
const frame = document.getElementById("desk");
const note = document.getElementById("note");
const base = new URL("app/", window.location.href.split("#")[0]);
const worker = new Worker("desk.js", { type: "module" });

function fail(text) {
  note.textContent = `The desk could not be started: ${text}`;
  note.classList.add("failed");
}

function show() {
  const path = window.location.hash.startsWith("#/") ? window.location.hash.slice(1) : "/";
  const address = base.href.replace(/\/$/, "") + path;
  if (frame.contentWindow.location.href !== address) frame.contentWindow.location.replace(address);
}

worker.onmessage = ({ data }) => {
  if (data.progress) note.textContent = data.progress;
  if (data.failed) fail(data.failed);
  if (data.ready) {
    note.hidden = true;
    frame.hidden = false;
    show();
  }
};
worker.onerror = (event) => fail(event.message || "its worker stopped");

frame.addEventListener("load", () => {
  const place = frame.contentWindow.location;
  if (!place.href.startsWith(base.href)) return;
  document.title = frame.contentDocument.title;
  // Sources are other people's sites, many of which let nobody frame them.
  frame.contentDocument.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && !link.href.startsWith(base.href)) link.target = "_blank";
  });
  window.history.replaceState(null, "", `#${place.href.slice(base.href.length - 1)}`);
});
window.addEventListener("hashchange", show);

async function start() {
  if (!("serviceWorker" in navigator)) throw new Error("this browser has no service workers, or the address is not https");
  await navigator.serviceWorker.register("intercept.js", { scope: base.pathname });
  navigator.serviceWorker.addEventListener("message", ({ data, ports }) => worker.postMessage(data, [ports[0]]));
  navigator.serviceWorker.startMessages();
  worker.postMessage({ base: base.pathname });
}

start().catch((error) => fail(error.message));

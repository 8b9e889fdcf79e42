// The worker in which Python runs. It is asked by lite.js and answers over the port that came with the request.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const say = (text) => postMessage({ progress: text });

async function fetchBytes(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function open(base) {
  say("Loading Python …");
  const loaded = loadPyodide({ indexURL: new URL("pyodide/", self.location).href });
  const names = ["packages.zip", "claims.db", "metadata.json", "desk.py"];
  const [packages, ...files] = await Promise.all(names.map(fetchBytes));
  const python = await loaded;
  say("Unpacking Datasette …");
  python.unpackArchive(packages, "zip");
  files.forEach((bytes, n) => python.FS.writeFile(names[n + 1], bytes));
  say("Opening the database …");
  const desk = python.pyimport("desk");
  const datasette = await desk.open_desk(base);
  return async ({ method, url, headers, body }) => {
    const answered = await desk.answer(datasette, method, url, headers, body);
    const [status, sent, content] = answered.toJs();
    answered.destroy();
    return { status, headers: sent, body: content };
  };
}

let desk;
onmessage = async ({ data, ports }) => {
  if (data.base) {
    desk = open(data.base);
    desk.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));
    return;
  }
  try {
    ports[0].postMessage(await (await desk)(data));
  } catch (error) {
    const body = new TextEncoder().encode(String(error));
    ports[0].postMessage({ status: 500, headers: [["content-type", "text/plain; charset=utf-8"]], body });
  }
};

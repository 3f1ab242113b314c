/** The demo page around the chat: choose a collection, see what is in it, add files, remove documents. */

import { showDisagreements } from "/static/disagreements.js";
import { showEvaluations } from "/static/evaluations.js";
import { $, inWords, make, plural, reasonOf } from "/static/page.js";
import { call, hasKey, keyed, request } from "/static/service.js";
import { dateInWords } from "/widget.js";

const PAGE = 50;
const EXAMPLES = [
  "How many people were killed in the March 2024 attack on the Moscow concert hall?",
  "How many fighters does ISIS-K have?",
  "When was ISIS-K founded?",
];

const chat = $("chat");
chat.request = request;

let next = null; // cursor of the documents not yet shown
let shown = 0;
let listing = null; // aborts a listing that another collection has made pointless

// --- collections

const current = () => $("collection").value;

async function listCollections(chosen) {
  const { collections } = await call("/v1/collections?limit=200");
  const names = new Set(["default", chosen, ...collections.map(({ name }) => name)]);
  $("collection").replaceChildren(...[...names].map((name) => new Option(name, name, false, name === chosen)));
}

/** Shows a collection; its name goes into the address, so that a reload and a link come back to it. */
async function choose(name) {
  const address = new URL(location.href);
  address.searchParams.set("collection", name);
  history.replaceState(null, "", address);
  chat.setAttribute("collection", name);
  if (name === "default") chat.setAttribute("example", EXAMPLES.join("|"));
  else chat.removeAttribute("example");
  $("embed").textContent = embedCode(name);
  $("collection").replaceChildren(new Option(name, name, true, true));
  showEvaluations(name);
  await Promise.all([listCollections(name).catch(() => null), listDocuments(), showDisagreements(name)]);
}

function embedCode(name) {
  const collection = name.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const origin = location.origin;
  const key = hasKey() ? ' key="cp_…"' : ""; // a widget key: that of this page may do more and is nobody else's
  return (
    `<script type="module" src="${origin}/widget.js"></script>\n` +
    `<counterpoint-chat src="${origin}" collection="${collection}"${key}></counterpoint-chat>`
  );
}

// --- documents

async function listDocuments() {
  next = null;
  shown = 0;
  $("documents").replaceChildren();
  $("count").textContent = "";
  await showMore();
}

async function showMore() {
  listing?.abort();
  const { signal } = (listing = new AbortController());
  $("more").hidden = true;
  $("state").textContent = shown === 0 ? "Looking at the shelf…" : "";
  const query = new URLSearchParams({ collection: current(), limit: PAGE, ...(next && { cursor: next }) });
  try {
    const page = await call(`/v1/documents?${query}`, { signal });
    if (!signal.aborted) place(page);
  } catch (error) {
    if (!signal.aborted) unlisted(error);
  }
}

function place({ documents, next: cursor }) {
  const had = shown;
  $("documents").append(...documents.map(row));
  shown += documents.length;
  next = cursor;
  $("more").hidden = !cursor;
  $("state").textContent = shown === 0 ? "This collection is empty. Add the files you want to ask about." : "";
  tally();
  if (had > 0) $("documents").children[had]?.querySelector("button").focus();
}

function tally() {
  $("count").textContent = shown === 0 ? "" : `${plural(shown, "document")}${next ? " shown" : ""}`;
}

function unlisted(error) {
  if (error.status === 404) {
    place({ documents: [], next: null });
    return;
  }
  const retry = make("button", { type: "button", textContent: "Try again", onclick: showMore });
  $("state").replaceChildren(inWords(error), retry);
}

function row(stored) {
  const title = stored.title || stored.name;
  const about = [stored.source, stored.published && dateInWords(stored.published), stored.title && stored.name];
  const open = make("button", { type: "button", className: "open", dir: "auto", textContent: title });
  const remove = make("button", { type: "button", className: "remove", textContent: "Remove" });
  const line = make("p", { className: "about", dir: "auto", textContent: about.filter(Boolean).join(" · ") });
  const item = make("li", {}, open, line, remove);
  open.addEventListener("click", () => chat.show({ ...stored, document_id: stored.id, document: stored.name }));
  remove.setAttribute("aria-label", `Remove ${title}`);
  remove.addEventListener("click", () => confirmRemoval(stored.id, title, item));
  return item;
}

function confirmRemoval(id, title, item) {
  const dialog = $("confirm-remove");
  $("remove-name").textContent = title;
  dialog.returnValue = "keep";
  dialog.addEventListener("close", () => dialog.returnValue === "remove" && remove(id, title, item), { once: true });
  dialog.showModal();
}

async function remove(id, title, item) {
  try {
    await call(`/v1/documents/${encodeURIComponent(id)}`, { method: "DELETE" });
  } catch (error) {
    if (error.status !== 404) {
      $("state").textContent = `“${title}” was not removed. ${inWords(error)}`;
      return;
    }
  }
  const neighbour = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  shown -= 1;
  tally();
  $("state").textContent = `“${title}” was removed.`;
  showDisagreements(current());
  (neighbour?.querySelector(".remove") ?? $("browse")).focus();
}

// --- adding files

/** Every file in what was dropped, folders walked through, named by their path within what was dropped. */
async function filesIn(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, name: file.name }));
  return (await Promise.all(entries.map((entry) => walk(entry, "")))).flat();
}

async function walk(entry, folder) {
  const name = folder + entry.name;
  if (entry.isFile) return [{ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), name }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return found.flat();
    found.push(...(await Promise.all(batch.map((child) => walk(child, `${name}/`)))));
  }
}

let queue = []; // {file, name, collection}: what is still to be sent
let sent = 0;

/** Adds files to those being sent, and sends them one after the other. */
async function add(files) {
  const collection = current();
  const idle = queue.length === 0;
  queue.push(...files.map(({ file, name }) => ({ file, name, collection })));
  $("uploads").hidden = queue.length === 0;
  $("dismiss").hidden = true;
  if (!idle) return;
  for (sent = 0; queue.length > 0; sent += 1) {
    report(await send(queue[0]), queue[0].name);
    queue.shift();
  }
  finish();
}

/** Sends one file; resolves to `{outcome, words}` and never fails. */
async function send(item) {
  const { status, body } = await keyed((headers) => upload(item, headers));
  if (status === 0) return { outcome: "rejected", words: `Not added. ${inWords({})}` };
  return outcomeOf(status, body);
}

/** Resolves to the status and body of the answer; the status is 0 where none came. */
function upload({ file, name, collection }, headers) {
  return new Promise((resolve) => {
    const form = new FormData();
    form.append("file", file, name);
    const request = new XMLHttpRequest(); // fetch cannot say how much of a body is on its way
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(name, total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, body: request.response });
    request.onerror = () => resolve({ status: 0 });
    request.open("POST", `/v1/documents?${new URLSearchParams({ collection })}`);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.send(form);
    progress(name, 0);
  });
}

function outcomeOf(status, body) {
  const [document] = body?.documents ?? [];
  const [refused] = body?.rejected ?? [];
  if (document) {
    const words = { added: "Added", updated: "Updated: its content had changed", unchanged: "Already here, unchanged" };
    return { outcome: document.status, words: `${words[document.status] ?? document.status}, ${plural(document.passages, "passage")}` };
  }
  return { outcome: "rejected", words: `Not added. ${refused?.detail ?? reasonOf(status, body)}` };
}

function progress(name, share) {
  const total = sent + queue.length;
  $("progress").value = (sent + share * 0.5) / total; // the other half of a file's time goes into reading it
  const doing = share < 1 ? "Sending" : "Reading";
  $("progress-words").textContent = `${doing} ${name} (${sent + 1} of ${total})`;
}

function report({ outcome, words }, name) {
  const result = make("span", { className: "outcome", textContent: words });
  $("results").prepend(make("li", { className: outcome }, make("bdi", { textContent: name }), result));
}

async function finish() {
  const rejected = $("results").querySelectorAll(".rejected").length;
  const words = rejected > 0 ? `, ${rejected} not added` : "";
  $("progress").value = 1;
  $("progress-words").textContent = `Finished: ${plural($("results").children.length, "file")}${words}.`;
  $("dismiss").hidden = false;
  await listCollections(current()).catch(() => null);
  await Promise.all([listDocuments(), showDisagreements(current())]);
}

// --- what the reader does

$("collection").addEventListener("change", () => choose(current()));
$("choose").addEventListener("submit", (event) => event.preventDefault());
$("more").addEventListener("click", showMore);
$("embedding").addEventListener("toggle", () => ($("embed").textContent = embedCode(current())));
$("browse").addEventListener("click", () => $("files").click());
$("files").addEventListener("change", ({ target }) => {
  add([...target.files].map((file) => ({ file, name: file.name })));
  target.value = "";
});
$("dismiss").addEventListener("click", () => {
  $("results").replaceChildren();
  $("uploads").hidden = true;
  $("browse").focus();
});

// A file dropped beside the box must not make the browser leave the page.
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  $("drop").classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) $("drop").classList.remove("over");
});
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  $("drop").classList.remove("over");
  add(await filesIn(event.dataTransfer));
});

$("new-collection").addEventListener("click", () => {
  $("new-name").value = "";
  $("name-collection").returnValue = "";
  $("name-collection").showModal();
});
$("cancel-name").addEventListener("click", () => $("name-collection").close());
$("name-collection").addEventListener("close", ({ target }) => {
  const name = $("new-name").value.trim();
  if (target.returnValue === "create" && name) choose(name);
});

choose(new URLSearchParams(location.search).get("collection") || "default");

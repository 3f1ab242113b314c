/** The demo page around the chat: choose a collection, see what is in it, add files, remove documents. */

import { add, resume } from "/static/additions.js";
import { showDisagreements } from "/static/disagreements.js";
import { chosen, filesIn } from "/static/dropped.js";
import { showEvaluations } from "/static/evaluations.js";
import { $, figure, inWords, make, plural } from "/static/page.js";
import { call, comesBack, hasKey, isGone, request } from "/static/service.js";
import { dateInWords } from "/widget.js";

const PAGE = 50;
const EXAMPLES = [
  "How many people were killed in the March 2024 attack on the Moscow concert hall?",
  "How many fighters does ISIS-K have?",
  "When was ISIS-K founded?",
];

const chat = $("chat");
chat.request = requestOfChat;

let next = null; // cursor of the documents not yet shown
let shown = 0;
let held = 0; // documents in the collection, as far as the list of collections told
let listing = null; // aborts a listing that another collection has made pointless

// --- collections

const current = () => $("collection").value;

async function listCollections(chosen) {
  const { collections } = await call("/v1/collections?limit=200");
  const names = new Set(["default", chosen, ...collections.map(({ name }) => name)]);
  held = collections.find(({ name }) => name === chosen)?.documents ?? 0;
  tally();
  $("collection").replaceChildren(...[...names].map((name) => new Option(name, name, false, name === chosen)));
}

/** Shows a collection; its name goes into the address, so that a reload and a link come back to it. */
async function choose(name) {
  const address = new URL(location.href);
  address.searchParams.set("collection", name);
  history.replaceState(null, "", address);
  chat.setAttribute("collection", name);
  held = 0;
  if (name === "default") chat.setAttribute("example", EXAMPLES.join("|"));
  else chat.removeAttribute("example");
  $("embed").textContent = embedCode(name);
  $("collection").replaceChildren(new Option(name, name, true, true));
  showEvaluations(name);
  await Promise.all([
    listCollections(name).catch(() => null),
    listDocuments(),
    showDisagreements(name),
    resume(name).catch(() => null),
  ]);
}

/** As `request`, for the chat: where there is nothing to ask yet, it is told what this page can do about that. */
async function requestOfChat(path, options) {
  if (path !== "/v1/ask") return request(path, options);
  const empty = shown === 0 && (await holdsNothing(options.signal));
  const response = empty ? null : await request(path, options);
  if (response && response.status !== 404) return response;
  const detail = `The collection “${chat.collection}” holds no documents. Drop files on this page or choose them under “Documents”, then ask again.`;
  return Response.json({ title: "There is nothing to ask yet", detail }, { status: 404 });
}

/** Whether the collection is there, and every document has been removed from it. */
async function holdsNothing(signal) {
  const query = new URLSearchParams({ collection: chat.collection, limit: 1 });
  const response = await request(`/v1/documents?${query}`, { signal });
  return response.ok && (await response.json()).documents.length === 0;
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
  const all = next && held > shown ? `${figure(shown)} of ${plural(held, "document")}` : plural(shown, "document");
  $("count").textContent = shown === 0 ? "" : `${all}${next ? " shown" : ""}`;
}

function unlisted(error) {
  if (error.status === 404) {
    place({ documents: [], next: null });
    return;
  }
  const { signal } = listing;
  const again = () => Promise.all([listCollections(current()).catch(() => null), showMore()]);
  const retry = make("button", { type: "button", textContent: "Try again", onclick: again });
  $("state").replaceChildren(inWords(error), retry);
  if (isGone(error)) comesBack().then(() => signal.aborted || again());
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
  held -= 1;
  tally();
  $("state").textContent = `“${title}” was removed.`;
  showDisagreements(current());
  (neighbour?.querySelector(".remove") ?? $("browse")).focus();
}

// --- what the reader does

$("collection").addEventListener("change", () => choose(current()));
$("choose").addEventListener("submit", (event) => event.preventDefault());
$("more").addEventListener("click", showMore);
$("embedding").addEventListener("toggle", () => ($("embed").textContent = embedCode(current())));
for (const [button, field] of [["browse", "files"], ["browse-folder", "folder"]]) {
  $(button).addEventListener("click", () => $(field).click());
  $(field).addEventListener("change", ({ target }) => {
    add(chosen(target.files), current());
    target.value = "";
  });
}
$("uploads").addEventListener("read", () => shown === 0 && listDocuments());
$("uploads").addEventListener("finished", async () => {
  await listCollections(current()).catch(() => null);
  await Promise.all([listDocuments(), showDisagreements(current())]);
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
  const collection = current();
  add(await filesIn(event.dataTransfer), collection);
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

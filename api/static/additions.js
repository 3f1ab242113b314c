/** Adding files: a few one after the other, many in the background; what was refused is listed. */

import { MANY, MOST_BYTES, parcelsOf } from "/static/dropped.js";
import { $, figure, inWords, make, plural, reasonOf } from "/static/page.js";
import { call, keyed } from "/static/service.js";

const AGAIN_MS = 1_000; // between looks at what is read in the background
const STATUSES = ["added", "updated", "unchanged"];
const ENDS = { interrupted: "The service was restarted.", cancelled: "It was stopped.", failed: "The service failed." };

// A parcel is a request and what became of it: of its `total` files the share `sent`, how many are `read`, how many
// documents of each status it `counts`, how many files were `refused`; `lost` is the line that says it never arrived.
let parcels = []; // since the list was cleared
let queue = []; // those still to be sent
let watched = 0; // those read in the background
let sending = null; // aborts the request that is on its way

// --- sending

/** Adds files to those being sent. `uploads` gets the event `read` once some are there, `finished` once all are. */
export function add(files, collection) {
  if (files.length === 0) return;
  const readable = files.filter((one) => !problemOf(one));
  const refused = files.filter(problemOf).map((one) => ({ name: one.name, detail: problemOf(one) }));
  if (refused.length > 0) settle(parcel([], collection, refused.length), refused);
  queue.push(...parcelsOf(readable).map((some) => parcel(some, collection, some.length, readable.length > MANY)));
  begin();
  if (!sending) sendAll();
}

function problemOf({ file, problem }) {
  if (problem) return problem;
  return file.size > MOST_BYTES ? `It is larger than ${MOST_BYTES / 1_000_000} MB; split it.` : "";
}

function parcel(files, collection, total, background = false) {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const made = { files, total, bytes, collection, background, sent: 0, read: 0, counts: {}, refused: 0 };
  parcels.push(made);
  return made;
}

async function sendAll() {
  while (queue.length > 0) {
    sending = new AbortController();
    await send(queue[0], sending.signal);
  }
  sending = null;
  finish();
}

/** Sends the first of the queue; it stays there where the service has too much to do. */
async function send(first, signal) {
  const answer = await keyed((headers) => upload(first, headers, signal), signal).catch(() => ({ status: 0 }));
  if (signal.aborted) return;
  if (answer.status === 429) {
    say("The service has much to do; the rest is sent when it is ready.");
    await pause(answer.wait * 1_000, signal);
    return;
  }
  queue.shift();
  if (answer.status === 202) watch(Object.assign(first, { id: answer.body.id, sent: 1, files: [] }));
  else through(first, answer);
}

/** Resolves to the status and body of the answer; the status is 0 where none came. */
function upload({ files, collection, background }, headers, signal) {
  return new Promise((resolve) => {
    const form = new FormData();
    for (const { file, name } of files) form.append("file", file, name);
    const request = new XMLHttpRequest(); // fetch cannot say how much of a body is on its way
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    const wait = () => Number(request.getResponseHeader("Retry-After")) || 1;
    request.onload = () => resolve({ status: request.status, body: request.response, wait: wait() });
    request.onerror = request.onabort = () => resolve({ status: 0 });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", `/v1/documents?${new URLSearchParams({ collection })}`);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    if (background) request.setRequestHeader("Prefer", "respond-async");
    request.send(form);
    progress(0);
  });
}

/** Notes an answer that came once everything was read, or that nothing is. */
function through(sent, { status, body }) {
  const documents = body?.documents ?? [];
  const rejected = body?.rejected ?? [];
  for (const it of documents) sent.counts[it.status] = (sent.counts[it.status] ?? 0) + 1;
  if (documents.length > 0) {
    report(documents[0].status, sent.files[0].name, inShort(documents));
    $("uploads").dispatchEvent(new Event("read"));
  }
  if (documents.length + rejected.length > 0) settle(sent, rejected);
  else fail(sent, status === 0 ? inWords({}) : reasonOf(status, body), status === 0 || status === 503);
}

function settle(sent, rejected) {
  for (const one of rejected) refuse(one.name, one.detail);
  Object.assign(sent, { sent: 1, read: sent.total, refused: rejected.length });
}

/** Reports those of a parcel that are not through, in one line; where they are `lost` they can be sent again. */
function fail(parcel, detail, lost = false) {
  const rest = parcel.total - parcel.read;
  const line = rest > 0 && refuse(rest === 1 && parcel.files[0] ? parcel.files[0].name : plural(rest, "file"), detail);
  Object.assign(parcel, { sent: 1, read: parcel.total, refused: parcel.refused + rest, lost: lost && line });
}

// --- reading in the background

/** Looks at an addition until it has ended. The service goes on with it whether or not anybody looks. */
async function watch(addition) {
  watched += 1;
  for (let under = true; under; ) {
    await pause(AGAIN_MS);
    under = await call(`/v1/additions/${addition.id}`).then(
      (seen) => noted(addition, seen),
      (error) => unseen(addition, error),
    );
  }
  watched -= 1;
  finish();
}

/** Shows how far an addition is; whether it goes on. */
function noted(addition, { state, progress: { done }, documents, rejected, error }) {
  for (const { name, detail } of (rejected ?? []).slice(addition.refused)) refuse(name, detail);
  if (done > addition.read) $("uploads").dispatchEvent(new Event("read"));
  Object.assign(addition, { read: done, counts: documents ?? {}, refused: rejected?.length ?? 0 });
  progress();
  if (state === "queued" || state === "running") return true;
  if (state !== "done") fail(addition, error ?? ENDS[state]);
  return false;
}

function unseen(addition, error) {
  if (error.status && error.status < 500 && error.status !== 429) {
    fail(addition, error.message);
    return false;
  }
  say(`${inWords(error)} The service keeps what it has taken; this page looks again by itself.`);
  return true;
}

/** Goes on showing what is being added to a collection, which a reload has made this page forget. */
export async function resume(collection) {
  const { additions } = await call("/v1/additions?limit=100");
  const known = new Set(parcels.map(({ id }) => id));
  for (const { id, state, progress: { total }, ...it } of additions) {
    if (known.has(id) || it.collection !== collection || !["queued", "running"].includes(state)) continue;
    watch(Object.assign(parcel([], collection, total, true), { id, sent: 1 }));
    begin();
  }
}

/** Gives up what is not sent yet, and has the service stop with what is not read yet. What was added stays. */
async function stop() {
  const left = queue.splice(0);
  sending?.abort();
  for (const it of left) fail(it, ENDS.cancelled);
  const running = parcels.filter(({ id, read, total }) => id && read < total);
  const path = (it) => `/v1/additions/${it.id}`;
  await Promise.all(running.map((it) => call(path(it), { method: "DELETE" }).catch((error) => say(inWords(error)))));
}

// --- what is shown

const sum = (amount) => parcels.reduce((total, it) => total + amount(it), 0);
const pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
  });

function begin() {
  $("uploads").hidden = false;
  for (const id of ["dismiss", "again"]) $(id).hidden = true;
  $("stop").hidden = false;
  progress();
}

/** Shows how far everything is; `share` of the request being sent is on its way. */
function progress(share) {
  if (queue[0] && share !== undefined) queue[0].sent = share;
  const files = sum(({ total }) => total);
  const read = sum((it) => it.read);
  const sent = sum((it) => it.sent * it.total);
  $("progress").value = (sent + read) / (2 * files); // half of a file's time goes into reading it
  if (parcels.some(({ background }) => background)) {
    say(`${queue.length > 0 ? "Sending" : "Reading"} ${plural(files, "file")}`);
    $("progress-count").textContent = `${sentInWords()}${figure(read)} of ${figure(files)} read`;
  } else if (queue[0]) {
    say(`${queue[0].sent < 1 ? "Sending" : "Reading"} ${queue[0].files[0].name} (${read + 1} of ${files})`);
  }
}

function sentInWords() {
  const megabytes = (bytes) => figure(Math.ceil(bytes / 1_000_000));
  const bytes = sum((it) => it.bytes);
  return queue.length > 0 ? `${megabytes(sum((it) => it.sent * it.bytes))} of ${megabytes(bytes)} MB sent, ` : "";
}

/** Says it once: what is said again is read out again. */
function say(words) {
  if ($("progress-words").textContent !== words) $("progress-words").textContent = words;
}

function inShort([first, ...others]) {
  const words = { added: "Added", updated: "Updated: its content had changed", unchanged: "Already here, unchanged" };
  const passages = others.reduce((total, it) => total + it.passages, first.passages);
  return `${words[first.status] ?? first.status}, ${plural(passages, "passage")}`;
}

function refuse(name, detail) {
  return report("rejected", name, `Not added. ${detail}`);
}

function report(outcome, name, words) {
  const result = make("span", { className: "outcome", textContent: words });
  const line = make("li", { className: outcome }, make("bdi", { textContent: name }), result);
  $("results").prepend(line);
  return line;
}

function finish() {
  if (sending || watched > 0) return;
  const refused = sum((it) => it.refused);
  $("progress").value = 1;
  say(`Finished: ${plural(sum(({ total }) => total), "file")}${refused > 0 ? `, ${figure(refused)} not added` : ""}.`);
  const counted = STATUSES.map((status) => [status, sum(({ counts }) => counts[status] ?? 0)]);
  const shown = counted.filter(([, count]) => count > 0).map(([status, count]) => `${figure(count)} ${status}`);
  $("progress-count").textContent = parcels.some(({ background }) => background) ? shown.join(", ") : "";
  $("stop").hidden = true;
  $("dismiss").hidden = false;
  $("again").hidden = !parcels.some(({ lost }) => lost);
  $("uploads").dispatchEvent(new Event("finished"));
}

// What is not sent yet goes with the page; what is read does not need it.
addEventListener("beforeunload", (event) => queue.length > 0 && event.preventDefault());
$("stop").addEventListener("click", stop);
$("again").addEventListener("click", () => {
  const left = parcels.filter(({ lost }) => lost);
  parcels = parcels.filter(({ lost }) => !lost);
  for (const { lost, files, collection } of left) {
    lost.remove();
    add(files, collection);
  }
});
$("dismiss").addEventListener("click", () => {
  parcels = [];
  for (const id of ["results", "progress-words", "progress-count"]) $(id).replaceChildren();
  $("uploads").hidden = true;
  $("browse").focus();
});

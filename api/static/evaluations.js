/** Running an evaluation set over a collection: choosing it, how far it is, and its report. */

import { $, figure, inWords, make, plural } from "/static/page.js";
import { accepted, call, comesBack, hasKey, isGone } from "/static/service.js";

const AGAIN_MS = 1_000; // between looks while one is running
const TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }); // as the widget writes dates
const WORDS = { queued: "waiting", running: "running", interrupted: "cut short by a restart", cancelled: "cancelled", failed: "failed" };

const FIGURES = {
  flag_recall: "disagreements found",
  flag_precision: "that are shown are real",
  abstained_right: "unanswerable questions left unanswered",
  quote_exactness: "quotes exact",
};
const results = new Map(); // by the id of an evaluation that is done, a promise of its figures: they change no more

let collection = "";
let timer = 0;
let unseen = false; // the list is not what it should be, and the state says why

/** Lists the evaluations of a collection. */
export function showEvaluations(name) {
  collection = name;
  $("evaluation-state").textContent = "";
  if ($("evaluate").open) look();
}

async function look() {
  clearTimeout(timer);
  try {
    const { evaluations } = await call(`/v1/evaluations?${new URLSearchParams({ collection, limit: 100 })}`);
    $("evaluations").replaceChildren(...evaluations.map(row));
    if (unseen) $("evaluation-state").textContent = "";
    unseen = false;
    if (evaluations.some(isRunning)) timer = setTimeout(look, AGAIN_MS);
    await tellResults(evaluations.filter(({ state }) => state === "done"));
  } catch (error) {
    tell(error);
    unseen = true;
    if (isGone(error)) comesBack().then(() => $("evaluate").open && look());
  }
}

/** Says what came of each, one after the other, so that questions do not wait behind a long list. */
async function tellResults(done) {
  for (const { id } of done) {
    const told = document.getElementById(id)?.querySelector(".about"); // none once the list is of another collection
    if (told) told.textContent = inFigures(await resultOf(id), id);
  }
}

function resultOf(id) {
  const found = results.get(id) ?? call(`/v1/evaluations/${encodeURIComponent(id)}`).then(({ result }) => result);
  results.set(id, found);
  found.catch(() => results.delete(id));
  return found;
}

/** "samples.jsonl: 35 of 40 questions right. 7 of 8 disagreements found, …"; an older one has no name but its id. */
function inFigures({ set, right, asked, figures }, id) {
  const named = set === id ? "" : `${set}: `;
  const shares = Object.entries(FIGURES).map(([name, words]) => share(figures[name], words));
  const further = shares.filter(Boolean).join(", ");
  return `${named}${right} of ${plural(asked, "question")} right.${further && ` ${further}.`}`;
}

function share(found, words) {
  return found?.n ? `${figure(Math.round(found.value * found.n))} of ${figure(found.n)} ${words}` : "";
}

const isRunning = ({ state }) => state === "queued" || state === "running";

function row({ id, state, progress, created, error }) {
  const when = make("time", { dateTime: created, textContent: TIME.format(new Date(created)) });
  const asked = `${progress.done} of ${plural(progress.total, "question")}`;
  const words = state === "done" ? plural(progress.total, "question") : `${asked}, ${WORDS[state] ?? state}`;
  const told = make("p", { className: "about", textContent: error ? `${words}: ${error}` : words });
  const parts = [when, told];
  if (state === "done") {
    const path = `/v1/evaluations/${encodeURIComponent(id)}/report`;
    const link = { href: path, target: "_blank", textContent: "Open the report" };
    const button = { type: "button", textContent: "Open the report", onclick: () => openReport(path).catch(tell) };
    parts.push(hasKey() ? make("button", button) : make("a", link)); // following a link sends no key
  }
  if (isRunning({ state })) {
    parts.push(make("progress", { max: progress.total, value: progress.done, ariaLabel: "Questions asked" }));
    parts.push(make("button", { type: "button", textContent: "Cancel", onclick: () => cancel(id) }));
  }
  return make("li", { id }, ...parts);
}

/** Shows a report over the page, in a frame that is as shut off from it as the report's own address. */
async function openReport(path) {
  const report = await (await accepted(path)).text();
  const frame = make("iframe", { title: "Report of the evaluation", src: "/static/report.html", sandbox: "allow-scripts" });
  frame.addEventListener("load", () => frame.contentWindow.postMessage(report, "*"), { once: true }); // it has no origin
  $("report-frame").replaceChildren(frame);
  $("report").showModal();
}

async function cancel(id) {
  await call(`/v1/evaluations/${encodeURIComponent(id)}`, { method: "DELETE" }).catch(tell);
  look();
}

/** Sends a set, JSON lines, for the collection shown. */
async function start(file) {
  $("evaluation-state").textContent = "";
  const lines = (await file.text()).split("\n");
  const cases = [];
  for (const [number, line] of lines.entries()) {
    if (line.trim() === "") continue;
    try {
      cases.push(JSON.parse(line));
    } catch {
      $("evaluation-state").textContent = `Line ${number + 1} of ${file.name} is no JSON; a set has one JSON object a line.`;
      return;
    }
  }
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ collection, name: file.name, cases }) };
  await call("/v1/evaluations", options).catch(tell);
  look();
}

function tell(error) {
  $("evaluation-state").textContent = inWords(error);
}

$("evaluate").addEventListener("toggle", ({ target }) => target.open && look());
$("close-report").addEventListener("click", () => $("report").close());
$("report").addEventListener("close", () => $("report-frame").replaceChildren());
$("choose-set").addEventListener("click", () => $("set").click());
$("set").addEventListener("change", ({ target }) => {
  if (target.files[0]) start(target.files[0]);
  target.value = "";
});

/** What a collection disagrees about, with no question asked: the list, its filters, and how far it is. */

import { $, inWords, make, plural } from "/static/page.js";
import { call, comesBack, isGone } from "/static/service.js";
import { disagreementBlock, styles } from "/widget.js";

const PAGE = 10;
const AGAIN_MS = 2_000; // between looks while documents are still examined
const ACTS = { updating: ["Cancel", "DELETE"], failed: ["Try again", "POST"], cancelled: ["Go on comparing", "POST"] };

let collection = "";
let next = null; // cursor of those not yet shown
let looking = null; // aborts a look that another choice has made pointless
let timer = 0;

const chat = $("chat");
const shadow = $("dissent-list").attachShadow({ mode: "open" });
const apart = new CSSStyleSheet();
apart.replaceSync(`
  .label::first-letter { text-transform: uppercase }
  .label + .disagreement { margin-top: 0.4em }
  .disagreement + .label { margin-top: 4rem }
`);
shadow.adoptedStyleSheets = [styles, apart];
const list = make("div", { className: "body" });
shadow.append(list);

/** Shows the disagreements of a collection from the first on, the filters as they are for the same one. */
export async function showDisagreements(name) {
  if (name !== collection) {
    collection = name;
    $("dissent-kind").value = "";
    $("dissent-source").replaceChildren(new Option("every source", ""));
  }
  await look();
}

/** Asks for the first page, or for what follows `cursor`. */
async function look(cursor = null) {
  clearTimeout(timer);
  looking?.abort();
  const { signal } = (looking = new AbortController());
  const query = new URLSearchParams({ collection, limit: PAGE, ...(cursor && { cursor }) });
  for (const name of ["kind", "source"]) if ($(`dissent-${name}`).value) query.set(name, $(`dissent-${name}`).value);
  try {
    const page = await call(`/v1/disagreements?${query}`, { signal });
    if (!signal.aborted) place(page, cursor !== null);
  } catch (error) {
    if (!signal.aborted) fail(error, signal);
  }
}

function place(page, further) {
  const blocks = page.disagreements.flatMap((it) => [
    make("p", { className: "label", dir: "auto", textContent: it.about }),
    disagreementBlock(it, it.citations, (citation) => chat.show(citation)),
  ]);
  if (further) list.append(...blocks);
  else list.replaceChildren(...blocks);
  next = page.next;
  $("dissent-more").hidden = !next;
  offerSources(page.sources);
  const filtered = $("dissent-kind").value || $("dissent-source").value;
  const found = list.children.length;
  $("dissent-filters").hidden = found === 0 && !filtered;
  $("dissent-state").textContent = stateOf(page, found, filtered);
  offerAct(page.state);
  if (page.state === "updating") timer = setTimeout(() => !document.hidden && look(), AGAIN_MS);
}

/** The button with which the comparing is cancelled or goes on; it stays the same element, and so keeps the focus. */
function offerAct(state) {
  const [words, method] = ACTS[state] ?? [""];
  $("dissent-act").hidden = !words;
  $("dissent-act").textContent = words;
  $("dissent-act").onclick = () => act(method);
}

async function act(method) {
  try {
    await call(`/v1/disagreements?${new URLSearchParams({ collection })}`, { method });
    await look();
  } catch (error) {
    $("dissent-state").textContent = inWords(error);
  }
}

function stateOf({ state, done, total, skipped, error }, found, filtered) {
  const far = `${done} of ${plural(total, "document")} done.`;
  if (state === "updating") return `Comparing the documents: ${far}`;
  if (state === "failed") return `Comparing the documents failed. ${error} ${far}`;
  if (state === "cancelled") return `Comparing the documents was cancelled: ${far}`;
  const left = skipped ? `${plural(skipped, "document")} could not be compared.` : "";
  return [found > 0 ? "" : noneOf(total, filtered), left].filter(Boolean).join(" ");
}

function noneOf(total, filtered) {
  const kind = $("dissent-kind").value ? " of this kind" : "";
  const source = $("dissent-source").value ? " in which this source takes part" : "";
  if (filtered) return `No disagreement${kind}${source}.`;
  return total < 2 ? "With two documents or more, what they disagree about shows here." : "No disagreement was found among these documents.";
}

/** Adds those that are new: the list may be open while documents are still compared. */
function offerSources(sources) {
  const select = $("dissent-source");
  const known = new Set([...select.options].map((option) => option.value));
  for (const source of sources) if (!known.has(source)) select.append(new Option(source));
}

function fail(error, signal) {
  list.replaceChildren();
  offerAct("");
  $("dissent-more").hidden = true;
  $("dissent-filters").hidden = true;
  if (error.status === 404) {
    $("dissent-state").textContent = stateOf({ total: 0 }, 0, "");
    return;
  }
  const retry = make("button", { type: "button", textContent: "Try again", onclick: () => look() });
  $("dissent-state").replaceChildren(inWords(error), retry);
  if (isGone(error)) comesBack().then(() => signal.aborted || look());
}

for (const name of ["kind", "source"]) $(`dissent-${name}`).addEventListener("change", () => look());
$("dissent-more").addEventListener("click", () => look(next));
document.addEventListener("visibilitychange", () => !document.hidden && $("dissent-state").textContent && look());

/**
 * A chat over a Counterpoint service, as a web component:
 *
 *   <script type="module" src="https://service.example/widget.js"></script>
 *   <counterpoint-chat src="https://service.example" collection="default"></counterpoint-chat>
 *
 * README.md lists its attributes, methods, events and custom properties. What documents say reaches the page as
 * text nodes only, never as markup.
 */

const MAX_TURNS = 20;
const MAX_STORED = 250_000; // UTF-16 units of JSON, of the 5 MB that session storage holds
const CONTEXT = 2_500; // UTF-16 units of a document shown on either side of a quote
const MORE = 20_000; // and added each time more is wanted

const KINDS = { value: "Figures differ", stance: "Opposing claims", update: "Updated over time" };

// --- text, offsets and dates

/** Offset in UTF-16 units, as JavaScript counts, of an offset in code points, as the service counts. */
export function unitOffset(text, codePoints) {
  let units = 0;
  for (let point = 0; point < codePoints && units < text.length; point += 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

/** The answer as strings and citation numbers. A bracketed figure that a document wrote stays text. */
export function answerPieces({ answer, statements, citations }) {
  const known = new Set(citations.map((citation) => citation.number));
  const spans = statements.map((statement) => ({
    start: unitOffset(answer, statement.start),
    end: unitOffset(answer, statement.end),
    cited: statement.citations,
  }));
  const pieces = [];
  let done = 0;
  for (const { 0: marker, 1: digits, index } of answer.matchAll(/\[(\d{1,4})\]/g)) {
    const number = Number(digits);
    const within = spans.find(({ start, end }) => start <= index && index < end);
    if (!known.has(number) || (within && !within.cited.includes(number))) continue;
    pieces.push(answer.slice(done, index), number);
    done = index + marker.length;
  }
  return [...pieces, answer.slice(done)].filter((piece) => piece !== "");
}

/** "2024-03-22", "2024-03" or "2024" in words at the precision it has; anything else as it stands. */
export function dateInWords(published) {
  const [iso] = published.split("T");
  const [, month, day] = iso.split("-");
  const date = new Date(iso);
  if (!/^\d{4}(-\d\d){0,2}$/.test(iso) || Number.isNaN(date.getTime())) return published;
  const precision = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
  return date.toLocaleDateString("en-GB", { ...precision, timeZone: "UTC" });
}

/** "3 days later", between two ISO dates; "" where either is not known to the day. */
function elapsed(earlier, later) {
  const days = (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
  if (earlier.length < 10 || later.length < 10 || !(days >= 1)) return "";
  const [length, unit] = days < 60 ? [1, "day"] : days < 730 ? [30.44, "month"] : [365.25, "year"];
  return `${plural(Math.round(days / length), unit)} later`;
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The three levels that analysts use. */
function confidenceInWords(confidence) {
  if (confidence >= 0.85) return "high confidence";
  return confidence >= 0.6 ? "moderate confidence" : "low confidence: compare the quotes";
}

/** "about 4,000 people" as ["about", "4,000", "people"]; a value that is no single figure stays whole in the middle. */
export function figureApart(value) {
  const match = /^(?:([a-z ]{2,14}) )?([\p{Sc}\d][\d.,–-]*%?)(?: (\D{1,24}))?$/u.exec(value);
  return match ? match.slice(1) : ["", value, ""];
}

/** A link only where a document's address is an ordinary web address. */
function webAddress(url) {
  return /^https?:\/\//i.test(url) && URL.canParse(url) ? url : null;
}

// --- what the service sends

/** What went wrong, in words for the reader. */
class Problem extends Error {
  constructor(title, detail, status = 0) {
    super(detail);
    Object.assign(this, { title, detail, status });
  }
}

/** The problem a refused response describes (RFC 9457), or one made from its status. */
async function problemOf(response) {
  const body = await response.json().catch(() => null);
  const title = isText(body?.title) ? body.title : "The service could not answer";
  const detail = isText(body?.detail) ? body.detail : `It replied with status ${response.status}.`;
  return new Problem(title, detail, response.status);
}

function keyProblem(sent) {
  const title = sent ? "The key of this chat is not accepted" : "This chat has no key";
  const detail = `The service asks for a key. Whoever runs this page makes one with “counterpoint keys create --widget --origin ${location.origin}” and sets it as the chat's attribute key.`;
  return new Problem(title, detail, 401);
}

/** Reads an answer sent as events, `tell(name, data)` hearing of each; resolves to the final one's data. */
async function finalOf(body, tell) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", final = null; ; ) {
    const { value, done } = await reader.read();
    if (done) return final;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const [, name, text] = /^event: (\w+)\ndata: (.*)$/m.exec(event) ?? [];
      if (!name) continue;
      const data = JSON.parse(text);
      if (name === "error") throw new Problem(data.title, data.detail, data.status);
      if (name === "final") final = data;
      tell(name, data);
    }
  }
}

/** The problem behind whatever a request threw. */
function problemFrom(error, src) {
  if (error instanceof Problem) return error;
  if (navigator.onLine === false) return new Problem("You are offline", "Ask again when the connection is back.");
  const { origin } = location;
  const allowed = new URL(src, origin).origin === origin ? "" : ` with --allow-origin ${origin}`;
  return new Problem("The service cannot be reached", `Nothing answers at ${src}. Is it running${allowed}?`);
}

const isText = (value) => typeof value === "string";
const isNumbers = (value) => all(value, Number.isInteger);
const isCitation = (it) => Number.isInteger(it?.number) && isText(it.document_id) && isText(it.quote) && isText(it.document);
const isStatement = (it) => Number.isInteger(it?.start) && Number.isInteger(it.end) && isNumbers(it.citations);
const isPosition = (it) => isText(it?.text) && isText(it.value) && isNumbers(it.citations);
const all = (list, check) => Array.isArray(list) && list.every(check);
const isDisagreement = (it) => isText(it?.summary) && all(it.positions, isPosition);

/** Whether a body is an answer that can be shown. */
const isAnswer = (it) =>
  isText(it?.status) && isText(it.answer) && all(it.citations, isCitation) &&
  all(it.statements, isStatement) && all(it.disagreements, isDisagreement);

/** The turns of one conversation, kept for as long as the tab lives. */
class Conversation {
  constructor(src, collection) {
    this.key = `counterpoint-chat ${src} ${collection}`;
    try {
      const turns = JSON.parse(sessionStorage.getItem(this.key) ?? "[]");
      const problem = new Problem("This question has no answer yet", "Ask it again to get one.");
      const restored = turns.map((turn) => (turn.answer ? turn : { ...turn, problem }));
      this.turns = restored.filter(({ question, answer }) => isText(question) && (!answer || isAnswer(answer)));
    } catch {
      this.turns = [];
    }
  }

  /** Stores the turns answered or waiting, the oldest left out until the rest fits. */
  save() {
    const kept = this.turns.filter((turn) => !turn.problem).slice(-MAX_TURNS);
    while (kept.length > 0 && JSON.stringify(kept).length > MAX_STORED) kept.shift();
    try {
      if (kept.length > 0) sessionStorage.setItem(this.key, JSON.stringify(kept));
      else sessionStorage.removeItem(this.key);
    } catch {
      // Full or forbidden storage costs a reload's memory and nothing else.
    }
  }
}

// --- elements

/** A "tag.class" with attributes (`on…` are listeners) and text or elements in it. */
function h(named, attributes = {}, ...children) {
  const [tag, kind] = named.split(".");
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

function button(name, onclick, ...children) {
  return h(`button.${name}`, { type: "button", onclick }, ...children);
}

/** Words that only a screen reader says. */
const unseen = (words) => h("span.unseen", {}, words);

const titleOf = (citation) => citation.title || citation.document;
const titleLine = (citation) => h("p.title", {}, h("cite", { dir: "auto" }, titleOf(citation)));
const quoted = (words) => h("blockquote", { dir: "auto" }, words);
const byNumber = (citations) => new Map(citations.map((citation) => [citation.number, citation]));

const dateElement = (date) => h("time", { datetime: date }, h("bdi", {}, dateInWords(date)));

/** "Title, page 3 · Source · 22 March 2024", each part isolated from the direction of its neighbours. */
function provenance(citation, link) {
  const { source, published, page } = citation;
  return h("p.provenance", {},
    h(`span.who ${source ? "" : "unknown"}`, {}, h("bdi", {}, source || "Source not named")),
    published ? dateElement(published) : h("span.unknown", {}, "undated"),
    page ? h("span", {}, `page ${page}`) : null,
    link,
  );
}

const numbered = (citation) => h("span.number", {}, unseen("Citation "), String(citation.number));

function openButton(citation, open, ...inside) {
  return button("open", () => open(citation), inside, "Show in document", unseen(` (citation ${citation.number})`));
}

/** One citation of a position. A copy's words are not said twice. */
function voice(citation, copied, open) {
  return h("li.voice", {},
    provenance(citation),
    titleLine(citation),
    copied ? h("p.same", {}, "In the same words") : quoted(citation.quote),
    openButton(citation, open, numbered(citation)),
  );
}

/** "1 independent source", and in how many documents where copies repeat it. */
function independence(position, citations) {
  const documents = new Set(citations.map((citation) => citation.document_id)).size;
  const sources = position.sources ?? documents;
  const words = plural(sources, "independent source");
  return documents > sources ? `${words} in ${documents} documents` : words;
}

const small = (words) => words && h("span.unit", {}, words);

/** One type size for all values, so that none looks weightier. */
function valueSize(positions) {
  const longest = Math.max(...positions.map(({ value, text }) => figureApart(value || text)[1].length));
  return ["figure", "range", "phrase"].find((_, step) => longest <= [8, 12, 24][step]) ?? "sentence";
}

function positionCard(position, citations, size, open) {
  const [bound, figure, unit] = figureApart(position.value || position.text);
  const quotes = citations.map(({ quote }) => quote);
  const repeats = position.text === position.value || quotes.some((quote) => quote.includes(position.text));
  return h("li.position", {},
    h(`p.value ${size}`, { dir: "auto" }, small(bound && `${bound} `), figure, small(unit && ` ${unit}`)),
    h("p.independence", {}, independence(position, citations)),
    position.value && !repeats ? h("p.claim", { dir: "auto" }, position.text) : null,
    h("ul.voices", {}, citations.map((it, index) => voice(it, quotes.indexOf(it.quote) < index, open))),
  );
}

/** What each source says, by the date it said it, `undated` for those without: `{date: {value: Set of sources}}`. */
function saidWhen({ positions }, cited) {
  const dates = Object.create(null);
  for (const position of positions) {
    const value = position.value || position.text;
    const sentence = value === position.text || value.endsWith("…"); // the first source's, and of no other
    for (const { published, source, quote } of cited(position)) {
      const said = (dates[published || "undated"] ??= Object.create(null));
      (said[sentence ? quote : value] ??= new Set()).add(source || "source not named");
    }
  }
  return dates;
}

/** A timeline of updates, and wherever every position has a date and they are not all one. */
function timeline(disagreement, cited) {
  const { undated, ...dates } = saidWhen(disagreement, cited);
  const order = Object.keys(dates).sort();
  const dated = disagreement.positions.every((position) => cited(position).some(({ published }) => published));
  if (order.length < 2 || !(dated || disagreement.kind === "update")) return null;
  const who = (sources) => h("bdi", {}, [...sources].join(", "));
  const point = ([value, sources]) => [h("span.point", { dir: "auto" }, value), h("span.by", {}, who(sources))];
  const gap = (index) => h("span.gap", {}, elapsed(order[index - 1] ?? "", order[index]));
  const item = (date, index) => h("li", {}, dateElement(date), gap(index), Object.entries(dates[date]).flatMap(point));
  const aside = ([value, sources]) => h("p.by", { dir: "auto" }, "Undated: ", value, " · ", who(sources));
  return [
    h("h4", {}, "When each was published"),
    h(`ol.timeline ${order.length < 6 ? "across" : ""}`, {}, order.map(item)),
    ...Object.entries(undated ?? {}).map(aside),
  ];
}

export function disagreementBlock(disagreement, citations, open) {
  const known = byNumber(citations);
  const cited = (position) => position.citations.map((number) => known.get(number)).filter(Boolean);
  const { kind, summary, about, confidence, positions } = disagreement;
  const sure = Number.isFinite(confidence) ? `, ${confidenceInWords(confidence)}` : "";
  const size = valueSize(positions);
  const inWords = kind === "value" && !/\d/.test(positions[0].value);
  const nature = `${inWords ? "Answers differ" : (KINDS[kind] ?? kind)}${sure}`;
  return h("section.disagreement", { "data-kind": kind },
    h("p.kicker", {}, h("strong", {}, kind === "update" ? "Sources differ by date" : "Sources disagree"), h("span", {}, nature)),
    h("h3", { dir: "auto" }, summary || about),
    size !== "sentence" && h("p.glance", { "aria-hidden": "true" }, positions.map((it) => h("bdi", {}, it.value || it.text))),
    h("ul.positions", {}, positions.map((it) => positionCard(it, cited(it), size, open))),
    timeline(disagreement, cited),
  );
}

function answerText(answer, open) {
  const known = byNumber(answer.citations);
  const marker = (number, space) => {
    const citation = known.get(number);
    const element = button("marker", () => open(citation), `[${number}]`);
    element.ariaLabel = `[${number}] Show in document: ${titleOf(citation)}`;
    return h("span.kept", {}, space, element); // stays with the word before it
  };
  const piece = (it, index, all) => (isText(it) ? it.replace(/ $/, "") : marker(it, / $/.test(all[index - 1]) && "\u00a0"));
  return h("p.answer", { dir: "auto" }, answerPieces(answer).map(piece));
}

/** Every citation, without its words where they stand in a position above. */
function sourceList(answer, open) {
  const above = new Set(answer.disagreements.flatMap(({ positions }) => positions.flatMap((it) => it.citations)));
  const item = (citation) =>
    h("li.source", {},
      numbered(citation),
      h("div", {},
        titleLine(citation),
        provenance(citation),
        above.has(citation.number) ? null : quoted(citation.quote)),
      openButton(citation, open),
    );
  if (answer.citations.length === 0) return null;
  return h("section.sources", {}, h("h3", {}, "Sources"), h("ul", {}, answer.citations.map(item)));
}

function answeredParts(answer, open) {
  const disagreements = answer.disagreements.filter(({ positions }) => positions.length > 1);
  return [
    noteLines(answer),
    disagreements.map((disagreement) => disagreementBlock(disagreement, answer.citations, open)),
    disagreements.length > 0 && h("h3.label", {}, "Answer"),
    answerText(answer, open),
    sourceList(answer, open),
  ].flat();
}

const noteLines = ({ notes }) => (notes ?? []).map((note) => h("p.same", {}, note));

const verdict = (words) => h("p.verdict", {}, words);

const advice = (words) => h("p.advice", { dir: "auto" }, words);

function notFoundParts(answer) {
  return [
    verdict("Nothing in these documents answers this."),
    advice("Counterpoint only says what it can quote. Naming the event, the place or the year, in words the documents would use, may help."),
    ...noteLines(answer),
  ];
}

// --- the document panel

/** A side panel that shows a document's text, the cited words highlighted in their surroundings. */
class DocumentPanel {
  #fetchText;
  #pending = null;
  #heading = h("h2", { id: "document-title", tabindex: "-1", autofocus: "", dir: "auto" });
  #meta = h("div");
  #note = h("div.note", { role: "status" });
  #page = h("div.page", { role: "region", "aria-label": "Text of the document", tabindex: "0" });

  /** `fetchText(documentId, signal)` resolves to the document's text. */
  constructor(fetchText) {
    this.#fetchText = fetchText;
    const close = button("plain close", () => this.element.close(), "Close");
    const header = h("header", {}, h("div", {}, this.#heading, this.#meta), close);
    const onclick = (event) => event.target === this.element && this.element.close();
    const onclose = () => this.#pending?.abort();
    this.element = h("dialog", { "aria-labelledby": "document-title", onclick, onclose }, header, this.#note, this.#page);
  }

  /** Opens a citation at its quote, or a document without a quote from its beginning. */
  async show(citation) {
    this.#pending?.abort();
    const pending = (this.#pending = new AbortController());
    this.#describe(citation);
    if (!this.element.open) this.element.showModal();
    try {
      const text = await this.#fetchText(citation.document_id, pending.signal);
      if (!pending.signal.aborted) this.#place(citation, text);
    } catch (error) {
      if (!pending.signal.aborted) this.#fail(citation, error);
    }
  }

  #describe(citation) {
    const address = webAddress(citation.url);
    this.#heading.textContent = titleOf(citation);
    const link = address && h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, "Original");
    this.#meta.replaceChildren(provenance(citation, link));
    this.#note.replaceChildren("Opening the document…");
    this.#page.replaceChildren();
    this.#page.hidden = true;
  }

  /** Finds the quote where the citation says it is; a document changed since then is searched, and said to be. */
  #place(citation, text) {
    const quote = citation.quote ?? "";
    let start = unitOffset(text, citation.start ?? 0);
    this.#note.replaceChildren();
    if (!text.startsWith(quote, start)) {
      start = text.indexOf(quote);
      const moved = start >= 0 ? "The quote now stands elsewhere in it." : "The quote is no longer in it:";
      this.#note.append(h("p", {}, `This document has changed since it was cited. ${moved}`));
      if (start < 0) this.#note.append(quoted(quote));
    }
    const found = start < 0 ? { start: 0, end: 0 } : { start, end: start + quote.length };
    this.#draw(text, found, { from: cut(text, found.start - CONTEXT), to: cut(text, found.end + CONTEXT) });
  }

  #draw(text, { start, end }, { from, to }) {
    const mark = h("mark", {}, text.slice(start, end));
    const more = (label, window) => button("plain", () => this.#extend(text, { start, end }, window), label);
    const parts = [
      from > 0 && more("Show earlier text", { from: cut(text, from - MORE), to }),
      h("div.text", { dir: "auto" }, text.slice(from, start), end > start && mark, text.slice(end, to)),
      to < text.length && more("Show later text", { from, to: cut(text, to + MORE) }),
    ];
    this.#page.hidden = false;
    this.#page.replaceChildren(...parts.filter(Boolean));
    this.#page.scrollTop = end > start ? mark.offsetTop - this.#page.clientHeight / 3 : 0;
  }

  /** Draws more of the document and leaves the reader at the line they were reading. */
  #extend(text, quote, window) {
    const mark = this.#page.querySelector("mark");
    const before = this.#page.scrollTop - (mark?.offsetTop ?? 0);
    this.#draw(text, quote, window);
    this.#page.scrollTop = before + (this.#page.querySelector("mark")?.offsetTop ?? 0);
    this.#page.focus({ preventScroll: true });
  }

  #fail(citation, error) {
    const now = `The document cannot be opened now. ${error.detail ?? ""}`;
    this.#note.replaceChildren(h("p", {}, error.status === 404 ? "This document is no longer in the collection." : now));
    if (citation.quote) this.#note.append(h("p", {}, "What was quoted from it:"), quoted(citation.quote));
  }
}

/** An offset near `index` that splits no line if a line break is near, and never a character. */
function cut(text, index) {
  if (index <= 0) return 0;
  if (index >= text.length) return text.length;
  const line = text.lastIndexOf("\n", index) + 1;
  if (index - line < CONTEXT / 2 && line > 0) return line;
  return text.codePointAt(index - 1) > 0xffff ? index - 1 : index;
}

// --- the component

/** The chat. Extend it, and `request`, to reach the service another way. */
export class CounterpointChat extends HTMLElement {
  static observedAttributes = ["src", "collection", "example", "placeholder", "launcher"];

  /** Registers the element, under another tag or in another registry if asked. */
  static define(tag = "counterpoint-chat", registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  #log = h("div.log", { role: "log", "aria-live": "polite", "aria-label": "Conversation" });
  #field = h("textarea", { id: "question", rows: "1", maxlength: "2000", enterkeyhint: "send", dir: "auto" });
  #clear = button("plain clear", () => this.clear(), "Start over");
  #launch = button("ask launch", () => this.#toggle(!this.hasAttribute("open")));
  #panel = new DocumentPanel((id, signal) => this.#fetchText(id, signal));
  #conversation = null;
  #pending = null;
  #bodies = new WeakMap(); // turn -> the element that holds its answer
  #turnsDrawn = 0;

  constructor() {
    super();
    const label = h("label.unseen", { for: "question" }, "Question");
    const ask = h("button.ask", {}, "Ask");
    const form = h("form", { onsubmit: (event) => this.#submit(event) }, label, this.#field, ask);
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    });
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styles];
    const scroller = h("div.scroller", {}, this.#log, this.#clear);
    const onkeydown = (event) => event.key === "Escape" && this.#toggle(false);
    const frame = h("div.frame", { id: "frame", onkeydown }, scroller, h("footer", {}, form));
    this.#launch.setAttribute("aria-controls", "frame");
    root.append(frame, this.#launch, this.#panel.element);
  }

  connectedCallback() {
    this.#restore();
  }

  disconnectedCallback() {
    this.#abandon("The page moved on.");
  }

  attributeChangedCallback(_name, before, after) {
    if (this.#conversation && before !== after) this.#restore();
  }

  /** The service's address, without a slash at the end. */
  get src() {
    return (this.getAttribute("src") || new URL(import.meta.url).origin).replace(/\/+$/, "");
  }

  get collection() {
    return this.getAttribute("collection") || "default";
  }

  /** Sends a request, with the key if there is one; resolves to its Response. Override it for other credentials. */
  request(path, options) {
    const key = this.getAttribute("key");
    const headers = new Headers(options?.headers);
    if (key) headers.set("Authorization", `Bearer ${key}`);
    return fetch(`${this.src}${path}`, { ...options, headers });
  }

  async #accepted(path, options) {
    const response = await this.request(path, options);
    if (response.status === 401) throw keyProblem(this.hasAttribute("key"));
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  /** Asks a question. One still waiting for its answer is given up. */
  async ask(question) {
    const turn = { question: question.trim() };
    if (turn.question === "") return;
    this.#abandon();
    if (this.#conversation.turns.length === 0) this.#log.replaceChildren();
    this.#conversation.turns.push(turn);
    await this.#run(turn);
  }

  /** Forgets all. */
  clear() {
    this.#abandon("The conversation was cleared.");
    this.#conversation.turns = [];
    this.#conversation.save();
    this.#restore();
    this.#field.focus();
  }

  /** Shows a citation in its document, or a document. */
  show(citation) {
    return this.#panel.show(citation);
  }

  /** Opens or closes a chat with a launcher. */
  #toggle(open) {
    if (!this.hasAttribute("launcher")) return;
    this.toggleAttribute("open", open);
    this.#nameLaunch();
    (open ? this.#field : this.#launch).focus();
  }

  #nameLaunch() {
    const open = this.hasAttribute("open");
    this.#launch.textContent = open ? "Close" : this.getAttribute("launcher") || "Ask the documents";
    this.#launch.ariaExpanded = String(open);
  }

  #submit(event) {
    event.preventDefault();
    const question = this.#field.value;
    this.#field.value = "";
    this.ask(question);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #bringUp(turn) {
    this.#bodies.get(turn).parentElement.scrollIntoView();
  }

  async #run(turn) {
    const conversation = this.#conversation;
    const turns = () => this.#conversation.turns; // another's where the collection was changed meanwhile
    const pending = (this.#pending = new AbortController());
    turn.problem = null;
    conversation.save();
    this.#draw(turn);
    this.#bringUp(turn);
    this.#tell("loadstart", { question: turn.question });
    try {
      const told = (name, data) => turns().includes(turn) && this.#preview(turn, name, data);
      turn.answer = await this.#fetchAnswer(turn, pending.signal, told);
      conversation.save();
      this.#tell("load", turn.answer);
    } catch (error) {
      turn.problem = problemFrom(pending.signal.aborted ? pending.signal.reason : error, this.src);
      this.#tell("error", turn.problem);
    }
    if (this.#pending === pending) this.#pending = null;
    if (turns().includes(turn)) this.#draw(turn);
    if (turns().at(-1) === turn) this.#bringUp(turn); // its question could not reach the top before
    this.#tell("loadend");
  }

  async #fetchAnswer(turn, signal, told) {
    const { turns } = this.#conversation;
    const before = turns.slice(0, turns.indexOf(turn)).filter((t) => t.answer).slice(-9);
    const earlier = before.map((t) => ({ question: t.question, answer: t.answer.answer }));
    const body = JSON.stringify({ question: turn.question, collection: this.collection, stream: true, earlier });
    const headers = { "Content-Type": "application/json" };
    const response = await this.#accepted("/v1/ask", { method: "POST", headers, body, signal });
    const streamed = response.headers.get("Content-Type")?.startsWith("text/event-stream");
    const answer = await (streamed ? finalOf(response.body, told) : response.json().catch(() => null));
    signal.throwIfAborted();
    if (!isAnswer(answer)) throw new Problem("The answer cannot be read", `What ${this.src} sent is not an answer.`);
    return answer;
  }

  async #fetchText(id, signal) {
    const response = await this.#accepted(`/v1/documents/${encodeURIComponent(id)}/text`, { signal });
    // Response.text() would drop a byte order mark, and every offset after it would be one off.
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
  }

  /** Shows the conversation with this service and collection as it was stored, or what to do first. */
  #restore() {
    this.#field.placeholder = this.getAttribute("placeholder") || "Ask a question";
    this.#nameLaunch();
    const stored = new Conversation(this.src, this.collection);
    if (stored.key !== this.#conversation?.key) {
      this.#abandon("Another collection was chosen.");
      this.#conversation = stored;
      this.#log.replaceChildren();
      for (const turn of stored.turns) this.#draw(turn);
    }
    const empty = this.#conversation.turns.length === 0;
    if (empty) this.#log.replaceChildren(this.#welcome());
    this.#clear.hidden = empty;
  }

  #welcome() {
    const examples = (this.getAttribute("example") ?? "").split("|").map((example) => example.trim()).filter(Boolean);
    const offer = (example) => h("li", {}, button("example", () => this.ask(example), example));
    return h("div.welcome", {},
      verdict("Ask, and see who says what."),
      advice("Every answer is quoted from the documents. Where they contradict each other, you see each side and its sources."),
      examples.length > 0 && [h("p.label", { id: "examples" }, "For example"), h("ul", { "aria-labelledby": "examples" }, examples.map(offer))],
    );
  }

  #draw(turn) {
    if (!this.#bodies.get(turn)?.isConnected) {
      const id = `turn-${(this.#turnsDrawn += 1)}`;
      const body = h("div.body");
      this.#bodies.set(turn, body);
      this.#log.append(h("article", { "aria-labelledby": id }, h("h2.question", { id, dir: "auto" }, turn.question), body));
    }
    const body = this.#bodies.get(turn);
    body.parentElement.dataset.state = turn.answer?.status ?? (turn.problem ? "problem" : "loading");
    body.replaceChildren(...this.#parts(turn).filter(Boolean));
    this.#clear.hidden = false;
  }

  /** Shows how far an answer is. Screen readers hear of it once it is whole. */
  #preview(turn, name, data) {
    const body = this.#bodies.get(turn);
    if (name === "sources") body.querySelector(".loading").textContent = `Reading ${plural(data.sources.length, "document")}…`;
    if (name !== "token") return;
    if (!body.querySelector(".answer")) body.append(h("p.answer", { dir: "auto", "aria-hidden": "true" }));
    body.querySelector(".answer").append(data.text);
  }

  #parts(turn) {
    const { problem, answer } = turn;
    if (problem) return [verdict(problem.title), advice(problem.detail), button("plain", () => this.#again(turn), "Ask again")];
    if (!answer) return [h("p.loading", {}, "Reading the documents…"), button("plain", () => this.#stop(), "Stop")];
    return answer.status === "not_found" ? notFoundParts(answer) : answeredParts(answer, (citation) => this.show(citation));
  }

  #abandon(why = "You asked another question before this one was answered.") {
    this.#pending?.abort(new Problem("Stopped", why));
  }

  #stop() {
    this.#abandon("You stopped this question.");
    this.#field.focus();
  }

  #again(turn) {
    this.#abandon();
    this.#field.focus();
    this.#run(turn);
  }
}

// --- the look

export const styles = new CSSStyleSheet();
styles.replaceSync(`
:host{
  --_ink:var(--counterpoint-ink,light-dark(#1b1b1a,#ecebe6));
  --_muted:var(--counterpoint-muted,light-dark(#5a5852,#aeaba3));
  --_paper:var(--counterpoint-paper,light-dark(#ffffff,#15171a));
  --_surface:var(--counterpoint-surface,light-dark(#faf8f4,#1c1f23));
  --_rule:var(--counterpoint-rule,light-dark(#ddd9d0,#363a40));
  --_edge:light-dark(#85817a,#7f848c);
  --_accent:var(--counterpoint-accent,light-dark(#1d4f7c,#9cc4ea));
  --_dissent:var(--counterpoint-dissent,light-dark(#96290f,#f2a184));
  --_mark:var(--counterpoint-mark,light-dark(#ffe8a3,#5f4c12));
  --_serif:var(--counterpoint-serif,"Iowan Old Style","Palatino Linotype",Charter,Cambria,"Times New Roman",serif);
  --_sans:var(--counterpoint-sans,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif);
  --_radius:var(--counterpoint-radius,3px);
  display:block;box-sizing:border-box;width:100%;container-type:inline-size;
  color-scheme:light dark;
  font:var(--counterpoint-size,1rem)/1.55 var(--_sans);text-align:start;
}
footer,textarea{background:var(--_paper)}
:host,dialog{color:var(--_ink);background:var(--_paper)}
:host([hidden]){display:none}
.launch{display:none;float:inline-end}
:host([launcher]){position:fixed;inset:auto 1em 1em auto;width:auto;background:none;container-type:normal;z-index:9999}
:host([launcher]) .launch{display:block}
:host([launcher]:not([open])) .frame{display:none}
:host([launcher]) .frame{width:min(34em,100vw - 2em);height:min(42em,100dvh - 5.5em);margin-bottom:.75em;container-type:inline-size;background:var(--_paper);border:1px solid var(--_edge);box-shadow:0 .5em 2em rgb(10 12 15 / .25)}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
*,*::before,*::after{box-sizing:border-box}
p,h2,h3,h4,ul,ol,blockquote{margin:0;padding:0;font-size:inherit;font-weight:inherit;overflow-wrap:anywhere}
ul,ol{list-style:none}
.unseen,mark::before,mark::after{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button{font:inherit;color:var(--_accent);background:none;border:0;padding:0;cursor:pointer;text-align:start}
button:hover{text-decoration:underline}
a{color:var(--_accent)}
a,button{text-underline-offset:.2em}
.advice,.label,.kicker,h4,.sources > h3,.loading,.unit,.provenance,.same,.gap,.by,.clear,.note{color:var(--_muted)}
.plain,.number,textarea,.ask{border-radius:var(--_radius)}
.plain,.independence,.provenance,.same,.open,.timeline li,p.by{font-size:.875em}
:focus-visible{outline:2px solid var(--_accent);outline-offset:2px;border-radius:2px}

.frame{display:flex;flex-direction:column;height:100%;position:relative}
.scroller{flex:1;min-height:0;overflow-y:auto;padding:0 clamp(1em,4cqi,2.25em)}
.welcome{padding:clamp(1.5em,6cqi,3.25em) 0 2em;max-width:40em}
.verdict,.question{font:500 1.5em/1.25 var(--_serif);text-wrap:balance}
.advice{margin-top:.5em;max-width:34em}
.label,.kicker,h4,.sources > h3{font:600 .8125em/1.4 var(--_sans)}
.welcome .label{margin:2.25em 0 .25em}
.example{display:block;width:100%;padding:.8em 0;border-top:1px solid var(--_rule);font:1.0625em/1.4 var(--_serif)}
li:last-child > .example{border-bottom:1px solid var(--_rule)}

article{padding:2em 0 2.5em;border-top:1px solid var(--_rule);scroll-margin-top:.5em}
article:first-child{border-top:0}
.question{margin-bottom:.9em}
.body > * + *{margin-top:1.25em}
.body > .label{margin-top:2.25em}
.body > .label + .answer{margin-top:.35em;font-size:1em}
.answer{font:1.125em/1.6 var(--_serif);white-space:pre-line;max-width:42em}
.kept{white-space:nowrap}
.marker{font:600 .72em/1 var(--_sans);vertical-align:.25em;padding:.3em .12em;margin:-.3em .05em}
.body .verdict{font-size:1.1875em}
.body .verdict + .advice{margin-top:.4em}
.plain{padding:.35em .9em;border:1px solid var(--_edge)}
[data-state=problem] .body,[data-state=not_found] .body{border-inline-start:3px solid var(--_edge);padding-inline-start:1.1em}
[data-state=problem] .body{border-color:var(--_dissent)}
.loading{display:flex;align-items:center;gap:.75em}
.loading::before{content:"";width:2.5em;height:2px;background:var(--_accent);transform-origin:0 50%;animation:reading 1.4s ease-in-out infinite alternate}
@keyframes reading{from{transform:scaleX(.15)}to{transform:scaleX(1)}}

.disagreement{border-top:3px solid var(--_dissent);padding-top:.8em}
.body > .disagreement + .disagreement{margin-top:2.5em}
.kicker{display:flex;flex-wrap:wrap;gap:.2em .9em;justify-content:space-between}
.kicker strong{color:var(--_dissent);font-weight:650}
.disagreement > h3{font:500 1.3125em/1.35 var(--_serif);margin:.45em 0 1em;max-width:36em}
.glance{display:flex;flex-wrap:wrap;gap:0 1.25em;font-weight:600;margin-bottom:.6em}
.positions{display:grid;gap:1px;background:var(--_rule);border:1px solid var(--_rule)}
.position{background:var(--_surface);padding:1.15em 1.25em 1.35em}
.value{font:500 1.25em/1.3 var(--_serif);font-variant-numeric:lining-nums tabular-nums}
.figure{font-size:2.875em;line-height:1.05;letter-spacing:-.01em}
.range{font-size:2.125em;line-height:1.2}
.phrase{font-size:1.625em;line-height:1.2}
.unit{font-size:1.125rem;letter-spacing:0}
.phrase .unit,.sentence .unit{font-size:inherit;color:inherit}
.independence{font-weight:600;margin-top:.45em}
.claim{font:1em/1.5 var(--_serif);margin-top:.75em}
.voice{margin-top:1em;padding-top:1em;border-top:1px solid var(--_rule)}
.provenance{display:flex;flex-wrap:wrap;gap:0 .9em;clip-path:inset(-.3em)}
.provenance > *{position:relative}
.provenance > ::before{content:"·";position:absolute;inset-inline-start:-.65em}
.provenance .who{font-weight:600;color:var(--_ink)}
.provenance .unknown{font-style:italic;font-weight:400;color:var(--_muted)}
.title cite{font:italic .9375em/1.4 var(--_serif);display:block}
blockquote{font:1em/1.5 var(--_serif);margin:.6em 0 .7em;padding-inline-start:.85em;border-inline-start:2px solid var(--_edge);white-space:pre-line}
.open{padding:.3em 0}
.open .number{margin-inline-end:.6em}
.same{font-style:italic;margin:.35em 0 .5em}
.number{display:inline-block;min-width:1.75em;padding:0 .35em;text-align:center;font-weight:600;color:var(--_accent);border:1px solid currentcolor}

h4{margin-top:1.75em}
.timeline{
  display:grid;margin-top:.9em;
  li{position:relative;display:grid;grid-template-columns:auto 1fr;gap:0 .6em;padding:0 0 1.1em 1.35em;border-inline-start:2px solid var(--_rule);line-height:1.45}
  li::before{content:"";position:absolute;inset-inline-start:-.44em;top:.3em;width:.75em;height:.75em;border-radius:50%;background:var(--_paper);border:2px solid var(--_dissent)}
  li:last-child{border-color:transparent;padding-bottom:0}
  li:last-child::before{background:var(--_dissent)}
  .point,.by{grid-column:1 / -1}
  .point{font:500 1.25em/1.35 var(--_serif)}
  .by + .point{margin-top:.4em}
}
p.by{margin-top:1em}

.body > .sources{margin-top:2em}
.sources > h3{padding-bottom:.5em}
.source{padding:.85em 0;border-top:1px solid var(--_rule);display:grid;grid-template-columns:auto 1fr;gap:0 .85em;align-items:baseline}
.source > .number{font-size:.875em}
.source > .open{grid-column:2}
.source blockquote{max-width:42em;margin-bottom:.2em}

footer{position:sticky;bottom:0;border-top:1px solid var(--_rule);padding:.85em clamp(1em,4cqi,2.25em)}
form{display:flex;gap:.6em;align-items:end}
textarea{flex:1;min-width:0;font:inherit;color:inherit;border:1px solid var(--_edge);padding:.65em .8em;resize:none;field-sizing:content;max-height:9em}
textarea::placeholder{color:var(--_muted);opacity:1}
.ask{font-weight:600;color:var(--_paper);background:var(--_accent);padding:.65em 1.35em;border:1px solid var(--_accent)}
.clear{border:0;padding:.4em 0;margin:-.5em 0 1.5em}
textarea:focus-visible{outline-offset:-1px}

dialog{inset:0 0 0 auto;margin:0;width:min(44rem,100vw);max-width:none;height:100dvh;max-height:none;border:0;border-inline-start:1px solid var(--_rule);padding:0;flex-direction:column}
dialog[open]{display:flex}
dialog::backdrop{background:rgb(10 12 15 / .5)}
dialog header{display:flex;gap:1.5em;justify-content:space-between;align-items:start;padding:1.25em 1.5em 1em;border-bottom:1px solid var(--_rule)}
dialog h2{font:500 1.375em/1.25 var(--_serif);margin-bottom:.3em}
dialog h2:focus{outline:none}
.close{flex:none}
.note:not(:empty){padding:1em 1.5em}
.note blockquote{color:var(--_ink)}
.page{position:relative;flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:1.25em 1.5em 3em}
.page:focus-visible{outline-offset:-2px}
.text{font:1.0625em/1.65 var(--_serif);white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;margin:1em 0;max-width:38em}
mark{color:inherit;background:var(--_mark);padding:.1em 0;box-decoration-break:clone;-webkit-box-decoration-break:clone}
mark::before{content:" [quote begins] "}
mark::after{content:" [quote ends] "}

@container (min-width: 38em){
  .glance{display:none}
  .positions{grid-template-columns:repeat(auto-fit,minmax(14em,1fr))}
  .position{display:grid;grid-row:span 4;grid-template-rows:subgrid;row-gap:0;align-items:start}
  .claim{grid-row:3}
  .voices{grid-row:4}
  .source{grid-template-columns:auto 1fr auto}
  .source > .open{grid-column:3}
  .across{
    grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);
    li{border-inline-start:0;border-top:2px solid var(--_rule);padding:.9em 1em 0 0;align-content:start}
    li::before{inset-inline-start:0;top:-.44em}
    .gap,time{grid-column:1 / -1}
    .gap{order:1}
  }
}
@media (max-height: 30em){
  :host([launcher][open]){inset:auto 0 0 auto}
  :host([launcher]) .frame{height:100dvh;margin:0}
  :host([launcher][open]) .launch{position:absolute;inset:auto 1em .4em auto}
  :host([launcher]) footer{padding:.4em 7.5em .4em 1em}
}
@media (prefers-reduced-motion: reduce){.loading::before{animation:none}}
`);

CounterpointChat.define();

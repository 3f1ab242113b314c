/** Calls to the service, with the key that it may ask for: kept for as long as the tab lives. */

import { $, inWords, reasonOf } from "/static/page.js";

const STORED = "counterpoint-key";
const FORM = /^cp_[\w-]+$/; // what else is typed is no key, and could not stand in a header

let waiting = null; // {promise, resolve}, while the field is shown
let held = stored();

function stored() {
  try {
    return sessionStorage.getItem(STORED) ?? "";
  } catch {
    return ""; // storage is forbidden: the key lives as long as the page
  }
}

/** Whether the page sends a key. */
export const hasKey = () => held !== "";

const bearing = (key) => (key ? { Authorization: `Bearer ${key}` } : {});

/** Resolves to what `send(headers)` does, which is sent anew with another key for as long as it is answered 401. */
export async function keyed(send, signal) {
  for (;;) {
    const key = held;
    const answer = await send(bearing(key));
    if (answer.status !== 401) return answer;
    if (held === key) await another(signal);
  }
}

/** As fetch, with the key; waits for one while the service refuses for want of it. */
export function request(path, options = {}) {
  return keyed((headers) => fetch(path, { ...options, headers: { ...options.headers, ...headers } }), options.signal);
}

/** Resolves to the JSON a request is answered with; throws as `accepted` does. */
export async function call(path, options) {
  const response = await accepted(path, options);
  return response.status === 204 ? null : response.json();
}

/** Resolves to the response of a request; throws an Error with `status` where it is refused. */
export async function accepted(path, options) {
  const response = await request(path, options);
  if (response.ok) return response;
  const body = await response.json().catch(() => null);
  throw Object.assign(new Error(reasonOf(response.status, body)), { status: response.status });
}

const AGAIN_MS = 3_000; // between looks for a service that is gone
let back = null; // the promise of its return

/** Whether it may be worth to try again by itself: nothing answered, or a service that is still starting. */
export const isGone = ({ status }) => !status || status === 503;

/** Resolves once the service is able to answer, for whoever found it gone. */
export function comesBack() {
  back ??= lookForIt().finally(() => (back = null));
  return back;
}

async function lookForIt() {
  do await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  while (!(await fetch("/ready").catch(() => null))?.ok);
}

/** Shows the field; resolves once a good key was given, and rejects when `signal` gives the request up. */
function another(signal) {
  if (!waiting) {
    waiting = Promise.withResolvers();
    show();
  }
  const { promise } = waiting;
  return new Promise((resolve, reject) => {
    promise.then(resolve);
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function show() {
  $("chat").shadowRoot?.querySelector("dialog[open]")?.close(); // a modal document would keep the field out of reach
  $("key-form").hidden = false;
  say(held ? "The key this page had is no longer accepted." : "");
  $("key").focus();
}

function say(words) {
  $("key-state").textContent = words;
  $("key").ariaInvalid = String(words !== "");
}

/** Why the service does not take `key`, in words; "" where it does. */
async function refusal(key) {
  const wrong = "This key opens nothing here: it is mistyped, expired or revoked.";
  if (!FORM.test(key)) return wrong;
  const response = await fetch("/v1/collections?limit=1", { headers: bearing(key) }).catch(() => null);
  if (!response) return inWords({});
  if (response.status === 401) return wrong;
  return response.ok ? "" : ((await response.json().catch(() => null))?.detail ?? wrong);
}

async function enter(event) {
  event.preventDefault();
  const key = $("key").value.trim();
  const words = await refusal(key);
  if (words) {
    say(words);
    $("key").select();
    return;
  }
  held = key;
  try {
    sessionStorage.setItem(STORED, key);
  } catch {
    // A reload then asks again, and nothing else.
  }
  $("key").value = "";
  $("key-form").hidden = true;
  $("collection").focus();
  waiting?.resolve();
  waiting = null;
}

$("key-form").addEventListener("submit", enter);

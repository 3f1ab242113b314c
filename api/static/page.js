/** What the parts of the demo page share: elements, words, and calls to the service. */

export const $ = (id) => document.getElementById(id);

export function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** What a response that is not an answer says, in one sentence. */
export function reasonOf(status, body) {
  return typeof body?.detail === "string" ? body.detail : `The service replied with status ${status}.`;
}

/** Resolves to the JSON a request is answered with; throws an Error with `status` where it is refused. */
export async function call(path, options) {
  const response = await fetch(path, options);
  if (response.ok) return response.status === 204 ? null : response.json();
  const body = await response.json().catch(() => null);
  throw Object.assign(new Error(reasonOf(response.status, body)), { status: response.status });
}

/** `error` in words a reader can act on. */
export function inWords(error) {
  if (error.status) return error.message;
  return navigator.onLine ? "The service cannot be reached. Is it running?" : "You are offline.";
}

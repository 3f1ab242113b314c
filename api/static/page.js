/** What the parts of the demo page share: elements and words. */

export const $ = (id) => document.getElementById(id);

export const figure = (count) => count.toLocaleString("en");

export function plural(count, noun) {
  return `${figure(count)} ${noun}${count === 1 ? "" : "s"}`;
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

/** `error` in words a reader can act on. */
export function inWords(error) {
  if (error.status) return error.message;
  return navigator.onLine ? "The service cannot be reached. Is it running?" : "You are offline.";
}

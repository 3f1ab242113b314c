/** Which files a drop or a choice stands for, what each is called, and how they are put into requests. */

export const MANY = 20; // files; more are added in the background
export const MOST_FILES = 1_000; // that one request may bring
export const MOST_BYTES = 50_000_000; // of one file, and of one request
const FORM_PART = 400; // bytes a form adds to a file, its name apart

const isHidden = (name) => name.split("/").some((part) => part.startsWith("."));

/**
 * Every file in what was dropped, folders walked through: `{file, name}`, or `{name, problem}` where it cannot be read.
 *
 * A name is the path within what was dropped. What is hidden in a folder is left out, as the command line does.
 */
export async function filesIn(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return chosen(transfer.files);
  const found = (await Promise.all(entries.map((entry) => walk(entry, "")))).flat();
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The files of a field, those of a chosen folder named by their path from it on. */
export function chosen(files) {
  const named = [...files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
  return named.filter(({ file, name }) => !file.webkitRelativePath || !isHidden(name));
}

async function walk(entry, folder) {
  const name = folder + entry.name;
  if (folder && isHidden(entry.name)) return [];
  try {
    if (entry.isFile) return [{ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), name }];
    const children = await entriesOf(entry);
    return (await Promise.all(children.map((child) => walk(child, `${name}/`)))).flat();
  } catch {
    return [{ name, problem: "The browser cannot read it; check its permissions." }];
  }
}

async function entriesOf(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) {
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at most
    if (batch.length === 0) return found;
    found.push(...batch);
  }
}

/** Lists of files, a request each: a few one by one, many as the service takes them. */
export function parcelsOf(files) {
  if (files.length <= MANY) return files.map((one) => [one]);
  const parcels = [];
  let bytes = Infinity;
  for (const one of files) {
    const size = one.file.size + FORM_PART + 3 * one.name.length; // no code unit takes more than 3 bytes
    if (bytes + size > MOST_BYTES || parcels.at(-1).length === MOST_FILES) {
      parcels.push([]);
      bytes = 0;
    }
    parcels.at(-1).push(one);
    bytes += size;
  }
  return parcels;
}

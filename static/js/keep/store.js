// The copies of what was typed, in this browser alone: {account, place, page, name, label, isMarkup, value, base, at}.
// By account, place (a release, or one form to add), page (two windows may show one release) and name of the field.
// In IndexedDB, which takes long texts; what is not written yet when a page goes away waits in localStorage, which
// takes it at once.
const DATABASE = "press-room-kept";
const TABLE = "fields";
const KEY = ["account", "place", "page", "name"];
const PENDING = "kept-pending:";
const EXPIRES_AFTER_MS = 7 * 24 * 3600 * 1000;

const isOver = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let database = null;
const open = () => {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: KEY });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return database;
};

const run = async (mode, work) => {
  const table = (await open()).transaction(TABLE, mode).objectStore(TABLE);
  return isOver(work(table));
};

const keyOf = (entry) => KEY.map((part) => entry[part]);
const pendingKey = (entry) => PENDING + JSON.stringify(keyOf(entry));

// Written one after another: an older value never follows a newer one.
const waiting = new Map();
let writing = Promise.resolve();

const write = (id, entry, work) => {
  const own = { entry };
  waiting.set(id, own);
  writing = writing.then(async () => {
    // What was typed meanwhile is written next.
    if (waiting.get(id) !== own) return;
    try {
      await work();
    } catch {
      // A browser may be told to keep nothing.
    }
    if (waiting.get(id) === own) waiting.delete(id);
  });
  return writing;
};

export const put = (entry) => write(pendingKey(entry), entry, () => run("readwrite", (table) => table.put(entry)));

export const remove = (entry) =>
  write(pendingKey(entry), null, () => run("readwrite", (table) => table.delete(keyOf(entry))));

export const all = async (account) => {
  await recover();
  const entries = await run("readonly", (table) => table.getAll(IDBKeyRange.bound([account], [account, []])));
  return entries.sort((one, other) => one.at - other.at);
};

export const removeAll = async (account, isGone = () => true) => {
  for (const entry of await all(account)) if (isGone(entry)) await remove(entry);
};

export const removeOld = async () => {
  const oldest = Date.now() - EXPIRES_AFTER_MS;
  for (const entry of await run("readonly", (table) => table.getAll())) if (entry.at < oldest) await remove(entry);
};

// What an earlier page could no longer write.
const recover = async () => {
  for (const id of Object.keys(localStorage).filter((key) => key.startsWith(PENDING))) {
    const entry = JSON.parse(localStorage.getItem(id));
    const key = JSON.parse(id.slice(PENDING.length));
    await (entry ? put(entry) : remove(Object.fromEntries(KEY.map((part, place) => [part, key[place]]))));
    localStorage.removeItem(id);
  }
};

window.addEventListener("pagehide", () => {
  for (const [id, { entry }] of waiting) {
    try {
      localStorage.setItem(id, JSON.stringify(entry));
    } catch {
      // Full, or not allowed.
    }
  }
});

/* The phone's own store: one IndexedDB, opened once; a write is over when the disk has it. */

import { openDB } from "../../vendor/idb/index.js";
import { tellHere } from "./bus.js";

const NAME = "samma-field";
const VERSION = 1;
let opened = null;

/** The open database. */
export function db() {
  if (!opened) {
    opened = openDB(NAME, VERSION, {
      upgrade(base) {
        base.createObjectStore("meta");
        base.createObjectStore("people", { keyPath: "id" });
        base.createObjectStore("lists", { keyPath: "user" });
        for (const store of ["drafts", "outbox", "photos"]) {
          base.createObjectStore(store, { keyPath: "id" }).createIndex("user", "user");
        }
      },
      // A newer page wants another shape: this one gives way, and asks to be loaded anew.
      blocking(_old, _new, event) {
        event.target.close();
        opened = null;
        tellHere("new-version");
      },
      terminated() {
        opened = null;
      },
    });
    opened.catch(() => { opened = null; });
  }
  return opened;
}

/** One transaction over the stores; resolves when it is on the disk, so that a flat battery takes nothing that was told as kept. */
export async function write(stores, work) {
  const base = await db();
  const deed = base.transaction(stores, "readwrite", { durability: "strict" });
  // An error ends the deed as a whole; its own promise then has nobody else to hear it.
  const over = deed.done.catch((error) => { throw deed.error || error; });
  over.catch(() => {});
  let given;
  try {
    given = await work(deed);
  } catch (error) {
    try { deed.abort(); } catch (_ended) { /* it has aborted by itself, and says why */ }
    throw deed.error || error;
  }
  await over;
  return given;
}

export async function get(store, key) {
  return (await db()).get(store, key);
}

/** All rows of one person. */
export async function allOf(store, user) {
  return (await db()).getAllFromIndex(store, "user", user);
}

export async function meta(name) {
  return get("meta", name);
}

export async function setMeta(name, value) {
  return write(["meta"], (deed) => deed.objectStore("meta").put(value, name));
}

/** Whether an error says that the phone has no room left. */
export function isFull(error) {
  return Boolean(error) && (error.name === "QuotaExceededError" || /quota|disk full|no space/i.test(error.message || ""));
}

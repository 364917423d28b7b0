/* One flush at a time on this phone, however many tabs are open. */

import { write } from "./db.js";

const LEASE = 90000; // longer than any one exchange; a tab that died gives its turn back by silence

/** Does the work if no other tab is at it; says whether it did. */
export async function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request("samma-field-flush", { ifAvailable: true }, async (lock) => {
      if (!lock) return false;
      await work(async () => {});
      return true;
    });
  }
  const me = Math.random();
  if (!(await takeLease(me))) return false;
  try {
    await work(() => takeLease(me));
  } finally {
    await write(["meta"], (deed) => deed.store.delete("flush-lease"));
  }
  return true;
}

/** A browser without locks writes down whose turn it is, in one step. */
function takeLease(me) {
  return write(["meta"], async (deed) => {
    const held = await deed.store.get("flush-lease");
    if (held && held.by !== me && held.until > Date.now() && held.until < Date.now() + 2 * LEASE) return false;
    await deed.store.put({ by: me, until: Date.now() + LEASE }, "flush-lease");
    return true;
  });
}

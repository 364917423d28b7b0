/* Who holds the phone. A person's key is here only while it is his turn; names on disk are cipher text too. */

import * as api from "./api.js";
import { tell } from "./bus.js";
import { allOf, db, get, meta, setMeta, write } from "./db.js";
import { fromBase64, keyOf, open, openBytes, phoneKey, seal, sealBytes, sha256, unwrap, wrap } from "./seal.js";
import { heardTime } from "./when.js";

export const MISSES = 5;
const IDLE_HOURS = 4; // with a PIN, a phone that lay about is locked again

let present = null; // {id, name, is_lead, has_pin, key, kid}

/** The person whose turn it is, or null. */
export const person = () => present;

/** Everybody who has come in on this phone, with his name opened by the phone's own key. */
export async function peopleKept() {
  const [rows, key] = [await (await db()).getAll("people"), await phoneKey()];
  return Promise.all(rows.map(async (row) => ({ ...(await open(key, row.label)), ...row })));
}

/** After a start or a reload: the same person goes on, unless his PIN asks for him again. */
export async function resume(now = Date.now()) {
  const id = await meta("present");
  const row = id && (await get("people", id));
  if (!row || !row.key) return null;
  if (row.wrapped && now - row.seen > IDLE_HOURS * 3600 * 1000) {
    await lock();
    return null;
  }
  present = { ...(await open(await phoneKey(), row.label)), id: row.id, key: row.key, kid: row.kid, has_pin: Boolean(row.wrapped) };
  await seen();
  return present;
}

/** He is still there. */
export async function seen(now = Date.now()) {
  const id = present && present.id;
  if (!id) return;
  await write(["people"], async (deed) => {
    const row = await deed.store.get(id);
    if (row) await deed.store.put({ ...row, seen: now });
  });
}

/** Takes the server's word for who is signed in: whoever it is has the phone from now on. */
export async function welcome(body, { pin = null } = {}) {
  heardTime(body.now);
  const raw = fromBase64(body.storage_key);
  const { key, kid } = await keyOf(raw);
  const { id, name, is_lead } = body.user;
  const before = await get("people", id);
  const label = await seal(await phoneKey(), { name, is_lead });
  let wrapped = before && before.kid === kid ? before.wrapped : null;
  if (!body.has_pin) wrapped = null;
  if (pin) wrapped = await wrap(raw, pin);
  if (present && present.id !== id) await lock();
  await write(["people", "meta"], async (deed) => {
    await deed.objectStore("people").put({ id, label, key, kid, wrapped, misses: 0, seen: Date.now() });
    await deed.objectStore("meta").put(id, "present");
    await deed.objectStore("meta").put("server", "came-by");
  });
  const changed = !present || present.id !== id;
  present = { id, name, is_lead, key, kid, has_pin: body.has_pin };
  if (before && before.key && before.kid !== kid) await resealAll(id, before.key, present);
  if (changed) tell("person");
  return present;
}

/** A phone that was enrolled anew got another key: what was kept under the old one is carried over. */
async function resealAll(user, oldKey, now) {
  for (const store of ["drafts", "outbox", "photos"]) {
    for (const row of await allOf(store, user)) {
      if (row.kid === now.kid) continue;
      const sealed = await sealBytes(now.key, await openBytes(oldKey, row));
      await write([store], (deed) => deed.store.put({ ...row, ...sealed, kid: now.kid }));
    }
  }
}

/** A PIN for this person on this phone; the server must know it too. */
export async function choosePin(pin) {
  await api.setPin(pin);
  await welcome(await api.whoami(), { pin });
}

/** Opens the phone by PIN without a signal. Says "open", or "wrong" with what is left, or "ask" when only the server can tell. */
export async function unlockHere(id, pin) {
  const row = await get("people", id);
  if (!row || !row.wrapped) return { said: "ask" };
  // The miss is written down before the guess is tried: switching the phone off gives none back.
  const misses = row.misses + 1;
  await write(["people"], (deed) => deed.store.put({ ...row, misses, wrapped: misses >= MISSES ? null : row.wrapped }));
  const raw = await unwrap(row.wrapped, pin);
  if (!raw) return misses >= MISSES ? { said: "locked" } : { said: "wrong", left: MISSES - misses };
  const { key, kid } = await keyOf(raw);
  if (present && present.id !== id) await lock();
  await write(["people", "meta"], async (deed) => {
    await deed.objectStore("people").put({ ...row, key, kid, misses: 0, seen: Date.now() });
    await deed.objectStore("meta").put(id, "present");
    await deed.objectStore("meta").put("pin", "came-by");
  });
  present = { ...(await open(await phoneKey(), row.label)), id, key, kid, has_pin: true };
  tell("person");
  return { said: "open" };
}

/** Signs in on the server by PIN. Keeps the way in without a signal, too. */
export async function unlockThere(id, pin) {
  return welcome(await api.unlock(id, pin), { pin });
}

/** Whether the present person came in by PIN alone: then somebody else's session may still be open. */
export const cameByPin = async () => (await meta("came-by")) === "pin";

/** The next person may take the phone: the key goes. Who has no PIN leaves no list behind either. */
export async function lock() {
  const id = await meta("present");
  present = null;
  await write(["people", "meta", "lists"], async (deed) => {
    const row = id && (await deed.objectStore("people").get(id));
    if (row) await deed.objectStore("people").put({ ...row, key: null });
    if (!row || !row.wrapped) await deed.objectStore("lists").delete(id || 0);
    await deed.objectStore("meta").delete("present");
  });
  tell("person");
}

/** Signs out: key, PIN, name and list go; what is not sent stays as cipher text until he comes back. */
export async function signOut() {
  const { id } = present;
  const mark = await sessionMark();
  present = null;
  await write(["people", "meta", "lists"], async (deed) => {
    await deed.objectStore("people").delete(id);
    await deed.objectStore("lists").delete(id);
    await deed.objectStore("meta").delete("present");
    await deed.objectStore("meta").put(mark, "leaving");
  });
  tell("person");
  await finishLeaving();
}

/** Which sign-in this is: the token changes with each, and is no secret of anybody. */
function sessionMark() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return sha256(found ? found[1] : "none");
}

/** Tells the server of a sign-out that it has not heard yet. Before that is done nobody is let in by the old session. */
export async function finishLeaving() {
  const mark = await meta("leaving");
  if (!mark) return;
  if (mark === (await sessionMark())) {
    try {
      await api.whoami(); // also for the token
      await api.leave();
    } catch (problem) {
      if (problem.kind !== "signed_out") return;
    }
  } // otherwise somebody has come in since, by a QR or his password: that session is not the one he left
  await setMeta("leaving", null);
}

export const isLeaving = async () => Boolean(await meta("leaving"));

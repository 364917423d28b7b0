/* What is finished and waits for the server. A record leaves only when the server has answered with its very hash. */

import { tell } from "./bus.js";
import { allOf, get, write } from "./db.js";
import { finish, letGo } from "./drafts.js";
import { person } from "./people.js";
import { open, seal } from "./seal.js";
import { phoneTime } from "./when.js";

const TEXTS = ["met", "practising", "stopped_reason", "produced", "problem", "help_given", "help_needed", "promise"];

/** Whose visit was kept last, for the first screen to say so until something else is begun. */
export const lastKept = { name: "" };

/** The record's text exactly as it is sent; its hash decides whether the server has it. */
export function contentOf(draft, on) {
  const { answers } = draft;
  const content = { enrolment: draft.enrolment, on, channel: answers.channel || "visit", visited_by: draft.visited_by };
  for (const name of TEXTS) content[name] = (answers[name] || "").trim();
  if (content.practising === "yes") content.stopped_reason = "";
  for (const name of ["gained", "saved"]) {
    const amount = answers[name];
    const kind = answers[`${name}_kind`] || "unknown";
    content[`${name}_kind`] = kind === "amount" && !amount ? "unknown" : kind;
    content[name] = content[`${name}_kind`] === "amount" ? amount : null;
  }
  content.next_on = answers.next_on || null;
  content.device_at = phoneTime();
  return JSON.stringify(content);
}

/** The draft becomes a record that waits, in one step: after it there is either the one or the other. */
export async function keepRecord(draft, on) {
  await finish();
  const who = person();
  const { id, user, mends, reason, field, ...rest } = draft;
  const sealed = await seal(who.key, { content: contentOf(draft, on), draft: rest, on });
  const row = { id, user: who.id, kid: who.kid, state: "waiting", at: Date.now(), ...sealed };
  await write(["drafts", "outbox"], async (deed) => {
    await deed.objectStore("outbox").put(row);
    await deed.objectStore("drafts").delete(id);
    if (mends && mends !== id) await deed.objectStore("outbox").delete(mends);
  });
  letGo(id);
  lastKept.name = draft.name;
  tell("outbox");
}

/** All records of the present person, opened, oldest first. What cannot be opened is told, never dropped. */
export async function records() {
  const who = person();
  const rows = (await allOf("outbox", who.id)).sort((one, other) => one.at - other.at);
  return Promise.all(rows.map(async (row) => {
    const frame = { id: row.id, iv: row.iv, state: row.state, at: row.at };
    try {
      return { ...frame, ...(await open(who.key, row)) };
    } catch (_otherKey) {
      return { ...frame, state: "unreadable" }; // and it stands in no other's way
    }
  }));
}

/** Writes down what the server said of a record that it did not take as it is. */
export async function markRecord(id, state, said) {
  const who = person();
  const row = await get("outbox", id);
  if (!row || row.kid !== who.kid) return;
  const sealed = await seal(who.key, { ...(await open(who.key, row)), ...said });
  await write(["outbox"], (deed) => deed.store.put({ ...row, ...sealed, state }));
  tell("outbox");
}

/** The server has these; and they go only if they are still what was sent. */
export async function dropSent(id, iv) {
  await write(["outbox"], async (deed) => {
    const row = await deed.store.get(id);
    if (row && String(row.iv) === String(iv)) await deed.store.delete(id);
  });
  tell("outbox");
}

/** A record goes because its person says so: a conflict he has read, or a refused one he gives up. */
export async function giveUp(id) {
  await write(["outbox", "photos"], async (deed) => {
    const row = await deed.objectStore("outbox").get(id);
    await deed.objectStore("outbox").delete(id);
    if (!row || row.state !== "rejected") return;
    const photos = await deed.objectStore("photos").getAll();
    for (const photo of photos) if (photo.visit === id) await deed.objectStore("photos").delete(photo.id);
  });
  tell("outbox");
}

/** How many of each wait, by the present person: without opening anything. */
export async function counts(user) {
  const [rows, photos, drafts] = await Promise.all(["outbox", "photos", "drafts"].map((store) => allOf(store, user)));
  const begun = new Set(drafts.map((draft) => draft.id));
  const loose = photos.filter((photo) => !begun.has(photo.visit));
  const refusedPhotos = loose.filter((photo) => photo.refused);
  const mend = new Set(rows.filter((row) => row.state === "rejected").map((row) => row.id));
  refusedPhotos.forEach((photo) => mend.add(photo.visit));
  const waiting = new Set(rows.filter((row) => row.state === "waiting").map((row) => row.id));
  loose.forEach((photo) => mend.has(photo.visit) || waiting.add(photo.visit));
  const told = rows.filter((row) => row.state === "conflict").length;
  return { waiting: waiting.size, photos: loose.length - refusedPhotos.length, mend: mend.size, told };
}

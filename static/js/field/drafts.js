/* What is being written: on the disk a quarter of a second after it was typed, under its writer's key. */

import { on, tellHere } from "./bus.js";
import { allOf, get, isFull, write } from "./db.js";
import { person } from "./people.js";
import { open, seal, uuid7 } from "./seal.js";
import { phoneTime } from "./when.js";

const PAUSE = 250;
let current = null; // the draft in hand
let timer = null;
let writing = Promise.resolve();

/** A draft's own words, opened; null when it is not this person's. */
async function opened(row) {
  const who = person();
  if (!row || !who || row.user !== who.id) return null;
  try {
    return { id: row.id, ...(await open(who.key, row)) };
  } catch (_otherKey) {
    return null;
  }
}

export async function draftsOf(who) {
  const rows = await allOf("drafts", who.id);
  return (await Promise.all(rows.map(opened))).filter(Boolean);
}

/** The draft with this id, to be written on. */
export async function takeUp(id) {
  if (current && current.id === id && current.user === person().id) return current;
  await finish();
  const found = await opened(await get("drafts", id));
  current = found && { ...found, user: person().id };
  return current;
}

/** A new sheet for a household, or the one that was begun. */
export async function begin(household, me) {
  const begun = (await draftsOf(person())).find((draft) => draft.enrolment === household.enrolment && !draft.mends);
  if (begun) return takeUp(begun.id);
  await finish();
  current = {
    id: uuid7(),
    user: person().id,
    enrolment: household.enrolment,
    name: household.name,
    mine: household.mine,
    visitors: household.mine ? [] : [{ id: household.visited_by, name: household.visited_by_name }, { id: me.sage, name: me.name }].filter((one) => one.id),
    visited_by: household.visited_by,
    answers: {},
    begun: phoneTime(),
  };
  await keep(current);
  return current;
}

/** A refused record comes back as a draft. Nothing of it was stored, so it keeps its id, unless the id itself was refused. */
export async function mend(record) {
  await finish();
  const id = record.field === "id" ? uuid7() : record.id;
  current = { ...record.draft, id, user: person().id, mends: record.id, on: record.on, reason: record.reason, field: record.field };
  await keep(current);
  if (id !== record.id) {
    await write(["photos"], async (deed) => {
      for (const photo of await deed.store.getAll()) if (photo.visit === record.id) await deed.store.put({ ...photo, visit: id });
    });
  }
  return current;
}

async function keep(draft) {
  const who = person();
  if (!who || who.id !== draft.user) return; // the phone changed hands meanwhile: the last save stands
  const { id, user, ...rest } = draft;
  const sealed = await seal(who.key, rest);
  await write(["drafts"], (deed) => deed.store.put({ id, user, kid: who.kid, ...sealed }));
}

function save() {
  clearTimeout(timer);
  timer = null;
  const draft = current;
  if (!draft) return writing;
  // One after the other: an older save never lands upon a newer.
  writing = writing.then(() => keep(draft)).then(
    () => tellHere("draft-kept"),
    (error) => tellHere("not-kept", { full: isFull(error) }),
  );
  return writing;
}

/** An answer has changed: kept within a quarter of a second, however fast the typing goes on. */
export function answer(patch) {
  current.answers = { ...current.answers, ...patch };
  if (timer === null) timer = setTimeout(save, PAUSE);
}

/** Something of the draft itself has changed: its day, who went. */
export function change(patch) {
  Object.assign(current, patch);
  return save();
}

/** What is typed is on the disk when this resolves. */
export async function finish() {
  if (timer !== null) save();
  await writing;
}

/** The draft is over, kept as a record or thrown away. */
export function letGo(id) {
  if (current && current.id === id) {
    clearTimeout(timer);
    timer = null;
    current = null;
  }
}

/** Throws a draft away, with its photos unless the record it mends still needs them. */
export async function discard(id) {
  await finish();
  letGo(id);
  await write(["drafts", "photos", "outbox"], async (deed) => {
    await deed.objectStore("drafts").delete(id);
    if (await deed.objectStore("outbox").get(id)) return;
    const photos = await deed.objectStore("photos").getAll();
    for (const photo of photos) if (photo.visit === id) await deed.objectStore("photos").delete(photo.id);
  });
}

addEventListener("pagehide", save);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
on("person", () => { current = null; });

/* The households in his care: the list as the server last told it, corrected by what this phone has written since. */

import * as api from "./api.js";
import { tell } from "./bus.js";
import { get, write } from "./db.js";
import { records } from "./outbox.js";
import { person } from "./people.js";
import { open, seal } from "./seal.js";
import { daysBetween, today } from "./when.js";

const SOON = 7; // days before the day that a visit is called due, as on the officer's pages

/** Asks the server for the list and keeps it, as cipher text. */
export async function refreshList() {
  const who = person();
  const told = await api.households();
  if (!person() || person().id !== who.id) return;
  const sealed = await seal(who.key, told);
  await write(["lists"], (deed) => deed.store.put({ user: who.id, ...sealed }));
  tell("list");
}

/** The list as kept, or null before the first one came. */
export async function listKept() {
  const who = person();
  const row = who && (await get("lists", who.id));
  return row ? open(who.key, row).catch(() => null) : null;
}

/** The cards of the first screen, most urgent first: {…household, ago, late, soon, unsent}. */
export async function cards(list) {
  const written = new Map();
  for (const record of await records()) {
    if (record.state === "waiting" || record.state === "rejected") written.set(record.draft.enrolment, record);
  }
  const now = today();
  return list.households.map((household) => card(household, written.get(household.enrolment), now)).sort(byUrgency);
}

/** What one card says today, the visit that is still on this phone counted in. */
export function card(household, record, now) {
  const isNewer = record && (!household.last_visit || record.on >= household.last_visit);
  const last = isNewer ? record.on : household.last_visit;
  const promised = isNewer ? record.draft.answers.next_on || null : household.next_on;
  const due = isNewer ? promised : household.due_on;
  const left = due ? daysBetween(now, due) : null;
  return {
    ...household,
    last,
    due,
    promise: isNewer ? record.draft.answers.promise || "" : household.promise,
    unsent: record ? record.state : "",
    ago: last ? Math.max(0, daysBetween(last, now)) : null,
    left,
    tone: left !== null && left < 0 ? "late" : !last || (left !== null && left <= SOON) ? "due" : "",
  };
}

const RANK = { late: 0, due: 1, "": 2 };

function byUrgency(one, other) {
  return RANK[one.tone] - RANK[other.tone] || (one.due || "").localeCompare(other.due || "") || one.enrolment - other.enrolment;
}

/* Sends what waits: visits in small batches, each answered alone, then their photos. Never believes that there is a signal: it tries. */

import { alone } from "./alone.js";
import * as api from "./api.js";
import { on, tell, tellHere } from "./bus.js";
import { allOf, write } from "./db.js";
import { refreshList } from "./households.js";
import { counts, dropSent, markRecord, records } from "./outbox.js";
import { cameByPin, person, welcome } from "./people.js";
import { openBytes, sha256 } from "./seal.js";

const MOST_RECORDS = 20;
const MOST_LETTERS = 60000; // three bytes to a Thai letter, and escapes
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;

let misses = 0;
let timer = null;
let again = false;

/** How the last talk went: idle, sending, offline, slow, portal, server, odd, signed_out, other_person. */
export let line = { state: "idle" };

function nowIs(state) {
  line = { state };
  tellHere("line", line);
}

/** Sends everything that waits. Another tab that is at it already does it for both. */
export async function flush() {
  clearTimeout(timer);
  if (!person()) return;
  again = false;
  const done = await alone(turn);
  if (done === false) {
    tell("flush-again");
    later(5000);
  } else if (again) {
    flush();
  }
}

async function turn(stillMine) {
  const who = person();
  if (!who) return;
  nowIs("sending");
  try {
    const me = await api.whoami();
    if (!isStill(who)) return;
    if (me.user.id !== who.id) {
      // He who opened the phone by PIN is asked for it once more; otherwise the phone is whose session it is.
      if (await cameByPin()) return nowIs("other_person");
      await welcome(me);
      return tellHere("new-person");
    }
    await welcome(me);
    const broken = await sendRecords(who, stillMine);
    await sendPhotos(who, stillMine);
    if (isStill(who)) await refreshList();
    if (broken) throw new api.Problem("server");
    misses = 0;
    nowIs("idle");
  } catch (problem) {
    misses += 1;
    if (!(problem instanceof api.Problem)) {
      nowIs("odd");
      await laterIfWaiting(who);
      throw problem;
    }
    if (problem.answer.error === "not_a_trainer") return nowIs("other_person");
    nowIs(problem.kind === "refused" ? "server" : problem.kind);
    await laterIfWaiting(who);
  }
}

const isStill = (who) => person() && person().id === who.id;

async function laterIfWaiting(who) {
  const { waiting } = await counts(who.id);
  if (!waiting || line.state === "signed_out") return; // he is asked to come in, and that sends
  later(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(misses - 1, 6)) * (0.75 + Math.random() / 2));
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(flush, wait);
}

/** Sends the waiting records; says whether some broke the server, each of which is then tried alone. */
async function sendRecords(who, stillMine) {
  const tried = new Set(); // each once in a turn: one that breaks the server does not hold up the others
  let most = MOST_RECORDS;
  let broken = 0;
  for (;;) {
    await stillMine();
    if (!isStill(who)) return broken;
    const waiting = (await records()).filter((record) => record.state === "waiting" && !tried.has(record.id));
    const batch = nextBatch(waiting, most);
    if (!batch.length) return broken;
    try {
      await settle(batch, (await api.sync(batch.map(({ id, content }) => ({ id, kind: "visit", content })))).results);
      batch.forEach((record) => tried.add(record.id));
    } catch (problem) {
      if (problem.kind !== "too_large" && problem.kind !== "server") throw problem;
      if (batch.length > 1) {
        most = 1;
        continue;
      }
      tried.add(batch[0].id);
      if (problem.kind === "too_large") {
        await markRecord(batch[0].id, "rejected", { reason: "ข้อความยาวเกินกว่าที่ระบบรับได้ โปรดย่อให้สั้นลง", field: "problem" });
      } else if ((broken += 1) > 2) {
        throw problem; // not the record: the server is in trouble
      }
    }
  }
}

function nextBatch(waiting, most) {
  const batch = [];
  let letters = 0;
  for (const record of waiting) {
    letters += record.content.length;
    if (batch.length === most || (batch.length && letters > MOST_LETTERS)) break;
    batch.push(record);
  }
  return batch;
}

async function settle(batch, results) {
  for (const record of batch) {
    const result = results.find((one) => one.id === record.id);
    if (!result) continue; // not answered: it is asked again
    const isKept = result.hash === (await sha256(record.content));
    if (["created", "same"].includes(result.status) && isKept) await dropSent(record.id, record.iv);
    else if (result.status === "conflict" && isKept) await markRecord(record.id, "conflict", { reason: result.reason });
    else if (result.status === "rejected") await markRecord(record.id, "rejected", { reason: result.reason, field: result.field || "" });
  }
}

async function sendPhotos(who, stillMine) {
  const [rows, drafts, photos] = await Promise.all(["outbox", "drafts", "photos"].map((store) => allOf(store, who.id)));
  const unsent = new Set([...rows.filter((row) => row.state !== "conflict"), ...drafts].map((row) => row.id));
  for (const photo of photos) {
    if (unsent.has(photo.visit) || photo.refused) continue;
    await stillMine();
    if (!isStill(who)) return;
    const bytes = await openBytes(who.key, photo).catch(() => null);
    if (!bytes) continue;
    const hash = await sha256(bytes);
    let answer;
    try {
      answer = await api.sendPhoto(photo.id, photo.visit, bytes, hash);
    } catch (problem) {
      if (problem.kind !== "too_large") throw problem;
      answer = { status: "rejected", reason: "ภาพใหญ่เกินกว่าที่ระบบรับได้" };
    }
    // A conflict of photos is kept as one more photo of the visit: the server has it.
    if (["created", "same", "conflict"].includes(answer.status) && answer.hash === hash) {
      await write(["photos"], (deed) => deed.store.delete(photo.id));
    } else if (answer.status === "rejected") {
      await write(["photos"], (deed) => deed.store.put({ ...photo, refused: answer.reason || "ระบบไม่รับภาพนี้" }));
    }
    tell("outbox");
  }
}

/** From now on: at once when something is kept, when the signal seems back, when the page is looked at. */
export function keepSending() {
  addEventListener("online", () => { misses = 0; flush(); });
  addEventListener("offline", () => nowIs("offline"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  on("flush-again", (_nothing, isFar) => { if (isFar) again = true; });
  flush();
}

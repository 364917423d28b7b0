/* Days as ISO text inside, in Thai on the screen. The phone's clock is not believed more than it must be. */

import { meta, setMeta } from "./db.js";

const BANGKOK = 7 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;
const form = (parts) => new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", { timeZone: "UTC", ...parts });
const LONG = form({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const SHORT = form({ day: "numeric", month: "short", year: "numeric" });
const MONTH = form({ month: "long", year: "numeric" });

let ahead = 0; // what the server's clock shows more than the phone's
let latest = ""; // the last day that the server has told: today is not before it

/** Reads what the last talk with the server told of the clock. */
export async function startClock() {
  const kept = (await meta("clock")) || {};
  ahead = kept.ahead || 0;
  latest = kept.latest || "";
  // The first Thai date costs a slow phone a tenth of a second: it is made while nobody waits for it.
  setTimeout(() => [LONG, SHORT, MONTH].forEach((one) => one.format(0)), 800);
}

/** Takes the server's time; the phone may be wrong by years. */
export function heardTime(iso) {
  const told = Date.parse(iso);
  if (Number.isNaN(told)) return;
  ahead = told - Date.now();
  latest = day(told);
  setMeta("clock", { ahead, latest }).catch(() => {}); // only a convenience: it is told again
}

const day = (moment) => new Date(moment + BANGKOK).toISOString().slice(0, 10);
const noon = (iso) => Date.parse(`${iso}T12:00:00Z`);

/** Today in Thailand, as the server would say; never before the day it told last. */
export function today() {
  const here = day(Date.now() + ahead);
  return here < latest ? latest : here;
}

export function addDays(iso, count) {
  return new Date(noon(iso) + count * DAY).toISOString().slice(0, 10);
}

/** The same day some months later, or that month's last. */
export function addMonths(iso, count) {
  const [year, month, date] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10);
}

export function daysBetween(from, to) {
  return Math.round((noon(to) - noon(from)) / DAY);
}

export const longDay = (iso) => LONG.format(noon(iso));
export const shortDay = (iso) => SHORT.format(noon(iso));
export const monthName = (iso) => MONTH.format(noon(iso));

/** The phone's own time with its offset, right or wrong: the server keeps it beside its own. */
export function phoneTime(now = new Date()) {
  const offset = -now.getTimezoneOffset();
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const local = new Date(now.getTime() + offset * 60000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

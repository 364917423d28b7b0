/* Talks with the server: JSON or nothing. What is not JSON came from somebody between (a hotspot's own page). */

import { phoneTime } from "./when.js";

const ROOT = "/api/field/";
const PATIENCE = 30000;

/** Why a talk failed: offline, slow, portal, server, signed_out, refused, too_large. */
export class Problem extends Error {
  constructor(kind, answer = {}) {
    super(kind);
    this.kind = kind;
    this.answer = answer;
  }
}

let csrf = "";

async function talk(path, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    // Cookies of this phone only; a redirect is never followed, because the server never sends one here.
    const how = { credentials: "same-origin", cache: "no-store", redirect: "manual", signal: stop.signal, ...options };
    const response = await fetch(ROOT + path, how);
    if (response.status >= 500) throw new Problem("server");
    if (response.status === 413) throw new Problem("too_large");
    const kind = response.headers.get("content-type") || "";
    if (response.type === "opaqueredirect" || !kind.startsWith("application/json")) throw new Problem("portal");
    return { status: response.status, body: await response.json() };
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof SyntaxError) throw new Problem("portal");
    throw new Problem(error.name === "AbortError" ? "slow" : "offline");
  } finally {
    clearTimeout(timer);
  }
}

async function ask(path, options = {}) {
  const { status, body } = await talk(path, options);
  if (body.csrf) csrf = body.csrf; // also with a refusal: somebody signed out needs it to come in
  if (status === 401) throw new Problem("signed_out", body);
  if (status >= 400) throw new Problem("refused", body);
  return body;
}

async function send(method, path, content, headers = {}) {
  const again = () => ask(path, { method, body: content, headers: { ...headers, "X-CSRFToken": csrf } });
  try {
    return await again();
  } catch (problem) {
    if (problem.answer.error !== "csrf") throw problem;
    await ask("whoami"); // the token is an old one: a fresh one, and once more
    return again();
  }
}

const JSON_KIND = { "Content-Type": "application/json" };
const post = (path, body) => send("POST", path, JSON.stringify(body), JSON_KIND);

export const whoami = () => ask("whoami");
export const households = () => ask("");
export const peopleHere = () => ask("people");
export const sync = (records) => post("sync", { records, device_now: phoneTime() });
export const setPin = (pin) => post("pin", { pin });
export const unlock = (user, pin) => post("unlock", { user, pin });
export const leave = () => post("leave", {});
export const sendPhoto = (id, visit, bytes, hash) =>
  send("PUT", `photos/${id}?visit=${visit}`, bytes, { "Content-Type": "image/jpeg", "X-Content-SHA256": hash });

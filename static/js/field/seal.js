/* What is personal lies on the phone as AES-GCM cipher text; this is the only place that knows how. */

import { get, write } from "./db.js";

const ROUNDS = 310000; // PBKDF2: about a second on a cheap phone, and as much for each guess of a PIN
const words = new TextEncoder();
const subtle = () => crypto.subtle;

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 in hex, of a text's UTF-8 bytes or of bytes. */
export async function sha256(content) {
  return hex(await subtle().digest("SHA-256", typeof content === "string" ? words.encode(content) : content));
}

/** UUIDv7: ids made in order of time, by getRandomValues alone. */
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 0, rest = now; place < 6; place += 1) {
    bytes[5 - place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The key of a person from the server's 32 bytes: it can be used here and never read out. `kid` names it without telling it. */
export async function keyOf(raw) {
  const key = await subtle().importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  return { key, kid: (await sha256(raw)).slice(0, 16) };
}

export async function sealBytes(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await subtle().encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

export async function openBytes(key, sealed) {
  return subtle().decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
}

export async function seal(key, value) {
  return sealBytes(key, words.encode(JSON.stringify(value)));
}

export async function open(key, sealed) {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed)));
}

async function fromPin(pin, salt, rounds) {
  const base = await subtle().importKey("raw", words.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return subtle().deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** The person's 32 bytes, shut by his PIN, so that he comes in without a signal. */
export async function wrap(raw, pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, rounds: ROUNDS, ...(await sealBytes(await fromPin(pin, salt, ROUNDS), raw)) };
}

/** The 32 bytes again, or null for a wrong PIN. */
export async function unwrap(wrapped, pin) {
  try {
    return new Uint8Array(await openBytes(await fromPin(pin, wrapped.salt, wrapped.rounds), wrapped));
  } catch (_wrong) {
    return null;
  }
}

/** The phone's own key, for the names on its "who is it" screen alone. */
export async function phoneKey() {
  const kept = await get("meta", "phone-key");
  if (kept) return kept;
  const made = await subtle().generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return write(["meta"], async (deed) => {
    const store = deed.objectStore("meta");
    const other = await store.get("phone-key"); // another tab may have been first
    if (!other) await store.put(made, "phone-key");
    return other || made;
  });
}

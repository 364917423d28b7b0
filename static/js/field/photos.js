/* Pictures: shrunk on the phone, kept as cipher text beside their visit, sent after it. */

import { allOf, write } from "./db.js";
import { person } from "./people.js";
import { openBytes, sealBytes, uuid7 } from "./seal.js";

const LONGEST = 1200;
const QUALITY = 0.8;
export const MOST = 6;

/** A file of the camera as a JPEG of at most 1,200 px, turned as it was taken. Throws on what is no picture. */
export async function shrink(file) {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return await new Response(blob).arrayBuffer();
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Keeps a shrunk picture with the visit of this id. */
export async function addPhoto(visit, bytes) {
  const who = person();
  const sealed = await sealBytes(who.key, bytes);
  const row = { id: uuid7(), visit, user: who.id, kid: who.kid, ...sealed };
  await write(["photos"], (deed) => deed.store.put(row));
  return row.id;
}

/** Photos of a visit in the order they were taken, still closed. */
export async function photosOf(visit) {
  return (await allOf("photos", person().id)).filter((photo) => photo.visit === visit);
}

export async function removePhoto(id) {
  await write(["photos"], (deed) => deed.store.delete(id));
}

/** The picture itself. */
export async function photoBytes(photo) {
  return openBytes(person().key, photo);
}

/** An address that an <img> can show; the caller gives it back with URL.revokeObjectURL. */
export async function photoAddress(photo) {
  return URL.createObjectURL(new Blob([await photoBytes(photo)], { type: "image/jpeg" }));
}

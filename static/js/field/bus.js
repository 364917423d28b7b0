/* One tab tells its own screens, and the other tabs of this phone, that something has changed. */

const heard = {};
const channel = "BroadcastChannel" in window ? new BroadcastChannel("samma-field") : null;

/** Calls `hear(detail, isFar)` whenever `what` is told in this tab, or (far) in another. */
export function on(what, hear) {
  (heard[what] = heard[what] || []).push(hear);
}

/** Tells this tab alone. */
export function tellHere(what, detail, isFar = false) {
  for (const hear of heard[what] || []) hear(detail, isFar);
}

/** Tells every tab. Only words without a person's data may travel here. */
export function tell(what, detail) {
  tellHere(what, detail);
  if (channel) channel.postMessage({ what, detail });
}

if (channel) channel.onmessage = (message) => tellHere(message.data.what, message.data.detail, true);

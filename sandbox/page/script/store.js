// What the page knows: who one is, where one looks, and what that person sees.

import { look } from "./api.js";

/** Whom one is when the address does not say, or names nobody. */
const SOMEONE = "U0AMARA";

export const store = {
  /** The answer of /control/sees for the person one is. */
  seen: null,
  /** Where one looks, as written in the address after the hash. */
  place: {},
};

/** Read the address: #channel=C…&as=U…&thread=ts&view=home&pane=customer, or #customer=ID for one thing said outside */
export function readPlace() {
  const written = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const as = written.as ?? sessionStorage.getItem("as") ?? SOMEONE;
  sessionStorage.setItem("as", as);
  if (written.customer) written.pane = "customer";
  store.place = { channel: "C0GENERAL", ...written, as };
}

/** Look elsewhere; parts given as null are dropped. */
export function go(changes) {
  const next = { ...store.place, ...changes };
  const parts = Object.entries(next).filter(([, value]) => value !== null && value !== undefined);
  location.hash = new URLSearchParams(parts).toString();
}

/** Fetch what the person sees now. */
export async function refresh() {
  let seen = await look("sees", { user: store.place.as });
  if (!seen && store.place.as !== SOMEONE) {
    store.place.as = SOMEONE;
    seen = await look("sees", { user: SOMEONE });
  }
  if (seen) store.seen = seen;
  // Who comes from another organisation sees little: they begin where they can be.
  if (seen?.user.is_external && !channel(store.place.channel)) store.place.channel = seen.channels[0]?.id;
  return seen !== null;
}

/** A person by id, or a stand-in for one who is not known. */
export function person(id) {
  return store.seen.people.find((one) => one.id === id) ?? { id, real_name: id, name: id, colour: "#77808a" };
}

/** A user group by id. */
export function group(id) {
  return store.seen.groups.find((one) => one.id === id);
}

/** A channel or direct message by id. */
export function channel(id) {
  return [...store.seen.channels, ...store.seen.dms].find((one) => one.id === id);
}

/** A time in the zone of the person one is. */
export function inZone(seconds, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: store.seen.user.tz, ...options }).format(new Date(seconds * 1000));
}

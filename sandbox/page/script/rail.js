// The left side: who one is, the channels, the app, and the way outside.

import { el, icon } from "./dom.js";
import { avatar } from "./message.js";
import { go, store } from "./store.js";

/** The whole rail. */
export function rail() {
  const { seen, place } = store;
  const look = (changes) => () => (document.body.classList.remove("rail-open"), go({ view: null, thread: null, message: null, ...changes }));
  const dm = seen.dms[0];
  const shownChannel = place.view ? null : place.channel;
  const outsider = seen.user.is_external;
  const home = entry(icon("home"), `${seen.app.name} Home`, place.view === "home", look({ view: "home" }));
  const customer = entry(icon("customer"), "Customer", place.pane === "customer", () => (document.body.classList.remove("rail-open"), go({ pane: place.pane === "customer" ? null : "customer", customer: null, thread: null })), 0, false, "outside");
  return [
    el("div", { class: "brand" }, el("strong", {}, "Sandbox workspace"), el("small", {}, seen.user.team)),
    el("h2", {}, "Channels"),
    seen.channels.map((one) => entry(one.is_ext_shared ? icon("shared") : one.is_private ? icon("lock") : "#", one.name, shownChannel === one.id, look({ channel: one.id }), one.unread, one.is_archived)),
    (dm || !outsider) && el("h2", {}, "App"),
    !outsider && home,
    dm && entry("M", seen.app.name, shownChannel === dm.id, look({ channel: dm.id }), dm.unread),
    !outsider && el("h2", {}, "Outside the company"),
    !outsider && customer,
    el("div", { class: "spacer" }),
    el("h2", {}, "You are"),
    el("div", { class: "people" }, seen.people.filter((one) => one.is_employee).map((one) => be(one, place.as))),
    [...byTeam(seen.people.filter((one) => one.is_external))].flatMap(([team, people]) => [el("h2", {}, team), el("div", { class: "people" }, people.map((one) => be(one, place.as)))]),
  ];
}

function entry(sign, name, active, onclick, unread = 0, closed = false, kind = "") {
  const classes = ["entry", active && "active", unread && "unread", closed && "closed", kind].filter(Boolean).join(" ");
  return el("button", { class: classes, onclick }, el("span", { class: "sign" }, sign), el("span", { class: "name" }, name), unread > 0 && el("span", { class: "badge" }, String(unread)));
}

function byTeam(people) {
  const teams = new Map();
  for (const one of people) teams.set(one.team, [...(teams.get(one.team) ?? []), one]);
  return teams;
}

function be(one, as) {
  return el(
    "button",
    { class: one.id === as ? "person active" : "person", title: [one.real_name, one.function || one.team, one.tz].join(", "), onclick: () => go({ as: one.id, ...(one.is_external ? { view: null, pane: null, customer: null, thread: null } : {}) }) },
    avatar(one),
    el("span", { class: "name" }, one.real_name),
    el("small", {}, one.function),
  );
}

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
  return [
    el("div", { class: "brand" }, el("strong", {}, "Sandbox workspace"), el("small", {}, "Sample Company")),
    el("h2", {}, "Channels"),
    seen.channels.map((one) => entry(one.is_private ? icon("lock") : "#", one.name, shownChannel === one.id, look({ channel: one.id }), one.unread, one.is_archived)),
    el("h2", {}, "App"),
    entry(icon("home"), `${seen.app.name} Home`, place.view === "home", look({ view: "home" })),
    dm && entry("M", seen.app.name, shownChannel === dm.id, look({ channel: dm.id }), dm.unread),
    el("h2", {}, "Outside the company"),
    entry(icon("customer"), "Customer", place.pane === "customer", () => (document.body.classList.remove("rail-open"), go({ pane: place.pane === "customer" ? null : "customer", thread: null })), 0, false, "outside"),
    el("div", { class: "spacer" }),
    el("h2", {}, "You are"),
    el("div", { class: "people" }, seen.people.filter((one) => one.is_employee).map((one) => be(one, place.as))),
  ];
}

function entry(sign, name, active, onclick, unread = 0, closed = false, kind = "") {
  const classes = ["entry", active && "active", unread && "unread", closed && "closed", kind].filter(Boolean).join(" ");
  return el("button", { class: classes, onclick }, el("span", { class: "sign" }, sign), el("span", { class: "name" }, name), unread > 0 && el("span", { class: "badge" }, String(unread)));
}

function be(one, as) {
  return el(
    "button",
    { class: one.id === as ? "person active" : "person", title: `${one.real_name}, ${one.function}, ${one.tz}`, onclick: () => go({ as: one.id }) },
    avatar(one),
    el("span", { class: "name" }, one.real_name),
    el("small", {}, one.function),
  );
}

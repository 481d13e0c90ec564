// The customer, who stands outside: what they say reaches the company only as a signed webhook.

import { act } from "./api.js";
import { el } from "./dom.js";
import { inZone, store } from "./store.js";

const form = el(
  "form",
  { class: "customer-form", onsubmit: (event) => send(event, {}) },
  el("label", {}, "Name", el("input", { name: "author", required: true, value: "dana_k" })),
  el("label", {}, "What they say", el("textarea", { name: "text", rows: 4, required: true, placeholder: "Third phone this month that bulges on the charger. Is anyone there?" })),
  el("div", { class: "pair" }, el("label", {}, "Link (optional)", el("input", { name: "url", type: "url", placeholder: "https://" })), el("label", {}, "Reach (optional)", el("input", { name: "reach", type: "number", min: "0" }))),
  el("button", { class: "button primary", type: "submit" }, "Say it in public"),
);

/** The form of each conversation, kept so that what one is writing survives a redraw. */
const forms = new Map();

const storm = el(
  "form",
  { class: "customer-form", onsubmit: (event) => sendStorm(event) },
  el("button", { class: "button", type: "submit" }, "A storm"),
  el("small", {}, "40 customers write about one defect. See them become one card."),
);

let drawn = "";
let shown = null;

/** The head of the customer pane. */
export function customerHead() {
  return el("div", {}, el("strong", {}, "Customer"), el("small", {}, "outside the company"));
}

/** The form, and below it what was said outside, the newest conversation first. */
export function drawCustomer(list) {
  const { conversations, can_mention: open, user } = store.seen;
  const now = JSON.stringify([conversations, open, user.tz, store.place.customer]);
  if (now !== drawn || list.dataset.place !== "customer") {
    const focused = document.activeElement;
    const closed = !open && el("p", { class: "note" }, "Start the sandbox with --mention-url and --mention-secret to send mentions.");
    const latest = [...conversations].sort((one, other) => (last(one) < last(other) ? 1 : -1));
    list.replaceChildren(el("div", { class: "customer" }, closed, form, storm, conversations.length > 0 && el("h3", {}, "Conversations outside"), latest.map(conversation)));
    list.keptNodes = null;
    if (focused?.isConnected && list.contains(focused)) focused.focus({ preventScroll: true });
  }
  drawn = now;
  list.dataset.place = "customer";
  const wanted = store.place.customer;
  const found = wanted && wanted !== shown && list.querySelector(`[data-said="${CSS.escape(wanted)}"]`);
  if (found) found.scrollIntoView({ block: "center" });
  shown = wanted ?? null;
}

function last({ said }) {
  return new Date(said.at(-1).at).getTime();
}

function conversation({ thread, author, said }) {
  return el("article", { class: "conversation", "data-thread": thread }, said.map((one) => (one.kind === "reply" ? reply(one) : mention(one, author))), again(thread, author));
}

function mention(one, author) {
  const good = one.status >= 200 && one.status < 300;
  const answer = one.status && el("p", { class: good ? "answer good" : "answer bad" }, el("b", {}, String(one.status)), el("code", {}, one.body || "(no body)"));
  return el(
    "section",
    { class: mark("said", one), "data-said": one.id },
    heading(author, one),
    el("p", { class: "lines" }, linked(one.text)),
    el("details", {}, el("summary", {}, "As sent"), answer, el("pre", {}, JSON.stringify({ mentions: [one.sent] }, null, 2))),
    !good && answer && answer.cloneNode(true),
  );
}

function reply(one) {
  return el("section", { class: mark("said company", one), "data-said": one.id }, heading("Sample Company", one), el("p", { class: "lines" }, linked(one.text)));
}

function heading(name, one) {
  return el("p", { class: "who" }, el("strong", {}, name), el("time", {}, inZone(Date.parse(one.at) / 1000, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })));
}

function mark(kind, one) {
  return store.place.customer === one.id ? `${kind} marked` : kind;
}

/** Plain text whose web addresses can be followed. */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"”“’)]*[^\s<>"”“’).,;:!?])/).map((part, at) => (at % 2 ? el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part));
}

function again(thread, author) {
  if (!forms.has(thread)) {
    const box = el("textarea", { name: "text", rows: 1, required: true, placeholder: `Write again as ${author}`, "aria-label": `Write again as ${author}` });
    forms.set(thread, el("form", { class: "again", onsubmit: (event) => send(event, { author, thread }) }, box, el("button", { class: "button", type: "submit" }, "Write again")));
  }
  return forms.get(thread);
}

async function send(event, more) {
  event.preventDefault();
  const used = event.currentTarget;
  const given = Object.fromEntries([...new FormData(used)].filter(([, value]) => value));
  if (await act("mention", { ...given, ...more })) used.elements.text.value = "";
}

async function sendStorm(event) {
  event.preventDefault();
  const button = event.currentTarget.querySelector("button");
  button.disabled = true;
  await act("storm", {});
  button.disabled = false;
}

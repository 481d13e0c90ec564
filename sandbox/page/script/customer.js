// The customer, who stands outside: what they say reaches the company only as a signed webhook.

import { act } from "./api.js";
import { el } from "./dom.js";
import { inZone, store } from "./store.js";

const form = el(
  "form",
  { class: "customer-form", onsubmit: send },
  el("label", {}, "Name", el("input", { name: "author", required: true, value: "dana_k" })),
  el("label", {}, "What they say", el("textarea", { name: "text", rows: 4, required: true, placeholder: "Third phone this month that bulges on the charger. Is anyone there?" })),
  el("div", { class: "pair" }, el("label", {}, "Link (optional)", el("input", { name: "url", type: "url", placeholder: "https://" })), el("label", {}, "Reach (optional)", el("input", { name: "reach", type: "number", min: "0" }))),
  el("button", { class: "button primary", type: "submit" }, "Say it in public"),
);

/** The head of the customer pane. */
export function customerHead() {
  return el("div", {}, el("strong", {}, "Customer"), el("small", {}, "outside the company"));
}

/** The form and what was sent before, newest first. */
export function customerPane() {
  const closed = !store.seen.can_mention && el("p", { class: "note" }, "Start the sandbox with --mention-url and --mention-secret to send mentions.");
  return el("div", { class: "customer" }, closed, form, el("h3", {}, "Sent"), [...store.seen.mentions].reverse().map(sent));
}

function sent({ mention, status, body }) {
  const good = status >= 200 && status < 300;
  return el(
    "article",
    { class: "sent" },
    el("p", {}, el("strong", {}, mention.author), el("time", {}, inZone(Date.parse(mention.posted_at) / 1000, { hour: "2-digit", minute: "2-digit" }))),
    el("p", { class: "lines" }, mention.text),
    el("p", { class: good ? "answer good" : "answer bad" }, el("b", {}, String(status)), el("code", {}, body || "(no body)")),
    el("details", {}, el("summary", {}, "As sent"), el("pre", {}, JSON.stringify({ mentions: [mention] }, null, 2))),
  );
}

async function send(event) {
  event.preventDefault();
  const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  if (await act("mention", given)) form.elements.text.value = "";
}

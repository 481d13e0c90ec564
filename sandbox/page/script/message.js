// One message, with its blocks, files, reactions, thread line and menu.

import { act } from "./api.js";
import { blocks } from "./blocks.js";
import { el, icon, menu, popup } from "./dom.js";
import { QUICK, emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { Surface } from "./press.js";
import { go, inZone, person, store } from "./store.js";

const QUIET = ["channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive", "channel_unarchive"];

/** A message of a channel; `inThread` when it stands in the thread pane. */
export function message(shown, channelId, inThread = false) {
  const author = person(shown.user);
  const mine = shown.user === store.place.as;
  const quiet = QUIET.includes(shown.subtype) || shown.subtype === "tombstone";
  const marked = store.place.message === shown.ts;
  const classes = ["message", quiet && "quiet", shown.is_ephemeral && "whisper", marked && "marked"].filter(Boolean).join(" ");
  return el(
    "article",
    { class: classes, "data-ts": shown.ts },
    avatar(author, shown),
    el(
      "div",
      { class: "message-main" },
      shown.is_ephemeral && el("p", { class: "whisper-note" }, icon("eye"), "Only visible to you"),
      heading(author, shown),
      body(shown, channelId),
      reactions(shown, channelId),
      !inThread && threadLine(shown),
    ),
    !shown.is_ephemeral && shown.subtype !== "tombstone" && tools(shown, channelId, mine, inThread),
  );
}

/** A person's initials on their colour; the app's sign is square. */
export function avatar(author, shown = {}) {
  const initials = author.real_name.split(" ").map((part) => part[0]).slice(0, 2).join("");
  const isApp = Boolean(shown.bot_id) || author.is_bot;
  return el("span", { class: isApp ? "avatar app" : "avatar", style: `background:${author.colour}`, "aria-hidden": "true" }, isApp ? "M" : initials);
}

function heading(author, shown) {
  return el(
    "p",
    { class: "message-head" },
    el("strong", {}, author.real_name),
    shown.bot_id ? el("span", { class: "tag" }, "APP") : author.is_external ? el("span", { class: "tag external" }, author.team) : author.function && el("span", { class: "function" }, author.function),
    el("time", { title: inZone(Number(shown.ts), { dateStyle: "full", timeStyle: "medium" }) }, inZone(Number(shown.ts), { hour: "2-digit", minute: "2-digit" })),
  );
}

function body(shown, channelId) {
  const place = shown.is_ephemeral ? { channel: channelId, ephemeral_id: shown.ephemeral_id } : { channel: channelId, ts: shown.ts };
  const surface = new Surface(place);
  const edited = shown.edited && el("small", { class: "edited" }, "(edited)");
  return el(
    "div",
    { class: "message-body" },
    shown.blocks ? blocks(shown.blocks, surface) : shown.text && mrkdwn(shown.text),
    (shown.attachments ?? []).map((one) => attachment(one, surface)),
    (shown.files ?? []).map(file),
    edited,
  );
}

function attachment(one, surface) {
  const colour = /^#?[0-9a-f]{6}$/i.test(one.color ?? "") ? `#${one.color.replace("#", "")}` : "#c9d3d4";
  return el("div", { class: "attachment", style: `border-color:${colour}` }, one.pretext && mrkdwn(one.pretext), one.title && el("strong", {}, one.title), one.text && mrkdwn(one.text), one.blocks && blocks(one.blocks, surface));
}

function file(one) {
  const address = new URL(one.url_private, location.href).pathname;
  if (one.mimetype.startsWith("image/") && one.mimetype !== "image/svg+xml") {
    const save = el("a", { href: address, download: one.name, title: `Download ${one.name}`, "aria-label": `Download ${one.name}` }, icon("download"));
    return el("figure", { class: "image" }, el("figcaption", {}, one.title, " ", save), el("img", { src: address, alt: one.alt_txt || one.title }));
  }
  const about = el("small", {}, `${one.name} · ${Math.ceil(one.size / 1024)} KB`);
  return el("a", { class: "file", href: address, download: one.name }, icon("download"), el("span", {}, el("strong", {}, one.title), about));
}

function reactions(shown, channelId) {
  if (!shown.reactions) return null;
  return el(
    "div",
    { class: "reactions" },
    shown.reactions.map(({ name, users, count }) => {
      const mine = users.includes(store.place.as);
      const who = users.map((id) => person(id).real_name).join(", ");
      return el("button", { class: mine ? "mine" : "", title: who, onclick: () => react(shown, channelId, name, mine) }, emoji(name), ` ${count}`);
    }),
  );
}

function react(shown, channelId, name, remove = false) {
  act("react", { user: store.place.as, channel: channelId, ts: shown.ts, name, remove });
}

function threadLine(shown) {
  const whispers = (shown.replies ?? []).filter((reply) => reply.is_ephemeral).length;
  if (!shown.reply_count && !whispers) return null;
  const count = (shown.reply_count ?? 0) + whispers;
  const faces = (shown.reply_users ?? []).map((id) => avatar(person(id)));
  const last = shown.latest_reply && el("small", {}, `last ${inZone(Number(shown.latest_reply), { hour: "2-digit", minute: "2-digit" })}`);
  return el("button", { class: "thread-line", onclick: () => go({ thread: shown.ts, pane: null }) }, faces, el("b", {}, count === 1 ? "1 reply" : `${count} replies`), last);
}

function tools(shown, channelId, mine, inThread) {
  const palette = (event) => {
    const anchor = event.currentTarget;
    const node = popup(anchor, QUICK.map((name) => el("button", { title: `:${name}:`, onclick: () => (node.remove(), react(shown, channelId, name)) }, emoji(name))), "palette");
  };
  return el(
    "div",
    { class: "tools" },
    el("button", { title: "React", onclick: palette }, icon("react")),
    !inThread && el("button", { title: "Reply in thread", onclick: () => go({ thread: shown.thread_ts ?? shown.ts, pane: null }) }, icon("reply")),
    el("button", { title: "More", onclick: (event) => menu(event.currentTarget, entries(shown, channelId, mine)) }, icon("more")),
  );
}

function entries(shown, channelId, mine) {
  const place = { user: store.place.as, channel: channelId, ts: shown.ts };
  const shortcuts = store.seen.shortcuts.filter((one) => one.type === "message");
  const list = shortcuts.map((one) => ({ text: one.name, choose: () => act("shortcut", { ...place, callback_id: one.callback_id }) }));
  list.push({ text: "Copy link to message", choose: () => navigator.clipboard?.writeText(`${location.origin}/archives/${channelId}/p${shown.ts.replace(".", "")}`) });
  if (mine) {
    list.push({ text: "Edit", choose: () => edit(shown, place) });
    list.push({ text: "Delete", danger: true, choose: () => act("delete", place) });
  }
  return list;
}

function edit(shown, place) {
  const node = document.querySelector(`[data-ts="${shown.ts}"] .message-body`);
  const box = el("textarea", { rows: 3 });
  box.value = shown.text;
  const before = [...node.childNodes];
  const cancel = () => node.replaceChildren(...before);
  const save = async () => {
    if (box.value.trim() && box.value !== shown.text) await act("edit", { ...place, text: box.value });
    else cancel();
  };
  const buttons = el("div", { class: "actions" }, el("button", { class: "button", onclick: cancel }, "Cancel"), el("button", { class: "button primary", onclick: save }, "Save"));
  node.replaceChildren(box, buttons);
  box.focus();
}

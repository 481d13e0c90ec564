// Slack's mark-up as elements. All of it may come from strangers: text stays text, links are http(s) or mail.

import { el } from "./dom.js";
import { emoji, isEmoji } from "./emoji.js";
import { channel, go, group, inZone, person, store } from "./store.js";

const INLINE = new RegExp(
  [
    "<([^<>\\n]+)>",
    "`([^`\\n]+)`",
    "(?<![\\w*])\\*(?=\\S)([^*\\n]+?)(?<=\\S)\\*(?![\\w*])",
    "(?<![\\w_])_(?=\\S)([^_\\n]+?)(?<=\\S)_(?![\\w_])",
    "(?<![\\w~])~(?=\\S)([^~\\n]+?)(?<=\\S)~(?![\\w~])",
    ":([a-z0-9_+-]+):",
  ].join("|"),
  "g",
);

/** A text object of Block Kit. */
export function textObject(text) {
  return text.type === "mrkdwn" ? mrkdwn(text.text) : el("span", { class: "plain" }, withEmoji(unescape(text.text)));
}

/** Text with Slack's mark-up: preformatted parts, quotes, and lines. */
export function mrkdwn(text) {
  const root = el("div", { class: "mrkdwn" });
  for (const [at, part] of text.split("```").entries()) {
    if (at % 2) root.append(el("pre", {}, unescape(part.replace(/^\n|\n$/g, ""))));
    else root.append(...quotesAndLines(part));
  }
  return root;
}

function quotesAndLines(text) {
  const nodes = [];
  for (const piece of text.split(/((?:^|\n)(?:(?:&gt;|>)[^\n]*(?:\n|$))+)/)) {
    if (/^\n?(&gt;|>)/.test(piece)) {
      const quoted = piece.replace(/^\n/, "").replace(/\n$/, "").replace(/^(&gt;|>) ?/gm, "");
      nodes.push(el("blockquote", {}, inline(quoted)));
    } else if (piece) {
      nodes.push(el("span", { class: "lines" }, inline(piece)));
    }
  }
  return nodes;
}

/** One stretch of text with its inline marks. */
function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, special, code, bold, italic, strike, name] = match;
    if (name && !isEmoji(name)) continue;
    nodes.push(unescape(text.slice(from, match.index)));
    from = match.index + whole.length;
    if (special) nodes.push(specialNode(special));
    else if (code) nodes.push(el("code", {}, unescape(code)));
    else if (bold) nodes.push(el("strong", {}, inline(bold)));
    else if (italic) nodes.push(el("em", {}, inline(italic)));
    else if (strike) nodes.push(el("s", {}, inline(strike)));
    else nodes.push(emojiNode(name));
  }
  nodes.push(unescape(text.slice(from)));
  return nodes.filter((node) => node !== "");
}

function specialNode(special) {
  const bar = special.indexOf("|");
  const target = bar < 0 ? special : special.slice(0, bar);
  const label = bar < 0 ? "" : special.slice(bar + 1);
  if (target.startsWith("@")) return userNode(target.slice(1));
  if (target.startsWith("#")) return channelNode(target.slice(1), label);
  if (target.startsWith("!subteam^")) return groupNode(target.slice(9), label);
  if (target.startsWith("!date^")) return dateNode(target, label);
  if (target.startsWith("!")) return el("span", { class: "mention loud" }, `@${target.slice(1)}`);
  return linkNode(unescape(target), label ? unescape(label) : unescape(target));
}

/** A person's name as a mention. */
export function userNode(id) {
  const mine = id === store.place.as ? " mine" : "";
  return el("span", { class: `mention${mine}` }, `@${person(id).real_name}`);
}

/** A channel's name that leads to it. */
export function channelNode(id, label = "") {
  const known = channel(id);
  const name = `#${known?.name || label || id}`;
  return known ? el("button", { class: "mention", onclick: () => go({ channel: id, view: null, thread: null }) }, name) : el("span", { class: "mention" }, name);
}

/** A user group's name as a mention. */
export function groupNode(id, label = "") {
  const known = group(id);
  const mine = known?.users.includes(store.place.as) ? " mine" : "";
  return el("span", { class: `mention${mine}` }, known ? `@${known.handle}` : label || `@${id}`);
}

/** A link, if it is one that may be followed. */
export function linkNode(url, label) {
  if (!/^(https?:|mailto:)/i.test(url)) return label;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url }, label);
}

/** An emoji by its short name. */
export function emojiNode(name) {
  return el("span", { class: "emoji", title: `:${name}:` }, emoji(name));
}

function dateNode(target, fallback) {
  const [, seconds, format, link] = target.split("^");
  if (!/^-?\d+$/.test(seconds)) return unescape(fallback);
  const text = formatDate(Number(seconds), format);
  return link ? linkNode(link, text) : el("time", { title: unescape(fallback) }, text);
}

const DATE_PARTS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** A moment in Slack's format, in the zone of the person one is. */
export function formatDate(seconds, format) {
  return format.replace(/\{(\w+)\}/g, (token, name) => {
    if (name === "ago") return ago(seconds);
    const plain = name.replace(/_pretty$/, "");
    const nearby = name.endsWith("_pretty") ? nearDay(seconds) : null;
    return nearby ?? (DATE_PARTS[plain] ? inZone(seconds, DATE_PARTS[plain]) : token);
  });
}

function nearDay(seconds) {
  const day = (at) => inZone(at, { year: "numeric", month: "2-digit", day: "2-digit" });
  const now = Date.now() / 1000;
  const names = { yesterday: now - 86400, today: now, tomorrow: now + 86400 };
  return Object.keys(names).find((name) => day(names[name]) === day(seconds)) ?? null;
}

function ago(seconds) {
  const minutes = Math.round((Date.now() / 1000 - seconds) / 60);
  const [amount, unit] = Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-amount, unit);
}

function withEmoji(text) {
  return text.split(/(:[a-z0-9_+-]+:)/).map((part) => {
    const name = part.slice(1, -1);
    return part.length > 2 && isEmoji(name) ? emojiNode(name) : part;
  });
}

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

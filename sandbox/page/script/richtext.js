// The rich_text block: sections, lists, quotes, preformatted text.

import { el } from "./dom.js";
import { channelNode, emojiNode, formatDate, groupNode, linkNode, userNode } from "./mrkdwn.js";

/** A rich_text block. */
export function richText(block) {
  return el("div", { class: "rich-text" }, block.elements.map(part));
}

function part(element) {
  if (element.type === "rich_text_list") {
    const tag = element.style === "ordered" ? "ol" : "ul";
    const start = element.offset ? { start: String(element.offset + 1) } : {};
    return el(tag, { ...start, style: `margin-left:${(element.indent ?? 0) * 20}px` }, element.elements.map((item) => el("li", {}, item.elements.map(word))));
  }
  if (element.type === "rich_text_quote") return el("blockquote", {}, element.elements.map(word));
  if (element.type === "rich_text_preformatted") return el("pre", {}, element.elements.map(word));
  return el("div", { class: "lines" }, element.elements.map(word));
}

function word(element) {
  return styled(bare(element), element.style ?? {});
}

function bare(element) {
  switch (element.type) {
    case "link":
      return linkNode(element.url, element.text || element.url);
    case "user":
      return userNode(element.user_id);
    case "usergroup":
      return groupNode(element.usergroup_id);
    case "channel":
      return channelNode(element.channel_id);
    case "broadcast":
      return el("span", { class: "mention loud" }, `@${element.range}`);
    case "emoji":
      return emojiNode(element.name);
    case "date":
      return el("time", {}, formatDate(element.timestamp, element.format));
    case "color":
      return el("code", {}, element.value);
    default:
      return element.text ?? "";
  }
}

function styled(node, style) {
  const tags = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };
  for (const [name, tag] of Object.entries(tags)) if (style[name]) node = el(tag, {}, node);
  return node;
}

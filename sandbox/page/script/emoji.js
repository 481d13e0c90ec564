// The handful of emoji short names that the sandbox draws.

const SIGNS = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", eyes: "👀", heart: "❤️", tada: "🎉", pray: "🙏",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", rotating_light: "🚨",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", alarm_clock: "⏰", clock3: "🕒", stopwatch: "⏱️", calendar: "📆",
  bulb: "💡", memo: "📝", speech_balloon: "💬", mega: "📣", bell: "🔔", link: "🔗", lock: "🔒", mag: "🔍", pushpin: "📌",
  star: "⭐", sparkles: "✨", trophy: "🏆", medal: "🏅", seedling: "🌱", handshake: "🤝", wave: "👋", clap: "👏",
  raised_hands: "🙌", raising_hand: "🙋", muscle: "💪", slightly_smiling_face: "🙂", smile: "😄", thinking_face: "🤔",
  bar_chart: "📊", chart_with_upwards_trend: "📈", package: "📦", wrench: "🔧", scales: "⚖️", megaphone: "📣",
  newspaper: "📰", shield: "🛡️", fire: "🔥", battery: "🔋", question: "❓", exclamation: "❗", information_source: "ℹ️",
  arrow_right: "➡️", arrow_up: "⬆️", arrow_down: "⬇️", large_green_circle: "🟢", large_yellow_circle: "🟡",
  red_circle: "🔴", white_circle: "⚪", large_blue_circle: "🔵", one: "1️⃣", two: "2️⃣", three: "3️⃣",
};

/** What one reaches for first. */
export const QUICK = ["+1", "eyes", "white_check_mark", "heart", "tada", "pray", "bulb", "raised_hands"];

/** The sign of a short name, or the name between colons where it is not known or this machine has no such sign. */
export function emoji(name) {
  const sign = SIGNS[name.split("::")[0]];
  return sign && isDrawable(sign) ? sign : `:${name}:`;
}

const drawn = new Map();

/** Whether some font here has this sign: one that is missing looks like any other that is missing. */
function isDrawable(sign) {
  if (!drawn.has("missing")) drawn.set("missing", picture("\u{10FFFF}"));
  if (!drawn.has(sign)) drawn.set(sign, picture([...sign][0]));
  return drawn.get(sign) !== drawn.get("missing");
}

function picture(sign) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 24, height: 24 });
  const context = canvas.getContext("2d");
  context.font = "16px sans-serif";
  context.fillText(sign, 2, 18);
  return canvas.toDataURL();
}

/** Whether this short name is drawn. */
export function isEmoji(name) {
  return name in SIGNS;
}

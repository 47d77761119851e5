// Where a link or a picture may lead; the same rules as releases/texts/addresses.py, which has the last word.
const LETTERS = "[\\p{L}\\p{N}_-]";
const HOST = `(?:${LETTERS}+\\.)+(?:\\p{L}{2,}|xn--${LETTERS}+)`;
const MAIL = `[^\\s@:/?#<>()]+@(?:${LETTERS}+\\.)+\\p{L}{2,}`;
const REST = "(?:[/?#]\\S*)?";
const FILE_TYPES =
  "aspx?|docx?|gif|html?|jpe?g|jsp|odt|ods|pdf|php|png|pptx?|rtf|svg|txt|webp|xlsx?|xml|zip";

const MENDED = [
  [new RegExp(`^(${MAIL})$`, "u"), "mailto:$1"],
  [new RegExp(`^//(${HOST}(?:[:/?#]\\S*)?)$`, "u"), "https://$1"],
  [new RegExp(`^(https?)(?::/?|//)(${HOST}(?:[:/?#]\\S*)?)$`, "iu"), "$1://$2"],
  [new RegExp(`^(?!(?!www\\.)[\\p{L}\\p{N}_.-]+\\.(?:${FILE_TYPES})$)(${HOST}${REST})$`, "iu"), "https://$1"],
];
const USABLE = [
  new RegExp(`^mailto:${MAIL}(?:,${MAIL})*(?:\\?\\S*)?$`, "iu"),
  /^tel:\+?[0-9][0-9().-]{1,30}$/i,
  /^\/(?![/\\])\S*$/,
];
const TELEPHONE = /^(?:tel:)?(\+[0-9][0-9\s().-]{5,30})$/i;
// A name or a password before the host.
const CREDENTIALS = /^https?:[/\\]*[^/?#]*@/i;
const AROUND = /^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$/g;
const PICTURE = /\.(?:jpe?g|png|webp)$/;
const FILE = /^\/files\/[0-9a-f-]{36}\/[\w.-]+$/;

const onTheWeb = (address) => {
  if (!/^https?:\/\/\S+$/i.test(address)) return false;
  try {
    const url = new URL(address);
    return /[^.]\.[^.]/.test(url.hostname) || url.host === location.host;
  } catch {
    return false;
  }
};

// The address that a link is to have; null where nobody can say which is meant.
export const mendLink = (typed) => {
  const meant = meantBy(typed);
  return meant === null || CREDENTIALS.test(meant) ? null : meant;
};

const meantBy = (typed) => {
  const address = typed.replace(AROUND, "");
  const telephone = TELEPHONE.exec(address);
  if (telephone) return `tel:${telephone[1].replace(/[^+0-9]/g, "")}`;
  for (const [pattern, meant] of MENDED) {
    if (pattern.test(address)) return address.replace(pattern, meant);
  }
  return onTheWeb(address) || USABLE.some((pattern) => pattern.test(address)) ? address : null;
};

// Which sentence of templates/admin/_words.html says why it is none.
export const linkProblem = (typed) => {
  const address = typed.replace(AROUND, "");
  if (CREDENTIALS.test(address)) return "link-credentials";
  if (/^https?:\/\/[^\s/?#.]+(?:[/?#]\S*)?$/i.test(address)) return "link-not-public";
  return new RegExp(`^${HOST}:\\d+${REST}$`, "u").test(address) ? "link-with-port" : "no-link";
};

// The address of an attachment as a text keeps it, with our host or without; null for any other.
export const ownPicture = (typed) => {
  try {
    const url = new URL(typed.trim(), location.origin);
    return url.host === location.host && FILE.test(url.pathname) ? url.pathname : null;
  } catch {
    return null;
  }
};

// Which sentence of templates/admin/_words.html says why a picture cannot be shown.
export const pictureProblem = (address) => {
  const typed = address.trim();
  const own = ownPicture(typed);
  if (own) return PICTURE.test(own) ? null : "picture-document";
  if (/^data:/i.test(typed)) return "picture-embedded";
  if (/^(?:file:|blob:|[a-z]:[\\/]|\\\\)/i.test(typed)) return "picture-computer";
  return /^(?:https?:)?\/\//i.test(typed) ? "picture-elsewhere" : "picture-unknown";
};

// Where a link or a picture may lead; the same rules as releases/texts/addresses.py, which has the last word.
const LETTERS = "[\\p{L}\\p{N}_-]";
const HOST = `(?:${LETTERS}+\\.)+(?:\\p{L}{2,}|xn--${LETTERS}+)`;
const MAIL = `[^\\s@:/?#<>()]+@(?:${LETTERS}+\\.)+\\p{L}{2,}`;
const REST = "(?:[/?#]\\S*)?";
const FILE_TYPES =
  "aspx?|avif|docx?|gif|heic|html?|jpe?g|jsp|odt|ods|pdf|php|png|pptx?|rtf|svg|txt|webp|xlsx?|xml|zip";

const NORMALISATIONS = [
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
const FRENCH_TELEPHONE = /^(?:tel:)?0([1-9](?:[\s.-]?[0-9]{2}){4})$/i;
// What a French number overseas begins with after its 0, and its code; common/telephones.py has the same.
const OVERSEAS = [
  [/^(?=590|690|691)/, "590"],
  [/^(?=[56]94)/, "594"],
  [/^(?=596|696|697)/, "596"],
  [/^(?=26[239]|639|692)/, "262"],
  [/^508|^(?=708)/, "508"],
  [/^/, "33"],
];
// A name or a password before the host.
const CREDENTIALS = /^(?:https?:[/\\]*|[a-z][a-z0-9+.-]*:[/\\]{2}|\/\/)[^/?#]*@/i;
// Hosts that mean something on one computer or network only, as common/web_addresses.py says.
const RESERVED = /(?:^|\.)(?:home\.arpa|internal|invalid|lan|local|localhost|test)\.?$/;
const PRIVATE_IPV4 =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|192\.0\.[02]|198\.1[89]|198\.51\.100|203\.0\.113|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|2[45]\d)\.[\d.]+$/;
// Of IPv6, the public ones begin with 2 or 3; 2001:db8 is for examples.
const PUBLIC_IPV6 = /^\[(?!2001:db8:)[23][\da-f]{3}:/;
const AROUND = /^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$/g;
const PICTURE = /\.(?:avif|gif|jpe?g|png|webp)$/;
const FILE = /^\/files\/[0-9a-f-]{36}\/[\w.-]+$/;

const webAddress = (address) => {
  if (!/^https?:\/\/\S+$/i.test(address)) return null;
  try {
    return new URL(address);
  } catch {
    return null;
  }
};

const isNotPublic = (address) => {
  const url = webAddress(address);
  if (!url || url.host === location.host) return false;
  const host = url.hostname;
  if (host.startsWith("[")) return !PUBLIC_IPV6.test(host);
  return !/[^.]\.[^.]/.test(host) || RESERVED.test(host) || PRIVATE_IPV4.test(host);
};

// The path of an address of this site; null for any other.
export const ownPath = (address) => {
  const url = /^\/(?![/\\])/.test(address) ? new URL(address, location.origin) : webAddress(address);
  return url?.host === location.host ? url.pathname : null;
};

// This site's own pages for its staff; no reader can open them.
const isOfTheDesk = (address) => {
  const { desk } = document.getElementById("js-messages").dataset;
  return ownPath(address)?.startsWith(desk) ?? false;
};

// The address that a link is to have; null where nobody can say which is meant.
export const normaliseLink = (typed) => {
  const meant = normalised(typed);
  return meant === null || problemOf(meant) ? null : meant;
};

const problemOf = (address) => {
  if (CREDENTIALS.test(address)) return "link-credentials";
  if (isNotPublic(address)) return "link-not-public";
  return isOfTheDesk(address) ? "link-no-page" : "";
};

const normalised = (typed) => {
  const address = typed.replace(AROUND, "");
  const telephone = TELEPHONE.exec(address);
  if (telephone) return `tel:${telephone[1].replace(/[^+0-9]/g, "")}`;
  const french = FRENCH_TELEPHONE.exec(address);
  if (french) return `tel:${fromAbroad(french[1].replace(/[^0-9]/g, ""))}`;
  for (const [pattern, meant] of NORMALISATIONS) {
    if (pattern.test(address)) return address.replace(pattern, meant);
  }
  return webAddress(address) || USABLE.some((pattern) => pattern.test(address)) ? address : null;
};

const fromAbroad = (digits) => {
  const [pattern, code] = OVERSEAS.find(([begins]) => begins.test(digits));
  return `+${code}${digits.replace(pattern, "")}`;
};

// Which sentence of templates/admin/_js_messages.html says why it is none.
export const linkProblem = (typed) => {
  const address = typed.replace(AROUND, "");
  const problem = problemOf(normalised(address) ?? address);
  if (problem) return problem;
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

// Which sentence of templates/admin/_js_messages.html says why a picture cannot be shown.
export const pictureProblem = (address) => {
  const typed = address.trim();
  const own = ownPicture(typed);
  if (own) return PICTURE.test(own) ? null : "picture-document";
  if (/^data:/i.test(typed)) return "picture-embedded";
  if (/^(?:file:|blob:|[a-z]:[\\/]|\\\\)/i.test(typed)) return "picture-computer";
  return /^(?:https?:)?\/\//i.test(typed) ? "picture-elsewhere" : "picture-unknown";
};

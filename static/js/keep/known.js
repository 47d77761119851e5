// What the desk had when this page showed it last, by digests: what is sent is written over that and nothing else.
import { digestsOf } from "press-room/keep/line_names";

const packed = (field) => (field?.value ? JSON.parse(field.value) : { digests: {} });

export class Known {
  constructor(form, bar) {
    this.form = form;
    this.digests = { ...packed(this.field("initial_digests")).digests, ...JSON.parse(bar.dataset.lines) };
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  get revision() {
    return Number(this.field("opened_revision")?.value ?? 0);
  }

  // Of a form to add, which is the form of a release from now on.
  begin({ initial_digests: value, digests, revision }) {
    this.field("submission_token")?.remove();
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "initial_digests", value }));
    this.digests = { ...digests };
    this.field("opened_revision").value = String(revision);
  }

  // Into the form itself, so that its save is refused only for what was not seen.
  write({ digests, revision }) {
    const field = this.field("initial_digests");
    if (!field) return;
    const before = packed(field);
    field.value = JSON.stringify({ ...before, digests: { ...before.digests, ...this.digests } });
    this.writeLines();
    const isAllSeen = Object.entries(digests).every(([name, digest]) => this.digests[name] === digest);
    if (isAllSeen) this.field("opened_revision").value = String(revision);
  }

  // Each file has digests of its own in the form.
  writeLines() {
    for (const [name, digest] of Object.entries(this.digests)) {
      const field = digestsOf(this.form, name);
      if (!field?.value) continue;
      const before = packed(field);
      const column = name.split(":").pop();
      if (before.digests[column] === digest) continue;
      field.value = JSON.stringify({ ...before, digests: { ...before.digests, [column]: digest } });
    }
  }
}

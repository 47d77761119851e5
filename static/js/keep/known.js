// What the desk had when this page showed it last, by digests: what is sent is written over that and nothing else.
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
    const isAllSeen = Object.entries(digests).every(([name, digest]) => this.digests[name] === digest);
    if (isAllSeen) this.field("opened_revision").value = String(revision);
  }
}

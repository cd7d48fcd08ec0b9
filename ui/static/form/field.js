// The frame every form control stands in: label, help, error, draft, and the model that decides its limits.
// A control is a gr.HTML whose value is {v: …} and whose props are {panel, role, model, specs}; specs holds what the
// control may be for each model, or null where that model has no such setting. User text is set by textContent only.
(() => {
  const kinds = new Map();
  const panels = new Map();
  let serial = 0;

  const make = (tag, className = '', text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const button = (className, text, label, onClick) => {
    const node = make('button', className, text);
    node.type = 'button';
    if (label) { node.setAttribute('aria-label', label); node.title = label; }
    node.addEventListener('click', onClick);
    return node;
  };
  // What a typed number says, with a decimal point or comma: null for nothing, and the text where it is no clear number,
  // as "1,000" is not. Whoever checks the field then says so.
  const number = (typed) => {
    const text = typed.normalize('NFKC').replace(/\s/g, '');
    if (!text) return null;
    const clear = /^[+-]?(\d+[.,]?\d*|[.,]\d+)$/.test(text) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
    const value = clear ? Number(text.replace(',', '.')) : NaN;
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : typed.trim();
  };
  // A box for a number. Browsers' own number boxes drop the comma of "1,5" or refuse it, depending on their language.
  const numberBox = (changed) => {
    const box = make('input', 'e-input e-number');
    box.type = 'text';
    box.inputMode = 'decimal';
    box.autocomplete = 'off';
    box.addEventListener('input', changed);
    box.addEventListener('keydown', (event) => {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!step || typeof number(box.value) !== 'number') return;
      event.preventDefault();
      box.value = String(number(box.value) + step);
      changed();
    });
    return box;
  };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const copy = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

  // One panel: the chosen model, its fields, and what was typed so far, which ui/static/form/drafts.js keeps.
  class Panel {
    constructor(name) {
      this.name = name;
      this.fields = new Map();
      this.model = null;
      this.draft = EaselForm.drafts.read(name);
    }

    keep(role, value) {
      this.draft[role] = value;
      EaselForm.drafts.changed(this);
    }

    setModel(model) {
      if (model === this.model) return;
      this.model = model;
      for (const field of this.fields.values()) field.adopt(model);
    }

    changed(role) {
      for (const field of this.fields.values()) {
        if (field.role !== role && field.kind.follow) field.kind.follow(field, role);
      }
      window.dispatchEvent(new CustomEvent('easel:changed', { detail: { panel: this.name, role } }));
    }

    value(role) { return this.fields.get(role)?.value; }

    // Fill the form, also one whose tab was never opened: it then begins with this as its draft.
    fill(model, values) {
      this.draft = { ...this.draft, ...values, model };
      EaselForm.drafts.changed(this);
      this.show({ ...values, model });
    }

    // Put values into the fields that are on the page.
    show(values) {
      const [field] = this.fields.values();
      if (!field) return;
      if (values.model in field.specs) this.setModel(values.model);
      for (const [role, value] of Object.entries(values)) this.fields.get(role)?.set(value);
    }

    // Add a media value to a tray; one that is there already keeps its place, and its number.
    add(role, value) {
      const field = this.fields.get(role);
      const held = (field ? field.value : this.draft[role]) ?? [];
      if (held.includes(value)) return;
      if (field) field.set([...held, value]); else this.keep(role, [...held, value]);
    }

    // errors: {role: sentence}; a role whose control is not shown is left to the summary.
    showErrors(errors) {
      let first = null;
      for (const field of this.fields.values()) {
        field.error(errors[field.role] || '');
        if (errors[field.role] && field.spec) first = first || field;
      }
      if (first) first.reveal();
    }
  }

  class Field {
    constructor(kind, element, props, tools) {
      this.kind = kind;
      this.props = props;
      this.role = props.role;
      this.specs = copy(props.specs);
      this.panel = EaselForm.panel(props.panel);
      this.server = tools.server;
      this.upload = tools.upload;
      this.id = `e-${props.panel}-${props.role}-${++serial}`;
      this.root = element.querySelector('.e-control');
      this.frame();
      this.panel.fields.set(this.role, this);
      if (this.panel.model === null) {
        const drafted = this.panel.draft.model;
        this.panel.model = drafted in this.specs ? drafted : props.model;
        this.panel.draft.model = this.panel.model;
      }
      const draft = this.panel.draft[this.role];
      this.spec = this.specs[this.panel.model] ?? null;
      this.value = copy(draft === undefined ? props.value?.v : draft);
      this.kind.build(this);
      const kept = draft !== undefined && this.panel.draft.model === this.panel.model;
      if (this.spec && !kept) this.value = this.fitted(this.value, null);
      this.draw();
      // Gradio holds what is sent with an event, and writes the server's first value once more after this function.
      tools.watch('value', () => this.tell());
      setTimeout(() => this.tell(), 0);
    }

    // What the visitor sees is the truth; make Gradio hold it.
    tell() {
      if (!same(this.value, this.props.value?.v ?? null)) this.props.value = { v: copy(this.value) };
    }

    frame() {
      this.head = make('div', 'e-head');
      this.label = make('label', 'e-label');
      this.label.id = `${this.id}-label`;
      this.why = button('e-why', '?', '', () => this.toggleHelp());
      this.why.setAttribute('aria-expanded', 'false');
      this.aside = make('span', 'e-aside');
      this.head.append(this.label, this.why, this.aside);
      this.body = make('div', 'e-body');
      this.help = make('p', 'e-help');
      this.help.id = `${this.id}-help`;
      this.help.hidden = true;
      this.why.setAttribute('aria-controls', this.help.id);
      this.problem = make('p', 'e-error');
      this.problem.id = `${this.id}-error`;
      this.problem.setAttribute('role', 'alert');
      this.problem.hidden = true;
      this.root.replaceChildren(this.head, this.help, this.body, this.problem);
    }

    toggleHelp() {
      this.help.hidden = !this.help.hidden;
      this.why.setAttribute('aria-expanded', String(!this.help.hidden));
    }

    // Tie label, help and error to the element a person types into, or to the group of choices.
    names(node, group = false) {
      if (group) {
        node.setAttribute('role', node.getAttribute('role') || 'group');
        node.setAttribute('aria-labelledby', this.label.id);
      } else {
        node.id = node.id || `${this.id}-input`;
        this.label.htmlFor = node.id;
      }
      node.setAttribute('aria-describedby', `${this.help.id} ${this.problem.id}`);
      this.named = node;
    }

    // What the control should hold when `spec` replaces `before`; a fresh choice where the old one is not offered.
    fitted(value, before) {
      return this.kind.fit ? this.kind.fit(value, this.spec, before) : value;
    }

    adopt(model) {
      const before = this.spec;
      this.spec = this.specs[model] ?? null;
      this.error('');
      if (this.spec) {
        const value = this.fitted(this.value, before);
        if (!same(value, this.value)) this.set(value, false);
      }
      this.draw();
    }

    draw() {
      const wrapper = this.root.closest('.block') || this.root;
      wrapper.classList.toggle('e-absent', !this.spec);
      if (!this.spec) return;
      this.label.textContent = this.spec.label;
      this.why.setAttribute('aria-label', `What is ${this.spec.label.toLowerCase()}?`);
      this.why.hidden = !this.spec.help;
      this.help.textContent = this.spec.help || '';
      try {
        this.kind.draw(this);
      } catch (fault) {  // a draft of an older version: start afresh rather than show nothing
        console.warn('Easel: a kept value did not fit', this.role, fault);
        this.set(copy(this.spec.start), false);
        this.kind.draw(this);
      }
    }

    // A change by the visitor (or by the control itself).
    set(value, redraw = true) {
      this.value = copy(value);
      this.props.value = { v: copy(value) };
      this.panel.keep(this.role, this.value);
      this.error('');
      if (redraw && this.spec) this.kind.draw(this);
      this.panel.changed(this.role);
    }

    error(sentence) {
      this.problem.textContent = sentence;
      this.problem.hidden = !sentence;
      this.root.classList.toggle('e-wrong', Boolean(sentence));
      if (this.named) {
        if (sentence) this.named.setAttribute('aria-invalid', 'true');
        else this.named.removeAttribute('aria-invalid');
      }
    }

    reveal() {
      this.root.closest('.e-fold')?.classList.add('e-open');
      this.root.scrollIntoView({ block: 'nearest' });
      const target = this.root.querySelector('textarea, input:not([type=hidden]), button:not(.e-why), select');
      target?.focus({ preventScroll: true });
    }
  }

  window.EaselForm = {
    make, button, same, copy, number, numberBox,
    panels: () => panels.values(),
    panel(name) {
      if (!panels.has(name)) panels.set(name, new Panel(name));
      return panels.get(name);
    },
    define(name, kind) { kinds.set(name, kind); },
    mount(name, element, props, trigger, watch, server, upload) {
      return new Field(kinds.get(name), element, props, { trigger, watch, server, upload });
    },
  };
})();

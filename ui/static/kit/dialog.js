// What the controls open over the page: a sheet for work that needs room, and a menu of a few acts.
(() => {
  const { make, button } = EaselForm;

  // A sheet: {dialog, body, foot, say, close}. `closed` runs when it is gone, however that came about.
  EaselForm.sheet = (title, { className = '', closed } = {}) => {
    const dialog = make('dialog', `e-window ${className}`.trim());
    dialog.setAttribute('aria-label', title);
    const close = () => dialog.close();
    const head = make('div', 'e-window-head');
    head.append(make('h2', '', title), button('e-plain', 'Close', '', close));
    const body = make('div', 'e-window-body');
    const note = make('p', 'e-window-note');
    note.setAttribute('role', 'status');
    const foot = make('div', 'e-window-foot');
    dialog.append(head, body, note, foot);
    const say = (sentence) => { note.textContent = sentence ?? ''; };
    // A drag that ends outside must not close it, so only a press that begins outside does.
    dialog.addEventListener('pointerdown', (event) => { if (event.target === dialog) close(); });
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.stopPropagation();
    });
    dialog.addEventListener('close', () => { dialog.remove(); closed?.(); });
    document.body.append(dialog);
    dialog.showModal();
    return { dialog, body, foot, say, close };
  };

  // Calls a server function for a sheet or a control; says its refusal there and returns null then.
  EaselForm.ask = async (say, call, argument) => {
    try {
      const answer = await call(argument);
      if (!answer?.sentence) return answer;
      say(answer.sentence);
    } catch { say('Easel does not answer. Check the connection and try again.'); }
    return null;
  };

  // acts: [[text, function], …]
  EaselForm.menu = (anchor, acts) => {
    const box = make('div', 'e-menu');
    box.popover = 'auto';
    box.setAttribute('role', 'menu');
    const entries = acts.map(([text, act]) => {
      const entry = button('', text, '', () => { box.hidePopover(); act(); });
      entry.setAttribute('role', 'menuitem');
      return entry;
    });
    box.append(...entries);
    box.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      entries.at((entries.indexOf(document.activeElement) + step) % entries.length).focus();
    });
    box.addEventListener('toggle', (event) => {
      if (event.newState !== 'closed') return;
      if (box.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
      box.remove();
    });
    (anchor.closest('dialog') ?? document.body).append(box);
    box.showPopover();
    EaselForm.below(box, anchor);
    entries[0]?.focus();
  };

  // Put a box that is fixed to the window right below (or above) a node, within the window.
  EaselForm.below = (box, node) => {
    const at = node.getBoundingClientRect();
    const room = innerHeight - at.bottom;
    box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
    box.style.top = room < box.offsetHeight + 8 && at.top > room ? `${Math.max(8, at.top - box.offsetHeight - 4)}px` : `${at.bottom + 4}px`;
  };
})();

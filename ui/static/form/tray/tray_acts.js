// Where a tray's files come from besides this computer, and what can be done with one that is there.
(() => {
  const { button, described } = EaselForm;

  EaselForm.trayActs = {
    sources(f) {
      const found = [button('e-link', 'Library', '', () => EaselForm.librarySheet(f))];
      if (f.role === 'mask') found.unshift(button('e-link', 'Draw it', '', () => EaselForm.maskSheet(f)));
      const phone = matchMedia('(pointer: coarse)').matches;
      // A live view takes pictures; films are taken by a phone's own camera.
      if (phone || (f.role !== 'videos' && navigator.mediaDevices?.getUserMedia)) {
        found.push(button('e-link', 'Camera', '', () => EaselForm.camera(f, phone)));
      }
      return found;
    },

    ofTile(f, value) {
      const entry = described.get(value);
      const acts = [];
      const mask = f.panel.fields.get('mask');
      if (f === mask) acts.push(['Draw on', () => EaselForm.maskSheet(f)]);
      else if (mask?.spec && entry.kind === 'image') acts.push(['Draw a mask', () => EaselForm.maskSheet(mask)]);
      if (entry.kind === 'image') {
        acts.push(['Crop and turn', () => EaselForm.cropSheet(f, value)]);
        if (entry.edit?.turns !== undefined || entry.edit?.fitted) acts.push(['Back to the original', () => this.restore(f, value)]);
        if (entry.can_fit) acts.push(['Shrink to fit', () => this.fit(f)]);
      } else {
        const pictures = f.panel.fields.get('images');
        const film = { url: entry.large, duration_s: entry.duration_s, label: entry.name, from: { value } };
        if (pictures?.spec) acts.push(['Take a frame', () => EaselForm.frameSheet(pictures, film)]);
      }
      acts.push(['Save by name', () => EaselForm.nameSheet(f, value)]);
      return acts;
    },

    async restore(f, value) {
      const original = described.get(value).made_from;
      const [answer] = await f.server.describe({ values: [original], model: f.panel.model });
      if (answer?.kind) f.kind.adopt(f, answer, value);
    },

    // Every picture that the model would refuse, and that shrinking helps.
    async fit(f) {
      f.fit.disabled = true;
      let refused = '';
      for (const value of f.value.filter((each) => described.get(each)?.can_fit)) {
        const answer = await EaselForm.ask((said) => { refused = said; }, f.server.tray_fit, { value, model: f.panel.model });
        if (answer) f.kind.adopt(f, answer, value);
      }
      f.fit.disabled = false;
      if (refused) f.error(refused);
    },
  };
})();

// Sorting with a finger: one that rests on a tile picks it up, one that moves at once scrolls the page as ever.
(() => {
  const REST_MS = 300;

  EaselForm.sortByTouch = (list, tile, move) => {
    let timer = null;
    let held = false;
    let over = null;
    const put = () => {
      clearTimeout(timer);
      tile.classList.remove('e-dragged');
      for (const each of list.children) each.classList.remove('e-drop-here');
    };
    tile.addEventListener('touchstart', (event) => {
      held = false;
      over = null;
      if (event.touches.length > 1 || event.target.closest('button')) return;
      timer = setTimeout(() => { held = true; tile.classList.add('e-dragged'); }, REST_MS);
    }, { passive: true });
    tile.addEventListener('touchmove', (event) => {
      if (!held) { clearTimeout(timer); return; }
      event.preventDefault();
      const { clientX, clientY } = event.touches[0];
      const under = [...list.children].find((each) => each.contains(document.elementFromPoint(clientX, clientY)));
      for (const each of list.children) each.classList.toggle('e-drop-here', each === under && each !== tile);
      over = under ?? null;
    }, { passive: false });
    tile.addEventListener('touchend', (event) => {
      put();
      if (!held) return;
      event.preventDefault();
      if (over) move([...list.children].indexOf(over));
    });
    tile.addEventListener('touchcancel', put);
    tile.addEventListener('contextmenu', (event) => { if (held) event.preventDefault(); });
  };
})();

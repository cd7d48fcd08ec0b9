// What stands below a prompt: the ways to things that can be put into it.
(() => {
  const { make, button } = EaselForm;

  EaselForm.promptTools = (f) => {
    const row = make('div', 'e-prompt-tools');
    row.append(button('e-link', '@ Names', '', () => EaselForm.namesSheet(f)));
    f.body.append(row);
    EaselForm.offerNames(f);
  };
})();

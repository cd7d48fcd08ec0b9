// The page as Gradio builds it.

export const inView = (node) => node.offsetParent !== null;

export const tabsInView = () => [...document.querySelectorAll("#easel-tabs [role=tablist] [role=tab]")].filter(inView);

export const openTab = (name) =>
  tabsInView()
    .find((tab) => tab.dataset.tabId === name)
    ?.click();

// Danish for Streamlit's own words, marks that point at their entries and back, and Ctrl+Enter to check.
(() => {
  "use strict";
  const WORDS = {
    "Skip to main content": "Gå til indholdet",
    "Press Ctrl+Enter to apply": "Ctrl+Enter tjekker opslaget",
    "Press ⌘+Enter to apply": "Cmd+Enter tjekker opslaget",
    "Press Ctrl+Enter to submit form": "Ctrl+Enter tjekker opslaget",
    "Press Enter to apply": "Enter gemmer",
    "No results": "Intet fundet",
    "No options to select": "Intet at vælge",
    "Select an option": "Vælg",
    "Choose an option": "Vælg",
    "Clear value": "Ryd",
    "Upload": "Vælg fil",
    "Upload file": "Vælg fil",
    "Add files": "Tilføj filer",
    "Drag and drop a file here": "Træk en fil hertil",
    "Drag and drop files here": "Træk filer hertil",
    "Open": "Åbn",
    "Selected values": "Valgt",
    "file upload": "vælg fil",
    "Clear all": "Ryd alle",
    "Select all": "Vælg alle",
    "Close": "Luk",
    "Download": "Hent",
    "Running...": "Arbejder …",
    "Connecting": "Forbinder",
    "Stop": "Stop",
    "Show more": "Vis mere",
    "Show less": "Vis mindre",
    "open": "åben",
    "Main menu": "Menu",
    "Connection error": "Ingen forbindelse til Kasket",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Kører Kasket stadig? Start den igen, og genindlæs siden. Din tekst står her stadig.",
  };
  // Built-in texts with something of our own in them.
  const SHAPES = [
    [/^(?:Limit )?(\d+) ?([KMG]B) per file/, "Højst $1 $2"],
    [/^(.{1,80}) files are not allowed\.$/, "Filer af slagsen $1 læses ikke her."],
    [/^File must be (.{1,20}) or smaller\.$/, "Filen må højst fylde $1."],
    [/^Help for (.{1,200})$/, "Hjælp til $1"],
    [/^Select (\d+) matches$/, "Vælg alle $1"],
    [/^Remove (.{1,200})$/, "Fjern $1"],
    [/^(.{1,200}) — start$/, "$1: fra"],
    [/^(.{1,200}) — end$/, "$1: til"],
    [/^Error: AxiosError.*$/, "Filen kunne ikke lægges ind. Prøv igen, eller vælg en mindre."],
  ];
  const said = (words) => {
    const plain = words.trim();
    if (WORDS[plain]) return WORDS[plain];
    const shape = SHAPES.find(([english]) => english.test(plain));
    return shape && plain.replace(shape[0], shape[1]);
  };
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

  function translate(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const danish = said(node.data);
      if (danish && !node.parentElement.closest(".k-text, .k-card, textarea")) node.data = danish;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".k-text, .k-card")) return;
    for (const name of ATTRIBUTES) {
      const danish = said(node.getAttribute(name) || "");
      if (danish) node.setAttribute(name, danish);
    }
    node.childNodes.forEach(translate);
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });

  function visit(id) {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.tagName !== "A") target.setAttribute("tabindex", "-1");
    target.scrollIntoView({ block: "center", behavior: "auto" });
    target.focus({ preventScroll: true });
    const shown = target.closest(".k-mark, .k-card") || target;
    shown.classList.remove("k-flash");
    void shown.offsetWidth;
    shown.classList.add("k-flash");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#fund-"], a[href^="#sted-"]');
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    visit(link.getAttribute("href").slice(1));
  }, true);

  // A link within the app: the address changes and Streamlit runs the page; a reload would lose the draft.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a.k-go");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState({}, "", link.getAttribute("href") || ".");
    window.dispatchEvent(new PopStateEvent("popstate"));
    window.scrollTo(0, 0);
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo(0, 0);
  }, true);

  function checkButton() {
    return document.querySelector(".st-key-check button");
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, [contenteditable=true]");
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && typing && typing.tagName === "TEXTAREA") {
      const field = typing;
      setTimeout(() => { field.blur(); const button = checkButton(); if (button) { button.focus(); button.click(); } }, 30);
      return;
    }
    // Streamlit reruns on a bare r and clears caches on c (WCAG 2.1.4).
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && ["r", "R", "c", "C"].includes(event.key)) {
      event.stopImmediatePropagation();
    }
  }, true);
})();

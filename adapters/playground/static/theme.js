// Before the first paint: the theme that was chosen the last time.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch { /* without storage, the system's theme holds */ }

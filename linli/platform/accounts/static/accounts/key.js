// Tells the reader when a security key could not be read. allauth's script announces it.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // no trace of the key in the console
  for (const words of document.querySelectorAll("[data-key-problem]")) words.hidden = false;
});

// A passkey that was stopped or is not there is said in words, not only in the console.
document.addEventListener("allauth.error", () => {
  const trouble = document.getElementById("passkey-trouble");
  trouble.hidden = false;
  trouble.scrollIntoView({ block: "nearest" });
});

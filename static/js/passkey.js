// Shows the passkey buttons where the browser has passkeys, and says in the page when one did not work.
(function () {
  const trouble = document.getElementById("passkey-trouble");

  function say(words) {
    trouble.textContent = words;
    trouble.hidden = false;
  }

  if (window.PublicKeyCredential) {
    trouble.hidden = true;
    document.querySelectorAll("[data-passkey]").forEach((button) => { button.hidden = false; });
  } else {
    say("This browser has no passkeys here. They need a recent browser and a secure address. The other ways to log in work without.");
  }

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say("That did not work, or it was cancelled. Nothing has changed: try again, or use another way.");
  });
})();

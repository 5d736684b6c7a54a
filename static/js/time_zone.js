// Chooses the browser's own time zone beforehand, where nobody has chosen one yet.
(function () {
  const select = document.querySelector("select[data-guess]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select && Array.from(select.options).some((option) => option.value === zone)) {
    select.value = zone;
  }
})();

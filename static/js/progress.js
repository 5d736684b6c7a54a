// Asks each second how far a run of a template is, and opens the page anew at its end. Without it there is a link.
const box = document.querySelector("[data-state]");
const bar = document.getElementById("progress");
const words = document.getElementById("progress-words");

async function look() {
  try {
    const answer = await fetch(box.dataset.state, { headers: { Accept: "application/json" } });
    if (answer.status === 404) return;
    const { done, total, finished } = await answer.json();
    bar.value = done;
    bar.max = total;
    words.textContent = `${done} of ${total}`;
    if (finished) {
      window.location.reload();
      return;
    }
  } catch {
    // the network or the site is away for a moment: ask again
  }
  window.setTimeout(look, 1000);
}

window.setTimeout(look, 1000);

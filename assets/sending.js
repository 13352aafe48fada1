// One press sends once; and what takes longer than a moment says so, to the eye and aloud.
const SOON = 400 // ms within which an answer needs no word of waiting
const PATIENCE = 8000 // ms after which a form may be sent again, should the answer not come
const LATE = "时间比平时长，还在等系统答复。"
const HARMLESS = "也可以再按一次，不会办两次。"

document.addEventListener("submit", (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post") return
  if (form.dataset.sent) return event.preventDefault()
  sent(form, true)
  const told = place(form)
  const pressed = event.submitter ? `“${event.submitter.innerText.trim().split("\n")[0]}”` : ""
  setTimeout(() => say(form, told, `${pressed}正在办理，请稍候……`), SOON)
  setTimeout(() => {
    say(form, told, form.elements.token ? LATE + HARMLESS : LATE)
    sent(form, false)
  }, PATIENCE)
})
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => sent(form, false)))

function sent(form, yes) {
  if (yes) form.dataset.sent = "yes"
  else delete form.dataset.sent
  for (const button of form.elements) if (button.type === "submit") button.setAttribute("aria-disabled", yes)
}

// Where the waiting is told: empty at first, so that it is read out once there are words, and in the form, for outside of an open dialog
// nothing is seen or heard.
function place(form) {
  for (const old of document.querySelectorAll(".waiting")) old.remove()
  const told = document.createElement("p")
  told.className = "waiting"
  told.setAttribute("role", "status")
  form.append(told)
  return told
}

// A form whose answer is a file (data-brings-file) leaves its page as it is: there is nothing to wait for that the page would hear of.
function say(form, told, words) {
  if (form.dataset.sent && form.dataset.bringsFile === undefined) told.textContent = words
}

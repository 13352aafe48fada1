// Small helps at single pages: another captcha, a phone code with its countdown, printing a signed PDF.
import { ask } from "./asking.js"

document.addEventListener("click", async (event) => {
  const captcha = event.target.closest("[data-captcha]")
  if (captcha) {
    event.preventDefault()
    const fresh = await ask(captcha.dataset.captcha, new FormData())
    if (!fresh.ok) return
    captcha.querySelector("img").src = fresh.picture
    document.querySelector("input[name=captcha_key]").value = fresh.key
    document.querySelector("input[name=captcha]").value = ""
    document.querySelector("input[name=captcha]").focus()
  }
  const code = event.target.closest("[data-send-code]")
  if (code) sendCode(event, code)
  const print = event.target.closest("[data-print]")
  if (print) printFile(event, print)
})

// A captcha is used up by each try: where one is asked for, the whole page is sent and comes back with another.
async function sendCode(event, button) {
  if (button.form.elements.captcha) return
  event.preventDefault()
  const body = new FormData()
  body.append("phone", document.getElementById("phone").value)
  const answer = await ask(button.dataset.sendCode, body)
  if (answer.captcha) return button.form.requestSubmit(button)
  document.getElementById("code-told").textContent = answer.words
  if (answer.ok) countDown(button, 60)
}

function countDown(button, seconds) {
  const words = button.dataset.words || (button.dataset.words = button.textContent)
  button.disabled = seconds > 0
  button.textContent = seconds > 0 ? `${seconds} 秒后可重新获取` : words
  if (seconds > 0) setTimeout(() => countDown(button, seconds - 1), 1000)
}

function printFile(event, link) {
  event.preventDefault()
  const frame = document.createElement("iframe")
  frame.className = "visually-hidden"
  frame.title = "打印"
  frame.src = link.href
  frame.addEventListener("load", () => frame.contentWindow.print())
  document.body.append(frame)
}

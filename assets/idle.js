// A session ends after half an hour without a request. Two minutes before, the page says so and offers to go on; when it has ended, the
// page leads to the way in, and back here from there. What was typed is saved by then.
import { ask } from "./asking.js"

const WARN = 120 // seconds
const idle = Number(document.body.dataset.idle)
let warning = 0
let ending = 0

if (idle) {
  wait()
  for (const spoken of ["banshi:spoke", "htmx:after:request"]) document.addEventListener(spoken, wait)
}

function wait() {
  clearTimeout(warning)
  clearTimeout(ending)
  warning = setTimeout(warn, (idle - WARN) * 1000)
  ending = setTimeout(leave, idle * 1000)
}

function warn() {
  const dialog = document.createElement("dialog")
  dialog.setAttribute("aria-labelledby", "idle-title")
  dialog.innerHTML = `<form method="dialog" class="inside"><h2 id="idle-title">还在吗？</h2>
    <p>很久没有操作了，2 分钟后将自动退出。填写的内容已经保存。</p><div class="actions"><button class="btn btn-primary">继续使用</button></div></form>`
  dialog.addEventListener("close", () => {
    dialog.remove()
    ask(document.body.dataset.here, new FormData())
  })
  document.body.append(dialog)
  dialog.showModal()
}

function leave() {
  location.reload()
}

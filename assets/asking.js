// Talking to our own server, and asking the person before something is lost.

// The CSRF token of the page goes along; refusals come back as words.
export async function ask(url, body) {
  const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: headers(), credentials: "same-origin" })
  document.dispatchEvent(new Event("banshi:spoke"))
  const told = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : { html: await answer.text() }
  return { ok: answer.ok, status: answer.status, ...told }
}

export function headers() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")
  return { "X-Requested-With": "fetch", "X-CSRFToken": token ? token.value : "" }
}

// A question with 【确定】 and 【取消】; resolves to true when the answer is 【确定】.
export function confirmed(words) {
  const dialog = document.createElement("dialog")
  dialog.setAttribute("aria-labelledby", "confirm-words")
  dialog.innerHTML = `<form method="dialog" class="inside"><h2 id="confirm-words"></h2><div class="actions">
    <button class="btn btn-primary" value="yes">确定</button><button class="btn btn-outline-secondary" value="">取消</button></div></form>`
  dialog.querySelector("h2").textContent = words
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(dialog.returnValue === "yes")
    }),
  )
}

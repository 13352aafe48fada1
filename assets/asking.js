// Talking to our own server: the CSRF token of the page goes along, refusals come back as words.
export async function ask(url, body) {
  const headers = { "X-Requested-With": "fetch" }
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")
  if (token) headers["X-CSRFToken"] = token.value
  const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers, credentials: "same-origin" })
  const told = answer.headers.get("Content-Type").includes("json") ? await answer.json() : { html: await answer.text() }
  return { ok: answer.ok, status: answer.status, ...told }
}

// Parts of a page drawn anew by htmx: the results of a search, the next page of a list, what a picker offers.
import htmx from "htmx.org/dist/htmx.esm.js"

// A part that cannot come (signed out meanwhile, refused): its whole page is opened, which says why.
document.addEventListener("htmx:before:response", (event) => {
  const answer = event.detail.ctx.response.raw
  if (answer.ok && !answer.redirected) return
  event.preventDefault()
  location.assign(answer.url)
})

export default htmx

// Parts of a page drawn anew by htmx: the results of a search, the next page of a list, what a picker offers.
import htmx from "htmx.org/dist/htmx.esm.js"

// A part that cannot come (signed out meanwhile, refused): a whole page is opened, which says why.
document.addEventListener("htmx:before:response", (event) => {
  const { response, push } = event.detail.ctx
  const answer = response.raw
  if (answer.ok && !answer.redirected) return
  event.preventDefault()
  location.assign(push ? answer.url : location.href)
})

export default htmx

// The pie beside the numbers of the home. The numbers are on the page already; this only draws them.
import { PieChart } from "echarts/charts"
import { init, use } from "echarts/core"
import { CanvasRenderer } from "echarts/renderers"

use([PieChart, CanvasRenderer])

// Blue against yellow, dark against light: told apart also by who sees no red or no green. Each slice says its name, each number shows
// the colour of its slice.
const COLOURS = ["#14508c", "#c98a12", "#4a9bd4", "#7d3a10", "#6f7a86", "#b06fa4"]

const RADIUS = 0.52 // of half the smaller side
const LINES = 34 // pixels between a slice and what it is called, and to the edge

function slicesOf(block) {
  return [...block.querySelectorAll("[data-slice]")].map((each, number) => {
    const color = COLOURS[number % COLOURS.length]
    each.style.setProperty("--slice", color)
    return { name: each.querySelector("dt").textContent.trim(), value: Number(each.dataset.slice), itemStyle: { color } }
  })
}

function draw(block) {
  const place = block.querySelector(".pie")
  if (!place) return
  const slices = slicesOf(block).filter((each) => each.value)
  place.hidden = false
  place.parentElement.classList.add("drawn")
  const chart = init(place)
  const beside = (place.clientWidth - RADIUS * Math.min(place.clientWidth, place.clientHeight)) / 2 - LINES
  const { color, fontFamily } = getComputedStyle(document.body)
  chart.setOption({
    animation: false,
    textStyle: { color, fontFamily },
    series: [
      {
        type: "pie",
        radius: `${100 * RADIUS}%`,
        percentPrecision: 1,
        data: slices,
        label: { formatter: "{b}\n{d}%", color, fontSize: 12, lineHeight: 16, width: Math.min(88, beside), overflow: "break" },
        labelLine: { length: 22, length2: 6 },
        itemStyle: { borderColor: "#fff", borderWidth: slices.length > 1 ? 2 : 0 },
        silent: true,
      },
    ],
  })
  addEventListener("resize", () => chart.resize())
}

document.querySelectorAll(".figures").forEach(draw)

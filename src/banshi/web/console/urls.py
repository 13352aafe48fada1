"""The addresses of the console."""

app_name = "console"
urlpatterns: list[object] = []

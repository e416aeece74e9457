// Something has come to the hub: the rows that are shown ask for themselves again.
if (document.querySelector("[data-live]")) {
  const changes = new EventSource("/ui/events");
  changes.onmessage = () => htmx.trigger(document.body, "hub-changed");
}

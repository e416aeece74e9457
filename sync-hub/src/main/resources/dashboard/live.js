// Something has come to the hub: the rows that are shown ask for themselves again.
if (document.getElementById("rows")) {
  const changes = new EventSource("/ui/events");
  let first = true;
  changes.onmessage = () => {
    if (!first) htmx.trigger(document.body, "hub-changed");
    first = false;
  };
}

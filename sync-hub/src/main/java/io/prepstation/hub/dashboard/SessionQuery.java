package io.prepstation.hub.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What the list of sessions was asked for.
///
/// @param from first day, yyyy-MM-dd
/// @param until last day
public record SessionQuery(String text, String status, String station, String from, String until) {

    static SessionQuery of(Visit visit) {
        return new SessionQuery(
                visit.parameter("text").strip(),
                visit.parameter("status"),
                visit.parameter("station"),
                visit.parameter("from"),
                visit.parameter("until"));
    }

    /// As it stands in a link: `text=salt&status=failed`; empty for everything.
    public String link() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("text", text);
        values.put("status", status);
        values.put("station", station);
        values.put("from", from);
        values.put("until", until);
        return values.entrySet().stream()
                .filter(value -> !value.getValue().isEmpty())
                .map(value ->
                        value.getKey()
                                + "="
                                + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

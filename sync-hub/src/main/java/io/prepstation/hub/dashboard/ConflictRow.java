package io.prepstation.hub.dashboard;

import java.util.List;

/// Two edits that met.
///
/// @param fields what both sides changed, with what each says
/// @param end how and by whom it was resolved; empty while it is open
public record ConflictRow(
        String at, String what, String station, String kind, List<Field> fields, String end) {

    public record Field(String name, String atStation, String atHub) {}

    public ConflictRow {
        fields = List.copyOf(fields);
    }

    public boolean open() {
        return end.isEmpty();
    }
}

package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.ui.desk.Shelf.Kind;
import java.util.Map;

/// What somebody wants of an ingredient, a lot or a container.
public sealed interface MaterialEdit {

    Kind kind();

    /// @param fields by their names on the wire; those without value are left out
    /// @param readings by the field that was read from a balance
    record Create(Kind kind, Map<String, String> fields, Map<String, Readout> readings)
            implements MaterialEdit {
        public Create {
            fields = Map.copyOf(fields);
            readings = Map.copyOf(readings);
        }
    }

    /// @param changes only what is to change; an empty text empties a field
    /// @param reason why what is left of a lot is another figure; empty if it is not
    record Change(
            Kind kind,
            String id,
            Map<String, String> changes,
            Map<String, Readout> readings,
            String reason)
            implements MaterialEdit {
        public Change {
            changes = Map.copyOf(changes);
            readings = Map.copyOf(readings);
        }
    }

    record Delete(Kind kind, String id) implements MaterialEdit {}

    /// What a balance said of a field.
    ///
    /// @param balance its serial number
    /// @param rawFrame its bytes, one character a byte
    record Readout(String balance, String rawFrame) {}
}

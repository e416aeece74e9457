package io.prepstation.kiosk.ui.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A change of this station that met somebody else's, as a person has to see it to choose.
///
/// @param name by which people know the thing, a lot's number
/// @param gone which side wants it deleted; then there is nothing to choose field by field
/// @param fields those in which the sides differ
public record OpenConflict(
        String id, String entityType, String name, Gone gone, Instant since, List<Field> fields) {

    /// Whose word holds.
    public enum Side {
        HERE,
        HUB
    }

    public enum Gone {
        NOWHERE,
        HERE,
        AT_THE_HUB
    }

    /// One field with its values as text; empty where there is none.
    ///
    /// @param suggested the side that alone changed it; empty if both did
    /// @param group fields of one group belong together, such as a value and its unit; empty if it stands for itself
    public record Field(
            String name, String before, String here, String hub, String suggested, String group) {

        /// Both sides changed it.
        public boolean contested() {
            return suggested.isEmpty();
        }
    }

    /// What a person chose.
    ///
    /// @param fields the side of each field; none if the whole is one side's
    /// @param whole the side of a thing that one side deleted, and of a choice for many at once
    public record Choice(String conflictId, Side whole, Map<String, Side> fields) {
        public Choice {
            fields = Map.copyOf(fields);
        }
    }

    public OpenConflict {
        fields = List.copyOf(fields);
    }
}

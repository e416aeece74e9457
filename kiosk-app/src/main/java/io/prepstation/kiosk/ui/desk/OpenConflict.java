package io.prepstation.kiosk.ui.desk;

import io.prepstation.model.sync.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A change of this station that met somebody else's, as a person has to see it to choose.
///
/// @param version the hub's, that is shown
/// @param name by which people know the thing, a lot's number
/// @param gone which side wants it deleted; then there is nothing to choose field by field
/// @param found how it was found
/// @param later the side that was written last
/// @param fields those in which the sides differ
public record OpenConflict(
        String id,
        int version,
        String entityType,
        String name,
        Gone gone,
        Found found,
        Side later,
        Instant since,
        List<Field> fields) {

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

    /// By what the hub knew that both sides changed it.
    public enum Found {
        VERSION,
        TIMESTAMP,
        DATA,
        /// Both made a thing of the same key.
        TWICE
    }

    /// One field with its values as text; empty where there is none.
    ///
    /// @param suggested the side that alone changed it; empty if both did
    /// @param group fields of one group belong together, such as a value and its unit; empty if it stands for itself
    /// @param parts what a value consists of that has several; none for a plain one
    public record Field(
            String name,
            String before,
            String here,
            String hub,
            String suggested,
            String group,
            List<Part> parts) {

        public Field {
            parts = List.copyOf(parts);
        }

        public Field(
                String name,
                String before,
                String here,
                String hub,
                String suggested,
                String group) {
            this(name, before, here, hub, suggested, group, List.of());
        }

        /// Both sides changed it.
        public boolean contested() {
            return suggested.isEmpty();
        }
    }

    /// One entry of a value that has several, such as a hazard; empty where a side does not have it.
    public record Part(String name, String before, String here, String hub) {}

    /// What a person chose.
    ///
    /// @param shown the hub's version that the person saw
    /// @param strategy how it is decided; `MANUAL` where the sides say it
    /// @param fields the side of each field; none if the whole is one side's
    /// @param whole the side of a thing that one side deleted, and of a choice for many at once
    public record Choice(
            String conflictId,
            int shown,
            Resolution strategy,
            Side whole,
            Map<String, Side> fields) {
        public Choice {
            fields = Map.copyOf(fields);
        }

        /// By the sides alone.
        public Choice(OpenConflict one, Side whole, Map<String, Side> fields) {
            this(one, Resolution.MANUAL, whole, fields);
        }

        public Choice(OpenConflict one, Resolution strategy, Side whole, Map<String, Side> fields) {
            this(one.id(), one.version(), strategy, whole, fields);
        }
    }

    public OpenConflict {
        fields = List.copyOf(fields);
    }

    /// The fields that both sides changed, in order of name.
    public List<String> contested() {
        return fields.stream().filter(Field::contested).map(Field::name).sorted().toList();
    }
}

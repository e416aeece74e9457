package io.prepstation.kiosk.ui.conflicts;

import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Gone;
import java.util.List;

/// Which conflicts are looked at.
sealed interface Which {

    boolean has(OpenConflict one);

    /// All that are open.
    record All() implements Which {
        @Override
        public boolean has(OpenConflict one) {
            return true;
        }
    }

    /// The open ones of a type.
    record OfType(String type) implements Which {
        @Override
        public boolean has(OpenConflict one) {
            return one.entityType().equals(type);
        }
    }

    /// The open ones of a type in which both sides changed the same fields.
    record SameFields(String type, Gone gone, List<String> fields) implements Which {

        static SameFields of(OpenConflict one) {
            return new SameFields(one.entityType(), one.gone(), one.contested());
        }

        @Override
        public boolean has(OpenConflict one) {
            return of(one).equals(this);
        }
    }

    /// Those that were decided.
    record Decided() implements Which {
        @Override
        public boolean has(OpenConflict one) {
            return false;
        }
    }
}

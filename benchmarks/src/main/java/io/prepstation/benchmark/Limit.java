package io.prepstation.benchmark;

/// What a measurement may come to.
///
/// @param value in the unit of the measurement, or how many times its floor
record Limit(double value, Kind kind) {

    enum Kind {
        RATIO("ratio"),
        MOST("most"),
        LEAST("least");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// At most so many times the floor.
    static Limit ofRatio(double value) {
        return new Limit(value, Kind.RATIO);
    }

    static Limit atMost(double value) {
        return new Limit(value, Kind.MOST);
    }

    static Limit atLeast(double value) {
        return new Limit(value, Kind.LEAST);
    }

    /// @param ratio of what was measured to its floor
    boolean isKept(double ours, double ratio) {
        return switch (kind) {
            case RATIO -> ratio <= value;
            case MOST -> ours <= value;
            case LEAST -> ours >= value;
        };
    }
}

package io.prepstation.config;

import java.util.List;

/// What reading a configuration came to.
public sealed interface ConfigResult {

    /// @param settings every value with its origin, in the order of the schema
    /// @param hash SHA-256 over the effective values, hexadecimal: equal for equal behaviour, wherever the values stand
    record Loaded(StationConfig config, List<Setting> settings, String hash)
            implements ConfigResult {
        public Loaded {
            settings = List.copyOf(settings);
        }
    }

    /// Nothing is taken from a configuration with a problem.
    record Problems(List<ConfigProblem> problems) implements ConfigResult {
        public Problems {
            problems = List.copyOf(problems);
        }
    }
}

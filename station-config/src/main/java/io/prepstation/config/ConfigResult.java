package io.prepstation.config;

import io.prepstation.model.record.FlatJson;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What reading a configuration came to.
public sealed interface ConfigResult {

    /// @param settings every value with its origin, in the order of the schema
    record Loaded(StationConfig config, List<Setting> settings) implements ConfigResult {
        public Loaded {
            settings = List.copyOf(settings);
        }

        /// SHA-256 over the effective values, hexadecimal: equal for equal behaviour, wherever the values stand.
        public String hash() {
            SortedMap<String, String> values = new TreeMap<>();
            settings.forEach(setting -> values.put(setting.name(), setting.value()));
            return FlatJson.hash(values);
        }
    }

    /// Nothing is taken from a configuration with a problem.
    record Problems(List<ConfigProblem> problems) implements ConfigResult {
        public Problems {
            problems = List.copyOf(problems);
        }
    }
}

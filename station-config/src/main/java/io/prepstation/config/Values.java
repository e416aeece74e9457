package io.prepstation.config;

import io.prepstation.config.TomlFile.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The effective value of every key: the last file that sets one wins.
final class Values {

    private final Map<String, Entry> entries = new HashMap<>();

    /// @param entries right by type, in the order of the files
    Values(List<Entry> entries) {
        entries.forEach(entry -> this.entries.put(entry.name(), entry));
    }

    <T> T get(Key<T> key) {
        return key.type().read(entry(key).value()).orElseThrow();
    }

    Origin origin(Key<?> key) {
        return entry(key).origin();
    }

    List<Setting> settings(ConfigSchema schema) {
        return schema.keys().stream()
                .map(key -> new Setting(key.name(), shown(key), origin(key)))
                .toList();
    }

    private <T> String shown(Key<T> key) {
        return key.secret() ? Key.HIDDEN : key.type().write(get(key));
    }

    private Entry entry(Key<?> key) {
        Entry entry = entries.get(key.name());
        if (entry == null) {
            throw new IllegalStateException("the packaged defaults lack " + key.name());
        }
        return entry;
    }
}

package io.prepstation.config;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The documentation of the configuration, written from the schema so that it cannot lag behind.
final class ConfigDocument {

    private static final String NOTE =
            "Written from the schema; after a change of it: `./mvnw -pl station-config -am test"
                    + " -Dwrite.docs=true`.";

    private final ConfigSchema schema;
    private final Map<String, Setting> defaults;

    ConfigDocument(ConfigSchema schema, ConfigResult.Loaded defaults) {
        this.schema = schema;
        this.defaults =
                defaults.settings().stream()
                        .collect(Collectors.toMap(Setting::name, Function.identity()));
    }

    /// A `station.toml` in which everything is said and nothing is changed.
    String example() {
        return """
        # An example of /etc/prepstation/station.toml. Every line shows a default: take away the # before a
        # key to change it. Files conf.d/*.toml are read after this one, in the order of their names.
        # Check with: station config check
        """
                + schema.sections().stream().map(this::exampleOf).collect(Collectors.joining());
    }

    String markdown() {
        return """
        # Configuration

        A station reads `station.toml` in its configuration directory (`/etc/prepstation`, or `--config DIR`), then
        every `conf.d/*.toml` beside it in the order of their names; a later file overrides single keys of an earlier
        one. Where no file sets a key, the packaged default holds. `station config check` names every problem at once
        with file, line, column and key; `station config show` lists every value and where it comes from.
        An unknown key is an error: a misspelt one would otherwise change nothing in silence.

        """
                + NOTE
                + "\n"
                + schema.sections().stream().map(this::chapter).collect(Collectors.joining());
    }

    private String exampleOf(Section section) {
        return "\n# "
                + section.meaning()
                + "\n["
                + section.name()
                + "]\n"
                + section.keys().stream().map(this::exampleOf).collect(Collectors.joining());
    }

    private String exampleOf(Key<?> key) {
        return "\n# %s\n# (%s)\n#%s = %s\n"
                .formatted(key.meaning(), key.type().documented(), key.shortName(), defaultOf(key));
    }

    private String chapter(Section section) {
        return "\n## `["
                + section.name()
                + "]`\n\n"
                + section.meaning()
                + "\n\n| key | value | default | meaning |\n|---|---|---|---|\n"
                + section.keys().stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Key<?> key) {
        return "| `%s` | %s | `%s` | %s |\n"
                .formatted(key.shortName(), key.type().documented(), defaultOf(key), key.meaning());
    }

    private String defaultOf(Key<?> key) {
        Setting setting = defaults.get(key.name());
        if (setting == null) {
            throw new IllegalStateException("the packaged defaults lack " + key.name());
        }
        return setting.value();
    }
}

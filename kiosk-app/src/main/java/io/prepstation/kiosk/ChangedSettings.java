package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What another configuration changes: which settings can hold between two preparations, and which only from the next start
/// on, because window and camera are made once.
final class ChangedSettings {

    private static final List<String> FROM_THE_NEXT_START =
            List.of(
                    "station.",
                    "camera.",
                    "reasons.",
                    "scanner.prefix",
                    "scanner.suffix",
                    "scanner.longest_gap",
                    "printer.label_");

    /// Followed at once, whoever is signed in (OPS-8).
    private static final String AT_ONCE = "log.";

    private final List<String> names;

    private ChangedSettings(List<String> names) {
        this.names = names;
    }

    static ChangedSettings between(Loaded inForce, Loaded wanted) {
        Map<String, String> before =
                inForce.settings().stream()
                        .collect(Collectors.toMap(Setting::name, Setting::value));
        return new ChangedSettings(
                wanted.settings().stream()
                        .filter(one -> !one.value().equals(before.get(one.name())))
                        .map(Setting::name)
                        .filter(name -> !name.startsWith(AT_ONCE))
                        .toList());
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /// Those that only a start brings; while there is one, none of the others holds either.
    List<String> fromTheNextStart() {
        return names.stream()
                .filter(name -> FROM_THE_NEXT_START.stream().anyMatch(name::startsWith))
                .toList();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}

package io.prepstation.config;

import io.prepstation.config.TomlFile.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every key there is, as data: the reader checks by it and the documentation is written from it.
final class ConfigSchema {

    static final ConfigSchema STATION =
            new ConfigSchema(
                    List.of(
                            StationSettings.SECTION,
                            BalanceSettings.SECTION,
                            CameraSettings.SECTION,
                            ScannerSettings.SECTION,
                            PrinterSettings.SECTION,
                            GpioSettings.SECTION,
                            BenchSettings.SECTION,
                            CheckSettings.SECTION,
                            ReasonSettings.SECTION,
                            StoreSettings.SECTION,
                            SyncSettings.SECTION,
                            LogSettings.SECTION));

    private final List<Section> sections;
    private final List<Key<?>> keys = new ArrayList<>();
    private final Map<String, Key<?>> byName = new HashMap<>();

    /// Without streams: this is read at each start, while an operator waits for the first screen.
    ConfigSchema(List<Section> sections) {
        this.sections = List.copyOf(sections);
        for (Section section : sections) {
            for (Key<?> key : section.keys()) {
                keys.add(key);
                byName.putIfAbsent(key.name(), key);
            }
        }
    }

    List<Section> sections() {
        return sections;
    }

    List<Key<?>> keys() {
        return Collections.unmodifiableList(keys);
    }

    Optional<Key<?>> key(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// What is wrong with an entry by itself.
    Optional<ConfigProblem> problem(Entry entry) {
        int dot = entry.name().indexOf('.');
        if (dot < 0) {
            return sectionProblem(entry);
        }
        if (!isSection(entry.name().substring(0, dot))) {
            return Optional.empty();
        }
        Optional<Key<?>> key = key(entry.name());
        return key.isPresent() ? key.get().problem(entry) : Optional.of(unknown(entry, keyNames()));
    }

    List<ConfigProblem> problems(Values values) {
        return sections.stream()
                .flatMap(section -> section.checks().stream())
                .map(check -> check.problem(values))
                .flatMap(Optional::stream)
                .toList();
    }

    /// An unknown section is one problem, whatever it holds.
    private Optional<ConfigProblem> sectionProblem(Entry entry) {
        if (!isSection(entry.name())) {
            List<String> names =
                    entry.isTable() ? sections.stream().map(Section::name).toList() : keyNames();
            return Optional.of(unknown(entry, names));
        }
        return entry.isTable()
                ? Optional.empty()
                : Optional.of(
                        ConfigProblem.at(
                                entry.origin(),
                                entry.name(),
                                "a section [" + entry.name() + "]",
                                TomlText.shown(entry.value())));
    }

    private boolean isSection(String name) {
        for (Section section : sections) {
            if (section.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private List<String> keyNames() {
        return keys().stream().map(Key::name).toList();
    }

    private static ConfigProblem unknown(Entry entry, List<String> known) {
        String what = entry.isTable() ? "section" : "key";
        String expected =
                nearest(entry.name(), known)
                        .map(name -> "a known " + what + ", perhaps " + name)
                        .orElse("a known " + what + " (docs/configuration.md lists them)");
        return ConfigProblem.at(entry.origin(), entry.name(), expected, "an unknown " + what);
    }

    /// The known name most like a wrong one; empty if none is alike.
    private static Optional<String> nearest(String wrong, List<String> known) {
        int furthest = Math.max(2, wrong.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .filter(name -> distance(wrong, name) <= furthest);
    }

    /// By edits; the right key in the wrong section is as near as one slip.
    private static int distance(String wrong, String name) {
        return Stream.of(wrong, name).map(ConfigSchema::shortName).distinct().count() == 1
                ? 1
                : Edits.between(wrong, name);
    }

    private static String shortName(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}

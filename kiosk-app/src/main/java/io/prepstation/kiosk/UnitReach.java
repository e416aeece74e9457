package io.prepstation.kiosk;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which addresses a unit of systemd reaches: by its file and whatever was put over it (`systemctl edit`), as systemd reads
/// them. What a slice says is not looked at.
final class UnitReach {

    /// What the package's units say, for where they are not installed.
    static final String PACKAGED =
            """
            IPAddressDeny=any
            IPAddressAllow=localhost link-local 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7
            """;

    private final List<AddressRange> allowed = new ArrayList<>();
    private final List<AddressRange> denied = new ArrayList<>();

    private UnitReach() {}

    /// @param folders where systemd looks for units, those that count more first
    /// @param name without its ending
    static UnitReach of(List<Path> folders, String name) {
        UnitReach reach = new UnitReach();
        reach.add(
                folders.stream()
                        .map(folder -> folder.resolve(name + ".service"))
                        .flatMap(file -> text(file).stream())
                        .findFirst()
                        .orElse(PACKAGED));
        dropIns(folders, name).values().forEach(file -> text(file).ifPresent(reach::add));
        return reach;
    }

    /// By their names, in whose order they count; of two of one name the one in the folder that counts more.
    private static Map<String, Path> dropIns(List<Path> folders, String name) {
        Map<String, Path> found = new TreeMap<>();
        for (String of : List.of(name, name.substring(0, name.indexOf('-') + 1), "")) {
            String ending = of.isEmpty() ? "service.d" : of + ".service.d";
            for (Path folder : folders) {
                for (Path file : files(folder.resolve(ending))) {
                    found.putIfAbsent(file.getFileName().toString(), file);
                }
            }
        }
        return found;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".conf")).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void add(String text) {
        for (String line : text.replace("\\\n", " ").lines().map(String::strip).toList()) {
            add(line, "IPAddressAllow", allowed);
            add(line, "IPAddressDeny", denied);
        }
    }

    /// A line without a word takes back all before it.
    private static void add(String line, String key, List<AddressRange> ranges) {
        String[] parts = line.split("=", 2);
        if (parts.length < 2 || !parts[0].strip().equals(key)) {
            return;
        }
        if (parts[1].isBlank()) {
            ranges.clear();
        }
        for (String word : parts[1].strip().split("\\s+", -1)) {
            ranges.addAll(AddressRange.named(word));
        }
    }

    boolean has(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.has(address))
                || denied.stream().noneMatch(range -> range.has(address));
    }
}

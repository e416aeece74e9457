package io.prepstation.config;

/// Where a key was set.
///
/// @param file the path, or [#PACKAGED] for the defaults that come with the program
/// @param line of the key, 1 for the first
/// @param column of the key, 1 for the first
public record Origin(String file, int line, int column) {

    public static final String PACKAGED = "packaged defaults.toml";

    public boolean packaged() {
        return file.equals(PACKAGED);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}

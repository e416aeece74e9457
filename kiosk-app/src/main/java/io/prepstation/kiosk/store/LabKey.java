package io.prepstation.kiosk.store;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Names a lab of a tenant; also names its file, so both parts are plain words.
public record LabKey(String tenantId, String labId) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public LabKey {
        requireWord("tenant", tenantId);
        requireWord("lab", labId);
    }

    /// `DIR/labs/<tenant>/<lab>.db`.
    public Path file(Path dataFolder) {
        return dataFolder.resolve("labs").resolve(tenantId).resolve(labId + ".db");
    }

    private static void requireWord(String what, String id) {
        if (!WORD.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a "
                            + what
                            + " is 1 to 64 letters, digits, dots, dashes and underscores, but was \""
                            + id
                            + "\"");
        }
    }
}

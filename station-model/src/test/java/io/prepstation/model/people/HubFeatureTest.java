package io.prepstation.model.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One table says what needs the hub; `docs/offline.md` shows it, `-Dwrite.docs=true` writes it anew.
@Tag("STO-8")
class HubFeatureTest {

    private static final Path PAGE = Path.of("..", "docs", "offline.md");

    @Test
    void every_permission_that_needs_the_hub_is_of_one_feature() {
        List<Permission> needed =
                Arrays.stream(Permission.values()).filter(Permission::needsHub).toList();
        List<Permission> named =
                Arrays.stream(HubFeature.values())
                        .flatMap(feature -> feature.permissions().stream())
                        .sorted()
                        .toList();

        assertEquals(needed, named);
    }

    @Test
    void the_page_shows_the_table() throws IOException {
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(PAGE, page());
        }
        assertEquals(
                page(),
                Files.readString(PAGE),
                PAGE + " lags behind the table; write it anew with -Dwrite.docs=true");
    }

    private static String page() {
        String rows =
                Arrays.stream(HubFeature.values())
                        .map(HubFeatureTest::row)
                        .collect(Collectors.joining("\n"));
        return """
        # Without the hub

        Written from `HubFeature` in station-model. Everything that is not in this table works while the hub cannot be
        reached, for as long as that lasts: weighing, signing, labels, batch records, balance checks, materials,
        statistics, the audit trail and its verification. What is made meanwhile is kept and goes up by itself.

        | feature | where | permission | without the hub | then |
        |---|---|---|---|---|
        %s

        *refused*: it can be asked for, and the answer says why not. *tried*: it asks the hub, and says what came of it.
        *disabled*: it cannot be tapped, and the screen says why. *only there*: no station has it.
        """
                .formatted(rows);
    }

    private static String row(HubFeature feature) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        feature.word(),
                        feature.place(),
                        feature.permissions().stream()
                                .sorted()
                                .map(permission -> "`" + permission.word() + "`")
                                .collect(Collectors.joining(", ")),
                        feature.without().word(),
                        feature.instead());
    }
}

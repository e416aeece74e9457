package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("OPS-6")
class JavaProgramsTest {

    private static List<String> flags(String file) throws Exception {
        try (InputStream in =
                Objects.requireNonNull(JavaPrograms.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /// The package starts it with the flags of the files; a measured one with more would be another program.
    @Test
    void a_measured_kiosk_is_started_with_what_an_installed_one_is_started_with() throws Exception {
        List<String> command = JavaPrograms.kiosk("jars", List.of(), "Main", List.of());

        List<String> files =
                Stream.concat(flags("java.flags").stream(), flags("kiosk.flags").stream()).toList();
        assertEquals(files, command.subList(1, command.indexOf("-cp")));
        assertTrue(files.contains("-Dprism.order=sw"), files.toString());
    }
}

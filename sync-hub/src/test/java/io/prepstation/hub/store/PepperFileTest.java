package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-9")
class PepperFileTest {

    @TempDir Path folder;
    private DataDirectory directory;
    private String unit;

    @BeforeEach
    void make() throws Exception {
        directory = new DataDirectory(folder.resolve("hub"));
        directory.create();
        unit = Files.createDirectory(folder.resolve("credentials")).toString();
    }

    private byte[] given(int fill) throws Exception {
        byte[] pepper = new byte[32];
        Arrays.fill(pepper, (byte) fill);
        Files.writeString(Path.of(unit, "pepper"), Base64.getEncoder().encodeToString(pepper));
        return pepper;
    }

    private String refused(@Nullable String credentials) {
        return String.valueOf(
                assertThrows(StoreException.class, () -> PepperFile.read(directory, credentials))
                        .getMessage());
    }

    @Test
    void a_new_hubs_is_a_file_that_every_command_reads() throws Exception {
        PepperFile.create(directory);

        assertArrayEquals(PepperFile.read(directory, null), PepperFile.read(directory, unit));
    }

    /// PINs would be hashed by it that the serving hub does not take.
    @Test
    void a_command_without_the_units_credential_hashes_nothing() throws Exception {
        byte[] pepper = given(7);
        assertArrayEquals(pepper, PepperFile.read(directory, unit));

        String why = refused(null);
        assertTrue(why.contains("systemd-run"), why);
        assertFalse(Files.exists(directory.pepper()));

        PepperFile.create(directory);
        why = refused(null);
        assertTrue(why.contains("made under another pepper"), why);
        why = refused(unit);
        assertTrue(why.contains("what there is was made under the credential"), why);
    }

    @Test
    void a_file_becomes_a_credential() throws Exception {
        PepperFile.create(directory);
        byte[] pepper = PepperFile.read(directory, null);
        Files.move(directory.pepper(), Path.of(unit, "pepper"));

        assertArrayEquals(pepper, PepperFile.read(directory, unit));
    }

    @Test
    void a_pepper_that_is_gone_is_missed() {
        String why = refused(null);

        assertTrue(why.contains("put it back"), why);
    }
}

package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /// By a command, with or without the unit's credential.
    private byte[] read(@Nullable String credentials) throws StoreException {
        return PepperFile.read(directory, credentials, false);
    }

    private byte[] readToServe(@Nullable String credentials) throws StoreException {
        return PepperFile.read(directory, credentials, true);
    }

    /// The file that every `hub init` made, and no mark.
    private byte[] leftByFormerProgram() throws Exception {
        PepperFile.create(directory);
        Files.delete(directory.pepperMark());
        return read(null);
    }

    private String refused(@Nullable String credentials) {
        return String.valueOf(
                assertThrows(StoreException.class, () -> read(credentials)).getMessage());
    }

    @Test
    void a_new_hubs_is_a_file_that_every_command_reads() throws Exception {
        PepperFile.create(directory);

        assertArrayEquals(read(null), read(unit));
    }

    /// PINs would be hashed by it that the serving hub does not take.
    @Test
    void a_command_without_the_units_credential_hashes_nothing() throws Exception {
        byte[] pepper = given(7);
        assertArrayEquals(pepper, read(unit));

        String why = refused(null);
        assertTrue(why.contains("systemd-run"), why);
        assertFalse(Files.exists(directory.pepper()));

        PepperFile.create(directory);
        why = refused(null);
        assertTrue(why.contains("made under another pepper"), why);
        assertArrayEquals(pepper, read(unit));
    }

    @Test
    void a_new_hubs_has_its_mark() throws Exception {
        PepperFile.create(directory);
        given(7);

        String why = refused(unit);

        assertTrue(why.contains("what there is was made under the file's"), why);
    }

    @Test
    void of_a_former_program_is_kept_by_the_hub_that_serves() throws Exception {
        byte[] pepper = leftByFormerProgram();

        assertArrayEquals(pepper, readToServe(null));
        given(7);

        String why = refused(unit);
        assertTrue(why.contains("what there is was made under the file's"), why);
    }

    /// Or the hub's credential would be refused from then on, and every PIN be wrong under the file's.
    @Test
    void of_a_former_program_is_not_kept_by_a_command_that_has_but_the_file() throws Exception {
        byte[] stale = leftByFormerProgram();
        byte[] credential = given(7);

        assertArrayEquals(stale, read(null));

        assertFalse(Files.exists(directory.pepperMark()));
        assertArrayEquals(credential, readToServe(unit));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void from_systemd_holds_beside_the_file_of_a_former_program(boolean serves) throws Exception {
        leftByFormerProgram();
        byte[] credential = given(7);

        assertArrayEquals(credential, PepperFile.read(directory, unit, serves));
        assertArrayEquals(
                credential, PepperFile.read(directory, unit, serves), "at the next start");

        String why = refused(null);
        assertTrue(why.contains("systemd-run"), why);
    }

    @Test
    void beside_a_mark_that_cannot_be_read_is_taken_and_kept_anew() throws Exception {
        PepperFile.create(directory);
        byte[] pepper = read(null);
        String first = Files.readString(directory.pepperMark());
        Files.write(directory.pepperMark(), new byte[] {(byte) 0xff});

        assertArrayEquals(pepper, readToServe(null));

        assertEquals(first, Files.readString(directory.pepperMark()));
    }

    /// The hub's, although root typed the command. Only root can give files away.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void is_the_folders_owners_with_its_mark() throws Exception {
        Files.setAttribute(directory.pepper().getParent(), "unix:uid", 12345);

        PepperFile.create(directory);

        assertEquals(12345, Files.getAttribute(directory.pepper(), "unix:uid"));
        assertEquals(12345, Files.getAttribute(directory.pepperMark(), "unix:uid"));
    }

    @Test
    void a_file_becomes_a_credential() throws Exception {
        PepperFile.create(directory);
        byte[] pepper = read(null);
        Files.move(directory.pepper(), Path.of(unit, "pepper"));

        assertArrayEquals(pepper, read(unit));
    }

    @Test
    void a_pepper_that_is_gone_is_missed() {
        String why = refused(null);

        assertTrue(why.contains("put it back"), why);
    }
}

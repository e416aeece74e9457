package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
class PepperTest {

    @TempDir Path folder;
    private Path data;
    private String unit;

    @BeforeEach
    void givePepper() throws IOException {
        data = folder.resolve("data");
        unit = Files.createDirectory(folder.resolve("credentials")).toString();
    }

    private byte[] given(int fill) throws IOException {
        byte[] pepper = new byte[32];
        Arrays.fill(pepper, (byte) fill);
        Files.writeString(Path.of(unit, "pepper"), Base64.getEncoder().encodeToString(pepper));
        return pepper;
    }

    /// By a command, with or without the unit's credential.
    private byte[] opened(@Nullable String credentials) throws StoreException {
        return Pepper.open(data, credentials, false);
    }

    private byte[] openedByKiosk(@Nullable String credentials) throws StoreException {
        return Pepper.open(data, credentials, true);
    }

    /// A file that a former program made for a command without the credential, and no mark.
    private byte[] leftByFormerProgram() throws Exception {
        byte[] stale = opened(null);
        Files.delete(mark());
        return stale;
    }

    private Path mark() {
        return data.resolve("keys/pepper.mark");
    }

    private Path file() {
        return data.resolve("keys/pepper");
    }

    private String refused(@Nullable String credentials) {
        return String.valueOf(
                assertThrows(StoreException.class, () -> opened(credentials)).getMessage());
    }

    @Test
    void is_made_once_and_the_same_from_then_on() throws Exception {
        byte[] first = opened(null);

        assertArrayEquals(first, opened(null));
        assertArrayEquals(first, opened(unit));
    }

    @Test
    void that_systemd_gives_is_taken_and_none_is_made() throws Exception {
        byte[] pepper = given(7);

        assertArrayEquals(pepper, opened(unit));

        assertFalse(Files.exists(file()));
    }

    /// The command would seal a token that the kiosk cannot read.
    @Test
    void is_not_made_a_second_time_by_a_command_without_the_units_credential() throws Exception {
        given(7);
        opened(unit);

        String why = refused(null);

        assertTrue(why.contains("systemd-run"), why);
        assertTrue(why.contains("The pepper as a credential"), why);
        assertFalse(Files.exists(file()));
    }

    @Test
    void is_not_made_a_second_time_beside_a_token_of_an_earlier_program() throws Exception {
        given(7);
        opened(unit);
        Files.delete(mark());
        Files.writeString(data.resolve("keys/token-0123456789abcdef"), "sealed");

        refused(null);

        assertFalse(Files.exists(file()));
    }

    @Test
    void in_the_file_and_from_systemd_must_be_one() throws Exception {
        byte[] made = opened(null);
        given(7);

        String why = refused(unit);
        assertTrue(why.contains("what there is was made under the file's"), why);

        Files.copy(
                file(), Path.of(unit, "pepper"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertArrayEquals(made, opened(unit));
        Files.delete(file());
        assertArrayEquals(made, opened(unit));
    }

    @Test
    void that_was_replaced_is_noticed() throws Exception {
        given(7);
        opened(unit);
        given(8);

        String why = refused(unit);

        assertTrue(why.contains("made under another pepper"), why);
    }

    @Test
    void that_was_lost_may_be_given_up() throws Exception {
        byte[] lost = opened(null);
        Files.delete(file());
        refused(null);
        Files.delete(mark());

        byte[] next = opened(null);

        assertFalse(Arrays.equals(lost, next));
    }

    @Test
    void of_an_earlier_program_gets_its_mark_by_the_kiosk() throws Exception {
        opened(null);
        String first = Files.readString(mark());
        Files.delete(mark());

        openedByKiosk(null);

        assertEquals(first, Files.readString(mark()));
    }

    /// Or the kiosk's credential would be refused from then on, and every PIN be wrong under the file's.
    @Test
    void of_an_earlier_program_gets_no_mark_by_a_command_that_has_but_the_file() throws Exception {
        byte[] stale = leftByFormerProgram();
        byte[] credential = given(7);

        assertArrayEquals(stale, opened(null));

        assertFalse(Files.exists(mark()));
        assertArrayEquals(credential, openedByKiosk(unit));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void from_systemd_holds_beside_the_file_of_an_earlier_program(boolean kiosk) throws Exception {
        leftByFormerProgram();
        byte[] credential = given(7);

        assertArrayEquals(credential, Pepper.open(data, unit, kiosk));
        assertArrayEquals(credential, Pepper.open(data, unit, kiosk), "at the next start");

        String why = refused(null);
        assertTrue(why.contains("systemd-run"), why);
    }

    @Test
    void is_taken_beside_a_mark_that_cannot_be_read_and_the_kiosk_replaces_it() throws Exception {
        byte[] made = opened(null);
        String first = Files.readString(mark());
        Files.write(mark(), new byte[] {(byte) 0xff});

        assertArrayEquals(made, openedByKiosk(null));

        assertEquals(first, Files.readString(mark()));
    }

    @Test
    void is_not_made_a_second_time_beside_a_mark_that_cannot_be_read() throws Exception {
        given(7);
        opened(unit);
        Files.write(mark(), new byte[] {(byte) 0xff});

        refused(null);

        assertFalse(Files.exists(file()));
    }

    /// The kiosk's, although root typed the command. Only root can give files away.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void is_the_folders_owners_with_its_mark() throws Exception {
        Path keys = Files.createDirectories(data.resolve("keys"));
        Files.setAttribute(keys, "unix:uid", 12345);

        opened(null);

        assertEquals(12345, Files.getAttribute(file(), "unix:uid"));
        assertEquals(12345, Files.getAttribute(mark(), "unix:uid"));
    }

    @Test
    void that_is_damaged_is_named() throws Exception {
        Files.writeString(Path.of(unit, "pepper"), "no pepper");

        String why = refused(unit);

        assertTrue(why.contains(Path.of(unit, "pepper").toString()), why);
    }
}

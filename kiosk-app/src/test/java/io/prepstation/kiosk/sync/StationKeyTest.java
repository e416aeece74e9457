package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-4")
class StationKeyTest {

    @TempDir Path data;

    @Test
    void the_first_start_makes_it_and_later_ones_find_it() throws StoreException {
        assertEquals(StationKey.open(data).publicKey(), StationKey.open(data).publicKey());
    }

    @Test
    void what_it_signs_verifies_with_its_public_half() throws StoreException {
        StationKey key = StationKey.open(data);

        String signature = SigningKey.sign(key.pair().getPrivate(), "text");

        assertTrue(SigningKey.verifies(key.publicKey(), "text", signature));
    }

    @Test
    void only_its_owner_can_read_it() throws Exception {
        StationKey.open(data);

        assertEquals("rwx------", permissions(data.resolve("keys")));
        assertEquals("rw-------", permissions(data.resolve("keys").resolve("station.key")));
    }

    @Test
    void it_is_not_in_its_text() throws Exception {
        StationKey key = StationKey.open(data);
        String file = Files.readString(data.resolve("keys").resolve("station.key"));

        assertFalse(file.contains(key.toString()));
        assertTrue(key.toString().startsWith("station key "), key.toString());
    }

    @Test
    void many_that_make_it_at_once_end_with_the_same_one() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<String> opening = () -> StationKey.open(data).publicKey();
            List<Future<String>> keys =
                    threads.invokeAll(Stream.generate(() -> opening).limit(8).toList());

            Set<String> different =
                    keys.stream().map(Future::resultNow).collect(Collectors.toSet());

            assertEquals(1, different.size());
        }
    }

    @Test
    void a_damaged_one_is_not_replaced_but_named() throws Exception {
        StationKey.open(data);
        Path file = data.resolve("keys").resolve("station.key");
        Files.writeString(file, "rubbish");

        StoreException failure = assertThrows(StoreException.class, () -> StationKey.open(data));

        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
        assertEquals("rubbish", Files.readString(file));
    }

    @Test
    void halves_of_two_keys_are_no_key(@TempDir Path other) throws Exception {
        assertNotEquals(StationKey.open(data).publicKey(), StationKey.open(other).publicKey());
        String one = Files.readString(data.resolve("keys").resolve("station.key"));
        String two = Files.readString(other.resolve("keys").resolve("station.key"));
        String begin = "-----BEGIN PUBLIC KEY";
        Files.writeString(
                data.resolve("keys").resolve("station.key"),
                one.substring(0, one.indexOf(begin)) + two.substring(two.indexOf(begin)));

        assertThrows(StoreException.class, () -> StationKey.open(data));
    }

    static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

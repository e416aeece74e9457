package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-2")
class SyncLockTest {

    @TempDir Path data;

    /// Another program that holds the lock until it is killed.
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            LabDatabase database = LabDatabase.open(Path.of(arguments[0]), SampleLab.KEY);
            System.out.println(SyncLock.take(database).isPresent() ? "held" : "refused");
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    @Test
    void another_program_keeps_it_until_it_dies() throws Exception {
        Process holder =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (LabDatabase database = LabDatabase.open(data, SampleLab.KEY);
                BufferedReader said = holder.inputReader()) {
            assertEquals("held", said.readLine());
            assertEquals(Optional.empty(), SyncLock.take(database));

            holder.destroyForcibly();
            assertTrue(holder.waitFor(10, TimeUnit.SECONDS));

            assertTrue(SyncLock.take(database).isPresent());
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void giving_it_back_lets_the_next_one_take_it() throws StoreException {
        try (LabDatabase database = LabDatabase.open(data, SampleLab.KEY)) {
            SyncLock first = SyncLock.take(database).orElseThrow();
            assertEquals(Optional.empty(), SyncLock.take(database));

            first.close();

            assertTrue(SyncLock.take(database).isPresent());
        }
    }
}

package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
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

    /// Another program that looks again and again whether somebody holds the lock, until it is killed.
    static final class Looker {
        public static void main(String[] arguments) throws Exception {
            Path lab = Path.of(arguments[0]);
            System.out.println(SyncLock.isHeld(lab));
            while (true) {
                SyncLock.isHeld(lab);
            }
        }
    }

    private static Process started(Class<?> program, Path argument) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        argument.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// A kiosk that begins just then would sync nothing until its next start.
    @Test
    void who_only_looks_keeps_nobody_from_it() throws Exception {
        try (LabDatabase database = LabDatabase.open(data, SampleLab.KEY)) {
            Process looker = lookerWhoSawItHeld(database);
            try {
                for (int i = 0; i < 20_000; i++) {
                    Optional<SyncLock> taken = SyncLock.take(database);
                    assertTrue(taken.isPresent(), "at time " + i);
                    taken.get().close();
                }
                assertTrue(looker.isAlive());
            } finally {
                looker.destroyForcibly();
            }
        }
    }

    /// Goes on looking.
    private static Process lookerWhoSawItHeld(LabDatabase database) throws Exception {
        try (SyncLock _ = SyncLock.take(database).orElseThrow()) {
            Process looker = started(Looker.class, database.path());
            assertEquals("true", looker.inputReader().readLine());
            return looker;
        }
    }

    @Test
    void another_program_keeps_it_until_it_dies() throws Exception {
        Process holder = started(Holder.class, data);
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

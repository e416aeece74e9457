package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.StationEnrolment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A station as a program of its own, and a ledger of what it said was saved.
final class KillableStation implements AutoCloseable {

    /// A field of a container that others change too.
    record Field(String code, String name) {}

    private static final int TOLD_AT_ONCE = 12;

    final Path data;
    final StationEnrolment enrolment;
    final Set<String> containers = new HashSet<>();
    final Set<String> sessions = new HashSet<>();

    /// What was said last of each; what was said before may never have left.
    final Map<Field, String> edits = new HashMap<>();

    private final String name;
    private final Random random;
    private Child program;
    private int count;

    /// Of the container that the program that runs made last, as far as it said so.
    private @Nullable String before;

    KillableStation(String name, Path data, StationEnrolment enrolment, Random random)
            throws IOException {
        this.name = name;
        this.data = data;
        this.enrolment = enrolment;
        this.random = random;
        this.program = Child.station(data);
    }

    /// So many containers; with each the one before it is changed.
    void make(int number) throws IOException, InterruptedException {
        for (int one = 0; one < number; one++) {
            program.tell(RestlessStation.CONTAINER + " " + code());
            heardOfContainer();
        }
    }

    /// It says so once the change of the one before is on the disk, too. A program does not know what was made before it.
    private void heardOfContainer() throws IOException, InterruptedException {
        String code = program.line();
        containers.add(code);
        if (before != null) {
            edits.put(new Field(before, RestlessStation.STATUS), RestlessStation.IN_USE);
        }
        before = code;
    }

    /// A session with a photo.
    void weigh() throws IOException, InterruptedException {
        program.tell(RestlessStation.SESSION + " " + random.nextLong());
        sessions.add(program.line());
    }

    void edit(String code, String field, String value) throws IOException, InterruptedException {
        program.tell(RestlessStation.EDIT + " " + code + " " + field + " " + value);
        assertEquals(value, program.line());
        edits.put(new Field(code, field), value);
    }

    /// Somewhere among many of them, so that the last one said may or may not be the last one saved.
    void killWhileMaking() throws IOException, InterruptedException {
        int session = random.nextInt(TOLD_AT_ONCE);
        for (int one = 0; one < TOLD_AT_ONCE; one++) {
            program.tell(
                    one == session
                            ? RestlessStation.SESSION + " " + random.nextLong()
                            : RestlessStation.CONTAINER + " " + code());
        }
        int heard = random.nextInt(TOLD_AT_ONCE);
        for (int one = 0; one < heard; one++) {
            if (one == session) {
                sessions.add(program.line());
            } else {
                heardOfContainer();
            }
        }
        program.kill();
        before = null;
        program = Child.station(data);
    }

    void finish() throws IOException {
        program.tell(RestlessStation.FINISH);
    }

    /// What it says once it has; then it is gone.
    ///
    /// @return how long it took
    String finished() throws IOException, InterruptedException {
        String said = program.line();
        assertTrue(said.startsWith(RestlessStation.FINISHED), () -> name + ": " + said);
        program.kill();
        return said.substring(RestlessStation.FINISHED.length());
    }

    private String code() {
        return name + "-" + count++;
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        program.close();
    }
}

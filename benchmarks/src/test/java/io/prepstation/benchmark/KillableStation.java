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

    KillableStation(String name, Path data, StationEnrolment enrolment, Random random)
            throws IOException {
        this.name = name;
        this.data = data;
        this.enrolment = enrolment;
        this.random = random;
        this.program = Child.station(data);
    }

    /// So many containers, with an edit of each.
    void make(int number) throws IOException, InterruptedException {
        for (int one = 0; one < number; one++) {
            program.tell(RestlessStation.CONTAINER + " " + code());
            containers.add(program.line());
        }
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
            (one == session ? sessions : containers).add(program.line());
        }
        program.kill();
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

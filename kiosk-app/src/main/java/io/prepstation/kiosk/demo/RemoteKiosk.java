package io.prepstation.kiosk.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A kiosk in a process of its own, seen and used from outside: it tells every change of its screen as a JSON line and
/// taps what it is told to tap.
final class RemoteKiosk implements AutoCloseable {

    private final ChildProgram program;

    /// @param log where the kiosk's standard error goes
    RemoteKiosk(List<String> command, Path log) throws IOException {
        this.program = new ChildProgram("the kiosk", command, log);
    }

    /// The next change.
    ///
    /// @throws DemoFailed if nothing changes in that time, or the kiosk has ended
    ObjectNode next(Duration within) throws InterruptedException, DemoFailed {
        return poll(within)
                .orElseThrow(() ->
                        new DemoFailed(
                                (program.alive()
                                                ? "nothing changed on the screen for "
                                                        + within.toSeconds()
                                                        + " s"
                                                : "the kiosk ended by itself")
                                        + "; the last it showed:\n  "
                                        + program.recent()));
    }

    /// The next change, if there is one in that time; what a killed kiosk had shown can still be read.
    Optional<ObjectNode> poll(Duration within) throws InterruptedException, DemoFailed {
        String line = program.nextLine(within);
        if (line == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parseObject(line));
        } catch (MalformedJson e) {
            throw new DemoFailed("the kiosk printed something else than JSON: " + line, e);
        }
    }

    void signIn(String userId) throws IOException {
        tell(Json.object().put("do", "sign-in").put("who", userId));
    }

    void pin(String digits) throws IOException {
        tell(Json.object().put("do", "pin").put("digits", digits));
    }

    /// Asks for a tap; the kiosk answers with an event `tap` that says whether there was such a button to press.
    ///
    /// @param what the button's name: `start`, `resume`, `accept`, `sign`, `back`, `reject`, `take-photo`
    void tap(String what) throws IOException {
        tell(Json.object().put("do", "tap").put("what", what));
    }

    void scan(String text) throws IOException {
        tell(Json.object().put("do", "scan").put("text", text));
    }

    /// Asks for a picture of the screen; the kiosk answers with an event `picture` when it is written.
    void picture(Path file) throws IOException {
        tell(Json.object().put("do", "picture").put("file", file.toString()));
    }

    /// Ends it in order, as somebody does who closes the program, and waits until it has ended.
    void end(Duration within) throws IOException, InterruptedException, DemoFailed {
        program.endInput();
        program.output(within);
    }

    void kill() throws InterruptedException {
        program.kill();
    }

    private void tell(ObjectNode line) throws IOException {
        program.tell(line.toString());
    }

    @Override
    public void close() {
        program.close();
    }
}

package io.prepstation.hub.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The hub's log as its own file sets it up.
@Tag("OPS-7")
class HubLineTest {

    private static String logged(String name, @Nullable Throwable failure) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(ofThisThread(written, before), true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            JoranConfigurator file = new JoranConfigurator();
            file.setContext(context);
            file.doConfigure(HubLine.class.getResource("/hub-logback.xml"));
            context.getLogger("io.prepstation.hub.edit.Pushes").warn("by {}", name, failure);
        } finally {
            context.stop();
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    /// A hub of another test may still say something meanwhile.
    private static OutputStream ofThisThread(OutputStream own, OutputStream others) {
        Thread here = Thread.currentThread();
        return new OutputStream() {
            private OutputStream out() {
                return Thread.currentThread().equals(here) ? own : others;
            }

            @Override
            public void write(int one) throws IOException {
                out().write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out().write(bytes, from, count);
            }
        };
    }

    @Test
    void an_event_is_one_line_whatever_somebody_typed() throws Exception {
        String text = logged("x\n09:00:00.000 INFO  Pushes all is well", null);

        assertEquals(1, text.lines().count(), text);
        assertTrue(
                text.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Pushes by x\\\\n09:00.*well\\R"),
                text);
    }

    @Test
    void an_exception_stands_in_the_same_line() throws Exception {
        String text = logged("x", new IllegalStateException("no\ndisk"));

        assertEquals(1, text.lines().count(), text);
        assertTrue(text.contains("by x | java.lang.IllegalStateException: no | disk | at "), text);
    }
}

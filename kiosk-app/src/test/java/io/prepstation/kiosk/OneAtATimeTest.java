package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final OneAtATime work = new OneAtATime(threads::add, this::work);

    private void work() {
        done.add("begun");
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        done.add("ended");
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    @Test
    void asked_for_while_it_runs_it_runs_once_more_afterwards() {
        meanwhile =
                () -> {
                    work.ask();
                    work.ask();
                    work.ask();
                };
        work.ask();
        runAll();

        assertEquals(List.of("begun", "ended", "begun", "ended"), done);
    }

    @Test
    void asked_for_again_later_it_runs_again() {
        work.ask();
        runAll();
        work.ask();
        runAll();

        assertEquals(4, done.size());
    }

    @Test
    void a_run_that_failed_is_not_the_last() {
        meanwhile =
                () -> {
                    throw new IllegalStateException("unreadable");
                };
        work.ask();
        runAll();
        work.ask();
        runAll();

        assertEquals(List.of("begun", "begun", "ended"), done);
    }
}

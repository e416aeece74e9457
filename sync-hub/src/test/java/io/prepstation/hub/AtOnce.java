package io.prepstation.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Asks the hub many times over several connections at once.
final class AtOnce {

    private AtOnce() {}

    /// One request.
    @FunctionalInterface
    interface Request {

        /// @param number from 0
        /// @return the answer's status
        int ask(int number) throws Exception;
    }

    /// How often each status was answered.
    static Map<Integer, Integer> statuses(int connections, int times, Request request)
            throws Exception {
        Semaphore free = new Semaphore(connections);
        List<Future<Integer>> asked = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                int number = i;
                asked.add(
                        threads.submit(() -> {
                            free.acquire();
                            try {
                                return request.ask(number);
                            } finally {
                                free.release();
                            }
                        }));
            }
        }
        Map<Integer, Integer> answers = new TreeMap<>();
        for (Future<Integer> one : asked) {
            answers.merge(one.get(), 1, Integer::sum);
        }
        return answers;
    }
}

package io.prepstation.device.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// The part of a balance's firmware that is the same with every maker: commands one after the other, each in its time,
/// and lines sent unasked.
final class TalkingFirmware implements BalanceFirmware {

    private static final Duration GIVES_UP_WAITING = Duration.ofSeconds(10);
    private static final int LONGEST_COMMAND = 80;
    private static final byte[] NOTHING = {};

    private final Dialect dialect;
    private final WeighingCell cell;
    private final RandomGenerator random;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private long nextPrint;
    private boolean printing;

    private record Waiting(String command, long readyAt, long givesUpAt) {}

    TalkingFirmware(Dialect dialect, WeighingCell cell, RandomGenerator random) {
        this.dialect = dialect;
        this.cell = cell;
        this.random = random;
    }

    @Override
    public void receive(byte[] bytes, long now) {
        for (byte next : bytes) {
            switch (dialect.commands()) {
                case CHARACTERS -> heard(text(new byte[] {next}), now);
                case LINES -> receive(next, now);
            }
        }
    }

    private void receive(byte next, long now) {
        if (next != '\r' && next != '\n') {
            received.write(next);
        }
        if (next == '\r' || next == '\n' || received.size() > LONGEST_COMMAND) {
            String command = text(received.toByteArray());
            received.reset();
            if (!command.isEmpty()) {
                heard(command, now);
            }
        }
    }

    private void heard(String command, long now) {
        long delay = Duration.ofMillis(random.nextInt(20, 45)).toNanos();
        waiting.add(new Waiting(command, now + delay, now + GIVES_UP_WAITING.toNanos()));
    }

    @Override
    public byte[] due(long now) {
        cell.look(now);
        Waiting first = waiting.peek();
        if (first == null || now - first.readyAt() < 0) {
            return print(now);
        }
        boolean givesUp = now - first.givesUpAt() >= 0;
        if (dialect.waits(first.command()) && !cell.stable() && !givesUp) {
            return NOTHING;
        }
        waiting.remove();
        return bytes(dialect.answer(first.command(), cell));
    }

    @Override
    public byte[] restart(long now) {
        cell.look(now);
        cell.restart();
        waiting.clear();
        received.reset();
        return NOTHING;
    }

    private byte[] print(long now) {
        long interval = dialect.prints().toNanos();
        if (interval == 0 || (printing && now - nextPrint < 0)) {
            return NOTHING;
        }
        printing = true;
        nextPrint = now + interval;
        return bytes(dialect.line(cell));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

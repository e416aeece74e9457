package io.prepstation.device.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// The line from a balance to the station and its faults. Pure: time and chance are passed in.
final class Wire {

    private static final long BETWEEN_PACKETS = Duration.ofMillis(15).toNanos();
    private static final long STORM_BYTE = Duration.ofSeconds(1).toNanos() / 11_520;
    private static final String ERROR_ANSWER = "\r\nES\r\n";
    private static final String STORM_LINE = "garbage" + ERROR_ANSWER;
    private static final long TOO_LATE = Duration.ofMillis(700).toNanos();

    private final RandomGenerator random;
    private final Queue<Packet> packets = new ArrayDeque<>();
    private WireFault fault = WireFault.NONE;
    private boolean everySecond;
    private long stormedUntil;

    /// @param text one character a byte
    private record Packet(String text, long at) {}

    Wire(RandomGenerator random) {
        this.random = random;
    }

    void suffer(WireFault fault, long now) {
        this.fault = fault;
        stormedUntil = now;
    }

    void send(byte[] bytes, long now) {
        if (bytes.length == 0) {
            return;
        }
        switch (fault) {
            case NONE -> add(bytes, now);
            case MUTE, STORM -> {}
            case GARBLE -> add(garbled(bytes), now);
            case SPLIT -> split(bytes, now);
            case LOSE_BYTES -> add(everySecond() ? withoutOne(bytes) : bytes, now);
            case LATE -> add(bytes, now + TOO_LATE);
        }
    }

    /// What arrives by now.
    byte[] due(long now) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        if (fault == WireFault.STORM) {
            arrived.writeBytes(storm(now));
        }
        for (Packet first = packets.peek();
                first != null && now - first.at() >= 0;
                first = packets.peek()) {
            arrived.writeBytes(packets.remove().text().getBytes(StandardCharsets.ISO_8859_1));
        }
        return arrived.toByteArray();
    }

    private void add(byte[] bytes, long at) {
        packets.add(new Packet(new String(bytes, StandardCharsets.ISO_8859_1), at));
    }

    /// Half-read bits: every byte has its high bit set.
    byte[] garbled(byte[] bytes) {
        byte[] garbled = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            garbled[i] = (byte) (0x80 | random.nextInt(0x80));
        }
        return garbled;
    }

    /// As many bytes as a line of 115,200 bits a second carries.
    private byte[] storm(long now) {
        ByteArrayOutputStream storm = new ByteArrayOutputStream();
        while (now - stormedUntil >= STORM_LINE.length() * STORM_BYTE) {
            byte[] line = STORM_LINE.getBytes(StandardCharsets.ISO_8859_1);
            int garbled = line.length - ERROR_ANSWER.length();
            System.arraycopy(garbled(Arrays.copyOf(line, garbled)), 0, line, 0, garbled);
            storm.writeBytes(line);
            stormedUntil += line.length * STORM_BYTE;
        }
        return storm.toByteArray();
    }

    private void split(byte[] bytes, long now) {
        int at = random.nextInt(bytes.length);
        add(Arrays.copyOf(bytes, at), now);
        add(Arrays.copyOfRange(bytes, at, bytes.length), now + BETWEEN_PACKETS);
    }

    private byte[] withoutOne(byte[] bytes) {
        int lost = random.nextInt(bytes.length);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(bytes, 0, lost);
        rest.write(bytes, lost + 1, bytes.length - lost - 1);
        return rest.toByteArray();
    }

    private boolean everySecond() {
        everySecond = !everySecond;
        return everySecond;
    }
}

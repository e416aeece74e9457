package io.prepstation.device.balance;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.SerialPort;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A line whose other end gives the written answer to each command, a few looks later; no answer where none is written.
final class ScriptedPort implements SerialPort {

    private static final int LOOKS_UNTIL_ANSWER = 3;

    final Map<String, String> answers = new ConcurrentHashMap<>();

    /// Answers that are given too from the first question for a weight on, as by a balance that has just started.
    final Map<String, String> answersOnceStarted = new ConcurrentHashMap<>();

    final List<String> overlaps = new CopyOnWriteArrayList<>();

    /// What the other end sends without being asked, at each look.
    volatile String stream = "";

    /// What it sends at each look until the first command stops it.
    volatile String streamUntilCommand = "";

    volatile boolean refusesToOpen;

    private final Queue<String> pending = new ArrayDeque<>();
    private int looks;

    /// Answers as a balance that is well.
    static ScriptedPort wellBalance() {
        ScriptedPort port = new ScriptedPort();
        port.answers.put("I4", "I4 A \"SIM0000007\"");
        port.answers.put("I2", "I2 A \"SIM-X 220.000 g\"");
        port.answers.put("SI", "S S     12.340 g");
        port.answers.put("T", "T S     12.340 g");
        return port;
    }

    @Override
    public String path() {
        return "scripted";
    }

    @Override
    public void open() throws DeviceException {
        if (refusesToOpen) {
            throw new DeviceException(Problem.REFUSED, "scripted: Port busy");
        }
        pending.clear();
    }

    @Override
    public byte[] read() {
        String arrived = stream + streamUntilCommand;
        if (!pending.isEmpty() && ++looks >= LOOKS_UNTIL_ANSWER) {
            arrived += pending.remove() + "\r\n";
        }
        return arrived.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void write(byte[] bytes) {
        String command = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (!pending.isEmpty()) {
            overlaps.add(command);
        }
        looks = 0;
        streamUntilCommand = "";
        if (command.equals("SI")) {
            answers.putAll(answersOnceStarted);
        }
        String answer = answers.get(command);
        if (answer != null) {
            pending.add(answer);
        }
    }

    @Override
    public void close() {
        pending.clear();
    }
}

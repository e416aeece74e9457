package io.prepstation.benchmark;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.balance.BalanceObserver;
import io.prepstation.device.balance.BalanceSettings;
import io.prepstation.device.balance.MtSics;
import io.prepstation.device.balance.SerialBalance;
import io.prepstation.device.camera.Camera;
import io.prepstation.device.camera.CameraListener;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.camera.CommandFrames;
import io.prepstation.device.camera.FrameFormat;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.RepeatFilter;
import io.prepstation.device.camera.ViewHint;
import io.prepstation.device.gpio.BenchPins;
import io.prepstation.device.gpio.Board;
import io.prepstation.device.gpio.Lamp;
import io.prepstation.device.gpio.PinPlan;
import io.prepstation.device.scanner.ScannerListener;
import io.prepstation.device.scanner.SerialScanner;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.LineFramer;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.simulator.Hardship;
import io.prepstation.device.simulator.LabelPhoto;
import io.prepstation.device.simulator.PtyPair;
import io.prepstation.model.balance.BalanceReading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// What the loops of balance, serial scanner, pins and camera cost while nobody weighs and nothing moves, and how long a line
/// is under way inside the driver.
///
/// The camera gives ten noisy frames of 1280×720 a second, as `rpicam-vid` writes them; what its own program costs does not
/// count.
///
/// The other end of the pseudo-terminal answers each question after 30 ms and notes when; every answer is another number,
/// so that each reading finds its own line.
final class BalanceIdleBench {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration ANSWERS_AFTER = Duration.ofMillis(30);
    private static final Duration LOOK = Duration.ofMillis(1);

    /// The driver looks at its port this often while an answer is on its way.
    private static final double POLL = 12;

    private static final double BEYOND_POLL = 5;
    private static final double SHARE_LIMIT = 2;
    private static final int PERCENT = 100;
    private static final int NOISY_FRAMES = 5;
    private static final int NOISE = 5;
    private static final Set<String> LOOPS = Set.of("balance", "camera", "pins", "scanner");

    private final PtyPair wire;
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final Samples samples = new Samples();
    private volatile boolean measuring;
    private volatile boolean closed;
    private int count;
    private int pictures;

    private BalanceIdleBench(PtyPair wire) {
        this.wire = wire;
    }

    static List<Figure> run() throws DeviceException, IOException, InterruptedException {
        Path frames = Files.createTempDirectory("frames");
        try (PtyPair wire = PtyPair.open()) {
            return new BalanceIdleBench(wire).measure(frames);
        } finally {
            try (Stream<Path> files = Files.list(frames)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(frames);
        }
    }

    /// A label lies there that nobody can read, under a sensor's noise.
    private static CommandFrames camera(Path folder) throws IOException {
        FrameFormat format =
                new FrameFormat(LabelPhoto.WIDTH, LabelPhoto.HEIGHT, FrameFormat.Pixels.YUV420);
        byte[] scene = LabelPhoto.decoy(Hardship.MIXED, 1).frame().luma();
        SplittableRandom random = new SplittableRandom(20261122);
        for (int copy = 0; copy < NOISY_FRAMES; copy++) {
            byte[] frame = new byte[format.lumaBytes() + format.colourBytes()];
            for (int i = 0; i < scene.length; i++) {
                int noise = random.nextInt(-NOISE, NOISE + 1);
                frame[i] = (byte) Math.clamp((scene[i] & 0xff) + noise, 0, 255);
            }
            Files.write(folder.resolve(copy + ".yuv"), frame);
        }
        return new CommandFrames(
                List.of(
                        "sh",
                        "-c",
                        "while :; do for f in %s/*.yuv; do cat $f; sleep 0.1; done; done"
                                .formatted(folder)),
                format,
                DeviceClock.system());
    }

    private List<Figure> measure(Path frames)
            throws DeviceException, IOException, InterruptedException {
        Thread otherEnd = Thread.ofPlatform().name("other end").daemon().start(this::answer);
        Map<String, Double> shares = new TreeMap<>();
        try (PtyPair scannerLine = PtyPair.open();
                SerialScanner scanner =
                        new SerialScanner(
                                new JsscSerialPort(
                                        scannerLine.path().toString(),
                                        PortSettings.eightNoneOne(9600)),
                                LineFramer.Terminator.CR,
                                DeviceClock.system());
                BenchPins pins =
                        new BenchPins(
                                new PinPlan(5, 17, 27, 22, 23),
                                Board.MOCK,
                                DeviceClock.system(),
                                () -> {});
                Camera camera =
                        new Camera(
                                camera(frames),
                                new RepeatFilter(
                                        Duration.ofSeconds(1), _ -> false, DeviceClock.system()));
                SerialBalance balance =
                        new SerialBalance(
                                new JsscSerialPort(
                                        wire.path().toString(), PortSettings.eightNoneOne(9600)),
                                new MtSics(),
                                BalanceSettings.inGrams(),
                                DeviceClock.system())) {
            balance.start(new Stopwatch(pins));
            scanner.start(new Unheard());
            Unseen unseen = new Unseen();
            camera.start(unseen);
            pins.start();
            pins.lamp(Lamp.GREEN);
            MeasuredKiosk.rest(WARM_UP);
            measuring = true;
            int seen = unseen.pictures.get();
            Map<String, Long> before = loopNanos();
            long start = System.nanoTime();
            MeasuredKiosk.rest(MEASURED);
            double elapsed = System.nanoTime() - start;
            loopNanos()
                    .forEach((loop, nanos) ->
                            shares.put(
                                    loop,
                                    PERCENT
                                            * (nanos - before.getOrDefault(loop, nanos))
                                            / elapsed));
            measuring = false;
            pictures = unseen.pictures.get() - seen;
        } finally {
            closed = true;
            otherEnd.join();
        }
        return List.of(
                new Figure(
                        "balance-idle",
                        shares.values().stream().mapToDouble(Double::doubleValue).sum(),
                        null,
                        "% of a core",
                        Limit.atMost(SHARE_LIMIT),
                        1,
                        String.format(
                                Locale.ROOT,
                                "balance %.2f, camera %.2f, pins with a lit lamp %.2f, scanner %.2f; %d readings,"
                                        + " %d frames in %d s",
                                shares.get("balance"),
                                shares.get("camera"),
                                shares.get("pins"),
                                shares.get("scanner"),
                                samples.count(),
                                pictures,
                                MEASURED.toSeconds())),
                new Figure(
                        "wire-to-reading",
                        samples.percentile(99),
                        null,
                        "ms p99",
                        Limit.atMost(POLL + BEYOND_POLL),
                        samples.count(),
                        samples.spread() + "; polled every " + (int) POLL + " ms"));
    }

    private static Map<String, Long> loopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> nanos = new TreeMap<>();
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .forEach(thread -> {
                    String loop = thread.getThreadName().split(" ", 2)[0];
                    if (LOOPS.contains(loop)) {
                        nanos.merge(
                                loop, threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
                    }
                });
        return nanos;
    }

    private void answer() {
        StringBuilder asked = new StringBuilder();
        while (!closed) {
            asked.append(new String(wire.read(LOOK), StandardCharsets.ISO_8859_1));
            int end = asked.indexOf("\r\n");
            if (end >= 0) {
                String command = asked.substring(0, end);
                asked.delete(0, end + 2);
                LockSupport.parkNanos(ANSWERS_AFTER.toNanos());
                send(answerTo(command));
            }
        }
    }

    private String answerTo(String command) {
        return switch (command) {
            case "I4" -> "I4 A \"SIM0000001\"";
            case "I2" -> "I2 A \"SIM-X 520.0000 g\"";
            case "SI" -> String.format(Locale.ROOT, "S S %10.4f g", ++count % 1_000_000 / 1e4);
            default -> "ES";
        };
    }

    /// Notes before it writes: what comes later can only make the measured time longer.
    private void send(String line) {
        written.put(line, System.nanoTime());
        wire.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// Counts the frames that were looked at.
    private static final class Unseen implements CameraListener {

        private final AtomicInteger pictures = new AtomicInteger();

        @Override
        public void picture(LumaFrame frame) {
            pictures.incrementAndGet();
        }

        @Override
        public void code(String text) {}

        @Override
        public void hint(ViewHint hint) {}

        @Override
        public void status(CameraStatus status) {}
    }

    private static final class Unheard implements ScannerListener {

        @Override
        public void code(String text) {}

        @Override
        public void torn() {}

        @Override
        public void status(DeviceStatus status) {}
    }

    private final class Stopwatch implements BalanceObserver {

        private final BenchPins pins;

        private Stopwatch(BenchPins pins) {
            this.pins = pins;
        }

        @Override
        public void reading(BalanceReading reading) {
            pins.beat();
            long now = System.nanoTime();
            Long sent = written.remove(reading.frame().raw());
            if (measuring && sent != null) {
                samples.add(now - sent);
            }
        }
    }
}

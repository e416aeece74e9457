package io.prepstation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.camera.LiveLook;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.PlainZxing;
import io.prepstation.device.camera.QrReader;
import io.prepstation.device.simulator.Hardship;
import io.prepstation.device.simulator.LabelPhoto;
import io.prepstation.device.simulator.LabelPhoto.Verdict;
import io.prepstation.model.record.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// How many generated labels are read, against ZXing with its hybrid binarizer alone; and what a live frame costs.
///
/// The seeds are not those that the attempts were ordered by. Decoys, which say nothing, are the negative control: any
/// text read there is a misread.
final class QrBench {

    private static final int OF_EACH = 25;
    private static final int DECOYS_OF_EACH = 5;
    private static final long SEED = 500_000;

    /// One second of a camera of ten frames.
    private static final int LIVE_FRAMES = 10;

    private static final double LEAST_RATIO = 1.10;
    private static final double MOST_MILLIS = 12;

    private final Map<Hardship, Tally> tallies = new EnumMap<>(Hardship.class);
    private final List<Double> liveMillis = new ArrayList<>();
    private int misread;
    private int decoys;

    /// What came of one category.
    private static final class Tally {
        private int photos;
        private int plain;
        private int still;
        private int live;
    }

    static void run() {
        QrBench bench = new QrBench();
        bench.warmUp();
        for (Hardship hardship : Hardship.values()) {
            IntStream.range(0, OF_EACH)
                    .forEach(i -> bench.photo(LabelPhoto.take(hardship, SEED + i)));
            IntStream.range(0, DECOYS_OF_EACH)
                    .forEach(i -> bench.decoy(LabelPhoto.decoy(hardship, SEED + i)));
        }
        bench.report();
    }

    private void warmUp() {
        for (int i = 0; i < 10; i++) {
            photo(LabelPhoto.take(Hardship.MIXED, i));
        }
        tallies.clear();
        liveMillis.clear();
        misread = 0;
    }

    private void photo(LabelPhoto photo) {
        Tally tally = tallies.computeIfAbsent(photo.hardship(), _ -> new Tally());
        tally.photos++;
        tally.plain += isRead(photo, PlainZxing.read(photo.frame())) ? 1 : 0;
        tally.still += isRead(photo, new QrReader().readStill(photo.frame())) ? 1 : 0;
        tally.live += isRead(photo, live(photo.frame())) ? 1 : 0;
    }

    private void decoy(LabelPhoto decoy) {
        decoys++;
        isRead(decoy, new QrReader().readStill(decoy.frame()));
        isRead(decoy, live(decoy.frame()));
    }

    private boolean isRead(LabelPhoto photo, Optional<String> text) {
        Verdict verdict = photo.judge(text);
        misread += verdict == Verdict.MISREAD ? 1 : 0;
        return verdict == Verdict.READ;
    }

    /// The last text that a second of frames gave; every frame is looked at as a camera does, as in a label held still.
    private Optional<String> live(LumaFrame frame) {
        LiveLook look = new LiveLook(new QrReader());
        Optional<String> last = Optional.empty();
        for (int i = 0; i < LIVE_FRAMES; i++) {
            long began = System.nanoTime();
            Optional<String> text = look.at(frame).text();
            liveMillis.add((System.nanoTime() - began) / 1e6);
            last = text.isPresent() ? text : last;
        }
        return last;
    }

    private void report() {
        tallies.forEach((hardship, tally) -> {
            String name = hardship.name().toLowerCase(Locale.ROOT).replace('_', '-');
            say(rate("qr-still-" + name, tally.still, tally.plain, tally.photos));
            say(rate("qr-live-" + name, tally.live, tally.plain, tally.photos));
        });
        int photos = tallies.values().stream().mapToInt(tally -> tally.photos).sum();
        int plain = tallies.values().stream().mapToInt(tally -> tally.plain).sum();
        int still = tallies.values().stream().mapToInt(tally -> tally.still).sum();
        int live = tallies.values().stream().mapToInt(tally -> tally.live).sum();
        say(rate("qr-still", still, plain, photos).put("limit", LEAST_RATIO));
        say(rate("qr-live", live, plain, photos).put("limit", LEAST_RATIO));
        say(
                Json.object()
                        .put("bench", "qr-misreads")
                        .put("ours", misread)
                        .put("unit", "labels")
                        .put("runs", photos + decoys)
                        .put("limit", 0)
                        .put("decoys", decoys));
        say(times());
    }

    private ObjectNode times() {
        double[] sorted = liveMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElse(0);
        return Json.object()
                .put("bench", "qr-frame-time")
                .put("ours", rounded(sorted[sorted.length * 95 / 100]))
                .put("unit", "ms")
                .put("runs", sorted.length)
                .put("limit", MOST_MILLIS)
                .put(
                        "spread",
                        String.format(
                                Locale.ROOT,
                                "p95 of 1280×720 frames; mean %.1f, median %.1f, p99 %.1f, most %.1f",
                                mean,
                                sorted[sorted.length / 2],
                                sorted[sorted.length * 99 / 100],
                                sorted[sorted.length - 1]));
    }

    private static ObjectNode rate(String bench, int ours, int peer, int photos) {
        ObjectNode line =
                Json.object()
                        .put("bench", bench)
                        .put("ours", rounded(100.0 * ours / photos))
                        .put("peer", rounded(100.0 * peer / photos))
                        .put("unit", "% read");
        if (peer > 0) {
            line.put("ratio", rounded((double) ours / peer));
        }
        return line.put("runs", photos);
    }

    private static void say(ObjectNode line) {
        System.out.println(line);
        System.err.println(line);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}

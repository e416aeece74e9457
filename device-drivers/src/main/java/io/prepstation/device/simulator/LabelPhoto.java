package io.prepstation.device.simulator;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrSymbol;
import java.util.Optional;
import java.util.SplittableRandom;

/// A photograph of a printed label that was never taken: its text is known, so a reader can be judged by it.
///
/// The same seed gives the same bytes on every machine: only arithmetic that Java defines exactly goes into a pixel.
///
/// @param text what the code says; empty if it only looks like one
public record LabelPhoto(String text, Hardship hardship, LumaFrame frame) {

    /// The frame of the station's camera, in pixels.
    public static final int WIDTH = 1280;

    public static final int HEIGHT = 720;

    /// What a reader made of a photograph.
    public enum Verdict {
        READ,
        MISSED,
        /// It gave another text than the label's: worse than none.
        MISREAD
    }

    /// The label with this seed.
    public static LabelPhoto take(Hardship hardship, long seed) {
        SplittableRandom random = random(hardship, seed);
        String text = LabelTexts.any(random);
        return of(text, PrintedCode.of(QrSymbol.of(text)), hardship, random);
    }

    /// Something that looks like a code and says nothing: whoever reads a text there has invented it.
    public static LabelPhoto decoy(Hardship hardship, long seed) {
        SplittableRandom random = random(hardship, seed);
        QrSymbol symbol = QrSymbol.of(LabelTexts.any(random));
        return of("", PrintedCode.of(symbol).scrambled(random), hardship, random);
    }

    public Verdict judge(Optional<String> reading) {
        if (reading.isEmpty()) {
            return Verdict.MISSED;
        }
        return !text.isEmpty() && reading.get().equals(text) ? Verdict.READ : Verdict.MISREAD;
    }

    private static SplittableRandom random(Hardship hardship, long seed) {
        return new SplittableRandom(seed * 1_000_003 + hardship.name().hashCode());
    }

    private static LabelPhoto of(
            String text, PrintedCode code, Hardship hardship, SplittableRandom random) {
        Circumstances seen = Circumstances.of(hardship, random);
        PhotoCanvas canvas = new PhotoCanvas(WIDTH, HEIGHT);
        canvas.draw(new LabelOptics(code, seen, random.split()));
        canvas.develop(seen, random.split());
        return new LabelPhoto(text, hardship, canvas.frame());
    }
}

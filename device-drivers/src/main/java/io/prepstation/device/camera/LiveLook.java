package io.prepstation.device.camera;

import java.time.Duration;
import java.util.Optional;

/// Looks at a camera's frames one after the other: for a code, and for what hinders it from being read. Not thread-safe.
public final class LiveLook {

    /// While nothing moves, only one of so many frames is looked at: every three seconds.
    private static final int LOOKS_AT_REST = 30;

    private final QrReader reader;
    private final ViewAdvice advice = new ViewAdvice();
    private final SceneWatch scene = new SceneWatch();
    private int looks;

    /// @param text of a code in the frame
    /// @param hint what to do so that one is read
    public record Seen(Optional<String> text, ViewHint hint) {}

    public LiveLook(QrReader reader) {
        this.reader = reader;
    }

    /// What this frame shows. All that is done with it counts against its time.
    public Seen at(LumaFrame frame) {
        long began = System.nanoTime();
        if (scene.restsAt(frame) && ++looks % LOOKS_AT_REST != 0) {
            return new Seen(Optional.empty(), advice.atRest());
        }
        ViewMeasures seen = ViewMeasures.of(frame);
        Duration spent = Duration.ofNanos(System.nanoTime() - began);
        Optional<String> text = reader.readLive(frame, spent);
        if (text.isPresent()) {
            scene.wake();
        }
        return new Seen(text, advice.after(seen, text.isPresent(), reader.unreadableModules()));
    }
}

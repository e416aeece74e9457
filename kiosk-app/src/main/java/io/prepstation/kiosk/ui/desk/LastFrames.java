package io.prepstation.kiosk.ui.desk;

import java.util.List;

/// What the balance said last, the newest first.
public record LastFrames(List<BalanceFrame> frames) {

    public LastFrames {
        frames = List.copyOf(frames);
    }
}

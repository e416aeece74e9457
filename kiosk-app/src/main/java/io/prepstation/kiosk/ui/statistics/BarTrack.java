package io.prepstation.kiosk.ui.statistics;

import javafx.scene.layout.Region;

/// A bar as long as its share of the longest.
final class BarTrack extends Region {

    private static final double WHOLE = 1000;

    private final int share;
    private final Region bar = new Region();

    /// @param share 0 to 1000
    BarTrack(int share) {
        this.share = share;
        getStyleClass().add("bar-track");
        bar.getStyleClass().add("bar");
        bar.setVisible(share > 0);
        getChildren().add(bar);
    }

    @Override
    protected void layoutChildren() {
        bar.resizeRelocate(0, 0, Math.max(2, getWidth() * share / WHOLE), getHeight());
    }
}

package io.prepstation.kiosk.ui.frame;

import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Header, strip, content, footer: the same things at the same places on every screen.
public final class FrameView extends BorderPane {

    private static final PseudoClass URGED = PseudoClass.getPseudoClass("urged");

    private final FrameViewModel model;
    private final Label place = Labels.of("header-place");
    private final Label mark = Labels.of("header-mark");
    private final Label operator = Labels.of("header-text");
    private final Label balance = Labels.of("header-text");
    private final Region balanceDot = new Region();
    private final Label sync = Labels.of("header-text");
    private final Glyph syncIcon = Icon.CLOUD.node();
    private final Label clock = Labels.of("header-clock");
    private final Label strip = Labels.of("strip");
    private final HBox footer = new HBox();
    private final TapButton back;
    private final TapButton extra;
    private final TapButton middle;
    private final TapButton main;
    private final ChangeListener<Actions> footerFollows = (_, _, now) -> show(now);
    private @Nullable Screen screen;

    public FrameView(FrameViewModel model, Panel panel) {
        this.model = model;
        back = new TapButton("quiet", panel.key());
        extra = new TapButton("plain", panel.key());
        middle = new TapButton("plain", panel.key());
        main = new TapButton("main", panel.key());
        back.setId("back");
        extra.setId("extra");
        middle.setId("middle");
        main.setId("main");
        getStyleClass().add("frame");
        setTop(new VBox(header(), strip));
        setBottom(footer(panel));
        model.header().subscribe(this::show);
        model.strip().subscribe(this::show);
    }

    /// Puts a screen between header and footer; the last one is forgotten.
    public void show(Screen next) {
        if (screen != null && next.content().equals(screen.content())) {
            return;
        }
        if (screen != null) {
            screen.actions().removeListener(footerFollows);
        }
        screen = next;
        setCenter(next.content());
        next.actions().addListener(footerFollows);
        show(next.actions().get());
    }

    private HBox header() {
        balanceDot.getStyleClass().add("dot");
        operator.setGraphic(Icon.PERSON.node());
        balance.setGraphic(balanceDot);
        sync.setGraphic(syncIcon);
        sync.setOnMouseClicked(_ -> model.syncTapped());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(place, mark, gap, operator, balance, sync, clock);
        header.getStyleClass().add("header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private HBox footer(Panel panel) {
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        footer.getChildren().setAll(back, left, extra, middle, right, main);
        HBox.setMargin(extra, new Insets(0, panel.em(0.7), 0, 0));
        footer.getStyleClass().add("footer");
        footer.setAlignment(Pos.CENTER);
        return footer;
    }

    private void show(Header header) {
        place.setText(header.place());
        mark.setText(header.mark());
        Labels.present(mark, !header.mark().isEmpty());
        operator.setText(header.operator());
        Labels.present(operator, !header.operator().isEmpty());
        balance.setText(header.balanceText());
        Labels.present(balance, !header.balanceText().isEmpty());
        Labels.only(balanceDot, header.balance());
        sync.setText(header.syncText());
        Labels.present(sync, !header.syncText().isEmpty());
        Labels.only(sync, header.sync());
        switch (header.sync()) {
            case DONE -> Icon.CLOUD.in(syncIcon);
            case WAITING -> Icon.SYNC.in(syncIcon);
            case OFFLINE -> Icon.OFFLINE.in(syncIcon);
            case PROBLEM -> Icon.WARNING.in(syncIcon);
        }
        clock.setText(header.clock());
    }

    private void show(Strip line) {
        strip.setText(line.text());
        strip.setMaxWidth(Double.MAX_VALUE);
        strip.setWrapText(true);
        Labels.only(strip, line.tone());
        Labels.present(strip, !line.text().isEmpty());
    }

    private void show(Actions actions) {
        show(back, actions.back());
        show(extra, actions.extra());
        show(middle, actions.middle());
        show(main, actions.main());
        Labels.present(footer, actions.any());
    }

    private static void show(TapButton button, @Nullable Action action) {
        Labels.present(button, action != null);
        if (action != null) {
            button.show(action.text(), action.icon(), action.enabled(), action.tap());
            button.pseudoClassStateChanged(URGED, action.urged());
        }
    }
}

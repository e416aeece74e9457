package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.session.SessionStatus;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A session as one row of a list.
public final class SessionLine {

    private SessionLine() {}

    /// What was prepared, and below it when and where the record is.
    public static Node brief(SessionRow row, Words words) {
        HBox below =
                new HBox(
                        Labels.text(words.dayAndTime(row.startedAt()), "hint"),
                        gap(),
                        state(row, words));
        below.setAlignment(Pos.CENTER_LEFT);
        return new VBox(title(row), below);
    }

    public static HBox whole(SessionRow row, Words words) {
        Label facts =
                Labels.text(
                        words.text(
                                "sessions.line",
                                row.attempt(),
                                row.operator(),
                                words.dayAndTime(row.startedAt())),
                        "hint");
        VBox text = new VBox(title(row), facts);
        text.setAlignment(Pos.CENTER_LEFT);
        HBox line = new HBox(text, gap(), state(row, words));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label title(SessionRow row) {
        return Labels.text(row.formulaCode() + "  " + row.formulaName(), "strong");
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /// Where the session is: at the hub only with a receipt.
    public static Label state(SessionRow row, Words words) {
        boolean saved = row.status() == SessionStatus.COMPLETED;
        Label label =
                saved
                        ? Labels.text(
                                words.text(row.atHub() ? "hub.arrived" : "hub.waiting"),
                                "session-state")
                        : Labels.text(words.text("status." + row.status().word()), "session-state");
        Icon icon =
                switch (row.status()) {
                    case COMPLETED -> row.atHub() ? Icon.CLOUD : Icon.WAITING;
                    case IN_PROGRESS -> Icon.RESUME;
                    case FAILED -> Icon.CANCEL;
                    case LOCKED_FAILED -> Icon.LOCK;
                    case SERVER_REJECTED -> Icon.WARNING;
                };
        label.setGraphic(icon.node());
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}

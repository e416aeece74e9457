package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.session.SessionRecord;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the printed label will look like.
public final class SessionLabel extends HBox {

    /// @param qr makes the modules of a QR code
    /// @param hash the record hash, of which the label carries the beginning; empty before the signature
    /// @param side the QR code's most pixels to a side
    public SessionLabel(
            SessionRecord record,
            String hash,
            Function<String, boolean[][]> qr,
            double side,
            Words words) {
        getStyleClass().add("session-label");
        setAlignment(Pos.CENTER_LEFT);
        var context = record.context();
        String start = hash.substring(0, Math.min(hash.length(), 16));
        String session = FormulaCode.sessionLabel(record.id(), context.formulaCode());
        VBox lines =
                new VBox(
                        Labels.text(context.formulaCode(), "label-code"),
                        Labels.paragraph(context.formulaName(), "label-name"),
                        Labels.text(
                                words.amount(context.amount())
                                        + " · "
                                        + words.dayAndTime(record.session().startedAt()),
                                "label-text"),
                        Labels.text(context.operatorName(), "label-text"),
                        Labels.text(start, "label-hash"));
        if (start.isEmpty()) {
            lines.getChildren().removeLast();
        }
        if (record.simulated()) {
            lines.getChildren().addFirst(Labels.text(words.text("header.simulated"), "label-mark"));
        }
        HBox.setHgrow(lines, Priority.ALWAYS);
        getChildren()
                .addAll(
                        new QrPicture(
                                qr.apply(start.isEmpty() ? session : session + ";H=" + start),
                                side),
                        lines);
    }
}

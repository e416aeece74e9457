package io.prepstation.kiosk.ui.sessions;

import io.prepstation.kiosk.ui.desk.PhotoFile;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.Columns;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.PagedRows;
import io.prepstation.kiosk.ui.part.PictureView;
import io.prepstation.kiosk.ui.part.RecordTable;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The record's table, and below it what happened besides; or how the weights came to be; or the photos.
public final class SessionDetailView extends VBox {

    private static final double[] SHARES = {24, 22, 4};

    private final SessionDetailViewModel model;
    private final Label title = Labels.of("title");
    private final Label status = Labels.of("hint");
    private final RecordTable table;
    private final PagedRows events;
    private final PagedRows pours;
    private final PagedRows photos;
    private final PictureView picture = new PictureView();
    private final Label caption = Labels.paragraph("", "hint");
    private final Label trouble = Labels.paragraph("", "strong");
    private final Words words;

    public SessionDetailView(SessionDetailViewModel model, Panel panel, Words words) {
        this.model = model;
        this.words = words;
        table = new RecordTable(panel, words);
        events = new PagedRows(panel, panel.em(1.3), 0);
        Card history = new Card(words.text("sessions.history"), events);
        VBox.setVgrow(events, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        pours = new PagedRows(panel, panel.em(3.2), 0);
        Card curves = new Card(words.text("sessions.pours"), pours);
        VBox.setVgrow(pours, Priority.ALWAYS);
        VBox.setVgrow(curves, Priority.ALWAYS);
        photos = new PagedRows(panel, Math.max(panel.target(), panel.em(4.6)), panel.em(0.35));
        VBox.setVgrow(photos, Priority.ALWAYS);
        VBox.setVgrow(picture, Priority.ALWAYS);
        history.setMinHeight(USE_PREF_SIZE);
        history.setMaxHeight(panel.em(7.7));
        getStyleClass().add("page");
        getChildren()
                .addAll(title, status, table, history, curves, photos, caption, trouble, picture);
        model.content().subscribe(this::show);
        model.part()
                .subscribe(shown -> {
                    Labels.present(table, shown == DetailPart.RECORD);
                    Labels.present(history, shown == DetailPart.RECORD);
                    Labels.present(curves, shown == DetailPart.POURS);
                    Labels.present(photos, shown == DetailPart.PHOTOS);
                    Labels.present(caption, shown == DetailPart.PHOTO);
                    Labels.present(picture, shown == DetailPart.PHOTO);
                });
        model.photo().subscribe(this::show);
        model.picture().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(@Nullable DetailContent content) {
        if (content == null) {
            return;
        }
        title.setText(content.title());
        status.setText(content.status());
        table.show(content.lines());
        events.show(content.events().stream().map(event -> Labels.text(event, "event")).toList());
        pours.show(content.pours().stream().map(SessionDetailView::pour).toList());
        photos.show(content.photos().stream().map(this::photo).toList());
    }

    private void show(@Nullable PhotoLine line) {
        caption.setText(line == null ? "" : line.what() + "  ·  " + line.facts());
    }

    private void show(@Nullable PhotoFile file) {
        String wrong = "";
        Image image = null;
        switch (file) {
            case null -> {
                // Not asked for, or on its way.
            }
            case PhotoFile.Whole whole -> {
                image = new Image(whole.open());
                wrong = image.isError() ? words.text("sessions.photo.unreadable") : "";
            }
            case PhotoFile.Missing(_, var path) ->
                    wrong = words.text("sessions.photo.missing", path);
            case PhotoFile.Altered(_, var path) ->
                    wrong = words.text("sessions.photo.altered", path);
            case PhotoFile.Unreadable(_, var reason) -> wrong = reason;
        }
        picture.show(image);
        trouble.setText(wrong);
        Labels.present(trouble, !wrong.isEmpty());
    }

    private Node photo(PhotoLine line) {
        VBox text = new VBox(Labels.text(line.what(), "strong"), Labels.text(line.facts(), "hint"));
        if (!line.trouble().isEmpty()) {
            text.getChildren().add(Labels.text(line.trouble(), "hint"));
        }
        text.setAlignment(Pos.CENTER_LEFT);
        HBox row = new HBox(text);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("tap-row");
        row.setOnMouseClicked(_ -> model.open(line));
        return row;
    }

    private static Node pour(PourLine line) {
        Columns row =
                new Columns(
                        SHARES,
                        Columns.name(line.step()),
                        new PourCurve(line),
                        Columns.number(line.took(), "hint"));
        row.getStyleClass().add("pour-row");
        return row;
    }
}

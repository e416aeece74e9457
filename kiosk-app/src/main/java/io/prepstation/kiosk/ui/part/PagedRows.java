package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Rows one above the other, a page at a time: a button turns to the next page, because nothing here is dragged.
///
/// Every row gets the same height; the buttons stand on the right only while there is more than one page. Where rows are
/// only the first of many, the last page's button asks for more of them.
public final class PagedRows extends Region {

    private final double rowHeight;
    private final double gap;
    private final double side;
    private final TapButton next;
    private final TapButton previous;
    private final @Nullable Region head;
    private List<? extends Node> rows = List.of();
    private @Nullable Runnable more;
    private boolean asked;
    private int page;
    private int pages = 1;

    /// The row that is to be seen; less than 0 for any.
    private int wanted = -1;

    public PagedRows(Panel panel, double rowHeight, double gap) {
        this(panel, rowHeight, gap, null);
    }

    /// @param head stands above the rows on every page, as wide as they are
    public PagedRows(Panel panel, double rowHeight, double gap, @Nullable Region head) {
        this.head = head;
        this.rowHeight = rowHeight;
        this.gap = gap;
        this.side = panel.target();
        this.next = new TapButton("page-turn", side);
        this.previous = new TapButton("page-turn", side);
        next.show("", Icon.DOWN, true, this::turn);
        previous.show("", Icon.UP, true, this::turnBack);
        previous.setVisible(false);
        getStyleClass().add("paged-rows");
    }

    public void show(List<? extends Node> fresh) {
        show(fresh, null);
    }

    /// @param ask is run at the last page's end, to be followed by longer rows; null if these are all
    public void show(List<? extends Node> fresh, @Nullable Runnable ask) {
        rows = List.copyOf(fresh);
        more = ask;
        page = asked ? page + 1 : 0;
        asked = false;
        getChildren().setAll(rows);
        getChildren().addAll(previous, next);
        if (head != null) {
            getChildren().add(head);
        }
        requestLayout();
    }

    /// Another node for one of the rows; all others stay as they are.
    public void replace(int row, Node now) {
        List<Node> all = new ArrayList<>(rows);
        Node before = all.set(row, now);
        rows = List.copyOf(all);
        getChildren().set(getChildren().indexOf(before), now);
        requestLayout();
    }

    /// The same rows as they are now: the page that is looked at stays.
    public void renew(List<? extends Node> now, @Nullable Runnable ask) {
        int before = asked ? page + 1 : page;
        show(now, ask);
        page = before;
    }

    /// Turns to the page of a row, for who walks through them by the arrow keys.
    public void reveal(int row) {
        wanted = row;
        requestLayout();
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(computePrefHeight(width), Math.max(side, headHeight() + rowHeight));
    }

    @Override
    protected double computePrefHeight(double width) {
        return headHeight() + rows.size() * (rowHeight + gap) - (rows.isEmpty() ? 0 : gap);
    }

    @Override
    protected void layoutChildren() {
        double top = headHeight();
        int perPage = Math.max(1, (int) ((getHeight() - top + gap + 0.5) / (rowHeight + gap)));
        pages = Math.max(1, (rows.size() + perPage - 1) / perPage);
        if (wanted >= 0) {
            page = wanted / perPage;
            wanted = -1;
        }
        int shownPage = page % pages;
        int first = shownPage * perPage;
        boolean paged = pages > 1 || more != null;
        double width = paged ? getWidth() - side - gap - side / 10 : getWidth();
        if (head != null) {
            head.resizeRelocate(0, 0, width, top - gap);
        }
        for (int i = 0; i < rows.size(); i++) {
            boolean shown = i >= first && i < first + perPage;
            rows.get(i).setVisible(shown);
            rows.get(i)
                    .resizeRelocate(
                            0, shown ? top + (i - first) * (rowHeight + gap) : 0, width, rowHeight);
        }
        next.setVisible(paged);
        next.setText((shownPage + 1) + "/" + pages + (more == null ? "" : "+"));
        boolean back = paged && shownPage > 0 && getHeight() >= 2 * side + gap;
        double above = back ? side + gap : 0;
        previous.setVisible(back);
        previous.resizeRelocate(getWidth() - side, 0, side, side);
        next.resizeRelocate(getWidth() - side, above, side, Math.max(side, getHeight() - above));
    }

    private double headHeight() {
        return head == null ? 0 : head.prefHeight(-1) + gap;
    }

    private void turn() {
        page = page % pages;
        if (more != null && page == pages - 1) {
            asked = true;
            more.run();
        } else {
            page++;
            requestLayout();
        }
    }

    private void turnBack() {
        page = page % pages - 1;
        requestLayout();
    }
}

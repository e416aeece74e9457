package io.prepstation.kiosk.ui.look;

/// The icons of the screens, by their place in the Material icon font; each stands beside a word, never alone.
public enum Icon {
    ACCEPT(0xe137),
    ADD(0xe01a),
    BACK(0xe05c),
    CANCEL(0xe14a),
    CHART(0xe08c),
    CLOUD(0xe151),
    CODE(0xe885),
    DELETE(0xe086),
    DEVICES(0xe1bc),
    DOWN(0xe343),
    EDIT(0xe1f8),
    LAMP(0xe377),
    LIST(0xe2ae),
    LOCK(0xe3c5),
    MORE(0xe412),
    MOVING(0xe084),
    NEXT(0xe063),
    OFFLINE(0xe155),
    PERSON(0xe49e),
    PHOTO(0xe4d0),
    PRINT(0xe50c),
    REMOVE(0xe530),
    RESUME(0xe4e9),
    SEARCH(0xe57f),
    SHELF(0xe826),
    SIGN(0xe0c5),
    SIGN_OUT(0xe226),
    STOP(0xe471),
    SYNC(0xe66a),
    TARE(0xe032),
    TRASH(0xe1a1),
    UNDO(0xe6cb),
    UP(0xe346),
    WAITING(0xe30f),
    WARNING(0xe718);

    private final int codePoint;

    Icon(int codePoint) {
        this.codePoint = codePoint;
    }

    /// A new node of this icon; its colour and size come from the style class `icon` of its surroundings.
    public Glyph node(String... styles) {
        Glyph node = new Glyph(this);
        node.getStyleClass().addAll(styles);
        return node;
    }

    /// Shows this icon in a node that showed another.
    public void in(Glyph node) {
        node.show(this);
    }

    String text() {
        return Character.toString(codePoint);
    }
}

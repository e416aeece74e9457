package io.prepstation.hub.dashboard;

import io.prepstation.hub.code.QrSymbol;

/// What lets one new station in, as the page shows it once.
///
/// @param code empty if nobody was invited
/// @param url where the station will find the hub
/// @param text what the QR code says
/// @param path of the QR code, as an SVG picture
/// @param side of that picture
public record Invitation(String lab, String code, String url, String text, String path, int side) {

    static final Invitation NONE = new Invitation("", "", "", "", "", 0);

    static Invitation of(String lab, String code, String url, String text) {
        QrSymbol symbol = QrSymbol.of(text);
        return new Invitation(lab, code, url, text, symbol.svgPath(), symbol.svgSize());
    }

    public boolean isOpen() {
        return !code.isEmpty();
    }
}

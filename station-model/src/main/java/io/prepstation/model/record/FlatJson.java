package io.prepstation.model.record;

import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/// The canonical form (RFC 8785) of one object of texts. [CanonicalJson] gives the same, but takes as long to load as a
/// station needs for half of its other work before the first screen.
public final class FlatJson {

    private static final HexFormat HEX = HexFormat.of();

    private FlatJson() {}

    /// @param members in the order of their UTF-16 units, as a `TreeMap` of texts has them
    public static String of(SortedMap<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        for (Map.Entry<String, String> member : members.entrySet()) {
            json.append(json.length() == 1 ? "" : ",");
            quote(json, member.getKey());
            json.append(':');
            quote(json, member.getValue());
        }
        return json.append('}').toString();
    }

    /// SHA-256 of the canonical text in UTF-8, hexadecimal.
    public static String hash(SortedMap<String, String> members) {
        return Sha256.hex(of(members));
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            escape(json, text.charAt(i));
        }
        json.append('"');
    }

    private static void escape(StringBuilder json, char character) {
        switch (character) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (character < ' ') {
                    json.append("\\u").append(HEX.toHexDigits(character));
                } else {
                    json.append(character);
                }
            }
        }
    }
}

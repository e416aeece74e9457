package io.prepstation.model.sync;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What may be attached to a session. Whoever takes bytes looks at them, and not only at the word that came along.
public enum AttachmentType {
    JPEG("image/jpeg", ".jpg", "\u00ff\u00d8\u00ff"),
    PNG("image/png", ".png", "\u0089PNG\r\n\u001a\n"),
    PDF("application/pdf", ".pdf", "%PDF-"),
    TEXT("text/plain", ".txt", "");

    private final String mediaType;
    private final String ending;
    private final String beginning;

    /// @param beginning the first bytes, each as the character of its number
    AttachmentType(String mediaType, String ending, String beginning) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.beginning = beginning;
    }

    public static Optional<AttachmentType> of(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /// Of a file's name, with its dot.
    public String ending() {
        return ending;
    }

    /// Whether a browser may show it in a page.
    public boolean isImage() {
        return this == JPEG || this == PNG;
    }

    /// Whether whole content is of this type, as far as its beginning tells; text is what reads as UTF-8.
    public boolean isOf(byte[] content) {
        return this == TEXT ? isText(content) : startsWith(content);
    }

    private boolean startsWith(byte[] content) {
        int length = Math.min(content.length, beginning.length());
        return new String(content, 0, length, StandardCharsets.ISO_8859_1).equals(beginning);
    }

    private static boolean isText(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
